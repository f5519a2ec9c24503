"""What a casebook's file notes of itself and of the share, emptied or altered: no command falls over it, and it is made again or named."""

# ruff: noqa: S608 - statements are put together from the test's own constants

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from reviewer.casebook import Author, Casebook
from reviewer.model import Verdict
from tests.commands import Run
from tests.faults.altering import BODY, DATABASE, edited
from tests.faults.conftest import Clean

NOTES = {
    "an inspection's first digit": "UPDATE local SET value = CASE WHEN value LIKE 'f%' THEN 'e' ELSE 'f' END || substr(value, 2)"
    " WHERE name = 'inspection'",
    "no inspection": "DELETE FROM local WHERE name = 'inspection'",
    "an inspection that is no text": "UPDATE local SET value = x'ff00' WHERE name = 'inspection'",
    "another copy": f"UPDATE local SET value = '{'cd' * 16}' WHERE name = 'copy'",
    "a copy that is none": "UPDATE local SET value = CAST(x'ff' AS TEXT) WHERE name = 'copy'",
    "no copy": "DELETE FROM local WHERE name = 'copy'",
    "the end of a line": "UPDATE local SET value = 'nonsense' WHERE name GLOB 'end *'",
    "nothing at all": "DELETE FROM local",
    "no table": "DROP TABLE local",
}
BOOKS = {
    "quarantine": ("digest", "save", "why", "bundle"),
    "pack": ("name", "size"),
    "packed": ("save", "pack"),
    "merged": ("name", "digest"),
    "passed": ("save", "mac"),
}


def altered(casebook: Path, *statements: str) -> None:
    with closing(sqlite3.connect(casebook / DATABASE)) as tool:
        for statement in statements:
            tool.execute(statement)
        tool.commit()


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["an inspection's first digit", "another copy", "nothing at all"])
def test_a_wrong_note_is_named_put_right_and_costs_nothing(
    reviewer: Run, clean: Clean, judged: Path, tmp_path: Path, name: str
) -> None:
    before = reviewer("status", judged, BODY).out
    altered(judged, NOTES[name])
    status = reviewer("status", judged, BODY)
    assert status.out == before
    found = reviewer("check", judged, "--json", code=1).rows
    assert all("notes of" in row["what"] for row in found), found
    assert "notes of" in reviewer("verdict", judged, BODY, "unit", "in-place", "--because", "Anew.").err
    clean(judged)
    assert "Undone" in reviewer("undo", judged).out
    (tmp_path / "share").mkdir()
    reviewer("sync", judged, tmp_path / "share")
    clean(judged)


@pytest.fixture
def ann() -> Author:
    return Author("Ann Archer", bytes(range(32)))


@pytest.fixture
def kept(tmp_path: Path, ann: Author) -> Path:
    """A casebook in which three verdicts were decided."""
    case = {"inspection": {"title": "One"}, "framework": {"languages": {"": {"title": "Two"}}}}
    with Casebook.create(tmp_path / "kept.casebook", ann, clock(), case) as casebook:
        for finding in ("met", "gap", "part"):
            decide(casebook, finding)
    return tmp_path / "kept.casebook"


def clock() -> Callable[[], int]:
    times = iter(range(1, 1000))
    return lambda: next(times)


def decide(casebook: Casebook, finding: str) -> None:
    with casebook.act() as act:
        act.put(Verdict("kent", "plans", finding, "because"))


@pytest.mark.parametrize("name", NOTES)
def test_a_wrong_note_is_read_past_and_made_again_by_who_writes(kept: Path, ann: Author, name: str) -> None:
    with Casebook.open(kept, ann, clock()) as casebook:
        inspection, copy = casebook.inspection_id, {save.number for save in casebook.own_saves()}
        before = casebook.current(Verdict)
    altered(kept, NOTES[name])
    if name != "no table":
        with Casebook.open(kept, None, clock(), writable=False, seal=ann.seal_key) as casebook:
            assert (casebook.inspection_id, casebook.current(Verdict)) == (inspection, before)
            assert casebook.health.damages() == ()
            assert casebook.check() or name == "the end of a line"
    with Casebook.open(kept, ann, clock()) as casebook:
        assert (casebook.inspection_id, casebook.current(Verdict)) == (inspection, before)
        known = {save.number for save in casebook.own_saves()}
        assert known == copy or casebook.notices, "what undo reaches is less, and that is told"
        assert casebook.notices or name == "the end of a line"
        decide(casebook, "met")
        assert casebook.check() == ()
        numbers = [(save.id, save.number) for save in casebook.own_saves()]
        assert len(dict(numbers)) == len(numbers)
    with Casebook.open(kept, ann, clock()) as casebook:
        assert casebook.notices == ()


def test_a_copy_that_was_altered_is_known_by_the_line_that_was_begun_in_it(kept: Path, ann: Author) -> None:
    altered(kept, NOTES["another copy"])
    with Casebook.open(kept, ann, clock()) as casebook:
        assert [save.number for save in casebook.own_saves()] == [4, 3, 2, 1]
        decide(casebook, "met")
        assert casebook.own_saves()[0].number == 5


@pytest.mark.thorough
@pytest.mark.parametrize("table", BOOKS)
def test_bookkeeping_that_is_nonsense_or_gone_breaks_nothing(kept: Path, ann: Author, table: str) -> None:
    with closing(sqlite3.connect(kept / DATABASE)) as tool:
        tool.execute(
            "INSERT OR IGNORE INTO quarantine VALUES('d', 's', 'its author has not been introduced', '[1, 2, 3, 4]')"
        )
        tool.execute("INSERT OR IGNORE INTO pack VALUES('p', 3)")
        tool.execute("INSERT OR IGNORE INTO packed SELECT id, 'p' FROM save")
        tool.execute("INSERT OR IGNORE INTO merged VALUES('m', 'd')")
        tool.commit()
    for column in BOOKS[table]:
        for value in ("'nonsense'", "x'ff'", "CAST(x'ff' AS TEXT)", "5", "'[[1], 2]'"):
            altered(kept, f"UPDATE OR REPLACE {table} SET {column} = {value}")
            look_and_write(kept, ann)
    altered(kept, f"DELETE FROM {table}")
    look_and_write(kept, ann)
    altered(kept, f"DROP TABLE {table}")
    look_and_write(kept, ann, reading=False)


def look_and_write(folder: Path, ann: Author, *, reading: bool = True) -> None:
    """All that reads the file's notes, once for reading and once for writing."""
    for writable in (False, True)[not reading :]:
        with Casebook.open(folder, ann, clock(), writable=writable, seal=ann.seal_key) as casebook:
            packs = casebook.packs
            assert not {fault.what for fault in casebook.check() if "notes of" in fault.what}
            assert casebook.health.damages() == ()
            for known in (packs.known_packs(), packs.known_merged(), packs.shared_saves(), packs.save_ids()):
                assert known is not None
            if writable:
                saves = [save for _, save in casebook.saves()]
                assert casebook.absorb(saves).new == 0
                packs.mark_shared("pack", 9, [save.id for save in saves])
                decide(casebook, "met")


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("trigger", "instead"),
    [
        ("record_once", "CREATE TRIGGER record_once BEFORE INSERT ON record BEGIN SELECT 1; END"),
        ("record_fixed", ""),
        (
            "record_current",
            "CREATE TRIGGER record_current AFTER INSERT ON record BEGIN DELETE FROM current; END",
        ),
    ],
)
def test_an_altered_rule_is_told_by_every_command_and_rules_nothing(
    reviewer: Run, clean: Clean, judged: Path, trigger: str, instead: str
) -> None:
    altered(judged, f"DROP TRIGGER {trigger}", *filter(None, [instead]))
    assert trigger in reviewer("status", judged, BODY).err
    assert trigger in reviewer("verdict", judged, BODY, "unit", "in-place", "--because", "Anew.").err
    assert trigger not in reviewer("status", judged, BODY).err
    clean(judged)


def test_a_rule_that_is_altered_while_the_casebook_is_open_rules_nothing(kept: Path, ann: Author) -> None:
    with Casebook.open(kept, ann, clock()) as casebook:
        (before,) = casebook.current(Verdict)
        altered(
            kept,
            "DROP TRIGGER record_current",
            "CREATE TRIGGER record_current AFTER INSERT ON record BEGIN DELETE FROM current; END",
        )
        decide(casebook, "met")
        (now,) = casebook.current(Verdict)
        assert (before.content.finding, now.content.finding) == ("part", "met")
        assert "record_current" in " ".join(casebook.notices)
        assert casebook.check() == ()


def test_of_an_author_whose_name_is_damaged_what_is_known_is_said(reviewer: Run, judged: Path) -> None:
    with closing(sqlite3.connect(judged / DATABASE)) as tool:
        (key,) = tool.execute("SELECT author FROM current WHERE kind = 'person'").fetchone()
    edited(judged, "DELETE FROM record WHERE seq = (SELECT seq FROM current WHERE kind = 'person')")
    assert "never introduced" not in reviewer("check", judged, "--json", code=1).out
    assert {row["who"] for row in reviewer("history", judged, BODY, "--json").rows} == {key[:8]}
