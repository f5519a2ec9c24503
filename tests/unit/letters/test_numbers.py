"""Numbers in words: English and Welsh ones are read as digits are, and held against the record."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.letters import compose_letter, known_of, lint
from reviewer.letters.numbers import numbers_in, value_of
from reviewer.letters.revised import changed_figures
from reviewer.letters.spans import folded
from reviewer.model.objections import ObjectionCode as Code
from tests.unit.letters.letter_case import FINDINGS, VERDICTS, own, the_case

ONES = ("un", "dau", "tri", "pedwar", "pump", "chwech", "saith", "wyth", "naw")
TRADITIONAL = {
    11: "un ar ddeg", 12: "deuddeg", 13: "tri ar ddeg", 15: "pymtheg", 16: "un ar bymtheg", 18: "deunaw", 19: "pedwar ar bymtheg",
    20: "ugain", 21: "un ar hugain", 30: "deg ar hugain", 31: "un ar ddeg ar hugain", 36: "un ar bymtheg ar hugain",
    38: "deunaw ar hugain", 40: "deugain", 42: "dau a deugain", 50: "hanner cant", 60: "trigain", 80: "pedwar ugain", 3: "tair", 2: "ddwy",
    4: "phedair", 5: "bum", 6: "chwe", 70: "saith deg",
}  # fmt: skip


def decimal(value: int) -> str:
    """A number below a hundred as it is counted in Welsh schools."""
    tens, ones = divmod(value, 10)
    if not tens:
        return ONES[ones - 1]
    ten = {1: "un deg", 2: "dau ddeg", 5: "pum deg", 6: "chwe deg"}.get(tens, f"{ONES[tens - 1]} deg")
    return f"{ten} {ONES[ones - 1]}" if ones else ten if tens > 1 else "deg"


@given(st.integers(1, 99))
def test_any_welsh_number_is_read(value: int) -> None:
    said = decimal(value)
    found = numbers_in(welsh=True).search(f"Gwelsom {said} o bontydd.")
    assert found
    assert (found[0], value_of(found[0])) == (said, value)


@pytest.mark.parametrize(("value", "said"), TRADITIONAL.items())
def test_a_number_by_scores_is_read(value: int, said: str) -> None:
    found = numbers_in(welsh=True).search(f"Gwelsom {said} yno.")
    assert found
    assert (found[0], value_of(found[0])) == (said, value)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (31, "thirty-one"),
        (31, "thirty one"),
        (205, "two hundred and five"),
        (105, "a hundred and five"),
        (100, "A hundred"),
        (1234, "1,234"),
        (7, "Seven"),
        (0, "zero"),
    ],
)
def test_an_english_number_is_read(value: int, said: str) -> None:
    found = numbers_in(welsh=False).fullmatch(said)
    assert found
    assert value_of(said) == value


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("Gofynnwyd i bob un o’r pedwar deg pedwar cyngor.", "pedwar deg pedwar cyngor"),
        ("Mewn dau o bedwar cyngor oedd hi felly.", "bedwar cyngor"),
        ("Anfonoch un ar bymtheg o ddogfennau.", "un ar bymtheg o ddogfennau"),
        ("Anfonoch dri deg un o ddogfennau.", "dri deg un o ddogfennau"),
        ("Edrychwyd ar tri deg un o’r 3 pont.", "tri deg un o’r 3"),
        ("Gofynnwyd i bob un o’r tri chyngor, ac anfonoch dair dogfen.", ""),
        ("Dau o dri ohonynt.", ""),
    ],
)
def test_welsh_numbers_in_words_are_held_against_the_record_and_block_nothing(words: str, wrong: str) -> None:
    case = the_case()
    spoken = case.languages["cy"]
    welsh = replace(spoken, facts={**spoken.facts, "body_noun": ("cyngor", "cynghorau")})
    body = case.body("arch")
    known = known_of(case, welsh, body, FINDINGS, frozenset({3, 4}))
    block = own("own-1", words, because="x")
    *found, _own = lint(compose_letter(case, "cy", body, FINDINGS, (block,), VERDICTS), known)
    assert [each.words for each in found] == ([wrong] if wrong else [])
    assert not any(each.certain for each in found)


@pytest.mark.parametrize(
    ("composed", "written", "welsh", "wrong", "certain"),
    [
        ("You have two months.", "You have three months.", False, "three", False),
        ("You have 2 months.", "You have three months.", False, "three", True),
        ("You have 2 months.", "You have two months.", False, "", False),
        ("You have thirty-one days.", "You have 31 days.", False, "", False),
        ("You have thirty one days.", "You have thirty-two days.", False, "thirty-two", False),
        ("It is a two-year plan.", "It is a three-year plan.", False, "three-year", False),
        ("Mae gennych dri deg un diwrnod.", "Mae gennych dri deg dau diwrnod.", True, "dri deg dau", False),
        ("Mae gennych dri deg un diwrnod.", "Mae gennych 31 diwrnod.", True, "", False),
        ("Mae gennych un diwrnod.", "Mae gennych y diwrnod.", True, "", False),
        ("You have an hour.", "You have one hour.", False, "", False),
    ],
)  # fmt: skip
def test_a_number_in_words_that_was_changed_is_listed(
    composed: str, written: str, welsh: bool, wrong: str, certain: bool
) -> None:
    found = [
        (each.code, each.words, each.certain) for each in changed_figures(written, composed, welsh=welsh)
    ]
    assert found == ([(Code.OTHER_FIGURE, wrong, certain)] if wrong else [])


@pytest.mark.parametrize("hyphen", ["-", "\N{NON-BREAKING HYPHEN}"])
def test_a_changed_figure_is_certain_however_the_cases_own_words_are_hyphenated(hyphen: str) -> None:
    composed = f"We wrote of re{hyphen}offending to 43 bodies."
    (found,) = changed_figures(folded("We wrote of re-offending to 44 bodies."), composed)
    assert (found.words, found.certain) == ("44", True)
