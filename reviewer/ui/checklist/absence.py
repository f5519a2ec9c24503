"""Proof of absence: what was searched, every new hit and unread piece to look at, and "I have looked"."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidgetItem

from reviewer.desk.values import Gap
from reviewer.desk.views import AbsenceReport, CriterionView
from reviewer.desk.words.language import say
from reviewer.desk.words.unread import NOTHING_RECOGNISED, what_is_unread
from reviewer.model import Span
from reviewer.ui.look import Look
from reviewer.ui.parts import Box, Label, Turning, button
from reviewer.ui.ticks import TickList
from reviewer.ui.words import search_line

PLACE = Qt.ItemDataRole.UserRole
SEEN = Qt.ItemDataRole.UserRole + 1
MOST = 7


class AbsencePane(Box):
    """A button that searches; afterwards the list of what was found, each to be looked at."""

    search_wanted = Signal()
    terms_wanted = Signal()
    looked = Signal(object)
    place_wanted = Signal(object)
    pieces_wanted = Signal()

    def __init__(self, look: Look) -> None:
        """Start without a search."""
        super().__init__(look, gap=4)
        self._line = Label("", "small", wrap=True)
        self.search = button(self.tr("Search for its absence"), self.search_wanted.emit, "link")
        self.search.setAccessibleDescription(
            self.tr("Looks for the criterion's terms in every document of the review and keeps a record")
        )
        self.list = TickList(look)
        self.list.setAccessibleName(self.tr("Hits and pieces that were not read"))
        self.list.setAccessibleDescription(self.tr("Arrow keys show each place in the document"))
        self.list.currentItemChanged.connect(self._look_at)
        self.list.itemClicked.connect(self._look_at)
        self.warning = Label(say(NOTHING_RECOGNISED), "small", wrap=True)
        self.confirm = button(self.tr("I have looked at these"), self._confirmed)
        self.terms = button(self.tr("Find its terms"), self.terms_wanted.emit, "link")
        self.terms.setAccessibleDescription(
            self.tr("Lists where the criterion's terms stand in this body's documents; nothing is recorded")
        )
        self.pieces = button(self.tr("Look at what was not read"), self.pieces_wanted.emit, "link")
        self.pieces.setAccessibleDescription(
            self.tr("Shows a picture of each piece, with a key to say that it was seen")
        )
        row = Turning(look, self.search, self.terms, self.pieces)
        for item in (self._line, row, self.warning, self.list, self.confirm):
            self.add(item)
        self._report: AbsenceReport | None = None
        self._warns = False
        self.show_search(None)

    def show_search(self, view: CriterionView | None) -> None:
        """Show what is kept of the last search; None while there is none."""
        line = search_line(view) if view else ""
        self._line.setText(line)
        self._line.setVisible(bool(line))
        kept = view.search if view else None
        self.pieces.setVisible(view is not None and Gap.PIECES_NOT_SEEN in view.search_gaps)
        settled = kept is None or kept.content.looked_at or not self.list.count()
        self.search.setText(self.tr("Search again") if kept else self.tr("Search for its absence"))
        open_list = self._report is not None and not settled
        self.list.setVisible(open_list)
        self.warning.setVisible(open_list and self._warns)
        self.confirm.setVisible(open_list)

    def show_report(self, report: AbsenceReport, *, recognised_here: bool = True) -> None:
        """List every hit and every piece that nobody could read, but for what was looked at before and what waits.

        Where nothing is ever recognised on this machine, and there are such pieces, that is said above them.
        """
        self._report = report
        self._warns = bool(report.new_pieces) and not recognised_here
        self.list.blockSignals(True)
        self.list.clear()
        for found in report.new_hits:
            snippet = found.hit.snippet.replace("\ue000", "").replace("\ue001", "")
            text = f"{found.name}, {found.hit.label}: {' '.join(snippet.split())}"
            if (more := report.new_in(found) - 1) > 0:
                text += " " + self.tr("(and {} more there)").format(more)
            self._add(text, Span(found.hit.document, found.hit.place, found.hit.start))
        for piece in report.new_pieces:
            where = f"{piece.name}, {piece.label}" if piece.label else piece.name
            text = self.tr("{}: {}").format(where, what_is_unread(piece.why))
            self._add(text, Span(piece.document, piece.place))
        self.list.setCurrentRow(-1)
        self.list.blockSignals(False)
        self._fit()
        self._count()
        if self.list.count():
            self.list.setFocus()

    def _confirmed(self) -> None:
        if self._report is not None:
            self.looked.emit(self._report.search)

    def _add(self, text: str, place: Span) -> None:
        item = QListWidgetItem(text)
        item.setData(PLACE, place)
        item.setData(SEEN, False)
        item.setCheckState(Qt.CheckState.Unchecked)
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        self.list.addItem(item)

    def _fit(self) -> None:
        line = self.list.fontMetrics().lineSpacing()
        rows = min(max(self.list.count() * 2, 2), MOST)
        self.list.setFixedHeight(line * rows + self._look.px(8))
        self.list.setMinimumSize(QSize(0, 0))

    def _look_at(self, item: QListWidgetItem | None, _before: object = None) -> None:
        if item is None:
            return
        item.setData(SEEN, True)
        item.setCheckState(Qt.CheckState.Checked)
        self._count()
        self.place_wanted.emit(item.data(PLACE))

    def _count(self) -> None:
        total = self.list.count()
        seen = sum(bool(self.list.item(row).data(SEEN)) for row in range(total))
        self.confirm.setEnabled(seen == total)
        left = self.tr("Look at each: {} of {} seen").format(seen, total)
        self.confirm.setText(self.tr("I have looked at these") if seen == total else left)
