"""The draft on paper, to read: shapes in the margin, findings that open their card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextBrowser

from reviewer.ui.letter.markup import CRITERION, Piece, preview_pieces
from reviewer.ui.letter.stepping import neighbour
from reviewer.ui.look import SMALL, Look
from reviewer.ui.shapes import paint_tone
from reviewer.ui.theme import LIGHT

if TYPE_CHECKING:
    from reviewer.desk.values import LetterDraft

INSET = 56
SHAPE = 16


@dataclass(frozen=True, slots=True)
class Span:
    """Which blocks of the text browser's document a paragraph of the letter takes: the first, and how many."""

    key: str
    first: int
    count: int
    edited: bool


class LetterPreview(QTextBrowser):
    """Shows a draft, and which paragraph one is at. It loads nothing, whatever its text says."""

    criterion_opened = Signal(str)
    paragraph_opened = Signal(str)

    def __init__(self, look: Look) -> None:
        """``look`` gives paper and ink."""
        super().__init__()
        self._look = look
        self._draft: LetterDraft | None = None
        self._tones: Mapping[str, str] = {}
        self.findings: list[tuple[QTextCursor, str]] = []
        self._spans: tuple[Span, ...] = ()
        self._chosen = ""
        self._sought = False  # whether the chosen paragraph is to be brought into view once its draft is here
        self.setProperty("role", "paper")
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Letter"))
        self.setAccessibleDescription(
            self.tr(
                "Up and Down go from paragraph to paragraph, F2 or Enter edits one; "
                "Tab goes from finding to finding, Enter opens its criterion"
            )
        )
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.anchorClicked.connect(self._follow)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # the view has one

    def show_draft(self, draft: LetterDraft, tones: Mapping[str, str]) -> None:
        """Show a draft; ``tones`` by criterion key."""
        self._draft, self._tones = draft, tones
        self._lay_out()
        if self._sought:
            self._sought = False
            self._bring_chosen()

    def show_nothing(self) -> None:
        """Show an empty page. One stays at one's paragraph, in view, if the draft that is shown next has it."""
        self._sought = self._sought or bool(self._chosen)
        self._draft, self._tones, self.findings, self._spans = None, {}, [], ()
        self.clear()

    def _lay_out(self) -> None:
        palette = self._look.palette
        if self._draft is not None:
            font = self._look.font(14)
            self.document().setDefaultFont(font)
            self.document().setDocumentMargin(self._look.px(INSET))
            pieces = preview_pieces(self._draft, palette)
            at = self.verticalScrollBar().value()
            self.setHtml("".join(piece.html for piece in pieces))
            self.verticalScrollBar().setValue(at)
            self.findings = self._find_findings()
            self._spans = tuple(_spans(pieces))
            if self._chosen not in self.paragraphs:
                self._chosen = ""

    def loadResource(self, _kind: int, _name: QUrl | str) -> None:
        """Load nothing, neither from the network nor from the disk."""
        return

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the letter, then a shape in the margin beside the line where each finding begins."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        side = self._look.px(SHAPE)
        beside: dict[int, int] = {}
        for position, criterion in self.findings:
            line = self.cursorRect(position)
            top = line.center().y() - side // 2
            column = beside[top] = beside.get(top, 0) + 1
            left = self._look.px(INSET - 12) - column * (side + 2)
            palette = self._look.palette
            on_paper = replace(LIGHT, surface=palette.page)
            paint_tone(painter, QRectF(left, top, side, side), self._tones.get(criterion, ""), on_paper)
        for span in self._spans:
            if span.edited:
                self._paint_mark(painter, span)
            if span.key == self._chosen and self.hasFocus():
                painter.setPen(QPen(QColor(LIGHT.accent), 2))
                painter.drawRoundedRect(self._box(span), 4, 4)

    def _paint_mark(self, painter: QPainter, span: Span) -> None:
        """Say in the margin that these words were written by hand."""
        box = self._box(span)
        margin = QRectF(box.right() + self._look.px(4), box.top(), self._look.px(INSET - 12), box.height())
        painter.setFont(self._look.font(SMALL - 1, bold=True))
        painter.setPen(QColor(LIGHT.muted))
        flags = (
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        )  # beside the words, whose page is never turned
        painter.drawText(margin, int(flags), self.tr("edited"))

    def _box(self, span: Span) -> QRectF:
        """Return where a paragraph stands on the viewport."""
        layout = self.document().documentLayout()
        box = QRectF()
        for number in range(span.first, span.first + span.count):
            box = box.united(layout.blockBoundingRect(self.document().findBlockByNumber(number)))
        box.moveTop(box.top() - self.verticalScrollBar().value())
        return box.adjusted(-self._look.px(4), -self._look.px(4), self._look.px(4), self._look.px(4))

    def _find_findings(self) -> list[tuple[QTextCursor, str]]:
        findings: list[tuple[QTextCursor, str]] = []
        last = ""
        block = self.document().begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                href = pieces.fragment().charFormat().anchorHref()
                if href.startswith(CRITERION) and href != last:
                    cursor = QTextCursor(self.document())
                    cursor.setPosition(pieces.fragment().position())
                    findings.append((cursor, href.removeprefix(CRITERION)))
                last = href
                pieces += 1
            block = block.next()
        return findings

    # --- paragraphs ------------------------------------------------------------------------------

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The keys of the paragraphs that can be written, in order."""
        return tuple(span.key for span in self._spans)

    @property
    def chosen(self) -> str:
        """The key of the paragraph one is at, or ""."""
        return self._chosen

    def choose(self, key: str) -> None:
        """Go to a paragraph."""
        self._chosen, self._sought = key if key in self.paragraphs else "", False
        self._bring_chosen()
        self.viewport().update()

    def stay_at(self, key: str) -> None:
        """Be at a paragraph, in view, of the draft that is shown next; at none if that does not have it."""
        self._chosen, self._sought = key, True

    def _bring_chosen(self) -> None:
        span = next((each for each in self._spans if each.key == self._chosen), None)
        if span is not None:
            self.setTextCursor(QTextCursor(self.document().findBlockByNumber(span.first)))
            self.ensureCursorVisible()

    def edit_chosen(self) -> None:
        """Open the paragraph that one is at; the first where none is chosen yet."""
        if not self._chosen and self._spans:
            self.choose(self._spans[0].key)
        if self._chosen:
            self.paragraph_opened.emit(self._chosen)

    def step(self, by: int) -> None:
        """Go to the next paragraph (1), or the one before (-1)."""
        if key := neighbour(self.paragraphs, self._chosen, by):
            self.choose(key)

    def _choose_at(self, cursor: QTextCursor) -> None:
        number = cursor.blockNumber()
        span = next((each for each in self._spans if each.first <= number < each.first + each.count), None)
        self._chosen, self._sought = span.key if span else "", False
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the paragraph; on a finding's link it follows that."""
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        cursor = self.textCursor()
        on_link = cursor.hasSelection() and bool(cursor.charFormat().anchorHref())
        entered = plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not on_link
        if entered:
            self.edit_chosen()
        else:
            super().keyPressEvent(event)
            if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab} and self.textCursor() != cursor:
                self._choose_at(self.textCursor())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._choose_at(self.cursorForPosition(event.position().toPoint()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._choose_at(self.cursorForPosition(event.position().toPoint()))
        self.edit_chosen()

    def _follow(self, url: QUrl) -> None:
        if url.toString().startswith(CRITERION):
            self.criterion_opened.emit(url.toString().removeprefix(CRITERION))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_draft"):
            self._lay_out()


def _spans(pieces: Iterable[Piece]) -> Iterator[Span]:
    """Count each piece's blocks by setting it alone: the browser knows nothing of what they belong to."""
    first = 0
    for piece in pieces:
        alone = QTextDocument()
        alone.setHtml(piece.html)
        if piece.key:
            yield Span(piece.key, first, alone.blockCount(), piece.edited)
        first += alone.blockCount()
