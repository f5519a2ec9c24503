"""Schema 1 of ``framework.cy.toml``: what a second language lays over the first, as pydantic tables."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from reviewer.framework.program_words import OverviewTable, PaperTable
from reviewer.framework.toml_tables import COLUMNS, Line, Months, Slug, Table, Text, Texts, WordsTable


class InspectionOverlay(Table):
    """``[inspection]`` in a second language."""

    title: Line | None = None
    review_period: Line | None = None
    cause_of_concern: Text | None = None
    marking: Line | None = None
    body_noun: Annotated[list[Line], Field(min_length=2, max_length=2)] | None = None


class SenderOverlay(Table):
    """``[sender]`` in a second language."""

    organisation: Line | None = None
    strapline: Line | None = None
    address: Texts | None = None


class SignatoryOverlay(Table):
    """``[signatory]`` in a second language."""

    titles: Texts | None = None


class EnquiriesOverlay(Table):
    """``[enquiries]`` in a second language."""

    name: Line | None = None


class LetterOverlay(Table):
    """``[letter]`` in a second language."""

    delivery: Line | None = None
    copied_to: list[Line] | None = None
    addressee: Texts | None = None


class FindingOverlay(Table):
    """``[[finding]]`` in a second language."""

    key: Slug
    label: Line | None = None
    sentence: Text


class CriterionOverlay(Table):
    """``[[criterion]]`` in a second language."""

    key: Slug
    title: Line | None = None
    question: Text | None = None
    guidance: Text | None = None
    phrase: dict[Slug, Text]


class CategoryOverlay(Table):
    """``[[category]]`` in a second language."""

    key: Slug
    label: Line


class OverlayFile(Table):
    """``framework.cy.toml``: the words of a second language, laid over the first by key."""

    schema_: int = Field(alias="schema")
    title: Line
    copied_to: Line
    months: Months
    words: WordsTable
    columns: Annotated[str, StringConstraints(pattern=COLUMNS)] | None = None
    paper: PaperTable | None = None
    overview: OverviewTable | None = None
    inspection: InspectionOverlay | None = None
    sender: SenderOverlay | None = None
    signatory: SignatoryOverlay | None = None
    enquiries: EnquiriesOverlay | None = None
    letter: LetterOverlay | None = None
    finding: Annotated[list[FindingOverlay], Field(min_length=1)]
    criterion: Annotated[list[CriterionOverlay], Field(min_length=1)]
    category: list[CategoryOverlay] = Field(default_factory=list)
