"""A signature that has passed is known by its mark; a mark that was not made here says nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from reviewer.casebook import new_author
from reviewer.casebook.record import SIGNED
from reviewer.casebook.seal import Seal, is_proven

SAVE = b"s" * 32


@pytest.fixture
def marks() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE passed(save BLOB PRIMARY KEY, mac BLOB NOT NULL) WITHOUT ROWID")
        yield connection


def test_a_mark_of_ones_own_stands_for_the_signature_that_it_was_made_of(marks: sqlite3.Connection) -> None:
    ann, seal = new_author("Ann"), Seal(b"k" * 32)
    good, bad = ann.sign(SIGNED + SAVE), b"x" * 64
    assert is_proven(marks, seal, SAVE, ann.key, good)
    assert not is_proven(marks, seal, SAVE, ann.key, bad)
    marks.execute("INSERT INTO passed VALUES(?, ?)", (SAVE, seal.mark(SAVE, good)))
    assert is_proven(marks, seal, SAVE, ann.key, good)
    assert not is_proven(marks, seal, SAVE, ann.key, bad)


@pytest.mark.parametrize("seal", [Seal(b"o" * 32), Seal(None)])
def test_a_mark_that_another_made_is_not_believed(marks: sqlite3.Connection, seal: Seal) -> None:
    ann, bad = new_author("Ann"), b"x" * 64
    marks.execute("INSERT INTO passed VALUES(?, ?)", (SAVE, Seal(b"k" * 32).mark(SAVE, bad)))
    assert not is_proven(marks, seal, SAVE, ann.key, bad)
    assert is_proven(marks, seal, SAVE, ann.key, ann.sign(SIGNED + SAVE))


def test_without_a_table_of_marks_the_signature_is_checked(marks: sqlite3.Connection) -> None:
    ann, seal = new_author("Ann"), Seal(b"k" * 32)
    marks.execute("DROP TABLE passed")
    assert is_proven(marks, seal, SAVE, ann.key, ann.sign(SIGNED + SAVE))
    assert not is_proven(marks, seal, SAVE, ann.key, None)
