"""What a sync brought in the place of what was decided here: a colleague judged it anew, chose another category, or took it back.

Who had seen it may do so, and nothing is in conflict then; but whoever had decided it learns of it, and by whom.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.model import Grade, Kept, Verdict, Withdrawn

if TYPE_CHECKING:
    from reviewer.casebook import Casebook

Decision = Verdict | Grade


@dataclass(frozen=True, slots=True)
class DecidedAnew:
    """What was decided here, what stands since (None: nothing, it was taken back), and who (key) decided that."""

    before: Decision
    now: Decision | None
    by: str


def decided_by(casebook: Casebook, author: str) -> Mapping[str, Kept[Decision]]:
    """Return the verdicts and categories of an author (key) that stand, by subject."""
    return {kept.subject: kept for kept in _standing(casebook) if kept.author == author}


def decided_anew_since(casebook: Casebook, before: Mapping[str, Kept[Decision]]) -> tuple[DecidedAnew, ...]:
    """Return what of ``before`` somebody else has put something in the place of, or taken back; what is in conflict is not."""
    now: dict[str, list[Kept[Decision]]] = {}
    for kept in _standing(casebook):
        now.setdefault(kept.subject, []).append(kept)
    found = []
    for subject, was in before.items():
        stands = now.get(subject, [])
        if any(kept.id == was.id for kept in stands):
            continue
        last: Kept[object] | None = stands[0] if stands else _taken_back(casebook, subject)
        if last is not None and last.author != was.author:
            found.append(DecidedAnew(was.content, stands[0].content if stands else None, last.author))
    return tuple(found)


def _standing(casebook: Casebook) -> tuple[Kept[Decision], ...]:
    return (*casebook.current(Verdict), *casebook.current(Grade))


def _taken_back(casebook: Casebook, subject: str) -> Kept[object] | None:
    acts = (kept for kept in reversed(casebook.history(subject)) if isinstance(kept.content, Withdrawn))
    return next(acts, None)
