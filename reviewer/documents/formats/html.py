"""HTML as text in sections, one under each heading. Cleaned first: no scripts, no styles, nothing is ever fetched."""

from __future__ import annotations

import re
from dataclasses import replace
from mmap import mmap
from typing import TYPE_CHECKING, Any

from reviewer.documents.formats import html_pictures, html_shown
from reviewer.documents.formats.extract import Extract, joined
from reviewer.documents.formats.pictures import Gathered, Spot, placed, with_pictures
from reviewer.documents.formats.side_parts import LABELS
from reviewer.documents.formats.text import LARGEST, decode
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Aside, Part
from reviewer.model.problems import Reason

if TYPE_CHECKING:
    from PIL.Image import Image

EXTRACTOR = "html/3"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "iframe", "legend", "li", "main", "menu", "nav",
    "ol", "p", "pre", "search", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
}  # fmt: skip
_CELLS = frozenset({"td", "th"})
_KEPT = (
    _BLOCKS
    | _CELLS
    | {
        "a",
        "abbr",
        "acronym",
        "b",
        "dfn",
        "strong",
        "i",
        "em",
        "u",
        "s",
        "sub",
        "sup",
        "span",
        "font",
        "code",
        "q",
    }
)
_SPACE = re.compile("[ \t\r\n\f]+")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_BACK = "\u2191"  # the link back to the text that mammoth puts after a note
_NOTE = ("footnote-", "endnote-")


class Sections:
    """Collects text under headings. ``notes`` holds what stands in foot- and endnotes apart, ``beside`` what is beside it all."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.sections: list[tuple[str, list[str]]] = [("", [])]
        self.notes: list[str] = []
        self.beside = html_shown.Beside()
        self._line: list[str] = []
        self._pictures: list[tuple[int, int, str]] = []

    def add(self, text: str | None) -> None:
        """Add running text, its white space folded."""
        if text:
            self._line.append(_SPACE.sub(" ", text))

    def picture(self, address: str) -> None:
        """Say that a picture of this address stands in the line that is being written."""
        self._pictures.append((len(self.sections) - 1, len(self.sections[-1][1]), address))

    def pictures(self, parts: list[Part]) -> list[tuple[str, Spot]]:
        """Return the address of each picture, and where it stands among the *parts* of the sections."""
        return [
            (address, placed(self.sections, parts, section, line))
            for section, line, address in self._pictures
        ]

    def cell(self) -> None:
        """Start another cell of a row."""
        if "".join(self._line).strip():
            self._line.append("\t")

    def end_line(self) -> str:
        """End the line; returns it."""
        line = _SPACE.sub(lambda run: "\t" if "\t" in run.group() else " ", "".join(self._line)).strip(" \t")
        self._line = []
        if line:
            self.sections[-1][1].append(line)
        return line

    def end_heading(self) -> None:
        """End a heading's line: it starts a section and is its first line too."""
        line = self.end_line()
        if line:
            self.sections[-1][1].pop()
            self.sections.append((line, [line]))

    def end_note(self) -> None:
        """End a note's line and put it with the notes."""
        line = self.end_line()
        if line:
            self.sections[-1][1].pop()
            self.notes.append(line.removesuffix(_BACK).rstrip())

    def parts(self, first: str) -> list[Part]:
        """Return a part per section that has text; *first* is the label of what stands before any heading."""
        filled = [(heading or first, "\n".join(lines)) for heading, lines in self.sections if lines]
        return [Part(f"s{n}", label, text) for n, (label, text) in enumerate(filled, start=1)]

    def parts_beside(self) -> list[Part]:
        """Return a part per sort of what stands beside the page, whose places are still to be numbered."""
        said = ((aside, joined(lines)) for aside, lines in self.beside.lines.items())
        return [Part("s0", LABELS[aside], text, aside=aside) for aside, text in said if text]


def sections(markup: str, *, page: bool = True) -> Sections:
    """Return the text of HTML in sections; what is no *page* but was made of another file has no fields of its own."""
    from lxml import etree

    result = Sections()
    root = html_shown.tree(markup, _KEPT, result.beside, page=page)
    if root is None:
        return result
    notes = cells = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = str(element.tag)
        if event == "start":
            if tag in html_shown.PICTURED and (address := html_shown.picture_of(element)):
                result.picture(address)
            notes += _is_note(element)
            _enter(result, tag, in_cell=cells > 0)
            cells += tag in _CELLS
            result.add(element.text)
        else:
            cells -= tag in _CELLS
            _leave(result, tag, in_note=notes > 0, in_cell=cells > 0)
            notes -= _is_note(element)
            result.add(element.tail)
    result.end_line()
    return result


def _enter(page: Sections, tag: str, *, in_cell: bool) -> None:
    if tag in _CELLS and not in_cell:
        page.cell()
    elif in_cell and tag in _BLOCKS:
        page.add(" ")
    elif tag in _BLOCKS:
        page.end_line()


def _leave(page: Sections, tag: str, *, in_note: bool, in_cell: bool) -> None:
    """End what a block ends; in a cell of a table that is only a word, so that a row stays a line."""
    if tag not in _BLOCKS:
        return
    if in_cell:
        page.add(" ")
    elif in_note:
        page.end_note()
    elif tag in _HEADINGS:
        page.end_heading()
    else:
        page.end_line()


def _is_note(element: Any) -> bool:
    return element.tag == "li" and str(element.get("id", "")).startswith(_NOTE)


def as_text(markup: str) -> str:
    """Return the text of HTML as one string."""
    return text_and_alternatives(markup)[0]


def text_and_alternatives(markup: str) -> tuple[str, str]:
    """Return the text of HTML as one string, and what it shows where a picture of it does not show."""
    page = sections(markup)
    alternatives = page.beside.lines.get(Aside.ALTERNATIVE_TEXT, [])
    return "\n".join(part.text for part in page.parts("")), joined(alternatives)


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return a part per heading."""
    del args
    if len(data) > LARGEST:
        raise RefusalError(Reason.WEB_PAGE_TOO_LONG, megabytes=len(data) >> 20)
    markup, files = html_pictures.taken_out(_markup(data))
    page, gathered = sections(markup), Gathered()
    own = page.parts("beginning")
    parts = [
        replace(part, place=f"s{number}") for number, part in enumerate([*own, *page.parts_beside()], start=1)
    ]
    html_pictures.gather(gathered, page.pictures(own), files, parts)
    also = [*page.beside.notes(), *gathered.notes_left_out()]
    return Extract("html", EXTRACTOR, with_pictures(parts, gathered), also=also)


def picture(data: mmap | bytes, args: dict[str, Any]) -> Image:
    """Return the picture ``key``: its number in the page."""
    return html_pictures.picture(_markup(data), str(args["key"]))


def _markup(data: mmap | bytes) -> str:
    declared = _CHARSET.search(bytes(data[:4096]))
    return decode(bytes(data), declared.group(1).decode("ascii") if declared else None)
