"""Where tiles and headings stand on the wall: groups in their order, short ones beside each other. Pixels; no widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize

Rects = tuple[QRect, ...]


@dataclass(frozen=True, slots=True)
class Spacing:
    """Lengths in pixels: how large a tile is, how high a heading; what stands round, between tiles and between groups."""

    tile: QSize
    heading: int
    edge: int
    gap: int
    between: int


@dataclass(frozen=True, slots=True)
class Arranged:
    """A rectangle for each heading and for each tile, in their order, and how high all of it is."""

    headings: Rects = ()
    tiles: Rects = ()
    height: int = 0


def arranged(groups: Sequence[tuple[int, int]], width: int, spacing: Spacing) -> Arranged:
    """Arrange groups, each so many tiles and a heading so wide, in a ``width``.

    A group stands beside the one before where it fits there in one row; else it begins a line of its own.
    """
    step = spacing.tile.width() + spacing.gap
    inner_width = max(width - 2 * spacing.edge, 1)
    most = max((inner_width + spacing.gap) // step, 1)
    headings: list[QRect] = []
    tiles: list[QRect] = []
    left, top, below = 0, spacing.gap, spacing.gap  # where the next group may begin; below all that stands
    for count, words in groups:
        wide = min(max(min(count, most) * step - spacing.gap, words), inner_width)
        if left and (count > most or left + wide > inner_width):
            left, top = 0, below
        headings.append(QRect(spacing.edge + left, top, wide, spacing.heading))
        rows = -(-count // most)
        for number in range(count):
            down, along = divmod(number, most)
            x = spacing.edge + left + along * step
            y = top + spacing.heading + down * (spacing.tile.height() + spacing.gap)
            tiles.append(QRect(x, y, spacing.tile.width(), spacing.tile.height()))
        below = max(below, top + spacing.heading + rows * (spacing.tile.height() + spacing.gap))
        left = (
            left + wide + spacing.between if rows == 1 else inner_width + 1
        )  # nothing stands beside several rows
    return Arranged(tuple(headings), tuple(tiles), below)


def above_or_below(tiles: Sequence[QRect], at: int, way: int) -> int:
    """Return the tile of the next row (``way`` 1) or the one before (-1) that is nearest to where ``at`` stands; ``at`` where there is none."""
    here = tiles[at]
    step = 1 if way > 0 else -1
    number = at + step
    while 0 <= number < len(tiles) and tiles[number].top() == here.top():
        number += step
    if not 0 <= number < len(tiles):
        return at
    row = tiles[number].top()
    nearest = number
    while 0 <= number < len(tiles) and tiles[number].top() == row:
        if abs(tiles[number].center().x() - here.center().x()) <= abs(
            tiles[nearest].center().x() - here.center().x()
        ):
            nearest = number
        number += step
    return nearest
