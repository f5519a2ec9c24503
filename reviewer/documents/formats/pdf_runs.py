"""A PDF page's letters in runs: letters of one font on one line, and not too many of them, with what draws them and whether that is seen.

A run's letters are what PDFium says of each glyph, before they are put in order and tidied.
"""

from __future__ import annotations

import ctypes
import math
import sys
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.documents.formats import pdf_boxes, pdf_images, pdf_text, pdfium

if TYPE_CHECKING:
    from reviewer.documents.formats.pdf_images import Thing

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the page's top left as it is shown."""

_LONGEST_NAME = 128
_CODES = range(33, 256)
_SIZE = 1000.0
_EVEN = (range(0x3400, 0xA000), range(0xAC00, 0xD7A4))  # Han and Hangul, as Unicode has them
_LEAST_EVEN = 3
_LONG, _LONGEST = (
    100,
    200,
)  # letters of a run, which ends with a word after the one, and in any case after the other
_GAP = 1.5  # line heights between two letters of one run
_QUARTER, _ASKEW = math.pi / 2, math.radians(3)


@dataclass(slots=True)
class Run:
    """Letters of one ``font`` on one line: ``text``, a ``box`` around them, their ``height``, the ``things`` that draw them.

    ``angle`` is how far the line is turned anticlockwise as shown, in radians. ``hidden`` letters are not drawn, or a
    picture is drawn over them; ``over`` tells that there is a picture where they stand. ``even`` has those of its letters that
    are as wide as each other in any font, Chinese characters and Korean syllables, each with its width as parts of the middle one's.
    ``face`` is PDFium's handle of the font, and ``widths`` are of its letters, in line heights.
    """

    font: str
    text: str
    box: Box
    height: float
    angle: float
    things: frozenset[int]
    hidden: bool = False
    over: bool = False
    even: tuple[tuple[str, float], ...] = ()
    face: int = 0
    widths: tuple[tuple[str, float], ...] = ()


class Fonts:
    """Names for a page's fonts that are the same on each page of a document: by name, and by how wide letters are.

    What the file says in other words than the font's (ActualText, ISO 32000-1, 14.9.4) counts as a font of its own.
    """

    def __init__(self) -> None:
        """Start with none; an object is for one page, since PDFium's handles are."""
        self._names: dict[int, str] = {}
        self._of_things: dict[int, str] = {}

    def of(self, thing: int) -> str:
        """Return what the font of a thing of text is called here."""
        if thing not in self._of_things:
            handle = pdfium.library().FPDFTextObj_GetFont(thing)
            self._of_things[thing] = self._name(handle) + ("/said" if _is_said_otherwise(thing) else "")
        return self._of_things[thing]

    def _name(self, handle: int | None) -> str:
        if handle is None:
            return ""
        if handle not in self._names:
            self._names[handle] = _name(handle)
        return self._names[handle]


def _is_said_otherwise(thing: int) -> bool:
    library, length = pdfium.library(), ctypes.c_ulong()
    return any(
        library.FPDFPageObjMark_GetParamStringValue(
            library.FPDFPageObj_GetMark(thing, number), b"ActualText", None, 0, ctypes.byref(length)
        )
        for number in range(library.FPDFPageObj_CountMarks(thing))
    )


def _name(handle: int) -> str:
    library = pdfium.library()
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    library.FPDFFont_GetBaseFontName(handle, name, _LONGEST_NAME)
    width, widths = ctypes.c_float(), array("f")
    for code in _CODES:
        width.value = 0
        library.FPDFFont_GetGlyphWidth(handle, code, _SIZE, ctypes.byref(width))
        widths.append(width.value)
    known = name.value.decode("utf-8", "replace")
    return f"{known}/{library.FPDFFont_GetIsEmbedded(handle)}/{hash(widths.tobytes()) & 0xFFFFFFFF:08x}"


@dataclass(slots=True)
class _Letters:
    """A page's letters, one after another: code point, what draws it, its font, its box as shown, its angle."""

    codes: list[int]
    things: list[int | None]
    boxes: array[float]
    angles: list[float]


def runs(page: int, things: Sequence[Thing]) -> list[Run]:
    """Return the runs of an open page, in the file's order; ``things`` are all that it draws."""
    library = pdfium.library()
    loaded = library.FPDFText_LoadPage(page)
    if not loaded:
        return []
    try:
        letters = _letters(page, loaded)
    finally:
        library.FPDFText_ClosePage(loaded)
    seen = _Seen(things)
    stretches: list[Run] = []
    fonts = Fonts()
    for start, end in _spans(letters, fonts):
        run = _run(letters, fonts, start, end)
        if run is not None:
            seen.mark(run)
            stretches.append(run)
    return stretches


def _letters(page: int, loaded: int) -> _Letters:
    library = pdfium.library()
    count = range(max(0, library.FPDFText_CountChars(loaded)))
    things = [
        None if library.FPDFText_IsGenerated(loaded, n) else library.FPDFText_GetTextObject(loaded, n)
        for n in count
    ]
    codes = [library.FPDFText_GetUnicode(loaded, n) for n in count]
    boxes = pdf_boxes.as_shown(pdf_text.boxes_of(loaded, count), page)
    turned = library.FPDFPage_GetRotation(page) % 4 * _QUARTER
    # PDFium counts angles clockwise, and the page is turned clockwise too.
    leaning = pdf_text.angles_of(loaded, count)
    angles = [-(leans + turned) if thing else 0.0 for thing, leans in zip(things, leaning, strict=True)]
    return _Letters(codes, things, boxes, angles)


def _spans(letters: _Letters, fonts: Fonts) -> Iterator[tuple[int, int]]:
    """Yield start and end of each run: letters of one font, and the spaces between them, on one line."""
    start, last, font = -1, -1, ""
    for at, thing in enumerate(letters.things):
        if thing is None:
            if letters.codes[at] in {10, 13} and start >= 0:
                yield start, last + 1
                start = -1
            continue
        apart = start >= 0 and (fonts.of(thing) != font or not _goes_on(letters, last, at))
        long = start >= 0 and (
            at - start > _LONGEST or (at - start > _LONG and chr(letters.codes[last]).isspace())
        )
        if apart or long:
            yield start, last + 1
            start = -1
        start, last, font = (at if start < 0 else start), at, fonts.of(thing)
    if start >= 0:
        yield start, last + 1


def _goes_on(letters: _Letters, last: int, at: int) -> bool:
    """Tell whether a letter goes on with the line of the one before."""
    one, other = letters.boxes[4 * last : 4 * last + 4], letters.boxes[4 * at : 4 * at + 4]
    if abs(letters.angles[last] - letters.angles[at]) > _ASKEW:
        return False
    along, across = (0, 1) if round(letters.angles[at] / _QUARTER) % 2 == 0 else (1, 0)
    height = max(one[across + 2] - one[across], other[across + 2] - other[across], 1e-3)
    gap = max(one[along], other[along]) - min(one[along + 2], other[along + 2])
    overlap = min(one[across + 2], other[across + 2]) - max(one[across], other[across])
    return gap < _GAP * height and overlap > height / 3


def _run(letters: _Letters, fonts: Fonts, start: int, end: int) -> Run | None:
    inked = [at for at in range(start, end) if letters.things[at] and not chr(letters.codes[at]).isspace()]
    things = [thing for thing in letters.things[start:end] if thing]
    if not inked:
        return None
    sides = [[letters.boxes[4 * at + side] for at in inked] for side in range(4)]
    box = (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))
    angle = letters.angles[inked[0]]
    across = 1 if round(angle / _QUARTER) % 2 == 0 else 0
    heights = sorted(letters.boxes[4 * at + across + 2] - letters.boxes[4 * at + across] for at in inked)
    height = heights[len(heights) // 2]
    if height <= 0 or box[2] <= box[0] or box[3] <= box[1]:
        return None
    text = _joined(letters.codes[start:end])
    text = (
        text[:-1] + "-" if text.endswith("\x02") and text.count("\x02") == 1 else text
    )  # PDFium's for a hyphen
    even = _even(letters, inked, 1 - across)
    face = pdfium.library().FPDFTextObj_GetFont(things[0]) or 0
    along = 1 - across
    widths = tuple(
        (chr(letters.codes[at]), (letters.boxes[4 * at + along + 2] - letters.boxes[4 * at + along]) / height)
        for at in inked
        if chr(letters.codes[at]).isalnum()
    )
    return Run(
        fonts.of(things[0]), text, box, height, angle, frozenset(things), even=even, face=face, widths=widths
    )


def _even(letters: _Letters, inked: list[int], along: int) -> tuple[tuple[str, float], ...]:
    """Return the letters of a line that should be as wide as each other; vertical lines are no lines here."""
    even = [at for at in inked if any(letters.codes[at] in block for block in _EVEN)]
    if len(even) < _LEAST_EVEN:
        return ()
    wide = [letters.boxes[4 * at + along + 2] - letters.boxes[4 * at + along] for at in even]
    middle = sorted(wide)[len(wide) // 2] or 1.0
    return tuple((chr(letters.codes[at]), one / middle) for at, one in zip(even, wide, strict=True))


def _joined(codes: list[int]) -> str:
    """Return letters as text; two halves of a character are one, and what is none says nothing."""
    letters = "".join(chr(code) if 0 < code <= sys.maxunicode else "\ufffd" for code in codes)
    return letters.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class _Seen:
    """Tells which runs are seen: not those that draw nothing, nor those that a picture is drawn over."""

    def __init__(self, things: Sequence[Thing]) -> None:
        self._order = {thing.handle: order for order, thing in enumerate(things)}
        self._things = things
        pictures = [
            (order, thing.box()) for order, thing in enumerate(things) if thing.sort == pdf_images.IMAGE
        ]
        self._pictures = [(order, box) for order, box in pictures if box]

    def mark(self, run: Run) -> None:
        """Say of a run whether it is hidden, and whether a picture is where it stands."""
        library = pdfium.library()
        modes = {library.FPDFTextObj_GetTextRenderMode(thing) for thing in run.things}
        run.hidden = modes <= {pdfium.INVISIBLE, pdfium.CLIP}
        if not self._pictures:
            return
        orders = [self._order[thing] for thing in run.things if thing in self._order]
        boxes = [box for box in (self._things[order].box() for order in orders) if box]
        around = [
            order for order, picture in self._pictures if all(_is_within(box, picture) for box in boxes)
        ]
        if not boxes or not around:
            return
        run.over = True
        if max(around) > max(orders):
            run.hidden = run.hidden or not any(self._things[order].is_blended() for order in around)


def _is_within(box: pdf_images.Box, other: pdf_images.Box) -> bool:
    """Tell whether the middle of one box lies in the other."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return other[0] <= x <= other[2] and other[1] <= y <= other[3]
