"""What another program changed in the file is never read as if it had been signed; it keeps its place, and heals."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from reviewer.casebook import Author, Casebook, Severity
from reviewer.errors import CasebookError
from reviewer.model import Verdict
from tests.faults.altering import edited

Clock = Callable[[], int]
ABOUT = "verdict:kent/plans"


@pytest.fixture
def judged(casebook: Casebook) -> Casebook:
    """A closed casebook in which a later verdict stands (record 5) in the place of an earlier one."""
    for finding in ("met", "gap"):
        with casebook.act() as act:
            act.put(Verdict("kent", "plans", finding, "because"))
    casebook.close()
    return casebook


def alter(casebook: Casebook, altered: str) -> None:
    statements = ALTERED[altered]
    edited(casebook.folder, *((statements,) if isinstance(statements, str) else statements))


def verdicts(casebook: Casebook) -> list[str]:
    return [kept.content.finding for kept in casebook.current(Verdict, body="kent")]


ALTERED: dict[str, str | tuple[str, ...]] = {
    "its content": "UPDATE record SET body = replace(body, 'gap', 'met') WHERE seq = 5",
    "its content into none": "UPDATE record SET body = '{' WHERE seq = 5",
    "its author": 'UPDATE record SET head = replace(head, \'"author":"\', \'"author":"ab\') WHERE seq = 5',
    "what it supersedes": 'UPDATE record SET head = replace(head, \'"parents":["\', \'"parents":["00\') WHERE seq = 5',
    "its head into none": "UPDATE record SET head = '{' WHERE seq = 5",
    "its place": "DELETE FROM record WHERE seq = 5",
    "the signature": "UPDATE save SET signature = zeroblob(64) WHERE seq = 3",
    "the save's list": 'UPDATE save SET head = replace(head, \'"records":["\', \'"records":["00\') WHERE seq = 3',
    "the signature and its place": (
        "UPDATE save SET signature = zeroblob(64) WHERE seq = 3",
        "DELETE FROM record WHERE seq = 5",
    ),
    "the save's number and its place": (
        "UPDATE save SET head = replace(head, '\"number\":', '\"number\":1') WHERE seq = 3",
        "DELETE FROM record WHERE seq = 5",
    ),
}


@pytest.mark.thorough
@pytest.mark.parametrize("writable", [True, False])
@pytest.mark.parametrize("altered", ALTERED)
def test_it_says_nothing_keeps_its_place_and_stays_behind(
    judged: Casebook, ann: Author, clock: Clock, altered: str, *, writable: bool
) -> None:
    alter(judged, altered)
    with Casebook.open(judged.folder, ann, clock, writable=writable) as casebook:
        assert verdicts(casebook) == []  # the earlier one does not stand again
        assert casebook.health.damages() != ()
        carried = [row for _, save in casebook.saves() for row in save.records]
        with pytest.raises(CasebookError, match="damaged"):
            casebook.build_merged(judged.folder.parent / "merged.sqlite")
        assert [row.head for row in carried if ABOUT in row.head and '"parents":[]' not in row.head] == []


@pytest.mark.thorough
@pytest.mark.parametrize("altered", ALTERED)
def test_the_tables_keep_its_place_and_are_not_called_wrong_for_it(
    judged: Casebook, ann: Author, clock: Clock, altered: str
) -> None:
    alter(judged, altered)
    with Casebook.open(judged.folder, ann, clock) as casebook:
        assert verdicts(casebook) == []
    for writable in (True, False):
        with Casebook.open(judged.folder, ann, clock, writable=writable) as casebook:
            assert verdicts(casebook) == []
            assert casebook.notices == ()
            assert {fault.severity for fault in casebook.check()} == {Severity.DAMAGE}


@pytest.mark.thorough
@pytest.mark.parametrize("altered", ALTERED)
def test_it_comes_back_from_whoever_has_it_whole(
    judged: Casebook, ann: Author, clock: Clock, altered: str
) -> None:
    with Casebook.open(judged.folder, ann, clock) as casebook:
        whole = [save for _, save in casebook.saves()]
    alter(judged, altered)
    with Casebook.open(judged.folder, ann, clock) as casebook:
        assert verdicts(casebook) == []
        casebook.absorb(whole)
        assert verdicts(casebook) == ["gap"]
        assert [save for _, save in casebook.saves()] == whole
        assert casebook.check() == ()


def test_a_new_decision_takes_the_place_of_a_damaged_one(judged: Casebook, ann: Author, clock: Clock) -> None:
    alter(judged, "its content")
    with Casebook.open(judged.folder, ann, clock) as casebook:
        with casebook.act() as act:
            act.put(Verdict("kent", "plans", "part", "again"), supersedes=[])
        assert verdicts(casebook) == ["part"]
        assert casebook.conflicts() == ()


@pytest.mark.parametrize("writable", [True, False])
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM current WHERE kind = 'verdict'",
        "UPDATE current SET body = 'dover' WHERE kind = 'verdict'",
        "UPDATE current SET subject = 'verdict:dover/plans' WHERE kind = 'verdict'",
        "UPDATE current SET seq = 4, id = (SELECT id FROM record WHERE seq = 4) WHERE kind = 'verdict'",
        "DELETE FROM edge",
    ],
)
def test_tables_decide_nothing(
    judged: Casebook, ann: Author, clock: Clock, statement: str, *, writable: bool
) -> None:
    edited(judged.folder, statement)
    with Casebook.open(judged.folder, ann, clock, writable=writable) as casebook:
        assert verdicts(casebook) == ["gap"]
        assert "not what its records say" in " ".join(casebook.notices)


@pytest.mark.parametrize("writable", [True, False])
def test_a_row_that_an_index_has_lost_is_found(
    judged: Casebook, ann: Author, clock: Clock, *, writable: bool
) -> None:
    """As a bit that flips in an index leaves it: the row is there, and no search comes to it."""
    path = judged.folder / "casebook.sqlite"
    data = path.read_bytes()
    assert b"verdictkentplans" in data  # an index holds its columns side by side, and nothing else does
    path.write_bytes(data.replace(b"verdictkentplans", b"verdictkenuplans"))
    with closing(sqlite3.connect(path)) as tool:
        assert tool.execute("SELECT * FROM current WHERE kind = 'verdict' AND body = 'kent'").fetchall() == []
    with Casebook.open(judged.folder, ann, clock, writable=writable) as casebook:
        assert verdicts(casebook) == ["gap"]
        assert "not what its records say" in " ".join(casebook.notices)


def test_what_is_changed_while_it_is_open_is_seen(judged: Casebook, ann: Author, clock: Clock) -> None:
    with Casebook.open(judged.folder, ann, clock) as casebook:
        assert verdicts(casebook) == ["gap"]
        edited(casebook.folder, "DELETE FROM current WHERE kind = 'verdict'")
        assert verdicts(casebook) == ["gap"]


def test_a_rule_of_another_program_is_told_and_taken_out(judged: Casebook, ann: Author, clock: Clock) -> None:
    with closing(sqlite3.connect(judged.folder / "casebook.sqlite")) as tool:
        tool.execute("CREATE TRIGGER stray AFTER INSERT ON record BEGIN DELETE FROM current; END")
        tool.execute("CREATE TABLE notes(a)")
        tool.commit()
    with Casebook.open(judged.folder, None, clock, writable=False) as reading:
        assert "notes, stray" in reading.notices[0]
    with Casebook.open(judged.folder, ann, clock) as casebook:
        assert "stray taken out" in casebook.notices[0]
        assert "notes" in casebook.notices[1]
        with casebook.act() as act:
            act.put(Verdict("kent", "links", "met", "because"))
        assert len(casebook.current(Verdict)) == 2
