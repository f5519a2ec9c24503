"""Scanned pages on the command line: recognised, marked as such, found, cited; also beside an open window."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from tests import scans
from tests.walk.conftest import Run


@pytest.mark.long
def test_a_scan_is_recognised_while_the_casebook_is_open_elsewhere(
    reviewer: Run, root: Path, tmp_path: Path
) -> None:
    casebook, made = tmp_path / "mine.casebook", scans.scan(61, skew=-2, turn=90, sentences=8)
    (tmp_path / "notice.pdf").write_bytes(scans.pdf_of(made.picture))
    reviewer("new", casebook, "--case", root / "resources/samples/boundaries/case")
    (row,) = reviewer("receive", casebook, "harrowdale", tmp_path / "notice.pdf", "--json").rows
    assert (row["pages_without_text"], row["pages_recognised"]) == (1, 0)
    assert "[not read: page 1: " in reviewer("text", casebook, "notice.pdf", code=1).out

    home = Home(tmp_path / "window", root / "resources", tmp_path / "window")
    with Desk.open(casebook, home):
        told = reviewer("recognise", casebook, "harrowdale").out
    assert told.startswith("1 piece recognised; 0 pieces left")

    (row,) = reviewer("documents", casebook, "--json").rows
    assert (row["pages_without_text"], row["pages_recognised"]) == (0, 1)
    head, _, text = reviewer("text", casebook, "notice.pdf").out.partition("\n")
    assert head.startswith("[page 1, recognised, ")
    assert head.endswith("% sure]")
    assert scans.error_rate(made.words, text) <= 0.01
    quote = " ".join(text.split()[:4])
    (hit,) = reviewer("search", casebook, f'"{quote}"', "--json").rows
    assert hit["place"] == "p1"
    reviewer("evidence", casebook, "harrowdale", "policy", "notice.pdf", "--quote", quote)
    assert reviewer("recognise", casebook).out.startswith("0 pieces recognised")
