"""Where the work is, on the command line: in words beside the answer, as codes in the listing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.walk.conftest import Run

BODY = "harrowdale"


@pytest.mark.thorough
def test_status_says_where_the_work_and_each_letter_are(
    reviewer: Run, casebook: Path, tmp_path: Path
) -> None:
    (tmp_path / "share").mkdir()
    before = reviewer("status", casebook, BODY)
    assert "Where the work is: On this laptop" in before.out
    reviewer("sync", casebook, tmp_path / "share")
    assert "Where the work is: In the shared folder" in reviewer("status", casebook).out
    after = reviewer("status", casebook, "--json")
    assert {(row["work"], row["work_colleagues"]) for row in after.rows} == {("in-the-shared-folder", 0)}
    held = {row["body"]: row["held"] for row in after.rows}
    signed = {row["body"] for row in after.rows if row["letter"].startswith("signed")}
    assert {body for body, where in held.items() if where} == signed
    assert {held[body] for body in signed} <= {"in-the-shared-folder"}
    for body in signed:
        for row in reviewer("register", casebook, body, "--json").rows:
            assert (row["held"], row["colleagues"]) == ("in-the-shared-folder", 0)
