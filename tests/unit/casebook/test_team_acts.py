"""Acts about members that can't be, or that come in another order: nothing false is kept of them, and nobody loses what they had."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.casebook import Casebook
from reviewer.errors import CasebookError
from reviewer.model import Role
from tests.unit.casebook.test_team import (
    CASE,
    admit,
    author,
    carry,
    first,
    judge,
    now,
    saves,
    second,
    verdicts,
)

__all__ = ["first", "second"]


def test_a_closed_inspection_is_not_closed_again(first: Casebook) -> None:
    """It would make an inspector of everybody, and bring back who was removed."""
    admit(first, 2, Role.SIGNATORY)
    admit(first, 3)
    first.team.remove(author(3).key, "left")
    with pytest.raises(CasebookError, match="closed already"):
        first.team.close()
    roles = {one.key: one.role for one in first.team.listed()}
    assert (roles[author(2).key], roles[author(3).key]) == (Role.SIGNATORY, Role.NONE)


def test_only_another_member_is_named_heir(first: Casebook) -> None:
    """Who is none would be refused by it in silence, and might take the place; the founder would follow the founder."""
    admit(first, 3)
    first.team.remove(author(3).key, "left")
    for number in (1, 2, 3):
        with pytest.raises(CasebookError, match="Only another member"):
            first.team.name_heir(author(number).key)
    membership = first.team.membership()
    assert (membership.heirs, author(2).key in membership.standing) == (frozenset(), False)


def test_an_heir_of_another_role_is_the_heir_still(first: Casebook) -> None:
    admit(first, 2)
    first.team.admit(author(2).key, "Author 2", Role.INSPECTOR, same_as=author(4).key)
    first.team.name_heir(author(2).key)
    admit(first, 2, Role.SIGNATORY)
    membership = first.team.membership()
    assert (membership.role_of(author(2).key), membership.heirs) == (
        Role.SIGNATORY,
        frozenset({author(2).key}),
    )
    assert membership.person_of(author(2).key) == author(4).key
    first.team.remove(author(2).key, "left")
    assert first.team.membership().heirs == frozenset()


def test_naming_an_heir_closes_an_open_inspection_for_nobody_who_is_known(tmp_path: Path) -> None:
    with Casebook.create(tmp_path / "open", author(1), now, CASE, durability="OFF") as made:
        with (
            Casebook.adopt(tmp_path / "other", author(2), now, saves(made), made.inspection_id) as other,
            Casebook.adopt(tmp_path / "third", author(3), now, saves(made), made.inspection_id) as third,
        ):
            for each in (other, third):
                judge(each, "met", f"plans-{each.folder.name}")
                carry(each, made)
        assert not made.team.membership().closed
        made.team.name_heir(author(2).key)
        membership = made.team.membership()
        assert (membership.closed, membership.heirs) == (True, frozenset({author(2).key}))
        assert membership.role_of(author(3).key) is Role.INSPECTOR
        assert verdicts(made) == ["met", "met"]


def test_of_what_changes_nothing_nothing_is_kept(first: Casebook, second: Casebook) -> None:
    """Else it stood against the founder's word for good, and everybody was asked to settle it."""
    admit(first, 2, Role.LEAD)
    admit(first, 3)
    carry(first, second)
    before = second.head_position()
    with pytest.raises(CasebookError, match="founder has decided otherwise"):
        admit(second, 3, Role.SIGNATORY)
    assert second.head_position() == before
    assert not second.team.membership().standing[author(3).key].is_conflict
    assert second.check() == ()


def test_acts_count_again_once_the_save_is_here_up_to_which_a_removal_lets_them(
    tmp_path: Path, first: Casebook, second: Casebook
) -> None:
    admit(first, 2)
    carry(first, second)
    judge(second, "met", "early")
    with Casebook.adopt(tmp_path / "third", author(3), now, saves(first), first.inspection_id) as third:
        carry(second, third)
        late = judge(second, "not met", "late")
        carry(second, first)
        first.team.remove(author(2).key, "left")
        third.absorb(one for one in saves(first) if one.id != late.id)
        assert verdicts(third) == []
        third.absorb([late])
        assert (verdicts(third), verdicts(first)) == (["met", "not met"], ["met", "not met"])
        assert third.check() == ()
