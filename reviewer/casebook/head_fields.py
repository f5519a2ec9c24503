"""The fields of heads, in the order of canonical JSON. Brought in when the first head is read."""

from __future__ import annotations

from msgspec import Struct


class RecordFields(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """What the head of a record says; ids in hex, ``time`` in UTC microseconds."""

    author: str
    body: str
    kind: str
    parents: tuple[str, ...]
    subject: str
    time: int
    version: int


class SaveFields(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """What the head of a save says; ids in hex, ``time`` in UTC microseconds."""

    author: str
    copy: str
    inspection: str
    number: int
    previous: str
    records: tuple[str, ...]
    time: int
    version: int
