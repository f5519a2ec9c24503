"""Read a printed PDF back without our own code: PDFium gives words and places, qpdf's reader the structure tree."""

from __future__ import annotations

import ctypes
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

MM = 72 / 25.4
LEFT, BOTTOM, RIGHT, TOP = 25 * MM, 22 * MM, (210 - 25) * MM, (297 - 24) * MM
SLACK = 1.0


@dataclass(frozen=True, slots=True)
class Shown:
    """Text that one operator showed: where (points from the bottom left), and its marked content, or None of furniture."""

    page: int
    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    content: int | None

    @property
    def inside(self) -> bool:
        """Whether it lies within the margins; a space at its end takes no room."""
        space = 0.3 * self.size if self.text.endswith(" ") else 0.0
        lean = max(SLACK, 0.06 * self.size)  # a large y reaches before where it is set
        across = self.left >= LEFT - lean and self.right - space <= RIGHT + lean
        return across and self.bottom >= BOTTOM - SLACK and self.top <= TOP + SLACK

    def covers(self, other: Shown) -> bool:
        """Whether it stands on another text of its page: by more than letters of neighbouring lines ever do."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.top, other.top) - max(self.bottom, other.bottom)
        return across > 0.45 * self.size and down > 0.3 * min(self.size, other.size)


class Printed:
    """A PDF as it is seen and as it is read out."""

    def __init__(self, data: bytes) -> None:
        """Read all of it at once."""
        self.shown = tuple(_shown(data))
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
            self.pages = len(pages)
            self.order = tuple(_order(pdf.Root.StructTreeRoot.K, pages, None))

    @property
    def text(self) -> str:
        """The words in the order of the structure tree, without white space."""
        held: dict[tuple[int, int], list[str]] = {}
        for shown in self.shown:
            if shown.content is not None:
                held.setdefault((shown.page, shown.content), []).append(shown.text)
        return squeezed("".join(word for place in self.order for word in held.pop(place, [])) + _rest(held))

    @property
    def outside(self) -> list[Shown]:
        """What is read out and stands in a margin, or off the page."""
        return [shown for shown in self.shown if shown.content is not None and not shown.inside]

    @property
    def covered(self) -> list[tuple[str, str]]:
        """What stands on top of something else."""
        found = []
        for page in range(self.pages):
            here = [shown for shown in self.shown if shown.page == page and shown.text.strip()]
            here.sort(key=lambda shown: -shown.top)
            for at, one in enumerate(here):
                for other in here[at + 1 :]:
                    if other.top < one.bottom:
                        break
                    if one.covers(other):
                        found.append((one.text, other.text))
        return found


def squeezed(text: str) -> str:
    """Return text without white space, composed, and without what nobody sees."""
    return "".join(unicodedata.normalize("NFC", text.replace("\u00ad", "").replace("\u200b", "")).split())


def _rest(held: dict[tuple[int, int], list[str]]) -> str:
    """Say what no element of the tree reads out."""
    return f"<lost: {held}>" if held else ""


def _shown(data: bytes) -> Iterator[Shown]:
    with pypdfium2.PdfDocument(data) as document:
        for number, page in enumerate(document):
            textpage = page.get_textpage()
            for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
                thing = pdfium.FPDFPage_GetObject(page.raw, index)
                if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_TEXT:
                    yield _one(number, thing, textpage.raw)


def _one(page: int, thing: object, textpage: object) -> Shown:
    length = pdfium.FPDFTextObj_GetText(thing, textpage, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFTextObj_GetText(thing, textpage, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    text = (
        buffer.raw[: max(length - 2, 0)].decode("utf-16-le").replace("\x02", "-")
    )  # PDFium's, of a line's last hyphen
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(thing, *(ctypes.byref(side) for side in sides))
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(thing, ctypes.byref(size))
    content = pdfium.FPDFPageObj_GetMarkedContentID(thing)
    left, bottom, right, top = (side.value for side in sides)
    return Shown(page, text, left, bottom, right, top, size.value, None if content < 0 else content)


def _order(
    node: pikepdf.Object, pages: dict[tuple[int, int], int], page: int | None
) -> Iterator[tuple[int, int]]:
    """Yield page and number of marked content in reading order (ISO 32000-1, 14.7.4)."""
    if "/Pg" in node:
        page = pages[node.Pg.objgen]
    kids = node.K if isinstance(node.K, pikepdf.Array) else [node.K]
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary):
            if kid.get("/Type") == "/MCR":
                yield pages[kid.Pg.objgen], int(kid.MCID)
            elif "/S" in kid:
                yield from _order(kid, pages, page)
        else:
            assert page is not None
            yield page, int(kid)


def elements(data: bytes) -> Iterator[tuple[str, frozenset[int]]]:
    """Yield each element right below the document: its tag, and the pages that it stands on."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        for kid in pdf.Root.StructTreeRoot.K.K:
            yield str(kid.S).lstrip("/"), frozenset(page for page, _ in _order(kid, pages, None))
