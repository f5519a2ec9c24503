"""How a fact is put into words: a sentence with the names of the fact's values in braces, and counted things."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reviewer.desk.words.language import count, say
from reviewer.errors import ended
from reviewer.model.fields import Value, Values
from reviewer.model.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a code: what is so, and what to do about it ("" where there is nothing to do).

    ``many`` is what is so of several, where the verb changes with the number in the value ``by``.
    """

    what: str
    remedy: str = ""
    many: str = ""
    by: str = ""


COUNTED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "sheets": ("{n:,} hidden sheet", "{n:,} hidden sheets"),
        "slides": ("{n:,} hidden slide", "{n:,} hidden slides"),
        "rows": ("{n:,} hidden row", "{n:,} hidden rows"),
        "columns": ("{n:,} run of hidden columns", "{n:,} runs of hidden columns"),
        "objects": ("{n:,} embedded object", "{n:,} embedded objects"),
        "controls": ("{n:,} ActiveX control", "{n:,} ActiveX controls"),
        "links": ("{n:,} link", "{n:,} links"),
        "files": ("{n:,} file", "{n:,} files"),
        "hits": ("{n:,} hit", "{n:,} hits"),
        "pieces": ("{n:,} unread piece", "{n:,} unread pieces"),
        "documents": ("{n:,} document", "{n:,} documents"),
        "signatures": ("{n:,} digital signature", "{n:,} digital signatures"),
    }
)
"""What a value of this name counts; ``{links}`` in a sentence is the number and the thing, ``{n_links}`` the number alone."""


def filled(said: Said, values: Values) -> str:
    """Return what is so, with the values put in."""
    known = dict(values)
    number = known.get(said.by)
    if said.many and isinstance(number, int):
        return count(said.what, said.many, number, **_fields(known))
    return say(said.what, **_fields(known))


def advice(said: Said, values: Values) -> str:
    """Return what to do, with the values put in; "" where there is nothing to do."""
    return say(said.remedy, **_fields(dict(values))) if said.remedy else ""


def capital(sentence: str) -> str:
    """Return a sentence with a capital at its beginning."""
    return sentence[:1].upper() + sentence[1:]


def joined(sentence: str, remedy: str) -> str:
    """Return what is so and what to do about it, in one line."""
    return f"{ended(sentence)} {remedy}".rstrip()


def _fields(values: Mapping[str, Value]) -> dict[str, object]:
    fields: dict[str, object] = {f"n_{name}": value for name, value in values.items()}
    for name, value in values.items():
        if name in COUNTED and isinstance(value, int):
            fields[name] = count(*COUNTED[name], value)
        else:
            fields[name] = ", ".join(value) if isinstance(value, tuple) else value
    names, more = values.get("names"), values.get("more")
    if isinstance(names, tuple):
        listed = ", ".join(names)
        fields["listed"] = say("{listed} and {more} more", listed=listed, more=more) if more else listed
    return fields
