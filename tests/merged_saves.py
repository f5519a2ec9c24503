"""What a merged file holds, read as the reader process reads it."""

from __future__ import annotations

from pathlib import Path

from reviewer.casebook import MergedSaves, SaveBundle
from reviewer.casebook.merged_pages import page


def read_saves(path: Path) -> tuple[SaveBundle, ...]:
    """Return the saves in a merged file, none of them verified; CasebookError where it can't be read."""
    return tuple(MergedSaves(lambda after: page(path.read_bytes(), {"after": after}), path.name))
