"""The head of a criterion's card: number, title, finding in words and as a shape, and a line of facts."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from reviewer.desk.words.language import say
from reviewer.ui.growing import Growing, wrap_in_width
from reviewer.ui.look import SMALL, WRAP, Look, mirrored
from reviewer.ui.reflow import MOST_HEIGHTS
from reviewer.ui.shapes import paint_tone, tone_word
from reviewer.ui.staying import stays_down

SWATCH = 22
SHAPE = 16
WIDEST = 10_000
INSET_X = 12
INSET_Y = 6
Boxes = tuple[QRect, QRect, QRect, int]
"""The boxes of title, word and facts, and the whole height."""


class CardHeader(Growing, QAbstractButton):
    """A button that opens its card; drawn as one piece and read out as one sentence."""

    def __init__(self, look: Look, number: int, title: str) -> None:
        """``number`` is the criterion's, from 1."""
        super().__init__()
        self._look = look
        self._number = number
        self._title = title
        self._word, self._tone, self._facts = "", "", ""
        self._conflict = False
        self._shown: tuple[str, str, str, bool] | None = None
        self._laid: dict[tuple[int, int], Boxes] = {}
        stays_down(self)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        wrap_in_width(self, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_finding(self, word: str, tone: str, facts: str, *, conflict: bool) -> None:
        """Show a finding's label ("" when not judged), its tone, and the line of facts ("" when open)."""
        shown = (word, tone, facts, conflict)
        if shown == self._shown:  # else the whole window would be laid out anew after each act
            return
        self._shown = shown
        self._word, self._tone, self._facts, self._conflict = shown
        self._laid.clear()
        text = word or say("not judged")
        tones = f" ({tone_word(tone)})" if tone else ""
        self.setAccessibleName(f"{self._number}. {self._title}: {text}{tones}")
        self.setAccessibleDescription(facts)
        self.updateGeometry()
        self.update()

    # --- measures --------------------------------------------------------------------------------

    def _word_width(self) -> int:
        return self._look.wide(self._word or say("not judged"), SMALL, bold=bool(self._word))

    def _layout(self, width: int) -> Boxes:
        key = (self._look.percent, width)  # asked for several times each time that the window is laid out
        if key not in self._laid:
            if len(self._laid) > MOST_HEIGHTS:
                self._laid.clear()
            self._laid[key] = self._laid_out(width)
        return self._laid[key]

    def _laid_out(self, width: int) -> Boxes:
        px, look = self._look.px, self._look
        left, right = px(INSET_X + SWATCH + 8), width - px(INSET_X + SHAPE + 8)
        bold = QFontMetrics(look.font(bold=True))
        top = px(INSET_Y) + max((px(SWATCH) - bold.height()) // 2, 0)
        room = right - left - self._word_width() - px(12)
        # Lines are ended by parts of a pixel, which a width in whole ones has not.
        if room > 0 and look.high(self._title, room, bold=True) == look.high(self._title, WIDEST, bold=True):
            title = QRect(left, top, room, bold.height())
            word = QRect(right - self._word_width() - 2, top, self._word_width() + 2, bold.height())
            bottom = max(title.bottom(), px(INSET_Y + SWATCH))
        else:
            title = QRect(left, top, right - left, look.high(self._title, right - left, bold=True))
            beneath = width - left - px(INSET_X)
            high = look.high(self._word or say("not judged"), beneath, SMALL, bold=True)
            word = QRect(left, title.bottom() + px(2), beneath, high)
            bottom = word.bottom()
        facts = QRect(px(INSET_X), bottom + px(2), width - px(2 * INSET_X), 0)
        if self._facts:
            facts.setHeight(look.high(self._facts, facts.width(), SMALL))
            bottom = facts.bottom()
        return title, word, facts, bottom + px(INSET_Y)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._layout(width)[3]

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(200), self._look.px(SWATCH + 2 * INSET_Y))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), self._look.px(SWATCH + 2 * INSET_Y))

    # --- painting --------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        title, word, facts, _height = self._layout(self.width())
        palette = self._look.palette
        self._paint_swatch(painter)
        self._write(painter, title, self._title, palette.text, bold=True)
        colour = palette.gap if self._conflict else palette.tone(self._tone)
        beside = word.top() == title.top()
        align = Qt.AlignmentFlag.AlignRight if beside else Qt.AlignmentFlag.AlignLeft
        self._write(
            painter,
            word,
            self._word or say("not judged"),
            colour,
            size=SMALL,
            bold=bool(self._word),
            align=align,
        )
        self._paint_shape(painter)
        if self._facts:
            self._write(painter, facts, self._facts, palette.muted, size=SMALL)
        if self.hasFocus():
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 6, 6)

    def _write(
        self,
        painter: QPainter,
        box: QRect,
        text: str,
        colour: str,
        *,
        size: int = 13,
        bold: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        painter.setFont(self._look.font(size, bold=bold))
        painter.setPen(QColor(colour))
        place = mirrored(box, self.rect(), self.layoutDirection())
        painter.drawText(place, WRAP | int(align | Qt.AlignmentFlag.AlignVCenter), text)

    def _paint_swatch(self, painter: QPainter) -> None:
        px, palette = self._look.px, self._look.palette
        box = self._there(QRectF(px(INSET_X), px(INSET_Y), px(SWATCH), px(SWATCH)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.highlight(self._number)))
        painter.drawRoundedRect(box, px(4), px(4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(self._look.font(bold=True))
        painter.setPen(QColor(palette.ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._number))

    def _paint_shape(self, painter: QPainter) -> None:
        px = self._look.px
        top = px(INSET_Y) + (px(SWATCH) - px(SHAPE)) / 2
        box = QRectF(self.width() - px(INSET_X + SHAPE), top, px(SHAPE), px(SHAPE))
        paint_tone(painter, self._there(box), self._tone, self._look.palette)

    def _there(self, box: QRectF) -> QRectF:
        return mirrored(box, QRectF(self.rect()), self.layoutDirection())
