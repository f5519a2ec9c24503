"""Cells of a workbook on the command line: what they show, what they hold, and cited by their addresses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.needles.sheet_writing import row, workbook
from tests.walk.conftest import Run


@pytest.mark.thorough
def test_cells_are_listed_and_cited_by_their_addresses(reviewer: Run, root: Path, tmp_path: Path) -> None:
    casebook, file = tmp_path / "mine.casebook", tmp_path / "costs.xlsx"
    cells = '<c r="A2" t="str"><v>Share</v></c><c r="B2" s="1"><v>0.1249</v></c><c r="C2" t="str"><v>of all</v></c>'
    more = '<c r="A3" t="str"><v>Rest</v></c><c r="B3" s="1"><v>0.8751</v></c>'
    file.write_bytes(workbook(row(cells) + row(more), code="0%"))
    reviewer("new", casebook, "--case", root / "resources/samples/boundaries/case")
    reviewer("receive", casebook, "harrowdale", file)
    (part,) = reviewer("text", casebook, "costs.xlsx", "--page", "1", "--json").rows
    assert part["place"] == "sheet:Sheet1"
    assert part["cells"][1:3] == [
        {"cell": "A2", "text": "Share", "raw": None},
        {"cell": "B2", "text": "12%", "raw": "0.1249"},
    ]
    tie = ("evidence", casebook, "harrowdale", "unit", "costs.xlsx", "--place", "sheet:Sheet1!A2:B3")
    (made,) = reviewer(*tie, "--quote", "Share 12% Rest 88%", "--json").rows
    assert (made["place"], made["quote"]) == ("sheet:Sheet1!A2:B3", "Share\t12%\nRest\t88%")
    assert made["cells"] == [
        {"cell": "A2", "text": "Share"},
        {"cell": "B2", "text": "12%"},
        {"cell": "A3", "text": "Rest"},
        {"cell": "B3", "text": "88%"},
    ]
    (listed,) = reviewer("passages", casebook, "harrowdale", "--json").rows
    assert (listed["evidence"], listed["where"], listed["cells"]) == (
        made["evidence"],
        "sheet Sheet1, A2:B3",
        made["cells"],
    )
    told = reviewer("evidence", casebook, "harrowdale", "unit", "costs.xlsx", "--quote", "88%").out
    assert told.strip().endswith("sheet:Sheet1!B3  “88%”")
