"""Heads of records and of saves, read only where they are what their ids are the hashes of.

The tables that are made from them (current, edge and contested) only find rows: what a record is, whom it is by and what
it supersedes is said by its head alone. Heads and bodies are read as bytes, since a damaged one need not be text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any, NamedTuple

from reviewer.casebook.canonical import json_of
from reviewer.casebook.head_form import record_fields, save_fields, shared


class Head(NamedTuple):
    """What a record's head says; ``parents`` and ``body`` (the hash of its content) in hex, ``time`` in UTC microseconds."""

    kind: str
    version: int
    subject: str
    author: str
    time: int
    parents: tuple[str, ...]
    body: str


class SaveHead(NamedTuple):
    """What a save's head says; ids in hex, ``time`` in UTC microseconds."""

    inspection: str
    author: str
    copy: str
    number: int
    previous: str
    time: int
    records: tuple[str, ...]


class InLine(NamedTuple):
    """Where a save stands, by its head: whose line it is, in which copy (ids in hex), its number there, and the save before."""

    author: str
    copy: str
    number: int
    previous: str


_PLACE = itemgetter(*InLine._fields)
_MOST_NOTED = 100_000


class Lately:
    """Where saves stand that were verified just now, so that nobody who follows their lines reads their heads again.

    What a save's id names never changes, so that none of it is ever wrong.
    """

    def __init__(self) -> None:
        self._places: dict[str, tuple[Any, ...]] = {}

    def note(self, heads: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Note what the verified heads of saves (with their ids in hex) say; nothing, once so many are noted that nobody follows them."""
        if len(self._places) < _MOST_NOTED:
            self._places.update((save, _PLACE(head)) for save, head in heads)

    def forget(self) -> None:
        """Believe nothing of before: rows may have been altered since."""
        self._places.clear()

    def take(self, save: str) -> InLine | None:
        """Return where a save (its id in hex) stands, once; None where that was not noted, or was taken."""
        place = self._places.pop(save, None)
        return None if place is None else InLine._make(place)


def head_of(record: bytes, text: bytes | None) -> Head | None:
    """Return what the head of a record (its id) says, or None where it isn't the text that was named by that id."""
    data = _named(text, record)
    if data is None:
        return None
    if (formed := _formed_head(data)) is not None:
        return formed
    if (said := _parsed(data)) is None:
        return None
    try:
        head = Head(
            said["kind"], said["version"], said["subject"], said["author"], said["time"], tuple(said["parents"]), said["body"],
        )  # fmt: skip
    except (KeyError, TypeError):
        return None
    kind, version, subject, author, time, parents, body = head
    texts = type(kind) is type(subject) is type(author) is type(body) is str
    numbers = type(version) is type(time) is int
    return head if texts and numbers and all(type(parent) is str for parent in parents) else None


def formed_head_of(record: bytes, text: bytes | None) -> Head | None:
    """Return the same of a head that has the form in which they are made, and so is canonical; None of any other."""
    data = _named(text, record)
    return None if data is None else _formed_head(data)


def _formed_head(data: bytes) -> Head | None:
    if (said := record_fields(data)) is None:
        return None
    kind, author = shared(said.kind), shared(said.author)
    return Head(kind, said.version, said.subject, author, said.time, said.parents, said.body)


def save_head_of(save: bytes, text: bytes | None) -> SaveHead | None:
    """Return what the head of a save (its id) says, or None where it isn't the text that was named by that id."""
    data = _named(text, save)
    if data is None:
        return None
    if (formed := _formed_save_head(data)) is not None:
        return formed
    if (said := _parsed(data)) is None:
        return None
    try:
        head = SaveHead(
            said["inspection"], said["author"], said["copy"], said["number"], said["previous"], said["time"],
            tuple(said["records"]),
        )  # fmt: skip
    except (KeyError, TypeError):
        return None
    inspection, author, copy, number, previous, time, records = head
    texts = type(inspection) is type(author) is type(copy) is type(previous) is str
    numbers = type(number) is type(time) is int
    return head if texts and numbers and all(type(record) is str for record in records) else None


def in_line_of(save: bytes, text: bytes | None) -> InLine | None:
    """Return where a save (its id) stands in its line, or None where its head isn't the text that was named by that id."""
    data = _named(text, save)
    if data is not None and (said := save_fields(data)) is not None:
        return InLine(shared(said.author), shared(said.copy), said.number, said.previous)
    head = None if data is None else save_head_of(save, text)
    return None if head is None else InLine(head.author, head.copy, head.number, head.previous)


def formed_save_head_of(save: bytes, text: bytes | None) -> SaveHead | None:
    """Return the same of a head that has the form in which they are made, and so is canonical; None of any other."""
    data = _named(text, save)
    return None if data is None else _formed_save_head(data)


def _formed_save_head(data: bytes) -> SaveHead | None:
    if (said := save_fields(data)) is None:
        return None
    inspection, author, copy = shared(said.inspection), shared(said.author), shared(said.copy)
    return SaveHead(inspection, author, copy, said.number, said.previous, said.time, said.records)


def text_of(text: bytes | None) -> str:
    """Return a head or content as text; what is none is damaged, and has another hash in any case."""
    return (text or b"").decode("utf-8", "replace")


def bytes_of(name: str) -> bytes:
    """Return the bytes of an id (hex); none where it isn't one, so that nothing is found by it."""
    try:
        return bytes.fromhex(name)
    except ValueError:
        return b""


def is_content(head: Head, body: bytes) -> bool:
    """Tell whether a content is the one that a head names."""
    return hashlib.sha256(body).hexdigest() == head.body


def fields_of(body: bytes | None) -> object:
    """Return the fields of a record's content as JSON values; None where there is no content, or it can't be read."""
    said = None if body is None else _parsed(body)
    return None if said is None else said.get("fields")


def _named(text: bytes | None, name: bytes) -> bytes | None:
    """Return a head that is named by this id."""
    return None if text is None or hashlib.sha256(text).digest() != name else text


def _parsed(text: bytes) -> dict[str, Any] | None:
    """Return what a JSON text says that is an object and nothing else; None of any other, and of what is no text at all."""
    try:
        said = json_of(text.decode())
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None
