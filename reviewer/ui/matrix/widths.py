"""How wide the matrix' columns are: from what they say, and from the room there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

MOST_WITH_WORDS = 6
"""Criteria up to which the words stand beside the shapes."""

NAME, NAME_MANY, NAME_LEAST, SHAPE_ONLY = 190, 160, 128, 56
CATEGORY, CATEGORY_LEAST, LETTER = 176, 96, 114
PAD = 8
NAME_PART = 0.4  # of the room, at most


@dataclass(frozen=True, slots=True)
class Wanted:
    """Widths in pixels that words need whole: the widest name, cell or heading, category and letter, and one total."""

    name: int
    criteria: tuple[int, ...]
    category: int
    letter: int
    total: int


@dataclass(frozen=True, slots=True)
class Widths:
    """The columns' widths in pixels, in their order, and whether words stand beside the shapes."""

    columns: tuple[int, ...]
    words: bool


def widths_in(room: int, wanted: Wanted, px: Callable[[float], int]) -> Widths:
    """Return widths for so much room; what does not fit into it has to be scrolled to.

    Words go beyond six criteria, or where they do not fit beside the names; shapes stay.
    """
    many = len(wanted.criteria)
    name = max(min(max(wanted.name, px(NAME)), int(room * NAME_PART)), px(NAME_LEAST))
    least = min(name, px(NAME if many <= MOST_WITH_WORDS else NAME_MANY))
    words = many <= MOST_WITH_WORDS and least + sum(wanted.criteria) <= room
    criteria = wanted.criteria if words else (_shape_only(room - least, wanted, px),) * many
    category, letter = min(wanted.category, px(CATEGORY)), max(wanted.letter, px(LETTER))
    over = name + sum(criteria) + category + letter - room
    if over > 0:
        spare = max(category - max(px(CATEGORY_LEAST), category - over), 0)
        category, over = category - spare, over - spare
    if over > 0:
        name -= min(over, name - least)
    return Widths(_spread((name, *criteria, category, letter), room, range(1, many + 1)), words)


def _shape_only(room: int, wanted: Wanted, px: Callable[[float], int]) -> int:
    """Return the width of a column of shapes: two totals beside each other, one beyond six criteria if need be."""
    many, two = len(wanted.criteria), px(PAD) + 2 * wanted.total
    if many <= MOST_WITH_WORDS or two * many <= room:
        return max(px(SHAPE_ONLY), two)
    return max(px(SHAPE_ONLY), px(PAD) + wanted.total)


def _spread(columns: Sequence[int], room: int, wider: Iterable[int]) -> tuple[int, ...]:
    """Give what is left of the room to the criteria, and what can't be parted evenly to the last column."""
    left, takers = room - sum(columns), set(wider)
    if left <= 0:
        return tuple(columns)
    share = left // (len(takers) or 1) if takers else 0
    spread = [width + (share if at in takers else 0) for at, width in enumerate(columns)]
    spread[-1] += room - sum(spread)
    return tuple(spread)
