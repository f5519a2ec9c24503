"""Runs to lines: words set one after another, left-aligned, broken only at spaces.

Never at a hyphen: whoever copies the text out of the PDF must get the same words back. A word that is
wider than a line is cut where it must be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviewer.paper.blocks import Run
from reviewer.paper.styles import Style
from reviewer.paper.typeface import Typeface, face_of, printable

WORDS = re.compile(r"\n|[^\S\n\u00a0\u202f\u2007]+|(?:[^\s]|[\u00a0\u202f\u2007])+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one run on one line; ``x`` and ``width`` in points from the line's start."""

    text: str
    run: int
    face: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line. Each piece but the last of a paragraph's line ends with the space that a reader needs."""

    pieces: tuple[Piece, ...]
    width: float


@dataclass(frozen=True, slots=True)
class _Bit:
    """A part of a word: its text within one run."""

    text: str
    run: int
    face: str
    width: float


class Setter:
    """Breaks runs into lines of at most ``width`` points. What it once set it remembers."""

    def __init__(self, typeface: Typeface) -> None:
        """Keep the typeface whose widths count."""
        self._typeface = typeface
        self._known: dict[tuple[tuple[Run, ...], Style, float], tuple[Line, ...]] = {}

    def lines(self, runs: tuple[Run, ...], style: Style, width: float) -> tuple[Line, ...]:
        """Return the lines of a paragraph; one empty line if there is nothing to set."""
        key = (runs, style, width)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = tuple(self._broken(runs, style, width))
        return known

    def _broken(self, runs: Sequence[Run], style: Style, width: float) -> Iterator[Line]:
        line: list[_Bit] = []
        used = 0.0
        space: _Bit | None = None
        for word in self._words(runs, style):
            if word[0].text == "\n":
                yield _line(line, word[0])
                line, used, space = [], 0.0, None
            elif word[0].text == " ":
                space = word[0] if line else None
            else:
                need = sum(bit.width for bit in word)
                gap = space.width if space else 0.0
                if line and used + gap + need > width:
                    yield _line(line, space)
                    line, used, space, gap = [], 0.0, None, 0.0
                *whole, rest = self._cut(word, style, width) if need > width else [word]
                yield from (_line(part, None) for part in whole)
                need = sum(bit.width for bit in rest)
                line += [space, *rest] if space else rest
                used, space = used + gap + need, None
        yield _line(line, None)

    def _words(self, runs: Sequence[Run], style: Style) -> Iterator[list[_Bit]]:
        """Yield words, single spaces and line breaks; a word may run over several runs."""
        word: list[_Bit] = []
        for index, run in enumerate(runs):
            face = face_of(strong=run.strong or style.strong, em=run.em)
            for found in WORDS.findall(printable(run.text)):
                text = "\n" if found == "\n" else " " if found.isspace() and not _held(found) else found
                bit = _Bit(
                    text, index, face, 0.0 if text == "\n" else self._typeface.width(text, face, style.size)
                )
                if text in {" ", "\n"}:
                    if word:
                        yield word
                    yield [bit]
                    word = []
                else:
                    word.append(bit)
        if word:
            yield word

    def _cut(self, word: list[_Bit], style: Style, width: float) -> list[list[_Bit]]:
        """Cut a word that is wider than a line into parts that are not."""
        parts: list[list[_Bit]] = [[]]
        room = width
        for bit in word:
            start = 0
            for end in range(1, len(bit.text) + 1):
                wide = self._typeface.width(bit.text[start:end], bit.face, style.size) > room
                if wide and (parts[-1] or end - 1 > start):
                    parts[-1] += [self._part(bit, start, end - 1, style)] if end - 1 > start else []
                    parts.append([])
                    start, room = end - 1, width
            last = self._part(bit, start, len(bit.text), style)
            parts[-1].append(last)
            room -= last.width
        return parts

    def _part(self, bit: _Bit, start: int, end: int, style: Style) -> _Bit:
        text = bit.text[start:end]
        return _Bit(text, bit.run, bit.face, self._typeface.width(text, bit.face, style.size))


def _held(space: str) -> bool:
    return any(character in "\u00a0\u202f\u2007" for character in space)


def _line(bits: Sequence[_Bit], space: _Bit | None) -> Line:
    """Join the bits of one run; the end of a line keeps a space, which takes no room, for whoever reads it out."""
    pieces: list[Piece] = []
    x = 0.0
    for bit in bits:
        last = pieces[-1] if pieces else None
        if last is not None and last.run == bit.run:
            pieces[-1] = Piece(last.text + bit.text, last.run, last.face, last.x, last.width + bit.width)
        else:
            pieces.append(Piece(bit.text, bit.run, bit.face, x, bit.width))
        x += bit.width
    if space is not None and pieces:
        last = pieces[-1]
        pieces[-1] = Piece(last.text + " ", last.run, last.face, last.x, last.width)
    return Line(tuple(pieces), x)
