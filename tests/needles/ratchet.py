"""What is not read yet: the carriers that are silent, by cause. The list may only shrink, and the number only grow."""

from __future__ import annotations

from collections.abc import Mapping

FOUND_AT_LEAST = 386
"""How many carriers are found at least: three less than are found, for pictures that recognition leaves unread one day."""

SILENT_BY_CAUSE: Mapping[str, tuple[str, ...]] = {}

KNOWN_SILENT = frozenset(name for names in SILENT_BY_CAUSE.values() for name in names)
