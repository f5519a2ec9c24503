"""What bad input is tried on: casebooks made once, and copied for each test with the key of who made them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from tests.commands import Run, reviewer
from tests.once import Once

__all__ = ["Clean", "reviewer"]

Clean = Callable[[Path], None]


@pytest.fixture(scope="session")
def made_once(once: Once, made_sample: Path, root: Path) -> Path:
    """The sample as `judged.casebook`, and `fresh.casebook` on its case, with the folders of who made both."""

    def make(folder: Path) -> None:
        home = Home(folder / "config/reviewer", root / "resources", folder / "data/reviewer")
        shutil.copytree(made_sample / "config", home.config)
        shutil.copytree(made_sample / "data/sample.casebook", folder / "judged.casebook")
        Desk.new(folder / "fresh.casebook", root / "resources/samples/boundaries/case", home).close()

    return once("judged", make)


def _copied(made_once: Path, name: str, home: Path) -> Path:
    """A copy that belongs to the test; `reviewer` finds the key of who made it."""
    for folder in ("config", "data"):
        if (made_once / folder).exists():
            shutil.copytree(made_once / folder, home / folder, dirs_exist_ok=True)
    return Path(shutil.copytree(made_once / name, home / name))


@pytest.fixture
def fresh(made_once: Path, private_folders: Path) -> Path:
    """A casebook on the sample's case, in which nothing is received yet."""
    return _copied(made_once, "fresh.casebook", private_folders)


@pytest.fixture
def judged(made_once: Path, private_folders: Path) -> Path:
    """A casebook of the sample, received and judged: Harrowdale's letter can be signed."""
    return _copied(made_once, "judged.casebook", private_folders)


@pytest.fixture
def clean(reviewer: Run) -> Clean:
    """Assert that `check` finds nothing wrong with a casebook."""

    def holds(casebook: Path) -> None:
        assert reviewer("check", casebook).out == "All is as it was recorded.\n"

    return holds


@pytest.fixture(scope="session")
def sample(root: Path) -> Path:
    """The sample's documents, a folder for each body."""
    return root / "resources/samples/boundaries/documents"


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A small text that can be received."""
    path = tmp_path / "words.txt"
    path.write_text("The unit has two posts and one vacancy.\n")
    return path


@pytest.fixture(scope="session")
def case_dir(root: Path) -> Path:
    """The sample's case folder."""
    return root / "resources/samples/boundaries/case"
