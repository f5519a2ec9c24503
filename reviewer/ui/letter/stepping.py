"""Going from paragraph to paragraph, the same on the letter's pages and in its text."""

from __future__ import annotations

from collections.abc import Sequence


def neighbour(keys: Sequence[str], key: str, by: int) -> str:
    """Return the key ``by`` steps from one, the last there is that way; the first where that one is not there, "" where none is."""
    if not keys:
        return ""
    at = keys.index(key) + by if key in keys else 0
    return keys[min(max(at, 0), len(keys) - 1)]
