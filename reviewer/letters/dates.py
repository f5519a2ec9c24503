"""Dates in a letter's sentences: days that there never were, wrong weekdays, and days that the case has in another year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from reviewer.letters.spans import Span, objection
from reviewer.letters.stated_figures import is_place, mutated
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
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
SPOKEN = MappingProxyType(
    {word: number for number, word in enumerate(ORDINALS, 1)}
    | {f"twenty-{word}": 20 + number for number, word in enumerate(ORDINALS[:9], 1)}
    | {"thirtieth": 30, "thirty-first": 31}
)
ANY_SPOKEN = "|".join(sorted(SPOKEN, key=len, reverse=True)).replace("-", r"[-\s]")
ORDINAL = r"(?:st|nd|rd|th|af|ail|il|ydd|fed|eg|ed|ain)?"
NUMBERS = re.compile(
    r"(?<![\d./-])(?:(\d{4})-(\d\d)-(\d\d)|(\d\d?)([/.-])(\d\d?)\5(\d{4})|(\d\d?)/(\d\d?)/(\d\d))(?![\d/-])"
)
CENTURY = 2000  # in which a year of two digits is
WORDS = frozenset({"may", "march", "august", "mar", "dec", "sep", "jan", "mai", "medi", "mawrth", "awst"})
"""Months that are, without a capital, words or parts of words besides, unless a year follows."""


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


@dataclass(frozen=True, slots=True)
class _Calendar:
    """How the months of a language are written: a pattern of any, and of each with its number."""

    any_month: str
    each: tuple[tuple[re.Pattern[str], int], ...]

    def number(self, month: str) -> int:
        return next(number for pattern, number in self.each if pattern.fullmatch(month))


@lru_cache(maxsize=8)
def _calendar(months: tuple[str, ...], *, welsh: bool) -> _Calendar:
    by_name: dict[str, int] = {}
    for number, month in enumerate(months, 1):
        by_name.setdefault(mutated(month) if welsh else re.escape(month), number)
    for number, month in enumerate(months, 1):
        by_name.setdefault(re.escape(month[:SHORT]), number)
        if month.casefold().startswith("sept"):
            by_name.setdefault("Sept", number)
    ordered = sorted(by_name, key=len, reverse=True)
    each = tuple((re.compile(spelt, re.IGNORECASE), by_name[spelt]) for spelt in ordered)
    return _Calendar("|".join(ordered), each)


def days_in(sentence: str, months: Sequence[str], *, welsh: bool = False) -> Iterator[Day]:
    """Give the days that a sentence names in a language's months, in figures or as "thirty-first of May".

    ``welsh`` tells that months change at their beginning: "31 Mehefin", "31 o Fehefin".
    """
    calendar = _calendar(tuple(months), welsh=welsh)
    weekday = rf"(?:({'|'.join(word for day in WEEKDAYS for word in day)}),?\s+(?:the\s+)?)?"
    month, number = rf"({calendar.any_month})", r"(?<![\d.,:£$€/-])(\d{1,2})"
    year = r"(?:\.?,?\s+(\d{4})\b)?"
    first = rf"\b{weekday}{number}{ORDINAL}\s+(?:(?:day\s+)?of\s+|o\s+)?{month}\b{year}"
    words = rf"\b{weekday}\b({ANY_SPOKEN})\s+(?:day\s+)?of\s+{month}\b{year}"
    for pattern in (first, words):
        for match in re.finditer(pattern, sentence, re.IGNORECASE):
            if _is_month(match[3], match[4]):
                yield _named(match, match[1], match[2], calendar.number(match[3]), match[4])
    last = rf"\b{weekday}\b{month}\.?\s+(\d{{1,2}}){ORDINAL}\b(?![.,:]\d|\s*%)(?:,?\s+(\d{{4}})\b)?"
    for match in re.finditer(last, sentence, re.IGNORECASE):
        if _is_month(match[2], match[4]) and not _day_before(sentence, match):
            yield _named(match, match[1], match[3], calendar.number(match[2]), match[4])
    apart = rf"\b{month}(?:\s+(\d{{4}}))?,?\s+on\s+the\s+(\d{{1,2}}){ORDINAL}\b"
    for match in re.finditer(apart, sentence, re.IGNORECASE):
        if _is_month(match[1], match[2]):
            yield _named(match, None, match[3], calendar.number(match[1]), match[2])
    for match in NUMBERS.finditer(sentence):
        yield _numbers(match)


def months_in(
    sentence: str, months: Sequence[str], *, welsh: bool = False
) -> Iterator[tuple[Span, int, int]]:
    """Give the months with their years that a sentence names, each as (where, month, year)."""
    calendar = _calendar(tuple(months), welsh=welsh)
    for match in re.finditer(rf"\b({calendar.any_month})\s+(\d{{4}})\b", sentence, re.IGNORECASE):
        yield Span(match.start(), match.end()), calendar.number(match[1]), int(match[2])


def _is_month(word: str, year: str | None) -> bool:
    """Whether a word means a month: "45 may" do something, "31 february" does not."""
    return word[0].isupper() or bool(year) or (len(word) > SHORT and word.casefold() not in WORDS)


def _day_before(sentence: str, match: re.Match[str]) -> bool:
    """Whether a month that seems to come first has its day before it: "31 May 2017"."""
    return (
        re.search(r"\d\w{0,3}\s+(?:of\s+)?$", sentence[max(match.start() - BEFORE, 0) : match.start()])
        is not None
    )


def _named(match: re.Match[str], spoken: str | None, day: str, month: int, year: str | None) -> Day:
    weekday = None
    if spoken:
        said = " ".join(spoken.casefold().split())
        weekday = next(number for number, words in enumerate(WEEKDAYS) if said in words)
    spelt = "-".join(day.casefold().split())
    number = SPOKEN[spelt] if spelt in SPOKEN else int(day)
    return Day(Span(match.start(), match.end()), number, month, int(year) if year else None, weekday)


def _numbers(match: re.Match[str]) -> Day:
    span = Span(match.start(), match.end())
    if match[1]:
        return Day(span, int(match[3]), int(match[2]), int(match[1]))
    if match[4]:
        one, other, year = int(match[4]), int(match[6]), int(match[7])
    else:
        one, other, year = int(match[8]), int(match[9]), CENTURY + int(match[10])
    british = Day(span, one, other, year)
    american = Day(span, other, one, year)
    return american if american.exists and not british.exists else british


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def objections_to_days(
    sentence: str, months: Sequence[str], known: Sequence[date], *, welsh: bool = False
) -> Iterator[Objection]:
    """Give what is to be said against a sentence's days; ``known`` are those of the case."""
    for day in days_in(sentence, months, welsh=welsh):
        if not day.exists:
            # "the 45 May", without a year, may be a name or a number of something; "section 31/2/17" too.
            sure = day.year is not None or 1 <= day.day <= DIGITS
            placed = is_place(sentence, day.span.start)
            yield objection(ObjectionCode.NO_SUCH_DAY, sentence, day.span, certain=sure and not placed)
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
