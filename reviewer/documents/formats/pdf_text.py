"""A PDF page's text, and a box for each of its characters, index for index the same.

PDFium counts characters and units of its text string apart on about one page in eight, so the quick way (the whole
string at once) is taken only when both counts agree and no surrogate shows that a character took two units;
otherwise each character is asked for.
"""

from __future__ import annotations

import ctypes
import re
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ctypes import addressof
from functools import lru_cache
from itertools import accumulate, compress, repeat
from typing import Any

from reviewer.documents.formats import pdf_boxes, pdf_order, pdfium
from reviewer.documents.formats.extract import clean

# For what PDFium gives, U+0002 or U+FFFE, for a hyphen at the end of a line whose word it joins with the next.
_WHITE = re.compile(r"\s")
_WORD = re.compile("([^\\s\u00ad]+)")  # a soft hyphen ends a line, so the word goes on in another box
_NO_LETTER = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff\x80-\x9f]")  # others are U+FFFD by now
_BROKEN = re.compile(
    f"[^\\W\\d_]{_NO_LETTER.pattern}+[^\\W\\d_]"
)  # within a word: a ligature that says nothing
_ON_END = re.compile(f"{_NO_LETTER.pattern}{{6,}}")
_BROKEN_WORDS, _DISTINCT = 2, 4
_RUBBISH, _LEAST_RUBBISH = 0.2, 8  # of a page's letters; fewer are bullets
_LOOKED_AT = 1000  # letters, one of so many, which shows as well as all of them
_SOFT_HYPHEN = "\u00ad"
_ONE = re.compile("[\ud800-\udbff][\udc00-\udfff]|.", re.DOTALL)
_LETTERS = bytes(_WORD.match(chr(code)) is not None for code in range(256))
_WIDE_SPACES = (
    "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)


def text(page: int) -> str:
    """Return the text of an open page."""
    with _loaded(page) as letters:
        raw = letters.text()
        made = pdf_order.arranged(raw, letters)
        return raw if made is None else made.text


def text_and_boxes(page: int) -> tuple[str, array[float]]:
    """Return the same text, with left, top, right, bottom per code point as the page is shown (points, y down)."""
    text, boxes = own_text_and_boxes(page)
    return text, pdf_boxes.as_shown(boxes, page)


def own_text_and_boxes(page: int) -> tuple[str, array[float]]:
    """Return the same text, with left, top, right, bottom per code point in the page's own space (y up)."""
    with _loaded(page) as letters:
        raw = letters.text()
        boxes = letters.boxes(range(len(raw)))
        made = pdf_order.arranged(raw, letters)
    _close_gaps(raw, boxes)
    if made is not None:
        return made.text, pdf_boxes.closed(pdf_boxes.picked(boxes, made.numbers), made.numbers)
    return raw, boxes


def text_and_words(page: int) -> tuple[str, array[int], array[float]]:
    """Return the same text, start and end of each word in it, and a box per word as in ``text_and_boxes``."""
    with _loaded(page) as letters:
        raw = letters.text()
        if pdf_order.arranged(raw, letters) is None:
            spans = _spans(raw)
            first = letters.boxes(spans[0::2])
            last = letters.boxes([end - 1 for end in spans[1::2]])
            return raw, array("I", spans), pdf_boxes.as_shown(pdf_boxes.spanning(first, last), page)
    return words_of(*text_and_boxes(page))


def words_of(text: str, boxes: array[float]) -> tuple[str, array[int], array[float]]:
    """Return a text, start and end of each word in it, and a box per word, from a box per code point."""
    spans = _spans(text)
    first, last = (
        pdf_boxes.picked(boxes, spans[0::2]),
        pdf_boxes.picked(boxes, [end - 1 for end in spans[1::2]]),
    )
    return text, array("I", spans), pdf_boxes.around(first, last)


def _spans(text: str) -> list[int]:
    """Return start and end of each word, one after the other: where what is a letter and what isn't meet.

    Each code point is made a byte, 1 or 0; the bytes as one number, taken against the same moved on by one, have a 1 where
    they change. It takes half the time of a regular expression.
    """
    if any(space in text for space in _WIDE_SPACES):
        # What stands between words and the words by turns: their lengths add up to each start and end.
        return list(accumulate(map(len, _WORD.split(text))))[:-1]
    letters = text.encode("latin-1", "replace").translate(_LETTERS)
    number = int.from_bytes(letters, "big")
    changes = (number << 8 ^ number).to_bytes(len(letters) + 1, "big")
    numbers = _numbers() if len(changes) <= _ROOM else range(len(changes))
    return list(compress(numbers, changes))


@lru_cache(maxsize=1)
def _numbers() -> list[int]:
    """Return ready-made numbers: making them costs more than all else."""
    return list(range(_ROOM))


@contextmanager
def _loaded(page: int) -> Iterator[_Letters]:
    library = pdfium.library()
    loaded = library.FPDFText_LoadPage(page)
    try:
        yield _Letters(loaded or 0, library.FPDFPage_GetRotation(page) % 4)
    finally:
        if loaded:
            library.FPDFText_ClosePage(loaded)


class _Letters:
    """The letters of a page that is loaded for its text (see ``pdf_order.Letters``); there are none of one that can't be."""

    __slots__ = ("_handle", "_loaded", "_numbers", "quarters")

    def __init__(self, loaded: int, quarters: int) -> None:
        self._loaded = loaded
        self._handle = ctypes.byref(ctypes.c_char.from_address(loaded)) if loaded else None
        self._numbers: list[int] | None = None
        self.quarters = quarters

    def text(self) -> str:
        """Return the text; two halves of one character, which PDFium counts as two, are one from now on."""
        raw = _characters(self._loaded) if self._loaded else ""
        try:
            raw.encode("utf-16-le")
        except UnicodeEncodeError:
            places = [match.span() for match in _ONE.finditer(raw)]
            self._numbers = [start for start, _end in places]
            raw = "".join(raw[start:end].encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
                          for start, end in places)  # fmt: skip
        return _tidy(raw)

    def boxes(self, numbers: Sequence[int]) -> array[float]:
        return _boxes(self._handle, self._own(numbers)) if numbers else array("f")

    def angles(self, numbers: Sequence[int]) -> list[float]:
        return angles_of(self._loaded, self._own(numbers)) if numbers else []

    def _own(self, numbers: Sequence[int]) -> Sequence[int]:
        """Return PDFium's numbers of letters."""
        return numbers if self._numbers is None else [self._numbers[number] for number in numbers]


def shows_something(page: int) -> bool:
    """Tell whether there is anything on the page at all: a white page is not unreadable."""
    return bool(pdfium.library().FPDFPage_CountObjects(page) > 0)


def is_rubbish(text: str) -> bool:
    """Tell whether a page's text is no letter at all in much of it, within words, or for lines on end.

    Such are replacement, private-use and control characters; a bullet among them stands alone.
    """
    if text.isascii() or _is_western(text) or not _NO_LETTER.search(text):
        return False
    few = text[:: 1 + len(text) // _LOOKED_AT]
    rubbish = len(_NO_LETTER.findall(few))
    much = rubbish > _LEAST_RUBBISH and rubbish > _RUBBISH * (len(few) - len(_WHITE.findall(few)))
    return much or len(_BROKEN.findall(text)) >= _BROKEN_WORDS or any(map(_is_line, _ON_END.findall(text)))


def _is_western(text: str) -> bool:
    """Tell quickly that a text has nothing but letters and marks of Western Europe."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _is_line(letters: str) -> bool:
    """Tell whether letters that say nothing are a line of words: a bracket drawn of pieces has few that are not the same."""
    return "\ufffd" in letters or len(set(letters)) >= _DISTINCT


def _characters(loaded: int) -> str:
    library = pdfium.library()
    count = max(0, library.FPDFText_CountChars(loaded))
    buffer = ctypes.create_string_buffer(2 * count + 2)
    units = library.FPDFText_GetText(loaded, 0, count, addressof(buffer)) - 1
    if units == count:
        quick = ctypes.string_at(buffer, 2 * count).decode("utf-16-le", "replace")
        if len(quick) == count:  # so there is no pair of surrogates; one alone is U+FFFD now
            return quick
    codes = map(library.FPDFText_GetUnicode, repeat(loaded), range(count))
    return "".join(map(chr, (code if code < 0x110000 else 0xFFFD for code in codes)))  # noqa: PLR2004  # Unicode's end


def _tidy(raw: str) -> str:
    """Give the same text, character for character, as text should be; lines end with a space and a line feed."""
    return clean(raw.replace("\r", " ").replace("\x02", _SOFT_HYPHEN).replace("\ufffe", _SOFT_HYPHEN))


_ROOM = 8192


class _Room:
    """Room for boxes, with a ready-made pointer to each: making pointers costs more than asking for the boxes."""

    def __init__(self) -> None:
        self.floats = (ctypes.c_float * (4 * _ROOM))()
        self.bytes = memoryview(self.floats).cast("B")
        self.places = [ctypes.byref(self.floats, 16 * n) for n in range(_ROOM)]


@lru_cache(maxsize=1)
def _room() -> _Room:
    return _Room()


def boxes_of(loaded: int, indices: Sequence[int]) -> array[float]:
    """Return left, top, right, bottom (y up) of characters of a page that is loaded for its text."""
    return _boxes(ctypes.byref(ctypes.c_char.from_address(loaded)), indices)


def angles_of(loaded: int, indices: Sequence[int]) -> list[float]:
    """Return the angle of each of these characters in radians, clockwise; of a page that is loaded for its text."""
    ask = pdfium.library().FPDFText_GetCharAngle
    return list(map(ask, repeat(ctypes.byref(ctypes.c_char.from_address(loaded))), indices))


def _boxes(handle: Any, indices: Sequence[int]) -> array[float]:
    """Return FS_RECTF after FS_RECTF (left, top, right, bottom; y up) of characters, filled by PDFium in place.

    map() and deque() keep the loop in C, and arguments that ctypes need not convert halve its cost again: 0.17 µs a
    character instead of 1 µs in a Python loop.
    """
    corners, ask = _room(), pdfium.library().FPDFText_GetLooseCharBox
    boxes = array("f")
    for start in range(0, len(indices), _ROOM):
        piece = indices[start : start + _ROOM]
        ctypes.memset(corners.floats, 0, 16 * len(piece))
        deque(map(ask, repeat(handle), piece, corners.places), 0)
        boxes.frombytes(corners.bytes[: 16 * len(piece)])
    return boxes


def _close_gaps(text: str, boxes: array[float]) -> None:
    """Give white space that PDFium made up (line ends) no width, at the end of what stands before it."""
    for match in _WHITE.finditer(text):
        at = 4 * match.start()
        if at and not any(boxes[at : at + 4]):
            right = boxes[at - 2]
            boxes[at : at + 4] = array("f", (right, boxes[at - 3], right, boxes[at - 1]))
