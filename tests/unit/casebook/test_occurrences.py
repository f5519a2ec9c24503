"""Occurrences: named by what they say, so that another reading of the same text names them alike."""

from __future__ import annotations

import pytest

from reviewer.casebook.folding import folded
from reviewer.casebook.occurrences import AROUND, all_of, occurrences_at, shown_at
from reviewer.casebook.query import parsed
from reviewer.casebook.tokens import shadow
from reviewer.model import Hit, Occurrence, Part

TEXT = "We list partners of the force in an annex; partners elsewhere are not listed."


def occurrences(text: str, words: str, place: str = "p1", around: int = AROUND) -> tuple[Occurrence, ...]:
    dark = shadow(folded(text))
    return occurrences_at(sorted(parsed(words).places(dark, 1000)), "d1", place, dark, around)


def marks(text: str, words: str = '"partners"', place: str = "p1", around: int = AROUND) -> list[str]:
    return [each.mark for each in occurrences(text, words, place, around)]


@pytest.mark.parametrize(
    "same",
    [
        TEXT.upper(),
        TEXT.replace(" ", " \n\t "),
        "Another beginning is put before it. " + TEXT,
        TEXT.replace(";", " -"),
        TEXT.replace("list", "li\u00adst"),
        TEXT.replace("annex", "ann\u00e9x"),
    ],
)
def test_white_space_offsets_and_marks_name_nothing_otherwise(same: str) -> None:
    assert marks(same)[1:] == marks(TEXT)[1:]
    assert len(set(marks(TEXT))) == 2


def test_one_more_that_reads_alike_is_another() -> None:
    sentence = "of these many partners no list is kept. "
    once, twice = marks(sentence), marks(sentence * 2)
    assert twice[:1] == once
    assert len(set(twice)) == 2
    assert len(set(marks("partners and partners", around=0))) == 2


def test_place_and_words_name_it() -> None:
    assert not {*marks(TEXT)} & {*marks(TEXT, place="p2")}
    assert not {*marks(TEXT)} & {*marks(TEXT, '"partners elsewhere"')}
    assert not {*marks(TEXT)} & {*marks(TEXT.replace("of the force", "of each force"))[:1]}


def test_what_was_recognised_is_named_by_its_words_alone() -> None:
    assert marks("our partners listed", around=0) == marks("0ur partners, Iisted", around=0)


def test_scripts_without_spaces_have_occurrences_too() -> None:
    found = marks("\u6211\u4eec\u7684\u4f19\u4f34\u540d\u5355", '"\u4f19\u4f34"')
    assert len(found) == 1
    assert found == marks("\u6211 \u4eec\u7684 \u4f19\u4f34 \u540d\u5355", '"\u4f19\u4f34"')


def test_there_is_always_one() -> None:
    assert len(marks("nothing of it")) == 1


def test_several_queries_give_each_once_in_its_order() -> None:
    one, two = occurrences(TEXT, '"partners elsewhere"'), occurrences(TEXT, '"partners"')
    both = all_of((*one, *two, *two))
    assert [TEXT[each.start : each.end] for each in both][:1] == ["partners"]
    assert {each.mark for each in both} == {each.mark for each in (*one, *two)}
    assert [each.start for each in both] == sorted(each.start for each in both)


def test_the_hit_shows_the_one_that_is_wanted() -> None:
    text = "The \ufb01rst partners. " + "Words. " * 60 + "The second partners, too."
    found = occurrences(text, '"partners"')
    hit = shown_at(Hit("d1", "p1", "page 1", ""), found[1], Part("p1", "page 1", text))
    assert text[hit.start : hit.end] == "partners"
    assert "second \ue000partners\ue001, too." in hit.snippet
    assert hit.snippet.startswith("\u2026")
