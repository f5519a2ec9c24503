"""No command writes over a file that is there, unless it is told to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.walk.conftest import Run

MINE = b"My own words."


def mine(path: Path) -> Path:
    path.write_bytes(MINE)
    return path


@pytest.mark.thorough
def test_what_is_written_out_replaces_nothing_unless_forced(
    reviewer: Run, casebook: Path, tmp_path: Path
) -> None:
    for words in (
        ("letter", casebook, "harrowdale", "-o", mine(tmp_path / "letter.txt")),
        ("letter", casebook, "harrowdale", "-o", mine(tmp_path / "letter.pdf")),
        ("overview", casebook, "-o", mine(tmp_path / "overview.csv")),
        ("chaser", casebook, "-o", mine(tmp_path / "note.txt")),
    ):
        out = Path(str(words[-1]))
        told = reviewer(*words, code=1).told
        assert f"{out} is there already" in told
        assert "--force" in told
        assert out.read_bytes() == MINE
        reviewer(*words, "--force")
        assert out.read_bytes() != MINE
        assert sorted(path.name for path in tmp_path.glob(".*.new")) == []


@pytest.mark.thorough
def test_a_name_that_is_taken_signs_nothing(
    reviewer: Run, casebook: Path, tmp_path: Path, sign: tuple[object, ...]
) -> None:
    out = mine(tmp_path / "letter.pdf")
    assert "letter-2.pdf" in reviewer("letter", casebook, "harrowdale", "-o", out, *sign, code=1).told
    assert reviewer("status", casebook, "harrowdale", "--json").rows[0]["letter"] == ""
    assert out.read_bytes() == MINE
    link = tmp_path / "link.pdf"
    link.symlink_to(tmp_path / "nowhere.pdf")
    reviewer("letter", casebook, "harrowdale", "-o", link, *sign, code=1)
    assert link.is_symlink()


@pytest.mark.thorough
def test_each_letter_of_a_folder_has_a_name_of_its_own(
    reviewer: Run, casebook: Path, tmp_path: Path, sign: tuple[object, ...]
) -> None:
    out = tmp_path / "letters"
    reviewer("letters", casebook, "-o", out, *sign)
    first = {path.name: path.read_bytes() for path in out.iterdir()}
    assert "harrowdale.pdf" in first
    reviewer("letters", casebook, "-o", out, *sign)
    assert {path.name for path in out.iterdir()} == set(first), "the same letters are the same files"
    reviewer("letters", casebook, "-o", out, *sign, "--lang", "cy")
    names = {path.name for path in out.iterdir()}
    assert {"harrowdale.pdf", "harrowdale.cy.pdf"} <= names
    reviewer("letters", casebook, "-o", out)
    rows = reviewer("letters", casebook, "-o", out, "--json").rows
    assert {row["language"] for row in rows} == {"en-GB"}
    (drafted,) = [row["file"] for row in rows if row["body"] == "harrowdale"]
    assert Path(drafted).name == "harrowdale-2.pdf"
    assert {name: (out / name).read_bytes() for name in first} == first


def test_pictures_replace_nothing(reviewer: Run, casebook: Path, tmp_path: Path) -> None:
    shots = tmp_path / "shots"
    shots.mkdir()
    kept = mine(shots / "desk.png")
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    assert "is there already" in reviewer("--screenshots", shots, casebook, code=1, env=offscreen).told
    assert list(shots.iterdir()) == [kept]
    assert kept.read_bytes() == MINE
