"""How a picture is read: as it is first, and only where that leaves something unsure or unread, in other ways.

Writing that is left is found as rows of letter-like shapes, which tell its tone, direction, size and slope.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from reviewer.documents.formats import ocr_text, scan
from reviewer.documents.formats.letter_rows import LEAST as LEAST_SHAPES
from reviewer.documents.formats.letter_rows import Box, Row, rows_in
from reviewer.documents.formats.ocr_engine import Engine, Layout
from reviewer.documents.formats.ocr_regions import Region, as_read_best, regions
from reviewer.documents.formats.ocr_text import Line, RecognisedText
from reviewer.documents.formats.scan import Scan, Turned

LEAST = 50  # a reading of which we are less sure, in percent, counts as none
_SURE = 75  # no other way is tried
_LINE_SURE = 60  # a line of which we are less sure may be handwriting
_PAGE = 1_000_000  # pixels: so large a picture may well be a scanned page, which lies askew
_MOST_REGIONS = 40
_WORDS = 0.4  # letters or digits for each letter-like shape: else what was read is no writing
_ASKEW = 0.025  # a slope at which lines get mixed up
_AS_GOOD = 0.9  # times what another reading gives
_MARGIN = 0.25  # of a line's height


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of a picture, and the turned picture in which it was; the lines are in the latter's pixels."""

    text: RecognisedText
    turned: Turned

    def unread(self) -> list[Row]:
        """Return the rows of letter-like shapes of which nothing was read that can be relied on."""
        covered = _covered(self.text.lines) if self.text.confidence >= LEAST else ()
        return rows_in(self.turned.picture, covered)


class Reading:
    """One picture, read by an engine until a time (seconds of this process at work: a busy machine takes nothing from it)."""

    def __init__(self, engine: Engine, until: float) -> None:
        """Use this engine until then."""
        self._engine = engine
        self._until = until

    def of(self, picture: Scan, tints: Iterable[Scan] = ()) -> RecognisedText:
        """Return what stands in a picture, with boxes in its units; ``tints`` show what differs in colour alone."""
        large = picture.picture.width * picture.picture.height >= _PAGE
        ways = scan.ways_up(picture) if large else [(0, 0.0)]
        read = self._levelled(self._best(picture, ways[:1]))
        sure = read.text.confidence >= _SURE
        rows = [] if sure else rows_in(read.turned.picture)
        if rows:
            read = self._otherwise(picture, rows, ways if large else [], read)
        left = read.unread()
        if not sure and (read.text.confidence < LEAST or not _says_enough(read.text, rows)):
            # Nothing, or what looks like letters to the engine and not to us, as in a photograph.
            read = _Read(RecognisedText(confidence=read.text.confidence), read.turned)
        recognised = self._with_regions(read, left)
        taken = [read.turned.on_page(*row.box) for row in left]
        for tint in tints if time.process_time() < self._until else ():
            recognised = self._with_tint(recognised, tint, taken)
        return recognised

    def _levelled(self, read: _Read) -> _Read:
        """Read again what was read askew, since its lines get mixed up."""
        slope, turned = read.text.slope, read.turned
        if turned.quarters or turned.skew or abs(slope) < _ASKEW:
            return read
        again = self._read(scan.turned(turned.scan, 0, round(math.degrees(math.atan(slope)), 1)))
        return again if again.text.weight >= _AS_GOOD * read.text.weight else read

    def _otherwise(self, picture: Scan, rows: list[Row], ways: list[tuple[int, float]], read: _Read) -> _Read:
        """Read it another way up, light on dark, or larger, as its rows have it; return the best reading."""
        main = max(regions(rows, picture), key=lambda region: region.shapes)
        other = as_read_best(picture, main, 1.0)  # not smaller: there may be smaller letters beside
        ways = ways or [(quarters, main.skew) for quarters in main.ways]
        done = read.turned.quarters, read.turned.skew
        return self._best(
            other, [way for way in ways if way != done or other.picture != picture.picture], read
        )

    def _with_tint(self, recognised: RecognisedText, tint: Scan, taken: list[Box]) -> RecognisedText:
        """Read what stands in a tint of a picture where neither letters nor other rows (``taken``) were found."""
        letters = [_with_margin(box) for box in zip(*[iter(recognised.boxes)] * 4, strict=True)]
        covered = [
            (a * tint.scale, b * tint.scale, c * tint.scale, d * tint.scale) for a, b, c, d in letters + taken
        ]
        rows = rows_in(tint.picture, covered)
        if not rows:
            return recognised
        return ocr_text.joined(
            [recognised, self._with_regions(_Read(RecognisedText(), scan.turned(tint, 0, 0.0)), rows)]
        )

    def _best(self, picture: Scan, ways: Iterable[tuple[int, float]], best: _Read | None = None) -> _Read:
        """Read it in these ways until we are sure; return the reading that gives most, or *best* if that does."""
        for quarters, skew in ways:
            if best and time.process_time() >= self._until:
                break
            read = self._read(scan.turned(picture, quarters, skew))
            if best is None or read.text.weight > best.text.weight:
                best = read
            if best.text.confidence >= _SURE:
                break
        return best or _Read(RecognisedText(), scan.turned(picture, 0, 0.0))

    def _with_regions(self, read: _Read, left: list[Row]) -> RecognisedText:
        """Read what is left region by region, and tell what is left then."""
        if not left:
            return replace(read.text, rows=len(read.text.lines))
        there = Scan(read.turned.picture, 1.0, read.turned.picture.width, read.turned.picture.height)
        parts, unread = [], 0
        for number, region in enumerate(regions(left, there)):
            in_time = number < _MOST_REGIONS and time.process_time() < self._until
            part = self._region(there, region) if in_time else None
            if part and part.text.confidence >= _LINE_SURE and _says_enough(part.text, list(region.rows)):
                parts.append((region.box[1], part.text.mapped(partial(_placed, region, read.turned))))
                unread += len(part.unread())
            else:
                unread += len(region.rows)
        readings = [recognised for _top, recognised in sorted(parts, key=lambda part: part[0])]
        whole = ocr_text.joined([read.text, *readings])
        return replace(whole, rows=len(_covered(whole.lines)) + unread, unread_rows=unread)

    def _region(self, there: Scan, region: Region) -> _Read:
        """Read one region; boxes are in *there*'s pixels from the region's left and top."""
        cut = there.picture.crop(region.box)
        part = as_read_best(Scan(cut, 1.0, cut.width, cut.height), region)
        return self._best(part, [(quarters, region.skew) for quarters in region.ways])

    def _read(self, turned: Turned) -> _Read:
        result = RecognisedText()
        # The first finds columns, but may see a picture.
        for layout in (Layout.PAGE, Layout.BLOCK):
            result = ocr_text.text_of(self._engine.words(turned.picture, layout, self._until), turned)
            if result.text:
                break
        return _Read(result, turned)


def _says_enough(recognised: RecognisedText, rows: list[Row]) -> bool:
    """Tell whether a reading of which we are not sure may be what its rows say; without any, it says much by itself."""
    if not rows:
        return recognised.confidence >= _LINE_SURE and recognised.letters >= LEAST_SHAPES
    return recognised.letters >= max(1.0, _WORDS * max(row.shapes for row in rows))


def _covered(lines: Iterable[Line]) -> list[Box]:
    """Return the boxes of what was surely read, with the dots and tails of its letters."""
    return [_with_margin(line.box) for line in lines if line.sure >= _LINE_SURE]


def _with_margin(box: Box) -> Box:
    margin = _MARGIN * min(box[2] - box[0], box[3] - box[1])
    return box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin


def _placed(region: Region, turned: Turned, box: Box) -> Box:
    """Return where a box in a region of a turned picture lies in the units of what was turned."""
    right, down, _, _ = region.box
    return turned.on_page(box[0] + right, box[1] + down, box[2] + right, box[3] + down)
