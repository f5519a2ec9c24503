"""What can be told to the person at the desk, and what keeps it translatable: a sentence with the values that it names.

A ``ReviewerError`` says what happened, why, and what to do, in one line. Anything else that is
raised is a bug: it goes to the log with its traceback and is reported as such.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Self

_STOPS = (".", "?", "!", "…")
_CLOSING = "”’\"'"
_SPACES = re.compile(r"\s+")
_STOPPED = re.compile(r"(?P<before>\{(?P<name>\w+)[^{}]*\}[”’]?)\.(?!\S)")  # "{name}." and "“{name}”."


def ended(sentence: str) -> str:
    """Return a sentence with its full stop: none is added where it has one, be it within the quotation that it ends with.

    A quotation that was cut ("“…the first words…”") ends no sentence.
    """
    return sentence if sentence.endswith(_STOPS) or ends_within(sentence) else f"{sentence}."


def ends_within(text: str) -> bool:
    """Whether a text, or the quotation that it ends with, ends as a sentence does."""
    return text.rstrip(_CLOSING).endswith(_STOPS[:-1])


def filled(text: str, values: Mapping[str, object]) -> str:
    """Return a text with its values: one that ends as a sentence does brings the full stop that stands behind it in the text."""

    def stopped(place: re.Match[str]) -> str:
        brings = ends_within(str(values.get(place["name"], "")))
        return place["before"] if brings else place[0]

    return _STOPPED.sub(stopped, text).format(**values) if values else text


def _english(value: object) -> object:
    """Return a value as the English sentence has it: a day as "6 April 2037", anything else as it is."""
    return f"{value.day} {value:%B} {value.year}" if isinstance(value, date) else value


class Phrase(str):
    """An English sentence in one line that knows its ``template`` and ``values``, so that the words room can say it anew.

    The template is what a catalogue translates; a value may be a ``Phrase`` itself, or a date. Compared, searched or
    logged it is the English sentence.
    """

    __slots__ = ("many", "number", "template", "values")

    template: str
    values: Mapping[str, object]
    many: str
    number: int

    def __new__(cls, template: str, /, **values: object) -> Self:
        """Put the values into the template, which is plain English with their names in braces; a phrase stays what it is."""
        if isinstance(template, cls) and not values:
            return template
        said = {name: _english(value) for name, value in values.items()}
        phrase = super().__new__(cls, _SPACES.sub(" ", filled(template, said)))
        phrase.template, phrase.values = template, MappingProxyType(values)
        phrase.many, phrase.number = "", 0
        return phrase

    @classmethod
    def counted(cls, one: str, many: str, number: int, /, **values: object) -> Self:
        """Return what is said of a number of things, ``{n}`` in both forms, which a catalogue has as many of as it needs."""
        phrase = cls(one if number == 1 else many, n=number, **values)
        phrase.template, phrase.many, phrase.number = one, many, number
        return phrase


SYSTEM_FAULTS = (
    "No space left on device", "Disk quota exceeded", "Permission denied", "Operation not permitted", "Read-only file system",
    "No such file or directory", "Not a directory", "Is a directory", "File exists", "File name too long", "Input/output error",
    "Too many open files", "Too many levels of symbolic links", "Device or resource busy", "File too large", "Broken pipe",
    "Bad file descriptor", "Connection timed out", "Host is down", "No route to host", "Stale file handle", "Invalid argument",
    "Transport endpoint is not connected", "No such device or address", "Cannot allocate memory", "Directory not empty",
)  # fmt: skip
"""What systems commonly say of a refusal, in the English that all of them say it in: texts for the catalogue."""


def why_refused(error: OSError) -> Phrase:
    """Return what the system says of a refusal: it can be said anew where it is a common one."""
    return Phrase(error.strerror or str(error) or type(error).__name__)


class ReviewerError(Exception):
    """Something that the person can act on.

    ``what`` happened (names the thing), ``remedy`` (what to do). ``str()`` gives one line in English.
    The command line exits with ``exit_code``.
    """

    exit_code = 1

    def __init__(self, what: str, remedy: str = "", /, **values: object) -> None:
        """Keep the two sentences: plain English in a line each, with the names of their ``values`` in braces."""
        super().__init__(what)
        self.what = what if isinstance(what, Phrase) else Phrase(what, **values)
        self.remedy = remedy if isinstance(remedy, Phrase) else Phrase(remedy, **values)

    def __str__(self) -> str:
        """Give one line: what happened and what to do."""
        return f"{ended(self.what)} {self.remedy}".rstrip()


class WrongUseError(ReviewerError):
    """A command or dialog was given something it cannot mean (exit 2)."""

    exit_code = 2


class CaseError(ReviewerError):
    """A case folder is not as schema 1 wants it: names the file, the key and what was expected."""


class MissingCaseError(CaseError, WrongUseError):
    """There is nothing where a case folder was looked for."""


class WordingError(ReviewerError):
    """A template cannot be filled: an undefined name, a bad filter, a syntax error."""


class TakenError(ReviewerError):
    """A file was to be written where another one is, which nobody said could go; it is kept."""


class StandsError(ReviewerError):
    """A signed letter stands that another one would supersede, and nobody said why."""


class OtherSignerError(ReviewerError):
    """An identity does not name the signatory, and nobody said in which role its owner signs."""


class CasebookError(ReviewerError):
    """The casebook cannot be opened, written or trusted."""


class MissingCasebookError(CasebookError, WrongUseError):
    """There is nothing where a casebook was looked for."""


class CasebookBusyError(CasebookError):
    """Another program holds the casebook for writing."""


class ReadOnlyError(CasebookError):
    """The casebook is open for reading only, so nothing was written."""


class ConflictError(ReviewerError):
    """Two records stand for one subject; an explicit act must resolve them first."""


class DocumentError(ReviewerError):
    """A document cannot be received, opened or read; what was there is kept."""


class TiedError(ReviewerError):
    """A passage was to be tied that is tied to the same criterion already; nothing was recorded."""


class NotReadyError(ReviewerError):
    """A letter cannot be drafted or signed yet; ``blockers`` names each thing that is left."""

    def __init__(
        self, what: str, remedy: str = "", blockers: tuple[str, ...] = (), /, **values: object
    ) -> None:
        """Keep what is left, a sentence each."""
        super().__init__(what, remedy, **values)
        self.blockers = blockers


class PaperError(ReviewerError):
    """A page cannot be printed as asked, for example because the font lacks a character."""


class WrongPasswordError(ReviewerError):
    """A file that is under a password does not open with the one that was given."""


class OtherKeyError(ReviewerError):
    """A key was to be loaded where another one is, which nobody said could step aside; it is kept."""


class IdentityError(ReviewerError):
    """A signing identity cannot be used: wrong password, expired, no key, not a PKCS#12 file."""


class ShareError(ReviewerError):
    """The shared folder cannot be used, or belongs to another inspection."""


class MissingShareError(ShareError, WrongUseError):
    """There is nothing where the shared folder was looked for."""


class NewShareError(ShareError):
    """A folder holds nothing of an inspection that has been shared: a drive may not be there, or it is to be a new share."""


class TakenShareError(NewShareError):
    """By its marker a folder is another inspection's that has begun there, and this one's work lies there too: a person says whose it is."""


class PolicyError(ReviewerError):
    """What is set for the whole machine does not allow it; nothing was written."""


class CancelledError(ReviewerError):
    """The person stopped it; what was done until then is kept."""
