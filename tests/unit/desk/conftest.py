"""A desk on the sample's case, with real files, a real casebook and a real reader process."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home

NOON = int(datetime(2025, 3, 20, 12, tzinfo=UTC).timestamp() * 1_000_000)
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
    return root / "resources/samples/boundaries/case"


@pytest.fixture
def home(tmp_path: Path, root: Path) -> Home:
    return Home(tmp_path / "me/config", root / "resources", tmp_path / "me/data")


@pytest.fixture
def colleague(tmp_path: Path, root: Path) -> Home:
    return Home(tmp_path / "colleague/config", root / "resources", tmp_path / "colleague/data")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, case_dir: Path, home: Home, clock: Clock) -> Iterator[Desk]:
    with Desk.new(tmp_path / "mine.casebook", case_dir, home, clock) as made:
        yield made


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path
