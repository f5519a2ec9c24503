"""Lines of text to strips: a strip a line, the first two and the last two never apart."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.paper.marks import Hold, Placed, Strip, Words


def holds(count: int, inner: Hold = Hold.NONE) -> Iterator[Hold]:
    """Yield what each of so many lines holds on to the next by; ``inner`` between all but the outer two.

    Two lines at least stand on each side of a page's end. What the last one holds on to is for others to say.
    """
    for index in range(count - 1):
        yield Hold.MUST if index in {0, count - 2} else inner
    if count:
        yield Hold.NONE


def text_strips(words: Words, x: float, *, inner: Hold = Hold.NONE) -> Iterator[Strip]:
    """Yield the lines of a text at ``x`` points from the margin, with its style's space around them."""
    style, last = words.style, len(words.lines) - 1
    for index, (line, hold) in enumerate(zip(words.lines, holds(last + 1, inner), strict=True)):
        height = style.leading + (style.after if index == last else 0)
        mark = Words(words.flow, (line,), style, words.width)  # quicker than to replace
        yield Strip(height, (Placed(x, 0, mark),), 0 if index else style.before, hold)
