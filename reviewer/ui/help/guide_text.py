"""A page of the guide as it is read: its links lead within the guide, its pictures fit, its colours are the theme's."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from reviewer.desk.guide import Guide
from reviewer.desk.words.language import say
from reviewer.errors import ReviewerError
from reviewer.ui.delay import after
from reviewer.ui.look import Look
from reviewer.ui.theme import Palette

UNKNOWN = QTextDocument.ResourceType.UnknownResource
ARROWS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up})
CALM = 120  # milliseconds after the width changed last, until pictures are fitted to it
SMOOTH = Qt.TransformationMode.SmoothTransformation
SHEET = """
body {{ color: {text}; }}
h1 {{ font-size: {f20}px; font-weight: 600; margin-top: 0; margin-bottom: {u8}px; }}
h2 {{ font-size: {f15}px; font-weight: 600; margin-top: {u20}px; margin-bottom: {u6}px; }}
h3 {{ font-weight: 600; margin-top: {u16}px; margin-bottom: {u4}px; }}
p {{ margin-top: {u4}px; margin-bottom: {u8}px; }}
li {{ margin-bottom: {u4}px; }}
a {{ color: {accent}; }}
code {{ background-color: {sunk}; font-family: monospace; }}
pre {{ background-color: {sunk}; font-family: monospace; white-space: pre-wrap; margin: {u8}px; }}
table {{ border-collapse: collapse; border-style: solid; border-color: {line}; margin-bottom: {u8}px; }}
th, td {{ border-style: solid; border-width: 1px; border-color: {line}; padding: {u4}px; }}
th {{ background-color: {sunk}; text-align: left; }}
.caption {{ color: {muted}; font-size: {f12}px; }}
"""


def guide_sheet(look: Look) -> str:
    """Return the style of the guide's pages in the theme's colours and at the text size."""
    lengths = {f"{name}{length}": look.px(length) for name in "uf" for length in (4, 6, 8, 12, 15, 16, 20)}
    palette: Palette = look.palette
    colours = {name: getattr(palette, name) for name in ("text", "accent", "sunk", "line", "muted")}
    return SHEET.format(**lengths, **colours)


class GuideText(QTextBrowser):
    """Read with a caret, so that a screen reader reads line by line; Tab goes from link to link, Enter follows one."""

    failed = Signal(str)

    def __init__(self, look: Look, guide: Guide) -> None:
        """Show pages of ``guide``."""
        super().__init__()
        self._look, self._guide = look, guide
        self._fit_soon = after(CALM, self._fit, self)
        self._width = 0
        self.setProperty("role", "guide")
        self.setOpenExternalLinks(False)
        self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)
        self.setAccessibleName(say("Page of the guide"))
        self.document().setDocumentMargin(look.px(20))

    def go(self, topic: str) -> None:
        """Show a page by its name, at the heading that its "#" names."""
        page, _, anchor = topic.partition("#")
        address = QUrl(f"{page}.md")
        if anchor:
            address.setFragment(anchor)
        self.setSource(address, QTextDocument.ResourceType.HtmlResource)

    def wear(self) -> None:
        """Take the theme's colours and the text size again."""
        self.document().setDocumentMargin(self._look.px(20))
        self._again()

    # --- what Qt asks for ---------------------------------------------------------------------------

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        name = QUrl(name)
        if kind == QTextDocument.ResourceType.ImageResource.value:
            return self._picture(name.path())
        self.document().setDefaultStyleSheet(guide_sheet(self._look))
        self._width = self.viewport().width()
        try:
            page = self._guide.page(name.path().removesuffix(".md"))
        except ReviewerError as error:
            self.failed.emit(str(error))
            return ""
        return page.html if page is not None else ""

    def doSetSource(self, name: QUrl | str, /, type: QTextDocument.ResourceType = UNKNOWN) -> None:  # noqa: A002 - Qt's name
        super().doSetSource(name, type)
        self._put_caret(QUrl(name).fragment())

    def _put_caret(self, anchor: str) -> None:
        """Put the caret where a heading stands, so that reading begins there."""
        place = self._place_of(anchor) if anchor else 0
        cursor = QTextCursor(self.document())
        cursor.setPosition(place)
        at = self.verticalScrollBar().value()
        self.setTextCursor(cursor)
        if anchor:
            at += self.cursorRect().top() - self._look.px(2)
        self.verticalScrollBar().setValue(max(0, at) if anchor else 0)

    def _place_of(self, anchor: str) -> int:
        block = self.document().begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                piece = pieces.fragment()
                if anchor in piece.charFormat().anchorNames():
                    return piece.position()
                pieces += 1
            block = block.next()
        return 0

    # --- pictures -----------------------------------------------------------------------------------

    def _picture(self, name: str) -> QImage:
        """Return a picture that is as wide as the page at most, grows with the text, and stands out from the page by a line around it."""
        picture = QImage(str(self._guide.folder / name)).convertToFormat(QImage.Format.Format_RGB32)
        if picture.isNull():  # not there: its words stand beneath
            return picture
        width = min(self._width - 3 * self._look.px(20), self._look.px(picture.width()))
        fitting = picture.scaledToWidth(max(width, 40), SMOOTH)
        with QPainter(fitting) as painter:
            painter.setPen(QColor(self._look.palette.line))
            painter.drawRect(fitting.rect().adjusted(0, 0, -1, -1))
        return fitting

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Alt with an arrow key to the acts: Qt has a way back and forward of its own, whatever keys these have."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._width and self.viewport().width() != self._width:
            self._fit_soon.start()

    def _fit(self) -> None:
        if self.viewport().width() != self._width and "<img" in self.toHtml():
            self._again()

    def _again(self) -> None:
        """Show the same page anew, at the same place."""
        at = self.textCursor().position()
        self.reload()
        cursor = self.textCursor()
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
