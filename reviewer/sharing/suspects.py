"""Packs and documents that a check found damaged on the share: the next sync reads them again, however large they are.

A list in the cache, which may be thrown away: then they are found by chance, or by the next check.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from pathlib import Path

from reviewer.casebook import Casebook


def suspect(casebook: Casebook, names: Iterable[str]) -> None:
    """Note files by their names on the share as damaged there, in place of what was noted before."""
    with contextlib.suppress(OSError):
        _path(casebook).parent.mkdir(parents=True, exist_ok=True)
        _path(casebook).write_text(json.dumps(sorted(names)), "utf-8")


def suspects(casebook: Casebook) -> frozenset[str]:
    """Return what is noted; nothing if the list is gone or damaged."""
    try:
        return frozenset(str(name) for name in json.loads(_path(casebook).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return frozenset()


def clear_suspects(casebook: Casebook) -> None:
    """Forget them: they have been read again, and replaced where they were damaged."""
    with contextlib.suppress(OSError):
        _path(casebook).unlink(missing_ok=True)


def _path(casebook: Casebook) -> Path:
    return casebook.folder / "cache" / "suspects.json"
