"""What is said of a line against what is seen of it: misreadings pass, a wrong map does not, and no dictionary is asked."""

from __future__ import annotations

import pytest

from reviewer.documents.formats.letter_evidence import Comparison, FontEvidence, compared, folded
from reviewer.model.doubts import Doubt

LINE = "The chief officer told the board of 17 cases in March."
OTHER = "Nobody wrote down who had met whom, or what for."


def evidence(*lines: tuple[str, str]) -> FontEvidence:
    made = FontEvidence()
    for said, seen in lines:
        made.add(compared(said, seen, 95))
    return made


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        (LINE, LINE),
        (LINE, LINE.upper()),  # small capitals
        (LINE, "The ehief offlcer told tho board of 17 cases in Mareh"),
        ("the o\ufb03ce sta\ufb00", "the office staff"),
        ("\u2022 first point of three", "e first point of three"),
        ("\uf0b7 first point of three", "e first point of three"),
        ("Chapter one . . . . . . . . . . 17", "Chapter one ...see.. 17"),
        ("Za\u017c\u00f3\u0142\u0107 g\u0119\u015bl\u0105 ja\u017a\u0144", "Zazolé gesla jazn"),
    ],
)
def test_a_line_agrees_but_for_case_accents_ligatures_bullets_and_misreadings(said: str, seen: str) -> None:
    line = compared(said, seen, 90)
    assert line.agrees
    assert not line.differs


@pytest.mark.parametrize(
    "said",
    [
        "".join(chr(ord(letter) + 1) if letter != " " else letter for letter in LINE),
        "".join(chr(ord(letter) - 29) if letter != " " else letter for letter in LINE),
        "".join(chr(0xE000 + ord(letter)) for letter in LINE),
        "\ufffd" * len(LINE),
        "".join(chr(1 + ord(letter) % 26) for letter in LINE),
    ],
    ids=["shifted by 1", "shifted by 29", "private use", "replacement", "control"],
)
def test_a_line_differs_where_the_map_is_wrong(said: str) -> None:
    assert compared(said, LINE, 95).differs
    assert not compared(said, LINE, 50).differs  # recognition isn't sure of what it sees


@pytest.mark.parametrize(
    ("said", "seen", "sure"),
    [
        ("Все люди рождаются свободными и равными", "Bce niogn poxgatotca cBo6ogHbImu pabHbimi", 60),
        ("すべての人間は生まれながらにして自由", "FATOAMIS ENB MBS ICL TBE", 40),
        ("\u2713 \u2713 \u2717 \u2713", "vv x v", 90),  # ticks: too few shapes to be words
        ("= = = = = =", "Seees", 95),
    ],
)
def test_another_script_and_signs_are_not_held_against_a_font(said: str, seen: str, sure: int) -> None:
    assert not compared(said, seen, sure).differs


def test_a_font_lies_when_its_lines_differ_and_not_for_one_among_good_ones() -> None:
    wrong = ("Xip upme uif cpbse pg uif dbtft", "Who told the board of the cases")
    assert evidence(wrong, wrong).doubt() is Doubt.OTHER_LETTERS
    assert evidence(wrong, (LINE, LINE), (OTHER, OTHER)).doubt() is None


def test_one_letter_for_another_is_doubted_and_a_misreading_is_not() -> None:
    swapped = str.maketrans("eo", "oe")
    lying = evidence(*((text.translate(swapped), text) for text in (LINE, OTHER, LINE)))
    assert lying.doubt() is Doubt.OTHER_LETTERS
    assert lying.wrong() == {"e", "o"}
    once = evidence((LINE, LINE.replace("cases", "coses")), (OTHER, OTHER))
    assert once.doubt() is None


def test_a_ligature_that_says_nothing_is_doubted_and_a_bullet_is_not() -> None:
    ligature = evidence((LINE.replace("ffi", "\ufffd"), LINE), (OTHER, OTHER))
    assert ligature.doubt() is Doubt.UNKNOWN_LETTERS
    assert not ligature.lies
    bullets = evidence((f"\uf0b7 {LINE}", f"e {LINE}"), (f"\uf0b7 {OTHER}", f"* {OTHER}"))
    assert bullets.doubt() is None


def test_korean_syllables_of_many_widths_are_none() -> None:
    made = FontEvidence()
    made.add_widths((chr(0xD0A0 + number), 0.7 + number / 20) for number in range(12))
    assert made.doubt() is Doubt.OTHER_LETTERS
    even = FontEvidence()
    even.add_widths((chr(0xD0A0 + number), 1.0) for number in range(12))
    assert even.doubt() is None


def test_letters_that_were_seen_often_are_wanted_no_more() -> None:
    made = evidence(("eeee", "eeee"))
    assert made.wanted({"e", "x", "."}) == {"x"}


def test_half_a_word_is_no_letter() -> None:
    assert folded("a\uf041b \uf0b7 c") == "a\ufffdb\u2022c"


def test_nothing_compares_with_nothing() -> None:
    assert compared("", "", 0) == Comparison((), 0.0, 0, 0, 0, 0, foreign=False)
