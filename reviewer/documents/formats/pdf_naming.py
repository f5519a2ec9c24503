"""Names of a PDF's pictures by what they show, so that each is recognised once wherever it stands.

PDFium tells a picture's bytes and not its mask's (ISO 32000-2, 11.6.5.2), and many a picture is all ink, of which only the
mask makes letters. So in a file with masks a name is good for that file alone, and of bytes that are met again qpdf (by
pikepdf) is asked whether they are always seen through the same mask.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import cached_property
from mmap import mmap
from typing import TYPE_CHECKING

from reviewer.documents.formats import pdf_images
from reviewer.documents.formats.pdf_regions import sides, within

if TYPE_CHECKING:
    from reviewer.documents.formats.pdf_images import Thing
    from reviewer.documents.formats.pdf_placement import Placement
    from reviewer.documents.formats.pdf_regions import Region
    from reviewer.model.documents import Sides

# In the dictionaries of streams, which are never packed (7.5.7).
_MASKS = (b"/SMask", b"/Mask")
_TILES = re.compile(rb"/PatternType\s*1\b")
_MOST_BYTES = 128 << 20  # of a page's pictures; of a whole file's where it has masks, twice that
_MOST_LINES = 5000  # lines and surfaces that take part in a name
_STEPS = 1000  # in which a side is measured


class Names:
    """The names of the pictures of one file."""

    def __init__(self, data: mmap | bytes, password: str | None) -> None:
        """Take the file's bytes, and the password that opens it."""
        self._data, self._password = data, password
        self._left = 0
        self._met: set[bytes] = set()
        self._from_start = False

    def begin_page(self, number: int) -> None:
        """Go on to page *number* (from 0), and allow for the bytes of its pictures."""
        self._left = _MOST_BYTES
        self._from_start = self._from_start or number == 0

    @cached_property
    def has_masks(self) -> bool:
        """Whether any picture of the file has a mask."""
        return any(self._data.find(mask) >= 0 for mask in _MASKS)

    @cached_property
    def has_patterns(self) -> bool:
        """Whether anything in the file may be laid with tiles, which may be pictures (8.7.3)."""
        return _TILES.search(self._data) is not None

    def of(self, region: Region, things: Sequence[Thing], placement: Placement) -> str:
        """Return a SHA-256 for what a region of a page shows of *things*; for its place in this file where it shows more."""
        shown = self._told(region, things, placement)
        if shown is None:
            shown = [self._file, repr((placement.number, region.box)).encode()]
        return hashlib.sha256(b"\n".join(shown)).hexdigest()

    def _told(self, region: Region, things: Sequence[Thing], placement: Placement) -> list[bytes] | None:
        """Return what a region shows, in the order in which it is drawn; None where pictures, lines and surfaces aren't all."""
        pictures, shown, lines = {one.number for one in region.laid}, [], 0
        if -1 in pictures or any(within(box, region.box) for box in placement.on_top):
            return None
        if len(things) - len(pictures) > _MOST_LINES:
            return None
        for number, thing in enumerate(things):
            if number in pictures:
                name = self._picture(thing)
                if name is None:
                    return None
                lies = _steps(placement.corners(thing), region.box)
                shown.append(b"%b %r %r" % (name, lies, thing.ink()))
            elif thing.sort != pdf_images.IMAGE:
                box = placement.box(thing)
                seen = None if box is None else within(box, region.box)
                if seen is not None:
                    shown.append(b"%r %r" % (_steps(seen, region.box), thing.ink()))
                    lines += 1
        return shown

    def _picture(self, picture: Thing) -> bytes | None:
        """Return what names a picture alone; None if it can't be told from others."""
        if picture.sort != pdf_images.IMAGE:
            return None
        file = picture.file(self._left)
        if file is None or picture.is_blended():
            return None
        self._left -= len(file)
        name = hashlib.sha256(file).digest()
        wide, high = picture.pixels()
        whole = b"%b %d %d" % (name, wide, high)
        if not self.has_masks:
            return whole
        if self._is_new(name) or len(self._masks.get(name, ())) == 1:
            return whole + self._file
        return None

    def _is_new(self, name: bytes) -> bool:
        """Tell whether bytes are met for the first time; not of a file whose first pages were read by another process."""
        new = self._from_start and name not in self._met
        self._met.add(name)
        return new

    @cached_property
    def _file(self) -> bytes:
        return hashlib.sha256(self._data).digest()

    @cached_property
    def _masks(self) -> dict[bytes, set[bytes]]:
        from reviewer.documents.formats import pdf_mending

        return pdf_mending.masks(self._data, self._password, 2 * _MOST_BYTES)


def _steps(values: Sequence[float], region: Sides) -> tuple[int, ...]:
    """Return places, x and y by turns, in steps of a region's sides."""
    size = sides(region)
    return tuple(round((value - region[at % 2]) / size[at % 2] * _STEPS) for at, value in enumerate(values))
