"""Heads in the form in which they are made: what has it, to the letter, is canonical, and is read without a parser.

It takes a third of what parsing a text and writing it again does. A head of any other form (a newer program's, a string with an escape in
it) is read as every canonical JSON is.
"""

from __future__ import annotations

import json
from sys import intern
from typing import Any

from reviewer.casebook.canonical import GREATEST, holds_surrogate
from reviewer.model.patterns import pattern

_DIGIT = r"[0-9a-f\x00]"
"""A digit of a hash, or NUL, which no JSON text holds (``_is_text``): a class of three ranges is looked up in a table, which takes half
of what it takes to guess at each letter which of two ranges it is in."""
_HASH = f'"({_DIGIT}{{64}})"'
_HASHES = rf'\[((?:"{_DIGIT}{{64}}"(?:,"{_DIGIT}{{64}}")*+)?+)\]'
_NUMBER = "(0|[1-9][0-9]{0,15})"
_TEXT = r'"([^"\\\x00-\x1f]*+)"'
"""What canonical JSON writes as it is. No half of a surrogate pair, which is looked for apart: such a class takes 2 ms to compile, and a start compiles five."""
_ID = pattern("[0-9a-f]{64}")
_AUTHOR = pattern(r'\{"author":"([0-9a-f]{64})",')
_RECORD = pattern(
    rf'\{{"author":{_HASH},"body":{_HASH},"kind":{_TEXT},"parents":{_HASHES},"subject":{_TEXT}'
    rf',"time":{_NUMBER},"version":{_NUMBER}\}}'
)
_SAVE = pattern(
    rf'\{{"author":{_HASH},"copy":{_TEXT},"inspection":{_TEXT},"number":{_NUMBER},"previous":{_TEXT},"records":{_HASHES}'
    rf',"time":{_NUMBER},"version":{_NUMBER}\}}'
)


def _is_text(text: str) -> bool:
    """Tell whether neither NUL nor half a surrogate pair stands in a text that a pattern fits."""
    return "\x00" not in text and not holds_surrogate(text)


def author_said(text: str) -> str | None:
    """Return the author whom a canonical head, of a record or a save, begins with; None where it begins otherwise."""
    match = _AUTHOR.match(text)
    return match[1] if match else None


def record_said(text: str) -> dict[str, Any] | None:
    """Return what the head of a record says; None where it has another form, whether it is canonical or not."""
    match = _RECORD.fullmatch(text)
    if match is None or not _is_text(text):
        return None
    author, body, kind, parents, subject, at, number = match.groups()
    time, version = int(at), int(number)
    if time > GREATEST or version > GREATEST:
        return None
    return {
        "author": author, "body": body, "kind": kind, "parents": _split(parents), "subject": subject, "time": time,
        "version": version,
    }  # fmt: skip


def save_said(text: str) -> dict[str, Any] | None:
    """Return what the head of a save says; None where it has another form, whether it is canonical or not."""
    match = _SAVE.fullmatch(text)
    if match is None or not _is_text(text):
        return None
    author, copy, inspection, number, previous, records, *others = match.groups()
    place, time, version = int(number), *map(int, others)
    if max(place, time, version) > GREATEST:
        return None
    # One string for all that say the same: hundreds of thousands of heads are kept while an inspection is examined.
    author, copy, inspection = map(intern, (author, copy, inspection))
    return {
        "author": author, "copy": copy, "inspection": inspection, "number": place, "previous": previous,
        "records": _split(records), "time": time, "version": version,
    }  # fmt: skip


def line_said(text: str) -> tuple[str, str, int, str] | None:
    """Return author, copy, number and the save before, as the head of a save says them; None where it has another form."""
    match = _SAVE.fullmatch(text)
    if match is None or not _is_text(text):
        return None
    author, copy, at, previous = match.group(1, 2, 4, 5)
    number = int(at)
    return None if number > GREATEST else (intern(author), intern(copy), number, previous)


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


def _split(hashes: str) -> list[str]:
    return hashes[1:-1].split('","') if hashes else []
