"""The words for days and moments, in local time, and the day that a person typed."""

from __future__ import annotations

from datetime import UTC, date, datetime

from reviewer.desk.words.language import say, say_as
from reviewer.model.inspection import MONTHS

_MEANING = "short name of a month"
_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment_words(at: int) -> str:
    """Return the local date and time of UTC microseconds: "30 September 2017, 14:05"."""
    return say("{day}, {time}", day=day_words(at), time=f"{_local(at):%H:%M}")


def day_words(at: int) -> str:
    """Return the local date of UTC microseconds: "30 September 2017"."""
    return date_words(_local(at))


def date_words(when: date) -> str:
    """Return a date: "30 September 2017"."""
    return _day(when, say(MONTHS[when.month - 1]))


def short_date_words(when: date) -> str:
    """Return a date with the month's short name: "30 Sep 2017"."""
    return _day(when, _short(when.month))


def short_moment_words(at: int) -> str:
    """Return the local date and time of UTC microseconds: "30 Sep 2017, 14:05"."""
    local = _local(at)
    return say("{day}, {time}", day=short_date_words(local), time=f"{local:%H:%M}")


def read_day(text: str) -> date | None:
    """Return the day of "30 Sep 2017", "30 September 2017", "30/9/2017" or "2017-09-30"; None where it is none of them.

    Digits are read day first, as in Britain; a month's name in the person's language or in English.
    """
    parts = text.replace("/", " ").replace(".", " ").replace("-", " ").replace(",", " ").split()
    if len(parts) != len(("day", "month", "year")):
        return None
    if len(parts[0]) == len("2017"):
        parts.reverse()
    day, month, year = parts[0], _month_of(parts[1]), parts[2]
    if not (day.isdecimal() and month.isdecimal() and year.isdecimal() and len(year) == len("2017")):
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _month_of(name: str) -> str:
    """Return the number of a month that is named, in digits; what names none as it is."""
    sought = name.casefold()
    for number, (short, long) in enumerate(zip(_SHORT, MONTHS, strict=True), 1):
        names = {_short(number).rstrip("."), say(long), long}
        if sought in {each.casefold() for each in names} or sought[:3] == short.casefold():
            return str(number)
    return name


def _short(month: int) -> str:
    return say_as(_MEANING, _SHORT[month - 1])


def _day(when: date, month: str) -> str:
    return say("{day} {month} {year}", day=when.day, month=month, year=when.year)


def _local(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1_000_000, UTC).astimezone()
