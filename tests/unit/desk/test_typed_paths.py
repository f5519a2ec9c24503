"""What a person types as a path: somewhere, where nothing need be; or nowhere, which is told by its name and with what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reviewer.casebook.place import refuse_unsafe_place
from reviewer.desk.home import documents_folder, own_folder
from reviewer.desk.policy import Place
from reviewer.desk.policy_file import read_policy
from reviewer.desk.typed_paths import typed_path
from reviewer.errors import WrongUseError


@pytest.fixture
def circle(tmp_path: Path) -> Path:
    """Links that lead in a circle."""
    (tmp_path / "one").symlink_to(tmp_path / "other")
    (tmp_path / "other").symlink_to(tmp_path / "one")
    return tmp_path / "one"


def test_a_path_need_not_be_there(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path, tmp_path / "none" / "at all", tmp_path / "file" / "beneath"):
        assert typed_path(f" {path} ") == path
    assert typed_path("~/letters") == Path.home() / "letters"


def test_the_folder_of_nobody_is_told() -> None:
    with pytest.raises(WrongUseError) as told:
        typed_path("~nobody-of-that-name/x.png")
    said = "~nobody-of-that-name/x.png leads nowhere: this computer knows no folder ~nobody-of-that-name."
    assert str(told.value) == f"{said} Write the path out in full."


def test_what_leads_nowhere_is_told(circle: Path, tmp_path: Path) -> None:
    for path in (circle, circle / "within", tmp_path / ("x" * 300)):
        with pytest.raises(WrongUseError) as told:
            typed_path(str(path))
        assert str(told.value).startswith(f"{path} leads nowhere: ")
        assert str(told.value).endswith(". Name another place.")
    with pytest.raises(WrongUseError, match=r"no path has\. Type it anew"):
        typed_path("a\0b")


def test_a_circle_of_links_breaks_no_rule_about_places(circle: Path, tmp_path: Path) -> None:
    refuse_unsafe_place(circle / "x.casebook")
    assert not Place(tmp_path / "work").has(circle)
    assert not Place(circle).has(tmp_path)


def test_a_policy_for_the_folder_of_nobody_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text('[casebooks]\nfolder = "~nobody-of-that-name/work"\nlocked = true\n', "utf-8")
    (fault,) = read_policy((file,)).faults
    assert fault.line == 2


def test_where_the_system_knows_no_own_folder_another_is_suggested(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 54321)
    assert own_folder() == documents_folder() == Path.cwd()
    refuse_unsafe_place(Path.cwd() / "x.casebook")
