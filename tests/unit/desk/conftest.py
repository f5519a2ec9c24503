"""A desk on the sample's case, with real files, a real casebook and a real reader process."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from tests.once import Once

NOON = int(datetime(2025, 3, 20, 12, tzinfo=UTC).timestamp() * 1_000_000)
CASE = "resources/samples/boundaries/case"
PLAN = (
    "The unit has named a contact at the refuge.\n"
    "It has two posts and one vacancy.\n"
    "Systems are audited on request.\n"
)


class Clock:
    """Ticks a second at each look; never stands still, never jumps."""

    def __init__(self, at: int = NOON) -> None:
        self.at = at

    def __call__(self) -> int:
        self.at += 1_000_000
        return self.at


@pytest.fixture
def case_dir(root: Path) -> Path:
    return root / CASE


@pytest.fixture
def home(tmp_path: Path, root: Path) -> Home:
    return Home(tmp_path / "me/config", root / "resources", tmp_path / "me/data")


@pytest.fixture
def colleague(tmp_path: Path, root: Path) -> Home:
    return Home(tmp_path / "colleague/config", root / "resources", tmp_path / "colleague/data")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def made_desk(once: Once, root: Path) -> Path:
    """A casebook as `Desk.new` leaves it (`mine.casebook`), and `config` with the key of who made it. For copies."""

    def make(folder: Path) -> None:
        home = Home(folder / "config", root / "resources", folder / "data")
        Desk.new(folder / "mine.casebook", root / CASE, home, Clock()).close()

    return once("desk", make)


@pytest.fixture
def desk(tmp_path: Path, made_desk: Path, home: Home, clock: Clock) -> Iterator[Desk]:
    """A new casebook, by a copy: laying out every letter of a case takes 0.3 seconds."""
    shutil.copytree(made_desk / "mine.casebook", tmp_path / "mine.casebook")
    shutil.copytree(made_desk / "config", home.config, dirs_exist_ok=True)
    clock()  # the founding act's
    with Desk.open(tmp_path / "mine.casebook", home, clock) as made:
        yield made


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path
