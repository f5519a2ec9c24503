"""How wide the matrix' columns are: from what they say, and from the room there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

MOST_WITH_WORDS = 6
"""Criteria up to which the words stand beside the shapes."""

NAME, NAME_MANY, NAME_LEAST, SHAPE_ONLY = 190, 160, 128, 56
CATEGORY, CATEGORY_LEAST, LETTER = 176, 96, 72
SLIGHT = 24
PAD, TOTALS = 8, 3  # totals beside each other, with words
NAME_PART = 0.4  # of the room, at most


@dataclass(frozen=True, slots=True)
class Wanted:
    """Widths in pixels that words need whole: the widest name, cells, headings, category and letter, and one total."""

    name: int
    cells: tuple[int, ...]
    titles: tuple[int, ...]
    category: int
    letter: int
    total: int


@dataclass(frozen=True, slots=True)
class Widths:
    """The columns' widths in pixels, in their order, and whether words stand beside the shapes."""

    columns: tuple[int, ...]
    words: bool


def widths_in(width: int, wanted: Wanted, px: Callable[[float], int]) -> Widths:
    """Return widths for so much room; what does not fit into it has to be scrolled to.

    Words go beyond six criteria, or where they do not fit beside the names; shapes stay. Headings are cut before words go.
    """
    many = len(wanted.cells)
    name = max(min(max(wanted.name, px(NAME)), int(width * NAME_PART)), px(NAME_LEAST))
    least = min(name, px(NAME if many <= MOST_WITH_WORDS else NAME_MANY))
    totals = px(PAD) + TOTALS * wanted.total
    cells = tuple(max(each, px(SHAPE_ONLY)) for each in wanted.cells)
    whole = tuple(max(each, totals) for each in map(max, cells, wanted.titles))
    fitting = next((each for each in (whole, cells) if least + sum(each) <= width), None)
    words = many <= MOST_WITH_WORDS and fitting is not None
    criteria = fitting if words and fitting else (_shape_only(width - least, wanted, px),) * many
    category, letter = (
        min(max(wanted.category, px(CATEGORY_LEAST)), px(CATEGORY)),
        max(wanted.letter, px(LETTER)),
    )
    over = name + sum(criteria) + category + letter - width
    if over > 0:
        spare = max(category - max(px(CATEGORY_LEAST), category - over), 0)
        category, over = category - spare, over - spare
    if over > 0:
        less = min(over, name - least)
        name, over = name - less, over - less
    if words and 0 < over <= px(SLIGHT):  # not worth a scroll bar: headings are cut a little instead
        criteria = _narrowed(criteria, cells, over)
    return Widths(_spread((name, *criteria, category, letter), width, range(1, many + 1)), words)


def _narrowed(columns: Sequence[int], least: Sequence[int], by: int) -> tuple[int, ...]:
    """Return columns that are narrower together, as far as each can be."""
    narrowed = []
    for width, smallest in zip(columns, least, strict=True):
        less = min(by, max(width - smallest, 0))
        narrowed.append(width - less)
        by -= less
    return tuple(narrowed)


def _shape_only(width: int, wanted: Wanted, px: Callable[[float], int]) -> int:
    """Return the width of a column of shapes: two totals beside each other, one beyond six criteria if need be."""
    many, two = len(wanted.cells), px(PAD) + 2 * wanted.total
    if many <= MOST_WITH_WORDS or two * many <= width:
        return max(px(SHAPE_ONLY), two)
    return max(px(SHAPE_ONLY), px(PAD) + wanted.total)


def _spread(columns: Sequence[int], free_width: int, wider: Iterable[int]) -> tuple[int, ...]:
    """Give what is left of the room to the criteria, and what can't be parted evenly to the last column."""
    left, takers = free_width - sum(columns), set(wider)
    if left <= 0:
        return tuple(columns)
    share = left // (len(takers) or 1) if takers else 0
    spread = [width + (share if at in takers else 0) for at, width in enumerate(columns)]
    spread[-1] += free_width - sum(spread)
    return tuple(spread)
