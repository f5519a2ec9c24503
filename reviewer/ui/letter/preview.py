"""The draft on paper, to read: shapes in the margin, findings that open their card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser

from reviewer.ui.letter.markup import CRITERION, preview_html
from reviewer.ui.look import Look
from reviewer.ui.shapes import paint_tone
from reviewer.ui.theme import LIGHT

if TYPE_CHECKING:
    from reviewer.letters import LetterDraft

INSET = 56
SHAPE = 16


class LetterPreview(QTextBrowser):
    """Shows a draft. It loads nothing, whatever its text says."""

    criterion_opened = Signal(str)

    def __init__(self, look: Look) -> None:
        """``look`` gives paper and ink."""
        super().__init__()
        self._look = look
        self._draft: LetterDraft | None = None
        self._tones: Mapping[str, str] = {}
        self._findings: list[tuple[QTextCursor, str]] = []
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Letter"))
        self.setAccessibleDescription(self.tr("Tab goes from finding to finding, Enter opens its criterion"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.anchorClicked.connect(self._follow)

    def show_draft(self, draft: LetterDraft, tones: Mapping[str, str]) -> None:
        """Show a draft; ``tones`` by criterion key."""
        self._draft, self._tones = draft, tones
        self._lay_out()

    def _lay_out(self) -> None:
        palette = self._look.palette
        self.setStyleSheet(f"LetterPreview {{ background: {palette.page}; color: {palette.ink}; }}")
        if self._draft is not None:
            font = self._look.font(14)
            self.document().setDefaultFont(font)
            self.document().setDocumentMargin(self._look.px(INSET))
            self.setHtml(preview_html(self._draft, palette))
            self._findings = self._find_findings()

    def loadResource(self, _kind: int, _name: QUrl | str) -> None:
        """Load nothing, neither from the network nor from the disk."""
        return

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the letter, then a shape in the margin beside the line where each finding begins."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        side = self._look.px(SHAPE)
        beside: dict[int, int] = {}
        for position, criterion in self._findings:
            line = self.cursorRect(position)
            top = line.center().y() - side // 2
            column = beside[top] = beside.get(top, 0) + 1
            left = self._look.px(INSET - 12) - column * (side + 2)
            palette = self._look.palette
            on_paper = replace(LIGHT, surface=palette.page)
            paint_tone(painter, QRectF(left, top, side, side), self._tones.get(criterion, ""), on_paper)

    def _find_findings(self) -> list[tuple[QTextCursor, str]]:
        found: list[tuple[QTextCursor, str]] = []
        last = ""
        block = self.document().begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                href = pieces.fragment().charFormat().anchorHref()
                if href.startswith(CRITERION) and href != last:
                    cursor = QTextCursor(self.document())
                    cursor.setPosition(pieces.fragment().position())
                    found.append((cursor, href.removeprefix(CRITERION)))
                last = href
                pieces += 1
            block = block.next()
        return found

    def _follow(self, url: QUrl) -> None:
        if url.toString().startswith(CRITERION):
            self.criterion_opened.emit(url.toString().removeprefix(CRITERION))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_draft"):
            self._lay_out()
