"""The words for days and moments, in local time."""

from __future__ import annotations

from datetime import UTC, datetime


def moment_words(at: int) -> str:
    """Return the local date and time of UTC microseconds: "30 May 2017, 14:05"."""
    return f"{day_words(at)}, {_local(at):%H:%M}"


def day_words(at: int) -> str:
    """Return the local date of UTC microseconds: "30 May 2017"."""
    local = _local(at)
    return f"{local.day} {local:%B %Y}"


def _local(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1_000_000, UTC).astimezone()
