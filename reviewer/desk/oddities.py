"""What is odd about those who take part and somebody can put right: a clock, a copy that was doubled, an older or newer program.

Told by what their statements say; nothing is decided by it. Of two clocks nobody can say which is right: then both are told. Of
three, those that agree are believed.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from reviewer.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.casebook import Casebook
    from reviewer.casebook.held_by import HeldBy

DAY = 86_400 * 1_000_000
"""So far clocks may be apart: nobody's time zone makes more, and a letter's date is not wrong by more than one."""
_LATELY = 7 * DAY


class OddityCode(StrEnum):
    """What is odd."""

    OWN_CLOCK_BEHIND = "own-clock-behind"
    OWN_CLOCK_AHEAD = "own-clock-ahead"
    CLOCK_BEHIND = "clock-behind"
    CLOCK_AHEAD = "clock-ahead"
    CLOCKS_DIFFER = "clocks-differ"  # from one colleague's: either may be wrong
    DOUBLED = "doubled"
    OLDER = "older"
    NEWER = "newer"
    NEWER_RECORDS = "newer-records"


@dataclass(frozen=True, slots=True)
class Oddity:
    """One of them: whom it is about ("" oneself), and how many days or records it is about."""

    code: OddityCode
    name: str = ""
    number: int = 0


def oddities_of(casebook: Casebook, now: int) -> Iterator[Oddity]:
    """Yield what is odd as of now (UTC µs), each once."""
    from reviewer.casebook.codec import READS

    holding = casebook.team.holding
    last = _latest(holding.others())
    yield from clock_oddities(last, now)
    people = casebook.people()
    for author in holding.doubled():
        yield Oddity(OddityCode.DOUBLED, people.get(author, author[:8]))
    yield from (Oddity(OddityCode.OLDER, one.name) for one in last if one.reads < READS)
    if number := casebook.health.newer_records():
        yield Oddity(OddityCode.NEWER_RECORDS, number=number)
    else:
        yield from (Oddity(OddityCode.NEWER, one.name) for one in last if one.reads > READS)


def _latest(copies: Sequence[HeldBy]) -> list[HeldBy]:
    """Return of each person the copy that was seen last: an old laptop in a drawer has an old program, and that is nobody's matter."""
    last: dict[str, HeldBy] = {}
    for one in copies:
        if one.key not in last or last[one.key].at < one.at:
            last[one.key] = one
    return sorted(last.values(), key=lambda one: (one.name.casefold(), one.key))


def clock_oddities(copies: Sequence[HeldBy], now: int) -> Iterator[Oddity]:
    """Yield whose clock is off, by the last copy of each colleague and one's own time now (UTC µs)."""
    ahead = [one for one in copies if one.at > now + DAY]
    # They hold an act of ours, and their clock says that it is to come.
    behind = [one for one in copies if one.acts_at > one.at + DAY and one.acts_at <= now + DAY]
    agree = [one for one in copies if abs(one.at - now) <= _LATELY and one not in behind and one not in ahead]
    yield from _apart(
        ahead, [one.at - now for one in ahead], agree, OddityCode.OWN_CLOCK_BEHIND, OddityCode.CLOCK_AHEAD
    )
    yield from _apart(
        behind, [one.acts_at - one.at for one in behind], agree, OddityCode.OWN_CLOCK_AHEAD, OddityCode.CLOCK_BEHIND
    )  # fmt: skip


def _apart(
    copies: Sequence[HeldBy], by: Sequence[int], agree: Sequence[HeldBy], own: OddityCode, theirs: OddityCode
) -> Iterator[Oddity]:
    """Yield whose clock is off, by how many days: those who are more are right, oneself and who ``agree`` on one side."""
    if len(copies) > len(agree) + 1:
        yield Oddity(own, number=min(by) // DAY)
        return
    code = theirs if len(agree) >= len(copies) else OddityCode.CLOCKS_DIFFER
    yield from (Oddity(code, one.name, apart // DAY) for one, apart in zip(copies, by, strict=True))
