"""A merged file on the command line: read straight from the shared folder by somebody who has neither casebook nor key."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import Run

SAYS = "This is the merged file of "


@pytest.mark.thorough
def test_it_is_read_and_not_written(
    reviewer: Run, casebook: Path, tmp_path: Path, reviewer_of: object
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    reviewer("sync", casebook, share)
    (merged,) = (share / "merged").iterdir()
    assert callable(reviewer_of)
    look: Run = reviewer_of(tmp_path / "stranger")
    before = {one: one.stat().st_mtime_ns for one in share.rglob("*")}
    told = look("status", merged)
    assert told.err.startswith(f"reviewer: {SAYS}")
    assert "wrote it, and it holds all that was signed." in told.err
    assert "Where the work is: Merged file, reading only" in told.out
    assert "5 of 5  firm-ground" in told.out
    shown = look("show", merged, "harrowdale", "policy")
    assert shown.out == reviewer("show", casebook, "harrowdale", "policy").out
    there, own = (
        run("documents", file, "--json").rows for run, file in ((look, merged), (reviewer, casebook))
    )
    assert [row["sha256"] for row in there] == [row["sha256"] for row in own]
    assert all(row["pages"] for row in there if row["kind"] == "pdf")
    assert "All is as it was recorded." in look("check", merged).out
    assert look(
        "verdict", merged, "ash-valley", "policy", "in-place", "--because", "x", code=1
    ).told.startswith(SAYS)
    assert "this needs a casebook of your own" in look("backup", merged, code=1).told
    assert look("export", merged, "-o", tmp_path / "x.zip", code=1).err.count(SAYS)
    assert {one: one.stat().st_mtime_ns for one in share.rglob("*")} == before
    assert not list((tmp_path / "stranger").rglob("author*"))
    assert not list((tmp_path / "stranger").rglob(".merged.*"))
    merged.write_bytes(merged.read_bytes()[:5000])
    assert "damaged, or has not arrived whole" in look("status", merged, code=1).told
