"""By which name a person is known: the chosen one, in every casebook and to colleagues, under one key."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands import saves
from tests.walk.conftest import Run

BODY = "harrowdale"


@pytest.fixture
def casebook(reviewer: Run, root: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "mine.casebook"
    case = root / "resources/samples/boundaries/case"
    reviewer("new", folder, "--case", case, env={"REVIEWER_NAME": "Robin Ash"})
    return folder


def judge(reviewer: Run, casebook: Path, criterion: str, **env: str) -> None:
    reviewer("verdict", casebook, BODY, criterion, "not-shown", "--because", "Nothing says so.", env=env)


def who(reviewer: Run, casebook: Path) -> set[str]:
    return {row["who"] for row in reviewer("history", casebook, BODY, "--json").rows}


@pytest.mark.thorough
def test_a_changed_name_is_a_new_record_of_the_same_person(
    reviewer: Run, casebook: Path, tmp_path: Path
) -> None:
    judge(reviewer, casebook, "policy")
    assert who(reviewer, casebook) == {"Robin Ash"}, "the account's name takes no chosen one's place"
    judge(reviewer, casebook, "unit", REVIEWER_NAME="  Rowan\tEllery\u202e\n")
    assert who(reviewer, casebook) == {"Rowan Ellery"}
    before = saves(casebook)
    judge(reviewer, casebook, "systems", REVIEWER_NAME="Rowan Ellery")
    judge(reviewer, casebook, "partners")
    assert saves(casebook) == before + 2, "the same name is recorded once"
    assert who(reviewer, casebook) == {"Rowan Ellery"}
    with closing(sqlite3.connect(casebook / "casebook.sqlite")) as database:
        people = database.execute("SELECT name, key FROM people").fetchall()
        heads = database.execute(
            "SELECT json_extract(head, '$.author'), json_array_length(head, '$.parents') FROM record"
            " WHERE json_extract(head, '$.kind') = 'person' ORDER BY seq"
        ).fetchall()
    assert [name for name, _ in people] == ["Rowan Ellery"]
    assert heads == [(people[0][1], 0), (people[0][1], 1)], "the second supersedes the first, with one key"
    share = tmp_path / "share"
    share.mkdir()
    reviewer("sync", casebook, share)
    reviewer("join", share, tmp_path / "theirs.casebook")
    for each in (casebook, tmp_path / "theirs.casebook"):
        assert who(reviewer, each) == {"Rowan Ellery"}
        reviewer("check", each)


@pytest.mark.thorough
def test_a_name_is_chosen_once_for_all_casebooks_and_no_undo_takes_it_back(
    reviewer: Run, casebook: Path, root: Path, tmp_path: Path
) -> None:
    assert reviewer("name", casebook).out == "Robin Ash\n"
    judge(reviewer, casebook, "policy")
    assert reviewer("name", casebook, "Mae Quill").out == "Mae Quill\n"
    assert reviewer("name", casebook).out == "Mae Quill\n"
    assert who(reviewer, casebook) == {"Mae Quill"}
    assert "Undone" in reviewer("undo", casebook).out
    assert "nothing to undo" in reviewer("undo", casebook, code=1).told
    reviewer("name", casebook, "Mae B. Quill")
    assert "Done again" in reviewer("redo", casebook).out, "a new name is no act that redo stops at"
    reviewer("new", tmp_path / "b.casebook", "--case", root / "resources/samples/boundaries/case")
    assert reviewer("name", tmp_path / "b.casebook").out == "Mae B. Quill\n"
    other = {"REVIEWER_NAME": "Robin Ash"}
    assert reviewer("name", casebook, env=other).out == "Robin Ash\n"
    assert "REVIEWER_NAME says" in reviewer("name", casebook, "Mae Quill", code=1, env=other).told


@pytest.mark.thorough
@pytest.mark.parametrize("given", ["", " \t", "\u202e\u200b", os.fsdecode(b"\xff")])
def test_what_is_no_name_is_refused_and_counts_as_none(reviewer: Run, casebook: Path, given: str) -> None:
    before = saves(casebook)
    assert "A name of letters is needed" in reviewer("name", casebook, given, code=2).told
    judge(reviewer, casebook, "policy", REVIEWER_NAME=given)
    assert who(reviewer, casebook) == {"Robin Ash"}
    assert saves(casebook) == before + 1
