"""How two wordings differ: nothing of either is left out, and it is said in words."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from reviewer.desk.words.differences import difference_words, differences_said
from reviewer.documents.word_changes import Piece, difference, fold, pieces, words

TEXT = st.text(alphabet=st.sampled_from("ab c\n\u00a0\u00ad\u2019'-.1,2\U0001f600\u05d0\u0301"), max_size=60)


@given(TEXT, TEXT)
def test_the_pieces_hold_all_of_both_texts_in_order(old: str, new: str) -> None:
    made = pieces(old, new)
    assert "".join(piece.old for piece in made) == old
    assert "".join(piece.new for piece in made) == new
    for piece in made:
        if piece.kind == "same" and "-" not in piece.old + piece.new:
            assert [w.folded for w in words(piece.old)] == [w.folded for w in words(piece.new)]


@given(TEXT)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    made = difference(pieces(text, text))
    assert (made.differ, made.added) == (0, 0)


def test_words_are_counted_as_a_person_counts_them() -> None:
    found = [
        text.casefold()
        for text in ("The force\u2019s 1,250 super\u00advisors", "can\u2019t re\u0301sume\u0301")
    ]
    assert [len(words(text)) for text in found] == [4, 2]
    assert fold("Super\u00advisors") == "supervisors"


def told(made: Sequence[Piece]) -> str:
    return difference_words(difference(made))


def test_differences_are_said_in_words_with_figures() -> None:
    made = pieces("It has two posts and one vacancy.", "It now has three posts and a vacancy.")
    assert told(made) == "2 of 7 words differ, 1 more is new"
    assert differences_said(made) == ("“now” is new.", "“two” became “three”.", "“one” became “a”.")
    assert told(pieces("two posts here", "two posts")) == "1 of 3 words differs"
    assert differences_said(pieces("two posts here", "two posts")) == ("“here” is gone.",)
    assert told(pieces("posts", "vacant posts")) == "its 1 word is there, 1 more beside it"
    assert told(pieces("two posts", "two vacant posts")) == "all 2 words are there, 1 more among them"


def test_a_word_divided_at_the_end_of_a_line_is_the_same_word() -> None:
    assert (
        told(pieces("the supervisors met", "the super-\nvisors met"))
        == "only spaces, marks or hyphens differ"
    )
    assert told(pieces("it is not able", "it is notable")) == "2 of 4 words differ"
