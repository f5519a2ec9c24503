"""What every journey at the desk shares: the casebook, the case, the reader, and undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Protocol, TypeVar, cast
from zoneinfo import ZoneInfo

from reviewer.desk.board import Board, Slice
from reviewer.desk.crew import Crew
from reviewer.desk.passwords import Passwords
from reviewer.errors import ConflictError, ReadOnlyError, WrongUseError
from reviewer.model import Body, Content, Criterion, Kept, Withdrawn

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.casebook import Casebook, TextSummary
    from reviewer.desk.home import Home
    from reviewer.desk.views import BodyLine
    from reviewer.documents.reader import Reader
    from reviewer.documents.reader.keeper import Quarantine
    from reviewer.model import Case

T = TypeVar("T")
SHOWN = 8
LONDON = ZoneInfo("Europe/London")
Clock = Callable[[], int]


def utc_now() -> int:
    """Return the time in UTC microseconds."""
    return int(datetime.now(UTC).timestamp() * 1_000_000)


@dataclass(frozen=True, slots=True)
class Change:
    """One subject moved from one content to another; None means that nothing stood there."""

    subject: str
    kind: type[Content]
    before: Content | None
    after: Content


@dataclass(frozen=True, slots=True)
class Step:
    """One act that can be taken back: a sentence for the menu, and its changes."""

    sentence: str
    changes: tuple[Change, ...]


class Readers(Protocol):
    """Makes clients of reader processes; with ``spare`` one for the screen: a second process stands by for its death."""

    def __call__(self, *, spare: bool = False, quarantine: Quarantine | None = None) -> Reader:
        """Return a client; its process starts at the first call. Clients may share a ``quarantine``."""


class Room:
    """The desk's floor: everything is handed in, nothing is looked up."""

    def __init__(
        self,
        casebook: Casebook,
        case: Case,
        home: Home,
        readers: Readers,
        clock: Clock,
        *,
        patient: bool = True,
    ) -> None:
        """``readers`` makes a reader process client; the desk keeps one for its own work.

        A ``patient`` desk reads documents that the cache lacks when it is asked for them; a window
        is not patient: it calls ``catch_up`` beside its work.
        """
        self.casebook = casebook
        self.case = case
        self.home = home
        self._readers = readers
        self._reader: Reader | None = None
        self._clock = clock
        self.patient = patient
        self._done: list[Step] = []
        self._undone: list[Step] = []
        # The record of this sitting that stands for a subject: undo is refused where another one does.
        self._mine: dict[str, str] = {}
        self.crew = Crew(readers)
        self.passwords = Passwords()
        self._known_board: Board | None = None
        self._lines: dict[str, tuple[Slice, tuple[TextSummary | None, ...], BodyLine]] = {}

    # --- what it stands on -----------------------------------------------------------------------

    @property
    def folder(self) -> Path:
        """The casebook's folder."""
        return self.casebook.folder

    @property
    def read_only(self) -> bool:
        """Whether acts are refused here."""
        return self.casebook.read_only

    @property
    def position(self) -> int:
        """Grows with every save, so that a screen knows when to look again."""
        return self.casebook.head_position()

    @property
    def reader(self) -> Reader:
        """The reader process for intake and checks; the viewer has its own."""
        if self._reader is None:
            self._reader = self._readers()
        return self._reader

    @property
    def cage(self) -> str:
        """In sentences, what keeps documents from doing harm on this machine, and what this system lacks for it."""
        from reviewer.desk.outside import cage_words

        return cage_words(self.reader)

    @property
    def notice(self) -> str:
        """What the person should know of this opening, such as why nothing can be changed; or ""."""
        return " ".join(self.casebook.notices)

    def people(self) -> Mapping[str, str]:
        """Return the authors' names by key."""
        return self.casebook.people()

    def _board(self) -> Board:
        """Return what stands now, for all bodies."""
        board = self._known_board
        if board is None or board.position != self.position:
            board = self._known_board = Board.of(self.casebook, self.case.framework)
        return board

    def _slice(self, code: str) -> Slice:
        """Return what stands now for one body."""
        return self._board().slice(code)

    def today(self) -> date:
        """Return today's date where deadlines end: in London."""
        return datetime.fromtimestamp(self._clock() / 1_000_000, LONDON).date()

    def _close_reader(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    # --- names that a person gives ---------------------------------------------------------------

    def body(self, code: str) -> Body:
        """Return a body by its code; WrongUseError names the near ones."""
        try:
            return self.case.body(code)
        except KeyError:
            raise self._unknown(
                f"There is no {self.case.inspection.body_noun[0]} “{code}” in this inspection",
                code,
                [body.code for body in self.case.bodies],
            ) from None

    def criterion(self, key: str) -> Criterion:
        """Return a criterion by its key; WrongUseError names those there are."""
        try:
            return self.case.framework.criterion(key)
        except KeyError:
            keys = [criterion.key for criterion in self.case.framework.criteria]
            raise self._unknown(f"There is no criterion “{key}” in this framework", key, keys) from None

    def _unknown(self, what: str, given: str, known: Sequence[str]) -> WrongUseError:
        from difflib import get_close_matches

        near = get_close_matches(given, known, 3, 0.5)
        rest = [key for key in known if key not in near]
        shown = [*near, *rest][:SHOWN]
        more = " …" if len(shown) < len(known) else ""
        return WrongUseError(what, f"Use one of: {', '.join(shown)}{more}.")

    # --- acts ------------------------------------------------------------------------------------

    def _writable(self) -> None:
        if self.casebook.read_only:
            message = self.notice or f"{self.folder.name} is open for reading only"
            raise ReadOnlyError(message, "Nothing was changed.")

    def _standing_at(self, subject: str, kind: type[Content]) -> tuple[Kept[Content], ...]:
        """Return what stands for a subject: contents of its kind, or that it was taken back."""
        stands = self.casebook.current(kind, subject=subject)
        taken_back = self.casebook.current(Withdrawn, subject=subject)
        return (*stands, *taken_back)

    def _put(self, sentence: str, content: Content, subject: str, *, resolve: bool = False) -> str:
        """Do one act: one record, one save; it is durable when this returns its id.

        Raises ConflictError when two records stand there and ``resolve`` is not said.
        """
        self._writable()
        standing = self._standing_at(subject, type(content))
        if len(standing) > 1 and not resolve:
            who = " and ".join(self.people().get(kept.author, "someone") for kept in standing)
            message = f"{sentence} was not recorded: {who} decided this differently"
            raise ConflictError(message, "Look at both, then resolve the conflict with one decision.")
        with self.casebook.act() as act:
            record = act.put(content, subject, [kept.id for kept in standing])
        self._mine.pop(subject, None)
        if len(standing) <= 1:
            self._mine[subject] = record
            before = standing[0].content if standing else None
            self._remember(Step(sentence, (Change(subject, type(content), before, content),)))
        return record

    def put_all(self, sentence: str, contents: Sequence[tuple[Content, str]]) -> tuple[str, ...]:
        """Do one act of several records, each by its subject; one save, one undo. Returns their ids.

        What stands for a subject is superseded, two differing records too: the act settles them, and is not undone.
        """
        self._writable()
        standing = {subject: self._standing_at(subject, type(content)) for content, subject in contents}
        with self.casebook.act() as act:
            ids = [
                act.put(new, subject, [kept.id for kept in standing[subject]]) for new, subject in contents
            ]
        if any(len(stood) > 1 for stood in standing.values()):
            # As with one decision on a conflict: there is no one thing to go back to.
            for subject in standing:
                self._mine.pop(subject, None)
            return tuple(ids)
        self._mine |= {subject: id_ for (_, subject), id_ in zip(contents, ids, strict=True)}
        changes = tuple(
            Change(subject, type(new), standing[subject][0].content if standing[subject] else None, new)
            for new, subject in contents
        )
        self._remember(Step(sentence, changes))
        return tuple(ids)

    def _remember(self, step: Step) -> None:
        self._done.append(step)
        self._undone.clear()

    def _kept(self, record: str, kind: type[T]) -> Kept[T]:
        kept = self.casebook.get(record)
        if kept is None or not isinstance(kept.content, kind):
            raise AssertionError(record)
        return cast("Kept[T]", kept)

    def withdraw(self, record: str, because: str = "") -> None:
        """Take back a record that stands, such as a tied passage; undo brings it again."""
        self._writable()
        kept = self.casebook.get(record)
        if kept is None or not isinstance(kept.content, Content) or isinstance(kept.content, Withdrawn):
            raise WrongUseError(f"There is no record {record[:12]} to take back", "List what stands first.")
        with self.casebook.act() as act:
            made = act.withdraw(kept, because)
        self._mine[kept.subject] = made
        change = Change(kept.subject, type(kept.content), kept.content, Withdrawn(because))
        self._remember(Step("Taken back", (change,)))

    # --- undo: new records that restore what stood -------------------------------------------------

    def can_undo(self) -> str | None:
        """Return the act that undo would take back, or None."""
        return self._done[-1].sentence if self._done and not self.read_only else None

    def can_redo(self) -> str | None:
        """Return the act that redo would do again, or None."""
        return self._undone[-1].sentence if self._undone and not self.read_only else None

    def undo(self) -> str | None:
        """Take back this sitting's last act by new records; returns its sentence, or None.

        Raises ConflictError when somebody's later record stands there by now.
        """
        if not self._done:
            return None
        step = self._turn(self._done[-1], "undone")
        self._undone.append(step)
        return self._done.pop().sentence

    def redo(self) -> str | None:
        """Do again what undo took back; returns its sentence, or None."""
        if not self._undone:
            return None
        step = self._turn(self._undone[-1], "done again")
        self._done.append(step)
        return self._undone.pop().sentence

    def _turn(self, step: Step, word: str) -> Step:
        self._writable()
        for change in step.changes:
            stands = self._standing_at(change.subject, change.kind)
            if [kept.id for kept in stands] != [self._mine.get(change.subject)]:
                message = f"“{step.sentence}” cannot be {word}: a later record stands in its place"
                raise ConflictError(message, "Decide again instead.")
        turned = []
        with self.casebook.act() as act:
            for change in reversed(step.changes):
                before = Withdrawn("undone") if change.before is None else change.before
                record = act.put(before, change.subject, [self._mine[change.subject]])
                turned.append((record, Change(change.subject, change.kind, change.after, before)))
        self._mine.update({change.subject: record for record, change in turned})
        return Step(step.sentence, tuple(change for _, change in turned))
