"""Any SQLite tool can read a casebook; none can change what is in it, and what it takes apart is noticed."""

# ruff: noqa: S608 - names of tables

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress

import pytest
from sqlite_utils import Database

from reviewer.casebook import Author, Casebook
from reviewer.model import Verdict


@pytest.fixture
def closed(casebook: Casebook) -> Casebook:
    with casebook.act() as act:
        act.put(Verdict("kent", "plans", "met", "because"))
        act.put(Verdict("kent", "plans", "gap", "because not"))
    casebook.close()
    return casebook


@pytest.mark.parametrize("table", ["record", "save"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET head = '{{}}'",
        "UPDATE OR REPLACE {} SET seq = seq + 1",
        "UPDATE OR IGNORE {} SET id = zeroblob(32)",
        "DELETE FROM {}",
        "INSERT OR REPLACE INTO {} SELECT * FROM {}",
        "REPLACE INTO {} SELECT * FROM {} WHERE seq = 1",
        "INSERT OR IGNORE INTO {} SELECT * FROM {}",
        "INSERT INTO {0} SELECT * FROM {0} WHERE true ON CONFLICT DO UPDATE SET head = '{{}}'",
    ],
)
def test_no_statement_changes_or_removes_what_was_saved(closed: Casebook, table: str, statement: str) -> None:
    with closing(sqlite3.connect(closed.folder / "casebook.sqlite")) as tool:
        before = tool.execute(f"SELECT * FROM {table}").fetchall()
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            tool.execute(statement.format(table, table))
        tool.commit()
        assert tool.execute(f"SELECT * FROM {table}").fetchall() == before


def test_a_replaced_sequence_number_is_refused_too(closed: Casebook) -> None:
    with closing(sqlite3.connect(closed.folder / "casebook.sqlite")) as tool:
        with pytest.raises(sqlite3.IntegrityError, match="never replaced"):
            tool.execute(
                "INSERT OR REPLACE INTO record VALUES(1, randomblob(32), randomblob(32), '{}', '{}')"
            )
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            tool.execute("INSERT INTO record VALUES(-1, randomblob(32), randomblob(32), '{}', '{}')")


VIEWS = [
    "verdicts",
    "evidence",
    "receipts",
    "searches",
    "categories",
    "letters",
    "rests_on",
    "included",
    "people",
    "inspection",
    "conflicts",
]


@pytest.mark.parametrize("view", VIEWS)
def test_views_open_in_any_tool(closed: Casebook, view: str) -> None:
    with closing(sqlite3.connect(closed.folder / "casebook.sqlite")) as tool:
        tool.execute(f"SELECT * FROM {view}").fetchall()


def test_the_verdicts_view_speaks_in_words(closed: Casebook) -> None:
    with closing(sqlite3.connect(closed.folder / "casebook.sqlite")) as tool:
        tool.row_factory = sqlite3.Row
        (row,) = tool.execute("SELECT * FROM verdicts").fetchall()
    assert {key: row[key] for key in ("body", "criterion", "finding", "because", "author")} == {
        "body": "kent", "criterion": "plans", "finding": "gap", "because": "because not", "author": "Ann Archer",
    }  # fmt: skip
    assert row["time"].startswith("2017-06-01T09:00:")


def test_a_table_transformed_by_a_tool_is_noticed_and_mended(
    closed: Casebook, ann: Author, clock: Callable[[], int]
) -> None:
    tool = Database(closed.folder / "casebook.sqlite")
    for view in tool.view_names():
        tool[view].drop()
    tool.table("record").transform(not_null={"body"})
    assert "record_stays" not in {trigger.name for trigger in tool.triggers}
    tool.conn.close()
    with Casebook.open(closed.folder, None, clock, writable=False) as reading:
        (problem,) = [one for one in reading.check() if one.severity == "derived"]
        assert "record_stays" in problem.what
        assert "record," in problem.what
    with Casebook.open(closed.folder, ann, clock) as mended:
        assert "record_stays" in mended.notices[0]
        assert mended.check() == ()
        assert [kept.content.finding for kept in mended.current(Verdict)] == ["gap"]
    with closing(sqlite3.connect(closed.folder / "casebook.sqlite")) as again:
        count = again.execute("SELECT count(*) FROM record").fetchone()
        with suppress(sqlite3.IntegrityError):
            again.execute("DELETE FROM record")
        assert again.execute("SELECT count(*) FROM record").fetchone() == count


def test_a_falsified_table_of_what_stands_is_found_and_made_again(
    closed: Casebook, ann: Author, clock: Callable[[], int]
) -> None:
    with closing(sqlite3.connect(closed.folder / "casebook.sqlite")) as tool:
        tool.execute("UPDATE current SET body = 'devon' WHERE kind = 'verdict'")
        tool.commit()
    with Casebook.open(closed.folder, ann, clock) as casebook:
        assert [problem.severity for problem in casebook.check()] == ["derived"]
        assert casebook.current(Verdict, body="devon") == ()
        assert casebook.check() == ()
