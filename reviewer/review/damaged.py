"""What a damaged record keeps from being written: a letter that rests on it, or that may rest on it, is neither drafted nor signed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.model.fields import values_of
from reviewer.review.basis import Blocker, BlockerCode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.model import Framework
    from reviewer.model.damage import Damage
    from reviewer.model.fields import Values
    from reviewer.review.basis import Standing

_CATEGORY = "category"
_OPEN = frozenset({BlockerCode.NO_VERDICT, BlockerCode.NO_CATEGORY})


def without_damaged(
    stands: Standing, framework: Framework, body: str, damages: Iterable[tuple[Damage, str, str]]
) -> Standing:
    """Return a body's standing as damaged records leave it; each damage comes with the words for it and for what heals it.

    A criterion of which anything is damaged has no finding until it is healed or decided again, and none has while the case is
    damaged; nothing is said to be undecided that only cannot be read.
    """
    signing = {
        damage: values_of({"what": what, "remedy": remedy})
        for damage, what, remedy in damages
        if damage.stops_signing(body)
    }
    if not signing:
        return stands
    titles = {criterion.key: criterion.title for criterion in framework.criteria}
    hit = {damage.criterion for damage in signing if body in damage.bodies and damage.criterion in titles}
    graded = any(body in damage.bodies and _kind(damage) == _CATEGORY for damage in signing)
    if any(damage.of_all for damage in signing):
        hit, graded = set(titles), True
    damaged = frozenset(hit | ({""} if graded else set()))
    blockers = {damage.record: _blocker(damage, said, body, titles) for damage, said in signing.items()}
    draft = [blockers[damage.record] for damage in signing if damage.stops_draft(body)]
    later = [blockers[damage.record] for damage in signing if not damage.stops_draft(body)]
    before = [blocker for blocker in stands.blocks_draft if not _is_answered(blocker, damaged)]
    rest = stands.blocks_signing[len(stands.blocks_draft) :]
    return replace(
        stands,
        findings={key: finding for key, finding in stands.findings.items() if key not in damaged},
        category=None if graded else stands.category,
        blocks_draft=(*draft, *before),
        blocks_signing=(*draft, *before, *later, *(one for one in rest if not _is_answered(one, damaged))),
        damaged=damaged,
    )


def _blocker(damage: Damage, said: Values, body: str, titles: dict[str, str]) -> Blocker:
    title = titles.get(damage.criterion, "") if body in damage.bodies else ""
    return Blocker(BlockerCode.DAMAGED, damage.criterion if title else None, title, said)


def _is_answered(blocker: Blocker, damaged: frozenset[str]) -> bool:
    return blocker.code in _OPEN and (blocker.criterion or "") in damaged


def _kind(damage: Damage) -> str:
    return damage.subject.partition(":")[0]
