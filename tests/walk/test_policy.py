"""The policy file of a machine, at the real commands: kept to in one sentence, told by `check`, and never passed over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.walk.conftest import Run

Set = Callable[[str], dict[str, str]]


@pytest.fixture
def machine(tmp_path: Path) -> Set:
    """Puts a policy file where the system's are; returns the surroundings in which it is found."""

    def put(text: str) -> dict[str, str]:
        file = tmp_path / "xdg/reviewer/policy.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return {"XDG_CONFIG_DIRS": str(tmp_path / "xdg")}

    return put


@pytest.mark.thorough
def test_what_is_locked_is_refused_in_one_sentence_and_what_is_not_goes_on(
    reviewer: Run, machine: Set, casebook: Path, root: Path, tmp_path: Path
) -> None:
    around = machine(
        f'[share]\nfolder = "{tmp_path}/shares"\nlocked = true\n[casebooks]\nfolder = "{tmp_path}/books"\nlocked = true\n'
        "[recognition]\noff = true\n"
    )
    file = tmp_path / "xdg/reviewer/policy.toml"
    (tmp_path / "usb").mkdir()
    told = reviewer("sync", casebook, tmp_path / "usb", code=1, env=around).told
    assert told.startswith(
        f"{tmp_path}/usb does not lie in {tmp_path}/shares, the only place where work may be shared"
    )
    assert str(file) in told
    assert not list((tmp_path / "usb").iterdir())
    case = root / "resources/samples/boundaries/case"
    assert (
        "casebooks may be made"
        in reviewer("new", tmp_path / "b.casebook", "--case", case, code=1, env=around).told
    )
    told = reviewer("recognise", casebook, code=None, env=around).out
    assert told == "" or told.startswith("0 pieces recognised")
    checked = reviewer("check", casebook, env=around)
    assert f"[The policy of this machine is in {file}.]" in checked.err
    assert "[Recognition is off: scanned pages stay unread." in checked.err
    (tmp_path / "shares/one").mkdir(parents=True)
    reviewer("sync", casebook, tmp_path / "shares/one", env=around)
    assert "[No policy is set for this machine.]" in reviewer("check", casebook).err


@pytest.mark.thorough
def test_a_broken_file_is_told_by_every_command_and_work_goes_on(
    reviewer: Run, machine: Set, casebook: Path, tmp_path: Path
) -> None:
    around = machine('[share]\nfolder = "/srv/shares"\n\n[recogniton]\noff = true\n')
    listed = reviewer("history", casebook, "harrowdale", env=around)
    (line,) = listed.err.splitlines()
    assert line.startswith(
        f"reviewer: The policy file {tmp_path}/xdg/reviewer/policy.toml cannot be followed in line 4:"
    )
    assert listed.out == reviewer("history", casebook, "harrowdale").out
    for words in (("verify", "--help"), ("status", casebook, "harrowdale"), ("licences",)):
        assert "cannot be followed in line 4" in reviewer(*words, env=around).err
    assert "cannot be followed" not in reviewer("--help", env=around).err, "nothing is done there"
    asked = reviewer("check", casebook, env=around).err
    assert "[No casebook is made until the policy file of this machine is mended" in asked


@pytest.mark.thorough
def test_licences_are_listed_and_read_at_the_command(reviewer: Run) -> None:
    rows = reviewer("licences", "--json").rows
    assert rows[0]["name"] == "reviewer"
    by_name = {row["name"]: row for row in rows}
    assert {"pyside6-essentials", "pypdfium2", "lxml", "tesserocr"} <= by_name.keys()
    assert by_name["pyside6-essentials"]["licence"] == "LGPL-3.0-only", "the one of several that is chosen"
    assert "pip" not in by_name, "it is not shipped"
    assert "pytest" not in by_name
    assert "Permission is hereby granted" in reviewer("licences", "PyYAML").out
    assert "came without the text of its licence" in reviewer("licences", "cobble").out
    assert "no part sqlite-fts9" in reviewer("licences", "sqlite-fts9", code=2).told
