"""What else is in a file than its text shows, as values: the words for them are in ``reviewer.desk.words``."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from reviewer.model.fields import Value, Values, packed, unpacked, values_of
from reviewer.model.frozen import dataclass

SHOWN = 3
_LONGEST = 200


class NoteCode(StrEnum):
    """What is there. The names of the values that go with each stand behind it; names and more are ``listed``."""

    UNLOCKED = "unlocked"  # with a password
    AND_MORE = "and-more"  # of the same

    # Parts of their own, and places that are not shown as the others
    TRACKED_CHANGES = "tracked-changes"
    INSERTED_TEXT = "inserted-text"
    HIDDEN_TEXT = "hidden-text"
    DELETED_TEXT = "deleted-text"
    COMMENTS = "comments"
    HIDDEN_SHEETS = "hidden-sheets"  # sheets
    HIDDEN_SLIDES = "hidden-slides"  # slides
    HIDDEN_ROWS = "hidden-rows"  # rows
    HIDDEN_COLUMNS = "hidden-columns"  # columns
    HIDDEN_ROWS_AND_COLUMNS = "hidden-rows-and-columns"  # rows, columns
    BINARY_WORKBOOK = "binary-workbook"
    FURNITURE_DAMAGED = "furniture-damaged"  # headers and footers
    BEFORE_1997 = "before-1997"
    NESTED_TOO_DEEP = "nested-too-deep"  # levels

    # Parts that a Word document imports; ``imported`` is the part's name
    IMPORT_ABSENT = "import-absent"
    IMPORT_MISSING = "import-missing"  # imported; and so all of these
    IMPORT_EMPTY = "import-empty"
    IMPORT_UNKNOWN = "import-unknown"
    IMPORT_TOO_DEEP = "import-too-deep"  # and depth
    IMPORT_TOO_LONG = "import-too-long"
    IMPORT_REFUSED = "import-refused"  # and reason, with that problem's values
    IMPORT_DAMAGED = "import-damaged"

    # What runs, and what is inside
    MACROS = "macros"
    MACRO_SHEETS = "macro-sheets"
    ACTIVEX = "activex"  # controls
    OBJECTS = "objects"  # objects, names, more
    OBJECTS_UNCOUNTED = "objects-uncounted"
    RICH_TEXT_OBJECTS = "rich-text-objects"  # objects
    PIVOT_DATA = "pivot-data"
    CONNECTIONS = "connections"
    OTHER_WORKBOOKS = "other-workbooks"  # names, more
    SIGNATURE = "signature"

    # What leads elsewhere
    LINKS = "links"  # links, names, more
    LINKS_COUNTED = "links-counted"  # links
    FIELDS_FETCHING = "fields-fetching"  # fields
    CONTENT_FETCHED = "content-fetched"  # names, more
    RICH_TEXT_FETCHED = "rich-text-fetched"  # fields
    TEMPLATE_ADDRESS = "template-address"  # address
    FETCHED_TEMPLATE = "fetched-template"  # names, more; and so all of these
    FETCHED_OBJECT = "fetched-object"
    FETCHED_PICTURE = "fetched-picture"
    FETCHED_FRAME = "fetched-frame"
    FETCHED_SUBDOCUMENT = "fetched-subdocument"
    FETCHED_IMPORT = "fetched-import"
    FETCHED_WORKBOOK = "fetched-workbook"
    FETCHED_VIDEO = "fetched-video"
    FETCHED_SOUND = "fetched-sound"
    FETCHED_MEDIA = "fetched-media"
    FETCHED_SLIDE_MASTER = "fetched-slide-master"
    FETCHED_MERGE_DATA = "fetched-merge-data"
    FETCHED_PIVOT_DATA = "fetched-pivot-data"
    SAVED_FROM = "saved-from"  # address

    # Mail
    SIGNED_MAIL = "signed-mail"
    SIGNED_BY = "signed-by"  # who
    SIGNED_BY_ON = "signed-by-on"  # who, when
    SIGNED_PGP = "signed-pgp"
    SIGNATURE_ALONE = "signature-alone"  # of another file
    CERTIFICATES_ALONE = "certificates-alone"
    OUTLOOK_ITEM = "outlook-item"  # sort
    OUTLOOK_EMPTY = "outlook-empty"

    # Archives
    UNPACKS_ITSELF = "unpacks-itself"
    LINKS_IN_ARCHIVE = "links-in-archive"  # links
    NAMES_LEAD_OUT = "names-lead-out"
    DIRECTORY_LOST = "directory-lost"

    # PDF
    FILES = "files"  # files, names, more
    LAUNCHES = "launches"
    SCRIPTS = "scripts"
    FORM_SENDS = "form-sends"
    FORM_TAKES_IN = "form-takes-in"
    LINKS_OUT = "links-out"
    LINKS_IN = "links-in"
    MEDIA = "media"
    FORM_XFA = "form-xfa"
    FORM = "form"
    SIGNATURES = "signatures"  # signatures
    EARLIER_STATES = "earlier-states"  # states
    LAYERS_OFF = "layers-off"  # names, more
    FORM_COMPUTES = "form-computes"
    HIDDEN_FIELDS = "hidden-fields"
    FILE_ON_PAGE = "file-on-page"  # page, name
    PAGE_BLANK = "page-blank"  # page
    LETTERS_UNKNOWN = "letters-unknown"  # page
    NOTES_TOO_MANY = "notes-too-many"  # page, limit
    DOUBTED_LETTERS = (
        "doubted-other-letters"  # names (page numbers), more; and so all of these, one for each ``Doubt``
    )
    DOUBTED_CODES = "doubted-unknown-letters"
    DOUBTED_OUTLINES = "doubted-outlines"
    DOUBTED_LAYER = "doubted-layer-differs"
    DOUBTED_LAYER_PLACE = "doubted-layer-moved"
    DOUBTED_UNSEEN = "doubted-not-compared"
    NOT_COMPARED = "not-compared"  # its text with what its pages show; a text that waits for it says so
    COMMENT = "comment"  # page, text, and who by where it says so

    PICTURES_TOO_MANY = "pictures-too-many"  # pictures, limit

    # How it was read
    READ_BY_OFFICE = "read-by-office"


UNREAD = frozenset({
    NoteCode.AND_MORE, NoteCode.FURNITURE_DAMAGED, NoteCode.NESTED_TOO_DEEP, NoteCode.NOTES_TOO_MANY,
    NoteCode.IMPORT_ABSENT, NoteCode.IMPORT_MISSING, NoteCode.IMPORT_UNKNOWN, NoteCode.IMPORT_TOO_DEEP,
    NoteCode.IMPORT_TOO_LONG, NoteCode.IMPORT_REFUSED, NoteCode.IMPORT_DAMAGED, NoteCode.OBJECTS_UNCOUNTED,
    NoteCode.PICTURES_TOO_MANY, NoteCode.BINARY_WORKBOOK,
})  # fmt: skip
"""The notes that tell of something that a person would see and nobody has read."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that is in a file beside its text; ``place`` is the part that it leads to, "" for the file as a whole."""

    code: NoteCode
    values: Values = ()
    place: str = ""

    def value(self, name: str) -> Value | None:
        """Return one of the values, None if it has none of this name."""
        return dict(self.values).get(name)

    def packed(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {"code": self.code.value, "values": packed(self.values), "place": self.place}


def note(code: NoteCode, place: str = "", /, **values: Value) -> Note:
    """Return a note with these values."""
    return Note(code, values_of(values), place)


def note_of(packed: Any) -> Note:
    """Return the note of ``packed``; a ValueError, TypeError or KeyError for what is none."""
    return Note(NoteCode(packed["code"]), unpacked(packed["values"]), str(packed["place"]))


def listed(where: Sequence[str]) -> dict[str, Value]:
    """Return the first few names or addresses, each once and not too long, as ``names``, and how many ``more`` there are."""
    distinct = list(dict.fromkeys(" ".join(one.split())[:_LONGEST] for one in where))
    return {"names": tuple(distinct[:SHOWN]), "more": max(0, len(distinct) - SHOWN)}
