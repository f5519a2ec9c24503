"""The whole way in real processes: `python main.py COMMAND …`, as a person types it."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]

Run = Callable[..., "Ran"]


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code, and both outputs."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The array that `--json` printed."""
        found = json.loads(self.out)
        assert isinstance(found, list)
        return found


@pytest.fixture
def reviewer(private_folders: Path) -> Run:
    """Run a command; unless another exit code is expected, it must be 0."""

    def run(*words: object, code: int = 0, env: dict[str, str] | None = None) -> Ran:
        done = subprocess.run(
            [sys.executable, ROOT / "main.py", *map(str, words)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            cwd=private_folders,
            env={**os.environ, **(env or {})},
            timeout=300,
            check=False,
        )
        assert done.returncode == code, f"{words} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


@dataclass(frozen=True)
class Case2017:
    """A casebook of the 2017 review with real documents received for one force."""

    casebook: Path
    folder: Path
    documents: Sequence[dict[str, Any]]

    @property
    def verdicts(self) -> list[dict[str, str]]:
        """The verdicts that were recorded for that force."""
        with (self.folder / "verdicts.tsv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, delimiter="\t"))

    @property
    def expected(self) -> list[str]:
        """The paragraphs that those verdicts must give."""
        text = (self.folder / "expected/warwickshire.txt").read_text(encoding="utf-8")
        return [line for line in text.splitlines() if line.strip()]


REAL = (
    "pdf-text/002-trivial-libre-office-writer.pdf",
    "pdf-text/multicolumn.pdf",
    "pdf-text/pdflatex-4-pages.pdf",
    "pdf-text/toc.pdf",
    "pdf-scanned/c02-22.pdf",
    "docx/single-paragraph.docx",
    "docx/ComplexNumberedLists.docx",
    "spreadsheet/SampleSS.xlsx",
    "presentation/SampleShow.pptx",
    "eml/attachment_pdf.eml",
    "other/testTXT_win-1252.txt",
)


@pytest.fixture
def case_2017(reviewer: Run, shared: Path, tmp_path: Path) -> Case2017:
    """`new` and `receive` with real documents."""
    folder = shared / "cases/abuse-of-position-2017"
    casebook = tmp_path / "abuse.casebook"
    reviewer("new", casebook, "--case", folder)
    paths = [shared / "corpus" / name for name in REAL]
    rows = reviewer("receive", casebook, "warwickshire", *paths, "--on", "2017-05-30", "--json").rows
    assert len(rows) >= len(REAL)
    return Case2017(casebook, folder, rows)
