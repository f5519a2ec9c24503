"""Space between the paragraphs of a text widget, which Qt's plain layout knows nothing of. No position changes by it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout


class SpacedLayout(QPlainTextDocumentLayout):
    """Lays a block (a paragraph, a line of a list) as high as its lines and the space under it."""

    def __init__(self, document: QTextDocument) -> None:
        """Begin without space."""
        super().__init__(document)
        self.space = 0.0
        """Pixels under each block that is not empty."""

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Return the room of a block from its own top left."""
        rect = super().blockBoundingRect(block)
        if self.space and block.length() > 1:
            rect.setHeight(rect.height() + self.space)
        return rect
