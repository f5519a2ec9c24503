"""The text of a recognised picture and the boxes of its characters, from the words that were seen when it was turned."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from reviewer.documents.formats.extract import clean
from reviewer.documents.formats.ocr_engine import Box, Word
from reviewer.documents.formats.scan import Turned

_SPECK = 50  # a word without letters or digits of which we are less sure, in percent, is dirt
_LONG = 8  # letters of a line that tell its slope
_SOFT_HYPHEN = "\u00ad"
_HYPHENS = "-\u2010"


@dataclass(frozen=True, slots=True)
class Line:
    """A recognised line: where it lies (left, top, right, bottom in the turned picture's pixels), how sure we are.

    ``letters`` counts them, ``slope`` is how far it sinks for each pixel to the right.
    """

    box: Box
    sure: float
    letters: int
    slope: float


@dataclass(slots=True)
class RecognisedText:
    """What was recognised: text, a box (4 floats in the scan's units) a code point, and how sure we are (0 to 100).

    ``rows`` is how many rows of letter-like shapes stand in the picture; none: it is wordless. ``unread_rows`` is how
    many of them nothing reliable was read from.
    """

    text: str = ""
    boxes: array[float] = field(default_factory=lambda: array("f"))
    confidence: int = 0
    rows: int = 0
    unread_rows: int = 0
    lines: list[Line] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """What tells one way up from another: much text, and sure of it."""
        return len(self.text) * self.confidence

    @property
    def letters(self) -> int:
        """How many letters and digits there are."""
        return sum(map(str.isalnum, self.text))

    @property
    def slope(self) -> float:
        """How far the middle one of its longer lines sinks for each pixel to the right."""
        slopes = sorted(line.slope for line in self.lines if line.letters >= _LONG)
        return slopes[len(slopes) // 2] if slopes else 0.0

    def mapped(self, place: Callable[[Box], Box]) -> RecognisedText:
        """Return it with each box where *place* has it."""
        sides = zip(*[iter(self.boxes)] * 4, strict=True)
        return replace(self, boxes=array("f", (side for box in sides for side in place(box))))


def text_of(seen: Iterable[Word], turned: Turned) -> RecognisedText:
    """Put together the words that an engine saw in a turned picture.

    Words of a line stand with a space between them, lines end with a line feed, and paragraphs with two.
    """
    words = _without_dirt(seen)
    if not any(map(_says_something, words)):
        return RecognisedText()
    pieces: list[str] = []
    boxes = array("f")
    for word, after in zip(words, (*words[1:], None), strict=True):
        for piece, left, right in (*_split(word, after), *_gap(word, after)):
            pieces.append(piece)
            boxes.extend(turned.on_page(left, word.top, right, word.bottom))
    lines = list(_lines(words))
    return RecognisedText(clean("".join(pieces)), boxes, _sureness(lines), lines=lines)


def _sureness(lines: list[Line]) -> int:
    return round(
        sum(line.sure * line.letters for line in lines) / max(1, sum(line.letters for line in lines))
    )


def joined(readings: list[RecognisedText]) -> RecognisedText:
    """Put together what was read in several places, in their order, as paragraphs."""
    spoken = [reading for reading in readings if reading.text]
    text, boxes = "", array("f")
    for reading in spoken:
        if text:
            text += "\n\n"
            boxes.extend([*boxes[-2:], *boxes[-2:]] * 2)  # of no size, at the last letter's corner
        text += reading.text
        boxes.extend(reading.boxes)
    lines = [line for reading in spoken for line in reading.lines]
    rows, unread = (sum(each.rows for each in readings), sum(each.unread_rows for each in readings))
    return RecognisedText(
        text, boxes, _sureness(lines) if spoken else readings[0].confidence, rows, unread, lines
    )


def _lines(words: list[Word]) -> Iterator[Line]:
    line: list[Word] = []
    for word in words:
        if word.breaks and line:
            yield _line(line)
            line = []
        line.append(word)
    if line:
        yield _line(line)


def _line(words: list[Word]) -> Line:
    letters = sum(len(word.text) for word in words)
    sure = sum(word.sure * len(word.text) for word in words) / letters
    left, right = words[0].letters[0][1], words[-1].letters[-1][2]
    return Line((left, words[0].top, right, words[0].bottom), sure, letters, words[0].slope)


def _without_dirt(words: Iterable[Word]) -> list[Word]:
    """Leave out specks that were taken for a dash or a dot; the line that one began begins with what follows."""
    words_left: list[Word] = []
    breaks = 0
    for word in words:
        breaks = max(breaks, word.breaks)
        if word.text.strip() and (word.sure >= _SPECK or _says_something(word)):
            words_left.append(replace(word, breaks=breaks))
            breaks = 0
    return words_left


def _says_something(word: Word) -> bool:
    return any(map(str.isalnum, word.text))


def _split(word: Word, after: Word | None) -> Iterator[tuple[str, float, float]]:
    """Yield a word's code points with left and right; those that were one letter share its width."""
    letters = list(word.letters)
    if _goes_on(word, after):
        _, left, right = letters.pop()
        letters.append((_SOFT_HYPHEN, left, right))
    for letter, left, right in letters:
        width = (right - left) / max(1, len(letter))
        for number, point in enumerate(letter):
            yield point, left + number * width, left + (number + 1) * width


def _goes_on(word: Word, after: Word | None) -> bool:
    """Tell whether the hyphen at a line's end only parts a word, as PDF's soft hyphens do: search joins it again."""
    if after is None or not after.breaks or len(word.text) < len("a-"):
        return False
    return word.letters[-1][0] in _HYPHENS and word.text[-2].isalpha() and after.text[:1].islower()


def _gap(word: Word, after: Word | None) -> Iterator[tuple[str, float, float]]:
    """Yield what stands between two words: a space as wide as the gap, or line feeds of no width."""
    if after is None:
        return
    right = word.letters[-1][2]
    if after.breaks:
        yield from [("\n", right, right)] * (1 if _goes_on(word, after) else after.breaks)
    else:
        yield " ", right, max(right, after.letters[0][1])
