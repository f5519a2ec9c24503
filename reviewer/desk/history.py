"""Acts and their undoing: one act is one save, and what takes it back is a new record."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast

from reviewer.desk.case_use import CaseUse
from reviewer.desk.deeds import Deeds
from reviewer.desk.undo_list import UndoList
from reviewer.desk.undoing import Change, Log, Step, Turnable, Turning, near, pairs_of, standing_at
from reviewer.desk.words.deeds import cannot_words, deed_words
from reviewer.errors import CasebookError, ConflictError, Phrase, ReadOnlyError, WrongUseError
from reviewer.model import Content, Letter, Seen, Settled, Withdrawn
from reviewer.model.deeds import STOPPING, Stay, StayCode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from reviewer.casebook import Casebook
    from reviewer.casebook.own_acts import Mark
    from reviewer.desk.deeds import Deeds
    from reviewer.desk.undoing import Change, Step
    from reviewer.model import Kept
    from reviewer.model.deeds import Deed

T = TypeVar("T")


@dataclass(slots=True)
class Run:
    """Saves that are one act to the person, such as the receiving of many files: the id of the first one, "" before it."""

    act: str = ""


@dataclass(frozen=True, slots=True)
class Turned:
    """What undo or redo did: the act in words, and the acts after it (or parts of it) that stay, each with the reason."""

    sentence: str
    stays: tuple[Stay, ...] = ()


class History:
    """Records acts and takes them back, those of earlier days too. Thread-safe: an act and its undoing are one step each.

    Undo never reaches what left the house: a signed letter is superseded or withdrawn, with a reason.
    """

    def __init__(
        self, casebook: Casebook, deeds: Deeds, use: CaseUse, why_read_only: Callable[[], str]
    ) -> None:
        """Record in a casebook; ``deeds`` tells what was done, ``use`` what of the case can't be taken back.

        ``why_read_only`` says why nothing can be recorded, "" where it can (``Origin``).
        """
        self._casebook, self._deeds, self._why_read_only = casebook, deeds, why_read_only
        self._turnable = Turnable(casebook, use)
        self._lock = threading.RLock()
        self._log = Log(casebook)
        self._open: list[Run] = []
        self._looked: tuple[int, str | None, str | None] | None = None
        self.undo_list = UndoList(casebook, deeds, self._turnable, self)

    # --- acts ------------------------------------------------------------------------------------

    def get_ready(self) -> None:
        """Bring in what signs, so that the first act takes no longer than another."""
        self._casebook.get_ready()

    def must_be_writable(self) -> None:
        """Raise ReadOnlyError where nothing can be recorded."""
        if why := self._why_read_only():
            raise ReadOnlyError(why, "Nothing was changed.")

    def put(self, content: Content, subject: str, *, resolve: bool = False, run: Run | None = None) -> str:
        """Do one act: one record, one save; it is durable when this returns its id. As a part of ``run``, undone with it.

        Raises ConflictError when two records stand there and ``resolve`` is not said; with it, that they were settled is kept too.
        """
        from reviewer.casebook.own_acts import Mark

        self.must_be_writable()
        with self._lock:
            records = standing_at(self._casebook, subject)
            if len(records) > 1 and not resolve:
                raise self._differs(content, records)
            with self._casebook.act(Mark(run=run.act if run else "")) as act:
                record = act.put(content, subject, [saved.id for saved in records])
                if len(records) > 1:
                    of = (str(getattr(content, name, "")) for name in ("because", "body", "criterion"))
                    because, body, criterion = of
                    act.put(Settled(subject, because, record, body, criterion))
            if run is not None and not run.act and act.saved is not None:
                run.act = act.saved
            return record

    def settle(
        self, content: Content, subject: str, because: str, seen: Collection[str], about: tuple[str, str]
    ) -> str:
        """Do one act: settle what stands for a subject by one record, and keep why; returns its id.

        ``seen`` are all the records (ids) that whoever decides was shown; CasebookError where others stand there by now. What a newer
        program wrote is superseded too. ``about`` are the body and the criterion, "" where there is none.
        """
        self.must_be_writable()
        with self._lock:
            stands = [each.record.id for each in self._casebook.contests.standing(subject)]
            if set(stands) != set(seen):
                raise CasebookError(
                    "What stands there has changed meanwhile",
                    "Nothing was saved. Look at all of it, and decide again.",
                )
            with self._casebook.act() as act:
                record = act.put(content, subject, stands, over_newer=True)
                act.put(Settled(subject, because, record, *about))
            return record

    @contextmanager
    def run(self) -> Iterator[Run]:
        """Gather saves of one act; undo takes them all back, once the block has ended, and until then what else was done."""
        run = Run()
        with self._lock:
            self._open.append(run)
        try:
            yield run
        finally:
            with self._lock:
                self._open.remove(run)
                self._looked = None

    def put_all(self, contents: Sequence[tuple[Content, str]]) -> tuple[str, ...]:
        """Do one act of several records, each by its subject; one save, one undo. Returns their ids.

        What stands for a subject is superseded. Raises ConflictError, and records nothing, where people decided one of them
        differently: that is settled by ``settle`` alone, which shows it.
        """
        self.must_be_writable()
        if not contents:
            return ()
        with self._lock, self._casebook.act() as act:
            made = []
            for new, subject in contents:
                records = standing_at(self._casebook, subject)
                if not _agree(records):
                    raise self._differs(new, records)
                made.append(act.put(new, subject, [record.id for record in records]))
            return tuple(made)

    def amend(self, case: Mapping[str, Any], last: Sequence[str], because: str = "") -> str:
        """Do one act: another state of the case in the place of the ``last`` ones (ids), which settles them; returns its id.

        Where there are several, ``because`` says why it was settled so.

        CasebookError where somebody has amended the case meanwhile.
        """
        self.must_be_writable()
        with self._lock:
            if self._casebook.cases.standing().last != tuple(last):
                message = "The case was amended meanwhile, so nothing was changed"
                raise CasebookError(message, "Look at what differs now, and amend again.")
            with self._casebook.act() as act:
                record = self._casebook.cases.amend(act, case)
                if because and len(last) > 1:
                    act.put(Settled(self._casebook.cases.subject, because, record))
                return record

    def withdraw(self, record: str, because: str = "") -> None:
        """Take back a record that stands, such as a tied passage; undo brings it again."""
        self.must_be_writable()
        with self._lock:
            saved = self._casebook.get(record)
            if (
                saved is None
                or not isinstance(saved.content, Content)
                or isinstance(saved.content, Withdrawn)
            ):
                message = Phrase("There is no record {record} to take back", record=record[:12])
                raise WrongUseError(message, "List what stands first.")
            if isinstance(saved.content, Letter):
                raise WrongUseError(
                    "A signed letter is not taken back in passing",
                    "Withdraw it, with a reason: withdraw CASEBOOK BODY --because T.",
                )
            with self._casebook.act() as act:
                act.withdraw(saved, because)

    def standing_records(self, subject: str) -> tuple[Kept[Content], ...]:
        """Return what stands for a subject: contents of its kind, or that it was taken back; two or more are a conflict."""
        return standing_at(self._casebook, subject)

    def recorded(self, record: str, kind: type[T]) -> Kept[T]:
        """Return what an act has just put, by its id."""
        saved = self._casebook.get(record)
        if saved is None or not isinstance(saved.content, kind):
            raise AssertionError(record)
        return cast("Kept[T]", saved)

    def _differs(self, content: Content, records: Sequence[Kept[Content]]) -> ConflictError:
        people = self._casebook.people()
        who: str = ""
        for record in records:
            name = people.get(record.author) or Phrase("someone")
            who = Phrase("{one} and {other}", one=who, other=name) if who else name
        deed = deed_words(self._deeds.of([(content, None)]))
        message = Phrase("{deed} was not recorded: {who} decided this differently", deed=deed, who=who)
        return ConflictError(message, "Look at both, then resolve the conflict with one decision.")

    # --- undo: new records that restore what stood -------------------------------------------------

    def can_undo(self) -> str | None:
        """Return the act that undo would take back, or None."""
        return self._look()[1]

    def can_redo(self) -> str | None:
        """Return the act that redo would do again, or None."""
        return self._look()[2]

    def undo(self) -> Turned | None:
        """Take back this author's last act in this copy by new records, whenever it was; None where there is none.

        What is for good stays, and what somebody has decided on since, and is named; where there is nothing else, ConflictError.
        So it is where the last act settled amendments of the case, or what stood before is damaged or a newer program's: nothing
        earlier is taken in its place.
        """
        from reviewer.casebook.own_acts import Mark

        self.must_be_writable()
        with self._lock:
            return self._turn(self._turning.done(), "undone", lambda act: Mark(undoes=act))

    def redo(self) -> Turned | None:
        """Do again what undo took back last, unless something was done since; as ``undo``."""
        from reviewer.casebook.own_acts import Mark

        self.must_be_writable()
        with self._lock:
            return self._turn(self._turning.undone(), "done again", lambda act: Mark(redoes=act))

    @contextmanager
    def looking_back(self) -> Iterator[Turning]:
        """Look through what was done, while nothing else is."""
        with self._lock:
            yield self._turning

    @property
    def _turning(self) -> Turning:
        return Turning(self._log, {run.act for run in self._open})

    def _look(self) -> tuple[int, str | None, str | None]:
        """Return the position that was looked at, and the acts that undo and redo would turn there."""
        with self._lock:
            position = self._casebook.head_position()
            if self._casebook.read_only:
                return position, None, None
            if self._looked is None or self._looked[0] != position:
                turning = self._turning
                steps = (self._first(turning.done()), self._first(turning.undone()))
                self._looked = (position, *steps)
            return self._looked

    def _first(self, steps: Iterator[Step]) -> str | None:
        for step in near(steps):
            left = {step.left}
            for changes in step.changes:
                why = self._turnable.stay(changes)
                if why is None:
                    return self._sentence(step.act)
                left.add(why)
            if left & STOPPING:
                return None
        return None

    def _turn(self, steps: Iterator[Step], word: str, mark: Callable[[str], Mark]) -> Turned | None:
        stays: list[Stay] = []
        for step in near(steps):
            to_turn, left = self._turnable.split(step)
            stays += [Stay(why, self._deed(step.act, of or None)) for why, of in left.items()]
            if to_turn:
                with self._casebook.act(mark(step.act)) as act:
                    for change in (change for changes in to_turn for change in changes):
                        self._turnable.put(act, change)
                return Turned(deed_words(self._deed(step.act, to_turn)), tuple(stays))
            if left.keys() & STOPPING:
                break
        telling = [stay for stay in stays if stay.why is not StayCode.FOR_GOOD]
        if not telling:
            return None
        of_the_last = next((stay for stay in telling if stay.why in STOPPING | {StayCode.HELD}), telling[0])
        raise ConflictError(*cannot_words(of_the_last, word))

    def _sentence(self, act: str) -> str:
        return deed_words(self._deed(act))

    def _deed(self, act: str, among: Sequence[Sequence[Change]] | None = None) -> Deed:
        """Return what an act was; ``among`` are the changes of it that are meant, if not all."""
        subjects = None if among is None else {change.subject for changes in among for change in changes}
        return self._deeds.of(pairs_of(self._casebook, self._turning.saves_of(act), subjects))


def _agree(records: Sequence[Kept[Content]]) -> bool:
    """Tell whether nothing of what stands for a subject was decided differently: two who have looked at it, or taken it back, agree."""
    contents = [record.content for record in records]
    return all(one == contents[0] for one in contents) or all(
        isinstance(one, Seen | Withdrawn) for one in contents
    )
