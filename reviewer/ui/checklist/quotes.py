"""The passages tied to a criterion: go to one, annotate it, or untie it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen

from reviewer.desk.display import EvidenceView
from reviewer.model import AnchorState
from reviewer.ui.checklist.near import NearPassage
from reviewer.ui.checklist.tying import stance_word
from reviewer.ui.look import Look, mirrored
from reviewer.ui.widgets import Box, Label, empty
from reviewer.ui.words import quotation

BAR = 4


class QuoteRow(Box):
    """One passage. A click goes there; keys and menu are the checklist's, for the passage that has the focus."""

    activated = Signal(object)
    confirm_wanted = Signal(object)

    def __init__(self, look: Look, number: int, view: EvidenceView) -> None:
        """``number`` is the criterion's, for its colour."""
        super().__init__(look, gap=2, margins=(14, 0, 4, 0))
        self.view = view
        self._number = number
        content = view.record.content
        quote = quotation(content.passage.place, content.passage.quote)
        if view.state is not AnchorState.NEAR:  # it shows the old words beside the new ones
            self.add(Label(quote, wrap=True))
        self.add(Label(self._where(view), "small", wrap=True))
        self._add_state(view)
        if view.replaced_by:
            words = self.tr("From an earlier version, which {} replaced.").format(view.replaced_by)
            self.add(Label(words, "warn", wrap=True))
        if content.note:
            self.add(Label(self.tr("Note: {}").format(content.note), "small", wrap=True))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{quote} {self._where(view)}")
        keys = self.tr("Enter goes to the place, N notes, C turns supports and contradicts, Delete unties it")
        if view.state is AnchorState.NEAR:
            keys = self.tr("Its words read differently now, to confirm: Y says that it is this. ") + keys
        elif view.state is AnchorState.LOST:
            keys = self.tr("Its words are not in the document any more. ") + keys
        self.setAccessibleDescription(keys)

    def _add_state(self, view: EvidenceView) -> None:
        """Say what is to do where the words are not there as they were tied."""
        if view.state is AnchorState.NEAR:
            self.near = NearPassage(self._look, view)
            self.near.confirm_wanted.connect(self.confirm_wanted)
            self.near.show_wanted.connect(self.activated)
            self.add(self.near)
        elif view.state is AnchorState.LOST:
            words = self.tr("These words are not in the document any more. Tie it again, or untie it.")
            self.add(Label(words, "bad", wrap=True))
        elif view.state is AnchorState.UNREAD:
            self.add(Label(self.tr("This page is not read on this laptop yet."), "small", wrap=True))

    def _where(self, view: EvidenceView) -> str:
        stance = stance_word(view.record.content.stance)
        states = {
            AnchorState.MOVED: self.tr(" · found again elsewhere"),
            AnchorState.NEAR: self.tr(" · to confirm"),
        }
        return f"{view.name}, {view.where} · {stance}{states.get(view.state, '')}"

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.activated.emit(self.view)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, px = self._look.palette, self._look.px
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.highlight(self._number)))
        way, row = self.layoutDirection(), self.rect()
        painter.drawRoundedRect(mirrored(QRect(0, 0, px(BAR), self.height()), row, way), 2, 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.drawRoundedRect(mirrored(row.adjusted(px(BAR) + 3, 1, -1, -1), row, way), 4, 4)


class QuoteList(Box):
    """All passages of one criterion; ``focus_leaving`` is told before the one that has the focus goes."""

    activated = Signal(object)
    confirm_wanted = Signal(object)
    focus_leaving = Signal()

    def __init__(self, look: Look, number: int) -> None:
        """``number`` is the criterion's."""
        super().__init__(look, gap=8)
        self._number = number
        self._shown: tuple[EvidenceView, ...] = ()

    def show_passages(self, passages: tuple[EvidenceView, ...]) -> None:
        """Show these passages, or how to make one."""
        if passages == self._shown and self.row.count():
            return
        self._shown = passages
        focused = self._focused()
        if focused and all(passage.record.subject != focused for passage in passages):
            self.focus_leaving.emit()
        # Those that stay as they are stay what is shown: with twenty, making all anew is most of what an act takes.
        there = {quote.view.record.subject: quote for quote in self._quotes() if quote.view in passages}
        empty(self.row, there.values())
        for at, passage in enumerate(passages):
            quote = there.get(passage.record.subject) or self._quote(passage)
            if self.row.indexOf(quote) != at:
                self.row.removeWidget(quote)
                self.row.insertWidget(at, quote)
        if not passages:
            hint = self.tr("No passage yet. Select text in a document, then press {}.").format(self._number)
            self.add(Label(hint, "small", wrap=True))
        if focused:
            self.focus_on(focused)

    def _quote(self, passage: EvidenceView) -> QuoteRow:
        quote = QuoteRow(self._look, self._number, passage)
        quote.activated.connect(self.activated)
        quote.confirm_wanted.connect(self.confirm_wanted)
        return quote

    def _quotes(self) -> list[QuoteRow]:
        return self.findChildren(QuoteRow, options=Qt.FindChildOption.FindDirectChildrenOnly)

    def _focused(self) -> str:
        """Return the subject of the passage that has the focus, or ""."""
        return next((quote.view.record.subject for quote in self._quotes() if quote.hasFocus()), "")

    def focus_on(self, subject: str) -> None:
        """Put the focus on a passage that was changed, so that the keys go on from there."""
        for quote in self._quotes():
            if quote.view.record.subject == subject:
                quote.show()  # a layout shows what was just put into it only later, and nothing hidden takes the focus
                quote.setFocus()
