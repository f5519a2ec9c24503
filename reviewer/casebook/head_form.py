"""Heads in the form in which they are made: what has it, to the letter, is canonical, and is read in one step.

A head is read into the fields that one has, in the order of canonical JSON, and written again: the same text is the canonical one of what it
says. That takes a tenth of what a parser does that knows of no fields. A head of any other form (a newer program's, a string with an escape
in it) is read as every canonical JSON is.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from reviewer.casebook.canonical import GREATEST
from reviewer.model.patterns import pattern

if TYPE_CHECKING:
    from reviewer.casebook.head_fields import RecordFields, SaveFields

Fields = TypeVar("Fields")
_LONGEST = 64
"""No id is longer."""
_ID = pattern("[0-9a-f]{64}")
_AUTHOR = pattern(r'\{"author":"([0-9a-f]{64})",')


class _Forms(NamedTuple):
    record: Callable[[bytes], RecordFields]
    save: Callable[[bytes], SaveFields]
    write: Callable[[object], bytes]


def author_said(text: str) -> str | None:
    """Return the author whom a canonical head, of a record or a save, begins with; None where it begins otherwise."""
    match = _AUTHOR.match(text)
    return match[1] if match else None


def record_said(text: str) -> dict[str, Any] | None:
    """Return what the head of a record says; None where it has another form, whether it is canonical or not."""
    said = record_fields(_bytes_of(text))
    if said is None:
        return None
    return {
        "author": said.author, "body": said.body, "kind": said.kind, "parents": [*said.parents], "subject": said.subject,
        "time": said.time, "version": said.version,
    }  # fmt: skip


def record_fields(text: bytes) -> RecordFields | None:
    """Return the same of a text in UTF-8, as fields."""
    said = _said(_forms().record, text)
    return said if said is not None and 0 <= said.time <= GREATEST and 0 <= said.version <= GREATEST else None


def save_said(text: str) -> dict[str, Any] | None:
    """Return what the head of a save says; None where it has another form, whether it is canonical or not."""
    said = save_fields(_bytes_of(text))
    if said is None:
        return None
    return {
        "author": shared(said.author), "copy": shared(said.copy), "inspection": shared(said.inspection), "number": said.number,
        "previous": said.previous, "records": [*said.records], "time": said.time, "version": said.version,
    }  # fmt: skip


def save_fields(text: bytes) -> SaveFields | None:
    """Return the same of a text in UTF-8, as fields."""
    said = _said(_forms().save, text)
    if said is None:
        return None
    numbers = said.number, said.time, said.version
    return said if min(numbers) >= 0 and max(numbers) <= GREATEST else None


def shared(name: str) -> str:
    """Return one string for all that say the same: hundreds of thousands of heads are kept while an inspection is examined."""
    return intern(name) if len(name) <= _LONGEST else name


def inspection_said(text: str) -> str:
    """Return the inspection (its id) that the head of a save names, before anything of it is verified; "" where it names none."""
    said: Any = save_said(text)
    if said is None:
        try:
            said = json.loads(text)
        except (ValueError, RecursionError):
            return ""
    named = said.get("inspection") if isinstance(said, dict) else None
    return named if isinstance(named, str) and _ID.fullmatch(named) else ""


def _bytes_of(text: str) -> bytes:
    """Return a text in UTF-8; half a surrogate pair is none then either, and is refused as what is none."""
    return text.encode("utf-8", "surrogatepass")


def _said(read: Callable[[bytes], Fields], data: bytes) -> Fields | None:
    """Return what a text says by its fields; None where it is not the one text that says so, or has an escape in it."""
    if b"\\" in data:
        return None
    try:
        said = read(data)
    except ValueError:  # what msgspec raises is one, and so is what is no UTF-8
        return None
    return said if _forms().write(said) == data else None


@cache
def _forms() -> _Forms:
    from msgspec.json import Decoder, Encoder

    from reviewer.casebook.head_fields import RecordFields, SaveFields

    return _Forms(Decoder(RecordFields).decode, Decoder(SaveFields).decode, Encoder().encode)
