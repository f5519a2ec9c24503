"""What is done from the screen of triage: look, receive, decide, chase; long work beside the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtWidgets import QWidget

from reviewer.desk.display import DocumentRow
from reviewer.desk.triage.shared_text import Beside
from reviewer.desk.triage.values import ASIDE, ASKED, NOTED, Matter, Outcome, Plan, Sort
from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.errors import error_words
from reviewer.model import Chaser
from reviewer.ui.chaser_notes import ask_note_file, copy_note, written_words
from reviewer.ui.intake_dialogs import FolderDialog, IncludeDialog
from reviewer.ui.latest import Latest
from reviewer.ui.look import Look
from reviewer.ui.scanning import ScanReading
from reviewer.ui.session_model import SessionModel
from reviewer.ui.triage.choices import Act
from reviewer.ui.triage.password import PasswordDialog
from reviewer.ui.triage.phrases import percent
from reviewer.ui.triage.side_by_side import BesideDialog, Side

if TYPE_CHECKING:
    from reviewer.desk import Desk
    from reviewer.desk.display import Unlocked
    from reviewer.desk.triage import Triage
    from reviewer.desk.values import Likeness
    from reviewer.ui.triage.assigning import AssignPane
    from reviewer.ui.triage.deciding import DecidePane

Sides = tuple[Beside, Beside]
Seen = tuple[tuple[Matter, ...], Mapping[str, Chaser]]


class Halves(Protocol):
    """What the acts are done from: the half where bodies are assigned, and the half where matters are decided."""

    assign: AssignPane
    decide: DecidePane

    @property
    def document_wanted(self) -> SignalInstance:
        """Emitted with the row of a document that is to be shown at the desk."""

    def show_half(self, index: int) -> None:
        """Show the first half (0) or the second (1)."""

    def say_left(self, left: int) -> None:
        """Say how many matters are left to decide."""


class TriageActs(QObject):
    """Asks what an act needs, has it done, and shows what came of it."""

    def __init__(
        self, look: Look, session: SessionModel, view: Halves, scans: ScanReading, window: QWidget
    ) -> None:
        """Scanned pages of what is received are read by ``scans``; dialogs stand before ``window``."""
        super().__init__(view.assign)
        self._look, self._session, self._view, self._window = look, session, view, window
        self._scans = scans
        self._compared = -1
        self._seeing: Latest[Seen] = Latest(session.work, self.tr("Looking"), self)
        self._siding: Latest[Sides] = Latest(session.work, self.tr("Comparing texts"), self)
        view.assign.folder_wanted.connect(self.ask_folder)
        view.assign.receive_wanted.connect(self.receive)
        view.assign.chosen.connect(self.choose)
        view.decide.act_wanted.connect(self.act)

    @property
    def _triage(self) -> Triage:
        return self._session.desk.triage

    # --- whose is it -------------------------------------------------------------------------------

    def ask_folder(self) -> None:
        """Ask for the folder of everything that came."""
        what = self.tr("A folder that has a folder, message or archive for each {}.").format(
            self._session.desk.case.inspection.body_noun[0]
        )
        dialog = FolderDialog(self._look, self.tr("Receive from many"), what, None, self._window)
        dialog.folder_given.connect(lambda folder: self.look([folder]))
        dialog.open()

    def look(self, paths: Sequence[Path]) -> None:
        """Look through what was dropped; nothing is received."""
        self._session.later(
            self.tr("Looking through what came"),
            lambda desk, ticket: desk.triage.look(paths, ticket.report, ticket.cancelled),
            self._looked,
        )

    def _looked(self, plan: Plan) -> None:
        self._view.assign.show_plan(plan)
        self._view.show_half(0)
        if not plan.items:
            self._session.messages.tell(self.tr("Nothing is in that folder."))

    def choose(self, path: Path, body: str) -> None:
        """Choose the body of an entry, or leave it out."""
        plan = self._session.messages.attempt(lambda: self._triage.choose(path, body))
        if plan is not None:
            self._view.assign.show_plan(plan)

    def receive(self, on: date, again: bool) -> None:
        """Receive every entry that a body is chosen for."""
        if self._session.refuses():
            return
        self._session.later(
            self.tr("Receiving"),
            lambda desk, ticket: desk.triage.receive(on, ticket.report, ticket.cancelled, again=again),
            self._received,
            failed=self._scans.documents_came,  # those that were received before it ended
        )

    def _received(self, outcome: Outcome) -> None:
        self._view.assign.show_plan(self._triage.plan)
        whole = sum(each.whole for each in outcome.taken)
        words = [
            self.tr("{} received from {}.").format(
                counted(Noun.DOCUMENT, outcome.documents),
                counted(Noun.ENTRY, whole),
            )
        ]
        if known := sum(each.known for each in outcome.taken):
            words.append(self.tr("{} had come before and were passed over.").format(known))
        if outcome.stopped:
            words.append(self.tr("Stopped; Receive goes on with the rest."))
        else:
            words += [error_words(each.error) for each in outcome.taken if each.error][:1]
        self._session.messages.tell(" ".join(words))
        self.look_again(compare=True)
        self._scans.documents_came()

    # --- what waits --------------------------------------------------------------------------------

    def look_again(self, *, compare: bool = False) -> None:
        """List what waits, and after changes compare the texts of different bodies; beside the window."""
        self._view.assign.show_plan(self._triage.plan)
        desk, position = self._session.desk, self._session.snapshot.position
        self._seeing.ask(lambda _ticket: _seen(desk), self._show)
        if compare and position != self._compared:
            self._compared = position
            self._session.work.start(
                self.tr("Comparing texts"),
                lambda ticket: desk.triage.compare(ticket.report, ticket.cancelled),
                lambda _groups: self.look_again(),
            )

    def _show(self, seen: Seen) -> None:
        self._view.decide.show_matters(*seen)
        self._view.say_left(self._view.decide.left)

    # --- decisions ---------------------------------------------------------------------------------

    def act(self, matter: Matter, act: Act) -> None:
        """Do what a button or key stands for."""
        words = {Act.NOTE: NOTED, Act.ASK: ASKED, Act.ASIDE: ASIDE, Act.BACK: ""}
        if act in words:
            self._triage.decide(matter.key, words[act])
            self.look_again()
            return
        verbs: dict[Act, Callable[[Matter], None]] = {
            Act.GO: self._go,
            Act.OPEN: self._open,
            Act.UNLOCK: self._ask_password,
            Act.RECOGNISE: lambda _m: self._scans.ask(),
            Act.INCLUDE: lambda m: self._ask_reason(m.rows[0], into=True),
            Act.LEAVE_OUT: self._leave_out,
            Act.COPY: lambda _m: self._copy(),
            Act.SAVE: lambda _m: self._ask_file(),
        }
        verbs[act](matter)

    def _go(self, matter: Matter) -> None:
        self._view.show_half(0)
        self._view.assign.go_to(Path(matter.key.removeprefix(f"{Sort.UNASSIGNED}:")))

    def _open(self, matter: Matter) -> None:
        pair = self._view.decide.detail.chosen_pair
        if pair is None:
            self._view.document_wanted.emit(self._view.decide.detail.chosen_row or matter.rows[0])
            return
        triage = self._triage
        self._siding.ask(
            lambda _ticket: triage.side_by_side(pair.one, pair.other),
            lambda sides: self._put_beside(matter, pair, sides),
        )

    def _put_beside(self, matter: Matter, pair: Likeness, sides: Sides) -> None:
        rows = {row.sha256: row for row in matter.rows}
        (first, ours), (second, theirs) = sides
        one = Side(self._title(rows[pair.one]), self._share(pair.share_of_one), first, ours)
        other = Side(self._title(rows[pair.other]), self._share(pair.share_of_other), second, theirs)
        BesideDialog(self._look, one, other, self._window).open()

    def _title(self, row: DocumentRow) -> str:
        return f"{self._view.decide.rows.names.get(row.body, row.body)} · {row.name}"

    def _share(self, share: float) -> str:
        return self.tr("{} of it is in the other").format(percent(share))

    def _ask_password(self, matter: Matter) -> None:
        if self._session.refuses():
            return
        who = self._view.decide.rows.names.get(matter.body, matter.body)
        dialog = PasswordDialog(self._look, who, self._window)
        dialog.password_given.connect(lambda password: self._unlock(matter.body, password))
        dialog.open()

    def _unlock(self, body: str, password: str) -> None:
        self._session.later(
            self.tr("Trying the password"),
            lambda desk, ticket: desk.locks.unlock(body, password, ticket.report, ticket.cancelled),
            self._unlocked,
        )

    def _unlocked(self, result: Unlocked) -> None:
        opened = counted(Noun.DOCUMENT, len(result.opened))
        words = self.tr("{} opened; {} locked still.").format(opened, len(result.locked))
        self._session.messages.tell(words)
        self._scans.documents_came()

    def _leave_out(self, matter: Matter) -> None:
        self._ask_reason(self._view.decide.detail.chosen_row or matter.rows[0], into=False, noted=matter)

    def _ask_reason(self, row: DocumentRow, *, into: bool, noted: Matter | None = None) -> None:
        if self._session.refuses():
            return
        dialog = IncludeDialog(self._look, replace(row, included=not into), self._window)
        dialog.reason_given.connect(lambda because: self._include(row, because, noted, into=into))
        dialog.open()

    def _include(self, row: DocumentRow, because: str, noted: Matter | None, *, into: bool) -> None:
        def verb(desk: Desk) -> bool:
            desk.receiving.include(row.body, row.sha256, because, included=into)
            return True

        if noted is not None and noted.sort is Sort.ELSEWHERE:
            self._triage.decide(noted.key, NOTED)
        self._session.act(verb)

    # --- notes -------------------------------------------------------------------------------------

    def _copy(self) -> None:
        note = self._view.decide.note()
        if note is not None:
            self._session.messages.tell(copy_note(note))

    def _ask_file(self) -> None:
        note = self._view.decide.note()
        if note is not None:
            folder = self._session.desk.session.origin.beside
            ask_note_file(self._window, folder, note, lambda path: self._save(note, path))

    def _save(self, note: Chaser, path: Path) -> None:
        def verb() -> bool:
            self._triage.save_notes([note], path, replace=True)  # the dialog has asked
            return True

        if self._session.messages.attempt(verb):
            self._session.messages.tell(written_words(path))


def _seen(desk: Desk) -> Seen:
    """Return what waits, and a note for each body that owes something; for a thread of its own."""
    from reviewer.errors import NotReadyError

    try:
        notes = desk.triage.notes()
    except NotReadyError:
        notes = ()
    return desk.triage.matters(), {note.body: note for note in notes}
