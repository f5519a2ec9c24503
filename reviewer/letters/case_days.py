"""The days that a case fixes, and sentences that speak of the same and say another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reviewer.letters.dates import Day, days_in, months_in
from reviewer.letters.spans import Span, objection
from reviewer.model.objections import Objection, ObjectionCode

NEAR = 60  # characters between a day and the words that say of what it is
DATED = re.compile(r"\b(?:this\s+letter|y\s+llythyr\s+hwn)\b", re.IGNORECASE)
REQUESTED = re.compile(
    r"\b(?:wr(?:ote|itten|iting|ite)|(?<!this )letter|asked|requested|request|(?:l|ll)ythyr(?!\s+hwn)|ysgrifen\w*|"
    r"ofyn\w*|gofyn\w*)\b",
    re.IGNORECASE,
)
DUE = re.compile(
    r"\b(?:submi\w+|due|deadline|clos(?:e|ed|ing)|(?:gy|cy|chy)flwyn\w*|(?:g|ch|c)au)\b", re.IGNORECASE
)
REVIEWED = re.compile(r"\b(?:review\w*|(?:h)?adolyg\w*)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CaseDays:
    """When documents were asked for and due, when letters are dated, and when the review took place, as the case words it."""

    requested: date
    due: date
    dated: date
    period: str

    @property
    def all(self) -> tuple[date, ...]:
        """The three days."""
        return self.requested, self.due, self.dated


def objections_to_case_days(
    sentence: str, months: Sequence[str], case: CaseDays, *, welsh: bool = False
) -> Iterator[Objection]:
    """Give the days that a sentence says of what the case dates otherwise. None is certain: there may be two letters."""
    named = [day for day in days_in(sentence, months, welsh=welsh) if day.exists]
    said = [real for real in case.all if any(_is(day, real) for day in named)]
    for day in named:
        if any((day.day, day.month) == (real.day, real.month) for real in case.all):
            continue  # it is right, or told already as the case's day in another year
        fixed = _meant(sentence, day.span, case)
        if fixed is not None and fixed not in said:
            recorded = f"{fixed.day} {months[fixed.month - 1]} {fixed.year}"
            yield objection(ObjectionCode.OTHER_DAY, sentence, day.span, certain=False, recorded=recorded)
    yield from _period(sentence, months, case, [day.span for day in named], welsh=welsh)


def _is(day: Day, real: date) -> bool:
    return (day.day, day.month) == (real.day, real.month) and day.year in {None, real.year}


def _meant(sentence: str, span: Span, case: CaseDays) -> date | None:
    """Return the day of what is spoken of nearest to a place, None where nothing is near."""
    kinds = ((DATED, case.dated), (REQUESTED, case.requested), (DUE, case.due))
    near = [(away, real) for pattern, real in kinds if (away := _away(pattern, sentence, span)) <= NEAR]
    return min(near, key=lambda each: each[0], default=(0, None))[1]


def _away(pattern: re.Pattern[str], sentence: str, span: Span) -> int:
    """Return how many characters lie between a place and the nearest of a pattern's words; more than NEAR where none is near."""
    start, end = max(span.start - 2 * NEAR, 0), span.end + 2 * NEAR
    matches = pattern.finditer(sentence, start, end)
    return min((max(each.start() - span.end, span.start - each.end()) for each in matches), default=NEAR + 1)


def _period(
    sentence: str, months: Sequence[str], case: CaseDays, days: Sequence[Span], *, welsh: bool
) -> Iterator[Objection]:
    """Give the months that are said of the review, and in which the case does not have it."""
    fixed = {(month, year) for _, month, year in months_in(case.period, months, welsh=welsh)}
    if not fixed:
        return
    for span, month, year in months_in(sentence, months, welsh=welsh):
        within = any(day.start <= span.start < day.end for day in days)
        if not within and (month, year) not in fixed and _away(REVIEWED, sentence, span) <= NEAR:
            yield objection(ObjectionCode.OTHER_DAY, sentence, span, certain=False, recorded=case.period)
