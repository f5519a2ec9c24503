"""Names and lines that give way where there is no room: by whole words, of a name those of its middle."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QPaintEvent

from reviewer.model.patterns import pattern
from reviewer.ui.widgets import Label

_WORD = pattern(r"[^\s_\-.]*[\s_\-.]*")
_LEAST = 8  # letters that a line has room for at least


def elided(text: str, metrics: QFontMetrics | QFontMetricsF, width: float) -> str:
    """Return the name of a document in no more than ``width`` pixels, without words of its middle.

    The last word, and with it the ending that says what a file is, stays longest. Where not even that has room, letters go.
    """
    shown = words_left_out(text, width, metrics.horizontalAdvance)
    return shown or metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, int(width))


def words_left_out(text: str, width: float, wide: Callable[[str], float]) -> str:
    """Return a name without words of its middle, so that ``wide`` gives no more pixels than there is ``room`` for.

    No word is cut while one has room. Returns "…" and the last word, or "" where not even that has room.
    """
    if wide(text) <= width:
        return text
    words = [word for word in _WORD.findall(text) if word]
    ending = 2 if len(words) > 1 and "." in words[-2] else 1
    last = "".join(words[-ending:])
    shown = f"…{last}" if wide(f"…{last}") <= width else ""
    for count in range(1, len(words) - ending):
        shorter = "".join(words[:count]).rstrip(" _-.") + f"…{last}"
        if wide(shorter) > width:
            break
        shown = shorter
    return shown


def begun(text: str, metrics: QFontMetrics | QFontMetricsF, width: float) -> str:
    """Return as many words of a sentence as have room in ``width`` pixels, with "…" for the others."""
    if metrics.horizontalAdvance(text) <= width:
        return text
    words = text.split()
    for count in range(len(words) - 1, 0, -1):
        shown = " ".join(words[:count]).rstrip(",;:·–-") + "…"
        if metrics.horizontalAdvance(shown) <= width:
            return shown
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width))


class Elided(Label):
    """A line that leaves out words where there is no room; the tool tip has it whole."""

    def __init__(self, text: str = "", role: str = "", *, name: bool = False) -> None:
        """``name``: it is the name of a document, whose end says what it is; of a sentence the beginning stays."""
        self._shorter = elided if name else begun
        super().__init__(text, role)

    def setText(self, text: str) -> None:
        """Show a text; line ends in it don't count."""
        super().setText(" ".join(text.split()))
        self.setToolTip(self.text())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * _LEAST, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        box = self.contentsRect()
        shown = self._shorter(self.text(), self.fontMetrics(), box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
