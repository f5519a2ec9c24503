"""The draft on paper, to read: shapes in the margin, findings that open their card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser

from reviewer.ui.letter.markup import CRITERION, TONE, preview_html
from reviewer.ui.look import Look
from reviewer.ui.shapes import tone_image

if TYPE_CHECKING:
    from reviewer.letters import LetterDraft

PAPER = 720
INSET = 40


class LetterPreview(QTextBrowser):
    """Shows a draft. It loads nothing but our own shapes, whatever its text says."""

    criterion_opened = Signal(str)

    def __init__(self, look: Look) -> None:
        """``look`` gives paper and ink."""
        super().__init__()
        self._look = look
        self._draft: LetterDraft | None = None
        self._tones: Mapping[str, str] = {}
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
            self.setHtml(preview_html(self._draft, self._tones, palette))

    def loadResource(self, kind: int, name: QUrl | str) -> QImage | None:
        """Return our own shapes and nothing else, neither from the network nor from the disk."""
        url = name.toString() if isinstance(name, QUrl) else name
        if kind == QTextDocument.ResourceType.ImageResource.value and url.startswith(TONE):
            from reviewer.ui.theme import LIGHT

            return tone_image(url.removeprefix(TONE), LIGHT, self._look.px(18))
        return None

    def _follow(self, url: QUrl) -> None:
        if url.toString().startswith(CRITERION):
            self.criterion_opened.emit(url.toString().removeprefix(CRITERION))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_draft"):
            self._lay_out()
