"""An inspection set up without a programmer: the folder is made, what is left to fill in is named, then a casebook is made of it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.commands import Run

FILLED = {
    "framework.toml": (
        ('\ntitle = ""\n\n#', '\ntitle = "Safe playgrounds"\n\n#'),
        ('key = ""\ntitle = ""\nquestion = ""\nsearch = [""]',
         'key = "fences"\ntitle = "Fences"\nquestion = "Are the fences whole?"\nsearch = ["fence"]'),
        ('default = ""', 'default = "the fences"'),
    ),
    "inspection.toml": (
        ('title = ""', 'title = "Safe playgrounds, 2031"'),
        ('requested_on = ""', "requested_on = 2031-03-03"),
        ('submissions_due = ""', "submissions_due = 2031-03-31"),
        ('letters_dated = ""', "letters_dated = 2031-05-12"),
        ('review_period = ""', 'review_period = "April 2031"'),
        ('organisation = ""', 'organisation = "Office for Play"'),
        ('[signatory]\nname = ""', '[signatory]\nname = "Ada Example"'),
        ('[enquiries]\nname = ""\nemail = ""', '[enquiries]\nname = "the play desk"\nemail = "desk@play.example.org"'),
    ),
}  # fmt: skip


def _fill(folder: Path) -> None:
    for file, edits in FILLED.items():
        text = (folder / file).read_text("utf-8")
        for old, new in edits:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        (folder / file).write_text(text, "utf-8")
    with (folder / "bodies.tsv").open("a", encoding="utf-8") as bodies:
        bodies.write("ash\tAsh Parish\tClerk to the Parish\tAsh District Council\n")


@pytest.mark.thorough
def test_a_folder_is_made_filled_in_checked_and_taken(reviewer: Run, tmp_path: Path) -> None:
    folder, letters = tmp_path / "Safe Playgrounds", tmp_path / "letters"
    made = reviewer("case", "new", folder).out.splitlines()
    assert len(made) == 5
    assert made[-1] == f"Fill in what is empty, then: case check {folder}"

    left = reviewer("case", "check", folder, code=1)
    empty = sum(len(edits) for edits in FILLED.values()) + len(("key", "question", "email")) + 1  # bodies
    assert len(left.out.splitlines()) == empty
    assert all(
        re.match(r"(framework|inspection)\.toml:\d+:\d+: |bodies\.tsv: ", line)
        for line in left.out.splitlines()
    )
    assert left.told == f"{empty} faults in {folder}. Correct them, and check again."

    _fill(folder)
    told = reviewer("case", "check", folder, "-o", letters)
    assert told.out.splitlines()[-1] == f"{folder} is whole: a casebook can be made of it."
    assert told.err == ""
    printed = {path.stem: path for path in letters.iterdir()}
    assert set(printed) == {"in-place", "under-way", "falls-short", "not-shown"}

    reviewer("new", tmp_path / "play.casebook", "--case", folder)
    assert "ash" in reviewer("status", tmp_path / "play.casebook", code=None).out


@pytest.mark.thorough
def test_a_fault_is_told_with_its_parts(reviewer: Run, root: Path, tmp_path: Path) -> None:
    case = shutil.copytree(root / "resources/samples/boundaries/case", tmp_path / "case")
    text = (case / "framework.toml").read_text("utf-8")
    (case / "framework.toml").write_text(text.replace('label = "Under way"', 'lable = "Under way"'), "utf-8")

    (row,) = reviewer("case", "check", case, "--json", code=1).rows

    assert (row["file"], row["line"], row["column"]) == ("framework.toml", 17, 1)
    assert row["key"] == "finding[2].lable (under-way)"
    assert 'did you mean "label"?' in row["what"]
    assert row["remedy"] == "Correct the file and try again."
    assert reviewer("case", "check", root / "resources/samples/boundaries/case", "--json").rows == []


@pytest.mark.thorough
def test_letters_are_not_written_over_what_is_there(reviewer: Run, root: Path, tmp_path: Path) -> None:
    (tmp_path / "in-place.pdf").write_text("somebody's")
    words = ("case", "check", root / "resources/samples/boundaries/case", "-o", tmp_path)
    assert "--force" in reviewer(*words, code=1).told
    assert (tmp_path / "in-place.pdf").read_text() == "somebody's"
    reviewer(*words, "--force")


@pytest.mark.parametrize("words", [("new",), ("check",), ("make", "x")])
def test_half_a_command_is_wrong_use(reviewer: Run, words: tuple[str, ...]) -> None:
    reviewer("case", *words, code=2)


def test_a_folder_that_is_there_is_left_alone(reviewer: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    assert "is there already" in reviewer("case", "new", tmp_path / "mine", code=1).told
    assert list((tmp_path / "mine").iterdir()) == []
    reviewer("case", "check", tmp_path / "nowhere", code=2)
