"""The opposite of a verdict blocks, whichever words say it; nobody is kept from saying the same in other words."""

from __future__ import annotations

import pytest

from reviewer.letters.opposing import contradicted, denied, same_words, turned
from reviewer.letters.spans import words_of
from reviewer.model.objections import ObjectionCode as Code
from tests.unit.letters.letter_case import VERDICTS, objections, own

SURVEYS = VERDICTS["surveys"]


@pytest.mark.parametrize(
    ("recorded", "said"),
    [
        ("Your plans reflected the strategy.", "Your plans failed to reflect the strategy."),
        ("Your plans reflected the strategy.", "Your plans hardly reflected the strategy."),
        ("It was included and this had begun.", "It was not included and this had not begun."),
        ("It was included and this had already begun.", "It was never included and this had never already begun."),
        ("Your plans did not reflect it.", "Your plans reflected it."),
        ("No information was provided that allowed us to assess it.", "Information was provided that allowed us to assess it."),
    ],
)  # fmt: skip
def test_a_sentence_is_turned_round_by_what_says_not(recorded: str, said: str) -> None:
    assert turned(words_of(recorded), words_of(said))


@pytest.mark.parametrize(
    ("recorded", "said"),
    [
        ("Your plans reflected the strategy.", "Your plans did not fail to reflect the strategy."),
        ("Your plans did not reflect it.", "Your plans failed to reflect it."),
        ("Your plans did not reflect it.", "Your plans could reflect it."),
        ("Your plans reflected it.", "Your plans have reflected it."),
        ("No information was provided that allowed us to assess it.", "Information was provided that did not allow us to assess it."),
        ("You sent nothing about it.", "You failed to send anything about it."),
    ],
)  # fmt: skip
def test_the_same_in_other_words_is_not_turned_round(recorded: str, said: str) -> None:
    assert not turned(words_of(recorded), words_of(said))


HOLE = "\ufffc"


def _frame(text: str) -> tuple[str, ...]:
    before, _, after = text.partition("X")
    return (*words_of(before), HOLE, *words_of(after))


@pytest.mark.parametrize(
    ("recorded", "said"),
    [
        ("Your plans reflected X.", "X was not reflected in your plans."),
        ("Your plans did not reflect X.", "X was reflected in your plans."),
        ("Your plans reflected X.", "X was absent from your plans."),
        ("Your plans reflected X.", "X was missing."),
        ("Your plans reflected X.", "Your plans lacked X."),
        ("Your plans reflected X.", "Your plans reflected neither X nor any other."),
        ("X was included and this had begun before our review.", "X was excluded and this had begun before our review."),
        ("X was included and this had begun before our review.", "X had not begun."),
        ("X was included and this had begun before our review.", "X was not included."),
        ("X was included and this had already begun before our review.", "X was never included and this had never begun."),
    ],
)  # fmt: skip
def test_the_opposite_in_any_order_is_one(recorded: str, said: str) -> None:
    assert contradicted(_frame(recorded), _frame(said), met=True)


@pytest.mark.parametrize(
    ("recorded", "said"),
    [
        ("Your plans reflected X.", "X was reflected in your plans."),
        ("Your plans reflected X.", "X is not reflected in your budget."),
        ("Your plans reflected X.", "X was well reflected, and nothing was missing."),
        ("Your plans did not reflect X.", "X was absent from your plans."),
        ("Your plans did not reflect X.", "X could be reflected in your plans."),
        ("Your plans had no gaps in X.", "X was free of gaps in your plans."),
        ("X was included and this had begun before our review.", "X had not begun before May."),
        ("No information was provided that allowed us to assess X.", "Information about X was provided."),
        ("No information was provided that allowed us to assess X.", "X could not be assessed by the information provided."),
        ("Your plans were free of gaps in X.", "Your plans had no gaps in X."),
        ("Your plans reflected X.", "Your free plans reflected X."),
        ("Your plans reflected X.", "X is free."),
        ("Your plans reflected X.", "No doubt your plans reflected X."),
        ("Your plans reflected X.", "Your plans not only reflected X."),
        ("Your plans reflected X.", "Not all of your plans reflected X."),
        ("Your plans reflected X.", "We did not ask about X."),
    ],
)  # fmt: skip
def test_honest_words_are_no_opposite(recorded: str, said: str) -> None:
    assert not contradicted(_frame(recorded), _frame(said), met=True)


def test_what_says_less_and_not_is_only_against_what_is_there() -> None:
    recorded, said = _frame("X was left out of your plans."), _frame("X was not in your plans.")
    assert not contradicted(recorded, said, met=False)


def test_a_verdict_that_is_denied_as_a_whole_is_one() -> None:
    recorded = words_of("You showed us surveys.")
    for words in ("It is not the case that", "It’s untrue that", "It is wrong that"):
        assert denied(recorded, words_of(f"{words} you showed us surveys."))
    assert not denied(recorded, words_of("It is good that you showed us surveys."))


def test_the_words_of_another_finding_are_known_in_any_order() -> None:
    said = _frame("X was reflected in your plans.")
    assert same_words(_frame("Your plans reflected X."), said)
    assert not same_words(_frame("Your plans did not reflect X."), said)
    assert not same_words(_frame("X: yes."), _frame("X: it is."))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Surveys of every bridge were never shown to us.", Code.OPPOSITE),
        ("Surveys of every bridge were not showed.", Code.OPPOSITE),
        ("Surveys of every bridge were missing.", Code.OPPOSITE),
        ("It is not true that you showed us surveys of every bridge.", Code.OPPOSITE),
        ("You failed to show us surveys of every bridge.", Code.OPPOSITE),
        ("Were surveys of every bridge missing?", None),
        ("> Surveys of every bridge were missing.", None),
        ("Surveys of every bridge are begun.", Code.OTHER_FINDING),
    ],
)
def test_it_blocks_in_a_paragraph_of_ones_own(words: str, code: Code | None) -> None:
    """An added paragraph that was linked to the verdict said its opposite, and was signed."""
    found = objections(own("own-1", words, [SURVEYS], order=990))
    certain = {each.code for each in found if each.certain}
    assert certain == ({code} if code else set())
