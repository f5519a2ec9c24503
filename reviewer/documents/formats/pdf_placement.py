"""Where things that are drawn on an open page lie on it as it is shown: points from its top left."""

from __future__ import annotations

from array import array
from functools import cached_property
from typing import TYPE_CHECKING

from reviewer.documents.formats import pdf_boxes, pdf_forms, pdf_images, pdfium

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.documents.formats.pdf_forms import Annotation
    from reviewer.documents.formats.pdf_images import Box, Thing
    from reviewer.model.documents import Sides

_UNSEEN = frozenset({pdf_forms.LINK, pdf_forms.POPUP})


class Placement:
    """The places on one open page, ``number`` from 0."""

    def __init__(self, number: int, page: int, annotations: Sequence[Annotation]) -> None:
        """Take the page's handle and what lies on it."""
        self.number, self.page = number, page
        self._annotations = annotations

    @cached_property
    def frame(self) -> Sides:
        """The page itself."""
        library = pdfium.library()
        wide, high = library.FPDF_GetPageWidthF(self.page), library.FPDF_GetPageHeightF(self.page)
        return 0.0, 0.0, float(wide), float(high)

    def box(self, thing: Thing) -> Sides | None:
        """Return the box of a thing, None where nothing of it is seen."""
        own = thing.box()
        return None if own is None else self._shown(own)

    def corners(self, picture: Thing) -> array[float]:
        """Return where a picture's top left, top right and bottom left are, x and y of each: so it is told how it is turned."""
        points = pdf_images.corners(picture.matrix())
        boxes = array("f", (side for at in (0, 2, 4) for side in points[at : at + 2] * 2))
        shown = pdf_boxes.as_shown(boxes, self.page)
        return array("f", (side for at in (0, 4, 8) for side in shown[at : at + 2]))

    @cached_property
    def annotations(self) -> list[tuple[Annotation, Sides]]:
        """What lies on the page and is seen, each with its box."""
        seen = [one for one in self._annotations if not one.hidden and one.subtype not in _UNSEEN]
        return [(one, self._shown((one.box[0], one.box[3], one.box[2], one.box[1]))) for one in seen]

    @property
    def on_top(self) -> list[Sides]:
        """The boxes of what lies on the page."""
        return [box for _one, box in self.annotations]

    def _shown(self, box: Box) -> Sides:
        left, bottom, right, top = box
        shown = pdf_boxes.as_shown(array("f", (left, top, right, bottom)), self.page)
        return shown[0], shown[1], shown[2], shown[3]
