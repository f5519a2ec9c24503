"""Dates, times and durations as a format shows them: days since the last of 1899, or since 1904 (ECMA-376 part 1, 18.17.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from reviewer.documents.formats.code_tokens import Section, Sort, Token

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BEFORE_MARCH = 60  # the format counts a 29 February 1900 that never was
_DAY = 86_400
_LATEST = 2_958_466  # 1 January 10000
_NAMED, _INITIAL = 3, 5
_LONG_YEAR = 3
_NOON = 12
_MOST_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class _Moment:
    """A number of days as seconds in all, with what is left of one; ``day`` is None where the format shows none."""

    seconds: int
    part: Decimal
    day: dt.date | None
    half: bool


def shown(number: Decimal, section: Section, *, since_1904: bool) -> str:
    """Return days as a date, time or duration; written as 2031-03-04 where its format is of another language; "" if none."""
    minus = number < 0 and any(token.sort is Sort.PASSED for token in section.tokens)
    if (number < 0 and not minus) or abs(number) >= _LATEST:
        return ""
    tokens = _with_minutes(section.tokens)
    decimals = _decimals(tokens)
    exact = (abs(number) * _DAY).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole = exact.to_integral_value(ROUND_DOWN)
    day = _day(int(whole) // _DAY, since_1904=since_1904)
    if section.foreign and (day is None or any(_is_named(token) for token in tokens)):
        clock = dt.time(int(whole) % _DAY // 3600, int(whole) % 3600 // 60, int(whole) % 60)
        return "" if day is None else f"{day} {clock}" if clock != dt.time(0) else f"{day}"
    moment = _Moment(int(whole), exact - whole, day, any(token.sort is Sort.HALF for token in tokens))
    text = "".join(_pieces(tokens, moment))
    return " ".join(f"{'-' if minus else ''}{text}".split())


def _is_named(token: Token) -> bool:
    return token.sort is Sort.TIME and token.text[0] in "md" and len(token.text) >= _NAMED


def _day(days: int, *, since_1904: bool) -> dt.date | None:
    if since_1904:
        first = dt.date(1904, 1, 1)
    else:
        first = dt.date(1899, 12, 30) if days > _BEFORE_MARCH else dt.date(1899, 12, 31)
    try:
        return first + dt.timedelta(days=days)
    except OverflowError:
        return None


def _with_minutes(tokens: Sequence[Token]) -> list[Token]:
    """Return the signs with "n" for months that are minutes: behind hours, or before seconds."""
    codes = list(tokens)
    times = [at for at, token in enumerate(codes) if token.sort in {Sort.TIME, Sort.PASSED}]
    for before, at, after in zip([None, *times], times, [*times[1:], None], strict=False):
        token = codes[at]
        behind_hours = before is not None and codes[before].text[0] == "h"
        before_seconds = after is not None and codes[after].text[0] == "s"
        if token.sort is Sort.TIME and token.text in {"m", "mm"} and (behind_hours or before_seconds):
            codes[at] = Token(Sort.TIME, "n" * len(token.text))
    return codes


def _decimals(tokens: Sequence[Token]) -> int:
    """Return how many places of a second are shown: the zeros behind the point that follows it."""
    count = 0
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.sort is Sort.DIGIT and before is not None and before.sort in {Sort.POINT, Sort.DIGIT}:
            count += 1
    return min(count, _MOST_DECIMALS)


def _pieces(tokens: Sequence[Token], moment: _Moment) -> Iterator[str]:
    for at, token in enumerate(tokens):
        if token.sort is Sort.TIME:
            yield _time(token.text, moment)
        elif token.sort is Sort.PASSED:
            unit = {"h": 3600, "m": 60, "s": 1}[token.text[0]]
            yield str(moment.seconds // unit).zfill(len(token.text))
        elif token.sort is Sort.HALF:
            afternoon = moment.seconds % _DAY >= _NOON * 3600
            early, late = token.text.split("/")
            yield late if afternoon else early
        elif token.sort is Sort.POINT:
            counted = at + 1 < len(tokens) and tokens[at + 1].sort is Sort.DIGIT
            yield (
                f"{moment.part:f}"[1:]
                if counted and moment.part
                else f".{'0' * _decimals(tokens)}"
                if counted
                else "."
            )
        elif token.sort in {Sort.LITERAL, Sort.SLASH, Sort.COMMA, Sort.PERCENT}:
            yield token.text


def _time(letters: str, moment: _Moment) -> str:
    """Return one part of a moment: year, month, day, hour, minute or second."""
    seconds, many = moment.seconds, len(letters)
    if letters[0] in "ymd":
        return _date(letters[0], many, moment.day) if moment.day else ""
    hour = seconds // 3600 % 24
    hour = (hour % _NOON or _NOON) if moment.half else hour
    value = {"h": hour, "n": seconds // 60 % 60, "s": seconds % 60}[letters[0]]
    return str(value).zfill(min(many, 2))


def _date(letter: str, many: int, day: dt.date) -> str:
    if letter == "y":
        return f"{day.year:04}" if many >= _LONG_YEAR else f"{day.year % 100:02}"
    name = _MONTHS[day.month - 1] if letter == "m" else _DAYS[day.weekday()]
    if many < _NAMED:
        return str(day.month if letter == "m" else day.day).zfill(many)
    if letter == "m" and many == _INITIAL:
        return name[0]
    return name[:3] if many == _NAMED else name
