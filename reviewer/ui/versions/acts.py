"""The acts on versions: compare the chosen document with its earlier version, record it, tie passages to the new one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reviewer.desk.versions import Beside, Pair
from reviewer.desk.words.counts import Noun, counted
from reviewer.errors import ended
from reviewer.ui.latest import Latest
from reviewer.ui.look import Look
from reviewer.ui.session_model import SessionModel
from reviewer.ui.versions.choose_earlier import ChooseDialog
from reviewer.ui.versions.compare import CompareDialog
from reviewer.ui.versions.notice import decide

if TYPE_CHECKING:
    from reviewer.desk.display import DocumentRow


class VersionActs(QObject):
    """Asks what is needed, has it done, and shows what came of it."""

    def __init__(self, look: Look, session: SessionModel, parent: QWidget) -> None:
        """Dialogs stand before ``parent``."""
        super().__init__(session)
        self._look, self._session, self._window = look, session, parent
        self._pairing: Latest[tuple[Pair, ...]] = Latest(session.work, self.tr("Comparing documents"), self)
        self._comparing: Latest[Beside] = Latest(
            session.work, self.tr("Comparing documents"), self, long=True
        )
        self.dialog: CompareDialog | None = None

    def compare_chosen(self) -> None:
        """Compare the chosen document with the version before or after it; where none is known, ask with which."""
        row, view = self._session.document, self._session.view
        others = [each for each in view.documents if each.sha256 != row.sha256] if view and row else []
        if row is None or not others:
            self._session.messages.tell(self.tr("Choose one of two or more documents first."))
            return
        desk = self._session.desk
        self._pairing.ask(
            lambda _ticket: desk.versions.pairs(row.body),
            lambda pairs: self._compare_pair(row, others, pairs),
        )

    def _compare_pair(self, row: DocumentRow, others: Sequence[DocumentRow], pairs: Sequence[Pair]) -> None:
        known = [each for each in pairs if row.receipt in {each.newer.receipt, each.earlier.receipt}]
        if known:
            self.compare(known[-1].newer.receipt, known[-1].earlier.receipt)
            return
        dialog = ChooseDialog(self._look, row, others, self._window)
        dialog.document_chosen.connect(lambda other: self._compare_rows(row, other))
        dialog.open()

    def _compare_rows(self, one: DocumentRow, other: DocumentRow) -> None:
        newer, earlier = (one, other) if one.on >= other.on else (other, one)
        self.compare(newer.receipt, earlier.receipt)

    def compare(self, newer: str, earlier: str) -> None:
        """Compare the documents of two receipts beside the window, then show them."""
        desk = self._session.desk
        self._comparing.ask(lambda _ticket: desk.versions.compare(newer, earlier), self._show)

    def _show(self, beside: Beside) -> None:
        if self.dialog is not None:
            self.dialog.show_beside(beside)
            return
        dialog = self.dialog = CompareDialog(self._look, beside, self._window)
        dialog.finished.connect(self._closed)
        dialog.carry_wanted.connect(self._carry)
        dialog.version_wanted.connect(self._decide)
        dialog.open()
        dialog.changes.setFocus()

    def _closed(self) -> None:
        self.dialog = None

    def _decide(self, is_one: bool) -> None:
        if self.dialog is not None:
            pair = self.dialog.beside.pair
            done = decide(self._session, pair.newer.receipt, pair.earlier.receipt, is_one=is_one)
            if done and is_one:
                self.compare(pair.newer.receipt, pair.earlier.receipt)
            elif done:
                self.dialog.accept()

    def _carry(self, records: Sequence[str] | None) -> None:
        if self.dialog is None:
            return
        pair = self.dialog.beside.pair
        newer, earlier = pair.newer.receipt, pair.earlier.receipt
        made = self._session.act(lambda desk: desk.versions.carry(newer, earlier, records))
        if made:
            words = counted(Noun.PASSAGE, len(made))
            self._session.messages.tell(ended(self.tr("{} tied to {}").format(words, pair.newer.name)))
            self.compare(newer, earlier)
