"""Letters of the project's own font as paths of a PDF page, and its glyphs by number.

Source: the OpenType specification, tables loca and glyf (quadratic curves, made cubic for PDF).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase.ttfonts import TTFontFile

from tests.needles.pictures import FONT

_ON, _X_SHORT, _Y_SHORT, _REPEAT, _X_SAME, _Y_SAME = 1, 2, 4, 8, 16, 32
_WORDS, _OFFSETS, _MORE = 1, 2, 32


@dataclass(frozen=True, slots=True)
class _Point:
    x: float
    y: float
    on: bool = True

    def towards(self, other: _Point, part: float = 0.5) -> _Point:
        return _Point(self.x + (other.x - self.x) * part, self.y + (other.y - self.y) * part)


class Outlines:
    """The letters of the font."""

    def __init__(self) -> None:
        """Open the font."""
        self.font = TTFontFile(str(FONT))
        self._em = int(self.font.unitsPerEm)
        font: Any = self.font
        self._glyphs: bytes = font.get_table("glyf")
        loca = font.get_table("loca")
        long = struct.unpack(">h", font.get_table("head")[50:52])[0]
        count = len(loca) // (4 if long else 2)
        places = struct.unpack(f">{count}{'I' if long else 'H'}", loca)
        self._places = places if long else tuple(2 * place for place in places)

    def glyph(self, letter: str) -> int:
        """Return the glyph's number."""
        return int(self.font.charToGlyph[ord(letter)])

    def width(self, letter: str) -> float:
        """Return how far a letter goes, in thousandths of the size."""
        return float(self.font.charWidths[ord(letter)])

    def path(self, text: str, x: float, y: float, size: float) -> str:
        """Return the operators that fill the text's outlines from this place on."""
        made: list[str] = []
        scale = size / self._em
        for letter in text:
            for contour in self._contours(self.glyph(letter)):
                made += _drawn([_Point(x + p.x * scale, y + p.y * scale, p.on) for p in contour])
            x += self.width(letter) * size / 1000
        return "\n".join([*made, "f"])

    def _contours(self, glyph: int) -> Iterator[list[_Point]]:
        data = self._glyphs[self._places[glyph] : self._places[glyph + 1]]
        if not data:
            return
        (count,) = struct.unpack_from(">h", data)
        yield from self._simple(data, count) if count >= 0 else self._composed(data)

    def _composed(self, data: bytes) -> Iterator[list[_Point]]:
        at, flags = 10, _MORE
        while flags & _MORE:
            flags, glyph = struct.unpack_from(">HH", data, at)
            dx, dy = struct.unpack_from(">hh" if flags & _WORDS else ">bb", data, at + 4)
            at += 8 if flags & _WORDS else 6
            for contour in self._contours(glyph):
                yield [_Point(point.x + dx, point.y + dy, point.on) for point in contour]

    @staticmethod
    def _simple(data: bytes, count: int) -> Iterator[list[_Point]]:
        ends = struct.unpack_from(f">{count}H", data, 10)
        at = 10 + 2 * count
        at += 2 + struct.unpack_from(">H", data, at)[0]
        flags: list[int] = []
        while len(flags) <= ends[-1]:
            flag = data[at]
            times = 1 + (data[at + 1] if flag & _REPEAT else 0)
            at += 2 if flag & _REPEAT else 1
            flags += [flag] * times
        across, at = _coordinates(data, at, flags, _X_SHORT, _X_SAME)
        up, at = _coordinates(data, at, flags, _Y_SHORT, _Y_SAME)
        points = [_Point(x, y, bool(flag & _ON)) for x, y, flag in zip(across, up, flags, strict=True)]
        for start, end in zip((0, *(end + 1 for end in ends)), ends, strict=False):
            yield points[start : end + 1]


def _coordinates(data: bytes, at: int, flags: list[int], short: int, same: int) -> tuple[list[int], int]:
    value, found = 0, []
    for flag in flags:
        if flag & short:
            value += data[at] if flag & same else -data[at]
            at += 1
        elif not flag & same:
            value += struct.unpack_from(">h", data, at)[0]
            at += 2
        found.append(value)
    return found, at


def _drawn(contour: list[_Point]) -> Iterator[str]:
    """Yield a contour's operators: between two points off the line lies one on it."""
    whole: list[_Point] = []
    for before, point in zip([contour[-1], *contour], contour, strict=False):
        if not before.on and not point.on:
            whole.append(before.towards(point))
        whole.append(point)
    first = next(number for number, point in enumerate(whole) if point.on)
    whole = [*whole[first:], *whole[:first], whole[first]]
    yield f"{whole[0].x:.2f} {whole[0].y:.2f} m"
    at, number = whole[0], 1
    while number < len(whole):
        point = whole[number]
        if point.on:
            yield f"{point.x:.2f} {point.y:.2f} l"
        else:
            number += 1
            end = whole[number]
            one, two = at.towards(point, 2 / 3), end.towards(point, 2 / 3)
            yield f"{one.x:.2f} {one.y:.2f} {two.x:.2f} {two.y:.2f} {end.x:.2f} {end.y:.2f} c"
            point = end
        at, number = point, number + 1
    yield "h"
