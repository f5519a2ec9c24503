from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from reviewer.framework import load_case
from reviewer.model import Aside, Case, DocumentText, NoText, Part, Picture, Stance, Tone, Verdict
from tests.unit.small_case import write_case


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return load_case(write_case(tmp_path))


def test_things_are_found_by_their_key(case: Case) -> None:
    framework = case.framework

    assert framework.finding("partly").tone is Tone.PART
    assert framework.criterion("ponds").title == "Ponds"
    assert framework.category("begun").label == "Begun"
    assert case.body("elm").code == "elm"


def test_a_key_that_is_not_there_is_a_key_error(case: Case) -> None:
    for find in (case.framework.finding, case.framework.criterion, case.framework.category, case.body):
        with pytest.raises(KeyError):
            find("nowhere")


def test_criteria_are_numbered_from_one(case: Case) -> None:
    assert [case.framework.number(c.key) for c in case.framework.criteria] == [1, 2, 3]


def test_a_criterion_without_a_phrase_of_its_own_gives_the_default(case: Case) -> None:
    swings = case.framework.criterion("swings")

    assert (swings.phrase_for("seen"), swings.phrase_for("nothing")) == (
        "the swings",
        "how swings are looked at",
    )


def test_a_part_is_found_by_its_place_with_or_without_a_cell() -> None:
    text = DocumentText(
        "ab",
        "xlsx",
        "t1",
        (Part("sheet:A!b", "A!b", "x"), Part("sheet:A", "A", "y"), Part("p2", "2", "", NoText.DAMAGED)),
    )

    assert text.part("sheet:A!B4") == text.parts[1]
    assert text.part("p2") == text.parts[2]
    assert text.part("p9") is None
    assert text.without_text == 1


def test_content_cannot_be_changed() -> None:
    verdict = Verdict("ash", "fences", "seen", "because")

    with pytest.raises(FrozenInstanceError):
        verdict.finding = "nothing"  # type: ignore[misc]
    assert not hasattr(verdict, "__dict__")
    assert [field.name for field in fields(verdict)][:4] == ["body", "criterion", "finding", "because"]


def test_words_that_are_stored_are_the_words_of_the_design() -> None:
    assert [tone.value for tone in Tone] == ["met", "part", "gap", "unknown"]
    assert [stance.value for stance in Stance] == ["supports", "contradicts"]


def test_what_was_typed_stands_behind_what_it_says() -> None:
    def part(place: str, within: str = "", aside: Aside | None = None) -> Part:
        picture = Picture("k", "0a" * 32, within) if within else None
        return Part(place, place, "x", picture=picture, aside=aside)

    typed = Aside.TRANSCRIBED
    parts = (
        part("s1"), part("s2"), part("s1/picture1", "s1"), part("s1/picture2", "s1"), part("lost/picture1", "lost"),
        part("s1/transcribed", aside=typed), part("s1/picture1/transcribed", aside=typed),
    )  # fmt: skip
    text = DocumentText("d", "docx", "r/1", parts)
    assert [each.place for each in text.in_order] == [
        "s1", "s1/picture1", "s1/picture1/transcribed", "s1/picture2", "s1/transcribed", "s2", "lost/picture1",
    ]  # fmt: skip
    assert text.pages == 2
