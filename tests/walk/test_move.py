"""A document received for the wrong body is moved, and brought back, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.walk.conftest import Run

BECAUSE = ("--because", "It came with another letter.")


def names(reviewer: Run, casebook: Path, body: str) -> list[str]:
    return [row["name"] for row in reviewer("documents", casebook, body, "--json").rows]


@pytest.mark.thorough
def test_documents_are_moved_and_one_undo_brings_them_back(
    reviewer: Run, casebook: Path, tmp_path: Path
) -> None:
    sent = [tmp_path / "stray one.txt", tmp_path / "stray two.txt"]
    for path in sent:
        path.write_text(f"The plan of {path.stem}.", encoding="utf-8")
    reviewer("receive", casebook, "harrowdale", *sent)
    before = (names(reviewer, casebook, "harrowdale"), names(reviewer, casebook, "penmarsh"))
    moved = reviewer(
        "move", casebook, "harrowdale", "stray one.txt", "stray two.txt", "--to", "penmarsh", *BECAUSE
    )
    assert "“stray one.txt”, “stray two.txt” moved to " in moved.out
    assert [*before[1], "stray one.txt", "stray two.txt"] == names(reviewer, casebook, "penmarsh")
    assert "2 documents moved to" in reviewer("undo", casebook).out
    assert before == (names(reviewer, casebook, "harrowdale"), names(reviewer, casebook, "penmarsh"))


def test_what_something_rests_on_is_refused_and_named(reviewer: Run, casebook: Path) -> None:
    name = reviewer("passages", casebook, "harrowdale", "--json").rows[0]["name"]
    refused = reviewer("move", casebook, "harrowdale", name, "--to", "penmarsh", *BECAUSE, code=2)
    assert name in refused.err
    assert "tied to" in refused.err
    assert name in names(reviewer, casebook, "harrowdale")
    reviewer("move", casebook, "harrowdale", "no such.txt", "--to", "penmarsh", *BECAUSE, code=2)
    reviewer("move", casebook, "harrowdale", name, "--to", "nowhere", *BECAUSE, code=2)
