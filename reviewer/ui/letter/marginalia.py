"""What is drawn over the pages of a letter and is not printed: findings' shapes, what was written by hand, where one is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from reviewer.ui.document.placing import Frame
from reviewer.ui.document.rects import Rect
from reviewer.ui.look import SMALL, Look
from reviewer.ui.shapes import paint_tone
from reviewer.ui.theme import LIGHT

if TYPE_CHECKING:
    from reviewer.desk.values import ProofFinding, ProofParagraph, ProofSpot

SHAPE = 16
GAP = 4
BAR = 3
ROUND = 4
WORD = SMALL - 1
MARGIN_TEXT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextWordWrap)


class Shade(QWidget):
    """A clear sheet over a widget, as large as it, that is drawn on; mouse and focus go through to what is under it."""

    def __init__(self, over: QWidget, draw: Callable[[Shade], object]) -> None:
        """``draw`` draws on the sheet whenever it, or what is under it, is painted."""
        super().__init__(over)
        self._draw = draw
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setGeometry(over.rect())
        over.installEventFilter(self)

    def eventFilter(self, over: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(over, QWidget):
            self.setGeometry(over.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._draw(self)


class Marginalia:
    """Draws beside the text of pages, with one painter; made for one paint event. Paper is light in every theme."""

    def __init__(self, painter: QPainter, look: Look, frames: Mapping[int, Frame], margin: float) -> None:
        """``frames`` say where the pages stand that are in view; their side margins are ``margin`` points wide."""
        self._painter, self._look, self._frames, self._wide = painter, look, frames, margin

    def findings(self, findings: Iterable[ProofFinding], tones: Mapping[str, str]) -> None:
        """Draw a shape beside the line where each finding begins; more than one on a line stand beside each other."""
        on_paper = replace(LIGHT, surface=self._look.palette.page)
        beside: dict[tuple[int, int], int] = {}
        for finding in findings:
            line = finding.spots[0]
            if line.page not in self._frames:
                continue
            box = self._placed(line)
            margin = self._margin(line.page, left=True)
            side = min(float(self._look.px(SHAPE)), margin.width() / 2)
            top = box.center().y() - side / 2
            column = beside[line.page, round(top)] = beside.get((line.page, round(top)), 0) + 1
            left = margin.right() - self._look.px(GAP) - column * (side + 2)
            tone = tones.get(finding.criterion, "")
            paint_tone(self._painter, QRectF(left, top, side, side), tone, on_paper)

    def edited(self, paragraph: ProofParagraph, word: str) -> None:
        """Draw a bar along words that were written by hand, and say so in the margin."""
        painter = self._painter
        for box, page in self._boxes(paragraph.spots):
            margin = self._margin(page, left=False)
            gap = self._look.px(GAP)
            bar = QRectF(
                margin.left() + gap, box.top(), self._look.px(BAR), max(box.height(), self._look.px(BAR))
            )
            painter.fillRect(bar, QColor(LIGHT.muted))
            if not box.height():
                painter.setPen(QPen(QColor(LIGHT.muted), 1, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(self._margin(page, left=True).right(), box.top()), box.topRight())
            left = bar.right() + GAP
            self._write(QRectF(left, bar.top(), margin.right() - left - 1, margin.height()), word)

    def _write(self, place: QRectF, word: str) -> None:
        """Write in a margin: in smaller letters where it is narrow, never smaller than at 100%; else along it, downwards."""
        painter, font = self._painter, self._look.font(WORD, bold=True)
        while font.pixelSize() > WORD and _widest(font, word) > place.width():
            font.setPixelSize(font.pixelSize() - 1)
        painter.setPen(QColor(LIGHT.muted))
        if _widest(font, word) <= place.width():
            painter.setFont(font)
            painter.drawText(place, MARGIN_TEXT, word)
            return
        size = QFontMetricsF(font).size(0, word)
        painter.save()
        painter.setFont(font)
        painter.translate(place.left(), place.top())
        painter.rotate(90)
        painter.drawText(QRectF(0, -size.height(), size.width() + 1, size.height()), 0, word)
        painter.restore()

    def ring(self, spots: Sequence[ProofSpot], colour: QColor) -> None:
        """Draw a ring round a paragraph, one on each page that it stands on."""
        gap = self._look.px(GAP)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setPen(QPen(colour, 2))
        for box, _page in self._boxes(spots):
            self._painter.drawRoundedRect(box.adjusted(-gap, -gap / 2, gap, gap / 2), ROUND, ROUND)

    def underline(self, spots: Iterable[ProofSpot], colour: QColor) -> None:
        """Draw a line under a finding's words."""
        for spot in spots:
            if spot.page in self._frames:
                box = self._placed(spot)
                self._painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2.4), colour)

    def _placed(self, spot: ProofSpot) -> QRectF:
        return self._frames[spot.page].place(Rect(spot.left, spot.top, spot.right, spot.bottom))

    def _boxes(self, spots: Sequence[ProofSpot]) -> Iterator[tuple[QRectF, int]]:
        """Yield what a paragraph takes on each page in view, as wide as its column."""
        for page in dict.fromkeys(spot.page for spot in spots if spot.page in self._frames):
            here = [self._placed(spot) for spot in spots if spot.page == page]
            top, bottom = min(box.top() for box in here), max(box.bottom() for box in here)
            left, right = self._margin(page, left=True).right(), self._margin(page, left=False).left()
            yield QRectF(left, top, right - left, bottom - top), page

    def _margin(self, page: int, *, left: bool) -> QRectF:
        """Return a side margin of a page, which has the letter's own width."""
        frame = self._frames[page]
        wide = self._wide * frame.zoom
        start = frame.rect.left() if left else frame.rect.right() - wide
        return QRectF(start, frame.rect.top(), wide, frame.rect.height())


def _widest(font: QFont, words: str) -> float:
    """Return how wide the widest of some words is, each on a line of its own."""
    metrics = QFontMetricsF(font)
    return max(metrics.horizontalAdvance(word) for word in words.split())
