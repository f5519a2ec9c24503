"""The case that serves in a casebook, as it was founded or amended last, and whether colleagues contest it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.errors import CasebookError, CaseError
from reviewer.model.frozen import dataclass

if TYPE_CHECKING:
    from reviewer.casebook import Casebook
    from reviewer.model import Case

UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)
"""What ``case_from_data`` raises for what is no case, or a newer program's."""


@dataclass(frozen=True, slots=True)
class CaseNow:
    """The case that serves, and the id of the record that has it: "" where it is as it was founded.

    ``last`` are the records (ids) that nothing came after. ``contested``: they differ, so the last uncontested case serves and
    nothing is signed. ``damaged``: so is one that nothing came after, and the case of before is shown. ``count`` is how many
    records on the case were looked at.
    """

    case: Case
    record: str
    last: tuple[str, ...]
    contested: bool
    count: int
    damaged: bool = False

    @classmethod
    def of(cls, casebook: Casebook) -> CaseNow:
        """Read what serves now; CaseError where not even the case as it was founded can be read."""
        cases, unreadable = casebook.cases, set[str]()
        count = cases.count()  # first: what comes meanwhile is looked at the next time
        while True:
            now = cases.standing(unreadable)
            try:
                case = case_in(casebook, now.serves)
            except UNREADABLE as error:
                if now.serves in unreadable:
                    raise _unread(casebook) from error
                unreadable.add(now.serves)
            else:
                record = "" if now.serves == cases.founding else now.serves
                damaged = bool(now.damaged)
                return cls(case, record, now.last, now.contested, count, damaged)


def is_case_damaged(casebook: Casebook) -> bool:
    """Tell whether a record of the case is damaged, or one that may be."""
    of_case = any(damage.of_all or not damage.kind for damage in casebook.health.damages())
    return of_case or bool(casebook.cases.standing().damaged)


def _unread(casebook: Casebook) -> CaseError:
    name = casebook.folder.name
    if is_case_damaged(casebook):
        return CaseError(
            "The case in {name} cannot be read, and nothing else by it: a record that holds it is damaged",
            "To get it back from the share: sync CASEBOOK SHARE. Or restore a backup, or join the share into a new one; keep"
            " this casebook until then.",
            name=name,
        )
    return CaseError(
        "The case in {name} cannot be read: it is not put as this version knows it",
        "A newer Reviewer may have made it: update this one.",
        name=name,
    )


def case_in(casebook: Casebook, record: str) -> Case:
    """Return the case of a case record ("": as it was founded); one of ``UNREADABLE`` where it can't be read."""
    from reviewer.framework import case_from_data

    return case_from_data(casebook.cases.data(record or casebook.cases.founding))


def readable_case(casebook: Casebook, record: str) -> Case | None:
    """Return the case of a case record as ``case_in``; None where it can't be read."""
    try:
        return case_in(casebook, record)
    except UNREADABLE:
        return None


def case_of(casebook: Casebook) -> CaseNow:
    """Return the case that serves in a casebook; where it cannot be read, CaseError, and the casebook is closed."""
    try:
        return CaseNow.of(casebook)
    except CasebookError as error:
        casebook.close()
        raise CaseError(error.what, error.remedy) from error
    except BaseException:
        casebook.close()
        raise
