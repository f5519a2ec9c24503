"""Documents as text: parts that can be cited, passages in them, and what a search finds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable
from dataclasses import field
from enum import StrEnum
from functools import lru_cache

from reviewer.model.frozen import dataclass
from reviewer.model.kinds import PAGED
from reviewer.model.notes import UNREAD, Note, NoteCode, note
from reviewer.model.places import Place, is_recognised_layer
from reviewer.model.problems import Problem, problems_of


class NoText(StrEnum):
    """Why a part shows something that nobody could read as text."""

    PICTURE = "picture"  # nothing on it is text; recognition has not said what it shows
    WRITING = "writing"  # rows that look like writing, of which recognition made no words, or not of all
    DRAWING = "drawing"  # of lines and letters, in a form that cannot be drawn here
    DAMAGED = "damaged"  # it cannot be opened
    BLANK = "blank"  # it shows nothing here, and may elsewhere
    LETTERS = "letters"  # its letters say nothing without their font
    UNTRIED = (
        "untried"  # nothing is recognised on this machine; never kept, for a reading is the same on each
    )


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
    TITLE = "title"  # of a web page
    CHOICES = "choices"  # that the lists of a page offer
    STYLE = "style"  # what a style sheet writes
    TRANSCRIBED = "transcribed"  # what a person typed of a page or picture that nobody could read

    @property
    def apart(self) -> bool:
        """Whether no page shows it, so that a quotation of it needs a word."""
        return self in _APART


_RECOGNISABLE = frozenset({NoText.PICTURE, NoText.BLANK, NoText.LETTERS})
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


_VISIBLE = frozenset({NoText.PICTURE, NoText.WRITING, NoText.LETTERS, NoText.UNTRIED})
_SHOWN = "shown"
TYPED = "/transcribed"
"""How the place ends of what a person typed; what stands before it is the place of the piece."""


Sides = tuple[float, float, float, float]
"""Left, top, right, bottom; on a page in points from its top left, as it is shown."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a document, whose part has what was recognised in it.

    ``key`` finds it in the document; ``sha256`` names it by what it shows, wherever else it stands, "" where the document
    does not have it: then nobody knows whether it is another's. It stands in the part
    ``within``: before the code point ``at`` of its text (-1: somewhere), or in the ``box`` of a page.
    """

    key: str
    sha256: str
    within: str
    at: int = -1
    box: Sides | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A piece of a document that nobody could turn into words: where it is (``place`` "": the document), and why.

    ``waits`` says that recognition has not tried it yet, or has not compared it, so that nobody can say of it that nothing is there. ``picture`` is the
    SHA-256 of a picture, "" of anything else.
    """

    place: str
    label: str
    why: NoText | Problem | Note
    waits: bool = False
    picture: str = ""

    @property
    def is_part(self) -> bool:
        """Whether it is a part of the text, such as a page or a picture, so that a person can type what it says."""
        return isinstance(self.why, NoText)

    def key(self, document: str) -> str:
        """Return what names it in the whole inspection, as a piece of this document (SHA-256)."""
        return piece_key(document, self.place, self.sort, self.picture)

    @property
    def sort(self) -> str:
        """What a person who looks at it says of it: ``shown`` of what can be seen there, else the code of the reason.

        Of a note that names something or counts it, a digest of it stands behind the code.
        """
        if isinstance(self.why, NoText):
            return _SHOWN if self.why in _VISIBLE else self.why
        if isinstance(self.why, Problem):
            page = self.why.value("page")  # from which on nothing was read
            return self.why.reason if page is None else f"{self.why.reason} {page}"
        return f"{self.why.code} {_digest(self.why)}" if self.why.values else self.why.code


@dataclass(frozen=True, slots=True)
class Part:
    """A citable part of a document's text: a page, a section, a sheet, or a layer of one.

    ``place`` is ``p7``, ``p7/comments`` (what stands beside it), ``p7/picture2`` (a ``picture`` on it),
    ``p7/recognised`` (what it shows, where its own text is doubted), ``slide3``, ``sheet:Name``, ``mime1.2``, ``s4`` (a section under a heading) or
    ``text``; ``label`` is what a person would call it ("page 7", a heading): words to show, and for nothing else.
    ``no_text`` says why a page that shows something gave no text. ``cells`` maps an offset in ``text`` to a cell name, ascending.
    ``recognised`` text was read from a picture, and we are ``confidence`` percent sure of it; ``tried`` says that recognition has
    had its say. ``hidden`` is a sheet or slide that its program does not show; ``aside`` is what a part beside the text holds.
    A picture without words has no text, and nothing of it is missing. ``raw`` has name and number (or day, or time) of each
    cell of a sheet that shows it otherwise.
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
    picture: Picture | None = None
    tried: bool = False
    raw: tuple[tuple[str, str], ...] = ()

    @property
    def unreadable(self) -> bool:
        """Whether it shows something that nobody could read as text."""
        return self.no_text is not None

    @property
    def waits(self) -> bool:
        """Whether recognition may still find words in it."""
        return self.no_text in _RECOGNISABLE and not self.tried

    @property
    def wordless(self) -> bool:
        """Whether it is a picture in which nothing is written."""
        return self.picture is not None and self.no_text is None and not self.text

    @property
    def is_beside(self) -> bool:
        """Whether it stands beside a page (``p7/comments``), or is a picture on it, and is none itself."""
        return (
            self.picture is not None or self.transcribed or (self.place.startswith("p") and "/" in self.place)
        )

    @property
    def transcribed(self) -> bool:
        """Whether a person typed it: it says what the part says that it stands beside."""
        return self.aside is Aside.TRANSCRIBED


@dataclass(frozen=True, slots=True)
class DocumentText:
    """What the reader process made of one document. ``problem`` is None or why it can't be read.

    ``also`` tells what else is in the file that its text does not show: macros, hidden sheets, links to elsewhere, tracked
    changes, signatures ... ``uncompared`` says of a text in the index that it waits to be compared with what its pages show; a
    reader can't know that.
    """

    document: str
    kind: str
    extractor: str
    parts: tuple[Part, ...] = ()
    problem: Problem | None = None
    also: tuple[Note, ...] = ()
    uncompared: bool = field(default=False, compare=False)  # where a text is, not what it says

    def part(self, place: str) -> Part | None:
        """Return the part of a place (``sheet:Name!B4`` gives ``sheet:Name``), or None."""
        part = self._at(place)  # a sheet's own name may end like a cell
        whole = place if part else str(Place.parse(place).whole)
        return part if whole == place else self._at(whole)

    def _at(self, place: str) -> Part | None:
        return next((part for part in self.parts if part.place == place), None)

    @property
    def in_order(self) -> tuple[Part, ...]:
        """Its parts as they are read: each picture behind the part that it stands in, what was typed behind what it says."""
        places = {part.place for part in self.parts}
        behind: dict[str, list[Part]] = {}
        for part in self.parts:
            behind.setdefault(_before(part) if _before(part) in places else "", []).append(part)
        parts: list[Part] = []
        waiting = behind.pop("", [])[::-1]
        while waiting:
            parts.append(part := waiting.pop())
            waiting += behind.pop(part.place, [])[::-1]
        return (
            *parts,
            *(part for left in behind.values() for part in left),
        )  # each stands behind another of them

    @property
    def said(self) -> tuple[Part, ...]:
        """Its parts as they are read, without the pictures in which nothing is written."""
        return tuple(part for part in self.in_order if not part.wordless)

    @property
    def pages(self) -> int:
        """How many parts it has, those that stand beside a page not counted."""
        return sum(not part.is_beside for part in self.parts)

    @property
    def without_text(self) -> int:
        """How many pages show something and have no text at all, not even one that a person typed, or one that says something else."""
        typed = self.typed
        return sum(
            part.unreadable
            and not part.text
            and (not part.is_beside or is_recognised_layer(part.place))
            and part.place not in typed
            for part in self.parts
        )

    @property
    def can_lie(self) -> bool:
        """Whether it is a PDF with a text of its own: its letters may be others than those that its pages show."""
        return self.kind == "pdf" and any(
            part.text and not part.recognised and part.picture is None and part.aside is None
            for part in self.parts
        )

    @property
    def recognised(self) -> int:
        """How many pages have text that was recognised in a picture."""
        return sum(part.recognised and not part.is_beside for part in self.parts)

    @property
    def typed(self) -> frozenset[str]:
        """The places of what a person has typed out."""
        ends = len(TYPED)
        return frozenset(part.place[:-ends] for part in self.parts if part.transcribed)

    @property
    def unread(self) -> tuple[Unread, ...]:
        """What of it nobody could turn into words: the document, or what is told of it, first; then piece by piece.

        What a person has typed out is none of them, once it waits no more.
        """
        return left_unread(self.pieces, self.typed)

    @property
    def pieces(self) -> tuple[Unread, ...]:
        """What of it the program could not turn into words, also what a person has typed out since.

        A part of which something was typed stays one when recognition reads it later: what was typed can be mended.
        """
        unread = [Unread("", "", wrong) for wrong in problems_of(self.problem)]
        unread += [Unread(each.place, "", each) for each in self.also if each.code in UNREAD]
        unread += [Unread("", "", note(NoteCode.NOT_COMPARED), waits=True)] if self.uncompared else []
        paged = self.kind in PAGED  # of others only the pictures are drawn, and so can be recognised
        typed = self.typed
        pieces = [
            Unread(
                part.place,
                part.label,
                part.no_text or NoText.WRITING,
                part.waits and (paged or part.picture is not None),
                part.picture.sha256 if part.picture else "",
            )
            for part in self.parts
            if part.no_text is not None or part.place in typed
        ]
        return (*unread, *pieces)


def _digest(note: Note) -> str:
    """Return what tells a note from others of its code: of the files that a document names and has not, each is a piece."""
    return hashlib.sha256(json.dumps(note.packed()).encode("ascii")).hexdigest()[:16]


def _before(part: Part) -> str:
    """Return the place of what a part stands behind, "" of one that stands by itself."""
    if part.picture is not None:
        return part.picture.within if part.picture.within != part.place else ""
    return part.place[: -len(TYPED)] if part.transcribed else ""


@lru_cache(maxsize=1 << 16)
def piece_key(document: str, place: str, sort: str, picture: str) -> str:
    """Return what names a piece in the whole inspection (64 hex digits): the picture, or its place and sort in a document."""
    if picture:
        return picture
    return hashlib.sha256(json.dumps([document, place, sort]).encode("ascii")).hexdigest()


def left_unread(pieces: Iterable[Unread], typed: Container[str]) -> tuple[Unread, ...]:
    """Return the pieces that nobody typed out, of whose parts those at the places ``typed`` are, and all that wait.

    What can't be looked at yet can't be typed away either: recognition may see what was not typed.
    """
    return tuple(piece for piece in pieces if piece.waits or piece.place not in typed or not piece.is_part)


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a document (W3C Web Annotation: text position and text quote selectors).

    ``document`` is a SHA-256; ``start`` and ``end`` are code points in the part's text. Of cells (``sheet:Name!B2:C4``) the quote is
    their words alone (see ``cells``), and start and end are where the first begins and the last ends.
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
