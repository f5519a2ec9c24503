"""Contents in the form in which they are made: what has it, to the letter, is canonical, and what finds it is read without a parser.

Of each kind an expression is made of its own fields: keys in their order, no white space, each character spelt in its one way (RFC 8785,
3.2.2.2), each of a few fixed values one of those. A content that this program wrote is held against it once, and needs no second parser
and writer to be believed canonical: an expression accepts them, in a tenth of the time. A content of any other form (a newer program's, or
one with a mapping, whose keys an expression can't put in order) is read as every canonical JSON is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from reviewer.casebook import codec
from reviewer.casebook.canonical import holds_surrogate
from reviewer.casebook.content_columns import Columns, cut

_PLAIN = r'[^"\\\x00-\x1f]*+'  # and no half of a surrogate pair, which is looked for apart: such a class takes 5 ms to compile
_ESCAPED = r'\\(?:["\\bfnrt]|u00(?:0[0-7bef]|1[0-9a-f]))'
_TEXT = f'"{_PLAIN}(?:{_ESCAPED}{_PLAIN})*+"'
_NUMBER = "(?:0|-?[1-9][0-9]{0,14})"
"""A digit less than the greatest that is taken (``canonical.GREATEST``): what is larger is left to JSON's own reader."""
_SPELT: Mapping[type, str] = {str: _TEXT, date: _TEXT, int: _NUMBER, bool: "(?:true|false)"}
_TOLD: Mapping[str, str] = {
    **dict.fromkeys(("body", "criterion", "document", "passage_document"), _TEXT),
    **dict.fromkeys(("passage_start", "passage_end"), _NUMBER),
}
"""The fields that are told of a content, and how they must be spelt for it."""
_IN_LIST = "-"


class _Form(NamedTuple):
    """How a kind's contents are spelt, and which of its groups are the fields that are told (-1: it has no such field)."""

    pattern: re.Pattern[str]
    groups: tuple[int, ...]


class Formed(NamedTuple):
    """What a content tells by its form: what ``current`` holds of it, and where its passage lies."""

    columns: Columns
    begin: str | None
    end: str | None

    @property
    def span(self) -> tuple[int, int] | None:
        """Where its passage begins and ends; None where it has none."""
        return None if self.begin is None or self.end is None else (int(self.begin), int(self.end))


def formed(kind: str, text: str) -> Formed | None:
    """Return what a text tells that has the form of this kind's contents, and so is canonical; None says nothing."""
    form = _form(kind)
    match = form.pattern.fullmatch(text) if form is not None else None
    if form is None or match is None or holds_surrogate(text):
        return None
    said: tuple[str | None, ...] = (*match.groups(), None)  # the last is what a kind has no field for
    if "\\" in text:
        said = tuple(each and cut(json.loads(f'"{each}"')) for each in said)
    body, criterion, own, inner, begin, end = form.groups
    document = said[inner] if said[own] is None else said[own]
    return Formed(Columns(said[body], said[criterion], document), said[begin], said[end])


@cache
def _known(kind: str) -> _Form | None:
    type_ = codec.KINDS[kind]
    if issubclass(type_, codec.CasePart):
        return None
    inner = _spelt(type_, "")
    if inner is None:
        return None
    pattern = re.compile(rf'\{{"fields":{inner},"salt":{_TEXT}\}}')
    return _Form(pattern, tuple(pattern.groupindex.get(one, 0) - 1 for one in _TOLD))


def _form(kind: str) -> _Form | None:
    return _known(kind) if kind in codec.KINDS else None  # a stranger's kinds are as many as they like


def _spelt(hint: Any, place: str) -> str | None:
    """Return how a value of a type is spelt; None where no expression can tell. ``place`` names the field that it is."""
    if get_origin(hint) is tuple:
        return _list_of(get_args(hint))
    if not isinstance(hint, type):
        return None
    if is_dataclass(hint):
        hints, begin = get_type_hints(hint), f"{place}_" if place else ""
        names = sorted(one.name for one in fields(hint))
        members = {name: _spelt(hints[name], f"{begin}{name}") for name in names}
        if not all(members.values()):
            return None
        return rf"\{{{','.join(f'{chr(34)}{name}{chr(34)}:{spelt}' for name, spelt in members.items())}\}}"
    if issubclass(hint, StrEnum):
        return f'"(?:{"|".join(re.escape(one.value) for one in hint)})"'
    spelt = _SPELT.get(hint)
    return spelt if spelt is None or _TOLD.get(place) != spelt else _told(place, spelt)


def _told(place: str, spelt: str) -> str:
    """Return how a field is spelt that is told: as a group of its own, a text without its quotation marks."""
    return f'"(?P<{place}>{spelt[1:-1]})"' if spelt == _TEXT else f"(?P<{place}>{spelt})"


def _list_of(items: tuple[Any, ...]) -> str | None:
    spelt = {_spelt(item, _IN_LIST) for item in items if item is not Ellipsis}
    if len(spelt) != 1 or None in spelt:
        return None
    (each,) = spelt
    return rf"\[(?:{each}(?:,{each})*+)?+\]"
