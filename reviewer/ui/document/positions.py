"""Positions in a text widget: Qt counts UTF-16 units in the string it keeps, the casebook counts code points.

What Qt is given differs from the part's text in three ways, all of them known here: a carriage return
before a line feed is left out (Qt would swallow it), characters outside the basic plane take two
units, and what Qt would rewrite or can't show stands as one other unit. The quote is always taken
from the part's own text, never from the widget.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

_ODD = re.compile("\r(?=\n)|[\U00010000-\U0010ffff]")
_STANDS = str.maketrans(
    {
        "\r": "\n",  # alone, it ends a line
        "\x0c": "\n",
        "\x0b": "\n",
        "\u2029": "\n",
        "\x02": "-",  # PDFium's mark for a hyphen at a line's end
        "\ufdd0": "\ufffd",  # Qt keeps these two for the borders of its frames
        "\ufdd1": "\ufffd",
        "\ufffc": "\ufffd",
    }
    | {chr(code): " " for code in (*range(2), *range(3, 9), *range(14, 32), 127)}
    | {chr(code): "\ufffd" for code in range(0xD800, 0xE000)}
)


class ShownText:
    """A part's text as a text widget is given it, and the way between the two countings."""

    def __init__(self, text: str) -> None:
        """Take the part's text; ``shown`` is what to insert, ``length`` its UTF-16 units."""
        self.text = text
        self._points: list[int] = []  # code points after which the difference changes
        self._shift = [0]  # the difference, before the first and after each of them
        for odd in _ODD.finditer(text):
            self._points.append(odd.start())
            self._shift.append(self._shift[-1] + (-1 if odd.group() == "\r" else 1))
        self._units = [point + shift for point, shift in zip(self._points, self._shift[:-1], strict=True)]
        self.shown = text.replace("\r\n", "\n").translate(_STANDS)
        self.length = len(text) + self._shift[-1]

    def unit(self, point: int) -> int:
        """Return the UTF-16 position in ``shown`` of a code point of the text."""
        return point + self._shift[bisect_left(self._points, point)]

    def point(self, unit: int) -> int:
        """Return the code point at a UTF-16 position; the middle of a pair counts as its start."""
        odd = bisect_right(self._units, unit)
        if odd and self._units[odd - 1] == unit:
            return self._points[odd - 1]
        return max(0, min(len(self.text), unit - self._shift[odd]))
