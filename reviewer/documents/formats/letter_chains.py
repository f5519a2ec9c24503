"""Chains of shapes beside each other along a line: the candidates for a row of letters."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer.documents.formats.letter_shapes import HIGHEST, LOWEST, Shape

_LEAST = 4  # shapes
_WORDS_APART = 1.8  # heights
_HEIGHTS = 2.2  # an f is so much higher than an a beside it, at most
_BESIDE = 0.6  # of the lower one's height they have in common
_FARTHEST = 2 * HIGHEST
_BAND = 16  # pixels


def chains(shapes: Iterable[Shape]) -> list[list[Shape]]:
    """Join each shape to the nearest on its left that is about as high and beside it; return chains of four and more."""
    lines: list[list[Shape]] = []
    ends: dict[int, list[list[Shape]]] = {}  # by bands of the picture's height
    for shape in sorted(one for one in shapes if LOWEST <= one.high <= HIGHEST):
        bands = range(shape.top // _BAND, (shape.bottom - 1) // _BAND + 1)
        chain = _nearest(shape, [chain for band in bands for chain in _within_reach(shape, ends, band)])
        if chain is None:
            chain = []
            lines.append(chain)
        chain.append(shape)
        for band in bands:
            there = ends.setdefault(band, [])
            if not any(one is chain for one in there):
                there.append(chain)
    return [chain for chain in lines if len(chain) >= _LEAST]


def _within_reach(shape: Shape, ends: dict[int, list[list[Shape]]], band: int) -> list[list[Shape]]:
    """Return the chains in a band that end near a shape; forget the others, since shapes come from left to right."""
    left = shape.left - _FARTHEST
    there = [chain for chain in ends.get(band, ()) if chain[-1].right >= left]
    ends[band] = there
    return there


def _nearest(shape: Shape, there: list[list[Shape]]) -> list[Shape] | None:
    near, right = None, -1
    for chain in there:
        last = chain[-1]
        if last.right > right and _goes_on(last, shape):
            near, right = chain, last.right
    return near


def _goes_on(last: Shape, shape: Shape) -> bool:
    one, other = last.bottom - last.top, shape.bottom - shape.top
    low, tall = (one, other) if one < other else (other, one)
    return (
        last.right - low // 2 <= shape.left <= last.right + _WORDS_APART * tall
        and tall <= _HEIGHTS * low
        and min(last.bottom, shape.bottom) - max(last.top, shape.top) >= _BESIDE * low
    )
