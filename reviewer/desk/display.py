"""What the desk shows of the record: plain values for screens and listings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from reviewer.desk.letter_places import LetterNow
from reviewer.model import (
    AnchorState,
    Body,
    Criterion,
    Evidence,
    Grade,
    Hit,
    Kept,
    Letter,
    Note,
    NoText,
    Problem,
    Search,
    Verdict,
    Withdrawn,
)
from reviewer.model.objections import Objection
from reviewer.model.signatures import SignatureFact
from reviewer.review import Blocker, Gap, left_in

if TYPE_CHECKING:
    from reviewer.documents.word_changes import Piece


@dataclass(frozen=True, slots=True)
class Progress:
    """How far long work has come; ``total`` is None while it is not known."""

    done: int
    total: int | None
    name: str


Report = Callable[[Progress], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A receipt with what is known of its document; a row of ``documents``.

    ``inside`` is the archive, message or PDF that it came in, with the folder in it; "" for a file of its own.
    ``locked`` says that a password would open it, or more of it.
    ``duplicate`` says that the body sent it more than once; ``also_from`` names the other bodies that sent it.
    ``unread`` counts the pieces of it that nobody could read, ``waiting`` those of them that recognition has not tried yet.
    ``version_of`` and ``replaced_by`` name the version before and the one after, with the day of receipt where the name is the same.
    """

    receipt: str
    sha256: str
    name: str
    body: str
    on: date
    origin: str
    late: bool
    included: bool = False
    kind: str = ""
    pages: int = 0
    pages_without_text: int = 0
    pages_recognised: int = 0
    unread: int = 0
    waiting: int = 0
    problem: Problem | None = None
    duplicate: bool = False
    also_from: tuple[str, ...] = ()
    also: tuple[Note, ...] = ()
    inside: str = ""
    locked: bool = False
    version_of: str = ""
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class DocumentName:
    """A receipt as it is looked for by name: whose it is, and the SHA-256 of its bytes."""

    receipt: str
    sha256: str
    name: str
    body: str


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What passwords did: the documents that opened, those of the body that are locked still, and new receipts.

    ``inside`` are the receipts of documents that lay in what opened.
    """

    opened: tuple[DocumentRow, ...]
    locked: tuple[DocumentRow, ...]
    inside: tuple[DocumentRow, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A found place with the body and the name under which its document was received, and whether it is in the review."""

    body: str
    name: str
    hit: Hit
    late: bool = False
    included: bool = True


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A piece that nobody could read as text, a page, a picture or a whole document, and ``why``; ``key`` names it.

    ``looked_at``: a person has looked at it before, for this criterion or for all. While it ``waits`` nobody can.
    """

    key: str
    document: str
    place: str
    name: str
    label: str
    why: NoText | Problem | Note
    waits: bool = False
    looked_at: bool = False

    @property
    def locked(self) -> bool:
        """Whether a password would open it, or more of it: until it has, nobody has looked at it."""
        return isinstance(self.why, Problem) and self.why.wants_password


class Again(StrEnum):
    """Why a hit is asked for though an earlier search for the same was made."""

    SOUGHT = "sought"  # other terms were sought then
    CAME = "came"  # its document was not searched then
    MORE = "more"  # what was looked at in its place stands there still, and more
    CHANGED = "changed"  # its place was looked at, and says something else now
    READ = "read"  # its document's text is another one, as when a page was recognised since


@dataclass(frozen=True, slots=True)
class AbsenceReport:
    """What a search for a criterion's terms found, with the record that keeps it; a picture is in ``unreadable`` once.

    ``new`` says how much of what stands in a hit's place (document, place) was not looked at when an earlier search was made;
    such a hit shows the first of it. ``again`` says why, of hits that an earlier search had not met so.
    """

    search: Kept[Search]
    hits: tuple[SearchHit, ...]
    unreadable: tuple[Unreadable, ...]
    pages: int
    new: Mapping[tuple[str, str], int] = field(default_factory=lambda: MappingProxyType({}))
    again: Mapping[tuple[str, str], Again] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def new_hits(self) -> tuple[SearchHit, ...]:
        """The hits that are to be looked at."""
        return tuple(hit for hit in self.hits if self.new_in(hit))

    def new_in(self, hit: SearchHit) -> int:
        """Return how much of what stands in a hit's place is to be looked at."""
        return self.new.get((hit.hit.document, hit.hit.place), 0)

    @property
    def new_pieces(self) -> tuple[Unreadable, ...]:
        """The pieces that are to be looked at; those that wait are not among them."""
        return tuple(piece for piece in self.unreadable if not (piece.looked_at or piece.waits))

    @property
    def locked(self) -> int:
        """How many of these are locked, and can be looked at only when their passwords have opened them."""
        return sum(piece.locked for piece in self.new_pieces)

    @property
    def waiting(self) -> int:
        """How many pieces wait for recognition, and keep the search from proving anything."""
        return sum(piece.waits for piece in self.unreadable)


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A tied passage with where it stands today.

    ``pieces`` are a near one's old words beside its new ones; unread is a page that has no text on this laptop yet.
    ``replaced_by`` names the newer version of its document, if there is one.
    """

    record: Kept[Evidence]
    name: str
    where: str
    state: AnchorState
    place: str
    start: int
    end: int
    pieces: tuple[Piece, ...] = ()
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One card of the checklist. Two or more verdicts are a conflict, and so is one that was taken back elsewhere.

    ``search_gaps`` counts what keeps its search from proving anything; nothing where there is no search.
    """

    criterion: Criterion
    number: int
    verdicts: tuple[Kept[Verdict], ...]
    contested: bool
    evidence: tuple[EvidenceView, ...]
    search: Kept[Search] | None
    search_gaps: Mapping[Gap, int]

    @property
    def search_stale(self) -> bool:
        """Whether documents of the review were not searched."""
        return Gap.STALE in self.search_gaps

    @property
    def conflict(self) -> bool:
        """Whether people decided differently, so that somebody has to settle it."""
        return self.contested or len(self.verdicts) > 1


@dataclass(frozen=True, slots=True)
class BodyView:
    """All that stands for one body, and what is left before its letter; ``doubts`` are to be looked at in its words.

    ``letters`` are the signed ones that stand, by the key of their language, and how; ``withdrawn`` is the withdrawal that stands of
    the one in the first language.
    """

    body: Body
    criteria: Mapping[str, CriterionView]
    categories: tuple[Kept[Grade], ...]
    suggested: str | None
    blocks_draft: tuple[Blocker, ...]
    blocks_signing: tuple[Blocker, ...]
    documents: tuple[DocumentRow, ...]
    letters: Mapping[str, LetterNow]
    withdrawn: Kept[Withdrawn] | None = None
    doubts: tuple[Objection, ...] = ()

    @property
    def letter(self) -> LetterNow | None:
        """The signed letter that stands in the first language, and how."""
        return self.letters.get("")

    def left_in(self, language: str) -> tuple[Blocker, ...]:
        """Return what blocks the letter in one of the case's languages: what is wrong in another one's words does not."""
        return left_in(self.blocks_signing, language)

    @property
    def category(self) -> Kept[Grade] | None:
        """The chosen category, or None where there is none or two people differ."""
        return self.categories[0] if len(self.categories) == 1 else None


@dataclass(frozen=True, slots=True)
class Superseded:
    """A signed letter that stands: to which body (its name), recorded by ``who``, and when it was signed (UTC µs).

    ``signed_by`` is the name in the certificate ("": as earlier versions kept it); a deputy signed in a ``role``, ``signed_for``
    the signatory. ``own`` says that it was recorded by who sits here.
    """

    name: str
    who: str
    at: int
    signed_by: str = ""
    role: str = ""
    signed_for: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class LetterMade:
    """A letter that was written to a file; ``signed`` is its record, None for a draft. ``doubts`` were to be looked at in its words.

    ``twin_of`` is the signed letter whose words a web page or a text says: it is no draft, and has no signature itself.
    ``beside`` is a signed letter that was there when a draft was written.
    """

    body: str
    path: Path
    sha256: str
    signed: Letter | None = None
    doubts: tuple[Objection, ...] = ()
    twin_of: Letter | None = None
    beside: Letter | None = None

    @property
    def signed_by(self) -> str:
        """The name in the certificate that it is signed with, "" for a draft."""
        return self.signed.signed_by if self.signed else ""


@dataclass(frozen=True, slots=True)
class LetterOutcome:
    """One body of ``letters``: the letter, or what is left."""

    body: str
    made: LetterMade | None
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check of one signed letter found; ``good`` is the answer, ``sentences`` say why.

    ``title`` and ``reference`` are the document's own words for itself, ``reason`` why it was signed (a deputy's role, and for
    whom), "" where they are not what was signed. ``body`` and ``casebook`` are what a casebook says of it, "" where none was asked or it knows nothing.
    """

    path: Path
    good: bool
    signer: str = ""
    signed_at: str = ""
    intact: bool = False
    whole: bool = False
    trusted: bool = False
    fingerprint: str = ""
    title: str = ""
    reference: str = ""
    reason: str = ""
    body: str = ""
    casebook: str = ""
    facts: tuple[SignatureFact, ...] = ()
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IdentityView:
    """A signing identity as it is shown: times are ISO dates, the fingerprint SHA-256 hex."""

    name: str
    not_before: str
    not_after: str
    fingerprint: str
