"""Saves taken out at the end of one's own line, with all of their records, are noticed although no gap is left."""

# ruff: noqa: S608 - statements are put together from the test's own constants

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from reviewer.casebook import Author, Casebook
from reviewer.model import Verdict
from tests.faults.altering import edited

Clock = Callable[[], int]
LAST = "(SELECT id FROM save ORDER BY seq DESC LIMIT 1)"
ONE_GONE = (f"DELETE FROM record WHERE save = {LAST}", f"DELETE FROM save WHERE id = {LAST}")


@pytest.fixture
def judged(casebook: Casebook) -> Casebook:
    """A closed casebook in which a verdict was decided three times, in saves of its own."""
    for finding in ("met", "gap", "part"):
        decide(casebook, finding)
    casebook.close()
    return casebook


def decide(casebook: Casebook, finding: str) -> None:
    with casebook.act() as act:
        act.put(Verdict("kent", "plans", finding, "because"))


def told(casebook: Casebook) -> list[str]:
    """What is said of it by the opening and by a check: the same."""
    noticed = [notice for notice in casebook.notices if "gone from this casebook" in notice]
    checked = [
        f"{fault.what}. {fault.remedy}"
        for fault in casebook.check()
        if "gone from this casebook" in fault.what
    ]
    assert noticed == checked
    return noticed


@pytest.mark.parametrize("writable", [True, False])
def test_the_last_saves_are_missed_until_they_are_back(
    judged: Casebook, ann: Author, clock: Clock, *, writable: bool
) -> None:
    with Casebook.open(judged.folder, ann, clock) as casebook:
        whole = [save for _, save in casebook.saves()]
        assert told(casebook) == []
    edited(judged.folder, *ONE_GONE, *ONE_GONE)
    with Casebook.open(judged.folder, ann, clock, writable=writable) as casebook:
        (said,) = told(casebook)
        assert "The last 2 saves by Ann Archer are gone" in said
        assert "Sync" in said
        assert "backup" in said
    with Casebook.open(judged.folder, ann, clock) as casebook:
        casebook.absorb(whole)
        assert told(casebook) == []
        assert casebook.check() == ()
        assert [kept.content.finding for kept in casebook.current(Verdict, body="kent")] == ["part"]


def test_no_number_is_given_twice_after_it(judged: Casebook, ann: Author, clock: Clock) -> None:
    with Casebook.open(judged.folder, ann, clock) as casebook:
        whole = [save for _, save in casebook.saves()]
    edited(judged.folder, *ONE_GONE)
    with Casebook.open(judged.folder, ann, clock) as casebook:
        decide(casebook, "met")
        assert "The last save by Ann Archer is gone" in told(casebook)[0], "nobody gave it back yet"
        casebook.absorb(whole)
        assert casebook.check() == (), "the line that was cut and the one after it are both whole"
        assert len(casebook.conflicts()) == 1, "both verdicts stand, and a person chooses"


def test_an_older_copy_of_the_whole_file_is_what_it_was(judged: Casebook, ann: Author, clock: Clock) -> None:
    backup = judged.folder.parent / "backup.casebook"
    shutil.copytree(judged.folder, backup)
    with Casebook.open(judged.folder, ann, clock) as casebook:
        decide(casebook, "gap")
    with Casebook.open(backup, ann, clock) as casebook:
        assert told(casebook) == []
        decide(casebook, "met")
        assert told(casebook) == []


def test_a_copied_folder_that_is_used_too_is_missed_by_nobody(
    judged: Casebook, ann: Author, clock: Clock
) -> None:
    clone = judged.folder.parent / "clone.casebook"
    shutil.copytree(judged.folder, clone)
    with Casebook.open(judged.folder, ann, clock) as casebook, Casebook.open(clone, ann, clock) as other:
        decide(casebook, "gap")
        decide(other, "met")
        decide(other, "part")
        casebook.absorb([save for _, save in other.saves()])
        other.absorb([save for _, save in casebook.saves()])
        assert told(casebook) == told(other) == []
        assert casebook.packs.save_ids() == other.packs.save_ids()


def test_what_has_no_mark_or_none_of_ours_is_believed(
    judged: Casebook, ann: Author, bob: Author, clock: Clock
) -> None:
    """An older program's casebook, a colleague's folder, a reader who is no author, a mark that somebody altered."""
    edited(judged.folder, *ONE_GONE)
    with Casebook.open(judged.folder, bob, clock) as casebook:
        assert told(casebook) == []
    with Casebook.open(judged.folder, None, clock, writable=False) as casebook:
        assert told(casebook) == []
    with Casebook.open(judged.folder, None, clock, writable=False, seal=ann.seal_key) as casebook:
        assert len(told(casebook)) == 1
    for statement in (
        "UPDATE local SET value = replace(value, ' ', '9 ') WHERE name GLOB 'end *'",
        "UPDATE local SET value = CAST(x'ff20ff' AS TEXT) WHERE name GLOB 'end *'",
        "DELETE FROM local WHERE name GLOB 'end *'",
    ):
        with closing(sqlite3.connect(judged.folder / "casebook.sqlite")) as tool:
            tool.execute(statement)
            tool.commit()
        with Casebook.open(judged.folder, ann, clock) as casebook:
            assert told(casebook) == []
    with Casebook.open(judged.folder, ann, clock) as casebook:
        decide(casebook, "met")
        decide(casebook, "gap")
    edited(judged.folder, *ONE_GONE)
    with Casebook.open(judged.folder, ann, clock) as casebook:
        assert len(told(casebook)) == 1, "the next save marks the line again"


def test_a_last_save_that_is_damaged_is_damaged_and_not_gone(
    judged: Casebook, ann: Author, clock: Clock
) -> None:
    edited(judged.folder, f"UPDATE save SET id = zeroblob(32) WHERE id = {LAST}")
    with Casebook.open(judged.folder, ann, clock) as casebook:
        assert told(casebook) == []
        assert casebook.health.damages()
