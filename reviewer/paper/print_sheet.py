"""Placed marks to the pages of a file, each in its structure element or marked as furniture.

There is no way to draw text here without saying which of the two it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from math import atan2, cos, hypot, sin
from typing import Any

from reportlab.pdfbase import pdfdoc

from reviewer.paper.blocks import Picture
from reviewer.paper.catalog import Entry, page_name
from reviewer.paper.lines import Piece
from reviewer.paper.marks import Bookmark, Fill, Flow, Frame, Mark, Placed, Raster, Stamp, Watermark, Words
from reviewer.paper.pdf_file import Document, array, dictionary, reference, text
from reviewer.paper.styles import INK, LEFT, NAVY, PAGE, STAMP, TOP, Colour, Style
from reviewer.paper.tree import Annotation, Content, Node
from reviewer.paper.typeface import Typeface
from reviewer.paper.watermark import stencil

UNDERLINE = 0.6
ACROSS = 0.62  # of the page's diagonal: how long a watermark is


class Ink:
    """Drawing operators of one page or form (ISO 32000-1, 8 and 9); the origin is at the bottom left."""

    def __init__(self, document: Document, typeface: Typeface) -> None:
        """Write for a file, with the faces that it embeds."""
        self._document = document
        self._typeface = typeface
        self._operators: list[str] = []

    def __call__(self, operator: str) -> None:
        """Add an operator as it is."""
        self._operators.append(operator)

    def content(self) -> bytes:
        """Return what was drawn."""
        return "\n".join(self._operators).encode("ascii")

    def colour(self, colour: Colour) -> None:
        """Fill with a colour from now on."""
        self(" ".join(map(_number, colour)) + " rg")

    def box(self, x: float, y: float, width: float, height: float) -> None:
        """Fill a rectangle given by its lower left corner."""
        self(f"{_number(x)} {_number(y)} {_number(width)} {_number(height)} re f")

    def piece(self, piece: Piece, size: float, x: float, y: float) -> None:
        """Show text at a place; between ``BT`` and ``ET``."""
        font = self._typeface.fonts[piece.face]
        self(f"1 0 0 1 {_number(x)} {_number(y)} Tm")
        for name, codes in font.codes(piece.text, self._document):
            self(f"{name} {_number(size)} Tf <{codes.hex()}> Tj")

    def image(self, name: str, matrix: tuple[float, ...]) -> None:
        """Draw an image of the page's resources; the matrix says where its unit square lies."""
        self(f"q {' '.join(map(_number, matrix))} cm /{name} Do Q")

    @contextmanager
    def marked(self, opening: str) -> Iterator[None]:
        """Hold what is drawn inside as marked content."""
        self(f"{opening} BDC")
        yield
        self("EMC")

    def furniture(self, kind: str, sort: str = "") -> AbstractContextManager[None]:
        """Hold what is drawn inside as an artifact: ``Pagination`` or ``Layout``, and what sort (ISO 32000-1, 14.8.2.2)."""
        more = f" /Subtype /{sort}" if sort else ""
        return self.marked(f"/Artifact <</Type /{kind}{more}>>")


class Sheets:
    """Draws the pages of one file, one after another; ``owners`` are kept for the structure tree."""

    def __init__(self, document: Document, typeface: Typeface, pages: int) -> None:
        """Begin a file of so many pages."""
        self._document = document
        self._typeface = typeface
        self._page = 0
        self._ink = Ink(document, typeface)
        self._contents: list[list[Node]] = [[] for _ in range(pages)]
        self._notes: list[Node] = []
        self._refs: list[pdfdoc.PDFObjectReference] = []
        self._images: dict[str, object] = {}  # of the file
        self._shown: dict[str, object] = {}  # of the page
        self.fields: list[str] = []
        self.entries: list[Entry] = []

    @property
    def owners(self) -> list[Node | Sequence[Node]]:
        """The elements that own each page's marked content, then each annotation, by key in the parent tree."""
        return [*self._contents, *self._notes]

    def draw(self, marks: Sequence[Placed], furniture: Sequence[Placed]) -> None:
        """Draw a page: its furniture, then its marks in reading order."""
        self._page += 1
        self._ink, self._refs, self._shown = Ink(self._document, self._typeface), [], {}
        for placed in (*furniture, *marks):
            self._mark(placed.mark, LEFT + placed.x, PAGE[1] - TOP - placed.y)
        page: Any = pdfdoc.PDFPage()  # its stubs know only what ReportLab itself sets
        page.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]
        page.pagewidth, page.pageheight = PAGE
        page.Tabs, page.StructParents = "/S", self._page - 1
        page.Contents = self._document.stream(self._ink.content(), f"Content{self._page}")
        page.Resources = _resources(self._shown)
        page.Annots = array(self._refs) if self._refs else None
        self._document.addPage(page)

    def _mark(self, mark: Mark, x: float, y: float) -> None:
        match mark:
            case Words():
                self._words(mark, x, y)
            case Fill(node=node):
                with self._ink.furniture("Layout") if node is None else self._tagged(node):
                    self._ink.colour(mark.colour)
                    self._ink.box(x, y - mark.height, mark.width, mark.height)
            case Stamp():
                self._stamp(mark, x, y)
            case Bookmark(title=title, level=level):
                self.entries.append(Entry(title, level, self._page, y + 4))
            case Frame(node=node):
                node.attributes["BBox"] = (x, y - mark.height, x + mark.width, y)
            case Raster(picture=picture, node=node):
                with self._tagged(node):
                    self._ink.image(
                        self._picture(picture), (mark.width, 0, 0, mark.height, x, y - mark.height)
                    )
            case Watermark():
                self._watermark(mark)

    def _watermark(self, mark: Watermark) -> None:
        """Draw a word from the lower left to the upper right, in the middle of the page."""
        wide, high, bits = stencil(mark.word, self._typeface.path("bold"))
        long = ACROSS * hypot(*PAGE)
        tall = long * high / wide
        angle = atan2(PAGE[1], PAGE[0])
        along, up = cos(angle), sin(angle)
        x = (PAGE[0] - long * along + tall * up) / 2
        y = (PAGE[1] - long * up - tall * along) / 2
        matrix = (long * along, long * up, -tall * up, tall * along, x, y)
        facts = {"Width": wide, "Height": high, "ImageMask": "true", "BitsPerComponent": 1}
        with self._ink.furniture("Pagination", "Watermark"):
            self._ink.colour(mark.colour)
            self._ink.image(self._image("Watermark", bits, facts), matrix)

    def _image(self, name: str, samples: bytes, facts: dict[str, object]) -> str:
        """Put an image into the file, once, and into this page's resources; returns its name.

        What names no ``Filter`` of its own is packed here.
        """
        if name not in self._images:
            filters = [] if "Filter" in facts else [pdfdoc.PDFZCompress]
            about = dictionary(Type="/XObject", Subtype="/Image", **facts)
            stream = pdfdoc.PDFStream(about, samples, filters)
            self._document.updateSignature(samples)
            self._images[name] = self._document.Reference(stream, f"Image{name}")
        self._shown[name] = self._images[name]
        return name

    def _picture(self, picture: Picture) -> str:
        """Put a picture's pixels into the file as they are held; returns its name."""
        name = f"Picture{hashlib.sha256(picture.pixels).hexdigest()[:16]}"
        facts = {
            "Width": picture.width,
            "Height": picture.height,
            "ColorSpace": "/DeviceRGB",
            "BitsPerComponent": 8,
            "Filter": "/FlateDecode",
        }
        return self._image(name, picture.pixels, facts)

    def _tagged(self, node: Node) -> AbstractContextManager[None]:
        held = self._contents[self._page - 1]
        node.kids.append(Content(self._page, len(held)))
        held.append(node)
        return self._ink.marked(f"/{node.tag} <</MCID {len(held) - 1}>>")

    def _words(self, words: Words, x: float, top: float) -> None:
        """Draw lines, opening marked content anew only where a link or a foreign word begins or ends."""
        links: list[tuple[Piece, Node, float, float]] = []
        for owner, placed in _grouped(words, x, top):
            node = _span(words.flow, owner)
            with self._ink.furniture("Pagination") if node is None else self._tagged(node):
                run = words.flow.runs[placed[0][0].run]
                self._ink.colour(NAVY if run.href else words.style.colour)
                self._ink("BT")
                for piece, at, base in placed:
                    self._ink.piece(piece, words.style.size, at, base)
                    if run.href and node is not None:
                        links.append((piece, node, at, base))
                self._ink("ET")
        for piece, node, at, base in links:
            self._link(piece, node, words, at, base)

    def _link(self, piece: Piece, node: Node, words: Words, x: float, base: float) -> None:
        href = words.flow.runs[piece.run].href
        with self._ink.furniture("Layout"):
            self._ink.colour(NAVY)
            self._ink.box(x, base - 1.6, piece.width, UNDERLINE)
        low = base - 0.25 * words.style.size
        rect = (x, low, x + piece.width, low + 1.2 * words.style.size)
        self._annotate(
            node,
            rect,
            Subtype="/Link",
            F=4,
            Border=array([0, 0, 0]),
            Contents=text(_said(href)),
            A=dictionary(S="/URI", URI=text(href)),
        )

    def _stamp(self, stamp: Stamp, x: float, y: float) -> None:
        """A signature field whose appearance is drawn now, so that signing leaves it alone (PDF/A 6.3.3)."""
        stamp.node.texts["Alt"] = stamp.tooltip
        box = (0, 0, stamp.width, stamp.height)
        form = dictionary(
            Type="/XObject", Subtype="/Form", FormType=1, BBox=array(box), Resources=_resources()
        )
        look = pdfdoc.PDFStream(form, self._appearance(stamp), [pdfdoc.PDFZCompress])
        rect = (x, y - stamp.height, x + stamp.width, y)
        said = text(stamp.tooltip)
        made = self._annotate(
            stamp.node, rect, Subtype="/Widget", FT="/Sig", F=132, T=text(stamp.name), TU=said, Contents=said,
            AP=dictionary(N=self._document.Reference(look, f"Appearance{stamp.name}")),
        )  # fmt: skip
        self.fields.append(made)

    def _appearance(self, stamp: Stamp) -> bytes:
        ink = Ink(self._document, self._typeface)
        ink(" ".join(map(_number, NAVY)) + " RG 0.8 w")
        ink(f"0.5 0.5 {_number(stamp.width - 1)} {_number(stamp.height - 1)} re S")
        ink.colour(INK)
        ink("BT")
        for index, line in enumerate(stamp.lines):
            for piece in line.pieces:
                ink.piece(piece, STAMP.size, 6 + piece.x, _base(stamp.height - 6, STAMP, index))
        ink("ET")
        self._document.updateSignature(ink.content())
        return ink.content()

    def _annotate(self, node: Node, rect: tuple[float, ...], **entries: object) -> str:
        key = len(self._contents) + len(self._notes)
        made = f"Annotation{key}"
        on = reference(page_name(self._page))
        about = dictionary(Type="/Annot", P=on, Rect=array(rect), StructParent=key, **entries)
        self._refs.append(self._document.Reference(about, made))
        self._notes.append(node)
        node.kids.append(Annotation(self._page, made))
        return made


def _grouped(
    words: Words, x: float, top: float
) -> Iterator[tuple[int | None, list[tuple[Piece, float, float]]]]:
    """Yield pieces with their places, together as long as one element owns them: a run's span, or None."""
    group: list[tuple[Piece, float, float]] = []
    owner: int | None = None
    for index, line in enumerate(words.lines):
        shift = words.width - line.width if words.style.right else 0.0
        for piece in line.pieces:
            run = words.flow.runs[piece.run]
            own = piece.run if run.href or run.lang else None
            if group and own != owner:
                yield owner, group
                group = []
            owner = own
            group.append((piece, x + shift + piece.x, _base(top, words.style, index)))
    if group:
        yield owner, group


def _span(flow: Flow, run: int | None) -> Node | None:
    """Return the element of a run: the flow's own, or a Link or Span within it, made at its first piece."""
    if flow.node is None or run is None:
        return flow.node
    if run not in flow.spans:
        about = flow.runs[run]
        flow.spans[run] = flow.node.add("Link" if about.href else "Span", "", {"Lang": about.lang})
    return flow.spans[run]


def _base(top: float, style: Style, index: int) -> float:
    """The baseline of a line: the leading is shared three to one above and below."""
    return top - index * style.leading - (style.leading - style.size) / 2 - 0.79 * style.size


def _said(href: str) -> str:
    """Where a link leads, in no language: that it is a link, its tag says (ISO 32000-1, 14.9.3)."""
    scheme, _, rest = href.partition(":")
    return rest if scheme.lower() in {"mailto", "tel"} else href


def _resources(images: Mapping[str, object] | None = None) -> pdfdoc.PDFResourceDictionary:
    made = pdfdoc.PDFResourceDictionary()
    made.basicFonts()
    made.XObject = dict(images or {})  # type: ignore[attr-defined]  # its stubs leave it out
    return made


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"
