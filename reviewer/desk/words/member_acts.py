"""What is said of one person's acts: what each was, and whether it counts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reviewer.desk.words.deeds import deed_words
from reviewer.desk.words.language import count, say
from reviewer.model.deeds import ActsOf, Counts, MemberAct, Turns

_TURNED: Mapping[Turns, str] = MappingProxyType({
    Turns.NO: "{act}", Turns.UNDO: "{act}, by undo", Turns.REDO: "{act}, done again",
})  # fmt: skip
_COUNTS: Mapping[Counts, str] = MappingProxyType({
    Counts.WAITS: "does not count: no lead has admitted them yet",
    Counts.ROLE: "does not count: more than their role is for",
    Counts.REMOVED: "does not count: outside what their removal lets count",
    Counts.REFUSED: "does not count: a lead has refused them",
})  # fmt: skip
_WAITING: Mapping[Counts, tuple[str, str]] = MappingProxyType({
    Counts.WAITS: (
        "{n:,} more act lies in the shared folder and waits until a lead admits them.",
        "{n:,} more acts lie in the shared folder and wait until a lead admits them.",
    ),
    Counts.ROLE: (
        "{n:,} more act lies in the shared folder and does not count: it is more than their role is for.",
        "{n:,} more acts lie in the shared folder and do not count: they are more than their role is for.",
    ),
    Counts.REMOVED: (
        "{n:,} more act lies in the shared folder and does not count: it was done after they were removed.",
        "{n:,} more acts lie in the shared folder and do not count: they were done after they were removed.",
    ),
    Counts.REFUSED: (
        "{n:,} more act lies in the shared folder and does not count: a lead has refused them.",
        "{n:,} more acts lie in the shared folder and do not count: a lead has refused them.",
    ),
})  # fmt: skip


def act_words(act: MemberAct) -> str:
    """Return what somebody did, without a full stop."""
    return say(_TURNED[act.turns], act=deed_words(act.deed))


def counts_words(act: MemberAct) -> str:
    """Return whether an act counts, and stands; if it does not, why."""
    if act.counts is not Counts.YES:
        return say(_COUNTS[act.counts])
    return say("counts") if act.stands else say("counts; decided otherwise since")


def acts_lines(acts: ActsOf) -> tuple[str, ...]:
    """Return what the list of somebody's acts says of all of them, in sentences: how many are here, what counts, what waits elsewhere."""
    number, idle = len(acts.acts), sum(act.counts is not Counts.YES for act in acts.acts)
    lines = []
    if acts.more:
        lines.append(say("The last {n:,} acts are listed.", n=number))
    elif number:
        lines.append(count("{n:,} act is kept here.", "{n:,} acts are kept here.", number))
    else:
        lines.append(say("No act of theirs is kept here."))
    if idle:
        lines.append(count("{n:,} of them does not count.", "{n:,} of them do not count.", idle))
    elif number:
        lines.append(say("All of these count."))
    if acts.waiting:
        lines.append(count(*_WAITING[acts.why], acts.waiting))
    return tuple(lines)
