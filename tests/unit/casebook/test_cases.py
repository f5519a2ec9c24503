"""Which case serves, whatever was put in its place: strangers sign what they like, and nothing of it takes the case away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from reviewer.casebook import Author, Casebook
from reviewer.casebook.cases import case_parts
from reviewer.errors import CasebookError
from reviewer.model import Withdrawn
from tests.faults.altering import edited
from tests.unit.casebook.conftest import CASE


def titled(title: str) -> dict[str, Any]:
    return {**CASE, "inspection": {"title": title}}


def amend(casebook: Casebook, title: str) -> str:
    with casebook.act() as act:
        return casebook.cases.amend(act, titled(title))


def title(casebook: Casebook) -> str:
    return str(casebook.cases.data(casebook.cases.standing().serves)["inspection"]["title"])


def put(casebook: Casebook, title: str, parents: Sequence[str], *, whole: bool = True) -> str:
    """Put a case record as a program might that is not this one."""
    inspection, framework = case_parts(titled(title))
    with casebook.act() as act:
        record = act.put(inspection, casebook.cases.subject, parents)
        if whole:
            act.put(framework)
    return record


def test_the_last_amendment_serves_and_the_founding_names_the_inspection(casebook: Casebook) -> None:
    founding = casebook.inspection_id
    assert casebook.cases.standing().serves == founding
    for number, name in enumerate(("Second", "Third"), start=2):
        record = amend(casebook, name)
        standing = casebook.cases.standing()
        assert (standing.serves, standing.last, standing.contested) == (record, (record,), False)
        assert title(casebook) == name
        assert casebook.cases.count() == number
    assert casebook.inspection_id == founding
    assert casebook.check() == ()


def test_what_begins_anew_beside_the_case_counts_for_nothing(casebook: Casebook) -> None:
    agreed = amend(casebook, "Agreed")
    one, other = put(casebook, "One", [agreed]), put(casebook, "Other", [])
    assert title(casebook) == "One"
    with casebook.act() as act:
        act.put(Withdrawn("no"), casebook.cases.subject, [other])
    assert title(casebook) == "One"
    standing = casebook.cases.standing()
    assert (standing.serves, standing.contested) == (one, False)
    amend(casebook, "Settled")
    assert title(casebook) == "Settled"
    assert not casebook.cases.standing().contested


def test_a_case_of_which_a_part_is_missing_or_unreadable_serves_nobody(casebook: Casebook) -> None:
    founding = casebook.inspection_id
    half = put(casebook, "Half", [founding], whole=False)
    assert casebook.cases.data(half) == {}
    assert (casebook.cases.standing().serves, casebook.cases.standing().contested) == (founding, True)
    assert title(casebook) == "A made inspection"
    record = amend(casebook, "Whole")
    assert casebook.cases.standing(unreadable={record}).contested
    assert casebook.cases.standing(unreadable={record}).serves in {founding, half}
    assert casebook.cases.get(founding) is not None
    assert casebook.cases.get("ab" * 32) is None


def test_half_a_case_is_not_recorded_where_the_other_half_can_not_be(
    casebook: Casebook, ann: Author, clock: Callable[[], int]
) -> None:
    casebook.close()
    edited(casebook.folder, "UPDATE record SET body = replace(body, 'framework', 'framew0rk') WHERE seq = 3")
    with Casebook.open(casebook.folder, ann, clock) as opened:
        position = opened.head_position()
        with pytest.raises(CasebookError, match="can't be amended here"):
            amend(opened, "Second")
        assert opened.head_position() == position


def test_a_withdrawal_takes_no_case_away(casebook: Casebook) -> None:
    amend(casebook, "Second")
    standing = casebook.cases.standing()
    with casebook.act() as act:
        act.put(Withdrawn("no more"), casebook.cases.subject, [standing.serves])
    assert casebook.cases.standing() == standing
    assert title(casebook) == "Second"
    amend(casebook, "Third")
    assert title(casebook) == "Third"
    assert not casebook.cases.standing().contested
