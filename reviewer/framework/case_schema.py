"""Schema 1 of the TOML files of a case folder, as pydantic tables.

A table only says which keys there are and what each may hold. What one key says about another
(a criterion's findings exist, dates are in order) is checked in ``agreement``.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from reviewer.framework.program_words import OverviewTable, PaperTable
from reviewer.framework.toml_tables import (
    FILE_NAME,
    LANGUAGE,
    Line,
    Months,
    Slug,
    Slugs,
    Table,
    Text,
    Texts,
    ToneWord,
    Words,
    WordsTable,
    Year,
)
from reviewer.model import (
    Category,
    Criterion,
    Enquiries,
    Finding,
    Inspection,
    LetterFacts,
    Sender,
    Signatory,
    Tone,
)


class FindingTable(Table):
    """``[[finding]]``."""

    key: Slug
    label: Line
    tone: ToneWord
    sentence: Text
    absence: bool = False

    def value(self) -> Finding:
        """Return the finding."""
        return Finding(self.key, self.label, Tone(self.tone), self.sentence, self.absence)


class CriterionTable(Table):
    """``[[criterion]]``."""

    key: Slug
    title: Line
    question: Text
    guidance: Text | None = None
    search: Words | None = None
    findings: Slugs
    phrase: dict[Slug, Text]

    def value(self) -> Criterion:
        """Return the criterion."""
        return Criterion(
            key=self.key,
            title=self.title,
            question=self.question,
            guidance=self.guidance or "",
            search=tuple(self.search or ()),
            findings=tuple(self.findings),
            phrase=dict(self.phrase),
        )


class CategoryTable(Table):
    """``[[category]]``; without ``suggest`` the program never suggests it."""

    key: Slug
    label: Line
    suggest: Text = "false"

    def value(self) -> Category:
        """Return the category."""
        return Category(self.key, self.label, self.suggest)


class FrameworkFile(Table):
    """``framework.toml``."""

    schema_: int = Field(alias="schema")
    key: Slug
    title: Line
    language: Annotated[str, StringConstraints(pattern=LANGUAGE)]
    copied_to: Line | None = None
    months: Months | None = None
    words: WordsTable | None = None
    paper: PaperTable | None = None
    overview: OverviewTable | None = None
    finding: Annotated[list[FindingTable], Field(min_length=1)]
    criterion: Annotated[list[CriterionTable], Field(min_length=1)]
    category: Annotated[list[CategoryTable], Field(min_length=1)]


class LogoTable(Table):
    """``[sender.logo]``: a PNG or JPEG file of the case folder, and the words for those who don't see it."""

    file: Annotated[str, StringConstraints(pattern=FILE_NAME)]
    alternative_text: Line


class SenderTable(Table):
    """``[sender]``; what ``value`` gives has no logo yet, which is read apart."""

    organisation: Line
    strapline: Line | None = None
    address: Texts | None = None
    telephone: Line | None = None
    logo: LogoTable | None = None

    def value(self) -> Sender:
        """Return the sender."""
        return Sender(
            self.organisation, self.strapline or "", tuple(self.address or ()), self.telephone or ""
        )


class SignatoryTable(Table):
    """``[signatory]``."""

    name: Line
    titles: Texts | None = None

    def value(self) -> Signatory:
        """Return the signatory."""
        return Signatory(self.name, tuple(self.titles or ()))


class EnquiriesTable(Table):
    """``[enquiries]``."""

    name: Line
    email: Annotated[str, StringConstraints(pattern=r"^[^@\s<>()]+@[^@\s<>()]+$")]
    telephone: Line | None = None

    def value(self) -> Enquiries:
        """Return the enquiries."""
        return Enquiries(self.name, self.email, self.telephone or "")


class LetterTable(Table):
    """``[letter]``."""

    delivery: Line | None = None
    copied_to: list[Line] = Field(default_factory=list)
    addressee: Texts | None = None

    def value(self) -> LetterFacts:
        """Return the letter's facts."""
        return LetterFacts(self.delivery or "", tuple(self.copied_to), tuple(self.addressee or ()))


class InspectionFile(Table):
    """``inspection.toml``."""

    schema_: int = Field(alias="schema")
    key: Slug
    title: Line
    cause_of_concern: Text | None = None
    previous_year: Year | None = None
    requested_on: date
    submissions_due: date
    review_period: Line
    letters_dated: date
    bodies: Annotated[str, StringConstraints(pattern=FILE_NAME)]
    marking: Line | None = None
    body_noun: Annotated[list[Line], Field(min_length=2, max_length=2)] = Field(
        default_factory=lambda: ["body", "bodies"]
    )
    sender: SenderTable
    signatory: SignatoryTable
    enquiries: EnquiriesTable
    letter: LetterTable = LetterTable()

    def value(self) -> Inspection:
        """Return the inspection; the bodies' file is read apart."""
        return Inspection(
            key=self.key,
            title=self.title,
            requested_on=self.requested_on,
            submissions_due=self.submissions_due,
            review_period=self.review_period,
            letters_dated=self.letters_dated,
            sender=self.sender.value(),
            signatory=self.signatory.value(),
            enquiries=self.enquiries.value(),
            cause_of_concern=self.cause_of_concern or "",
            previous_year=self.previous_year,
            marking=self.marking or "",
            body_noun=(self.body_noun[0], self.body_noun[1]),
            letter=self.letter.value(),
        )


class LetterFrontMatter(Table):
    """The YAML front matter of ``letter.md``."""

    subject: Line
    salutation: Line
    closing: Line
