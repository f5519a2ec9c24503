"""Whatever is typed into the search box has an answer, and FTS5's answer is ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.casebook.folding import folded
from reviewer.casebook.query import expression, parsed
from reviewer.casebook.tokens import TOKENIZER, shadow, words


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
    table.execute("INSERT INTO words VALUES(?)", (page,))
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
    table.execute("INSERT INTO words VALUES(?)", (page,))
    if asked:
        found = table.execute("SELECT 1 FROM words WHERE words MATCH ?", (expression(asked),)).fetchall()
        assert asked.matches(shadow(page)) is bool(found)


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
def test_the_last_word_is_a_beginning_while_she_types(query: str, asked: str) -> None:
    assert expression(parsed(query, growing=True)) == asked
