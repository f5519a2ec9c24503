"""Two people, one share."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.sharing import FolderShare
from tests.unit.sharing.laptops import Laptop, folder_share, synced


@pytest.fixture
def share(tmp_path: Path) -> FolderShare:
    return folder_share(tmp_path / "share")


@pytest.fixture
def ann(tmp_path: Path) -> Laptop:
    """Ann began the inspection; nothing is shared yet."""
    laptop = Laptop("Ann", tmp_path / "ann.casebook")
    laptop.found().close()
    return laptop


@pytest.fixture
def ben(tmp_path: Path, ann: Laptop, share: FolderShare) -> Laptop:
    """Ben joined, after Ann's first sync."""
    synced(ann, share)
    laptop = Laptop("Ben", tmp_path / "ben.casebook")
    laptop.join(share).close()
    return laptop
