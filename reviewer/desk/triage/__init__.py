"""Journey 1 for many bodies at once: whose is each thing that was dropped, what waits for a decision, who is chased."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.display import Cancelled, DocumentRow, Progress, Report
from reviewer.desk.pieces import Piece
from reviewer.desk.reading import Reading
from reviewer.desk.receiving import Receiving
from reviewer.desk.session import Session
from reviewer.desk.triage import chasing
from reviewer.desk.triage.looking_through import Looking
from reviewer.desk.triage.matters import Known, matters
from reviewer.desk.triage.remembered import Remembered
from reviewer.desk.triage.shared_text import Beside, Comparing
from reviewer.desk.triage.values import Done, Item, Matter, Outcome, Plan, Taken
from reviewer.errors import CancelledError, DocumentError, NotReadyError, Phrase, WrongUseError
from reviewer.model import Chaser, Included, Missing

if TYPE_CHECKING:
    from reviewer.review.likeness import Likeness


class Triage:
    """Long verbs take ``progress`` and ``cancelled``; what they have done stays done."""

    def __init__(self, session: Session, reading: Reading, receiving: Receiving) -> None:
        """Triage what comes to the session's casebook: ``reading`` lists it, ``receiving`` takes it in."""
        self._session, self._reading, self._receiving = session, reading, receiving
        self._remembered = Remembered(session.settings, session.folder)
        self._comparing = Comparing(session.casebook, reading.whole_texts)
        self._alike: tuple[tuple[Likeness, ...], ...] = ()
        self.plan: Plan | None = None

    # --- whose is it --------------------------------------------------------------------------------

    def look(
        self, paths: Sequence[Path], progress: Report | None = None, cancelled: Cancelled | None = None
    ) -> Plan:
        """Look through what was dropped and propose a body for each entry; nothing is received. Long.

        One folder stands for what is in it. Raises WrongUseError for what is not there or lies in the casebook,
        CancelledError when it was stopped.
        """
        self.plan = Looking(self._session, self._remembered).look(paths, progress, cancelled)
        return self.plan

    def choose(self, path: Path, body: str) -> Plan:
        """Choose the body of an entry ("" for nobody: it is left out, and stays listed); returns the plan."""
        code = self._session.body(body).code if body else ""
        self._remembered.choose(path, code)
        return self._change(path, lambda item: replace(item, chosen=code, left_out=not code))

    def _change(self, path: Path, change: Callable[[Item], Item]) -> Plan:
        plan = self.plan or Plan(())
        items = tuple(change(item) if item.path == path else item for item in plan.items)
        self.plan = Plan(items)
        return self.plan

    # --- receiving ----------------------------------------------------------------------------------

    def receive(
        self,
        on: date | None = None,
        progress: Report | None = None,
        cancelled: Cancelled | None = None,
        *,
        again: bool = False,
    ) -> Outcome:
        """Receive every entry of the plan that a body is chosen for. Long; stopping keeps what is done.

        What came from a body on that day already is passed over unless ``again``. What is wrong with one entry (its
        folder is gone) is told in its ``Taken``, and the others go on.
        """
        day = self._receiving.day(on)
        items = [item for item in (self.plan or Plan(())).items if item.chosen and (item.waits or again)]
        with self._session.leases.at_work():  # the same readers for all entries
            return self._receive_all(items, day, progress, cancelled, again=again)

    def _receive_all(
        self,
        items: Sequence[Item],
        day: date,
        progress: Report | None,
        cancelled: Cancelled | None,
        *,
        again: bool,
    ) -> Outcome:
        taken: list[Taken] = []
        for number, item in enumerate(items):
            if cancelled and cancelled():
                return Outcome(tuple(taken), stopped=True)
            taken.append(
                self._receive(item, day, _Told(progress, number, len(items), item), cancelled, again=again)
            )
            if taken[-1].whole:
                self._finish(item, day, len(taken[-1].rows) + taken[-1].known)
        stopped = bool(taken) and not taken[-1].whole and bool(cancelled and cancelled())
        return Outcome(tuple(taken), stopped=stopped)

    def _receive(
        self, item: Item, day: date, progress: _Told, cancelled: Cancelled | None, *, again: bool
    ) -> Taken:
        try:
            rows = self._receiving.receive(
                item.chosen, [item.path], day, None, progress, cancelled, again=again
            )
        except CancelledError as stopped:
            return Taken(item.path, item.chosen, error=stopped)
        except (WrongUseError, DocumentError) as error:
            return Taken(item.path, item.chosen, error=error)
        return Taken(item.path, item.chosen, rows, max(progress.count - len(rows), 0), whole=True)

    def _finish(self, item: Item, day: date, documents: int) -> None:
        done = Done(item.chosen, day, documents)
        self._remembered.finish(item.path, item.stamp, done)
        self._change(item.path, lambda known: replace(known, done=done))

    # --- what waits for a decision --------------------------------------------------------------------

    def matters(self) -> tuple[Matter, ...]:
        """Return everything to decide, decided or not, as it stands now; ``compare`` adds who shares text."""
        casebook = self._session.casebook
        rows = self._reading.documents()
        waiting = casebook.index.pages.queue({row.sha256 for row in rows})
        included = {k.content.receipt: k.content.included for k in casebook.current(Included)}
        pages = Counter(each.document for each in waiting)
        decided = self._remembered.decided()
        return matters(
            Known(self._session.case.bodies, rows, included, decided, pages, self.plan, self._alike)
        )

    def compare(self, progress: Report | None = None, cancelled: Cancelled | None = None) -> int:
        """Find which documents of different bodies share much text; returns how many groups. Long."""
        self._alike = self._comparing.compare(progress, cancelled)
        return len(self._alike)

    def side_by_side(self, one: str, other: str) -> tuple[Beside, Beside]:
        """Return the texts of two documents, each with the places (code points) of what the other has too."""
        return self._comparing.beside(one, other)

    def decide(self, key: str, word: str) -> None:
        """Remember on this laptop what was decided of a matter that has no record; "" takes it back."""
        self._remembered.decide(key, word)

    # --- what is missing ------------------------------------------------------------------------------

    def missing(self, body: str | None = None) -> tuple[Missing, ...]:
        """Return what each body, or one, still owes today; those that owe nothing are left out."""
        bodies = self._session.case.bodies if body is None else (self._session.body(body),)
        rows: dict[str, list[DocumentRow]] = {each.code: [] for each in bodies}
        for row in self._reading.documents(body):
            rows.setdefault(row.body, []).append(row)
        decided, today = self._remembered.decided(), self._session.today()
        lists = (chasing.missing_of(each, rows[each.code], decided, today) for each in bodies)
        return tuple(missing for missing in lists if missing)

    def notes(self, body: str | None = None) -> tuple[Chaser, ...]:
        """Return a ready-made note for each body, or one, that owes something; NotReadyError if none does."""
        missing = self.missing(body)
        if not missing:
            who = (
                self._session.body(body).name
                if body
                else Phrase("any of the {bodies}", bodies=self._session.case.inspection.body_noun[1])
            )
            raise NotReadyError("Nothing is missing from {who}", "There is nothing to ask for.", who=who)
        return tuple(chasing.note_of(self._session.case, each) for each in missing)

    def note_about(self, body: str, pieces: Sequence[Piece]) -> Chaser:
        """Return a note that asks a body for pieces of its documents in another form; nothing is recorded, and nothing sent.

        WrongUseError where one waits for recognition and nobody has typed it out, NotReadyError where there is none.
        """
        known = self._session.body(body)
        if not pieces:
            raise NotReadyError(
                "No piece of {name} is named", "There is nothing to ask for.", name=known.name
            )
        for piece in pieces:
            if piece.waits:
                words = "{label} of “{name}”" if piece.label else "“{name}”"
                where = Phrase(words, label=piece.label, name=piece.name)
                raise WrongUseError(
                    "It may yet be read: {where} waits for recognition",
                    "Wait until it has been tried, or: recognise CASEBOOK BODY.",
                    where=where,
                )
        rows = self._reading.documents(known.code)
        missing = chasing.asking_for(known, pieces, rows, self._session.today())
        return chasing.note_of(self._session.case, missing)

    def save_notes(self, notes: Sequence[Chaser], path: Path, *, replace: bool = False) -> None:
        """Write notes as .txt, or one as an e-mail draft, .eml; ReviewerError if it cannot be written, as ``write_file``."""
        chasing.save(notes, path, self._session.case.inspection.enquiries.email, replace=replace)


class _Told:
    """Tells how far receiving is: entries done of all, and the file that was taken last; counts the files."""

    def __init__(self, progress: Report | None, number: int, total: int, item: Item) -> None:
        self._progress, self._number, self._total, self._item = progress, number, total, item
        self.count = 0

    def __call__(self, progress: Progress) -> None:
        self.count = progress.done
        if self._progress:
            self._progress(Progress(self._number, self._total, f"{self._item.name} · {progress.name}"))


__all__ = ["Done", "Item", "Matter", "Outcome", "Plan", "Taken", "Triage"]
