"""The measure of recall counts what it says it counts: words, folded as both readers mean them."""

from __future__ import annotations

from collections import Counter

from bench.pictured import sure_words
from bench.recall import Left, Recall, table, tenth
from bench.wordcount import words


def test_what_two_readers_write_differently_is_one_word() -> None:
    assert words("The ﬁnal co-\noperation of HARROW\u00adDALE") == words(
        "the final cooperation of Harrowdale"
    )
    assert words("weath\u00ad\nered") == words("weath-\nered") == ["weathered"]
    assert words("a\u00a0b") == ["a", "b"]
    assert words("2031-03-04, 0") == ["2031", "3", "4", "0"]
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
    assert "  0.9700 of 100 words: b.rtf (rtf): without vetting of officers" in lines
    assert table([good])[1]


def test_a_kind_with_a_poor_tenth_is_not_met() -> None:
    rows = [Recall(f"{number}.doc", "doc", 10, 1.0, ()) for number in range(8)]
    poor = [Recall(f"{number}.doc", "doc", 10, 0.5, ("a",) * 5) for number in (8, 9)]
    assert table(rows)[1]
    assert tenth([row.share for row in (*rows, *poor)]) < 0.98
    assert not table([*rows, *poor])[1]


def test_a_file_that_is_not_measured_is_counted_and_named() -> None:
    good = Recall("a.pdf", "pdf", 100, 1.0, ())
    left = [
        Left("b.pdf", "pdf", "nothing in it for the other reader"),
        Left("c.xps", "xps", "no other reader"),
    ]
    lines, met = table([good], left)
    assert met
    assert [line.split()[:3] for line in lines[1:3]] == [["pdf", "1", "1"], ["xps", "0", "1"]]
    assert lines[3:] == [
        "  left out: b.pdf: nothing in it for the other reader",
        "  left out: c.xps: no other reader",
    ]


def test_of_a_picture_a_word_counts_that_is_sure_as_a_whole() -> None:
    written = [
        ("Austri-", 95),
        ("ans", 60),
        ("none", 96),
        ("tem-", 70),
        ("porary", 96),
        ("weath-", 93),
        ("ered", 94),
    ]
    assert sure_words(written) == ["none", "weathered"]
    assert sure_words([("a", 99), ("storm", 89), ("rock-", 96)]) == ["rock"]
