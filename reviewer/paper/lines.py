"""Runs to lines: words set one after another, left-aligned, broken only at spaces.

Never at a hyphen: whoever copies the text out of the PDF must get the same words back. A word that is
wider than a line is cut where it must be, but no letter from its accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviewer.paper.blocks import Run
from reviewer.paper.characters import HELD_SPACES, printable
from reviewer.paper.styles import Style
from reviewer.paper.typeface import Typeface, face_of

KEPT = 20_000  # paragraphs whose lines are remembered: those of some hundred letters, of which most words are the same
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
        self._extents: dict[tuple[tuple[Run, ...], Style], tuple[float, float]] = {}

    def lines(self, runs: tuple[Run, ...], style: Style, width: float) -> tuple[Line, ...]:
        """Return the lines of a paragraph; one empty line if there is nothing to set."""
        key = (runs, style, width)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= KEPT:
                self._known.clear()
            known = self._known[key] = tuple(self._broken(runs, style, width))
        return known

    def extent(self, runs: tuple[Run, ...], style: Style) -> tuple[float, float]:
        """Return the width of the longest word, and of the longest line if none is broken, in points."""
        key = (runs, style)
        known = self._extents.get(key)
        if known is None:
            if len(self._extents) >= KEPT:
                self._extents.clear()
            known = self._extents[key] = self._extent(runs, style)
        return known

    def _extent(self, runs: Sequence[Run], style: Style) -> tuple[float, float]:
        longest, widest, line = 0.0, 0.0, 0.0
        for word in self._words(runs, style):
            wide = sum(bit.width for bit in word)
            line = 0.0 if word[0].text == "\n" else line + wide
            widest = max(widest, line)
            if word[0].text != " ":
                longest = max(longest, wide)
        return longest, widest

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
            for match in WORDS.findall(printable(run.text)):
                if match == "\n" or (match.isspace() and not _held(match)):
                    if word:
                        yield word
                    yield [self._bit(match if match == "\n" else " ", index, face, style)]
                    word = []
                else:
                    segments = self._typeface.segments(match, face)
                    word += (self._bit(text, index, font, style) for text, font in segments)
        if word:
            yield word

    def _bit(self, text: str, run: int, face: str, style: Style) -> _Bit:
        wide = 0.0 if text == "\n" else self._typeface.width(text, face, style.size)
        return _Bit(text, run, face, wide)

    def _cut(self, word: list[_Bit], style: Style, width: float) -> list[list[_Bit]]:
        """Cut a word that is wider than a line into parts that are not."""
        parts: list[list[_Bit]] = [[]]
        used = 0.0
        for bit in word:
            start = 0
            for end, letter in _letters(bit.text):
                wide = self._typeface.width(letter, bit.face, style.size)
                first = end - len(letter)
                if used + wide > width and (parts[-1] or first > start):
                    if first > start:
                        parts[-1].append(self._bit(bit.text[start:first], bit.run, bit.face, style))
                    parts.append([])
                    start, used = first, 0.0
                used += wide
            parts[-1].append(self._bit(bit.text[start:], bit.run, bit.face, style))
        return parts


def _letters(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each letter ends, and the letter with its accents."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.combining(text[end]):
            yield end, text[start:end]
            start = end


def _held(space: str) -> bool:
    return any(character in HELD_SPACES for character in space)


def _line(bits: Sequence[_Bit], space: _Bit | None) -> Line:
    """Join the bits of one run; the end of a line keeps a space, which takes no room, for whoever reads it out."""
    pieces: list[Piece] = []
    x = 0.0
    for bit in bits:
        last = pieces[-1] if pieces else None
        if last is not None and (last.run, last.face) == (bit.run, bit.face):
            pieces[-1] = Piece(last.text + bit.text, last.run, last.face, last.x, last.width + bit.width)
        else:
            pieces.append(Piece(bit.text, bit.run, bit.face, x, bit.width))
        x += bit.width
    if space is not None and pieces:
        last = pieces[-1]
        pieces[-1] = Piece(last.text + " ", last.run, last.face, last.x, last.width)
    return Line(tuple(pieces), x)
