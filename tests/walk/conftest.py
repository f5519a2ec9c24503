"""The whole way in real processes: `python main.py COMMAND …`, as a person types it."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.commands import Run, reviewer

__all__ = ["Case2017", "Run", "reviewer"]


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


@pytest.fixture(scope="session")
def sample(made_sample: Path) -> Path:
    """The sample, in which several letters are ready; made by somebody else than who works on it."""
    return made_sample / "data/sample.casebook"


@pytest.fixture
def casebook(sample: Path, tmp_path: Path) -> Path:
    """The sample's casebook, to be worked on."""
    return shutil.copytree(sample, tmp_path / "sample.casebook")


@pytest.fixture
def sign(reviewer: Run, tmp_path: Path) -> tuple[object, ...]:
    """The options that sign as the signatory."""
    (tmp_path / "secret").write_text("secret")
    identity = tmp_path / "rowan.p12"
    reviewer("identity", "new", identity, "--name", "Rowan Ellery", "--password-file", tmp_path / "secret")
    return ("--sign", identity, "--password-file", tmp_path / "secret")


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
