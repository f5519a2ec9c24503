"""The command line as a person meets it: help, exit codes, one line for what is wrong."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.cli import COMMANDS
from reviewer.desk import Desk, Home
from tests.walk.conftest import Run


@pytest.fixture
def case_dir(root: Path) -> Path:
    return root / "resources/samples/boundaries/case"


@pytest.fixture
def casebook(reviewer: Run, case_dir: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "mine.casebook"
    reviewer("new", folder, "--case", case_dir)
    return folder


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text("The unit has two posts and one vacancy.")
    return path


@pytest.fixture
def open_elsewhere(casebook: Path, tmp_path: Path, root: Path) -> Iterator[Desk]:
    home = Home(tmp_path / "window", root / "resources", tmp_path / "window")
    with Desk.open(casebook, home) as desk:
        yield desk


def one_line(text: str) -> str:
    lines = text.strip().splitlines()
    assert len(lines) == 1, text
    return lines[0]


@pytest.mark.thorough
def test_every_command_tells_its_use_and_is_in_the_guide(reviewer: Run, root: Path) -> None:
    listed = reviewer("--help").out
    guide = (root / "docs/guide/command-line.md").read_text("utf-8")
    for command in COMMANDS:
        assert command in listed
        assert f"`{command} " in guide
        assert reviewer(command, "--help").out.startswith("Usage:")


@pytest.mark.thorough
def test_wrong_use_exits_2_and_refusals_exit_1(reviewer: Run, casebook: Path, tmp_path: Path) -> None:
    reviewer("receive", casebook, code=2)
    reviewer("frobnicate", code=2)
    reviewer("receive", casebook, "harrowdale", tmp_path / "x", "--on", "30 May", code=2)
    assert "harrowdale" in one_line(reviewer("status", casebook, "harowdale", code=2).err)
    assert "does not exist" in one_line(
        reviewer("receive", casebook, "harrowdale", tmp_path / "nowhere.pdf", code=2).err
    )
    assert "not a casebook" in one_line(reviewer("status", tmp_path, code=1).err)
    assert "not there" in one_line(reviewer("sync", casebook, tmp_path / "no share", code=2).err)


def test_a_window_without_a_screen_is_told_in_one_line(
    reviewer: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert "no screen" in one_line(reviewer("--welcome", code=1).err)


@pytest.mark.thorough
def test_a_casebook_is_never_made_over_another(reviewer: Run, casebook: Path, case_dir: Path) -> None:
    before = (casebook / "casebook.sqlite").read_bytes()
    one_line(reviewer("new", casebook, "--case", case_dir, code=1).err)
    assert (casebook / "casebook.sqlite").read_bytes() == before


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("framework.toml", 'title = "', 'titel = "', "framework.toml"),
        ("inspection.toml", "submissions_due = 2025-02-28", "", "submissions_due"),
        ("letter.md", "{{ findings }}", "{{ findings }} {{ inspection.wether }}", "wether"),
        ("bodies.tsv", "code\t", "codes\t", "bodies.tsv"),
    ],
)
def test_a_case_folder_that_is_not_whole_is_refused_by_file_and_key(
    reviewer: Run, case_dir: Path, tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    folder = shutil.copytree(case_dir, tmp_path / "case")
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    line = one_line(reviewer("new", tmp_path / "x.casebook", "--case", folder, code=1).err)
    assert file in line
    assert told in line
    assert not (tmp_path / "x.casebook").exists()


@pytest.mark.thorough
def test_while_the_window_is_open_reading_works_and_writing_says_so(
    reviewer: Run, open_elsewhere: Desk, plan: Path
) -> None:
    folder = open_elsewhere.folder
    reviewer("status", folder)
    reviewer("documents", folder, "--json")
    line = one_line(reviewer("receive", folder, "harrowdale", plan, code=1).err)
    assert "open" in line
    assert reviewer("documents", folder, "--json").rows == []


@pytest.mark.thorough
def test_every_listing_prints_one_array(reviewer: Run, casebook: Path, plan: Path) -> None:
    (row,) = reviewer("receive", casebook, "harrowdale", plan, "--on", "2025-03-01", "--json").rows
    wanted = {"sha256", "name", "body", "on", "late", "kind", "pages", "pages_without_text", "problem"}
    assert wanted <= row.keys()
    assert (row["late"], row["on"], row["problem"]) == (True, "2025-03-01", None)
    assert reviewer("documents", casebook, "--json").rows == [row]
    assert reviewer("search", casebook, "vacancy", "--json").rows[0]["name"] == "plan.txt"
    assert reviewer("search", casebook, "nonesuch", "--json").rows == []
    assert reviewer("check", casebook, "--json").rows == []
    assert len(reviewer("status", casebook, "--json").rows) == 6


@pytest.mark.thorough
def test_casebooks_of_different_inspections_do_not_sync(
    reviewer: Run, casebook: Path, case_dir: Path, tmp_path: Path
) -> None:
    other, share = tmp_path / "other.casebook", tmp_path / "share"
    share.mkdir()
    reviewer("new", other, "--case", case_dir)
    reviewer("sync", casebook, share)
    before = sorted(path.relative_to(share) for path in share.rglob("*"))
    assert "inspection" in one_line(reviewer("sync", other, share, code=1).err)
    assert sorted(path.relative_to(share) for path in share.rglob("*")) == before


@pytest.mark.thorough
def test_a_folder_that_cannot_be_written_is_named(reviewer: Run, case_dir: Path, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        place = Path("/proc/reviewer.casebook")
    else:
        place = tmp_path / "locked/mine.casebook"
        place.parent.mkdir(mode=0o555)
    line = one_line(reviewer("new", place, "--case", case_dir, code=1).err)
    assert "casebook" in line


@pytest.mark.thorough
def test_check_finds_a_damaged_document(reviewer: Run, casebook: Path, plan: Path) -> None:
    (row,) = reviewer("receive", casebook, "harrowdale", plan, "--json").rows
    stored = casebook / "documents" / row["sha256"][:2] / row["sha256"]
    stored.chmod(0o644)
    stored.write_text("Something else.")
    assert row["sha256"][:8] in reviewer("check", casebook, code=1).out


def test_links_that_lead_in_a_circle_are_named(reviewer: Run, root: Path, tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    circle, case = tmp_path / "circle", root / "resources/samples/boundaries/case"
    for words in (
        ("documents", circle),
        ("new", circle / "x.casebook", "--case", case),
        ("join", circle, tmp_path / "copy.casebook"),
        ("verify", circle),
    ):
        told = reviewer(*words, code=2).told
        named = next(word for word in words if isinstance(word, Path))
        assert f"“{named}” leads nowhere: its links lead in a circle." in told, told
