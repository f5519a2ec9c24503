"""The acts of receiving: taking documents in, opening locked ones, reading what is not read yet."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reviewer.desk import Desk
from reviewer.desk.display import DocumentRow, Unlocked
from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.language import count
from reviewer.ui.desk.locked import LockedView
from reviewer.ui.intake_dialogs import IncludeDialog, ReceiveDialog, Receiving
from reviewer.ui.look import Look
from reviewer.ui.scanning import ScanReading
from reviewer.ui.session_model import SessionModel
from reviewer.ui.work import Ticket


class ReceivingActs(QObject):
    """Asks what an act needs, has it done beside the window, and says what came of it."""

    def __init__(
        self, look: Look, session: SessionModel, parent: QWidget, *, reads_scans: bool = True
    ) -> None:
        """Dialogs stand before ``parent``; ``reads_scans`` lets the reading of scanned pages begin by itself."""
        super().__init__(session)
        self._look = look
        self._session = session
        self._window = parent
        self.scans = ScanReading(session, by_itself=reads_scans)
        self._reading: Ticket | None = None
        self._more = False

    # --- documents -------------------------------------------------------------------------------

    def receive(self, paths: Sequence[Path] = (), code: str = "") -> None:
        """Ask what came and when, and take it in for a body; for the chosen one if none is named."""
        body = code or (self._session.body if self._session.view else "")
        if not body or self._session.refuses():
            return
        desk = self._session.desk
        due = desk.case.inspection.submissions_due
        name = desk.case.body(body).name
        dialog = ReceiveDialog(self._look, name, due, desk.session.today(), paths, self._window)
        dialog.receive_wanted.connect(lambda wish: self._receive(body, wish))
        dialog.open()

    def _receive(self, body: str, wish: Receiving) -> None:
        def take(desk: Desk, ticket: Ticket) -> tuple[DocumentRow, ...]:
            rows = desk.receiving.receive(
                body, wish.paths, wish.on, wish.password, ticket.report, ticket.cancelled
            )
            if wish.password:  # what came before may have the same
                desk.locks.unlock(body, None, ticket.report, ticket.cancelled)
            return rows

        self._session.later(
            self.tr("Receiving"), take, lambda rows: self._received(body, rows), failed=self._stopped
        )

    def _stopped(self) -> None:
        self.scans.documents_came()  # those that were received before it ended

    def _received(self, body: str, rows: tuple[DocumentRow, ...]) -> None:
        received = tuple(row for row in rows if row.receipt)
        words = self.tr("{} received.").format(counted(Noun.DOCUMENT, len(received)))
        late = sum(row.late for row in rows)
        locked = sum(row.locked for row in received)
        problems = sum(bool(row.problem) and not row.locked for row in received)
        if late:
            words += " " + self.tr("{} late, and left out of the review unless you include them.").format(
                late
            )
        if locked:
            words += " " + self.tr("{} locked: choose one in the list to type its password.").format(locked)
        if problems:
            words += " " + self.tr("{} cannot be read; the list says why.").format(problems)
        if len(received) < len(rows):
            words += " " + self.tr("{} could not be had at all.").format(len(rows) - len(received))
        self._session.messages.tell(words)
        self._session.soon(lambda: self._open_first(body, received))

    def _open_first(self, body: str, rows: Sequence[DocumentRow]) -> None:
        if body == self._session.body and self._session.document is None and rows:
            self._session.choose_document(next((row for row in rows if not row.problem), rows[0]))
        self.scans.documents_came()

    def include(self, row: DocumentRow | None = None) -> None:
        """Take the chosen document into the review, or out of it, with a reason."""
        chosen = row or self._session.document
        if chosen is None:
            self._session.messages.tell(self.tr("Choose a document first."))
        elif not self._session.refuses():
            current = self._now(chosen)
            dialog = IncludeDialog(self._look, current, self._window)
            dialog.reason_given.connect(lambda because: self._include(current, because))
            dialog.open()

    def _now(self, row: DocumentRow) -> DocumentRow:
        rows = self._session.view.documents if self._session.view else ()
        return next((known for known in rows if known.receipt == row.receipt), row)

    def _include(self, row: DocumentRow, because: str) -> None:
        def verb(desk: Desk) -> bool:
            desk.receiving.include(row.body, row.sha256, because, included=not row.included)
            return True

        self._session.act(verb)

    # --- locked ----------------------------------------------------------------------------------

    def unlock(self, row: DocumentRow, password: str, view: LockedView) -> None:
        """Try a password on a document and on all else that its body sent; ``view`` is told if it does not fit."""
        view.wait()
        self._session.later(
            self.tr("Trying the password"),
            lambda desk, ticket: desk.locks.unlock(
                row.body, password, ticket.report, ticket.cancelled, row.sha256
            ),
            lambda made: self._unlocked(row, made, view),
            failed=lambda: view.go_on(""),
        )

    def _unlocked(self, row: DocumentRow, made: Unlocked, view: LockedView) -> None:
        others = sum(each.sha256 != row.sha256 for each in made.opened)
        if len(made.opened) == others:
            no = self.tr("That is not its password. Check capital letters, and spaces at its ends.")
            if others:
                no += " " + count(
                    "It opened {n:,} other document.", "It opened {n:,} other documents.", others
                )
            there = view.asks_for(row)
            view.go_on(no if there else "")
            if not there:  # another document is asked about by now
                self._session.messages.tell(f"{row.name}: {no}")
            return
        view.go_on("")
        words = self.tr("{} opened.").format(counted(Noun.DOCUMENT, len(made.opened)))
        if made.inside:
            inside = counted(Noun.DOCUMENT, len(made.inside))
            words += " " + self.tr("{} inside received.").format(inside)
        if made.locked:
            words += " " + self.tr("{} still locked.").format(len(made.locked))
        self._session.messages.tell(words)
        chosen = self._session.document
        if chosen is not None and chosen.sha256 == row.sha256:
            self._session.choose_again()
        self.scans.documents_came()

    # --- what is not read yet ----------------------------------------------------------------------

    def catch_up(self) -> None:
        """Read, beside the window, the documents whose text is not known here yet; then the scanned pages."""
        if self._reading is not None:  # more came meanwhile: they are read after these
            self._more = True
            return
        self._more = False
        desk = self._session.desk
        self._reading = self._session.work.start(
            self.tr("Reading documents"),
            lambda ticket: desk.reading.catch_up(ticket.report, ticket.cancelled),
            self._caught_up,
            failed=self._read_on,
        )

    def _caught_up(self, read: int) -> None:
        if read:
            self._session.refresh()
            self.scans.documents_came()
        else:
            self.scans.begin()
        self._read_on()

    def _read_on(self) -> None:
        stopped = self._reading is not None and self._reading.cancelled()
        self._reading = None
        if self._more and not stopped:
            self.catch_up()


def of_many(paths: Sequence[Path]) -> bool:
    """Tell whether a drop is folders of several bodies: two or more, or one that holds two or more."""
    folders = [path for path in paths if path.is_dir()]
    if len(folders) == 1 and len(paths) == 1:
        with suppress(OSError):
            return len([child for child in folders[0].iterdir() if child.is_dir()]) > 1
    return len(folders) > 1
