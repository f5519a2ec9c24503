"""An inspection: who is inspected, by whom, when, and in which languages the letters are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from reviewer.model.framework import Framework
from reviewer.model.frozen import dataclass

COLUMNS = {"cy": "welsh_"}
"""What columns begin with that hold the same in another language, where its file does not say: else its tag, as "gd_"."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

ENGLISH = "en-GB"
"""What the program's own words are in, where a case does not bring them and the program knows none in its language."""

PAGE_WORDS = {"en": ("Page", "of"), "cy": ("Tudalen", "o")}
"""The program's words for "Page 1 of 3", by language."""


@dataclass(frozen=True, slots=True)
class Body:
    """An inspected body. ``facts`` holds every filled column of bodies.tsv, ``code`` and ``name`` too."""

    code: str
    name: str
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Logo:
    """The sender's logo: what stands for it where it is not seen, in which language, and its pixels.

    ``pixels`` are ``width`` times ``height`` of three bytes (red, green, blue), row by row from the top, in zlib's form
    (RFC 1950), which a PDF takes as it is: nothing has to be decoded when a letter is printed.
    """

    alternative_text: str
    language: str
    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class Sender:
    """Who the letters come from."""

    organisation: str
    strapline: str = ""
    address: tuple[str, ...] = ()
    telephone: str = ""
    logo: Logo | None = None


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
    """What every letter carries beside its text; ``copied_to`` and ``addressee`` are templates, a line each.

    Without ``addressee`` a letter is to whom its salutation greets, and to the body by its name.
    """

    delivery: str = ""
    copied_to: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()


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
    """One language a letter can be written in: its framework wording, template, list words and months.

    ``facts`` are those of the inspection that it says in its own words, as "sender.organisation" or "title"; ``paper`` the
    program's own words on a letter, as "signed_by", and ``overview`` those of the overview: all of them or none. Columns of the bodies' file that begin with
    ``columns`` hold in this language what the column without it holds in the first.
    """

    code: str
    framework: Framework
    template: Template
    all_word: str = "and"
    any_word: str = "or"
    months: tuple[str, ...] = MONTHS
    copied_to: str = "Copied to"
    facts: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    paper: Mapping[str, str] = field(default_factory=dict)
    overview: Mapping[str, str] = field(default_factory=dict)
    columns: str = ""

    @property
    def primary(self) -> str:
        """The language without its country or script, as "cy"."""
        return self.framework.language.partition("-")[0]

    def foreign(self) -> str:
        """Return what the program's English words are marked as in this language: "" where it is English."""
        return "" if self.primary == "en" else ENGLISH

    def page_words(self) -> tuple[str, str]:
        """Return the two words of "Page 1 of 3": the case's, else the program's."""
        if self.paper:
            return self.paper["page"], self.paper["of"]
        return PAGE_WORDS.get(self.primary, PAGE_WORDS["en"])

    def says(self, fact: str) -> bool:
        """Whether a fact of the inspection ("sender.organisation", "title") is in this language."""
        return not self.code or fact in self.facts

    def inspection(self, first: Inspection) -> Inspection:
        """Return the inspection as this language says it; what it does not say stays as in the first."""
        if not self.facts:
            return first
        parts: dict[str, dict[str, Any]] = {"": {}}
        for key, fact in self.facts.items():
            part, _, name = key.rpartition(".")
            parts.setdefault(part, {})[name] = fact
        own = parts.pop("")
        return replace(
            first, **own, **{part: replace(getattr(first, part), **facts) for part, facts in parts.items()}
        )


@dataclass(frozen=True, slots=True)
class Case:
    """A validated case folder. ``languages[""]`` is the first language; others by code, as ``cy``.

    ``chaser`` is the note that asks for what is missing, where the case words it itself. ``columns`` are those of the bodies'
    file in which any body has a fact, in their order.
    """

    framework: Framework
    inspection: Inspection
    bodies: tuple[Body, ...]
    languages: Mapping[str, Language]
    chaser: Template | None = None
    columns: tuple[str, ...] = field(init=False, repr=False, compare=False)
    _by_code: Mapping[str, Body] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep the bodies by code, and their columns: there may be thousands, and every act and every letter asks."""
        columns = dict.fromkeys(column for body in self.bodies for column in body.facts)
        object.__setattr__(self, "columns", tuple(columns))
        object.__setattr__(self, "_by_code", {body.code: body for body in self.bodies})

    def body(self, code: str) -> Body:
        """Return the body with this code; KeyError if there is none."""
        return self._by_code[code]
