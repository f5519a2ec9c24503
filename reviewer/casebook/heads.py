"""Heads of records and of saves, read only where they are what their ids are the hashes of.

The tables that are made from them (current, edge and contested) only find rows: what a record is, whom it is by and what
it supersedes is said by its head alone. Heads and bodies are read as bytes, since a damaged one need not be text.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, NamedTuple

_DECODER = json.JSONDecoder()


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


def head_of(record: bytes, text: bytes | None) -> Head | None:
    """Return what the head of a record (its id) says, or None where it isn't the text that was named by that id."""
    said = _said(record, text)
    if said is None:
        return None
    try:
        head = Head(
            said["kind"], said["version"], said["subject"], said["author"], said["time"],
            tuple(said["parents"]), said["body"],
        )  # fmt: skip
    except (KeyError, TypeError):
        return None
    kind, version, subject, author, time, parents, body = head
    texts = type(kind) is type(subject) is type(author) is type(body) is str
    numbers = type(version) is type(time) is int
    return head if texts and numbers and all(type(parent) is str for parent in parents) else None


def save_head_of(save: bytes, text: bytes | None) -> SaveHead | None:
    """Return what the head of a save (its id) says, or None where it isn't the text that was named by that id."""
    said = _said(save, text)
    if said is None:
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


def _said(name: bytes, text: bytes | None) -> dict[str, Any] | None:
    if text is None or hashlib.sha256(text).digest() != name:
        return None
    return _parsed(text)


def _parsed(text: bytes) -> dict[str, Any] | None:
    """Return a JSON object that begins at the first byte and ends at the last, as canonical ones do (twice as fast as ``loads``)."""
    try:
        words = text.decode()
        said, end = _DECODER.raw_decode(words)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) and end == len(words) else None
