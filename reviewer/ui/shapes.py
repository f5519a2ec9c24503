"""A verdict's shape: full disc with a tick, half disc, ring with a bar, square with a question mark, dotted ring.

The same shapes stand in the list, the card and the letter's margin, so nobody depends on colour. What is no finding
has neither a finding's shape nor its colour: a filled triangle stands in the way, an outlined one is to be looked at.
"""

from __future__ import annotations

from math import pi

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QPixmapCache
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer.desk.words.language import say
from reviewer.ui.look import Look
from reviewer.ui.theme import Palette

SIZE = 14
DOTS = 12
ATTENTION, LOOK_AT = "attention", "look"


def tone_word(tone: str) -> str:
    """Return what a tone is called where its shape has to be told in words."""
    words = {
        "met": say("met"),
        "part": say("partly met"),
        "gap": say("gap"),
        "unknown": say("no information"),
        ATTENTION: say("stands in the way"),
        LOOK_AT: say("to be looked at"),
    }
    return words.get(tone, say("not judged"))


def paint_tone(painter: QPainter, box: QRectF, tone: str, palette: Palette, ground: str = "") -> None:
    """Draw a tone's shape, or a triangle, into a square; ``ground`` is the colour behind it (the surface if left out).

    It stands on whole pixels of the screen, and is drawn once for all places: the desk shows hundreds.
    """
    ratio, side = painter.device().devicePixelRatio(), box.width()
    colour = palette.text if tone in {ATTENTION, LOOK_AT} else palette.tone(tone)
    behind = ground or palette.surface
    key = f"tone {tone} {colour} {behind} {side} {ratio}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        picture = QPixmap(round(side * ratio), round(side * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as drawing:
            _draw(drawing, QRectF(0, 0, side, side), tone, QColor(colour), QColor(behind))
        QPixmapCache.insert(key, picture)
    left, top = round(box.left() * ratio) / ratio, round(box.top() * ratio) / ratio
    painter.drawPixmap(QPointF(left, top), picture)


def _draw(painter: QPainter, box: QRectF, tone: str, colour: QColor, ground: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, max(box.width() * 0.11, 1.2))
    inner = box.adjusted(pen.widthF() / 2, pen.widthF() / 2, -pen.widthF() / 2, -pen.widthF() / 2)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    shapes = {
        "met": _met,
        "part": _part,
        "gap": _gap,
        "unknown": _unknown,
        ATTENTION: _attention,
        LOOK_AT: _look_at,
    }
    shapes.get(tone, _none)(painter, inner, ground)


def _met(painter: QPainter, box: QRectF, ground: QColor) -> None:
    painter.setBrush(painter.pen().color())
    painter.drawEllipse(box)
    style = Qt.PenStyle.SolidLine
    tick = QPen(ground, box.width() * 0.14, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(tick)
    painter.drawPolyline([_at(box, 0.26, 0.53), _at(box, 0.44, 0.70), _at(box, 0.75, 0.33)])


def _part(painter: QPainter, box: QRectF, _ground: QColor) -> None:
    half = QPainterPath(box.center())
    half.arcTo(box, 90, 180)
    painter.fillPath(half, painter.pen().color())
    painter.drawEllipse(box)


def _gap(painter: QPainter, box: QRectF, _ground: QColor) -> None:
    painter.drawEllipse(box)
    bar = QPen(painter.pen())
    bar.setCapStyle(Qt.PenCapStyle.RoundCap)
    bar.setWidthF(bar.widthF() * 1.15)
    painter.setPen(bar)
    painter.drawLine(_at(box, 0.25, 0.5), _at(box, 0.75, 0.5))


def _unknown(painter: QPainter, box: QRectF, _ground: QColor) -> None:
    corner = box.width() * 0.22
    painter.drawRoundedRect(box, corner, corner)
    font = QFont(painter.font())
    font.setPixelSize(max(round(box.height() * 0.82), 6))
    font.setWeight(QFont.Weight.Bold)
    mark = QPainterPath()
    mark.addText(0, 0, font, "?")
    bounds = mark.boundingRect()
    painter.translate(box.center() - bounds.center())
    painter.fillPath(mark, painter.pen().color())


def _attention(painter: QPainter, box: QRectF, ground: QColor) -> None:
    painter.setBrush(painter.pen().color())
    _triangle(painter, box)
    _exclamation(painter, box, ground)


def _look_at(painter: QPainter, box: QRectF, _ground: QColor) -> None:
    _triangle(painter, box)
    _exclamation(painter, box, painter.pen().color())


def _triangle(painter: QPainter, box: QRectF) -> None:
    pen = QPen(painter.pen())
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolygon([_at(box, 0.5, 0.06), _at(box, 0.98, 0.92), _at(box, 0.02, 0.92)])


def _exclamation(painter: QPainter, box: QRectF, colour: QColor) -> None:
    style, cap = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap
    painter.setPen(QPen(colour, box.width() * 0.12, style, cap))
    painter.drawLine(_at(box, 0.5, 0.38), _at(box, 0.5, 0.58))
    painter.drawPoint(_at(box, 0.5, 0.77))


def _none(painter: QPainter, box: QRectF, _ground: QColor) -> None:
    pen = QPen(painter.pen())
    pen.setWidthF(max(box.width() * 0.12, 1.1))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.01, box.width() * pi / DOTS / pen.widthF() - 0.01])
    painter.setPen(pen)
    painter.drawEllipse(box)


def _at(box: QRectF, across: float, down: float) -> QPointF:
    return QPointF(box.left() + box.width() * across, box.top() + box.height() * down)


class ToneShape(QWidget):
    """One shape as a widget, told in words to those who do not see it."""

    def __init__(self, look: Look, tone: str = "", side: int = 16) -> None:
        """``side`` is in pixels at 100%."""
        super().__init__()
        self._look = look
        self._side = side
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_tone(tone)

    def show_tone(self, tone: str) -> None:
        """Show another tone."""
        self._tone = tone
        self.setAccessibleName(tone_word(tone))
        self.setToolTip(tone_word(tone))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the square at the text size."""
        return QSize(self._look.px(self._side), self._look.px(self._side))

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the shape."""
        painter = QPainter(self)
        side = self._look.px(self._side)
        paint_tone(painter, QRectF(0, 0, side, side), self._tone, self._look.palette)
