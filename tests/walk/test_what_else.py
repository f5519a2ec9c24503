"""What else is in a file is told on the command line, beside its text and in the list of documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.walk.conftest import Run


@pytest.mark.thorough
def test_hidden_text_is_found_by_who_looks(reviewer: Run, root: Path, tmp_path: Path) -> None:
    casebook, file = tmp_path / "mine.casebook", tmp_path / "policy.rtf"
    file.write_bytes(
        rb"{\rtf1 All staff are vetted.{\v  Not the drivers.}{\field{\*\fldinst HYPERLINK x}{\fldrslt }}}"
    )
    reviewer("new", casebook, "--case", root / "resources/samples/boundaries/case")
    reviewer("receive", casebook, "harrowdale", file)
    (row,) = reviewer("documents", casebook, "--json").rows
    assert (row["kind"], row["also"]) == ("rtf", ["Links: 1.", "Hidden text, in the part “hidden text”."])
    run = reviewer("text", casebook, "policy.rtf")
    assert run.out.splitlines() == [
        "[beginning]",
        "All staff are vetted.",
        "[hidden text]",
        " Not the drivers.",
    ]
    assert "[also: Hidden text, in the part “hidden text”.]" in run.err.splitlines()


@pytest.mark.thorough
def test_the_check_says_in_what_cage_documents_are_read(reviewer: Run, root: Path, tmp_path: Path) -> None:
    casebook = tmp_path / "mine.casebook"
    reviewer("new", casebook, "--case", root / "resources/samples/boundaries/case")
    run = reviewer("check", casebook)
    assert run.out.splitlines() == ["All is as it was recorded."], "what is found wanting stays alone there"
    told, recognised, policy = run.err.splitlines()
    assert told.startswith("[Documents are read in a process")
    assert "A file that stops it twice is left alone" in told
    assert recognised.startswith("[Scanned pages are recognised by Tesseract ")
    assert policy == "[No policy is set for this machine.]"
    assert reviewer("check", casebook, "--json").rows == []
