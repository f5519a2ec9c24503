from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.paper.blocks import Run
from reviewer.paper.lines import Line, Setter
from reviewer.paper.resources import installed_resources
from reviewer.paper.styles import BODY
from reviewer.paper.typeface import Typeface

SETTER = Setter(Typeface(installed_resources()))


def texts(lines: tuple[Line, ...]) -> list[str]:
    return ["".join(piece.text for piece in line.pieces) for line in lines]


def test_lines_break_at_spaces_and_keep_them_for_whoever_reads_it_out() -> None:
    assert texts(SETTER.lines((Run("one two three"),), BODY, 50)) == ["one two ", "three"]


def test_white_space_is_one_space_and_none_at_the_edges() -> None:
    assert texts(SETTER.lines((Run("  one \t "), Run(" two ", em=True)), BODY, 400)) == ["one two"]


def test_a_line_break_stays() -> None:
    assert texts(SETTER.lines((Run("one\ntwo\n\nthree"),), BODY, 400)) == ["one ", "two ", "", "three"]


def test_a_no_break_space_holds_words_together() -> None:
    assert texts(SETTER.lines((Run("aaa 31\u00a0May"),), BODY, 55)) == ["aaa ", "31\u00a0May"]


def test_a_hyphen_is_no_place_to_break() -> None:
    assert texts(SETTER.lines((Run("aa counter-corruption"),), BODY, 90)) == ["aa ", "counter-corruption"]


def test_a_word_over_two_runs_stays_one_word() -> None:
    room = SETTER.lines((Run("see "), Run("PEEL", em=True)), BODY, 400)[0].width + 0.1
    lines = SETTER.lines((Run("see "), Run("PEEL", em=True), Run(": ok")), BODY, room)
    assert texts(lines)[0] == "see "
    assert texts(lines)[1].startswith("PEEL:")


def test_hints_go_and_accents_are_composed() -> None:
    assert texts(SETTER.lines((Run("co\u00adop w\u0302"),), BODY, 400)) == ["coop ŵ"]


def test_nothing_gives_one_empty_line() -> None:
    assert SETTER.lines((), BODY, 100) == (Line((), 0.0),)


@given(st.lists(st.text("ab -ŵ\n", max_size=30), max_size=5), st.floats(20, 300))
def test_no_line_is_too_wide_and_no_word_is_lost(parts: list[str], width: float) -> None:
    runs = tuple(Run(part, em=bool(n % 2)) for n, part in enumerate(parts))
    lines = SETTER.lines(runs, BODY, width)
    assert all(line.width <= width + 1e-6 or len(line.pieces[0].text.strip()) == 1 for line in lines)
    assert "".join("".join(texts(lines)).split()) == "".join("".join(parts).split())
    for line in lines:
        assert line.width == sum(piece.width for piece in line.pieces)
