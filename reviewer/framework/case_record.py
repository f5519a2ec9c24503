"""A ``Case`` as plain JSON data, which the casebook's first records hold, and back.

No floats, dates as ISO 8601, and lists where order matters, because canonical JSON sorts keys.
Reading is on the start-up path: nothing here may import pydantic, YAML or Jinja2.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from reviewer.model import (
    COLUMNS,
    Body,
    Case,
    Category,
    Criterion,
    Enquiries,
    Finding,
    Framework,
    Inspection,
    Language,
    LetterFacts,
    Logo,
    Sender,
    Signatory,
    Template,
    Tone,
)

Data = dict[str, Any]

ADDRESSED_BEFORE = (
    "{{ body.chief_officer_title | default(body.chief) | default('') }}",
    "{{ body.name }}",
)
"""What a record without ``letter.addressee`` means: the version that wrote it addressed every letter so, whatever the case.

It is read of such records alone, so that their letters stay as they were signed. A case made or amended since then says itself
whom its letters are to, also by an empty list; no column of a body's but ``name`` has a meaning anywhere else in the program.
"""


def case_to_data(case: Case) -> Data:
    """Return ``{"framework": {"languages": {...}}, "inspection": {..., "columns", "bodies"}}``."""
    columns = list(case.columns)
    framework: Data = {"languages": {code: _plain(lang) for code, lang in case.languages.items()}}
    if case.chaser is not None:
        framework["chaser"] = _plain(case.chaser)
    return {
        "framework": framework,
        "inspection": {
            **_plain(case.inspection),
            "columns": columns,
            "bodies": [[body.facts.get(column) for column in columns] for body in case.bodies],
        },
    }


def case_from_data(data: Mapping[str, Any]) -> Case:
    """Return the case that ``case_to_data`` was given; keys of a newer program are passed over."""
    languages = {code: _language(lang) for code, lang in sorted(data["framework"]["languages"].items())}
    inspection = data["inspection"]
    chaser = data["framework"].get("chaser")
    note = _template(chaser) if chaser else None
    return Case(languages[""].framework, _inspection(inspection), _bodies(inspection), languages, note)


def _plain(value: object) -> Any:
    if is_dataclass(value):
        made = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        # A case without a logo is written as before there were any: its record stays the same.
        return {key: item for key, item in made.items() if key != "logo" or item is not None}
    if isinstance(value, date | Enum | bytes):
        return _word(value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _word(value: date | Enum | bytes) -> Any:
    match value:
        case bytes():
            return base64.b64encode(value).decode("ascii")
        case Enum():
            return value.value
        case _:
            return value.isoformat()


def _bodies(data: Data) -> tuple[Body, ...]:
    columns = data["columns"]
    rows = ({c: v for c, v in zip(columns, row, strict=True) if v is not None} for row in data["bodies"])
    return tuple(Body(facts["code"], facts["name"], facts) for facts in rows)


def _language(data: Data) -> Language:
    return Language(
        code=data["code"],
        framework=_framework(data["framework"]),
        template=_template(data["template"]),
        all_word=data["all_word"],
        any_word=data["any_word"],
        months=tuple(data["months"]),
        copied_to=data["copied_to"],
        facts={key: tuple(fact) if isinstance(fact, list) else fact for key, fact in _known_facts(data)},
        paper=dict(data.get("paper", {})),
        overview=dict(data.get("overview", {})),
        columns=data.get("columns", COLUMNS.get(data["code"], "")),
    )


def _known_facts(data: Data) -> Iterator[tuple[str, Any]]:
    """Yield a language's facts of the inspection; those that only a newer program knows are passed over."""
    places = {
        "": Inspection,
        "sender": Sender,
        "signatory": Signatory,
        "enquiries": Enquiries,
        "letter": LetterFacts,
    }
    for key, fact in data.get("facts", {}).items():
        place, _, name = key.rpartition(".")
        if place in places and name in {field.name for field in fields(places[place])}:
            yield key, fact


def _template(data: Data) -> Template:
    return Template(data["subject"], data["salutation"], data["closing"], data["text"])


def _framework(data: Data) -> Framework:
    return Framework(
        key=data["key"],
        title=data["title"],
        language=data["language"],
        findings=tuple(
            Finding(f["key"], f["label"], Tone(f["tone"]), f["sentence"], f["absence"])
            for f in data["findings"]
        ),
        criteria=tuple(_criterion(criterion) for criterion in data["criteria"]),
        categories=tuple(Category(c["key"], c["label"], c["suggest"]) for c in data["categories"]),
    )


def _criterion(data: Data) -> Criterion:
    return Criterion(
        key=data["key"],
        title=data["title"],
        question=data["question"],
        guidance=data["guidance"],
        search=tuple(data["search"]),
        findings=tuple(data["findings"]),
        phrase=dict(data["phrase"]),
    )


def _inspection(data: Data) -> Inspection:
    sender, signatory, letter = data["sender"], data["signatory"], data["letter"]
    enquiries = data["enquiries"]
    return Inspection(
        key=data["key"],
        title=data["title"],
        requested_on=date.fromisoformat(data["requested_on"]),
        submissions_due=date.fromisoformat(data["submissions_due"]),
        review_period=data["review_period"],
        letters_dated=date.fromisoformat(data["letters_dated"]),
        sender=_sender(sender),
        signatory=Signatory(signatory["name"], tuple(signatory["titles"])),
        enquiries=Enquiries(enquiries["name"], enquiries["email"], enquiries["telephone"]),
        cause_of_concern=data["cause_of_concern"],
        previous_year=data["previous_year"],
        marking=data["marking"],
        body_noun=(data["body_noun"][0], data["body_noun"][1]),
        letter=LetterFacts(
            letter["delivery"], tuple(letter["copied_to"]), tuple(letter.get("addressee", ADDRESSED_BEFORE))
        ),
    )


def _sender(data: Data) -> Sender:
    return Sender(
        data["organisation"],
        data["strapline"],
        tuple(data["address"]),
        data["telephone"],
        _logo(data["logo"]) if data.get("logo") else None,
    )


def _logo(data: Data) -> Logo:
    return Logo(
        alternative_text=data["alternative_text"],
        language=data["language"],
        width=data["width"],
        height=data["height"],
        pixels=base64.b64decode(data["pixels"], validate=True),
    )
