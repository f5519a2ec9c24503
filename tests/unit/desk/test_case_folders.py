"""A case folder to fill in: what it is made of, and that nothing is made over what is there."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from reviewer.desk import Home
from reviewer.desk.case_folders import key_of, new_case_folder
from reviewer.errors import ReviewerError, TakenError, WrongUseError


@pytest.fixture
def home(tmp_path: Path, root: Path) -> Home:
    return Home(tmp_path / "config", root / "resources", tmp_path / "data")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Safe Playgrounds, 2031", "safe-playgrounds-2031"),
        ("misuse-of-position", "misuse-of-position"),
        ("Élan", "elan"),
        ("Тест", "inspection"),
        ("...", "inspection"),
    ],
)
def test_a_new_folders_key_is_its_name(name: str, key: str) -> None:
    assert key_of(name) == key


def test_a_new_folder_has_every_file_that_a_case_needs(home: Home, tmp_path: Path) -> None:
    files = new_case_folder(tmp_path / "deep/Safe Playgrounds", home)

    assert [file.name for file in files] == ["bodies.tsv", "framework.toml", "inspection.toml", "letter.md"]
    for name in ("framework.toml", "inspection.toml"):
        text = (tmp_path / "deep/Safe Playgrounds" / name).read_text("utf-8")
        assert tomllib.loads(text)["key"] == "safe-playgrounds"
        assert text.count("\n#") > 5, "its comments teach by example"
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["Safe Playgrounds"], (
        "nothing is left over"
    )


def test_nothing_is_made_over_what_is_there(home: Home, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()
    (tmp_path / "dangling").symlink_to("nowhere")
    for name in ("taken", "dangling"):
        with pytest.raises(TakenError, match="is there already"):
            new_case_folder(tmp_path / name, home)
    assert list(taken.iterdir()) == []


def test_a_language_without_a_blank_folder_is_told_with_those_that_there_are(
    home: Home, tmp_path: Path
) -> None:
    with pytest.raises(WrongUseError, match="There is one in en-GB"):
        new_case_folder(tmp_path / "case", home, "tlh")
    assert not (tmp_path / "case").exists()


def test_a_place_that_takes_no_folder_is_told(home: Home, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ReviewerError, match="cannot be made"):
        new_case_folder(tmp_path / "file/case", home)
