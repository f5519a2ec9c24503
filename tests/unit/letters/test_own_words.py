"""Nothing that a person wrote in a letter is passed over: each word that is not the case's is listed before it is signed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.letters.own_words import Change, changed_words
from reviewer.model.objections import OWN_WORDING, Objection
from reviewer.model.objections import ObjectionCode as Code
from tests.unit.letters.letter_case import VERDICTS, draft, objections, own, remarks

ALL = tuple(VERDICTS.values())
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\ufe0f"


def _changes(found: tuple[Objection, ...]) -> list[tuple[str, str]]:
    rows = [dict(each.values) for each in found if each.code is Code.CHANGED]
    return [(gone, new) for row in rows for gone, new in zip(row["gone"], row["new"], strict=True)]  # type: ignore[arg-type]


def _edited(at: int, before: str, after: str) -> tuple[Objection, ...]:
    block = draft().blocks[at]
    words = block.markdown.replace("\\", "")
    assert before in words
    return remarks(own(block.key, words.replace(before, after), block.links, "" if block.links else "x"))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("2 February 2032", "2 March 2032", [("February", "March")]),
        ("we asked every", "we never asked every", [("", "never")]),
        ("every council", "no council", [("every", "no")]),
        (" about its *footbridges*", "", [("about its footbridges.", "council.")]),
        ("asked every council", "told one council", [("asked every", "told one")]),
        ("footbridges", "Footbridges", [("footbridges.", "Footbridges.")]),
        ("footbridges*.", "footbridges*?", [("footbridges.", "footbridges?")]),
    ],
)  # fmt: skip
def test_each_word_that_is_not_the_cases_is_listed(
    before: str, after: str, expected: list[tuple[str, str]]
) -> None:
    """“16 March” for “16 May” in a standing paragraph was signed without a word."""
    changes = _changes(_edited(0, before, after))
    if after:
        assert changes == expected
    else:
        assert [gone for gone, _ in changes] == ["council about its footbridges."]


def test_each_changed_paragraph_has_one_line() -> None:
    found = _edited(0, "we asked every council", "they had never told the council")
    assert [each.code for each in found if each.code in OWN_WORDING] == [Code.CHANGED]
    assert not any(each.certain for each in found if each.code in OWN_WORDING)


def test_a_changed_finding_is_listed_word_for_word() -> None:
    found = _edited(3, "You showed us", "You hardly showed us")
    assert _changes(found) == [("", "hardly")]


def test_a_paragraph_that_was_taken_out_is_listed() -> None:
    block = draft().blocks[0]
    (found,) = remarks(own(block.key, "", because="Asked by telephone."))
    ((gone, new),) = _changes((found,))
    assert new == ""
    assert gone.split() == " ".join(each.text for each in block.sentences).split()


def test_what_only_looks_otherwise_is_no_change() -> None:
    for block in draft().blocks:
        words = block.markdown.replace("’", "'").replace(" ", "  ")
        assert remarks(own(block.key, words, block.links, "x")) == ()


def test_words_of_ones_own_are_always_listed_last() -> None:
    (found,) = remarks(own("own-1", "Thank you. It was good.", because="Courtesy."))
    assert (found.code, found.block, found.sentence, found.certain) == (
        Code.OWN_WORDS, "own-1", "Thank you. It was good.", False,
    )  # fmt: skip
    *before, last = remarks(own("own-1", "We met on 31 February 2032.", because="x"))
    assert [each.code for each in before] == [Code.NO_SUCH_DAY]
    assert last.code is Code.OWN_WORDS


def test_a_sentence_of_ones_own_in_a_composed_paragraph_is_told_from_what_was_changed() -> None:
    block = draft().blocks[0]
    found = remarks(own(block.key, f"{block.markdown} Nobody was ever told of this.", because="x"))
    assert [(each.code, each.sentence) for each in found] == [
        (Code.OWN_WORDS, "Nobody was ever told of this.")
    ]


def test_a_figure_is_not_said_to_stand_for_another_kind() -> None:
    """“letter of May 17th” was blocked, twice, since “17th” stands where the case has “2017”."""
    for said in ("On February 3rd we asked", "On February 2nd we asked", "On 2 February, 31st, we asked"):
        found = _edited(0, "On 2 February 2032 we asked", said)
        assert Code.OTHER_FIGURE not in {each.code for each in found}
        assert _changes(found)


# --- what is read is what is printed -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("We looked at 99 o\u00adf 43 bridges.", Code.MORE_THAN_ALL),
        ("We looked at 9\u200b9 of 4&shy;3 bridges.", Code.MORE_THAN_ALL),
        ("Ninety\u2013nine of forty\u2013three did.", Code.MORE_THAN_ALL),
        ("\uff19\uff19 of\u200743 did.", Code.MORE_THAN_ALL),
        ("We met on 30\u200bth Feb&#8203;ruary 2032.", Code.NO_SUCH_DAY),
        ("We met on 31\u202fFebruary\u20032032.", Code.NO_SUCH_DAY),
        ("We thank Be\u00adam.", Code.OTHER_BODY),
        ("You did n\u00adot show us surveys of every bridge.", Code.OPPOSITE),
    ],
)
def test_what_nobody_sees_hides_nothing(words: str, code: Code) -> None:
    assert code in {each.code for each in objections(own("own-1", words, ALL, order=990))}


@given(
    st.sampled_from(
        [
            "We looked at 99 of 43 bridges on 31 February 2032 with Beam Council.",
            "You did not show us surveys of every bridge. You sent 17 documents.",
            "On 3 February 2032 we asked every council about its *footbridges*.",
            "Thank you. All 44 councils were asked.",
        ]
    ),
    st.lists(st.tuples(st.integers(0, 80), st.sampled_from(INVISIBLE)), max_size=6),
    st.sampled_from(["own-1", "findings"]),
)
def test_invisible_characters_change_no_remark(words: str, put: list[tuple[int, str]], key: str) -> None:
    hidden = words
    for at, character in put:
        hidden = hidden[:at] + character + hidden[at:]
    assert remarks(own(key, hidden, ALL)) == remarks(own(key, words, ALL))


@given(
    st.lists(st.sampled_from(["a", "b", "not", "é"]), max_size=8),
    st.lists(st.sampled_from(["a", "b", "c"]), max_size=8),
)
def test_the_changes_make_the_one_text_of_the_other(before: list[str], after: list[str]) -> None:
    one, other = " ".join(before), " ".join(after)
    changes = list(changed_words(one, other))
    assert bool(changes) == (one != other)
    gone = [word for change in changes for word in change.gone.split()]
    new = [word for change in changes for word in change.new.split()]
    assert Change("", "") not in changes
    for word in {*before, *after}:
        assert before.count(word) - gone.count(word) == after.count(word) - new.count(word)


@pytest.mark.thorough
def test_a_book_of_ones_own_sentences_is_listed_in_no_time() -> None:
    began = time.process_time()
    text = " ".join(f"Number {at} was never told." for at in range(3000))
    assert remarks(own(draft().blocks[0].key, text, because="x"))
    assert time.process_time() - began < 10
