"""The whole way in real processes: `python3 main.py COMMAND …`, as a person types it."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from reviewer.model import Role
from tests.commands import Run, reviewer
from tests.once import Once
from tests.walk.laptop import launcher

__all__ = ["Case2017", "Run", "launcher", "reviewer"]


@dataclass(frozen=True)
class Case2017:
    """A casebook of the 2017 review with real documents received for one force."""

    casebook: Path
    folder: Path

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

    def judge(self, reviewer: Run) -> None:
        """Record those verdicts."""
        for row in self.verdicts:
            words = (row["body"], row["criterion"], row["finding"], "--because", row["because"])
            reviewer("verdict", self.casebook, *words)


@pytest.fixture(scope="session")
def sample(once: Once, made_sample: Path, root: Path) -> Path:
    """The sample, in which several letters are ready; made by somebody else than the lead who works on it."""

    def make(folder: Path) -> None:
        maker = Home(made_sample / "config", root / "resources", made_sample / "data")
        worker = Home(folder / "worker", maker.resources, folder).author()
        made = shutil.copytree(made_sample / "data/sample.casebook", folder / "sample.casebook")
        with Desk.open(made, maker) as desk:
            desk.session.casebook.team.admit(worker.key, worker.name, Role.LEAD)

    return once("admitted", make) / "sample.casebook"


@pytest.fixture
def casebook(sample: Path, private_folders: Path, tmp_path: Path) -> Path:
    """The sample's casebook, to be worked on by a lead."""
    key = sample.parent / "worker/author.key"
    folder = private_folders / "config/reviewer"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy2(key, folder)
    return shutil.copytree(sample, tmp_path / "sample.casebook")


@pytest.fixture(scope="session")
def signatory(once: Once, reviewer_of: Callable[[Path], Run]) -> Path:
    """The signatory's identity and its password: `rowan.p12` and `secret`."""

    def make(folder: Path) -> None:
        (folder / "secret").write_text("secret")
        words = ("--name", "Rowan Ellery", "--password-file", folder / "secret")
        reviewer_of(folder / "home")("identity", "new", folder / "rowan.p12", *words)

    return once("signatory", make)


@pytest.fixture
def sign(signatory: Path, tmp_path: Path) -> tuple[object, ...]:
    """The options that sign as the signatory."""
    for name in ("rowan.p12", "secret"):
        shutil.copy2(signatory / name, tmp_path)
    return ("--sign", tmp_path / "rowan.p12", "--password-file", tmp_path / "secret")


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


@pytest.fixture(scope="session")
def received_2017(once: Once, reviewer_of: Callable[[Path], Run], shared: Path) -> Path:
    """`new` and `receive` with real documents: `work/abuse.casebook`, and the `home` of who did it."""

    def make(folder: Path) -> None:
        reviewer, casebook = reviewer_of(folder / "home"), folder / "work/abuse.casebook"
        casebook.parent.mkdir()
        reviewer("new", casebook, "--case", shared / "cases/abuse-of-position-2017")
        paths = [shared / "corpus" / name for name in REAL]
        rows = reviewer("receive", casebook, "warwickshire", *paths, "--on", "2017-05-30", "--json").rows
        assert len(rows) >= len(REAL)

    return once("case-2017", make)


@pytest.fixture(scope="session")
def signed_2017(once: Once, received_2017: Path, reviewer_of: Callable[[Path], Run], shared: Path) -> Path:
    """Judged and signed, too: evidence for what was found, a search for what was not; `work/w-signed.pdf` is the letter."""

    def make(folder: Path) -> None:
        shutil.copytree(received_2017, folder, dirs_exist_ok=True)
        reviewer, work = reviewer_of(folder / "home"), folder / "work"
        case = Case2017(work / "abuse.casebook", shared / "cases/abuse-of-position-2017")
        case.judge(reviewer)
        quote = ("multicolumn.pdf", "--quote", "Two-Column Document with Lorem Ipsum")
        for criterion in ("national-strategy", "partner-engagement"):
            reviewer("evidence", case.casebook, "warwickshire", criterion, *quote)
        reviewer("recognise", case.casebook)  # what waits for it can't be looked at
        for criterion in ("ccu-capability", "it-monitoring"):
            reviewer("absence", case.casebook, "warwickshire", criterion, "--looked-at")
        reviewer("category", case.casebook, "warwickshire", "insufficient-information")
        (work / "secret.txt").write_text("a long password\n")
        words = ("--name", "Michael Cunningham QPM", "--password-file", work / "secret.txt")
        reviewer("identity", "new", work / "hmi.p12", *words)
        sign = ("--sign", work / "hmi.p12", "--password-file", work / "secret.txt")
        reviewer("letter", case.casebook, "warwickshire", "-o", work / "w-signed.pdf", *sign)

    return once("case-2017-signed", make)


def copied(made: Path, home: Path, work: Path) -> None:
    """Take over what was made once: it is the test's own, which goes on as who made it."""
    shutil.copytree(made / "home", home, dirs_exist_ok=True)
    shutil.copytree(made / "work", work, dirs_exist_ok=True)


@pytest.fixture
def case_2017(received_2017: Path, shared: Path, private_folders: Path, tmp_path: Path) -> Case2017:
    """A casebook of the 2017 review with real documents of one force, to be worked on."""
    copied(received_2017, private_folders, tmp_path)
    return Case2017(tmp_path / "abuse.casebook", shared / "cases/abuse-of-position-2017")
