"""Older and newer programs on one casebook: nothing is lost, nothing is overwritten, and it says so."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from reviewer.casebook import Author, Casebook, Unknown
from reviewer.casebook.canonical import canonical, sha256
from reviewer.casebook.record import Chain, RecordRow, make_save
from reviewer.casebook.seal import Seal
from reviewer.errors import CasebookError, ReadOnlyError
from reviewer.model import Verdict

Clock = Callable[[], int]


def foreign(
    author: Author, kind: str, version: int, about: str, fields: Any, parents: tuple[str, ...] = ()
) -> RecordRow:
    """A record as a newer program would make it."""
    body = canonical({"fields": fields, "salt": "00" * 16, "sealed": "by whom it may concern"})
    head = canonical(
        {
            "version": version, "kind": kind, "subject": about, "author": author.key, "time": 7,
            "parents": list(parents), "body": sha256(body), "witness": "new in heads",
        }
    )  # fmt: skip
    return RecordRow(sha256(head), head, body)


def arrive(casebook: Casebook, author: Author, *rows: RecordRow) -> None:
    assert (
        casebook.absorb([make_save(author, Chain(casebook.inspection_id, "ab" * 16, 1, ""), 8, rows)]).new
        == 1
    )


def test_a_newer_schema_opens_for_reading_only_and_says_so(
    casebook: Casebook, ann: Author, clock: Clock
) -> None:
    with casebook.act() as act:
        act.put(Verdict("kent", "plans", "met", ""))
    casebook.close()
    with closing(sqlite3.connect(casebook.folder / "casebook.sqlite")) as newer:
        newer.execute("INSERT INTO _sqlite_migrations VALUES(99, 'casebook', 'of_next_year', 'now')")
        newer.execute("DROP VIEW verdicts")
        newer.commit()
    with Casebook.open(casebook.folder, ann, clock) as older:
        assert older.newer_schema
        assert older.read_only
        assert "newer version of Reviewer" in older.notices[0]
        assert len(older.current(Verdict)) == 1
        with pytest.raises(ReadOnlyError, match="newer version"):
            older.act()
        with pytest.raises(ReadOnlyError, match="newer version"):
            older.packs.mark_shared("a", 1, [])
    with closing(sqlite3.connect(casebook.folder / "casebook.sqlite")) as newer:
        assert not newer.execute("SELECT 1 FROM sqlite_master WHERE name = 'verdicts'").fetchall(), (
            "left alone"
        )


def test_an_unfinished_schema_is_brought_up_to_date(casebook: Casebook, ann: Author, clock: Clock) -> None:
    """As if an older program had made it: here, one that knew no step at all."""
    casebook.close()
    with closing(sqlite3.connect(casebook.folder / "casebook.sqlite")) as older:
        for kind, name in older.execute("SELECT type, name FROM sqlite_master WHERE sql NOT NULL").fetchall():
            if name != "_sqlite_migrations" and not name.startswith("idx_"):
                older.execute(f"DROP {kind} IF EXISTS {name}")
        older.executescript("DELETE FROM _sqlite_migrations; CREATE TABLE record(x); CREATE TABLE save(x)")
    with pytest.raises(CasebookError, match="older version"):
        Casebook.open(casebook.folder, None, clock, writable=False)
    with closing(sqlite3.connect(casebook.folder / "casebook.sqlite")) as older:
        older.executescript("DROP TABLE record; DROP TABLE save")
        from reviewer.casebook.migrations import STEPS, applied, migrate

        older.isolation_level = None
        migrate(older, Seal())
        assert applied(older) == STEPS
        assert older.execute("SELECT count(*) FROM verdicts").fetchone() == (0,)


def test_records_of_unknown_kinds_are_carried_whole(
    casebook: Casebook, colleague: Casebook, ann: Author
) -> None:
    opinion = foreign(ann, "opinion", 1, "opinion:kent", {"body": "kent", "tone": "warm"})
    strange = foreign(ann, "verdict", 1, "verdict:kent/x", ["not", "fields"])
    arrive(casebook, ann, opinion, strange)
    assert casebook.health.newer_records() == 1
    assert casebook.current(Verdict) == ()
    (kept,) = casebook.history("opinion:kent")
    assert kept.content == Unknown("opinion", 1)
    colleague.absorb(bundle for _, bundle in casebook.saves())
    carried = {row.id: row for _, bundle in colleague.saves() for row in bundle.records}
    assert (carried[opinion.id], carried[strange.id]) == (opinion, strange)
    (told,) = casebook.check()
    assert (told.severity, colleague.check()) == ("notice", (told,))
    assert strange.id[:8] in told.what


def test_a_newer_verdict_is_shown_as_far_as_it_is_understood_and_not_superseded(
    casebook: Casebook, ann: Author
) -> None:
    fields = {
        "body": "kent",
        "criterion": "plans",
        "finding": "met",
        "because": "b",
        "evidence": [],
        "certainty": 3,
    }
    arrive(casebook, ann, foreign(ann, "verdict", 2, "verdict:kent/plans", fields))
    (kept,) = casebook.current(Verdict, body="kent")
    assert kept.content == Verdict("kent", "plans", "met", "b")
    for supersedes in (None, [kept.id]):
        with pytest.raises(CasebookError, match="newer version of Reviewer"), casebook.act() as act:
            act.put(Verdict("kent", "plans", "gap", ""), supersedes=supersedes)
    with pytest.raises(CasebookError, match="newer version of Reviewer"), casebook.act() as act:
        act.withdraw(kept)


def test_a_newer_verdict_that_is_not_understood_still_holds_its_place(
    casebook: Casebook, ann: Author
) -> None:
    with casebook.act() as act:
        first = act.put(Verdict("kent", "plans", "met", ""))
    arrive(
        casebook,
        ann,
        foreign(ann, "verdict", 3, "verdict:kent/plans", {"body": "kent", "ruling": 1}, (first,)),
    )
    assert casebook.current(Verdict) == ()
    assert casebook.health.newer_records() == 1
    with pytest.raises(CasebookError, match="newer version"), casebook.act() as act:
        act.put(Verdict("kent", "plans", "gap", ""))


def test_a_record_does_not_supersede_what_is_about_something_else(casebook: Casebook, ann: Author) -> None:
    with casebook.act() as act:
        victim = act.put(Verdict("kent", "plans", "met", ""))
    arrive(casebook, ann, foreign(ann, "note", 1, "note:x", {}, (victim,)))
    assert len(casebook.current(Verdict)) == 1
    assert casebook.check() == ()
