"""Why a document cannot be read, or only a part of it, as a value: the words for it are in ``reviewer.desk.words``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from typing import Any

from reviewer.errors import DocumentError
from reviewer.model.fields import Value, Values, packed, unpacked, values_of
from reviewer.model.frozen import dataclass

_DEEPEST = 8  # problems within problems


class Reason(StrEnum):
    """Why. The names of the values that go with each stand behind it; "ending": the name ends so, and the content is another."""

    # Locks
    LOCKED = "locked"
    LOCKED_OTHERWISE = "locked-otherwise"  # another password than the one given
    LOCKED_MEMBER = "locked-member"  # of an archive
    LOCKED_FOR_GOOD = "locked-for-good"  # a kind that no password opens here
    LOCKED_WORKBOOK = "locked-workbook"
    LOCKED_ODDLY = "locked-oddly"
    ENCRYPTED_PDF = "encrypted-pdf"
    ENCRYPTED_MAIL = "encrypted-mail"
    ENCRYPTED_FILE = "encrypted-file"
    SIGNED_FILE_UNREADABLE = "signed-file-unreadable"

    # Packages; ``thing`` is a Thing
    PACKAGE_DAMAGED = "package-damaged"  # thing
    OFFICE_DAMAGED = "office-damaged"  # thing
    PACKAGE_PART_DAMAGED = "package-part-damaged"  # part
    PACKAGE_PART_MISSING = "package-part-missing"  # thing, part
    BOMB_OF_FILES = "bomb-of-files"  # thing, files
    BOMB_OF_SIZE = "bomb-of-size"  # thing, megabytes
    BOMB_OF_RATIO = "bomb-of-ratio"  # thing, megabytes, kilobytes
    BOMB_OF_ENTITIES = "bomb-of-entities"  # thing

    # What lies inside another
    MEMBER_DAMAGED = "member-damaged"
    MEMBER_TOO_LARGE = "member-too-large"  # megabytes
    MEMBER_PACKED_ODDLY = "member-packed-oddly"
    MEMBER_UNREADABLE = "member-unreadable"  # by libarchive, for whatever reason
    MEMBER_MISSING = "member-missing"
    MEMBERS_GIVEN_UP = "members-given-up"  # those before it stopped the reader
    ARCHIVE_EMPTY = "archive-empty"
    ARCHIVE_UNREADABLE = "archive-unreadable"
    ARCHIVE_CUT_OFF = "archive-cut-off"
    UNPACKER_MISSING = "unpacker-missing"  # program
    UNPACKER_TOO_OLD = "unpacker-too-old"  # program, packing
    MEMBER_UNKNOWN = "member-unknown"  # an embedded object
    PDF_MEMBER_DAMAGED = "pdf-member-damaged"
    MEMBERS_LEFT = "members-left"  # left, of, name; inner is what is wrong with the one called name
    FILES_LEFT = "files-left"  # the same, of a document that was read itself
    MEMBERS_TOO_MANY = "members-too-many"  # kept, of, limit
    MEMBERS_TOO_DEEP = "members-too-deep"  # depth, of

    # PDF and pictures
    PDF_DAMAGED = "pdf-damaged"
    PDF_WITHOUT_PAGES = "pdf-without-pages"
    PDF_OF_TOO_MANY_PAGES = "pdf-of-too-many-pages"  # pages
    PDF_MENDED = "pdf-mended"  # it is read as far as it could be saved
    PDF_PAGES_DAMAGED = "pdf-pages-damaged"
    PAGE_DAMAGED = "page-damaged"  # page
    PAGE_MISSING = "page-missing"  # page
    PICTURE_DAMAGED = "picture-damaged"
    PICTURE_TOO_LARGE = "picture-too-large"  # width, height
    DRAWING_TOO_LARGE = "drawing-too-large"  # width, height

    # Office, mail, text
    OFFICE_CUT_OFF = "office-cut-off"  # thing
    SLIDES_DAMAGED = "slides-damaged"  # names, slides
    OBJECTS_TOO_LARGE = "objects-too-large"
    OLD_WORD_DAMAGED = "old-word-damaged"
    OLD_WORD_CUT_OFF = "old-word-cut-off"
    OLD_WORD_UNKNOWN = "old-word-unknown"
    OLD_SHOW_DAMAGED = "old-show-damaged"
    WORKBOOK_DAMAGED = "workbook-damaged"
    WORKBOOK_TOO_LONG = "workbook-too-long"
    FORMULAS_UNKEPT = "formulas-unkept"  # formulas, names of their cells, more
    SHEETS_DAMAGED = "sheets-damaged"  # names, sheets
    RICH_TEXT_TOO_LONG = "rich-text-too-long"  # megabytes
    RICH_TEXT_TOO_DEEP = "rich-text-too-deep"
    OUTLOOK_DAMAGED = "outlook-damaged"
    OUTLOOK_UNREADABLE = "outlook-unreadable"
    TNEF_CUT_OFF = "tnef-cut-off"
    MAIL_TOO_DEEP = "mail-too-deep"
    MAILBOX_TOO_LARGE = "mailbox-too-large"  # messages
    TEXT_TOO_LONG = "text-too-long"  # megabytes
    WEB_PAGE_TOO_LONG = "web-page-too-long"  # megabytes
    SAVED_PAGE_TOO_LONG = "saved-page-too-long"  # megabytes
    SAVED_PAGE_EMPTY = "saved-page-empty"
    NO_TEXT_FOUND = "no-text-found"

    # Kinds that cannot be read here
    KIND_DRAWING = "kind-drawing"
    KIND_SHOW_95 = "kind-show-95"
    KIND_WORDPERFECT = "kind-wordperfect"
    KIND_XPS = "kind-xps"
    KIND_PHONE_PICTURE = "kind-phone-picture"
    KIND_RECORDING = "kind-recording"
    KIND_PROGRAM = "kind-program"
    KIND_OLE = "kind-ole"
    KIND_DATABASE = "kind-database"
    KIND_PST = "kind-pst"
    KIND_ZEROS = "kind-zeros"
    KIND_EMPTY = "kind-empty"
    KIND_UNKNOWN = "kind-unknown"

    # Recognition
    OCR_MISSING = "ocr-missing"
    OCR_DATA_MISSING = "ocr-data-missing"
    OCR_LANGUAGE_MISSING = "ocr-language-missing"

    # The reader process; of these ``page`` or ``name`` (of the file, "" for the reader itself), else it is the document
    READING_TOO_SLOW = "reading-too-slow"  # seconds
    READING_TOO_LARGE = "reading-too-large"  # megabytes
    READER_DIED = "reader-died"
    READER_CONFUSED = "reader-confused"
    READER_DIED_TWICE = "reader-died-twice"
    READER_CLOSED = "reader-closed"

    # Files on the way in, and kept ones
    FILE_NOT_OPENED = "file-not-opened"  # name, why
    FILE_NOT_READ = "file-not-read"  # name, why
    FILE_GONE = "file-gone"
    FILE_DENIED = "file-denied"
    FILE_UNREADABLE = "file-unreadable"  # why
    FILE_IS_NONE = "file-is-none"  # a device or a pipe
    FOLDER_LEADS_BACK = "folder-leads-back"
    FILE_NOT_HERE_YET = "file-not-here-yet"
    FILE_DAMAGED = "file-damaged"  # not what was received
    FILE_UNNAMED = "file-unnamed"  # its receipt names no SHA-256

    # Passages
    SELECTION_EMPTY = "selection-empty"  # start, end, and place where it is known
    QUOTE_EMPTY = "quote-empty"
    QUOTE_ABSENT = "quote-absent"  # quote, and place if it was looked for there only
    QUOTE_ABSENT_UNREAD = (
        "quote-absent-unread"  # the same, and unread, of: how many of its pages have no text
    )
    QUOTE_TWICE_AT = "quote-twice-at"  # quote, times, names of the places
    QUOTE_TWICE = "quote-twice"  # the same, and more
    PLACE_UNKNOWN = "place-unknown"  # place, names of those there are
    PLACE_UNKNOWN_OF_MANY = "place-unknown-of-many"  # the same, and last

    # Pages drawn by LibreOffice
    OFFICE_MISSING = "office-missing"
    OFFICE_UNCAGED = "office-uncaged"
    OFFICE_KIND = "office-kind"  # kind
    OFFICE_ENDED = "office-ended"
    OFFICE_FAILED = "office-failed"
    OFFICE_TOO_SLOW = "office-too-slow"  # seconds
    DRAWING_LOCKED = "drawing-locked"
    DRAWING_LOCKED_AGAIN = "drawing-locked-again"
    DRAWING_NOT_KEPT = "drawing-not-kept"  # why
    ORIGINAL_NOT_HERE = "original-not-here"


class Thing(StrEnum):
    """What a package is, in a problem that any of them may have."""

    ARCHIVE = "archive"
    WORD = "word"
    WORKBOOK = "workbook"
    SHOW = "show"
    OPENDOCUMENT = "opendocument"


WANTS_PASSWORD = frozenset({Reason.LOCKED, Reason.LOCKED_OTHERWISE, Reason.LOCKED_MEMBER})
"""The locks that a password opens here."""

SHUT = WANTS_PASSWORD | {Reason.LOCKED_FOR_GOOD, Reason.LOCKED_WORKBOOK}
"""The locks of documents as a whole, those too that no password opens here."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why not all of a document can be read.

    ``inner`` is the problem of a document inside it, ``besides`` another problem of the same document.
    """

    reason: Reason
    values: Values = ()
    inner: Problem | None = None
    besides: Problem | None = None

    @property
    def all(self) -> Iterator[Problem]:
        """This problem, that of the document inside, and what is wrong besides."""
        yield self
        for other in (self.inner, self.besides):
            if other is not None:
                yield from other.all

    @property
    def wants_password(self) -> bool:
        """Whether the password of the document, or of documents in it, is not known, and would open it here."""
        return any(one.reason in WANTS_PASSWORD for one in self.all)

    def value(self, name: str) -> Value | None:
        """Return one of the values, None if it has none of this name."""
        return dict(self.values).get(name)

    def having(self, **values: Value) -> Problem:
        """Return the problem with more values."""
        return replace(self, values=values_of({**dict(self.values), **values}))

    def packed(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        made: dict[str, Any] = {"reason": self.reason.value, "values": packed(self.values)}
        others = {"inner": self.inner, "besides": self.besides}
        return {**made, **{name: other.packed() for name, other in others.items() if other is not None}}


def problem(reason: Reason, /, **values: Value) -> Problem:
    """Return a problem with these values."""
    return Problem(reason, values_of(values))


def both(one: Problem | None, other: Problem | None) -> Problem | None:
    """Return two problems of one document as one; either may be None."""
    if one is None or other is None:
        return one or other
    return replace(one, besides=both(one.besides, other))


def problems_of(problem: Problem | None) -> Iterator[Problem]:
    """Yield what is wrong with a document itself, one by one; each may have an ``inner`` one."""
    while problem is not None:
        yield replace(problem, besides=None)
        problem = problem.besides


def problem_of(packed: Any, depth: int = 0) -> Problem:
    """Return the problem of ``packed``; a ValueError, TypeError or KeyError for what is none."""
    if depth > _DEEPEST:
        raise ValueError(depth)
    inner, besides = (
        None if packed.get(name) is None else problem_of(packed[name], depth + 1)
        for name in ("inner", "besides")
    )
    return Problem(Reason(packed["reason"]), unpacked(packed["values"]), inner, besides)


class ProblemError(DocumentError):
    """A document cannot be had, opened or read, for a reason that is a value: who shows it has the words."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem; the text of the error is for a log."""
        super().__init__(" ".join((problem.reason, *(f"{name}={value}" for name, value in problem.values))))
        self.problem = problem


class PassageError(ProblemError):
    """A quote is not in the document, or fits more than one place."""
