"""What the command line said that was not so, each tried on the real program: it says what is true now, with the right exit code."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.commands import Run, saves

BODY = "harrowdale"
POLICY = "Boundaries policy.pdf"
IN_FORCE = ("--quote", "In force from 6 January 2025")


@pytest.mark.thorough
def test_a_passage_that_is_tied_is_told_and_not_doubled(reviewer: Run, judged: Path) -> None:
    tied = ("evidence", judged, BODY, "unit", POLICY, *IN_FORCE)
    (kept,) = reviewer(*tied, "--json").rows
    before = saves(judged)
    for more in ((), ("--contradicts",), ("--note", "Another."), ("--page", "1"), ("--place", "p1")):
        told = reviewer(*tied, *more, code=1).told
        assert "is tied to" in told
        assert kept["evidence"][:12] in told
    assert saves(judged) == before
    rows = reviewer("passages", judged, BODY, "--json").rows
    assert sum(row["criterion"] == "unit" and "6 January" in row["quote"] for row in rows) == 1
    reviewer("untie", judged, kept["evidence"][:8])
    reviewer(*tied)


def test_a_place_and_a_page_that_contradict_each_other_are_refused(reviewer: Run, judged: Path) -> None:
    before = saves(judged)
    told = reviewer(
        "evidence", judged, BODY, "unit", POLICY, *IN_FORCE, "--place", "p1", "--page", "2", code=2
    )
    assert "The place p1 is not on page 2" in told.told
    cells = ("evidence", judged, BODY, "unit", "System checks.xlsx", "--quote", "Method", "--place")
    sheets = reviewer("text", judged, "System checks.xlsx", "--json").rows
    notes = next(number for number, sheet in enumerate(sheets, 1) if sheet["place"] == "sheet:Notes")
    other = 1 if notes > 1 else 2
    assert "is not on page" in reviewer(*cells, "sheet:Notes!A3", "--page", other, code=2).told
    assert saves(judged) == before
    there = next(cell["cell"] for cell in sheets[notes - 1]["cells"] if cell["text"] == "Method")
    reviewer(*cells, f"sheet:Notes!{there}", "--page", notes)


@pytest.mark.thorough
@pytest.mark.parametrize("verb", ["receive", "triage"])
def test_a_receipt_is_of_a_day_that_has_been(
    reviewer: Run, fresh: Path, tmp_path: Path, words: Path, verb: str
) -> None:
    folder = tmp_path / "Harrowdale Police"
    folder.mkdir()
    shutil.copy(words, folder)
    given = (verb, fresh, BODY, folder) if verb == "receive" else (verb, fresh, tmp_path)
    soon = datetime.now(UTC).date() + timedelta(days=2)
    for day in ("9999-12-31", soon, "1999-12-31", "0001-01-01"):
        assert "nothing was received" in reviewer(*given, "--on", day, code=2).told
    assert reviewer("documents", fresh, "--json").rows == []
    reviewer(*given, "--on", "2025-02-20", code=None)
    assert {row["on"] for row in reviewer("documents", fresh, "--json").rows} == {"2025-02-20"}


def test_one_long_name_widens_no_other_row(reviewer: Run, fresh: Path, tmp_path: Path) -> None:
    long = f"{'An answer to the letter of the third of March ' * 5}17.txt"
    for name in ("short.txt", long):
        (tmp_path / name).write_text(f"Words of {name}.")
    reviewer("receive", fresh, BODY, tmp_path / "short.txt", tmp_path / long, "--on", "2025-02-20")
    header, *lines = reviewer("documents", fresh).out.splitlines()
    assert len(lines) == 2
    assert max(map(len, (header, *lines))) < 170
    assert any("An answer" in line and "…" in line and line.endswith("17.txt") for line in lines)
    assert {row["name"] for row in reviewer("documents", fresh, "--json").rows} == {"short.txt", long}
    found = reviewer("search", fresh, "words").out.splitlines()
    assert max(len(line) for line in found if "short.txt" in line) < 120
    because = "It says so in the third of its parts, at length, and in the fourth again. " * 4
    reviewer("verdict", fresh, BODY, "policy", "in-place", "--because", because)
    told = reviewer("history", fresh, BODY).out.splitlines()
    assert max(map(len, told)) < 220
    assert sum("fourth" in line for line in told) > 1, "a reason is wrapped, and whole"


def test_all_are_judged_though_one_is_missing_a_folder_or_no_letter(
    reviewer: Run, tmp_path: Path, words: Path
) -> None:
    (tmp_path / "folder").mkdir()
    missing = tmp_path / "missing.pdf"
    ran = reviewer("verify", missing, tmp_path / "folder", words, "--json", code=1)
    assert [(row["file"], row["good"]) for row in ran.rows] == [
        (str(missing), False),
        (str(tmp_path / "folder"), False),
        (str(words), False),
    ]
    assert all(row["sentences"] for row in ran.rows)
    none = reviewer("verify", missing, tmp_path / "gone.pdf", code=1).err
    assert "missing.pdf: NOT GOOD" in none
    assert "gone.pdf: NOT GOOD" in none
    assert "missing.pdf cannot be read" in reviewer("verify", missing, code=2).told


@pytest.mark.parametrize("verb", ["status", "verdict", "check"])
def test_what_is_not_there_is_no_casebook_of_another_kind(reviewer: Run, tmp_path: Path, verb: str) -> None:
    more = [BODY, "policy", "in-place", "--because", "Dated."] if verb == "verdict" else []
    missing = reviewer(verb, tmp_path / "gone.casebook", *more, code=2).told
    assert "gone.casebook is not there" in missing
    (tmp_path / "empty").mkdir()
    assert "empty is not a casebook" in reviewer(verb, tmp_path / "empty", *more, code=1).told
    (tmp_path / "file").write_text("x")
    told = reviewer(verb, tmp_path / "file", *more, code=2).told
    assert "is no folder" in told
    assert "Directory" not in told
    assert not (tmp_path / "gone.casebook").exists()
