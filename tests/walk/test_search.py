"""The search of the command line, in the real process: filters, a criterion's terms, and what could not be searched."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import Run


@pytest.fixture
def papers(reviewer: Run, root: Path, tmp_path: Path) -> Path:
    casebook, plan = tmp_path / "mine.casebook", tmp_path / "plan.txt"
    reviewer("new", casebook, "--case", root / "resources/samples/boundaries/case")
    plan.write_text("The workload of the unit has grown, and there is one vacancy.")
    (tmp_path / "late.csv").write_text("post,state\nanalyst,vacancy\n")
    reviewer("receive", casebook, "harrowdale", plan, "--on", "2025-02-01")
    reviewer("receive", casebook, "penmarsh", tmp_path / "late.csv", "--on", "2025-06-01")
    return casebook


@pytest.mark.thorough
def test_a_search_keeps_to_a_body_and_a_kind_and_marks_what_is_late(reviewer: Run, papers: Path) -> None:
    rows = reviewer("search", papers, "vac*", "--json").rows
    assert {(row["name"], row["late"], row["included"]) for row in rows} == {
        ("plan.txt", False, True),
        ("late.csv", True, False),
    }
    (row,) = reviewer("search", papers, "vacancy", "--body", "penmarsh", "--json").rows
    assert row["review"] == "late, left out"
    assert "late, left out" in reviewer("search", papers, "vacancy").out
    assert reviewer("search", papers, "vacancy", "--kind", "mail", "--json").rows == []


@pytest.mark.thorough
def test_a_criterion_keeps_to_what_is_tied_to_it_or_gives_its_terms(reviewer: Run, papers: Path) -> None:
    assert reviewer("search", papers, "vacancy", "--criterion", "unit", "--json").rows == []
    reviewer("evidence", papers, "harrowdale", "unit", "plan.txt", "--quote", "vacancy")
    (row,) = reviewer("search", papers, "vacancy", "--criterion", "unit", "--json").rows
    assert row["body"] == "harrowdale"
    rows = reviewer("search", papers, "--criterion", "unit", "--json").rows
    assert [row["snippet"] for row in rows] == [
        "The [workload] of the unit has grown, and there is one vacancy."
    ]


@pytest.mark.thorough
def test_a_search_for_nothing_says_what_to_give(reviewer: Run, papers: Path) -> None:
    assert "Nothing was searched" in reviewer("search", papers, code=2).told
    assert "There is no criterion" in reviewer("search", papers, "--criterion", "nil", code=2).told
    assert "--kind" in reviewer("search", papers, "x", "--kind", "nil", code=2).err
