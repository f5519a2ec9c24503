"""Words that a PDF page draws as shapes, letter by letter, and no text says: found by recognition of the shapes alone."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reviewer.documents.formats import line_reading, pdf_boxes, pdf_forms, pdf_images, pdfium
from reviewer.documents.formats.letter_evidence import folded
from reviewer.model.doubts import Doubt

if TYPE_CHECKING:
    from reviewer.documents.formats.line_reading import SeenWord
    from reviewer.documents.formats.pdf_images import Thing
    from reviewer.documents.formats.pdf_proof import Proof
    from reviewer.documents.formats.pdf_runs import Box, Run

_SEGMENTS = 6  # of a shape that may be a letter: a rectangle has five
_TOGETHER = 30  # of all such shapes: fewer are no word
_TALLEST, _SMALLEST = 300.0, 1.0  # points
_MOST = 20_000  # shapes
_LEAST = 4  # letters of a word
_COVERED = 0.5  # of a word, by text
_MARGIN = 4.0  # points around


def doubt(
    page: int, things: Sequence[Thing], runs: Sequence[Run], proof: Proof
) -> tuple[Doubt, float] | None:
    """Return that words are drawn as shapes, and how much of the page's letters they are (0 to 1); None if none is."""
    shapes = _shapes(page, things)
    if not shapes:
        return None
    area = (
        max(0.0, min(box[0] for box in shapes.values()) - _MARGIN),
        max(0.0, min(box[1] for box in shapes.values()) - _MARGIN),
        max(box[2] for box in shapes.values()) + _MARGIN,
        max(box[3] for box in shapes.values()) + _MARGIN,
    )
    picture, scale = proof.shapes(shapes, area)
    letters = sum(
        len(folded(word.text))
        for word in line_reading.words_in(picture)
        if _is_long(word) and not _is_covered(_box(word, area, scale), runs)
    )
    if not letters:
        return None
    said = sum(len(folded(run.text)) for run in runs)
    return Doubt.OUTLINES, letters / (letters + said)


def doubt_of_notes(page: int, said: str, proof: Proof) -> tuple[Doubt, float] | None:
    """Return the same of what annotations draw, a stamp for example; ``said`` is the page's text with theirs."""
    count = min(pdfium.library().FPDFPage_GetAnnotCount(page), pdf_forms.MOST)
    if not any(pdf_images.lines_in_annotation(page, index) >= _TOGETHER for index in range(count)):
        return None
    known = folded(said)
    words = [folded(word.text) for word in line_reading.words_in(proof.notes()) if _is_long(word)]
    letters = sum(len(word) for word in words if word not in known)
    return (Doubt.OUTLINES, letters / (letters + len(known))) if letters else None


def _is_long(word: SeenWord) -> bool:
    return sum(map(str.isalpha, word.text)) >= _LEAST


def _shapes(page: int, things: Sequence[Thing]) -> dict[int, Box]:
    """Return the shapes that may be letters, and where they are as shown; none where all together are too few.

    A rectangle is one only among others: the letter l, or the dot of an i.
    """
    library = pdfium.library()
    letters: dict[int, Box] = {}
    bars: dict[int, Box] = {}
    total = 0
    for thing in [thing for thing in things if thing.sort == pdf_images.PATH][:_MOST]:
        segments, own = library.FPDFPath_CountSegments(thing.handle), thing.box()
        if own is None:
            continue
        left, top, right, bottom = pdf_boxes.as_shown(array("f", (own[0], own[3], own[2], own[1])), page)
        if not _SMALLEST < bottom - top < _TALLEST:
            continue
        if segments >= _SEGMENTS:
            letters[thing.handle] = (left, top, right, bottom)
            total += segments
        else:
            bars[thing.handle] = (left, top, right, bottom)
    if total < _TOGETHER:
        return {}
    heights = sorted(bottom - top for _left, top, _right, bottom in letters.values())
    tall = 1.5 * heights[len(heights) // 2]
    return letters | {
        handle: box for handle, box in bars.items() if max(box[3] - box[1], box[2] - box[0]) < tall
    }


def _box(word: SeenWord, area: Box, scale: float) -> Box:
    left, top, right, bottom = (side / scale for side in word.box)
    return left + area[0], top + area[1], right + area[0], bottom + area[1]


def _is_covered(box: Box, runs: Sequence[Run]) -> bool:
    """Tell whether text stands where a word is seen: what is drawn there is behind text, or is the text."""
    size = max(1e-3, (box[2] - box[0]) * (box[3] - box[1]))
    shared = sum(
        max(0.0, min(box[2], run.box[2]) - max(box[0], run.box[0]))
        * max(0.0, min(box[3], run.box[3]) - max(box[1], run.box[1]))
        for run in runs
    )
    return shared > _COVERED * size
