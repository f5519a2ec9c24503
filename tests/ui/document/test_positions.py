"""Positions: what Qt counts and what the casebook counts, there and back."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from reviewer.ui.document.positions import ShownText
from reviewer.ui.document.word_bounds import hits, next_word, pattern_of, previous_word, step, word_at

TEXTS = st.text(st.sampled_from("ab \r\n\u00a0\u00ad\x00\x0c\u2029\ufdd0\ud800😀é\u0301"), max_size=40)


@given(TEXTS)
@example("a\r\n😀\r\n")
def test_every_code_point_is_found_again(text: str) -> None:
    shown = ShownText(text)
    assert len(shown.shown.encode("utf-16-le")) // 2 == shown.length
    for point in range(len(text) + 1):
        unit = shown.unit(point)
        back = shown.point(unit)
        # A return before a line feed stands where its line feed does: the earlier of the two is meant.
        assert back == point or (text[back : back + 2] == "\r\n" and point == back + 1)


@given(TEXTS)
def test_what_is_shown_is_what_qt_keeps(text: str) -> None:
    from PySide6.QtGui import QTextCursor, QTextDocument

    shown, document = ShownText(text), QTextDocument()
    QTextCursor(document).insertText(shown.shown)
    assert document.characterCount() - 1 == shown.length


def test_the_middle_of_a_pair_is_its_start() -> None:
    assert ShownText("a😀b").point(2) == 1


def found(query: str, text: str) -> list[str]:
    pattern = pattern_of(query)
    return [] if pattern is None else [text[a:b] for a, b in hits(pattern, text)]


def test_finding_looks_past_case_quotes_spaces_and_divided_words() -> None:
    assert found("FORCE", "the force and The Force") == ["force", "Force"]
    assert found("police officer", "a police\r\nofficer") == ["police\r\nofficer"]
    assert found("officer's", "the officer’s notes") == ["officer’s"]
    assert found("information", "infor\xad\nmation") == ["infor\xad\nmation"]
    assert found("a.c", "abc a.c") == ["a.c"]
    assert found("   ", "a b") == []
    assert found("ß", "İ Straße") == ["ß"]


def test_finding_looks_past_the_forms_of_letters() -> None:
    assert found("OFFICER first", "the o\ufb03cer \ufb01rst") == ["o\ufb03cer \ufb01rst"]
    assert found("لا", "\ufefb") == ["\ufefb"]
    assert found("caf\u00e9", "a cafe\u0301") == ["cafe\u0301"]
    assert found("cafe", "a caf\u00e9") == []


def test_words_keep_their_apostrophes() -> None:
    text = "The officer’s well-known notes, 2017."
    assert text[slice(*word_at(text, 6))] == "officer’s"
    assert text[slice(*word_at(text, 15))] == "well-known"
    assert text[slice(*word_at(text, 30))] == ","


def test_steps_go_by_what_a_person_counts() -> None:
    text = "e\u0301a\r\nb"
    assert step(text, 0, forward=True) == 2
    assert step(text, 3, forward=True) == 5
    assert step(text, 5, forward=False) == 3
    assert next_word("one, two", 0) == 3
    assert next_word("one two", 0) == 4
    assert previous_word("one two", 7) == 4
    assert previous_word("one", 0) == 0
