"""A drive with a folder for each of 43 forces, from real files, taken in by commands; killed half way, and gone on with."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from reviewer.framework import load_case
from tests.commands import ROOT
from tests.walk.conftest import Run

CASE = "cases/abuse-of-position-2017"
ODD = {
    "kent": "KENT Police - AoP",
    "gwent": "Heddlu Gwent",
    "west-yorkshire": "WestYorkshire",
    "devon-and-cornwall": "Devon & Cornwall (resubmission)",
}
ASKED = {"metropolitan": "Met", "gloucestershire": "Gloucestershre"}
FORM = " ".join(f"The unit will keep a plan for matter {n} and say who holds it." for n in range(60))


@pytest.fixture
def drive(shared: Path, tmp_path: Path) -> Path:
    """Two real files, a filled form and now and then an empty file for each force; nothing of Wiltshire."""
    chance = random.Random(7)
    kinds = ("pdf-text", "docx", "spreadsheet", "rtf")
    real = [
        path
        for kind in kinds
        for path in sorted((shared / "corpus" / kind).iterdir())
        if path.is_file() and path.stat().st_size < 60_000
    ]
    folder = tmp_path / "drive"
    for body in load_case(shared / CASE).bodies:
        if body.code in {"wiltshire", "cleveland"}:
            continue
        own = folder / ODD.get(body.code, ASKED.get(body.code, body.name))
        own.mkdir(parents=True)
        for path in chance.sample(real, 2):
            shutil.copy(path, own / path.name)
        (own / "form.txt").write_text(f"{FORM} {body.name} wrote this line alone.", encoding="utf-8")
    (folder / "Essex Police" / "empty.pdf").write_bytes(b"")
    with zipfile.ZipFile(folder / "cleveland_submission.zip", "w") as archive:
        archive.writestr("Cleveland/form.txt", FORM)
    (folder / "misc").mkdir()
    (folder / "misc" / "note.txt").write_text("Whose is this?", encoding="utf-8")
    return folder


@pytest.fixture
def casebook(reviewer: Run, shared: Path, tmp_path: Path) -> Path:
    made = tmp_path / "abuse.casebook"
    reviewer("new", made, "--case", shared / CASE)
    return made


@pytest.mark.thorough
def test_43_folders_are_assigned_received_and_chased(
    reviewer: Run, casebook: Path, drive: Path, shared: Path, tmp_path: Path
) -> None:
    codes = {body.name: body.code for body in load_case(shared / CASE).bodies}
    looked = reviewer("triage", casebook, drive, "--dry-run", "--json", code=1)
    assigned = {row["name"]: row["body"] for row in looked.rows}

    named = {name: body for name, body in assigned.items() if name in codes}
    assert len(named) == 35
    assert named == {name: codes[name] for name in named}
    assert {code: assigned[name] for code, name in ODD.items()} == {code: code for code in ODD}
    assert assigned["cleveland_submission.zip"] == "cleveland"
    asked = {row["name"]: row["candidates"] for row in looked.rows if row["body"] is None}
    assert asked == {"Met": ["metropolitan"], "Gloucestershre": ["gloucestershire"], "misc": []}
    assert "3 entries of 43 left unassigned" in looked.told
    assert reviewer("documents", casebook, "--json").rows == []

    reviewer("triage", casebook, drive, "--on", "2017-05-30", code=1)
    held = reviewer("documents", casebook, "--json").rows
    assert {row["body"] for row in held} == set(codes.values()) - {
        "wiltshire",
        "metropolitan",
        "gloucestershire",
    }
    again = reviewer("triage", casebook, drive, "--on", "2017-05-30", "--json", code=1)
    assert sum(row["received"] for row in again.rows) == 0
    assert len(reviewer("documents", casebook, "--json").rows) == len(held)

    note = reviewer("chaser", casebook, "essex").out
    assert "- empty.pdf: The file is empty (0 bytes)" in note
    assert "We have no record of anything from you" in reviewer("chaser", casebook, "wiltshire").out
    reviewer("chaser", casebook, "wiltshire", "-o", tmp_path / "wiltshire.eml")
    assert b"Subject:" in (tmp_path / "wiltshire.eml").read_bytes()

    unread = reviewer("unread", casebook, "essex", "--json").rows
    keys = [option for each in unread if each["name"] == "empty.pdf" for option in ("--piece", each["key"])]
    wanted = reviewer("chaser", casebook, "essex", *keys).out
    assert "- empty.pdf: The file is empty (0 bytes)" in wanted
    assert "empty.pdf" in reviewer("chaser", casebook, "essex", "--unread").out
    assert "Name it" in reviewer("chaser", casebook, "--unread", code=2).told


@pytest.mark.thorough
def test_what_was_killed_half_way_is_gone_on_with(reviewer: Run, casebook: Path, drive: Path) -> None:
    command = [
        sys.executable,
        str(ROOT / "main.py"),
        "triage",
        str(casebook),
        str(drive),
        "--on",
        "2017-05-30",
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while time.monotonic() < end and len(reviewer("documents", casebook, "--json").rows) < 5:
        time.sleep(0.2)
    process.kill()
    process.wait()
    half = reviewer("documents", casebook, "--json").rows
    reviewer("triage", casebook, drive, "--on", "2017-05-30", code=1)
    held = reviewer("documents", casebook, "--json").rows

    assert 5 <= len(half) < len(held)
    assert max(Counter((row["body"], row["name"]) for row in held).values()) == 1
    names = {path.name for path in drive.rglob("*") if path.is_file()} - {"note.txt"}
    assert names <= {row["name"] for row in held} | {
        p.name for d in ASKED.values() for p in (drive / d).iterdir()
    }


@pytest.mark.thorough
def test_triage_says_what_is_wrong(reviewer: Run, casebook: Path, tmp_path: Path) -> None:
    assert "does not exist" in reviewer("triage", casebook, tmp_path / "gone", code=2).told
    assert "lies in this casebook" in reviewer("triage", casebook, casebook, code=2).told
    assert ".txt nor .eml" in reviewer("chaser", casebook, "kent", "-o", tmp_path / "a.pdf", code=2).told
    assert "There is no force" in reviewer("chaser", casebook, "nowhere", code=2).told
