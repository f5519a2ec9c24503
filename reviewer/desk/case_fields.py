"""The fields by which a case folder is filled in in the window: where each stands in the folder's files, and what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

FRAMEWORK, INSPECTION, LETTER = "framework.toml", "inspection.toml", "letter.md"
Path = tuple[str | int, ...]


class Holds(Enum):
    """What is typed into a field."""

    LINE = auto()
    WORDS = auto()  # some lines
    LINES = auto()  # entries of a list, a line each
    DAY = auto()
    YEAR = auto()
    CHOICE = auto()  # one of the words that there are
    SWITCH = auto()  # "yes" or ""
    CHOICES = auto()  # some of the answers' keys, a line each
    TEXT = auto()  # the text of the letter
    PICTURE = auto()  # the name of a file of the folder, or the path of one that is to be taken into it


class Rows(Enum):
    """What there are several of; the value is its name in framework.toml."""

    CRITERIA = "criterion"
    FINDINGS = "finding"
    CATEGORIES = "category"


@dataclass(frozen=True, slots=True)
class CaseField:
    """A field by its place. One that is not ``needed`` may be empty: nothing is said of it in the file then.

    One of a further language says what another field, ``beside``, says in the first. Where that is of a row, ``row`` is the
    row's key, and the path has no number: languages are laid over the first by key, in whatever order.
    """

    file: str
    path: Path
    holds: Holds = Holds.LINE
    needed: bool = False
    beside: CaseField | None = None
    row: str = ""

    @property
    def name(self) -> Path:
        """What it is, whichever row it is of: its path without numbers."""
        return tuple(step for step in self.path if isinstance(step, str))


def _of(file: str, *path: str | int, holds: Holds = Holds.LINE, needed: bool = True) -> CaseField:
    return CaseField(file, path, holds, needed)


INSPECTION_FIELDS = (
    _of(INSPECTION, "title"),
    _of(FRAMEWORK, "title"),
    _of(INSPECTION, "requested_on", holds=Holds.DAY),
    _of(INSPECTION, "submissions_due", holds=Holds.DAY),
    _of(INSPECTION, "review_period"),
    _of(INSPECTION, "letters_dated", holds=Holds.DAY),
    _of(INSPECTION, "body_noun", holds=Holds.LINES),
    _of(INSPECTION, "cause_of_concern", holds=Holds.WORDS, needed=False),
    _of(INSPECTION, "previous_year", holds=Holds.YEAR, needed=False),
    _of(INSPECTION, "marking", needed=False),
    _of(INSPECTION, "key"),
)
SENDER_FIELDS = (
    _of(INSPECTION, "sender", "organisation"),
    _of(INSPECTION, "sender", "strapline", needed=False),
    _of(INSPECTION, "sender", "address", holds=Holds.LINES, needed=False),
    _of(INSPECTION, "sender", "telephone", needed=False),
    _of(INSPECTION, "sender", "logo", "file", holds=Holds.PICTURE, needed=False),
    _of(INSPECTION, "sender", "logo", "alternative_text", needed=False),
    _of(INSPECTION, "signatory", "name"),
    _of(INSPECTION, "signatory", "titles", holds=Holds.LINES, needed=False),
    _of(INSPECTION, "enquiries", "name"),
    _of(INSPECTION, "enquiries", "email"),
    _of(INSPECTION, "enquiries", "telephone", needed=False),
)
LETTER_FIELDS = (
    _of(LETTER, "subject"),
    _of(LETTER, "salutation"),
    _of(LETTER, "text", holds=Holds.TEXT),
    _of(LETTER, "closing"),
    _of(INSPECTION, "letter", "delivery", needed=False),
    _of(INSPECTION, "letter", "addressee", holds=Holds.LINES, needed=False),
    _of(INSPECTION, "letter", "copied_to", holds=Holds.LINES, needed=False),
)

OPTIONAL_TABLES = (("sender", "logo"),)
"""The tables that may be left out, and then wholly: what is in one is needed as soon as there is one."""


def row_fields(rows: Rows, at: int) -> tuple[CaseField, ...]:
    """Return the fields of one row; phrases of a criterion's single answers are ``phrase_field``."""
    if rows is Rows.FINDINGS:
        return (
            _of(FRAMEWORK, "finding", at, "label"),
            _of(FRAMEWORK, "finding", at, "tone", holds=Holds.CHOICE),
            _of(FRAMEWORK, "finding", at, "sentence", holds=Holds.WORDS),
            _of(FRAMEWORK, "finding", at, "absence", holds=Holds.SWITCH, needed=False),
        )
    if rows is Rows.CATEGORIES:
        return (
            _of(FRAMEWORK, "category", at, "label"),
            _of(FRAMEWORK, "category", at, "suggest", holds=Holds.CHOICE, needed=False),
        )
    return (
        _of(FRAMEWORK, "criterion", at, "title"),
        _of(FRAMEWORK, "criterion", at, "question", holds=Holds.WORDS),
        _of(FRAMEWORK, "criterion", at, "guidance", holds=Holds.WORDS, needed=False),
        _of(FRAMEWORK, "criterion", at, "search", holds=Holds.LINES, needed=False),
        _of(FRAMEWORK, "criterion", at, "findings", holds=Holds.CHOICES),
        _of(FRAMEWORK, "criterion", at, "phrase", "default", holds=Holds.WORDS),
    )


def phrase_field(at: int, finding: str) -> CaseField:
    """Return the field of what a criterion is called in one answer's sentence."""
    return _of(FRAMEWORK, "criterion", at, "phrase", finding, holds=Holds.WORDS, needed=False)


def naming_field(rows: Rows, at: int) -> CaseField:
    """Return the field that says what a row is called."""
    return row_fields(rows, at)[0]


TONES = ("met", "part", "gap", "unknown")
ALL_MET, ALWAYS = "tones | unique | list == ['met']", "true"
ANY_GAP, ANY_UNKNOWN = "'gap' in tones", "'unknown' in tones"
HALF_UNKNOWN = "tones.count('unknown') >= tones | length / 2"
SUGGESTIONS = (ALL_MET, ANY_GAP, ANY_UNKNOWN, HALF_UNKNOWN, ALWAYS, "")
"""When a grade is suggested, as framework.toml says it; "" never. Other expressions can be written in the file, and stay."""


def choices_of(field: CaseField) -> tuple[str, ...]:
    """Return what can be chosen in a field that holds a choice."""
    return SUGGESTIONS if field.name == ("category", "suggest") else TONES
