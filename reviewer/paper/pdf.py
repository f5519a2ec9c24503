"""Papers to PDF: tagged (PDF/UA-1) and archivable (PDF/A-2a), the same bytes for the same paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING

from reviewer.errors import PaperError
from reviewer.paper.block_places import Proof, areas_of, owners_of
from reviewer.paper.blocks import Block, Paper, stepped
from reviewer.paper.furniture import Furniture
from reviewer.paper.layout import Layout
from reviewer.paper.lines import Setter
from reviewer.paper.marks import Placed, Strip, characters
from reviewer.paper.pages import paginate
from reviewer.paper.resources import Resources, installed_resources
from reviewer.paper.styles import HEIGHT, LEFT, PAGE, WIDTH
from reviewer.paper.tree import Node
from reviewer.paper.typeface import Typeface
from reviewer.paper.unprintable import faults

if TYPE_CHECKING:
    from reviewer.paper.pdf_file import Profile


class Press:
    """Prints papers. Fonts, colour profile and what was set before are kept between papers.

    Threads may share one: they print in turn, as ReportLab's fonts hold the state of the file in hand.
    """

    def __init__(self, resources: Resources) -> None:
        """Load what lies in ``resources``; PaperError if something is missing."""
        from reviewer.paper.pdf_file import Profile

        self._typeface = Typeface(resources)
        self._profile: Profile = Profile(resources.profile.read_bytes())
        self._setter = Setter(self._typeface)
        self._lock = Lock()

    def print(self, paper: Paper) -> bytes:
        """Return the PDF of a paper; PaperError for the first thing that cannot be printed."""
        blocks = stepped(paper.blocks)
        with self._lock:
            for fault in faults(paper, blocks, self._typeface):
                raise fault
            root, pages, _ = self._laid(blocks)
            return self._file(paper, root, pages)

    def proof(self, paper: Paper) -> Proof:
        """Return the PDF of a paper, and where its blocks stand on the pages; PaperError as ``print``."""
        blocks = stepped(paper.blocks)
        with self._lock:
            for fault in faults(paper, blocks, self._typeface):
                raise fault
            root, pages, starts = self._laid(blocks)
            areas = tuple(areas_of(pages, owners_of(root, starts)))
            return Proof(self._file(paper, root, pages), (PAGE,) * len(pages), LEFT, areas)

    def faults(self, paper: Paper) -> tuple[PaperError, ...]:
        """Return all that keeps a paper from being printed, without printing it: characters first, then what fits nowhere."""
        blocks = stepped(paper.blocks)
        with self._lock:
            faults_here = tuple(faults(paper, blocks, self._typeface))
            return faults_here or tuple(self._misfits(paper, blocks))

    def can_print(self, text: str) -> bool:
        """Whether all characters of a text can be printed."""
        with self._lock:
            return not self._typeface.refused(text)

    def _misfits(self, paper: Paper, blocks: Sequence[Block]) -> Iterator[PaperError]:
        layout = Layout(self._setter, WIDTH)
        for block in blocks:
            try:
                tuple(layout.strips((block,), Node("Document")))
            except PaperError as error:
                yield error
        try:
            tuple(Furniture(paper, self._setter).page(1, 1))
        except PaperError as error:
            yield error

    def _laid(self, blocks: Sequence[Block]) -> tuple[Node, Sequence[tuple[Placed, ...]], Sequence[int]]:
        """Lay out blocks; returns their tree, the pages, and the place of each block's first element below the root."""
        root, layout = Node("Document"), Layout(self._setter, WIDTH)
        starts: list[int] = []
        strips: list[Strip] = []
        for block in blocks:
            starts.append(len(root.kids))
            strips += layout.strips((block,), root)
        return root, paginate(strips, HEIGHT), starts

    def _file(self, paper: Paper, root: Node, pages: Sequence[tuple[Placed, ...]]) -> bytes:
        from reviewer.paper.catalog import Outline, write_facts, write_structure
        from reviewer.paper.pdf_file import Document
        from reviewer.paper.print_sheet import Sheets

        document = Document(paper.created, paper.heading, paper.author, paper.subject)
        sheets = Sheets(document, self._typeface, len(pages))
        furniture = Furniture(paper, self._setter)
        around = [tuple(furniture.page(number, len(pages))) for number in range(1, len(pages) + 1)]
        self._typeface.use(characters(chain(*around, *pages)), document)
        for marks, furnished in zip(pages, around, strict=True):
            sheets.draw(marks, furnished)
        write_structure(document, root, sheets.owners)
        write_facts(document, paper, self._profile, sheets.fields)
        document.Outlines = document.Catalog.Outlines = Outline(sheets.entries)
        return bytes(document.GetPDFData(None))


@cache
def installed_press() -> Press:
    """Return the press of this installation, loaded at the first call."""
    return Press(installed_resources())


def faults_of(paper: Paper, press: Press | None = None) -> tuple[PaperError, ...]:
    """Return all that keeps a paper from being printed, without printing it; empty if nothing does."""
    return (press or installed_press()).faults(paper)


def can_print(text: str) -> bool:
    """Whether all characters of a text can be printed."""
    return installed_press().can_print(text)


def render_pdf(paper: Paper, press: Press | None = None) -> bytes:
    """Return the PDF of a paper, byte for byte the same for the same paper."""
    return (press or installed_press()).print(paper)


def proof_of(paper: Paper, press: Press | None = None) -> Proof:
    """Return the PDF of a paper, the same as ``render_pdf``'s, and where its blocks stand on the pages."""
    return (press or installed_press()).proof(paper)
