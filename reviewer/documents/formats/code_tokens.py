"""The codes of number formats, cut into sections and signs (ECMA-376 part 1, 18.8.31)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

_LONGEST = 1000
_SIGN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<room>.)|\*(?P<filled>.)|\[(?P<bracket>[^\]]*)\]|(?P<general>General)'
    r"|(?P<half>AM/PM|A/P)|(?P<power>E[+-])|(?P<time>y+|m+|d+|h+|s+|e+|b+|g+)|(?P<digit>[0#?])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_TEST = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,30}(?:\.\d{1,30})?)\s*")
_ENGLISH, _PRIMARY, _PLAIN = 9, 0x3FF, 0xFFFF  # a language's number; above it stand calendars and numerals
_SYSTEM = frozenset({0xF800, 0xF400})
_TIMES = "ymdhs"


class Sort(Enum):
    """What a sign of a format stands for."""

    LITERAL = "literal"
    DIGIT = "digit"
    POINT = "point"
    COMMA = "comma"
    PERCENT = "percent"
    SLASH = "slash"
    POWER = "power"
    GENERAL = "general"
    TEXT = "text"
    TIME = "time"  # years to seconds
    PASSED = "passed"  # hours, minutes or seconds in all
    HALF = "half"  # AM/PM


@dataclass(frozen=True, slots=True)
class Token:
    """A sign and its letters."""

    sort: Sort
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of a format's parts; ``test`` and ``than`` say of which numbers, "" where its place does. ``of_time``: dates too.

    ``foreign``: names of months and days are those of another language, or the calendar is another.
    """

    tokens: tuple[Token, ...]
    test: str = ""
    than: Decimal = Decimal(0)
    foreign: bool = False
    sorts: frozenset[Sort] = frozenset()
    of_time: bool = False


@dataclass(slots=True)
class _Open:
    tokens: list[Token]
    test: str = ""
    than: Decimal = Decimal(0)
    foreign: bool = False

    def shut(self) -> Section:
        sorts = frozenset(token.sort for token in self.tokens)
        of_time = not sorts.isdisjoint({Sort.TIME, Sort.PASSED, Sort.HALF})
        return Section(tuple(self.tokens), self.test, self.than, self.foreign, sorts, of_time)


def sections(code: str) -> tuple[Section, ...]:
    """Return the sections of a format."""
    parts = [_Open([])]
    for sign in _SIGN.finditer(code[:_LONGEST]):
        if sign["other"] == ";":
            parts.append(_Open([]))
        elif sign["bracket"] is not None:
            _bracket(parts[-1], sign["bracket"])
        else:
            parts[-1].tokens += _tokens(sign)
    return tuple(part.shut() for part in parts)


def _bracket(part: _Open, inside: str) -> None:
    """Take in what stands in brackets: a currency and a language, a test, hours in all; a colour is no word."""
    test = _TEST.fullmatch(inside)
    if inside.startswith("$"):
        symbol, _dash, language = inside[1:].partition("-")
        part.tokens += [Token(Sort.LITERAL, symbol)] if symbol else []
        number = int(language, 16) if re.fullmatch("[0-9A-Fa-f]{1,8}", language) else 0
        known = number in _SYSTEM or (number & _PRIMARY == _ENGLISH and number <= _PLAIN)
        part.foreign = bool(language) and not known
    elif test:
        part.test, part.than = test[1], Decimal(test[2])
    elif re.fullmatch("h+|m+|s+", inside, re.IGNORECASE):
        part.tokens.append(Token(Sort.PASSED, inside.lower()))


def _tokens(sign: re.Match[str]) -> Iterator[Token]:
    for name in ("quoted", "escaped"):
        if sign[name] is not None:
            yield Token(Sort.LITERAL, sign[name])
            return
    if sign["room"]:
        yield Token(Sort.LITERAL, " ")
    elif sign["general"]:
        yield Token(Sort.GENERAL, "")
    elif sign["half"]:
        yield Token(Sort.HALF, sign["half"])
    elif sign["power"]:
        yield Token(Sort.POWER, sign["power"])
    elif sign["digit"]:
        yield Token(Sort.DIGIT, sign["digit"])
    elif sign["time"]:
        letters = sign["time"].lower()
        yield Token(Sort.TIME, letters) if letters[0] in _TIMES else Token(Sort.LITERAL, sign["time"])
    elif sign["other"]:
        sorts = {".": Sort.POINT, ",": Sort.COMMA, "%": Sort.PERCENT, "/": Sort.SLASH, "@": Sort.TEXT}
        yield Token(sorts.get(sign["other"], Sort.LITERAL), sign["other"])
