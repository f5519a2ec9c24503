"""Documents as text: parts that can be cited, passages in them, and what a search finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reviewer.model.notes import Note
from reviewer.model.places import Place
from reviewer.model.problems import Problem


class NoText(StrEnum):
    """Why a part shows something that nobody could read as text."""

    PICTURE = "picture"  # nothing on it is text
    DAMAGED = "damaged"  # it cannot be opened
    BLANK = "blank"  # it shows nothing here, and may elsewhere
    LETTERS = "letters"  # its letters say nothing without their font


class Aside(StrEnum):
    """What a part holds that stands beside the text."""

    NOTES = "notes"
    HEADER = "header"
    FOOTER = "footer"
    HEADERS_AND_FOOTERS = "headers-and-footers"
    MASTER_SLIDE = "master-slide"
    TEXT_BOXES = "text-boxes"
    CHARTS = "charts"
    CELL_MESSAGES = "cell-messages"
    SHEET_NAMES = "sheet-names"
    COMMENTS = "comments"
    TRACKED_CHANGES = "tracked-changes"
    HIDDEN_TEXT = "hidden-text"
    DELETED_TEXT = "deleted-text"
    ALTERNATIVE_TEXT = "alternative-text"  # of pictures and shapes
    BOOKMARKS = "bookmarks"
    FORM_DATA = "form-data"
    READINGS = "readings"  # that stand over words: ruby
    BESIDE_IMPORTS = "beside-imports"  # what stands beside the text of parts that are imported
    HEADER_OF_NOTES = "header-of-notes"
    FOOTER_OF_NOTES = "footer-of-notes"

    @property
    def apart(self) -> bool:
        """Whether no page shows it, so that a quotation of it needs a word."""
        return self in _APART


_APART = frozenset(
    {
        Aside.CELL_MESSAGES,
        Aside.COMMENTS,
        Aside.TRACKED_CHANGES,
        Aside.HIDDEN_TEXT,
        Aside.DELETED_TEXT,
        Aside.ALTERNATIVE_TEXT,
    }
)


@dataclass(frozen=True, slots=True)
class Part:
    """A citable part of a document's text.

    ``place`` is ``p7``, ``p7/comments`` (what stands beside it), ``slide3``, ``sheet:Name``, ``mime1.2``, ``s4`` (a section under a heading) or
    ``text``; ``label`` is what a person would call it ("page 7", a heading): words to show, and for nothing else.
    ``no_text`` says why a page that shows something gave no text. ``cells`` maps an offset in ``text`` to a cell name, ascending.
    ``recognised`` text was read from a picture, and we are ``confidence`` percent sure of it. ``hidden`` is a sheet or slide
    that its program does not show; ``aside`` is what a part beside the text holds. ``raw`` has name and number (or day, or time)
    of each cell of a sheet that shows it otherwise.
    """

    place: str
    label: str
    text: str
    no_text: NoText | None = None
    cells: tuple[tuple[int, str], ...] = ()
    recognised: bool = False
    confidence: int = 0
    hidden: bool = False
    aside: Aside | None = None
    raw: tuple[tuple[str, str], ...] = ()

    @property
    def unreadable(self) -> bool:
        """Whether it shows something that nobody could read as text."""
        return self.no_text is not None

    @property
    def is_beside(self) -> bool:
        """Whether it stands beside a page (``p7/comments``) and is none itself."""
        return self.place.startswith("p") and "/" in self.place


@dataclass(frozen=True, slots=True)
class DocumentText:
    """What the reader process made of one document. ``problem`` is None or why it can't be read.

    ``also`` tells what else is in the file that its text does not show: macros, hidden sheets, links to elsewhere, tracked
    changes, signatures ...
    """

    document: str
    kind: str
    extractor: str
    parts: tuple[Part, ...] = ()
    problem: Problem | None = None
    also: tuple[Note, ...] = ()

    def part(self, place: str) -> Part | None:
        """Return the part of a place (``sheet:Name!B4`` gives ``sheet:Name``), or None."""
        found = self._at(place)  # a sheet's own name may end like a cell
        whole = place if found else str(Place.parse(place).whole)
        return found if whole == place else self._at(whole)

    def _at(self, place: str) -> Part | None:
        return next((part for part in self.parts if part.place == place), None)

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


class AnchorState(StrEnum):
    """How a passage stands in a text of today."""

    EXACT = "exact"
    MOVED = "moved"  # its words are there, at another position or spaced otherwise
    NEAR = "near"  # words much like them are, which somebody has to confirm
    LOST = "lost"
    UNREAD = "unread"  # its page has no text on this laptop yet


@dataclass(frozen=True, slots=True)
class Difference:
    """How alike two wordings are, in words: how many of the ``old`` ones ``differ``, and how many new ones were ``added``."""

    differ: int
    old: int
    added: int


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
