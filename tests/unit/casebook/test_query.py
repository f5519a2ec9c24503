"""Whatever is typed into the search box has an answer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.casebook.query import expression


@pytest.fixture(scope="module")
def words() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE VIRTUAL TABLE words USING fts5(text, tokenize='unicode61 remove_diacritics 2')")
        db.execute("INSERT INTO words VALUES('a plan for the unit')")
        yield db


TRICKY = st.lists(
    st.one_of(
        st.sampled_from(
            ['"', "“", "”", "-", "–", "OR", "AND", "NOT", "NEAR(", "*", "^", "(", ")", ":", "{", "}", " "]
        ),
        st.sampled_from(
            ["plan", "unit", "text:", "+", "\x00", "\xad", "'", ";", "--", "ab*", "́", "²", "\ue000"]
        ),
        st.text(max_size=6),
        st.characters(),
    ),
    max_size=40,
).map("".join)


@given(query=TRICKY)
def test_no_string_is_an_error(words: sqlite3.Connection, query: str) -> None:
    asked = expression(query)
    if asked:
        words.execute("SELECT * FROM words WHERE words MATCH ?", (asked,)).fetchall()


@given(query=st.text())
def test_an_expression_only_ever_quotes(query: str) -> None:
    bare = "".join(expression(query).split('"')[::2])
    assert not set(bare) - set(" ()*ANDORT"), bare


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("plan unit", '("plan") AND ("unit")'),
        ("plan OR unit", '("plan" OR "unit")'),
        ("a OR b c", '("a" OR "b") AND ("c")'),
        ('"a plan" -unit', '(("a plan")) NOT ("unit")'),
        ("pla*", '("pla*" *)'),
        ("pl*", '("pl*")'),
        ('"never closed', '("never closed")'),
        ("it's", '("it\'s")'),
        ("- -- ()", ""),
        ("x " * 500, " AND ".join(['("x")'] * 64)),
    ],
)
def test_the_expression_of(query: str, asked: str) -> None:
    assert expression(query) == asked
