"""Contents in the form in which they are made: what has it, to the letter, is canonical JSON, and need not be written again to tell.

Each kind has its fields in one order, and of each string and number there is one canonical spelling (RFC 8785, 3.2.2), so one expression
accepts them, in a tenth of the time. A content of any other form (a newer program's, or one with a mapping, whose keys an expression can't
put in order) is read as every canonical JSON is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from reviewer.casebook import codec
from reviewer.casebook.canonical import holds_surrogate

_PLAIN = r'[^"\\\x00-\x1f]*+'  # and no half of a surrogate pair, which is looked for apart: such a class takes 5 ms to compile
_ESCAPED = r'\\(?:["\\bfnrt]|u00(?:0[0-7bef]|1[0-9a-f]))'
_TEXT = f'"{_PLAIN}(?:{_ESCAPED}{_PLAIN})*+"'
_NUMBER = "(?:0|-?[1-9][0-9]{0,14})"
"""A digit less than the greatest that is taken (``canonical.GREATEST``): what is larger is left to JSON's own reader."""
_SPELT: Mapping[type, str] = {str: _TEXT, date: _TEXT, int: _NUMBER, bool: "(?:true|false)"}


def has_form(kind: str, text: str) -> bool:
    """Tell whether a text has the form of this kind's contents, and so is canonical; False says nothing."""
    form = _form(kind)
    return form is not None and form.fullmatch(text) is not None and not holds_surrogate(text)


@cache
def _known(kind: str) -> re.Pattern[str] | None:
    type_ = codec.KINDS[kind]
    if issubclass(type_, codec.CasePart):
        return None
    inner = _spelt(type_)
    return None if inner is None else re.compile(rf'\{{"fields":{inner},"salt":{_TEXT}\}}')


def _form(kind: str) -> re.Pattern[str] | None:
    return _known(kind) if kind in codec.KINDS else None  # a stranger's kinds are as many as they like


def _spelt(hint: Any) -> str | None:
    """Return how a value of a type is spelt; None where no expression can tell."""
    if get_origin(hint) is tuple:
        return _list_of(get_args(hint))
    if not isinstance(hint, type):
        return None
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        members = {name: _spelt(hints[name]) for name in sorted(one.name for one in fields(hint))}
        if not all(members.values()):
            return None
        return rf"\{{{','.join(f'{chr(34)}{name}{chr(34)}:{spelt}' for name, spelt in members.items())}\}}"
    return _SPELT.get(str if issubclass(hint, StrEnum) else hint)


def _list_of(items: tuple[Any, ...]) -> str | None:
    spelt = {_spelt(item) for item in items if item is not Ellipsis}
    if len(spelt) != 1 or None in spelt:
        return None
    (each,) = spelt
    return rf"\[(?:{each}(?:,{each})*+)?+\]"
