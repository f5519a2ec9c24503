"""What ``current`` holds of a record's content, so that it is found by it: its body, its criterion, its document."""

from __future__ import annotations

from typing import NamedTuple


class Columns(NamedTuple):
    """What ``current`` holds of a record's content."""

    body: str | None = None
    criterion: str | None = None
    document: str | None = None


def columns_of(fields: object) -> Columns:
    """Return what ``current`` holds of a content's fields; text alone, and up to a NUL, where some of SQLite's versions end it."""
    if not isinstance(fields, dict):
        return Columns()
    passage = fields.get("passage")
    inner = cut(passage.get("document")) if isinstance(passage, dict) else None
    own = cut(fields.get("document"))
    return Columns(cut(fields.get("body")), cut(fields.get("criterion")), inner if own is None else own)


def cut(value: object) -> str | None:
    """Return a text up to its first NUL; None for what is no text."""
    if not isinstance(value, str):
        return None
    return value.partition("\0")[0] if "\0" in value else value
