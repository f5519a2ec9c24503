"""What stands on every page, outside the text: marking, reference, page number, and the words for a draft."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.errors import PaperError
from reviewer.paper.blocks import Paper, Run
from reviewer.paper.lines import Setter
from reviewer.paper.marks import Flow, Placed, Watermark, Words
from reviewer.paper.styles import BOTTOM, FURNITURE, HEIGHT, MARKING, MM, PALE, TOP, WIDTH, Style

HEAD, FOOT = 10 * MM - TOP, HEIGHT + BOTTOM - 15 * MM  # points below the top of the text
ROWS = 3  # there is room for so many above and below the text
BETWEEN = 12.0


class Furniture:
    """Sets what stands on the pages of one paper."""

    def __init__(self, paper: Paper, setter: Setter) -> None:
        """Set a paper's, with the widths of ``setter``."""
        self._paper, self._setter = paper, setter

    def page(self, number: int, pages: int) -> Iterator[Placed]:
        """Yield a page's: the marking above and below, the reference at the left of the foot and the number at its right.

        A draft says so above at the right, and large behind the text. PaperError where that takes too much room.
        """
        paper = self._paper
        word, of = paper.page_words
        if paper.draft:
            yield Placed(0, 0, Watermark(paper.draft[0], PALE))
        yield from self._band("", paper.marking, ", ".join(paper.draft), HEAD)
        yield from self._band(paper.reference, paper.marking, f"{word} {number} {of} {pages}", FOOT)

    def _band(self, left: str, middle: str, right: str, y: float) -> Iterator[Placed]:
        """Set three texts beside each other where they fit, else the middle one above the others."""
        beside = MARKING if right and right == ", ".join(self._paper.draft) else FURNITURE
        wide = [self._width(left, FURNITURE), self._width(middle, MARKING), self._width(right, beside)]
        side = (WIDTH - wide[1]) / 2 - BETWEEN
        apart = bool(middle) and max(wide[0], wide[2]) > side
        above = list(self._aside(middle, MARKING, 0.5, y, WIDTH))
        down = len(above) * MARKING.leading if apart else 0.0
        low = [
            *self._aside(left, FURNITURE, 0.0, y + down, WIDTH - wide[2] - BETWEEN),
            *self._aside(right, beside, 1.0, y + down, WIDTH),
        ]
        if max((placed.y for placed in (*above, *low)), default=y) - y > (ROWS - 0.5) * MARKING.leading:
            start = max((left, middle, right), key=len)[:40]
            raise PaperError(
                "There is no room on every page for what begins “{start}”",
                "Shorten the marking or the reference.",
                start=start,
            )
        yield from (*above, *low)

    def _width(self, text: str, style: Style) -> float:
        return self._setter.extent((Run(text),), style)[1] if text else 0.0

    def _aside(self, text: str, style: Style, share: float, y: float, width: float) -> Iterator[Placed]:
        if not text:
            return
        flow = Flow(None, (Run(text),))
        for index, line in enumerate(self._setter.lines(flow.runs, style, max(width, WIDTH / 3))):
            x = share * (WIDTH - line.width)
            yield Placed(x, y + index * style.leading, Words(flow, (line,), style, WIDTH))
