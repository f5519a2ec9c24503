"""Schema 1 of the program's own words that a case brings for a language: on letters, and in the overview."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field, ValidationInfo, field_validator

from reviewer.errors import Phrase
from reviewer.framework.toml_tables import Line, Table


class WordsOfProgram(Table):
    """Words that the program says; ``filled`` gives what each may have filled in, between braces."""

    filled: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    @field_validator("*")
    @classmethod
    def check_filled(cls, phrase: str, info: ValidationInfo) -> str:
        """Refuse braces round anything else: they would be printed."""
        known = cls.filled.get(str(info.field_name), ())
        rest = phrase
        for name in known:
            rest = rest.replace(f"{{{name}}}", "")
        if "{" in rest or "}" in rest:
            if not known:
                raise ValueError(Phrase("a brace, and this phrase has none"))
            names = ", ".join(f"{{{name}}}" for name in known)
            raise ValueError(Phrase("a brace that is none of {names}", names=names))
        return phrase


class PaperTable(WordsOfProgram):
    """``[paper]``: the program's own words on a letter, whole or not at all."""

    filled: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "signed_for": ("signatory",),
        "signed_by": ("name",),
        "spoken": ("name",),
        "deputy": ("role", "signatory"),
        "issued_for": ("signatory",),
    }

    page: Line
    of: Line
    draft: Line
    not_signed: Line
    signed_for: Annotated[Line, Field(pattern=r"\{signatory\}")]
    signed_by: Annotated[Line, Field(pattern=r"\{name\}")]
    spoken: Annotated[Line, Field(pattern=r"\{name\}")]
    deputy: Annotated[Line, Field(pattern=r"\{role\}.*\{signatory\}|\{signatory\}.*\{role\}")]
    issued: Line
    issued_for: Annotated[Line, Field(pattern=r"\{signatory\}")]
    twin: Line


class OverviewTable(WordsOfProgram):
    """``[overview]``: the program's own words of the overview, whole or not at all."""

    filled: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "title": ("title",),
        "subject": ("one", "many"),
        "one_body": ("number", "one", "many"),
        "some_bodies": ("number", "one", "many"),
        "one_criterion": ("number",),
        "some_criteria": ("number",),
        "inspected": ("bodies", "criteria"),
        "asked": ("day",),
        "received": ("day",),
        "reviewed": ("period",),
        "dated": ("day",),
        "complete": ("one", "many", "day"),
        "one_left": ("bodies", "day"),
        "some_left": ("bodies", "day"),
        "in_categories": ("one", "many", "Many"),
        "in_findings": ("number", "one", "many"),
        "bars": ("caption", "counts"),
        "every": ("one", "many"),
        "graded": ("one", "many", "Many"),
        "some_of": ("number", "total"),
    }

    title: Line
    cover: Line
    subject: Line
    concern: Line
    one_body: Line
    some_bodies: Line
    one_criterion: Line
    some_criteria: Line
    inspected: Line
    asked: Line
    received: Line
    reviewed: Line
    dated: Line
    complete: Line
    one_left: Line
    some_left: Line
    categories: Line
    in_categories: Line
    category: Line
    share: Line
    all: Line
    not_judged: Line
    by_criterion: Line
    in_findings: Line
    finding: Line
    bars: Line
    every: Line
    graded: Line
    judged: Line
    some_of: Line
