"""What of the case is in use: what people recorded in its terms can't lose them, and what left the house rests on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar, cast

from reviewer.desk.case_now import readable_case
from reviewer.model import Block, Case, Evidence, Framework, Grade, Kept, Letter, Search, Verdict
from reviewer.model.amendments import InUse, UseCode

if TYPE_CHECKING:
    from reviewer.casebook import Casebook

_Judged = Evidence | Search | Verdict
T = TypeVar("T", Verdict, Grade, _Judged)


class CaseUse:
    """Looks up in a casebook by what the terms of a case are used."""

    def __init__(self, casebook: Casebook) -> None:
        """Look here."""
        self._casebook = casebook

    def lost(self, before: Iterable[Case], after: Case) -> tuple[InUse, ...]:
        """Return what is in use of the cases of before, and is not in the one after; () where nothing is."""
        cases = tuple(before)
        codes = dict.fromkeys(body.code for case in cases for body in case.bodies)
        bodies_after = {body.code for body in after.bodies}
        gone = [code for code in codes if code not in bodies_after]
        return (*self._bodies(gone), *self._terms(after), *self._languages(codes, cases, after))

    def holds(self, subject: str, now: str, says: str) -> bool:
        """Tell whether an amendment (its record's id) can't give way to what another record says (undo, redo).

        It can't while something that the other lacks is in use, nor ever once a letter was signed by it; nor where either case
        can't be read, since nobody can tell then what rests on it.
        """
        if not subject.startswith("inspection:"):
            return False
        case, other = readable_case(self._casebook, now), readable_case(self._casebook, says)
        if case is None or other is None:
            return True
        letters = (
            record.content for body in case.bodies for record in self._letters(body.code, case.languages)
        )
        return any(letter.case == now for letter in letters) or bool(self.lost([case], other))

    def _bodies(self, codes: Iterable[str]) -> Iterator[InUse]:
        """Give the bodies that anything was ever recorded about: undone acts could be done again."""
        for code in codes:
            records = sum(
                len(self._casebook.history(subject)) for subject in self._casebook.about(code).subjects
            )
            if records:
                yield InUse(UseCode.BODY, code, records, (code,))

    def _terms(self, after: Case) -> Iterator[InUse]:
        """Give the criteria, findings and categories that what stands is said in."""
        framework = after.framework
        judged: tuple[Kept[_Judged], ...] = (
            *self._casebook.current(Verdict),
            *self._casebook.current(Evidence),
            *self._casebook.current(Search),
        )
        by_criterion = _grouped(judged, lambda content: (content.criterion,))
        known = {criterion.key: criterion for criterion in framework.criteria}
        for (criterion,), bodies in by_criterion.items():
            if criterion not in known:
                yield _in_use(UseCode.CRITERION, criterion, bodies)
        verdicts = _grouped(
            self._casebook.current(Verdict), lambda content: (content.criterion, content.finding)
        )
        for (criterion, finding), bodies in verdicts.items():
            if criterion in known and not _may_be(framework, criterion, finding):
                yield _in_use(UseCode.FINDING, finding, bodies, criterion)
        categories = {category.key for category in framework.categories}
        for (category,), bodies in _grouped(
            self._casebook.current(Grade), lambda content: (content.category,)
        ).items():
            if category not in categories:
                yield _in_use(UseCode.CATEGORY, category, bodies)

    def _languages(self, codes: Iterable[str], cases: Iterable[Case], after: Case) -> Iterator[InUse]:
        """Give the languages in which a letter was ever signed, or paragraphs stand that somebody wrote."""
        from reviewer.casebook import subject

        gone = dict.fromkeys(key for case in cases for key in case.languages if key not in after.languages)
        for key in gone:
            bodies = [code for code in codes for _ in self._letters(code, (key,))]
            name = subject.letter_key(key)
            written = (record.content for record in self._casebook.current(Block))
            bodies += [block.body for block in written if block.letter == name]
            if bodies:
                yield _in_use(UseCode.LANGUAGE, key, bodies)

    def _letters(self, code: str, languages: Iterable[str]) -> Iterator[Kept[Letter]]:
        from reviewer.casebook import subject

        for key in languages:
            for record in self._casebook.history(subject.letter(code, subject.letter_key(key))):
                if isinstance(record.content, Letter):
                    yield cast("Kept[Letter]", record)


def _may_be(framework: Framework, criterion: str, finding: str) -> bool:
    return finding in framework.criterion(criterion).findings


def _grouped(
    records: Iterable[Kept[T]], key: Callable[[T], tuple[str, ...]]
) -> dict[tuple[str, ...], list[str]]:
    """Return the bodies of records by what they name."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for each in records:
        groups.setdefault(key(each.content), []).append(each.content.body)
    return groups


def _in_use(code: UseCode, key: str, bodies: list[str], criterion: str = "") -> InUse:
    return InUse(code, key, len(bodies), tuple(dict.fromkeys(bodies)), criterion)
