"""What is done for a body, and what stands in the way of its letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reviewer.model import Criterion, Evidence, Framework, Kept, Receipt, Search, Verdict
from reviewer.review.basis import Blocker, Kind, Standing, State
from reviewer.review.deadline import in_review
from reviewer.review.searched import Gap, gap_of, newest

SAID = {
    Gap.MISSING: ("nothing was searched", "Search for the criterion's terms, and look at what is found."),
    Gap.NOT_LOOKED_AT: ("what the search found was not looked at", "Look at each hit and unreadable page."),
    Gap.STALE: ("documents or their text have changed since the search", "Search again."),
}


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
            yield _blocker(Kind.NO_VERDICT, criterion, "no verdict yet", "Choose a finding and say why.")
        elif len(verdicts) > 1:
            told = f"{len(verdicts)} verdicts stand against each other"
            yield _blocker(Kind.CONFLICT, criterion, told, "Choose one of them, or a third.")
        elif criterion.key in self.state.contested:
            told = "one of you took the verdict back, and another kept it"
            yield _blocker(Kind.CONFLICT, criterion, told, "Choose a finding to settle it.")
        elif self.verdict(criterion) is None:
            told = f'its verdict, "{verdicts[0].content.finding}", is not among its findings'
            yield _blocker(Kind.UNKNOWN_FINDING, criterion, told, "Choose one of the criterion's findings.")

    def signing(self, criterion: Criterion) -> Iterator[Blocker]:
        """Give what else keeps a letter from being signed, once there is a verdict."""
        verdict = self.verdict(criterion)
        if verdict is None:
            return
        yield from self._lost(criterion)
        if self.framework.finding(verdict.content.finding).absence:
            yield from self._unread(criterion)
            yield from self._unsearched(criterion)
        elif not self._standing_evidence(criterion) and not self._nearly(criterion):
            yield from self._without_evidence(criterion)

    def grading(self) -> Iterator[Blocker]:
        """Give what is wrong with the category."""
        if not self.state.grades:
            yield Blocker(Kind.NO_CATEGORY, None, "No category is chosen.", "Choose the overall category.")
        elif len(self.state.grades) > 1:
            told = f"{len(self.state.grades)} categories stand against each other."
            yield Blocker(Kind.CONFLICT, None, told, "Choose one of them, or a third.")

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
        return tuple(kept for kept in self.state.evidence if kept.content.criterion == criterion.key)

    def _standing_evidence(self, criterion: Criterion) -> tuple[Kept[Evidence], ...]:
        documents = {receipt.content.document for receipt in self.reviewed}
        return tuple(
            kept
            for kept in self._evidence(criterion)
            if kept.id not in {*self.state.lost, *self.state.near}
            and kept.content.passage.document in documents
        )

    def _nearly(self, criterion: Criterion) -> tuple[Kept[Evidence], ...]:
        """Return the evidence that somebody has to confirm; that is said of it, and nothing else."""
        return tuple(kept for kept in self._evidence(criterion) if kept.id in self.state.near)

    def _search(self, criterion: Criterion) -> Kept[Search] | None:
        return newest(self.state.searches, criterion.key)

    def _lost(self, criterion: Criterion) -> Iterator[Blocker]:
        for kept in self._evidence(criterion):
            if kept.id in self.state.lost:
                told = f"a passage is not in its document any more: “{_short(kept.content.passage.quote)}”"
                yield _blocker(Kind.LOST_PASSAGE, criterion, told, "Tie it again, or untie it.")
            elif kept.id in self.state.near:
                told = f"a passage reads differently now: {self.state.near[kept.id]}"
                remedy = "Look at both on its card, and confirm it, or untie it."
                yield _blocker(Kind.NEAR_PASSAGE, criterion, told, remedy)

    def _unread(self, criterion: Criterion) -> Iterator[Blocker]:
        for receipt in self.reviewed:
            if receipt.content.document not in self.state.texts:
                told = f"“{receipt.content.name}” is not read yet"
                yield _blocker(Kind.UNREAD_DOCUMENT, criterion, told, "Wait until it is read, then search.")

    def _unsearched(self, criterion: Criterion) -> Iterator[Blocker]:
        gap = gap_of(self._search(criterion), self.reviewed, self.state.texts)
        if gap is not None:
            told, remedy = SAID[gap]
            yield _blocker(Kind(gap.value), criterion, told, remedy)

    def _without_evidence(self, criterion: Criterion) -> Iterator[Blocker]:
        """A verdict without evidence may rest on a search, if that proves something."""
        search = self._search(criterion)
        if search is not None:
            yield from self._unsearched(criterion)
        elif any(kept.id not in self.state.lost for kept in self._evidence(criterion)):
            told = "its passages are all in documents that are not in the review"
            remedy = "Take a document into the review with a reason, or tie another passage."
            yield _blocker(Kind.OUTSIDE_REVIEW, criterion, told, remedy)
        else:
            told = "no evidence and no search stand behind the verdict"
            yield _blocker(Kind.NO_EVIDENCE, criterion, told, "Tie a passage to it, or search and look.")


def _blocker(kind: Kind, criterion: Criterion, told: str, remedy: str) -> Blocker:
    return Blocker(kind, criterion.key, f"{criterion.title} ({criterion.key}): {told}.", remedy)


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= 60 else f"{words[:59]}…"  # noqa: PLR2004 - a line of a message
