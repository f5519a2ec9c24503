"""The measure of recall counts what it says it counts: words, folded as both readers mean them."""

from __future__ import annotations

from collections import Counter

from bench.recall import Recall, table
from bench.wordcount import words


def test_what_two_readers_write_differently_is_one_word() -> None:
    assert words("The ﬁnal co-\noperation of HARROW\u00adDALE") == words(
        "the final cooperation of Harrowdale"
    )
    assert words("a\u00a0b") == ["a", "b"]
    assert words("縦書き test") == ["縦", "書", "き", "test"]
    assert words("habibi\u202c\u202bعربي") == ["habibi", "عربي"]


def test_a_word_that_stands_twice_counts_twice() -> None:
    assert Counter(words("no, no plan")) == Counter({"no": 2, "plan": 1})


def test_a_kind_below_the_bound_is_named_with_what_is_missing() -> None:
    good = Recall("a.docx", "docx", 100, 1.0, ())
    bad = Recall("b.rtf", "rtf", 100, 0.97, ("vetting", "of", "officers"))
    lines, met = table([good, bad])
    assert not met
    assert any(line.startswith("rtf") and line.endswith("NOT MET") for line in lines)
    assert "  0.9700 of 100 words: b.rtf: without vetting of officers" in lines
    assert table([good])[1]
