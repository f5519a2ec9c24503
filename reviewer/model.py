"""The nouns of an inspection, frozen; no I/O.

Content is apart from its keeping: a ``Verdict`` says what was decided, ``Kept[Verdict]`` adds which
record holds it, who made it and when.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Generic, TypeVar

T = TypeVar("T", covariant=True)


class Tone(StrEnum):
    """The sort of a finding; drives shape, colour and suggestions, never words."""

    MET = "met"
    PART = "part"
    GAP = "gap"
    UNKNOWN = "unknown"


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


# --- the framework -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Finding:
    """A point on the scale. ``sentence`` is a template over ``phrases``; ``absence`` asks for a search."""

    key: str
    label: str
    tone: Tone
    sentence: str
    absence: bool = False


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question of the checklist; ``findings`` are the keys it may be given, in order."""

    key: str
    title: str
    question: str
    guidance: str
    search: tuple[str, ...]
    findings: tuple[str, ...]
    phrase: Mapping[str, str]

    def phrase_for(self, finding: str) -> str:
        """Return the phrase that this criterion gives to a finding's sentence."""
        return self.phrase.get(finding, self.phrase["default"])


@dataclass(frozen=True, slots=True)
class Category:
    """An overall grade; ``suggest`` is an expression over ``tones`` and ``findings``."""

    key: str
    label: str
    suggest: str


@dataclass(frozen=True, slots=True)
class Framework:
    """Criteria, scale, categories and wording: data, never code."""

    key: str
    title: str
    language: str
    findings: tuple[Finding, ...]
    criteria: tuple[Criterion, ...]
    categories: tuple[Category, ...]

    def finding(self, key: str) -> Finding:
        """Return the finding with this key; KeyError if there is none."""
        return _by_key(self.findings, key)

    def criterion(self, key: str) -> Criterion:
        """Return the criterion with this key; KeyError if there is none."""
        return _by_key(self.criteria, key)

    def category(self, key: str) -> Category:
        """Return the category with this key; KeyError if there is none."""
        return _by_key(self.categories, key)

    def number(self, criterion: str) -> int:
        """Return a criterion's number on the checklist, from 1."""
        return 1 + [c.key for c in self.criteria].index(criterion)


K = TypeVar("K", Finding, Criterion, Category)


def _by_key(items: tuple[K, ...], key: str) -> K:
    for item in items:
        if item.key == key:
            return item
    raise KeyError(key)


# --- the inspection ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Body:
    """An inspected body. ``facts`` holds every filled column of bodies.tsv, ``code`` and ``name`` too."""

    code: str
    name: str
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Sender:
    """Who the letters come from."""

    organisation: str
    strapline: str = ""
    address: tuple[str, ...] = ()
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs."""

    name: str
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Enquiries:
    """Whom a body may ask."""

    name: str
    email: str
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What every letter carries beside its text; ``copied_to`` are templates."""

    delivery: str = ""
    copied_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inspection:
    """One review of many bodies against one framework, with its dates."""

    key: str
    title: str
    requested_on: date
    submissions_due: date
    review_period: str
    letters_dated: date
    sender: Sender
    signatory: Signatory
    enquiries: Enquiries
    cause_of_concern: str = ""
    previous_year: int | None = None
    marking: str = ""
    body_noun: tuple[str, str] = ("body", "bodies")
    letter: LetterFacts = field(default_factory=LetterFacts)


@dataclass(frozen=True, slots=True)
class Template:
    """A letter's template: three front-matter values and the text, Jinja2 over Markdown."""

    subject: str
    salutation: str
    closing: str
    text: str


@dataclass(frozen=True, slots=True)
class Language:
    """One language a letter can be written in: its framework wording, template, list words and months."""

    code: str
    framework: Framework
    template: Template
    all_word: str = "and"
    any_word: str = "or"
    months: tuple[str, ...] = (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    )  # fmt: skip
    copied_to: str = "Copied to"


@dataclass(frozen=True, slots=True)
class Case:
    """A validated case folder. ``languages[""]`` is the first language; others by code, as ``cy``."""

    framework: Framework
    inspection: Inspection
    bodies: tuple[Body, ...]
    languages: Mapping[str, Language]

    def body(self, code: str) -> Body:
        """Return the body with this code; KeyError if there is none."""
        for body in self.bodies:
            if body.code == code:
                return body
        raise KeyError(code)


# --- documents -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """A citable part of a document's text.

    ``place`` is ``p7``, ``slide3``, ``sheet:Name``, ``mime1.2``, ``s4`` (a section under a heading) or
    ``text``; ``label`` is what a person would call it ("page 7", a heading). ``unreadable`` marks a page
    that shows something but gave no text. ``cells`` maps an offset in ``text`` to a cell name, ascending.
    """

    place: str
    label: str
    text: str
    unreadable: bool = False
    cells: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentText:
    """What the reader process made of one document. ``problem`` is None or why it can't be read."""

    document: str
    kind: str
    extractor: str
    parts: tuple[Part, ...] = ()
    problem: str | None = None

    def part(self, place: str) -> Part | None:
        """Return the part of a place (``sheet:Name!B4`` gives ``sheet:Name``), or None."""
        bare = place.partition("!")[0] if place.startswith("sheet:") else place
        return next((part for part in self.parts if part.place == bare), None)

    @property
    def without_text(self) -> int:
        """How many parts show something that no one could read as text."""
        return sum(part.unreadable for part in self.parts)


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
    """A place that a search found: ``snippet`` has the found words between U+E000 and U+E001."""

    document: str
    place: str
    label: str
    snippet: str
    start: int = 0


# --- what people do: the content of records ------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """A record's content with its keeping: id (hex), subject, author (public key, hex), time (UTC µs)."""

    id: str
    subject: str
    author: str
    at: int
    content: T


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
    ``hits`` are "document place" pairs; ``unreadable`` the places that no one could read.
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

    ``rests_on`` lists the ids of the verdict, evidence, search and category records behind it.
    """

    body: str
    letter: str
    state: LetterState
    language: str = ""
    issued: str = ""
    signer: str = ""
    rests_on: tuple[str, ...] = ()


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


Content = (
    Person | Receipt | Included | Evidence | Search | Verdict | Grade | Block | Letter | Withdrawn | Purge
)
