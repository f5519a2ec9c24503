"""Which records are what was signed: each head against its id, each content against its head, each save's signature, each list.

A record that is not keeps its place, so that nothing older stands again (``tables``); it is named, and its save stays behind.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Protocol

from reviewer.casebook.environment_errors import is_of_table
from reviewer.casebook.heads import (
    Head,
    bytes_of,
    formed_head_of,
    formed_save_head_of,
    head_of,
    is_content,
    save_head_of,
    text_of,
)
from reviewer.casebook.record import listed
from reviewer.casebook.seal import is_signed
from reviewer.model.damage import Damage, Harm
from reviewer.model.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewer.casebook.heads import SaveHead
    from reviewer.casebook.seal import Seal

_SAVES = (
    "SELECT s.seq, CAST(s.id AS BLOB), CAST(s.head AS BLOB), s.signature, CAST(p.mac AS BLOB) FROM save s"
    " LEFT JOIN passed p ON p.save = s.id WHERE s.seq > ? ORDER BY s.seq"
)
_RECORDS = (
    "SELECT seq, CAST(id AS BLOB), CAST(save AS BLOB), CAST(head AS BLOB), CAST(body AS BLOB) FROM record"
    " WHERE seq > ? ORDER BY seq"
)
_SHORT = 3
"""No longer list is searched for one of its records: ids lie all over the memory, and each that is looked at takes its time."""


class Sound(NamedTuple):
    """A record whose head can be believed: its place in the file, and what the head says."""

    seq: int
    head: Head


class Edge(NamedTuple):
    """Who supersedes whom; ids in hex."""

    parent: str
    child: str
    subject: str


@dataclass(slots=True)
class Soundness:
    """What an examination found, up to the last save and record that it saw."""

    last_save: int = 0
    last_record: int = 0
    damage: dict[str, Damage] = field(default_factory=dict)
    """By record id (hex)."""
    unsound_saves: set[str] = field(default_factory=set)
    """Ids (hex) of saves that are not what was signed, or that list such a record: they stay behind."""
    passed: list[tuple[bytes, bytes]] = field(default_factory=list)
    """Saves whose signature was checked just now, each with the mark that remembers it."""
    heads: dict[str, Sound] = field(default_factory=dict)
    """Of all records that were seen and whose head holds, by id (hex)."""
    saves: dict[str, SaveHead] = field(default_factory=dict)
    """Of all saves that were seen and are what was signed, by id (hex)."""
    save_of: dict[str, str] = field(default_factory=dict)
    """Which of these saves lists a record, by the record's id."""
    strays: list[int] = field(default_factory=list)
    """Places (seq) of rows that are no record: the head is not what the id says, and the save that they name holds without them."""
    guessed: set[Edge] = field(default_factory=set)
    """What records whose head does not hold seem to supersede: it stays superseded."""

    @property
    def strays_alone(self) -> bool:
        """Whether there are rows that are no record, and all that anybody signed is whole: then they are no part of anything."""
        return bool(self.strays) and not self.damage and not self.unsound_saves

    def forget_heads(self) -> None:
        """Let go of what only the comparison of tables asks for."""
        self.heads, self.saves, self.save_of = {}, {}, {}

    def joined(self, later: Soundness) -> Soundness:
        """Return this with what was found of later saves; heads are not carried on."""
        return Soundness(
            later.last_save,
            later.last_record,
            {**self.damage, **later.damage},
            self.unsound_saves | later.unsound_saves,
        )


class Onlooker(Protocol):
    """Is told of each save and record once it was examined; ``formed`` says that its head is as heads are made."""

    def saw_save(
        self, save: str, text: bytes | None, signature: object, head: SaveHead | None, *, formed: bool
    ) -> None:
        """Look at a save: its id (hex), what stands as its head, its signature, and its head where one can be read."""

    def saw_record(
        self,
        record: str,
        save: bytes,
        text: bytes | None,
        body: bytes | None,
        head: Head | None,
        *,
        formed: bool,
    ) -> None:
        """Look at a record: its id (hex), which save it says that it is of, what stands as its head and content, and its head."""


class Examiner:
    """Goes through saves and records of one connection. Nothing is changed by it."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        inspection: str,
        seal: Seal,
        onlooker: Onlooker | None = None,
    ) -> None:
        """Examine the records of an inspection (the id of its founding record); ``seal`` knows which signatures have passed."""
        self._connection, self._inspection, self._seal = connection, inspection, seal
        self._onlooker = onlooker
        self._save_of: dict[str, str] = {}
        """Which save lists a record, by the record's id; sound saves only."""
        self._unsigned: dict[str, str] = {}
        """Which save lists a record, where the save is not what was signed."""
        self._sound_saves: dict[str, SaveHead] = {}
        self._last: dict[str, str] = {}
        """The last save that was seen of each copy."""
        self._soundness = Soundness(saves=self._sound_saves, save_of=self._save_of)

    @property
    def found(self) -> Soundness:
        """What is found so far."""
        return self._soundness

    def examine(self, last_save: int = 0, last_record: int = 0) -> Soundness:
        """Return what is found of all saves and records after these positions."""
        soundness = self._soundness
        soundness.last_save, soundness.last_record = last_save, last_record
        with uncollected():  # hundreds of thousands of heads are kept, and none is part of a cycle
            for row in self._connection.execute(_SAVES, (last_save,)):
                self._save(*row)
            for row in self._connection.execute(_RECORDS, (last_record,)):
                self._record(*row)
        self._miss(last_record)
        soundness.unsound_saves |= {damage.save for damage in soundness.damage.values()} - {""}
        return soundness

    def _save(
        self, seq: int, save: bytes, text: bytes | None, signature: bytes | None, mark: bytes | None
    ) -> None:
        soundness = self._soundness
        soundness.last_save = max(soundness.last_save, seq)
        formed = formed_save_head_of(save, text)
        head = save_head_of(save, text) if formed is None else formed
        name = save.hex()
        if head is None or not isinstance(signature, bytes) or not self._is_good(save, head, signature, mark):
            soundness.unsound_saves.add(name)
            self._unsigned |= dict.fromkeys(self._seem_listed(head, text), name)
        else:
            # Of hundreds of thousands of ids, each is kept once: as the name of its own save.
            if head.previous and self._last.get(head.copy) == head.previous:
                head = head._replace(previous=self._last[head.copy])
            self._last[head.copy] = name
            self._sound_saves[name] = head
            self._save_of |= dict.fromkeys(head.records, name)
        if self._onlooker is not None:
            self._onlooker.saw_save(name, text, signature, head, formed=formed is not None)

    def _is_good(self, save: bytes, head: SaveHead, signature: bytes, mark: bytes | None) -> bool:
        if head.inspection != self._inspection:
            return False
        if self._seal.is_marked(save, signature, mark):
            return True
        if not is_signed(save, head.author, signature):
            return False
        if (made := self._seal.mark(save, signature)) is not None:
            self._soundness.passed.append((save, made))
        return True

    def _seem_listed(self, head: SaveHead | None, text: bytes | None) -> Iterable[str]:
        """Return the records of a save that is not what was signed; of a list that was altered, those that superseded something."""
        if head is not None:
            return head.records
        seem = listed(text_of(text))
        return [
            record
            for record in seem
            if self._asked("SELECT parent, subject FROM edge WHERE child = ?", record)
        ]

    def _record(self, seq: int, record: bytes, save: bytes, text: bytes | None, body: bytes | None) -> None:
        soundness = self._soundness
        soundness.last_record = max(soundness.last_record, seq)
        name = record.hex()
        listing = self._sound_saves.get(self._save_of.get(name, ""))
        name = _as_listed(name, listing)
        formed = formed_head_of(record, text)
        head = head_of(record, text) if formed is None else formed
        if head is None:
            self._headless(seq, name, save.hex(), text)
        else:
            self._headed(seq, name, save, head, body, listing)
        if self._onlooker is not None:
            self._onlooker.saw_record(name, save, text, body, head, formed=formed is not None)

    def _headed(
        self, seq: int, name: str, save: bytes, head: Head, body: bytes | None, listing: SaveHead | None
    ) -> None:
        soundness = self._soundness
        soundness.heads[name] = Sound(seq, head)
        if listing is None or listing.author != head.author:
            self._add(name, Harm.UNSIGNED, head, self._save_of.get(name, save.hex()))
        elif body is None or not is_content(head, body):
            self._add(name, Harm.CONTENT, head, self._save_of[name])

    def _headless(self, seq: int, name: str, save: str, text: bytes | None) -> None:
        """A row whose head is not what its id says; one that no save can have listed is nothing to anybody."""
        if name not in self._save_of and save in self._sound_saves:
            self._soundness.strays.append(seq)
            return
        self._lost(name, Harm.HEAD, self._save_of.get(name, save), text)

    def _lost(self, name: str, harm: Harm, save: str, text: bytes | None) -> None:
        """Name a record of which the head says nothing: who made it, and when, is known by the save that lists it."""
        said = self._sound_saves.get(save)
        by, at = (said.author, said.time) if said is not None else ("", 0)
        self._soundness.damage[name] = Damage(name, harm, save=save, author=by, at=at)
        self._soundness.guessed |= set(self._guess(name, text))

    def _guess(self, name: str, text: bytes | None) -> Iterator[Edge]:
        """Yield what a record whose head can't be believed seems to supersede, one line for each parent."""
        subject, parents = seeming(text)
        guessed = dict.fromkeys(parents, subject) if subject else {}
        guessed |= dict(self._asked("SELECT parent, subject FROM edge WHERE child = ?", name))
        for parent, about in guessed.items():
            yield Edge(parent, name, about)

    def _asked(self, sql: str, value: str) -> list[tuple[str, str]]:
        try:
            return self._connection.execute(sql, (value,)).fetchall()
        except sqlite3.OperationalError as error:
            if not is_of_table(error):
                raise
            return []  # it is about to be made again

    def _miss(self, after: int) -> None:
        """Name what saves list and is not there; what it superseded must not stand again, whoever signed the list."""
        there = self._soundness.heads
        for name, save in chain(self._save_of.items(), self._unsigned.items()):
            if name in there or name in self._soundness.damage:
                continue
            if (
                after
                and self._connection.execute(
                    "SELECT 1 FROM record WHERE id = ?", (bytes_of(name),)
                ).fetchone()
            ):
                continue
            self._lost(name, Harm.MISSING, save, None)

    def _add(self, name: str, harm: Harm, head: Head, save: str) -> None:
        self._soundness.damage[name] = Damage(
            name, harm, head.kind, head.subject, save, head.author, head.time
        )


def _as_listed(name: str, listing: SaveHead | None) -> str:
    """Return a record's id as the save has it that lists it, so that it is kept once; a long list is not searched."""
    if listing is None or len(listing.records) > _SHORT:
        return name
    return listing.records[listing.records.index(name)]


def seeming(text: bytes | None) -> tuple[str, tuple[str, ...]]:
    """Return the subject and parents that a head seems to name although it is not what its id says; nothing of it is sure."""
    try:
        said = json.loads(text or b"")
    except (ValueError, RecursionError):
        return "", ()
    if not isinstance(said, dict) or not isinstance(said.get("subject"), str):
        return "", ()
    parents = said.get("parents")
    return said["subject"], tuple(parent for parent in parents if isinstance(parent, str)) if isinstance(
        parents, list
    ) else ()
