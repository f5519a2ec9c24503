"""Whatever is typed into the search box has an answer, and FTS5's answer is ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from reviewer.casebook.folding import folded, unfolded
from reviewer.casebook.query import expression, parsed
from reviewer.casebook.tokens import TOKENIZER, shadow, spaced, words


@pytest.fixture(scope="module")
def table() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.execute(f"CREATE VIRTUAL TABLE words USING fts5(text, tokenize='{TOKENIZER}')")
        db.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(words, instance)")
        yield db


TRICKY = st.lists(
    st.one_of(
        st.sampled_from(
            ['"', "“", "”", "-", "–", "OR", "AND", "NOT", "NEAR(", "*", "^", "(", ")", ":", "{", "}", " "]
        ),
        st.sampled_from(
            [
                "plan",
                "unit",
                "text:",
                "+",
                "\x00",
                "\xad",
                "'",
                ";",
                "--",
                "ab*",
                "́",
                "²",
                "\ue000",
                "\ue001a",
            ]
        ),
        st.text(max_size=6),
        st.characters(),
    ),
    max_size=40,
).map("".join)
PAGES = st.lists(
    st.one_of(
        st.sampled_from(
            ["plan ", "Plans ", "unit ", "the ", "a ", "of ", "tŷ ", "e\u0301", "\u0301 ", "-", "(", "_"]
        ),
        st.sampled_from(["警", "察", "の", "ガ", "ที่", "ดิน", "กำ", "ပြ", "ស៊", "第3", "\u3099", "\u200b"]),
        st.text(max_size=8),
    ),
    max_size=25,
).map("".join)
ASKED = st.lists(
    st.sampled_from(
        [
            "plan",
            "pl*",
            "unit",
            "-the",
            "OR",
            '"the plan"',
            '"a unit',
            "ty",
            "e\u0301a",
            '-"of the"',
            "of",
            "a",
            "un*",
            "警察",
            "警*",
            '"察の plan',
            "ที่ดิน",
            "-ガ",
            "3",
        ]
    ),
    max_size=6,
).map(" ".join)


@given(query=TRICKY, growing=st.booleans())
def test_no_string_is_an_error(table: sqlite3.Connection, query: str, growing: bool) -> None:
    asked = expression(parsed(query, growing=growing))
    if asked:
        table.execute("SELECT * FROM words WHERE words MATCH ?", (asked,)).fetchall()


@given(query=st.text(), growing=st.booleans())
def test_an_expression_only_ever_quotes(query: str, growing: bool) -> None:
    bare = "".join(expression(parsed(query, growing=growing)).split('"')[::2])
    assert not set(bare) - set(" ()*ANDORT"), bare


@given(text=PAGES)
def test_words_are_cut_as_fts5_cuts_them(table: sqlite3.Connection, text: str) -> None:
    page = folded(text)
    table.execute("DELETE FROM words")
    table.execute("INSERT INTO words VALUES(?)", (spaced(page),))
    terms = [row[0] for row in table.execute("SELECT term FROM terms ORDER BY offset")]
    assert words(page) == terms
    assert len(shadow(page)) == len(page) + 2


@given(text=PAGES, query=st.one_of(ASKED, TRICKY), growing=st.booleans())
def test_we_find_on_a_page_what_fts5_finds(
    table: sqlite3.Connection,
    text: str,
    query: str,
    growing: bool,
) -> None:
    page, asked = folded(text), parsed(query, growing=growing)
    table.execute("DELETE FROM words")
    table.execute("INSERT INTO words VALUES(?)", (spaced(page),))
    if asked:
        found = table.execute("SELECT 1 FROM words WHERE words MATCH ?", (expression(asked),)).fetchall()
        assert asked.matches(shadow(page)) is bool(found)


RUNS = st.lists(
    st.sampled_from(
        [
            *"警察庁のガー々น\u3099",
            "\uff76\uff9e",
            "ที่",
            "ดิน",
            "กำ",
            "ลํ้า",
            "ລາວ",
            "ປະຈຳ",
            "ပြည်",
            "ស៊ើប",
            "\U00020000",
            "plan ",
            "the ",
            "o\ufb03ce ",
            "caf\u00e9 ",
            "3 ",
            "\uff11\uff12 ",
            "\u200b",
            "\n",
            ". ",
            "\u00b2 ",
        ]
    ),
    min_size=1,
    max_size=14,
)


@given(before=RUNS, phrase=RUNS, after=RUNS)
@example(before=["警"], phrase=["察"], after=["庁"])
@example(before=["plan "], phrase=["ที่", "ดิน"], after=["น"])
def test_a_phrase_is_found_as_it_stands_wherever_it_begins(
    table: sqlite3.Connection, before: list[str], phrase: list[str], after: list[str]
) -> None:
    text, asked = "".join((*before, *phrase, *after)), parsed(f'"{"".join(phrase)}"')
    page = folded(text)
    table.execute("DELETE FROM words")
    table.execute("INSERT INTO words VALUES(?)", (spaced(page),))
    if asked:
        found = table.execute("SELECT 1 FROM words WHERE words MATCH ?", (expression(asked),)).fetchall()
        assert found
        assert asked.matches(shadow(page))


@given(
    text=st.text("a \ufb03\u00b9\u00ad\u338f\u00bd\u00e9\u8b66\u064e\0", min_size=1, max_size=12),
    data=st.data(),
)
def test_what_is_folded_is_told_where_it_stands(text: str, data: st.DataObject) -> None:
    widths = [len(folded(char)) for char in text]
    reached = [sum(widths[:at]) for at in range(len(text) + 1)]
    assert len(folded(text)) == reached[-1]
    assume(reached[-1])
    start = data.draw(st.integers(0, reached[-1] - 1))
    end = data.draw(st.integers(start + 1, reached[-1]))
    first, last = unfolded(text, start, end)
    assert reached[first] <= start < reached[first + 1]
    assert reached[last] == min(at for at in reached if at >= end)


def test_letters_that_are_folded_as_one_are_told_where_they_stand() -> None:
    text = "x\uff76\uff9e\u0e19\u0e4d\u0e49\u0e32y"
    assert folded(text) == "xガ\u0e19\u0e49\u0e33y"
    assert unfolded(text, 1, 2) == (1, 3)
    assert unfolded(text, 2, 5) == (3, 7)
    assert unfolded(text, 5, 6) == (7, 8)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("the o\ufb03ce", "office"),
        ("the office", "o\ufb03ce"),
        ("\ufe8d\ufedf\ufee4\ufed4\ufe98\ufeb6", "المفتش"),
        ("المُفَتِّش", "المفتش"),
        ("\uff30\uff4f\uff4c\uff49\uff43\uff45", "police"),
        ("\uff76\uff9e\uff7d", "ガス"),
        ("\u1112\u1161\u11ab", "한"),
        ("provided\u00b9 that", '"provided 1 that"'),
        ("provided\u00b9", "provided"),
        ("5\u338f of CO\u2082", "5 co2"),
        ("3\u00bd", "3"),
        ("kilo\u2011metre", '"kilo metre"'),
        ("第\uff13条", "3条"),
        ("น้\u0e4d\u0e32มัน", "น้ำ"),
        ("น\u0e4d้\u0e32มัน", "น้ำ"),
    ],
)
def test_letters_in_another_form_are_found_as_they_are_typed(text: str, query: str) -> None:
    assert parsed(query).matches(shadow(folded(text)))


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("plan unit", '("plan") AND ("unit")'),
        ("plan OR unit", '("plan" OR "unit")'),
        ("a OR b c", '("a" OR "b") AND ("c")'),
        ('"a plan" -unit', '(("a plan")) NOT ("unit")'),
        ("pla*", '("pla" *)'),
        ("pl*", '("pl" *)'),
        ("p*", '("p")'),
        ("co-op*", '("co op" *)'),
        ('"never closed', '("never closed")'),
        ("it's", '("it s")'),
        ("5 \N{MICRO SIGN}g", '("5") AND ("\N{GREEK SMALL LETTER MU}g")'),
        ("- -- ()", ""),
        ("-plan", ""),
        ("警察庁", '("警 察 庁")'),
        ("警*", '("警")'),
        ("警察 第3条", '("警 察") AND ("第 3 条")'),
        ("x " * 500, " AND ".join(['("x")'] * 64)),
    ],
)
def test_the_expression_of(query: str, asked: str) -> None:
    assert expression(parsed(query)) == asked


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("pl", '("pl" *)'),
        ("p", ""),
        ("the p", '("the")'),
        ("the pl", '("the") AND ("pl" *)'),
        ("plan ", '("plan")'),
        ('"the pl', '("the pl" *)'),
        ('"the plan"', '("the plan")'),
        ('"the p', '("the")'),
        ("plan -un", '(("plan")) NOT ("un" *)'),
        ("plan O", '("plan")'),
        ("plan OR", '("plan")'),
        ("plan OR un", '("plan" OR "un" *)'),
        ("plan.", '("plan")'),
    ],
)
def test_the_last_word_is_a_beginning_while_one_types(query: str, asked: str) -> None:
    assert expression(parsed(query, growing=True)) == asked
