"""Pictures on pages of a PDF that have text too: each part of a page that pictures cover is one, with a text of its own.

What is looked at there is the page as it is shown, but for letters of the page's own, which are read already.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from reviewer.documents.formats import pdf_drawing, pdf_forms, pdf_images, pdfium
from reviewer.documents.formats.pdf_placement import Placement
from reviewer.documents.formats.pdf_regions import POINTS, Laid, area, is_surface, regions, sides, within
from reviewer.model import Picture, Place

if TYPE_CHECKING:
    from PIL.Image import Image

    from reviewer.documents.formats.pdf_forms import Annotation, Form
    from reviewer.documents.formats.pdf_images import Thing
    from reviewer.documents.formats.pdf_naming import Names
    from reviewer.documents.formats.pdf_regions import Region
    from reviewer.model.documents import Sides

MOST = 200
"""Pictures of one page that are read, the largest of them."""

_MOST_PIXELS = 16_000_000
_WRITTEN = frozenset({
    pdf_forms.TEXT_FIELD, pdf_forms.CHECK_BOX, pdf_forms.RADIO_BUTTON, pdf_forms.COMBO_BOX, pdf_forms.LIST_BOX,
})  # fmt: skip
"""Fields that hold words or a tick."""


class Opened(Protocol):
    """The part of ``pdf.Pdf`` that is used here."""

    @property
    def form(self) -> Form:
        """The file's form."""

    @property
    def names(self) -> Names:
        """The names of the file's pictures."""


def pictures(
    document: Opened, number: int, page: int, annotations: Sequence[Annotation]
) -> tuple[list[Picture], int]:
    """Return the pictures on the open page *number* (from 0), and how many more there are than are read."""
    things = pdf_images.things(page, patterns=document.names.has_patterns)
    if not things and not annotations:
        return [], 0
    placement = Placement(number, page, annotations)
    areas = regions([*_drawn(document.names, placement, things), *_on_top(placement)])
    largest = sorted(areas, key=lambda region: area(region.box), reverse=True)[:MOST]
    largest.sort(key=lambda region: (region.box[1], region.box[0]))
    document.names.begin_page(number)
    made = [_named(number, region, document.names.of(region, things, placement)) for region in largest]
    return made, len(areas) - len(largest)


def _named(number: int, region: Region, name: str) -> Picture:
    left, top, right, bottom = (round(side, 2) for side in region.box)
    key = f"{number}/{round(region.dots)}"
    return Picture(key, name, str(Place.page(number)), box=(left, top, right, bottom))


def _drawn(names: Names, placement: Placement, things: Sequence[Thing]) -> Iterator[Laid]:
    """Yield the pictures of a page's content that can be seen, surfaces left out."""
    for number, thing in enumerate(things):
        is_picture = thing.sort == pdf_images.IMAGE
        if not is_picture and not (names.has_patterns and thing.may_be_patterned()):
            continue
        own = placement.box(thing)
        box = None if own is None else within(own, placement.frame)
        if box is not None and is_picture:
            yield from _picture(names, thing, number, box)
        elif box is not None:
            yield Laid(box, 0.0, number, masked=True)


def _picture(names: Names, thing: Thing, number: int, box: Sides) -> Iterator[Laid]:
    """Yield a picture, if it isn't a surface."""
    wide, high = thing.pixels()
    a, b, c, d, _e, _f = thing.matrix()
    dots = wide * POINTS / (math.hypot(a, b) or 1.0), high * POINTS / (math.hypot(c, d) or 1.0)
    masked = names.has_masks
    if masked or not is_surface((wide, high), dots):
        yield Laid(box, max(dots), number, masked)


def _on_top(placement: Placement) -> Iterator[Laid]:
    """Yield the pictures that annotations draw: each as its annotation's rectangle."""
    for one, own in placement.annotations:
        if one.field in _WRITTEN:
            continue
        box, pixels = within(own, placement.frame), pdf_images.in_annotation(placement.page, one.index)
        if box is not None and pixels is not None:
            wide, high = (max(1.0, side) for side in sides(box))
            yield Laid(box, max(pixels[0] / wide, pixels[1] / high) * POINTS, masked=True)


def picture(document: Opened, page: int, box: Sides, dots: float) -> Image:
    """Draw what an open page shows in a *box*, but for letters of its own, in *dots* an inch."""
    from PIL import Image as Pillow

    library = pdfium.library()
    pdf_images.without_letters(page)
    scale = min(dots / POINTS, math.sqrt(_MOST_PIXELS / max(1.0, area(box))))
    wide, high = library.FPDF_GetPageWidthF(page), library.FPDF_GetPageHeightF(page)
    size = max(1, round(wide * scale)), max(1, round(high * scale))
    left, top = max(0, math.floor(box[0] * scale)), max(0, math.floor(box[1] * scale))
    right, bottom = min(size[0], math.ceil(box[2] * scale)), min(size[1], math.ceil(box[3] * scale))
    clip = left, top, max(left + 1, right), max(top + 1, bottom)
    pixels = pdf_drawing.drawn(document, page, size, clip)
    return Pillow.frombuffer("RGB", (clip[2] - left, clip[3] - top), pixels, "raw", "BGRX", 0, 1)
