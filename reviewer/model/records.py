"""What people do: the content of records, and their keeping."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from itertools import repeat
from typing import Generic, TypeVar

from reviewer.model.documents import Passage, piece_key
from reviewer.model.frozen import dataclass
from reviewer.model.members import Member, Retired

T_co = TypeVar("T_co", covariant=True)


class Stance(StrEnum):
    """What a passage does for its criterion."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"


class Origin(StrEnum):
    """Where a sentence of a letter comes from."""

    STANDING = "standing"
    FINDING = "finding"
    WRITTEN = "written"


class LetterState(StrEnum):
    """How far a letter has come."""

    DRAFTED = "drafted"
    SIGNED = "signed"
    ISSUED = "issued"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Kept(Generic[T_co]):
    """A record's content with its keeping: id (hex), subject, author (public key, hex), time (UTC µs)."""

    id: str
    subject: str
    author: str
    at: int
    content: T_co


@dataclass(frozen=True, slots=True)
class Person:
    """An author: a name and the Ed25519 public key (hex) that signs the saves."""

    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """One file received from one body on one day. ``origin`` is the path or message it came in."""

    body: str
    document: str
    name: str
    origin: str
    on: date


@dataclass(frozen=True, slots=True)
class Included:
    """A receipt (its subject) taken into the review, or out of it, because."""

    receipt: str
    included: bool
    because: str


@dataclass(frozen=True, slots=True)
class Version:
    """A receipt (its subject) whose document is a newer version of that of an earlier receipt of the same body."""

    body: str
    receipt: str
    earlier: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage tied to a body and a criterion."""

    body: str
    criterion: str
    passage: Passage
    stance: Stance = Stance.SUPPORTS
    note: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """What was looked for and where, kept to prove an absence.

    ``receipts`` are receipt subjects; ``texts`` gives each document's text hash ("" if unreadable);
    ``hits`` are "document place" pairs; ``unreadable`` the places that no one could read, and ``pieces`` the keys of what is
    there (``piece_key``); what still waited for recognition, or for its password, is in neither. ``looked_at`` is said of all these, but for ``seen_pieces``,
    which people had looked at for all criteria (``Seen``). ``known_hits`` and ``known_pieces`` had been looked at before, when
    an earlier search for the same was made.

    ``marks`` says of each of ``hits`` what stands there (``Occurrence``), and ``known_marks`` which of these had been looked at
    before. A record from before has places alone: of those all that stands there counts as looked at. ``known_hits`` are
    such places still.
    """

    body: str
    criterion: str
    terms: tuple[str, ...]
    receipts: tuple[str, ...]
    texts: Mapping[str, str]
    hits: tuple[tuple[str, str], ...]
    unreadable: tuple[tuple[str, str], ...]
    pages: int
    looked_at: bool
    pieces: tuple[str, ...] = ()
    known_hits: tuple[tuple[str, str], ...] = ()
    known_pieces: tuple[str, ...] = ()
    seen_pieces: tuple[str, ...] = ()
    marks: tuple[tuple[str, ...], ...] = ()
    known_marks: tuple[str, ...] = ()

    @property
    def marked_hits(self) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
        """Each hit with the marks of what stands there; none in a record from before."""
        return zip(self.hits, (*self.marks, *repeat((), len(self.hits))), strict=False)


@dataclass(frozen=True, slots=True)
class Seen:
    """A person has looked at a piece that nobody could turn into words, and nothing in it bears on any criterion.

    It is a ``place`` of a ``document``, unread for the reason ``why`` (``Unread.sort``); of a ``picture`` (SHA-256 of what it
    shows) it is said wherever else that stands.
    """

    document: str
    place: str
    why: str
    picture: str = ""
    note: str = ""

    @property
    def piece(self) -> str:
        """The key of the piece."""
        return piece_key(self.document, self.place, self.why, self.picture)


@dataclass(frozen=True, slots=True)
class Transcribed:
    """What a person typed of a page, or of a ``picture`` (SHA-256) wherever it stands, since the program could not read it."""

    document: str
    place: str
    text: str
    picture: str = ""

    @property
    def piece(self) -> str:
        """Where it belongs: the picture, or the place whatever the reason was."""
        return piece_key(self.document, self.place, "", self.picture)

    @property
    def has_words(self) -> bool:
        """Whether it says anything: a full stop says nothing of what is there."""
        return any(each.isalnum() for each in self.text)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A finding for one body and criterion, with the reason and the record ids it rests on."""

    body: str
    criterion: str
    finding: str
    because: str
    evidence: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grade:
    """The category that the inspector chose for a body."""

    body: str
    category: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """An edited paragraph of a letter. ``key`` is stable across composing; ``links`` are verdict ids."""

    body: str
    letter: str
    key: str
    order: int
    origin: Origin
    markdown: str
    links: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's state. ``issued`` is the SHA-256 of the signed bytes, which live in documents/.

    ``rests_on`` lists the ids of the verdict, evidence, search and category records behind it, ``case`` is the id of the record
    that had the case ("": as it was founded), and ``because`` says why it took the place of an earlier one. ``signer`` is the
    certificate's SHA-256, ``signed_by`` the name in it and ``signed_at`` the time that the signature claims (UTC µs): "" and 0 in
    records of before these were kept. A deputy signs in a ``role``, ``signed_for`` the signatory; both "" where the signatory did.
    """

    body: str
    letter: str
    state: LetterState
    language: str = ""
    issued: str = ""
    signer: str = ""
    rests_on: tuple[str, ...] = ()
    case: str = ""
    because: str = ""
    signed_by: str = ""
    signed_at: int = 0
    role: str = ""
    signed_for: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A record taken back (undo); it stands in its subject's place until something supersedes it."""

    because: str = ""


@dataclass(frozen=True, slots=True)
class Purge:
    """A legal removal: the record or document, why, and who authorised it."""

    target: str
    reason: str
    authoriser: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What people had decided differently was settled, because: signed together with the record (id) that ``stands`` since.

    ``about`` is its subject; ``body`` and ``criterion`` are those that it is about, "" where it is about none.
    """

    about: str
    because: str
    stands: str
    body: str = ""
    criterion: str = ""


Content = (
    Person
    | Member
    | Retired
    | Receipt
    | Included
    | Version
    | Evidence
    | Search
    | Seen
    | Transcribed
    | Verdict
    | Grade
    | Block
    | Letter
    | Withdrawn
    | Purge
    | Settled
)
