"""docs/architecture.md leads a stranger through files, so each that it names is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "architecture.md"
FILE = re.compile(r"(?<![\w/.-])((?:[a-z_]+/)*[a-z_]+\.(?:py|md|toml))(?![\w/])")
BORN_LATER = {"framework.toml", "inspection.toml", "letter.md"}  # a case folder's, not ours


def named(page: str) -> set[str]:
    return {each for each in FILE.findall(page) if each not in BORN_LATER}


def is_there(name: str) -> bool:
    if (ROOT / name).is_file() or (ROOT / "reviewer" / name).is_file():
        return True
    # A page or paragraph about one folder names its files without it.
    return "/" not in name and any(
        found for room in ("reviewer", "tests", "bench") for found in (ROOT / room).rglob(name)
    )


def test_each_file_that_the_architecture_names_is_there() -> None:
    names = named(PAGE.read_text(encoding="utf-8"))
    assert len(names) > 50
    assert sorted(name for name in names if not is_there(name)) == []


def test_a_file_that_is_not_there_would_be_found() -> None:
    assert not is_there("sharing/nowhere.py")
    assert not is_there("nowhere.py")
    assert named("`sharing/nowhere.py`, see `desk/undoing.py`") == {"sharing/nowhere.py", "desk/undoing.py"}
