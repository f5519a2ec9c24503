"""Which automatic backups go as they age, and which stay: a pure rule over the list of them.

=====================================  ===============================================
of the last day that has any           all
of the 14 last days that have any      the last good one of each day
of the 13 last weeks that have any     the last good one of each week
of all time before                     the last good one of every four weeks
=====================================  ===============================================

Days, weeks and four weeks follow each other in UTC, each within the next, so that what one rule keeps of a day is what the
next keeps of its week. Only those are counted that have a backup: a casebook that rests for a year loses nothing by it, and
a clock that runs ahead takes nothing away. While the newest is not the latest by its date, a clock was put back, and
nothing goes. What a person asked for stays; what was made before an update stays until a good backup of the newer schema
is a month younger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

_DAY = 86_400_000_000  # microseconds
_MONDAY = 4 * _DAY  # 1 January 1970 was a Thursday
DAYS, WEEKS = 14, 13
MONTH = 30 * _DAY


class Why(StrEnum):
    """Why a backup was made."""

    AUTOMATIC = "automatic"
    ASKED = "by hand"
    UPDATE = "before update"


@dataclass(frozen=True, slots=True)
class Aged:
    """What thinning knows of a backup: its number, when it was made (UTC µs), why, whether it is good, and of which schema."""

    number: int
    made: int
    why: Why = Why.AUTOMATIC
    is_good: bool = True
    schema: int = 0
    """How many steps of the schema its casebook had taken."""


def thinned(backups: Iterable[Aged]) -> frozenset[int]:
    """Return the numbers of those that may go; they are of one copy of one casebook."""
    known = sorted(backups, key=lambda one: one.number)
    if not known or max(one.made for one in known) > known[-1].made:
        return frozenset()
    automatic = [one for one in known if one.why is Why.AUTOMATIC]
    stay = {one.number for one in known if one.why is Why.ASKED}
    stay |= {one.number for one in known if one.why is Why.UPDATE and not _is_proven(one, known)}
    stay |= {known[-1].number, *_last_good(known)}
    if automatic:
        last = _day(automatic[-1])
        stay |= {one.number for one in automatic if _day(one) == last}
    for period, most in ((_day, DAYS), (_week, WEEKS), (_four_weeks, None)):
        stay |= _of_each(automatic, period, most)
    return frozenset(one.number for one in known) - stay


def _is_proven(before: Aged, known: Sequence[Aged]) -> bool:
    """Tell whether the newer schema has served for a month since this was made before it."""
    return any(
        one.is_good
        and one.number > before.number
        and one.schema > before.schema
        and one.made >= before.made + MONTH
        for one in known
    )


def _last_good(known: Sequence[Aged]) -> set[int]:
    good = [one.number for one in known if one.is_good]
    return set(good[-1:])


def _of_each(automatic: Sequence[Aged], period: Callable[[Aged], int], most: int | None) -> set[int]:
    """Return the last good one, else the last, of each of the latest periods that have any."""
    best: dict[int, Aged] = {}
    for one in automatic:
        there = best.get(period(one))
        if there is None or one.is_good or not there.is_good:
            best[period(one)] = one
    latest = sorted(best, reverse=True)[:most]
    return {best[each].number for each in latest}


def _day(one: Aged) -> int:
    return one.made // _DAY


def _week(one: Aged) -> int:
    return (one.made - _MONDAY) // (7 * _DAY)


def _four_weeks(one: Aged) -> int:
    return (one.made - _MONDAY) // (28 * _DAY)
