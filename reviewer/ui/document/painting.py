"""Painting pages: paper, pixels, highlights, hits, selection and caret."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QRegion

from reviewer.desk.words.language import say
from reviewer.ui.document.colours import Inks
from reviewer.ui.document.document_source import Mark, Range, page_with
from reviewer.ui.document.placing import Frame
from reviewer.ui.document.rects import Rect
from reviewer.ui.document.selection import Choice
from reviewer.ui.document.shown import Shown

_MULTIPLY = QPainter.CompositionMode.CompositionMode_Multiply
_SCREEN = QPainter.CompositionMode.CompositionMode_Screen
_DIFFERENCE = QPainter.CompositionMode.CompositionMode_Difference
_OVER = QPainter.CompositionMode.CompositionMode_SourceOver
_UNDERLINE = 1.6  # logical pixels
_BADGE = 15.0  # the least side of a mark's number, in logical pixels
_WHITE = QColor(255, 255, 255)

Piece = tuple[QRect | None, QImage | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it stands in the view: its rectangle, and its picture by pieces (None: not here yet).

    A piece is where it stands on the page as shown, in device pixels (None: all of it), and its picture.
    """

    page: int
    rect: QRectF
    zoom: float
    ratio: float
    pieces: tuple[Piece, ...]
    small: QImage | None
    turn: int = 0

    def place(self, rect: Rect) -> QRectF:
        """Return where a rectangle of the page stands in the view."""
        return Frame(self.rect, self.zoom, self.turn).place(rect)


class PagePainter:
    """Paints sheets with one painter; made for one paint event."""

    def __init__(self, painter: QPainter, inks: Inks, shown: Shown, choice: Choice) -> None:
        """Take the painter of the viewport and what to paint with."""
        self._painter, self._inks, self._shown, self._choice = painter, inks, shown, choice

    def paint(self, sheet: Sheet, *, focused: bool) -> None:
        """Paint one page with all that is on it."""
        painter = self._painter
        painter.save()
        painter.setClipRect(sheet.rect)
        why = self._shown.failed.get(sheet.page)
        self._picture(sheet)
        self._paper(sheet)
        if why is None:
            self._marks(sheet)
            self._hits(sheet)
            self._selection(sheet, focused=focused)
            self._badges(sheet)
        else:
            self._words(
                sheet, say("Page {} can’t be drawn. {}\nPress F5 to try again.").format(sheet.page + 1, why)
            )
        painter.restore()
        painter.setPen(QPen(self._inks.line, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(sheet.rect.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _picture(self, sheet: Sheet) -> None:
        painter = self._painter
        painter.fillRect(sheet.rect, _WHITE)
        if sheet.page in self._shown.failed:
            return
        if any(image is None for _, image in sheet.pieces):
            if sheet.small is None:
                self._words(sheet, say("Page {}").format(sheet.page + 1))
            else:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(sheet.rect, sheet.small)
        for where, image in sheet.pieces:
            if image is not None:
                corner = sheet.rect.topLeft()
                if where is not None:
                    corner += QPointF(where.topLeft()) / sheet.ratio
                painter.drawImage(QRectF(corner, image.size().toSizeF() / sheet.ratio), image)

    def _words(self, sheet: Sheet, words: str) -> None:
        margin = min(48.0, sheet.rect.width() / 10)
        self._painter.setPen(self._inks.words if sheet.page in self._shown.failed else self._inks.muted)
        # On a tall page the words stand where it comes into view first.
        text_area = sheet.rect.adjusted(margin, margin, -margin, -margin)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        self._painter.drawText(text_area, int(flags), words)

    def _paper(self, sheet: Sheet) -> None:
        """Dim the page or turn it dark, but not what is highlighted, which keeps the theme's hue."""
        if self._inks.paper == _WHITE and not self._inks.night:
            return
        region = QRegion(sheet.rect.toAlignedRect())
        for mark in self._shown.marks(sheet.page):
            for rect in self._rects(sheet, mark.range):
                region -= QRegion(rect.toRect())
        self._painter.save()
        self._painter.setClipRegion(region, Qt.ClipOperation.IntersectClip)
        if self._inks.night:
            # White becomes black, which the screen blend then lifts to the colour of paper at night.
            self._painter.setCompositionMode(_DIFFERENCE)
            self._painter.fillRect(sheet.rect, _WHITE)
            self._painter.setCompositionMode(_SCREEN)
        else:
            self._painter.setCompositionMode(_MULTIPLY)
        self._painter.fillRect(sheet.rect, self._inks.paper)
        self._painter.restore()

    def _rects(self, sheet: Sheet, chosen: Range) -> Iterable[QRectF]:
        return (sheet.place(rect) for rect in self._shown.rects(chosen))

    def _marks(self, sheet: Sheet) -> None:
        for mark in self._shown.marks(sheet.page):
            colour = self._inks.highlight(mark.number)
            for rect in self._rects(sheet, mark.range):
                self._painter.setCompositionMode(_MULTIPLY)
                self._painter.fillRect(rect.toRect(), colour)
                self._painter.setCompositionMode(_OVER)
                foot = QRectF(rect.left(), rect.toRect().bottom() + 1, rect.width(), _UNDERLINE)
                self._painter.fillRect(foot, self._inks.ink)

    def _badges(self, sheet: Sheet) -> None:
        """Put each mark's number at the page's edge: there are more criteria than colours."""
        taken: set[tuple[float, int]] = set()
        boxes: list[QRectF] = []
        for mark in self._shown.marks(sheet.page):
            first = next(iter(self._rects(sheet, mark.range)), None)
            if first is None or (first.top(), mark.number) in taken:
                continue
            taken.add((first.top(), mark.number))
            side = max(_BADGE, first.height())
            box = QRectF(sheet.rect.left() + 6, first.center().y() - side / 2, side, side)
            while any(box.intersects(other) for other in boxes):
                box.translate(side + 3, 0)
            boxes.append(box)
            self._badge(box, mark)

    def _badge(self, box: QRectF, mark: Mark) -> None:
        painter = self._painter
        font = QFont(painter.font())
        font.setBold(True)
        font.setPixelSize(round(box.height() * 0.72))
        painter.setFont(font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._inks.ink, 0.8))
        painter.setBrush(self._inks.highlight(mark.number))
        painter.drawRoundedRect(box, 4, 4)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(mark.number))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _hits(self, sheet: Sheet) -> None:
        painter = self._painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for hit in self._shown.hits(sheet.page):
            here = self._shown.is_current(hit)
            painter.setPen(QPen(self._inks.accent, 2.4 if here else 1.2))
            for rect in self._rects(sheet, hit):
                if here:
                    self._wash(rect)
                painter.drawRoundedRect(rect.adjusted(-1.5, -0.5, 1.5, 0.5), 3, 3)
        target = self._shown.target
        if target is not None and page_with(target.place) == sheet.page:
            painter.setPen(QPen(self._inks.accent, 2))
            for rect in self._rects(sheet, target):
                painter.drawRoundedRect(rect.adjusted(-3, -2, 3, 3), 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _wash(self, rect: QRectF) -> None:
        self._painter.setCompositionMode(_SCREEN if self._inks.night else _MULTIPLY)
        self._painter.fillRect(rect, self._inks.selection)
        self._painter.setCompositionMode(_OVER)

    def _selection(self, sheet: Sheet, *, focused: bool) -> None:
        if self._choice.page != sheet.page:
            return
        for rect in self._rects(sheet, Range(self._choice.place, *self._choice.ends)):
            self._wash(rect)
        letters = self._shown.letters_at(self._choice.place)
        caret = None if letters is None else letters.caret(self._choice.head)
        if caret is not None and focused:
            at = sheet.place(caret)
            upright = at.width() < at.height()
            self._painter.fillRect(
                at.adjusted(-1, 0, 1, 0) if upright else at.adjusted(0, -1, 0, 1), self._inks.accent
            )
