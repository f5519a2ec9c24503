"""A password on the command line: one file with it opens all that is locked of a body."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.walk.conftest import Run


@pytest.mark.thorough
def test_one_password_opens_what_it_fits_and_the_rest_is_named(
    reviewer: Run, root: Path, shared: Path, tmp_path: Path
) -> None:
    casebook, corpus, folder = tmp_path / "mine.casebook", shared / "corpus", tmp_path / "sent"
    folder.mkdir()
    for name in ("presentation/testPPT_protected_passtika.pptx", "spreadsheet/protected_passtika.xlsx"):
        shutil.copy(corpus / name, folder)
    shutil.copy(corpus / "spreadsheet/xor-encryption-abc.xls", folder / "other.xls")
    (tmp_path / "word").write_text("tika\n", encoding="utf-8")
    reviewer("new", casebook, "--case", root / "resources/samples/boundaries/case")
    rows = reviewer("receive", casebook, "harrowdale", folder, "--json").rows
    assert all("Locked with a password" in row["problem"] for row in rows)
    done = reviewer("unlock", casebook, "harrowdale", "--password-file", tmp_path / "word", "--json", code=1)
    assert {row["name"]: row["opened"] for row in done.rows} == {
        "testPPT_protected_passtika.pptx": True,
        "protected_passtika.xlsx": True,
        "other.xls": False,
    }
    quoted = reviewer("evidence", casebook, "harrowdale", "unit", "other.xls", "--quote", "posts", code=1)
    assert "Locked with a password" in quoted.told
    assert "not in" not in quoted.told
    for words in (("text", casebook, "other.xls"), ("text", casebook, "other.xls", "--page", "1")):
        assert "Locked with a password" in reviewer(*words, code=1).told
    assert done.told.startswith("1 of harrowdale still locked: other.xls")
    assert reviewer("text", casebook, "protected_passtika.xlsx").out.strip()
    (tmp_path / "word").write_text("abc\n", encoding="utf-8")
    reviewer("unlock", casebook, "harrowdale", "--password-file", tmp_path / "word")
    told = reviewer("unlock", casebook, "harrowdale", "--password-file", tmp_path / "word").out
    assert told == "Nothing of harrowdale is locked.\n"
    asked = ("unlock", casebook, "harrowdale", "--password-file", tmp_path / "word", "--json")
    assert reviewer(*asked).rows == []
    refused = reviewer("unlock", casebook, "harrowdale", code=2)
    assert refused.told.startswith("No password was given")
