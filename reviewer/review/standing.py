"""What is done for a body, and what stands in the way of its letter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.model.fields import values_of
from reviewer.model.frozen import dataclass
from reviewer.review.basis import Blocker, BlockerCode, Standing
from reviewer.review.deadline import in_review
from reviewer.review.searched import Gap, changed_since, gaps_of, newest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from reviewer.model import Criterion, Evidence, Framework, Kept, Receipt, Search, Verdict
    from reviewer.model.fields import Value
    from reviewer.review.basis import State


def standing(framework: Framework, state: State, due: date) -> Standing:
    """Return the standing of a body under a framework, for documents due on a day.

    A draft needs exactly one verdict on every criterion. Signing also needs, behind each verdict, what
    its finding asks for (a search that proves an absence; else evidence, or a search), and a category.
    """
    rules = _Rules(framework, state, in_review(state.receipts, state.included, due))
    draft = tuple(blocker for criterion in framework.criteria for blocker in rules.drafting(criterion))
    basis = tuple(blocker for criterion in framework.criteria for blocker in rules.signing(criterion))
    grades = state.grades
    return Standing(
        findings={c.key: v.content.finding for c in framework.criteria if (v := rules.verdict(c))},
        blocks_draft=draft,
        blocks_signing=draft + basis + tuple(rules.grading()),
        rests_on=rules.rests_on(),
        category=grades[0].content.category if len(grades) == 1 else None,
    )


_COUNTED = {
    Gap.NOT_LOOKED_AT: "hits", Gap.PIECES_NOT_SEEN: "pieces", Gap.PIECES_WAIT: "pieces", Gap.STALE: "documents",
    Gap.TERMS: "terms",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules over one body; ``reviewed`` are its receipts that are in the review."""

    framework: Framework
    state: State
    reviewed: tuple[Kept[Receipt], ...]

    def verdict(self, criterion: Criterion) -> Kept[Verdict] | None:
        """Return the one verdict on a criterion, if its finding is one that the criterion may have."""
        verdicts = self.state.verdicts.get(criterion.key, ())
        alone = len(verdicts) == 1 and criterion.key not in self.state.contested
        only = verdicts[0] if alone else None
        return only if only and only.content.finding in criterion.findings else None

    def drafting(self, criterion: Criterion) -> Iterator[Blocker]:
        """Give what keeps a letter from being drafted."""
        verdicts = self.state.verdicts.get(criterion.key, ())
        if not verdicts:
            yield _blocker(BlockerCode.NO_VERDICT, criterion)
        elif len(verdicts) > 1:
            yield _blocker(BlockerCode.VERDICTS_DIFFER, criterion, verdicts=len(verdicts))
        elif criterion.key in self.state.contested:
            yield _blocker(BlockerCode.VERDICT_CONTESTED, criterion)
        elif self.verdict(criterion) is None:
            finding = verdicts[0].content.finding
            yield _blocker(BlockerCode.UNKNOWN_FINDING, criterion, finding=finding)

    def signing(self, criterion: Criterion) -> Iterator[Blocker]:
        """Give what else keeps a letter from being signed, once there is a verdict."""
        verdict = self.verdict(criterion)
        if verdict is None:
            return
        yield from self._lost(criterion)
        if self.framework.finding(verdict.content.finding).absence:
            yield from self._unsearched(criterion)
        elif not self._standing_evidence(criterion) and not self._nearly(criterion):
            yield from self._without_evidence(criterion)

    def grading(self) -> Iterator[Blocker]:
        """Give what is wrong with the category."""
        if not self.state.grades:
            yield Blocker(BlockerCode.NO_CATEGORY)
        elif len(self.state.grades) > 1:
            yield Blocker(
                BlockerCode.CATEGORIES_DIFFER, values=values_of({"categories": len(self.state.grades)})
            )

    def rests_on(self) -> tuple[str, ...]:
        """Return the ids of the records behind the letter, sorted."""
        ids = {grade.id for grade in self.state.grades}
        for criterion in self.framework.criteria:
            ids |= {verdict.id for verdict in self.state.verdicts.get(criterion.key, ())}
            ids |= {evidence.id for evidence in self._evidence(criterion)}
            search = newest(self.state.searches, criterion.key)
            ids |= {search.id} if search else set()
        return tuple(sorted(ids))

    def _evidence(self, criterion: Criterion) -> tuple[Kept[Evidence], ...]:
        return tuple(record for record in self.state.evidence if record.content.criterion == criterion.key)

    def _standing_evidence(self, criterion: Criterion) -> tuple[Kept[Evidence], ...]:
        documents = {receipt.content.document for receipt in self.reviewed}
        return tuple(
            record
            for record in self._evidence(criterion)
            if record.id not in {*self.state.lost, *self.state.near}
            and record.content.passage.document in documents
        )

    def _nearly(self, criterion: Criterion) -> tuple[Kept[Evidence], ...]:
        """Return the evidence that somebody has to confirm; that is said of it, and nothing else."""
        return tuple(record for record in self._evidence(criterion) if record.id in self.state.near)

    def _search(self, criterion: Criterion) -> Kept[Search] | None:
        return newest(self.state.searches, criterion.key)

    def _lost(self, criterion: Criterion) -> Iterator[Blocker]:
        for record in self._evidence(criterion):
            if record.id in self.state.lost:
                lost = _blocker(BlockerCode.LOST_PASSAGE, criterion)
                yield replace(lost, quote=record.content.passage.quote)
            elif record.id in self.state.near:
                near = _blocker(BlockerCode.NEAR_PASSAGE, criterion)
                yield replace(near, difference=self.state.near[record.id])

    def _unread(self, criterion: Criterion) -> Iterator[Blocker]:
        for receipt in self.reviewed:
            if receipt.content.document not in self.state.texts:
                yield _blocker(BlockerCode.UNREAD_DOCUMENT, criterion, name=receipt.content.name)

    def _unsearched(self, criterion: Criterion) -> Iterator[Blocker]:
        """A search proves nothing of what is not read here, nor while it leaves anything to look at."""
        yield from self._unread(criterion)
        search = self._search(criterion)
        for gap, number in gaps_of(search, self.reviewed, self.state, criterion.search).items():
            values: dict[str, Value] = {}
            if name := _COUNTED.get(gap):
                values[name] = number
            if search is not None and gap is Gap.NOT_LOOKED_AT:
                values["changed"] = len(changed_since(search.content, self.reviewed, self.state.texts))
            yield _blocker(BlockerCode(gap.value), criterion, **values)

    def _without_evidence(self, criterion: Criterion) -> Iterator[Blocker]:
        """A verdict without evidence may rest on a search, if that proves something."""
        search = self._search(criterion)
        if search is not None:
            yield from self._unsearched(criterion)
        elif any(record.id not in self.state.lost for record in self._evidence(criterion)):
            yield _blocker(BlockerCode.OUTSIDE_REVIEW, criterion)
        else:
            yield _blocker(BlockerCode.NO_EVIDENCE, criterion)


def _blocker(code: BlockerCode, criterion: Criterion, **values: Value) -> Blocker:
    return Blocker(code, criterion.key, criterion.title, values_of(values))
