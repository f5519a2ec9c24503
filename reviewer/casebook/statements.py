"""Statements: what one copy of the casebook holds, signed by who works in it. By them colleagues know what would outlast a laptop.

Only the latest statement of a member's copy counts, and none of a copy that was retired. Two different ones of one number say
that there are two copies of one name: neither counts, and nothing that such a copy said before, since one of the two may be gone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from reviewer.casebook.author import Author, signed_by
from reviewer.casebook.canonical import canonical, is_canonical, sha256
from reviewer.casebook.pack_ledger import MOST_MERGED, MOST_PACKS
from reviewer.model.frozen import dataclass
from reviewer.model.patterns import pattern

VERSION = 1
MOST_BYTES = 1 << 20
"""A statement is never longer."""
MOST_MISSING = 200
"""Documents that are not held are named up to this number; more of them, and nothing is said to be held of any."""
_MOST_NAME = 200
_SIGNED = b"reviewer statement\x00"
_BEGINS = pattern(rb'\{"said":"\{\\"author\\":\\"([0-9a-f]{64})\\"')
_FORM = pattern(
    rb'\{"said":(?P<said>"[^"\\]*+(?:\\.[^"\\]*+)*+"),"signature":"(?P<signature>[0-9a-f]{128})"\}'
)
_ID = pattern("[0-9a-f]{64}")
_COPY = pattern("[0-9a-f]{32}")


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
    UTC microseconds is what the copy's clock said; nothing is held by it. ``reads`` grows with each kind and version of records that
    the copy's program can read (``codec.READS``); 0 where it does not say. ``packs`` are the names of those that were last written in
    the copy: colleagues look for them before they look at what lies on the share from nobody they know. ``merged`` has the names and
    SHA-256 of the merged files that were written in it: so colleagues know one that is damaged, though its writer is gone.
    """

    inspection: str
    author: str
    copy: str
    number: int
    time: int
    tips: tuple[Tip, ...]
    excepted: frozenset[str] = frozenset()
    missing: frozenset[str] | None = frozenset()
    reads: int = 0
    packs: tuple[str, ...] = ()
    merged: tuple[tuple[str, str], ...] = ()


def write(statement: Statement, author: Author) -> bytes:
    """Return a statement as it lies on the share, signed by its author."""
    said = canonical(_said(statement))
    signature = author.sign(_SIGNED + bytes.fromhex(sha256(said)))
    return canonical({"said": said, "signature": signature.hex()}).encode()


def same_but_for_number(one: Statement, other: Statement) -> bool:
    """Tell whether two statements of a copy say the same, whenever they were made."""
    return replace(one, number=0, time=0) == replace(other, number=0, time=0)


def claimed_author(data: bytes) -> str:
    """Return the author whom a file of the share names as its own, before anything of it is parsed; "" where it names none."""
    match = _BEGINS.match(data)
    return match[1].decode() if match else ""


def read(data: bytes, inspection: str) -> Statement | None:
    """Return what a file of the share says; None where it is no statement, or not signed by the author that it names."""
    whole = _FORM.fullmatch(data) if len(data) <= MOST_BYTES else None
    author = claimed_author(data)
    if whole is None or not author:
        return None
    try:
        said = str(json.loads(whole["said"]))
        if not signed_by(
            author, bytes.fromhex(whole["signature"].decode()), _SIGNED + bytes.fromhex(sha256(said))
        ):
            return None  # before what a stranger can fill is parsed
        statement = _read(json.loads(said)) if is_canonical(said) else None
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if statement is None or (statement.author, statement.inspection) != (author, inspection):
        return None
    return statement


class LastSaid(NamedTuple):
    """What counts of statements: the last of each copy that is not retired; ``doubled`` are two different ones of one number."""

    counted: tuple[Statement, ...]
    doubled: tuple[Statement, ...]


def latest(statements: Iterable[Statement], retired: frozenset[str]) -> LastSaid:
    """Return the statements that count. A copy is its author's: what somebody else says of a copy of that name is of another."""
    last: dict[tuple[str, str], list[Statement]] = {}
    for one in set(statements):
        said = last.setdefault((one.copy, one.author), [])
        if one.copy in retired or (said and said[0].number > one.number):
            continue
        if said and said[0].number < one.number:
            said.clear()
        said.append(one)
    groups = [last[place] for place in sorted(last)]
    return LastSaid(
        tuple(group[0] for group in groups if len(group) == 1),
        tuple(group[0] for group in groups if len(group) > 1),
    )


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
        "reads": statement.reads,
        "packs": list(statement.packs),
        "merged": [list(one) for one in statement.merged],
    }


def _read(said: Mapping[str, Any]) -> Statement:
    texts: Sequence[object] = (said["inspection"], said["author"], said["copy"])
    reads = said.get("reads", 0)
    numbers: Sequence[object] = (said["version"], said["number"], said["time"], reads)
    missing = said["missing"]
    if not all(type(one) is str for one in texts) or not all(type(one) is int for one in numbers):
        raise TypeError
    if said["version"] != VERSION or not _COPY.fullmatch(said["copy"]) or said["number"] < 1:
        raise ValueError
    tips = tuple(_tip(one) for one in said["tips"])
    return Statement(
        said["inspection"], said["author"], said["copy"], said["number"], said["time"], tips,
        frozenset(map(_id, said["excepted"])), None if missing is None else frozenset(map(_id, missing)),
        reads,
        tuple(map(_name, said.get("packs", [])[:MOST_PACKS])),
        tuple(map(_merged, said.get("merged", [])[-MOST_MERGED:])),
    )  # fmt: skip


def _tip(said: object) -> Tip:
    match said:
        case [str(author), str(copy), int(number), str(save)] if type(number) is int and number > 0:
            return Tip(author, copy, number, _id(save))
        case _:
            raise ValueError


def _merged(said: object) -> tuple[str, str]:
    match said:
        case [str(name), str(sha256)]:
            return _name(name), _id(sha256)
        case _:
            raise ValueError


def _name(said: object) -> str:
    if not isinstance(said, str) or len(said) > _MOST_NAME:
        raise ValueError
    return said


def _id(said: object) -> str:
    if not isinstance(said, str) or not _ID.fullmatch(said):
        raise ValueError
    return said
