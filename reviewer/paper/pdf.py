"""Papers to PDF: tagged (PDF/UA-1) and archivable (PDF/A-2a), the same bytes for the same paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from reviewer.paper.blocks import Block, Field, Figure, Heading, Paper, Run, Table, stepped, texts
from reviewer.paper.layout import Layout
from reviewer.paper.lines import Setter
from reviewer.paper.marks import Flow, Placed, Words
from reviewer.paper.pages import paginate
from reviewer.paper.resources import Resources, installed_resources
from reviewer.paper.styles import BOTTOM, FURNITURE, HEIGHT, MARKING, MM, TOP, WIDTH, Style
from reviewer.paper.tree import Node
from reviewer.paper.typeface import Typeface, printable

if TYPE_CHECKING:
    from reviewer.paper.document import Profile


class Press:
    """Prints papers. Fonts, colour profile and what was set before are kept between papers.

    Threads may share one: they print in turn, as ReportLab's fonts hold the state of the file in hand.
    """

    def __init__(self, resources: Resources) -> None:
        """Load what lies in ``resources``; PaperError if something is missing."""
        from reviewer.paper.document import Profile

        self._typeface = Typeface.load(resources)
        self._profile: Profile = Profile(resources.profile.read_bytes())
        self._setter = Setter(self._typeface)
        self._lock = Lock()

    def print(self, paper: Paper) -> bytes:
        """Return the PDF of a paper; PaperError for a character that cannot be printed."""
        blocks = stepped(paper.blocks)
        self._check(paper, blocks)
        with self._lock:
            return self._file(paper, blocks)

    def _check(self, paper: Paper, blocks: Sequence[Block]) -> None:
        for text in (paper.marking, paper.reference, *paper.page_words):
            self._typeface.check(text, "what stands on every page")
        for block in blocks:
            for text in texts(block):
                self._typeface.check(text, _place(block, text))

    def _file(self, paper: Paper, blocks: Sequence[Block]) -> bytes:
        from reviewer.paper.catalog import Outline, write_facts, write_structure
        from reviewer.paper.document import Document
        from reviewer.paper.sheet import Sheets

        root = Node("Document")
        pages = paginate(tuple(Layout(self._setter, WIDTH).strips(blocks, root)), HEIGHT)
        document = Document(paper.created, paper.title, paper.author, paper.subject)
        sheets = Sheets(document, self._typeface, len(pages))
        for number, marks in enumerate(pages, 1):
            sheets.draw(marks, tuple(self._furniture(paper, number, len(pages))))
        write_structure(document, root, sheets.owners)
        write_facts(document, paper, self._profile, sheets.fields)
        document.Outlines = document.Catalog.Outlines = Outline(sheets.entries)
        return bytes(document.GetPDFData(None))

    def _furniture(self, paper: Paper, page: int, pages: int) -> Iterator[Placed]:
        """The marking above and below, the reference at the left and the page number at the right of the foot."""
        low = HEIGHT + BOTTOM - 15 * MM
        word, of = paper.page_words
        yield from self._aside(paper.marking, MARKING, 10 * MM - TOP, 0.5)
        yield from self._aside(paper.marking, MARKING, low, 0.5)
        yield from self._aside(paper.reference, FURNITURE, low, 0)
        yield from self._aside(f"{word} {page} {of} {pages}", FURNITURE, low, 1)

    def _aside(self, text: str, style: Style, y: float, share: float) -> Iterator[Placed]:
        if text:
            flow = Flow(None, (Run(printable(text)),))
            lines = self._setter.lines(flow.runs, style, WIDTH)
            yield Placed(share * (WIDTH - lines[0].width), y, Words(flow, lines[:1], style, WIDTH))


@cache
def installed_press() -> Press:
    """Return the press of this installation, loaded at the first call."""
    return Press(installed_resources())


def render_pdf(paper: Paper, press: Press | None = None) -> bytes:
    """Return the PDF of a paper, byte for byte the same for the same paper."""
    return (press or installed_press()).print(paper)


def _place(block: Block, text: str) -> str:
    """Say where a text stands, for a person: the kind of block and how it begins."""
    kinds = {Heading: "the heading", Table: "the table cell", Figure: "the bar", Field: "the signature field"}
    start = " ".join(text.split())[:40]
    return f"{kinds.get(type(block), 'the paragraph')} that begins “{start}”"
