"""Statements: what one copy of the casebook holds, signed by who works in it. By them colleagues know what would outlast a laptop.

Only the latest statement of a member's copy counts, and none of a copy that was retired. Two different ones of one number say
that there are two copies of one name, and neither counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from reviewer.casebook.author import Author, signed_by
from reviewer.casebook.canonical import canonical, is_canonical, sha256
from reviewer.casebook.pack_ledger import MOST_PACKS

VERSION = 1
MOST_BYTES = 1 << 20
"""A statement is never longer."""
MOST_MISSING = 200
"""Documents that are not held are named up to this number; more of them, and nothing is said to be held of any."""
_MOST_NAME = 200
_SIGNED = b"reviewer statement\x00"
_ID = re.compile("[0-9a-f]{64}")
_COPY = re.compile("[0-9a-f]{32}")


class Tip(NamedTuple):
    """The last save of a line that is held: author (public key), copy, number in the line, id; in hex."""

    author: str
    copy: str
    number: int
    save: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What a copy holds: every save at a tip and before it, but for ``excepted`` and what lies before those in their lines.

    ``missing`` are documents (SHA-256) that records name and that are not held whole; None: more than can be named. ``time`` in
    UTC microseconds is what the copy's clock said; nothing is decided by it. ``packs`` are the names of those that were last written in
    the copy: colleagues look for them before they look at what lies on the share from nobody they know.
    """

    inspection: str
    author: str
    copy: str
    number: int
    time: int
    tips: tuple[Tip, ...]
    excepted: frozenset[str] = frozenset()
    missing: frozenset[str] | None = frozenset()
    packs: tuple[str, ...] = ()


def write(statement: Statement, author: Author) -> bytes:
    """Return a statement as it lies on the share, signed by its author."""
    said = canonical(_said(statement))
    signature = author.sign(_SIGNED + bytes.fromhex(sha256(said)))
    return canonical({"said": said, "signature": signature.hex()}).encode()


def same_but_for_number(one: Statement, other: Statement) -> bool:
    """Tell whether two statements of a copy say the same of what is held."""
    return (one.copy, one.author, one.tips, one.excepted, one.missing, one.packs) == (
        other.copy, other.author, other.tips, other.excepted, other.missing, other.packs,
    )  # fmt: skip


def read(data: bytes, inspection: str) -> Statement | None:
    """Return what a file of the share says; None where it is no statement, or not signed by the author that it names."""
    if len(data) > MOST_BYTES:
        return None
    try:
        outer = json.loads(data)
        said, signature = outer["said"], bytes.fromhex(outer["signature"])
        if not isinstance(said, str) or not is_canonical(said):
            return None
        statement = _read(json.loads(said))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    signed = signed_by(statement.author, signature, _SIGNED + bytes.fromhex(sha256(said)))
    return statement if signed and statement.inspection == inspection else None


def latest(statements: Iterable[Statement], retired: frozenset[str]) -> dict[str, Statement]:
    """Return the statement that counts of each copy that is not retired."""
    numbered: dict[tuple[str, int], list[Statement]] = {}
    for one in set(statements):
        if one.copy not in retired:
            numbered.setdefault((one.copy, one.number), []).append(one)
    found: dict[str, Statement] = {}
    for (copy, _), said in sorted(numbered.items()):
        if len(said) == 1:
            found[copy] = said[0]
    return found


def _said(statement: Statement) -> dict[str, Any]:
    return {
        "version": VERSION,
        "inspection": statement.inspection,
        "author": statement.author,
        "copy": statement.copy,
        "number": statement.number,
        "time": statement.time,
        "tips": [list(tip) for tip in sorted(statement.tips)],
        "excepted": sorted(statement.excepted),
        "missing": None if statement.missing is None else sorted(statement.missing),
        "packs": list(statement.packs),
    }


def _read(said: Mapping[str, Any]) -> Statement:
    texts: Sequence[object] = (said["inspection"], said["author"], said["copy"])
    numbers: Sequence[object] = (said["version"], said["number"], said["time"])
    missing = said["missing"]
    if not all(type(one) is str for one in texts) or not all(type(one) is int for one in numbers):
        raise TypeError
    if said["version"] != VERSION or not _COPY.fullmatch(said["copy"]) or said["number"] < 1:
        raise ValueError
    tips = tuple(_tip(one) for one in said["tips"])
    return Statement(
        said["inspection"], said["author"], said["copy"], said["number"], said["time"], tips,
        frozenset(map(_id, said["excepted"])), None if missing is None else frozenset(map(_id, missing)),
        tuple(map(_pack, said.get("packs", [])[:MOST_PACKS])),
    )  # fmt: skip


def _tip(said: object) -> Tip:
    match said:
        case [str(author), str(copy), int(number), str(save)] if type(number) is int and number > 0:
            return Tip(author, copy, number, _id(save))
        case _:
            raise ValueError


def _pack(said: object) -> str:
    if not isinstance(said, str) or len(said) > _MOST_NAME:
        raise ValueError
    return said


def _id(said: object) -> str:
    if not isinstance(said, str) or not _ID.fullmatch(said):
        raise ValueError
    return said
