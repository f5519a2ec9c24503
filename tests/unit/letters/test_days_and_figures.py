"""Days and figures in all their shapes: what cannot be blocks, and what the case has otherwise is listed."""

from __future__ import annotations

import pytest

from reviewer.letters.dates import days_in
from reviewer.model.objections import ObjectionCode as Code
from tests.unit.letters.letter_case import draft, objections, own, remarks

ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WELSH = (
    "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr",
)  # fmt: skip


def _of_own(words: str, language: str = "") -> list[tuple[Code, bool, str]]:
    found = objections(own("own-1", words, because="x"), language=language)
    return [(each.code, each.certain, each.words) for each in found]


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("We met on 31 Sept 2032.", "31 Sept 2032"),
        ("We met on 31 february 2032.", "31 february 2032"),
        ("We met on 31 february.", "31 february"),
        ("We met on 31/2/32.", "31/2/32"),
        ("We met on 31-02-2032.", "31-02-2032"),
        ("We met on the thirty-first of February.", "thirty-first of February"),
        ("We met on the thirty first day of June 2032.", "thirty first day of June 2032"),
        ("We met on the 30th day of February.", "30th day of February"),
        ("We met in February 2032 on the 31st.", "February 2032 on the 31st"),
        ("We met on 31 may 2032 and 31 april 2032.", "31 april 2032"),
    ],
)
def test_a_day_that_never_was_blocks_in_any_shape(words: str, wrong: str) -> None:
    assert (Code.NO_SUCH_DAY, True, wrong) in _of_own(words)


@pytest.mark.parametrize(
    "words", ["31 o Fehefin", "31 Fedi 2032", "31ain o Dachwedd", "30 Chwefror", "31 o Hebrill"]
)
def test_a_welsh_month_is_known_by_any_of_its_beginnings(words: str) -> None:
    assert _of_own(f"Cyfarfuom ar {words}.", "cy") == [(Code.NO_SUCH_DAY, True, words)]


@pytest.mark.parametrize(
    "words",
    [
        "On 31 may be it; 30 march on; see sections 30/13/1 and 1/2/3.",
        "It is 31-02-20 of 9; call 01-02-03 or 31-02-20171.",
        "On the thirty-first of May and the second of march.",
        "The first may 31 march.",
        "See section 31/2/32x and 31/12/32.",
    ],
)
def test_what_is_no_day_or_a_real_one_is_let_be(words: str) -> None:
    assert not [found for found in _of_own(words) if found[1]]


def test_a_section_that_looks_like_a_day_blocks_nothing() -> None:
    assert _of_own("See section 31/2/32.") == [(Code.NO_SUCH_DAY, False, "31/2/32")]


def test_days_in_words_are_days() -> None:
    (found,) = days_in("It was Monday, the twenty-ninth of March 2032.", ENGLISH)
    assert (found.day, found.month, found.year) == (29, 3, 2032)
    (welsh,) = days_in("ar 1af o Fawrth 2032", WELSH, welsh=True)
    assert (welsh.day, welsh.month) == (1, 3)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("We wrote to you on 17 May 2031.", "17 May 2031"),
        ("Our letter of 3 March has all of it.", "3 March"),
        ("Submissions closed on 1 June 2031.", "1 June 2031"),
        ("What you had to submit was due by 9/9/31.", "9/9/31"),
    ],
)
def test_a_day_that_the_case_fixes_and_a_sentence_says_otherwise_is_listed(words: str, wrong: str) -> None:
    """“We wrote to you on 17 May” passed where the case has the 16th."""
    assert _of_own(words) == [(Code.OTHER_DAY, False, wrong)]


def test_the_cases_own_days_and_other_things_days_are_let_be() -> None:
    for words in (
        "We wrote to you on 2 February 2032.",
        "We met on 9 May 2031.",
        "We wrote on 2 February; we met on 9 May.",
    ):
        assert _of_own(words) == []


@pytest.mark.parametrize(
    ("words", "wrong", "certain"),
    [
        ("In 99 (of 43) it was so.", "99 (of 43", True),
        ("In 99 of its 43 wards it was so.", "99 of its 43", True),
        ("In 99 of England’s 43 it was so.", "99 of England’s 43", True),
        ("In 99/43 councils it was so.", "99/43", True),
        ("In 120% of councils it was so.", "120% of councils", True),
        ("In 120 per cent of the councils it was so.", "120 per cent of the councils", True),
        ("You spent 120% of your budget.", "120% of your budget", False),
        ("Of 43 wards, 99 did so.", "Of 43 wards, 99", False),
        ("A hundred and five of 43 did so.", "A hundred and five of 43", True),
    ],
)
def test_more_than_all_is_told_in_any_shape(words: str, wrong: str, certain: bool) -> None:
    assert _of_own(words) == [(Code.MORE_THAN_ALL, certain, wrong)]


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("We saw 44 councils in all.", "44 councils in all"),
        ("All of the councils, 44 in number, did so.", "44 in number"),
        ("It is so in England’s 44 councils.", "44 councils"),
    ],
)
def test_another_number_of_all_bodies_is_listed(words: str, wrong: str) -> None:
    assert _of_own(words) == [(Code.OTHER_COUNT, False, wrong)]


@pytest.mark.parametrize(
    "words",
    [
        "These two councils did so, and 3 councils in all; 9/43 councils, 100% of councils, 12 (of 43) and 1/2 of it.",
        "Of 43 wards, 12 did so; of the 3, 2 did.",
        "In 2 of their 3 wards; a hundred times.",
    ],
)
def test_sound_figures_are_let_be(words: str) -> None:
    assert _of_own(words) == []


def test_what_a_changed_figure_says_is_not_said_twice() -> None:
    block = draft().blocks[0]
    words = block.markdown.replace("\\", "").replace("2 February 2032", "3 February 2032")
    codes = [each.code for each in remarks(own(block.key, words, because="x"))]
    assert codes == [Code.OTHER_FIGURE, Code.CHANGED]
