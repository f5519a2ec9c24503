"""Each claim in the papers for the IT department names a test that is there, or says that it has none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAPERS = sorted((ROOT / "docs/trust").glob("*.md"))
_TEST = re.compile(r"`(tests/[\w/.]+?)(?:::(\w+))?`")
_TABLE = re.compile(r"^\|.*\| held by \|\n\|[-|]+\|\n((?:\|.*\n)+)", re.MULTILINE)


def unheld(paper: str, root: Path) -> list[str]:
    """Return what is wrong with what a paper names: tests that are not there, and claims that name none."""
    wrong = []
    for place, name in _TEST.findall(paper):
        path = root / place
        if not path.exists():
            wrong.append(f"{place} is not there")
        elif name and f"def {name}(" not in path.read_text(encoding="utf-8"):
            wrong.append(f"{place} has no {name}")
    for rows in _TABLE.findall(paper):
        for row in rows.splitlines():
            last = row.rstrip().removesuffix("|").rpartition("|")[2]
            if "no test" not in last and not _TEST.search(last):
                wrong.append(f"nothing holds: {row[:80]}")
    return wrong


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_what_a_paper_claims_is_held_by_a_test_or_said_to_have_none(paper: Path) -> None:
    assert unheld(paper.read_text(encoding="utf-8"), ROOT) == []


def test_a_claim_that_nothing_holds_is_found() -> None:
    head = "| claim | held by |\n|---|---|\n"
    assert unheld(f"{head}| it is safe | everybody knows |\n", ROOT)
    assert unheld(f"{head}| it is safe | `tests/faults/test_cage.py::test_of_old` |\n", ROOT)
    assert unheld(f"{head}| it is safe | `tests/faults/test_of_old.py` |\n", ROOT)
    assert not unheld(f"{head}| it is safe | no test |\n", ROOT)
    assert len(PAPERS) > 1
