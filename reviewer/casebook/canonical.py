"""Canonical JSON (RFC 8785, floats refused) and the hashes over it, which name records and saves."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from reviewer.model.patterns import pattern

_SURROGATE = pattern("[\ud800-\udfff]")
_STRINGS = pattern(r'"(?:[^"\\]|\\.)*"')
_BRACKETS = pattern(r"[\[\]{}]")
_DEEPEST = 64  # levels; every reader of JSON has a limit, and they must not differ about one text
GREATEST = 2**53 - 1
"""Beyond it readers see different numbers (RFC 8785, 3.2.2.3)."""


def canonical(value: Mapping[str, Any]) -> str:
    """Return the one JSON text of a value made of dicts, lists, strings, integers, booleans and None.

    A float is a TypeError, an integer beyond 2^53 a ValueError: both are bugs of the caller. Half a
    surrogate pair (a file name in a foreign encoding) becomes U+FFFD, since JSON can't carry it.
    """
    import rfc8785  # 15 ms that reading alone need not pay

    _refuse_floats(value)
    try:
        return rfc8785.dumps(dict(value)).decode()
    except rfc8785.CanonicalizationError:
        return rfc8785.dumps(_mended(dict(value))).decode()


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        msg = "canonical JSON holds no floats"
        raise TypeError(msg)
    if isinstance(value, Mapping):
        for item in value.values():
            _refuse_floats(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _refuse_floats(item)


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, dict):
        return {_mended(key): _mended(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_mended(item) for item in value]
    return value


def is_canonical(text: str) -> bool:
    """Tell whether a JSON text is the canonical one of its own value.

    Two readers of one text must never see different values (a key that stands twice, say), so only
    canonical text is taken in from outside, and none that SQLite could not keep or read.
    """
    return value_of(text) is not None


def value_of(text: str) -> dict[str, Any] | None:
    """Return the value of a JSON text that is the canonical one of it (``is_canonical``), so that none is parsed twice; else None."""
    if holds_surrogate(text) or _is_too_deep(text):
        return None
    try:
        value = _READER.decode(text)
        plain = _WRITER.encode(value)
        return value if isinstance(value, dict) and (plain == text or canonical(value) == text) else None
    except (ValueError, TypeError, RecursionError):
        return None


def json_of(text: str) -> object:
    """Return the value of a JSON text that begins at the first letter and ends at the last, as canonical ones do; ValueError of any other.

    Nothing is looked for round it, which takes half of what ``loads`` does.
    """
    value, end = _DECODER.raw_decode(text)
    if end != len(text):
        msg = "a JSON text is followed by something else"
        raise ValueError(msg)
    return value


def holds_surrogate(text: str) -> bool:
    """Tell whether half a surrogate pair stands in a text, which no UTF-8 can carry."""
    return not text.isascii() and _SURROGATE.search(text) is not None


def _no_float(text: str) -> Any:
    msg = f"a float: {text}"
    raise ValueError(msg)


def _safe_int(text: str) -> int:
    number = int(text)
    if abs(number) > GREATEST:
        msg = f"an integer that not every reader can hold: {text}"
        raise ValueError(msg)
    return number


_DECODER = json.JSONDecoder()
_READER = json.JSONDecoder(parse_float=_no_float, parse_constant=_no_float, parse_int=_safe_int)
_WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _is_too_deep(text: str) -> bool:
    if text.count("[") + text.count("{") <= _DEEPEST:
        return False
    depth = 0
    for bracket in _BRACKETS.findall(_STRINGS.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        if depth > _DEEPEST:
            return True
    return False


def sha256(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8, as 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
