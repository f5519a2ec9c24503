"""Packs: immutable files of whole saves.

A pack is a line that names the format, then zlib of JSON lines, one per save (``casebook/save_lines.py``), ascending by id; a body that is
missing is refused. The same saves give the same content whoever packs them.
"""

from __future__ import annotations

import hashlib
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from reviewer.casebook import SaveBundle, lines_of, save_of_line
from reviewer.casebook.record import MOST_RECORDS, is_signed
from reviewer.errors import Phrase
from reviewer.sharing.share import PACKS, stored_name

_MAGIC = b"reviewer-pack 1\n"
_LEVEL = 1
"""Hashes and signatures don't shrink: the next levels take longer, for a hundredth less of bytes."""
MOST_BYTES = 64 << 20
"""A pack is never larger on the share."""
MOST_SAVES = 200_000
_MOST_CONTENT = 512 << 20
_MOST_LINE = 64 << 20
_PIECE, _STEP = 256 << 10, 64 << 10
_LONG = 64 << 10
_TEXT = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_ROW = rb"\[" + _TEXT + rb"," + _TEXT + rb",(?:null|" + _TEXT + rb")\]"
_FORM = re.compile(rb"\[(?:" + _TEXT + rb",){3}\[(?:" + _ROW + rb"(?:," + _ROW + rb")*+)?\]\]")
"""A line, to the letter: where a stranger's megabytes are read value by value, each byte becomes twenty."""
_BEGINS = re.compile(rb'\["[0-9a-f]{64}","\{\\"author\\":\\"([0-9a-f]{64})\\"')
_INTRODUCES = b'\\"kind\\":\\"person\\"'
_FOUNDS = b'\\"kind\\":\\"inspection\\"'
_MOST_NAMED = 100
_MOST_NAMING = 1 << 20
"""No longer line is looked into for the name of somebody who is not known."""
_SAMPLED, _MOST_FORGED = 1 / 64, 8
"""Of what claims to be a member's, where there is a budget, and of what claims to be nobody's, one in so many is verified at once, at random:
so thousands that a stranger forged are known by few. Of the rest only so many are verified as ``sorting.MOST_FAULTS`` says."""
STRANGERS_SECONDS = 0.01
"""Of the 50 ms that strangers may cost at a sync; the rest is for listing and noting."""
_CHUNK_SAVES = 2_000
_CHUNK_BYTES = 16 << 20


class PackError(ValueError):
    """A file with the right hash that is no pack, or one of a newer kind."""


def pack(saves: Iterable[SaveBundle]) -> bytes:
    """Return the bytes of the pack of these saves; the order they come in does not matter."""
    return pack_of(content(saves))


def pack_of(lines: bytes) -> bytes:
    """Return the bytes of the pack with this content; no other thread is held up meanwhile."""
    from isal import isal_zlib

    return _MAGIC + isal_zlib.compress(lines, _LEVEL)


def content(saves: Iterable[SaveBundle]) -> bytes:
    """Return a pack's content before compression, which does not depend on zlib's version."""
    return lines_of(sorted(saves, key=lambda save: save.id))


class Budget:
    """Processor time of the thread that syncs which may go to what nobody has asked for: strangers' lines, in one sync all together."""

    def __init__(self, seconds: float = STRANGERS_SECONDS) -> None:
        """Begin with all of it."""
        self._left = seconds

    @property
    def left(self) -> float:
        """How many seconds are left."""
        return self._left

    @property
    def is_spent(self) -> bool:
        """Whether nothing is left."""
        return self._left <= 0

    def spend(self, seconds: float) -> None:
        """Take this much off."""
        self._left -= seconds


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What was read of a pack, unverified: the saves that were wanted, and one by which each other author says a name.

    ``others`` counts the rest by the author they claim, "" for those beyond as many as are told apart; ``sizes`` their bytes.

    ``left``: more lies in it, which was not looked at, since the budget for what nobody has asked for was spent.
    """

    saves: tuple[SaveBundle, ...]
    others: Mapping[str, int]
    sizes: Mapping[str, int]
    left: bool = False


def unpack(data: bytes) -> tuple[SaveBundle, ...]:
    """Return the saves of a pack, unverified (the casebook verifies). Raises PackError."""
    return unpack_wanted(data, lambda _author: True).saves


def unpack_wanted(data: bytes, wanted: Callable[[str], bool], budget: Budget | None = None) -> Unpacked:
    """Return the saves of a pack whose author is wanted; of others one that says a name, and how many. Raises PackError.

    Nothing is parsed before it is known how long it is, and no more than one line is held beside what is returned.
    """
    *before, last = unpacking(data, wanted, budget)
    return replace(last, saves=(*(save for one in before for save in one.saves), *last.saves))


def unpacking(data: bytes, wanted: Callable[[str], bool], budget: Budget | None = None) -> Iterator[Unpacked]:
    """Yield the same in portions, so that of a pack in which thousands were folded not all saves are held at once.

    All but the last tell of saves alone. Raises PackError at any of them.
    """
    reading = _Reading(wanted, budget)
    left = False
    with _told_as_damage():
        for lines in _lines(_content_of(data)):
            left = reading.is_over(lines)
            if left:
                break
            if reading.size >= _CHUNK_BYTES:
                yield Unpacked(reading.taken(), {}, {})
                reading.goes_on()
    yield Unpacked((*reading.taken(), *reading.named.values()), reading.others, reading.sizes, left)


def unpack_beginning(data: bytes, inspection: str) -> Iterator[SaveBundle]:
    """Yield the saves of a pack, unverified, that list the founding record (its id). Raises PackError.

    No other line is parsed, and none is looked at where it is not named.
    """
    founding = f'["{inspection}","'.encode()
    with _told_as_damage():
        for block in _blocks(_content_of(data)):
            for line in _lines_in(block) if founding in block else ():
                if founding in line:
                    yield _save_of(line)


def unpack_founding(data: bytes) -> Iterator[SaveBundle]:
    """Yield the saves of a pack, unverified, that list the record by whose id they name their inspection. Raises PackError.

    No other line is parsed than those that hold the record of a case.
    """
    with _told_as_damage():
        for lines in _lines(_content_of(data)):
            for line in (one for one in lines if _FOUNDS in one):
                save = _save_of(line)
                if any(f'"inspection":"{row.id}"' in save.head for row in save.records):
                    yield save


def _content_of(data: bytes) -> memoryview:
    if not data.startswith(_MAGIC):
        raise PackError(Phrase("it is not a pack of a kind that this version knows"))
    return memoryview(data)[len(_MAGIC) :]


@contextmanager
def _told_as_damage() -> Iterator[None]:
    """Let whatever a pack's bytes make fail be a PackError."""
    try:
        yield
    except PackError:
        raise
    except _failures() as error:
        raise PackError(Phrase("it is damaged: “{error}”", error=error)) from error


@cache
def _failures() -> tuple[type[Exception], ...]:
    """Return what is raised where bytes are no pack."""
    from zlib_ng import zlib_ng

    return cast("type[Exception]", zlib_ng.error), ValueError, TypeError, RecursionError


class _Reading:
    """Takes the lines of one pack, as they come."""

    def __init__(self, wanted: Callable[[str], bool], budget: Budget | None) -> None:
        self._wanted, self._budget = wanted, budget
        self._saves: list[SaveBundle] = []
        self.number = 0
        """How many saves were wanted so far."""
        self.size = 0
        """How long the lines are of which the saves were not taken away yet."""
        self.others: Counter[str] = Counter()
        self.sizes: Counter[str] = Counter()
        self.named: dict[str, SaveBundle] = {}
        self._forged = 0
        self._since = time.thread_time()

    def is_over(self, lines: list[bytes]) -> bool:
        """Take some lines, or none where a long one has not ended; True where the budget for what nobody has asked for is spent.

        What it took to inflate them is spent with them: a megabyte of which nothing comes is a few kilobytes on the share.
        """
        before, since = self.number, self._since
        for line in lines:
            self._take(line)
        if self.number + self.others.total() > MOST_SAVES:
            raise PackError(Phrase("it holds more saves than a pack may"))
        self.goes_on()
        if self._budget is None or self.number > before:
            return False
        self._budget.spend(self._since - since)
        return self._budget.is_spent

    def goes_on(self) -> None:
        """Have what comes from now on count, and not what was done with the saves meanwhile."""
        self._since = time.thread_time()

    def taken(self) -> tuple[SaveBundle, ...]:
        """Take away the saves that were wanted so far."""
        saves, self._saves, self.size = tuple(self._saves), [], 0
        return saves

    def _take(self, line: bytes) -> None:
        author = _author_of(line)
        if author is None or self._wanted(author):
            save = _save_of(line)
            self._saves.append(save)
            self.number += 1
            self.size += len(line)
            if self._budget is not None or author is None:
                self._look_for_forged(save, author)
        elif self._may_name(author, line):
            self.named[author] = _save_of(line)
        else:
            if author not in self.others and len(self.others) >= _MOST_NAMED:
                author = ""  # nobody keeps a line for each of thousands
            self.others[author] += _INTRODUCES not in line
            self.sizes[author] += len(line)

    def _look_for_forged(self, save: SaveBundle, author: str | None) -> None:
        if random.random() < _SAMPLED and not (author and is_signed(save, author)):  # noqa: S311 - a lot, no secret
            self._forged += 1
            if self._forged > _MOST_FORGED:
                msg = "the signature is not its author's"
                raise ValueError(msg)

    def _may_name(self, author: str, line: bytes) -> bool:
        if len(line) > _MOST_NAMING or author in self.named or len(self.named) >= _MOST_NAMED:
            return False
        return _INTRODUCES in line


def _save_of(line: bytes) -> SaveBundle:
    """Return the save that a line says; a long one is held against the form first. ValueError where it is none.

    The same save has one line, so that nobody has it stand there in another one.
    """
    is_one = line.startswith(b'["') and line.endswith(b"]")
    if is_one and len(line) > _LONG:
        is_one = line.count(b'],["') < MOST_RECORDS and _FORM.fullmatch(line) is not None
    if not is_one:
        msg = "a save in it has not the form of a save"
        raise ValueError(msg)
    return save_of_line(line)


def _lines(packed: memoryview) -> Iterator[list[bytes]]:
    """Yield the lines of a pack, a few at a time, as they are inflated; none for a piece in which none ends."""
    return map(_lines_in, _blocks(packed))


def _lines_in(block: bytes) -> list[bytes]:
    lines = block.split(b"\n")
    return lines if lines[-1] else lines[:-1]


def _blocks(packed: memoryview) -> Iterator[bytes]:
    """Yield what a pack holds in pieces of whole lines, as it is inflated; an empty one for a piece in which no line ends."""
    begun: list[bytes] = []  # pieces of a line whose end has not come, joined once it has
    held = 0
    for piece in _inflated(packed):
        end = piece.rfind(b"\n") + 1
        held += piece.find(b"\n") if end else len(piece)
        if held > _MOST_LINE:
            raise PackError(Phrase("a save in it is too large"))
        if end:
            yield b"".join((*begun, piece[:end]))
            begun, held = [piece[end:]], len(piece) - end
        else:
            begun.append(piece)
            yield b""
    if held:
        yield b"".join(begun)


def _inflated(packed: memoryview) -> Iterator[bytes]:
    """Yield what was compressed in pieces; it is handed over in pieces too, as zlib copies all that it has not come to yet."""
    from zlib_ng import zlib_ng

    inflate = zlib_ng.decompressobj()
    inflated, at = 0, 0
    while not inflate.eof:
        source: bytes | memoryview = inflate.unconsumed_tail
        if not source:
            source = packed[at : at + _STEP]
            at += len(source)
        piece = inflate.decompress(source, _PIECE)
        inflated += len(piece)
        if inflated > _MOST_CONTENT:
            raise PackError(Phrase("it is too large"))
        if not piece and not source and not inflate.eof:
            raise PackError(Phrase("it has no end"))
        yield piece


def _author_of(line: bytes) -> str | None:
    """Return the author whom a line's save claims, without parsing it; None where it does not begin as one of ours does."""
    match = _BEGINS.match(line)
    return match[1].decode() if match else None


def name_of(data: bytes) -> tuple[str, str]:
    """Return a pack's SHA-256 and its name on the share."""
    sha256 = hashlib.sha256(data).hexdigest()
    return sha256, stored_name(PACKS, sha256)


def portions(saves: Sequence[SaveBundle]) -> Iterator[tuple[SaveBundle, ...]]:
    """Cut saves into packs of a size that travels well; a save is never split."""
    portion: list[SaveBundle] = []
    size = 0
    for save in saves:
        portion.append(save)
        size += len(save.head) + sum(len(row.head) + len(row.body or "") for row in save.records)
        if len(portion) >= _CHUNK_SAVES or size >= _CHUNK_BYTES:
            yield tuple(portion)
            portion, size = [], 0
    if portion:
        yield tuple(portion)
