"""Dates in a letter's sentences: days that there never were, wrong weekdays, and days that the case has in another year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reviewer.letters.spans import Span, objection
from reviewer.model.objections import Objection, ObjectionCode

LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MONTHS_IN_A_YEAR = 12
BEFORE = 20  # characters in which a month's day would stand before it
SHORT = 3  # letters of a month's name that is written short
DIGITS = 31  # the highest day of any month
WEEKDAYS = (
    ("monday", "dydd llun"), ("tuesday", "dydd mawrth"), ("wednesday", "dydd mercher"), ("thursday", "dydd iau"),
    ("friday", "dydd gwener"), ("saturday", "dydd sadwrn"), ("sunday", "dydd sul"),
)  # fmt: skip
ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = re.compile(r"(?<![\d./-])(?:(\d{4})-(\d\d)-(\d\d)|(\d\d?)([/.])(\d\d?)\5(\d{4}))(?![\d/-])")


@dataclass(frozen=True, slots=True)
class Day:
    """A day as a sentence names it. ``year`` is None where it has none; ``weekday`` is 0 for Monday, None where it has none."""

    span: Span
    day: int
    month: int
    year: int | None
    weekday: int | None = None

    @property
    def exists(self) -> bool:
        """Whether there is such a day, in some year if it has none."""
        if not 1 <= self.month <= MONTHS_IN_A_YEAR or not 1 <= self.day <= LONGEST[self.month - 1]:
            return False
        return self.year is None or _date(self.year, self.month, self.day) is not None


def days_in(sentence: str, months: Sequence[str]) -> Iterator[Day]:
    """Give the days that a sentence names in a language's months: "31 May 2017", "May 31st", "31/05/2017", "2017-05-31"."""
    names = {month.casefold(): number for number, month in enumerate(months, 1)}
    for month, number in list(names.items()):
        names.setdefault(month[:SHORT], number)
    any_month = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    weekday = rf"(?:({'|'.join(word for day in WEEKDAYS for word in day)}),?\s+(?:the\s+)?)?"
    ordinal = r"(?:st|nd|rd|th|af|ail|il|ydd|fed|eg|ed|ain)?"
    first = rf"\b{weekday}(?<![\d.,:£$€/-])(\d{{1,2}}){ordinal}\s+(?:of\s+|o\s+)?({any_month})\b(?:\.?,?\s+(\d{{4}})\b)?"
    last = rf"\b{weekday}\b({any_month})\.?\s+(\d{{1,2}}){ordinal}\b(?![.,:]\d|\s*%)(?:,?\s+(\d{{4}})\b)?"
    for found in re.finditer(first, sentence, re.IGNORECASE):
        spoken, day, month, year = found.groups()
        if month[0].isupper():  # else "45 may" do something
            yield _named(found, spoken, day, names[month.casefold()], year)
    for found in re.finditer(last, sentence, re.IGNORECASE):
        spoken, month, day, year = found.groups()
        if month[0].isupper() and not _day_before(sentence, found):
            yield _named(found, spoken, day, names[month.casefold()], year)
    for found in NUMBERS.finditer(sentence):
        yield _numbers(found)


def _day_before(sentence: str, found: re.Match[str]) -> bool:
    """Whether a month that seems to come first has its day before it: "31 May 2017"."""
    return (
        re.search(r"\d\w{0,3}\s+(?:of\s+)?$", sentence[max(found.start() - BEFORE, 0) : found.start()])
        is not None
    )


def _named(found: re.Match[str], spoken: str | None, day: str, month: int, year: str | None) -> Day:
    weekday = None
    if spoken:
        said = " ".join(spoken.casefold().split())
        weekday = next(number for number, words in enumerate(WEEKDAYS) if said in words)
    return Day(Span(found.start(), found.end()), int(day), month, int(year) if year else None, weekday)


def _numbers(found: re.Match[str]) -> Day:
    span = Span(found.start(), found.end())
    if found[1]:
        return Day(span, int(found[3]), int(found[2]), int(found[1]))
    one, other, year = int(found[4]), int(found[6]), int(found[7])
    british = Day(span, one, other, year)
    american = Day(span, other, one, year)
    return american if american.exists and not british.exists else british


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def objections_to_days(sentence: str, months: Sequence[str], known: Sequence[date]) -> Iterator[Objection]:
    """Give what is to be said against a sentence's days; ``known`` are those of the case."""
    for day in days_in(sentence, months):
        if not day.exists:
            # "the 45 May", without a year, may be a name or a number of something.
            sure = day.year is not None or 1 <= day.day <= DIGITS
            yield objection(ObjectionCode.NO_SUCH_DAY, sentence, day.span, certain=sure)
        elif day.year is not None:
            yield from _real(sentence, day, date(day.year, day.month, day.day), months, known)


def _real(
    sentence: str, day: Day, real: date, months: Sequence[str], known: Sequence[date]
) -> Iterator[Objection]:
    if day.weekday is not None and day.weekday != real.weekday():
        right = ENGLISH[real.weekday()]
        yield objection(ObjectionCode.OTHER_WEEKDAY, sentence, day.span, certain=True, weekday=right)
    near = [each for each in known if (each.day, each.month) == (real.day, real.month)]
    if near and real not in near:
        recorded = f"{near[0].day} {months[near[0].month - 1]} {near[0].year}"
        yield objection(ObjectionCode.OTHER_DAY, sentence, day.span, certain=False, recorded=recorded)
