"""What a fact carries beside its code: named values, hashable and equal by value, and the same as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Value = str | int | tuple[str, ...]
Values = tuple[tuple[str, Value], ...]
"""Names with their values, in the order of the names."""


def values_of(given: Mapping[str, Value]) -> Values:
    """Return named values in their order."""
    return tuple(sorted(given.items()))


def packed(values: Values) -> dict[str, str | int | list[str]]:
    """Return values as JSON has them."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values}


def unpacked(values: Any) -> Values:
    """Return the values of ``packed``; TypeError or ValueError for anything else, as a reader that was taken over may say."""
    if not isinstance(values, dict):
        raise TypeError(type(values).__name__)
    return values_of({str(name): _value(value) for name, value in values.items()})


def _value(packed: Any) -> Value:
    if isinstance(packed, list) and all(isinstance(each, str) for each in packed):
        return tuple(packed)
    if isinstance(packed, str) or (isinstance(packed, int) and not isinstance(packed, bool)):
        return packed
    raise TypeError(type(packed).__name__)
