"""The casebook: a folder that remembers everything, and the one way to its parts."""

from __future__ import annotations

import secrets
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, TypeVar

from reviewer.casebook import migrations
from reviewer.casebook.act import NO_MARK, Act, Clock
from reviewer.casebook.cases import Cases
from reviewer.casebook.contests import Contests
from reviewer.casebook.database import DATABASE, Database
from reviewer.casebook.document_files import Files
from reviewer.casebook.health import Health
from reviewer.casebook.index import Index
from reviewer.casebook.integrity import make_again
from reviewer.casebook.kept_records import Beyond, Reading
from reviewer.casebook.line_end import cut_lines, cut_notices
from reviewer.casebook.local_facts import MADE_AGAIN, inspection_in, noted, put_right
from reviewer.casebook.lock import LOCK, WriterLock
from reviewer.casebook.lost import no_casebook, refuse_incomplete
from reviewer.casebook.own_acts import Mark, OwnSave, own_saves
from reviewer.casebook.pack_ledger import PackLedger
from reviewer.casebook.place import refuse_unsafe_place
from reviewer.casebook.save_writing import local
from reviewer.casebook.seal import Seal
from reviewer.errors import CasebookError, Phrase, ReadOnlyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from reviewer.casebook.author import Author
    from reviewer.casebook.body_subjects import About
    from reviewer.casebook.fault import Fault
    from reviewer.casebook.incoming import Absorbed
    from reviewer.casebook.merged_view import MergedSource
    from reviewer.casebook.record import SaveBundle
    from reviewer.casebook.team import Team
    from reviewer.model import Kept

T = TypeVar("T")

_NEWER = "{name} was last used with a newer version of Reviewer, so it is open for reading only"


class Casebook:
    """One open casebook. Threads may share it; ``close`` it, or use it in ``with``."""

    def __init__(
        self,
        folder: Path,
        author: Author | None,
        clock: Clock,
        *,
        writable: bool = True,
        durability: str = "FULL",
        seal: bytes | None = None,
        before_update: Callable[[], None] = lambda: None,
        source: MergedSource | None = None,
    ) -> None:
        """Open as ``open`` says; ``durability`` below FULL is for tests that prove what FULL is worth."""
        self.folder, self.source = folder, source
        self._notices: tuple[str, ...] = ()
        self._author, self._clock, self._before_update = author, clock, before_update
        self._seal = Seal(seal if author is None else author.seal_key)
        path = folder / DATABASE
        refuse_unsafe_place(folder)
        if not path.is_file() or not path.stat().st_size:
            raise no_casebook(folder)  # before anything is opened: SQLite would make a database of no bytes
        self._lock = WriterLock(folder / LOCK, folder.name) if writable else None
        try:
            self._database = Database(path, folder.name, writable=writable, durability=durability)
            try:
                self.newer_schema = self._is_newer()
                self.read_only = not writable or self.newer_schema
                self._settle()
            except BaseException:
                self._database.close()
                raise
        except BaseException:
            self._unlock()
            raise
        self.packs = PackLedger(self._database, self._writing)
        self.inspection_id = self._noted()
        self._reading = Reading(self._database, self.inspection_id, self._seal, writable=not self.read_only)
        self.health = Health(self._database, self._reading)
        self.contests = Contests(self._database, self._reading)
        self.cases = Cases(self._database, self._reading, self.inspection_id)
        place = source.documents if source else folder / "documents"
        self.files = Files(place, folder.name, writable=not self.read_only, marks=not source)
        if not self.read_only and self.files.sweep():
            from reviewer.casebook.unreceived import cleared

            self._notices += cleared(self._database, self._reading, self.files, folder.name)

    def _noted(self) -> str:
        """Return which inspection this is, with what the file notes of itself put right, or told where it can't be."""
        with self._database.raw() as connection:
            inspection, note = inspection_in(connection, self._seal), noted(connection, "inspection")
        if self._author is not None and not self.read_only:
            self._notices += put_right(self._database, self._author, inspection)
        elif note != inspection:
            self._note("What {name} notes of its inspection was altered. {remedy}", remedy=Phrase(MADE_AGAIN))
        return inspection

    @property
    def notices(self) -> tuple[str, ...]:
        """What the person should be told about this opening, and of tables made again since; a sentence each."""
        return (*self._notices, *self._cut(), *self._reading.integrity.notices)

    def _cut(self) -> tuple[str, ...]:
        """What is gone from the end of a line, for as long as it is."""
        try:
            cut = tuple(cut_lines(self._database, self._seal))
            people = self.people() if cut else {}
        except CasebookError:  # of a file that can't be read whole a check tells, page by page
            return ()
        return cut_notices(cut, people)

    # --- opening and closing -------------------------------------------------------------------------

    @classmethod
    def create(
        cls,
        folder: Path,
        author: Author,
        clock: Clock,
        case_data: Mapping[str, Any],
        *,
        durability: str = "FULL",
        closed: bool = False,
    ) -> Self:
        """Make a casebook of a validated case and open it; ``folder`` must not exist, or be empty.

        ``closed``: nobody but the author counts until admitted (``team``).
        CasebookError if it is taken, or lies where a casebook isn't safe, or can't be written.
        """
        from reviewer.casebook.founding import found_inspection

        found_inspection(folder, author, clock, case_data, closed=closed)
        return cls(folder, author, clock, durability=durability)

    @classmethod
    def adopt(
        cls, folder: Path, author: Author, clock: Clock, saves: Iterable[SaveBundle], inspection_id: str
    ) -> Self:
        """Make a casebook that holds others' saves of an inspection, for somebody who joins it, and open it; a sync introduces them."""
        from reviewer.casebook.founding import found_from

        found_from(folder, saves, inspection_id, author)
        return cls(folder, author, clock)

    @classmethod
    def open(
        cls,
        folder: Path,
        author: Author | None,
        clock: Clock,
        *,
        writable: bool = True,
        durability: str = "FULL",
        seal: bytes | None = None,
        before_update: Callable[[], None] = lambda: None,
        source: MergedSource | None = None,
    ) -> Self:
        """Open a casebook; ``seal`` is the key of marks for who reads it without being an author (``Author.seal_key``).

        ``before_update`` is called before a casebook of an older version is brought up to date; where it raises, nothing is. ``source``
        is what it was made of, where it is only looked at; that goes when it is closed.
        CasebookBusyError if another program has it open for writing (``writable=False`` still works then), CasebookError if it is
        none, is damaged, or lies where a casebook isn't safe. One that a newer program has used opens for reading only.
        """
        return cls(
            folder, author, clock,
            writable=writable, durability=durability, seal=seal, before_update=before_update, source=source,
        )  # fmt: skip

    def _is_newer(self) -> bool:
        with self._database.raw() as connection:
            applied = migrations.applied(connection)
        if applied is None:
            raise no_casebook(self.folder)
        self._unfinished = set(migrations.STEPS) - set(applied)
        return bool(set(applied) - set(migrations.STEPS))

    def _settle(self) -> None:
        """Bring an older casebook up to date, and make again what a foreign tool took out of it."""
        name = self.folder.name
        if self.newer_schema:
            self._note("{what}. Install the newer version to write to it.", what=Phrase(_NEWER, name=name))
        elif self._unfinished and self.read_only:
            raise CasebookError(
                "{name} comes from an older version of Reviewer", "Open it for writing once.", name=name
            )
        elif not self.read_only:
            if self._unfinished:
                self._before_update()
                with self._database.raw() as connection:
                    migrations.migrate(connection, self._seal)
            self._mend()
        with self._database.raw() as connection:
            if self.read_only:
                refuse_incomplete(connection, name, newer=self.newer_schema)
            left = tuple(one for _, one in migrations.foreign(connection)) if not self.newer_schema else ()
            astray = migrations.astray(connection) if self.read_only and not self.newer_schema else ()
        if astray:
            altered = Phrase(
                "Another version or program has altered {what}: {astray}.",
                what=name,
                astray=", ".join(astray),
            )
            self._note("{what} Opening it for writing makes that again.", what=altered)
        if left:
            self._note("{name} holds what no version of Reviewer made: {left}.", left=", ".join(left))

    def _note(self, template: str, **values: object) -> None:
        self._notices += (Phrase(template, name=self.folder.name, **values),)

    def _mend(self) -> None:
        with self._database.raw() as connection:
            astray = migrations.astray(connection)
            foreign = migrations.foreign(connection)
        ruling = tuple(name for kind, name in foreign if kind != "table")
        if astray or ruling:
            make_again(self._database, self._seal)
        if astray:
            words = "Another version or program had altered {name}: {astray} made again."
            self._note(words, astray=", ".join(astray))
        if ruling:
            self._note(
                "Another program had put rules into {name}: {rules} taken out.", rules=", ".join(ruling)
            )

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.release()

    def close(self) -> None:
        """Close everything; a second time does nothing."""
        if "index" in self.__dict__:
            self.index.close()
        self._database.close()
        self._unlock()
        if self.source:
            self.source.passing.close()

    def __enter__(self) -> Self:
        """Use until the block ends."""
        return self

    def __exit__(self, *_exc: object) -> None:
        """Close."""
        self.close()

    # --- writing -------------------------------------------------------------------------------------

    def act(self, mark: Mark | None = None) -> Act:
        """Begin an act: ``with casebook.act() as act: act.put(…)`` is one save, on the disk at the block's end.

        ``mark`` says that it is a part of an act, takes one back or does it again. ReadOnlyError where nothing can be recorded.
        """
        return Act(self._writing(), self._reading, self._writer(), self._clock, mark or NO_MARK)

    def introduce(self, name: str = "") -> None:
        """Keep the author's ``person`` record, if it isn't there yet, or says another name than was chosen.

        With a ``name``, that is chosen for all that the author records from now on. ReadOnlyError where nothing can be recorded.
        """
        writing = self._writing()
        if name:
            self._author = replace(self._writer(), name=name, chosen=True)
        Act(writing, self._reading, self._writer(), self._clock).introduce()

    def get_ready(self) -> None:
        """Bring in what signs, where anything can be recorded: the first act then waits for nothing."""
        if not self.read_only:
            self._writer().get_ready()

    def _writing(self) -> Database:
        if self.read_only:
            if self.newer_schema:
                remedy = "Nothing was saved. Install the newer version to write to it."
                raise ReadOnlyError(_NEWER, remedy, name=self.folder.name)
            remedy = "Nothing was saved. Open it for writing."
            raise ReadOnlyError("{name} is open for reading only", remedy, name=self.folder.name)
        return self._database

    def _writer(self) -> Author:
        if self._author is None:
            msg = "a casebook that was opened without an author can't be written"
            raise ValueError(msg)
        return self._author

    # --- reading -------------------------------------------------------------------------------------

    def current(self, kind: type[T], **where: str) -> tuple[Kept[T], ...]:
        """Return current records of a content type, oldest first, by ``body``, ``criterion``, ``document``, ``subject``."""
        return self._reading.current(kind, where)

    def each_current(self, kind: type[T], beyond: Beyond | None = None) -> Iterator[Kept[T]]:
        """Yield what ``current`` returns of a content type, or those ``beyond``, one by one, for who reads all and keeps none."""
        return self._reading.each_current(kind, beyond)

    def get(self, record_id: str) -> Kept[object] | None:
        """Return any record by its id (hex), current or not; None if there is none."""
        return self._reading.get(record_id)

    def history(self, subject: str) -> tuple[Kept[object], ...]:
        """Return every record of a subject by time, superseded and ``Withdrawn`` ones too."""
        return self._reading.history(subject)

    def about(self, body: str) -> About:
        """Return the subjects that are about a body, those for which nothing stands any more too, and its receipts' saves."""
        from reviewer.casebook.body_subjects import all_about

        return all_about(self._database, body)

    def conflicts(self) -> tuple[tuple[str, tuple[Kept[object], ...]], ...]:
        """Return each subject that two or more records stand for, with them."""
        return self._reading.conflicts()

    def people(self) -> Mapping[str, str]:
        """Return the name of each author by public key (hex)."""
        return self._reading.people()

    def head_position(self) -> int:
        """Return a number that grows with each save, made here or taken in: screens compare it to refresh."""
        return int((self._database.one("SELECT coalesce(max(seq), 0) FROM save") or (0,))[0])

    def changed_since(self, position: int) -> tuple[str, ...]:
        """Return the subjects that saves after a position are about: nothing else stands otherwise than it did then."""
        return self._reading.changed_since(position)

    def own_saves(self, *, after: int = 0, before: int | None = None, limit: int = 0) -> tuple[OwnSave, ...]:
        """Return this author's saves in this copy, newest first; numbers between ``after`` and ``before``, at most ``limit``."""
        copy, key = local(self._database, "copy"), self._writer().key
        return tuple(own_saves(self._database, key, copy, after=after, before=before, limit=limit))

    @cached_property
    def index(self) -> Index:
        """The text and search index in cache/, opened when first asked for."""
        return Index(self.folder / "cache", writable=not self.read_only)

    @cached_property
    def team(self) -> Team:
        """Who takes part, and the acts that change it."""
        from reviewer.casebook.team import Team

        return Team(self._database, self._reading, self.files, self._writing, self._author, self.act)

    # --- sharing -------------------------------------------------------------------------------------

    def saves(self, after: int = 0) -> Iterator[tuple[int, SaveBundle]]:
        """Yield (local position, save) in order of arrival, from after a position."""
        from reviewer.casebook import save_bundles

        return save_bundles.saves_after(self._database, after, self._seal)

    def bundles(self, save_ids: Iterable[str]) -> tuple[SaveBundle, ...]:
        """Return these saves, sorted by id; ids that aren't held are left out."""
        from reviewer.casebook import save_bundles

        return save_bundles.bundles(self._database, save_ids, self._seal)

    def absorb(self, bundles: Iterable[SaveBundle]) -> Absorbed:
        """Take in saves from elsewhere in one transaction, each verified whole; the bad go to quarantine, and what is damaged here heals."""
        from reviewer.casebook import incoming

        database, reading = self._writing(), self._reading
        return incoming.absorb(database, reading, bundles, secrets.token_hex(16), self._author, self._seal)

    def build_merged(self, path: Path, signed_at: int | None = None) -> None:
        """Write a stand-alone database file to ``path``, which must not exist; the author signs what is in it, at a time (UTC µs).

        CasebookError while a record here is damaged: nothing that was not signed leaves.
        """
        from reviewer.casebook.merged import build_merged, refuse_damage

        refuse_damage(self._reading.sound(), self.folder.name)
        signed = (self._writer(), signed_at) if signed_at else None
        build_merged(self._database, path, self.inspection_id, self._seal, signed)

    # --- checking ------------------------------------------------------------------------------------

    def check(self) -> tuple[Fault, ...]:
        """Check every id, hash, signature, chain, rule and file, and make wrong derived tables again; nothing means all is well."""
        from reviewer.casebook.checking import check

        version, reader = self._database.others_wrote(), self._database.reader()
        try:
            checked = check(reader, self.files, self.inspection_id, self._seal)
        finally:
            reader.close()
        self._reading.integrity.learn(checked, version)
        return checked.faults
