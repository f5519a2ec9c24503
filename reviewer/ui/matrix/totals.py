"""The row under the table: how many of the bodies shown stand where, each count at a place of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer.desk.matrix.cell_states import MARKS
from reviewer.desk.matrix.totals import Totals, totals_of
from reviewer.desk.words.language import say
from reviewer.ui.look import SMALL, Look, mirrored
from reviewer.ui.matrix.model import MatrixModel
from reviewer.ui.matrix.painting import INSET, LEFT, PAD, Texts
from reviewer.ui.matrix.words import mark_words, total_words
from reviewer.ui.shapes import SIZE, paint_tone

HEIGHT, LINE, MOST_ACROSS = 48, 18, 3
Place = Callable[[int], tuple[int, int]]
"""Where a column begins in the table's viewport, and how wide it is."""


def slot_width(bodies: int, texts: Texts, look: Look) -> int:
    """Return the width of a shape with a count of so many beside it."""
    return look.px(SIZE + 4) + max(texts.width("0" * len(str(bodies)), SMALL), look.px(15)) + look.px(5)


class TotalsRow(QWidget):
    """Scrolls sideways with the table; the names' column stays."""

    def __init__(self, look: Look, model: MatrixModel, place: Place) -> None:
        """``place`` tells where the table's columns stand."""
        super().__init__()
        self._look = look
        self._model = model
        self._place = place
        self._texts = Texts(look)
        self._totals = totals_of((), model.criteria)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        model.modelReset.connect(self.count)
        model.dataChanged.connect(self.count)
        self.count()

    @property
    def totals(self) -> Totals:
        """The counts as they are shown."""
        return self._totals

    def count(self) -> None:
        """Count what is shown now."""
        self._totals = totals_of(self._model.rows, self._model.criteria)
        self.setAccessibleName(". ".join(self.sentences()))
        self.lay_out()

    def lay_out(self) -> None:
        """Be as high as the narrowest column's counts need, and draw again."""
        self.updateGeometry()
        self.update()

    def sentences(self) -> Iterator[str]:
        """Give the counts in words, a sentence per column."""
        totals = self._totals
        yield total_words(totals, len(self._model.lines), self._model.noun)
        for title, counts in zip(self._model.titles[1:], totals.marks, strict=False):
            facts = (
                f"{count} {mark_words(mark)}" for mark, count in zip(MARKS, counts, strict=True) if count
            )
            yield f"{title}: {', '.join(facts)}"
        if chosen := self._chosen():
            yield say("Category: {}").format(chosen)
        if letters := self._letters():
            yield say("Letter: {}").format(", ".join(letters))

    def _chosen(self) -> str:
        return say("{} chosen").format(self._totals.chosen) if self._totals.chosen else ""

    def _letters(self) -> list[str]:
        counts = ((self._totals.signed, say("{} signed")), (self._totals.ready, say("{} ready")))
        return [words.format(count) for count, words in counts if count]

    def _grid(self) -> tuple[int, list[int]]:
        """Return how many counts stand beside each other, and which of ``MARKS`` have a place."""
        slot = slot_width(len(self._model.lines), self._texts, self._look)
        narrowest = min((self._place(at + 1)[1] for at in range(self._model.criteria)), default=0)
        width = narrowest - self._look.px(PAD)
        across = min(max(width // slot, 1), MOST_ACROSS)
        used = range(len(MARKS))
        if across < MOST_ACROSS:  # where room is short, what nobody has needs no place
            shown = [at for at in used if any(counts[at] for counts in self._totals.marks)]
            return across, shown or [0]
        return across, list(used)

    def sizeHint(self) -> QSize:
        across, places = self._grid()
        rows = -(-len(places) // across)
        text = self._texts.font(SMALL).pixelSize() + self._look.px(4)
        line = max(self._look.px(LINE), text)
        return QSize(0, max(self._look.px(HEIGHT), rows * line + self._look.px(12)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._texts.forget()
            self.lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, palette = QPainter(self), self._look.palette
        painter.fillRect(self.rect(), QColor(palette.sunk))
        last = len(self._model.columns) - 1
        for column in (*range(1, last + 1), 0):  # the names' last: it stands over what is scrolled under it
            left, width = self._place(column)
            box = QRect(left, 1, width, self.height() - 1)
            if left + width < 0 or left > self.width():
                continue
            if column == 0:
                painter.fillRect(box, QColor(palette.sunk))
                words = total_words(self._totals, len(self._model.lines), self._model.noun)
                self._paint_words(painter, box, self._look.px(INSET), words, bold=True)
            elif column <= self._model.criteria:
                self._paint_counts(painter, box, self._totals.marks[column - 1])
            else:
                words = self._chosen() if column < last else "\n".join(self._letters())
                self._paint_words(painter, box, self._look.px(PAD), words)
        painter.fillRect(0, 0, self.width(), 1, QColor(palette.edge))

    def _paint_words(
        self, painter: QPainter, box: QRect, inset: int, words: str, *, bold: bool = False
    ) -> None:
        painter.setPen(QColor(self._look.palette.text))
        painter.setFont(self._texts.font(SMALL, bold=bold))
        area = mirrored(box.adjusted(inset, 0, -2, 0), box, painter.layoutDirection())
        shown = (self._texts.cut(line, area.width(), SMALL, bold=bold) for line in words.split("\n"))
        painter.drawText(area, LEFT, "\n".join(shown))

    def _paint_counts(self, painter: QPainter, box: QRect, counts: tuple[int, ...]) -> None:
        px, palette, way = self._look.px, self._look.palette, painter.layoutDirection()
        slot = slot_width(len(self._model.lines), self._texts, self._look)
        across, places = self._grid()
        rows = -(-len(places) // across)
        line = (box.height() - px(12)) / rows
        painter.setPen(QColor(palette.text))
        painter.setFont(self._texts.font(SMALL))
        for at, mark in enumerate(places):
            if not counts[mark]:
                continue
            left = box.left() + px(PAD) + at % across * slot
            top = box.top() + px(6) + at // across * line
            shape = QRectF(left, top + (line - px(SIZE)) / 2, px(SIZE), px(SIZE))
            paint_tone(painter, mirrored(shape, QRectF(box), way), MARKS[mark], palette, palette.sunk)
            beside = QRect(left + px(SIZE + 4), round(top), slot, round(line))
            painter.setPen(QColor(palette.text))
            painter.drawText(mirrored(beside, box, way), LEFT, str(counts[mark]))
