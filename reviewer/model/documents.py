"""Documents as text: parts that can be cited, passages in them, and what a search finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A citable part of a document's text.

    ``place`` is ``p7``, ``p7/comments`` (what stands beside it), ``slide3``, ``sheet:Name``, ``mime1.2``, ``s4`` (a section under a heading) or
    ``text``; ``label`` is what a person would call it ("page 7", a heading). ``unreadable`` marks a page
    that shows something but gave no text. ``cells`` maps an offset in ``text`` to a cell name, ascending.
    ``recognised`` text was read from a picture, and we are ``confidence`` percent sure of it.
    """

    place: str
    label: str
    text: str
    unreadable: bool = False
    cells: tuple[tuple[int, str], ...] = ()
    recognised: bool = False
    confidence: int = 0

    @property
    def is_beside(self) -> bool:
        """Whether it stands beside a page (``p7/comments``) and is none itself."""
        return self.place.startswith("p") and "/" in self.place


@dataclass(frozen=True, slots=True)
class DocumentText:
    """What the reader process made of one document. ``problem`` is None or why it can't be read.

    ``also`` tells what else is in the file that its text does not show: a sentence each (macros, hidden sheets,
    links to elsewhere, tracked changes, signatures ...).
    """

    document: str
    kind: str
    extractor: str
    parts: tuple[Part, ...] = ()
    problem: str | None = None
    also: tuple[str, ...] = ()

    def part(self, place: str) -> Part | None:
        """Return the part of a place (``sheet:Name!B4`` gives ``sheet:Name``), or None."""
        bare = place.partition("!")[0] if place.startswith("sheet:") else place
        return next((part for part in self.parts if part.place == bare), None)

    @property
    def pages(self) -> int:
        """How many parts it has, those that stand beside a page not counted."""
        return sum(not part.is_beside for part in self.parts)

    @property
    def without_text(self) -> int:
        """How many parts show something that no one could read as text."""
        return sum(part.unreadable for part in self.parts)

    @property
    def recognised(self) -> int:
        """How many parts have text that was recognised in a picture."""
        return sum(part.recognised for part in self.parts)


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a document (W3C Web Annotation: text position and text quote selectors).

    ``document`` is a SHA-256; ``start`` and ``end`` are code points in the part's text.
    """

    document: str
    place: str
    start: int
    end: int
    quote: str
    before: str = ""
    after: str = ""
    extractor: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a search found: ``snippet`` has the found words between U+E000 and U+E001.

    The first of them is at ``start`` to ``end`` in the part's text (code points).
    """

    document: str
    place: str
    label: str
    snippet: str
    start: int = 0
    end: int = 0
