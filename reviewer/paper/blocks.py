"""The content of a page, apart from how it is printed; frozen values, no I/O.

A ``Paper`` is a title and a tuple of blocks. All renderers read only this, so the PDF, the HTML and the
plain text of one paper say the same words in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Look(StrEnum):
    """How a paragraph looks; the renderers decide what that means."""

    BODY = "body"
    BRAND = "brand"
    STRAP = "strap"
    SMALL = "small"
    STRONG = "strong"
    COVER = "cover"


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one kind. A line feed in ``text`` is a line break that must stay.

    ``href`` makes it a link, ``lang`` is a BCP 47 tag where it differs from the paper's. ``mark`` is a name
    for whoever made the run (a letter names the sentence that it belongs to); it is never printed.
    """

    text: str
    strong: bool = False
    em: bool = False
    href: str = ""
    lang: str = ""
    mark: str = ""


Text = str | tuple[Run, ...]
"""The words of a heading or a cell: plain, or runs where some are strong, leaning, a link or marked."""


def runs_of(text: Text) -> tuple[Run, ...]:
    """Return the words of a heading or a cell as runs."""
    return (Run(text),) if isinstance(text, str) else text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs that flow together. ``together`` keeps its end on one page with the block that follows, here as elsewhere."""

    runs: tuple[Run, ...]
    look: Look = Look.BODY
    together: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the paper's subject."""

    text: Text
    level: int = 2


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody else, set apart."""

    blocks: tuple[Paragraph | Bullets, ...]
    together: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; each item is its paragraphs and lists within. ``first`` is the number it starts at, or None."""

    items: tuple[tuple[Paragraph | Bullets, ...], ...]
    first: int | None = None
    together: bool = False

    def label(self, index: int) -> str:
        """Return what stands before an item: a bullet or its number."""
        return "•" if self.first is None else f"{self.first + index}."


@dataclass(frozen=True, slots=True)
class Table:
    """A table with column headings; the first cell of each row names it.

    ``widths`` are relative and need not add up to anything; they hold where each column's words fit, else, and where
    none are given, columns are as wide as their content asks. ``numeric`` columns are aligned right.
    """

    caption: Text
    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[float, ...] = ()
    numeric: frozenset[int] = frozenset()
    together: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a figure: its label, what it counts and its tone: a ``model.Tone`` value, "none" or ""."""

    label: Text
    count: int
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """Horizontal bars beside their labels. ``alt`` says in words what they show; ``language`` is its tag where it is not the paper's."""

    alt: str
    bars: tuple[Bar, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is printed at most as large as a logo. ``alt`` says in words what it shows, in ``lang`` if that is given.

    ``pixels`` are ``width`` times ``height`` of three bytes (red, green, blue), row by row from the top, packed by zlib.
    """

    alt: str
    width: int
    height: int
    pixels: bytes
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that stay lines: an address, a name with titles. ``contact`` marks the writer's own address."""

    lines: tuple[tuple[Run, ...], ...]
    look: Look = Look.BODY
    contact: bool = False
    together: bool = False

    @property
    def runs(self) -> tuple[Run, ...]:
        """All runs with a line break between the lines."""
        out: list[Run] = []
        for index, line in enumerate(self.lines):
            out += [Run("\n"), *line] if index else line
        return tuple(out)


@dataclass(frozen=True, slots=True)
class Field:
    """A signature field: its name in the form, what a screen reader says, and the lines that it shows.

    ``language`` is a BCP 47 tag where it differs from the paper's.
    """

    name: str
    tooltip: str
    lines: tuple[str, ...]
    language: str = ""


Block = Paragraph | Heading | Quote | Bullets | Table | Figure | Picture | Lines | Field


@dataclass(frozen=True, slots=True)
class Paper:
    """Something to print.

    ``language`` is a BCP 47 tag; ``created`` an aware time that the file carries (the same paper gives the
    same bytes); ``marking`` and ``reference`` stand on every page beside "Page 1 of 2", outside the text.
    ``page_words`` are the two words of that, in the paper's language. ``draft``, if any, is what says on every page, and
    in every twin, that this is none to rely on: the word, and what it lacks ("DRAFT", "not signed"). ``marking_language`` and
    ``draft_language`` are tags where those are in another language than the paper; ``title_language`` is one where title and
    subject are, all of both: they have no runs.
    """

    title: str
    author: str
    language: str
    created: datetime
    blocks: tuple[Block, ...]
    subject: str = ""
    marking: str = ""
    reference: str = ""
    page_words: tuple[str, str] = ("Page", "of")
    draft: tuple[str, str] | tuple[()] = ()
    marking_language: str = ""
    draft_language: str = ""
    title_language: str = ""

    @property
    def heading(self) -> str:
        """What the file calls itself, first of all a draft: what stands beside a page's text is not read out, its title is."""
        return f"{', '.join(self.draft)}: {self.title}" if self.draft else self.title


def plain(runs: Iterable[Run]) -> str:
    """Return the text of runs, a line break as a space."""
    return "".join(run.text for run in runs).replace("\n", " ")


def leads_on(block: Block) -> bool:
    """Whether a block stays with the next one: it says so, is a heading, or ends in a colon."""
    match block:
        case Heading() | Picture():
            return True
        case Paragraph(runs=runs, together=together):
            return together or plain(runs).rstrip().endswith(":")
        case Lines(together=together) | Quote(together=together) | Bullets(together=together):
            return together
        case Table(together=together):
            return together
        case Figure() | Field():
            return False


def stepped(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks with headings that never skip a level (PDF/UA-1 7.4.2; WCAG H42)."""
    out: list[Block] = []
    last = 0
    for block in blocks:
        if isinstance(block, Heading):
            last = max(1, min(block.level, last + 1))
            out.append(replace(block, level=last))
        else:
            out.append(block)
    return tuple(out)


def texts(block: Block) -> Iterator[str]:
    """Yield every text of a block that will be printed, with its line breaks."""
    match block:
        case Paragraph(runs=runs) | Lines(runs=runs):
            yield "".join(run.text for run in runs)
        case Heading(text=text):
            yield from texts(Paragraph(runs_of(text)))
        case Quote(blocks=inner):
            yield from (text for part in inner for text in texts(part))
        case Bullets(items=items):
            yield from (text for item in items for part in item for text in texts(part))
        case Table(caption=caption, head=head, rows=rows):
            cells = (*head, *(cell for row in rows for cell in row))
            yield from ("".join(run.text for run in runs_of(cell)) for cell in (caption, *cells))
        case Figure(bars=bars):
            yield from ("".join(run.text for run in runs_of(bar.label)) for bar in bars)
        case Field(lines=lines):
            yield from lines
        case Picture():
            return
