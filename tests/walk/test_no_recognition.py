"""A laptop without recognition, at the real commands: each scan stays unread and says why, and a colleague's laptop reads it as ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import scans
from tests.no_recognition import surroundings
from tests.walk.conftest import Run


@pytest.mark.thorough
def test_scans_stay_unread_with_the_reason_and_are_read_where_there_is_recognition(
    reviewer: Run, root: Path, tmp_path: Path
) -> None:
    around = surroundings(tmp_path / "hidden")
    casebook, made = tmp_path / "mine.casebook", scans.scan(61, sentences=1)
    (tmp_path / "notice.pdf").write_bytes(scans.pdf_of(made.picture))
    reviewer("new", casebook, "--case", root / "resources/samples/boundaries/case")
    (row,) = reviewer(
        "receive", casebook, "harrowdale", tmp_path / "notice.pdf", "--on", "2025-02-20", "--json", env=around
    ).rows
    assert (row["pages_without_text"], row["unread"], row["waiting"]) == (1, 1, 0)

    told = reviewer("recognise", casebook, code=1, env=around).told
    assert told.startswith("0 pieces recognised; 1 piece left")
    assert "Nothing is recognised on this laptop" in told
    assert "look at each by eye" in told

    (piece,) = reviewer("unread", casebook, "--json", env=around).rows
    assert (piece["why"], piece["waits"]) == ("untried", False)
    assert piece["what"] == "Not recognised: no recognition on this laptop"
    text = reviewer("text", casebook, "notice.pdf", code=1, env=around).out
    assert "[not read: page 1: Not recognised: no recognition on this laptop." in text

    stands = reviewer("status", casebook, "harrowdale", env=around).err
    assert "1 page or picture stays unread on this laptop. Nothing is recognised on this laptop" in stands
    checked = reviewer("check", casebook, env=around).err
    assert "[Nothing is recognised on this laptop" in checked
    assert "Scanned pages stay unread.]" in checked
    reviewer("seen", casebook, "harrowdale", piece["key"], env=around)
    assert "1 page" not in reviewer("status", casebook, "penmarsh", env=around).err, (
        "nothing is said where there is none"
    )

    assert reviewer("recognise", casebook).out.startswith("1 piece recognised; 0 pieces left")
    assert made.words[0] in reviewer("text", casebook, "notice.pdf").out
    assert "stays unread" not in reviewer("status", casebook, "harrowdale").err
    assert "[Scanned pages are recognised by Tesseract 5." in reviewer("check", casebook).err
