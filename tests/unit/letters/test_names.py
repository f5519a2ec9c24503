"""Whose name stands in a letter."""

from __future__ import annotations

from reviewer.letters.names import Names, objections_to_names
from reviewer.model import Body

COLUMNS = ("chief", "chief_name", "region")
ROWS = (
    ("kent", "Kent Police", "Chief Constable", "Ann Archer", "South"),
    ("north-kent", "North Kent Police", "Chief Constable", "Bo O'Neill QPM", "Kent and Sussex"),
    ("sussex", "Sussex Police", "Commissioner", "", "South"),
)
BODIES = tuple(
    Body(code, name, {"code": code, "name": name, **{c: v for c, v in zip(COLUMNS, rest, strict=True) if v}})
    for code, name, *rest in ROWS
)


def _found(sentence: str, body: int = 0, composed: str = "") -> list[tuple[str, str]]:
    names = Names(BODIES, BODIES[body])
    return [
        (each.words, str(dict(each.values)["name"]))
        for each in objections_to_names(sentence, names, composed)
    ]


def test_the_longer_of_two_names_is_meant() -> None:
    assert _found("North Kent Police met Kent Police.") == [("North Kent Police", "North Kent Police")]
    assert _found("North Kent Police met Kent Police.", 1) == [("Kent Police", "Kent Police")]


def test_a_name_is_known_without_what_all_are_called_and_whatever_its_case_and_apostrophe() -> None:
    assert _found("Sussex did; sussex  police too.") == [
        ("Sussex", "Sussex Police"),
        ("sussex  police", "Sussex Police"),
    ]
    assert _found("We met Bo O’Neill QPM.") == [("Bo O’Neill QPM", "North Kent Police")]


def test_what_others_share_or_is_its_own_or_within_a_word_is_no_name_of_another() -> None:
    for sentence in ("The Chief Constable and the Commissioner met.", "In the South.", "Sussexes, Kentish."):
        assert _found(sentence) == []
    assert _found("Kent and Sussex is the region.", 1) == []


def test_a_name_that_the_composed_sentence_has_too_is_meant() -> None:
    assert _found("With Sussex Police, again.", 0, "With Sussex Police.") == []
