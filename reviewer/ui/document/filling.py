"""A document's parts in a text widget's document: put in bit by bit, and found again by place or position.

A picture stands in the text of its part, so what follows it there is a stretch of its own in the widget.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from reviewer.desk.words.kinds import fact_of
from reviewer.desk.words.language import say
from reviewer.model import DocumentText, Part
from reviewer.ui.document.document_source import Range
from reviewer.ui.document.file_facts import title_of
from reviewer.ui.document.inline import format_of, picture_words
from reviewer.ui.document.positions import ShownText

_CHUNK = 8_000  # characters put in at a time


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many units of a part's text from ``unit`` on, which stand together in the widget from ``at`` on."""

    unit: int
    at: int
    length: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A part as it stands in the widget: ``head`` where its heading begins, then its text in stretches."""

    place: str
    text: ShownText
    head: int
    stretches: tuple[Stretch, ...]

    @property
    def end(self) -> int:
        """Where the last of it ends."""
        return self.stretches[-1].at + self.stretches[-1].length

    def points(self, first: int, last: int) -> tuple[int, int]:
        """Return code points for two widget positions, kept inside the part."""
        return self.text.point(self._unit(first)), self.text.point(self._unit(last))

    def _unit(self, position: int) -> int:
        number = bisect_right([stretch.at for stretch in self.stretches], position) - 1
        stretch = self.stretches[max(0, number)]
        return stretch.unit + max(0, min(stretch.length, position - stretch.at))

    def units(self, start: int, end: int) -> tuple[int, int]:
        """Return widget positions for two code points."""
        return self._position(self.text.unit(start), bisect_right), self._position(
            self.text.unit(end), bisect_right if start == end else bisect_left
        )

    def _position(self, unit: int, bisect: Callable[..., int]) -> int:
        """Return where a unit is: at the border of two stretches what begins is in the second, what ends in the first."""
        number = bisect([stretch.unit for stretch in self.stretches], unit) - 1
        stretch = self.stretches[max(0, number)]
        return stretch.at + max(0, min(stretch.length, unit - stretch.unit))


class Parts:
    """The parts that have been put in so far, in order."""

    def __init__(self, document: QTextDocument) -> None:
        """Take the widget's document."""
        self._document = document
        self._placed: list[Placed] = []
        self._begin: list[
            int
        ] = []  # where each stretch, heading or picture of a part begins, and which part's it is
        self._owner: list[str] = []
        self._names: dict[str, int] = {}
        self.pictures: dict[str, int] = {}
        """Where each picture stands, by the place of its part."""

    def __iter__(self) -> Iterator[Placed]:
        return iter(self._placed)

    def of(self, place: str) -> Placed | None:
        """Return the part of a place if it is put in."""
        number = self._names.get(place)
        return None if number is None else self._placed[number]

    def after(self, part: Placed, by: int) -> Placed | None:
        """Return the part that was put in next (1), or the one before (-1); None at the ends."""
        number = self._names[part.place] + by
        return self._placed[number] if 0 <= number < len(self._placed) else None

    def at(self, unit: int) -> Placed | None:
        """Return the part at a widget position."""
        number = max(0, bisect_right(self._begin, unit) - 1)
        return self.of(self._owner[number]) if self._owner else None

    def range(self, anchor: int, position: int) -> Range | None:
        """Return what is selected, kept inside the part where the selection began; None if nothing."""
        part = self.at(anchor)
        if part is None or anchor == position:
            return None
        start, end = part.points(min(anchor, position), max(anchor, position))
        return Range(part.place, start, end) if start < end else None

    def text(self, first: int, last: int) -> str:
        """Return the parts' own text between two widget positions, parts divided by a blank line."""
        pieces = []
        for part in self._placed:
            start, end = part.points(first, last)
            if start < end:
                pieces.append(part.text.text[start:end])
        return "\n\n".join(pieces)

    def fill(self, text: DocumentText) -> Iterator[None]:
        """Put in everything, yielding after each bit; a part counts as put in when it is whole."""
        self._document.clear()
        self._placed, self._begin, self._owner, self._names, self.pictures = [], [], [], {}, {}
        alone = sum(not part.picture for part in text.parts) == 1 and text.parts[0].place == "text"
        hosts: list[tuple[Part, list[Part]]] = []
        held: dict[str, list[Part]] = {}
        for part in text.in_order:
            if part.picture and part.picture.within in held:
                held[part.picture.within].append(part)
            else:
                hosts.append((part, held.setdefault(part.place, [])))
        for part, pictures in hosts:
            yield from self._put(part, pictures, alone=alone)

    def _put(self, part: Part, pictures: Sequence[Part], *, alone: bool) -> Iterator[None]:
        """Put in a part, with its pictures where they stand."""
        cursor = self._cursor()
        head = cursor.position()
        if head:
            cursor.insertText("\n", QTextCharFormat())
        self._own(head, part.place)
        shown, title = ShownText(part.text), title_of(part)
        # A section's text often begins with its heading, which then stands for it.
        headed = shown.shown.partition("\n")[0].strip().casefold() == title.casefold()
        if not alone and not headed:
            cursor.insertText(title + "\n", _heading())
        if part.picture:
            self._put_picture(part)
        elif part.recognised:
            self._cursor().insertText(f"({fact_of(part)}.)\n", _aside())
        bold = shown.shown.find("\n") + 1 if headed and not alone else 0
        stretches: list[Stretch] = []
        in_order = sorted(pictures, key=lambda each: _at(each, part))
        cuts = [0, *(_index(part.text, _at(each, part)) for each in in_order), len(shown.shown)]
        for number, (first, last) in enumerate(pairwise(cuts)):
            at = self._cursor().position()
            self._own(at, part.place)
            yield from self._write(shown.shown[first:last], max(0, min(bold, last) - first))
            unit = sum(stretch.length for stretch in stretches)
            stretches.append(Stretch(unit, at, self._cursor().position() - at))
            if number < len(in_order):
                self._put_within(in_order[number])
        if part.no_text and not part.picture:
            words = say("(Something is shown here that could not be read as text.)")
            self._cursor().insertText(words, _aside())
        self._keep(Placed(part.place, shown, head, tuple(stretches)))
        self._cursor().insertText("\n", QTextCharFormat())
        yield

    def _write(self, text: str, bold: int) -> Iterator[None]:
        self._cursor().insertText(text[:bold], _heading())
        for begin in range(bold, len(text), _CHUNK):
            self._cursor().insertText(text[begin : begin + _CHUNK], QTextCharFormat())
            yield

    def _put_within(self, part: Part) -> None:
        """Put in a picture in the text of the part that it stands in: itself, what is to be said of it, its words."""
        cursor = self._cursor()
        if not cursor.atBlockStart():
            cursor.insertText("\n", QTextCharFormat())
        head, shown = cursor.position(), ShownText(part.text)
        self._own(head, part.place)
        self._put_picture(part)
        at = self._cursor().position()
        self._cursor().insertText(shown.shown + ("\n" if shown.shown else ""), QTextCharFormat())
        self._keep(Placed(part.place, shown, head, (Stretch(0, at, shown.length),)))

    def _put_picture(self, part: Part) -> None:
        cursor = self._cursor()
        self.pictures[part.place] = cursor.position()
        cursor.insertText("\ufffc", format_of(part.place))
        cursor.insertText("\n", QTextCharFormat())
        words = picture_words(part)
        if words:
            cursor.insertText(f"({words})\n", _aside())

    def _keep(self, placed: Placed) -> None:
        self._names[placed.place] = len(self._placed)
        self._placed.append(placed)

    def _own(self, position: int, place: str) -> None:
        """Say that what stands from a position on is a part's."""
        self._begin.append(position)
        self._owner.append(place)

    def _cursor(self) -> QTextCursor:
        cursor = QTextCursor(self._document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        return cursor


def _at(picture: Part, host: Part) -> int:
    """Return the code point of the host's text before which a picture stands: behind all of it where that is not known."""
    at = picture.picture.at if picture.picture else -1
    return at if 0 <= at <= len(host.text) else len(host.text)


def _index(text: str, point: int) -> int:
    """Return where a code point is in the shown text, in which a carriage return before a line feed is left out."""
    return point - text.count("\r\n", 0, point)


def _heading() -> QTextCharFormat:
    shape = QTextCharFormat()
    shape.setFontWeight(QFont.Weight.Bold)
    shape.setProperty(QTextFormat.Property.FontSizeAdjustment, 1)  # in steps of the widget's own size
    return shape


def _aside() -> QTextCharFormat:
    shape = QTextCharFormat()
    shape.setFontItalic(True)
    return shape
