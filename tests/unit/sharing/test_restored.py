"""A casebook that is restored from a backup takes the place of its copy: nobody counts any more on what the old one said it held."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reviewer.backups import Order, Why, back_up_new, restore, silent
from reviewer.casebook import Casebook, state_of
from reviewer.model import Retired, Role
from reviewer.sharing import Share, sync
from tests.unit.sharing.laptops import CASE, Laptop, author, decide, folder_share, reasons
from tests.unit.sharing.test_members import admit, joined

AT = 1_800_000_000_000_000


@pytest.fixture
def share(tmp_path: Path) -> Share:
    return folder_share(tmp_path / "share")


@pytest.fixture
def ann(tmp_path: Path) -> Casebook:
    laptop = Laptop("Ann", tmp_path / "ann")
    return Casebook.create(laptop.folder, author("Ann"), laptop.clock, CASE, closed=True)


@pytest.fixture
def ben(tmp_path: Path, share: Share, ann: Casebook) -> Casebook:
    """Ben's copy, which holds all that Ann's does, and has said so."""
    sync(ann, share)
    made = joined(tmp_path, "Ben", share)
    sync(made, share)
    sync(ann, share)
    admit(ann, "Ben")
    for casebook in (ann, made, ann):
        sync(casebook, share)
    assert ann.team.holding.colleagues() == {author("Ben").key}
    return made


def restored(casebook: Casebook, to: Path, name: str = "Ben") -> Laptop:
    """Back a casebook up and restore it as a person's; the one that was backed up goes on as it is."""
    made = back_up_new(
        casebook.folder, to.with_suffix(".backup"), Order(AT, Why.ASKED, "A backup.\n"), silent
    )
    restore(made.generation.path, to, author(name), AT, silent)
    return Laptop(name, to)


def retired(casebook: Casebook) -> list[str]:
    return sorted(kept.content.copy for kept in casebook.current(Retired))


def test_what_the_old_copy_said_counts_no_more_once_the_new_one_has_synced(
    tmp_path: Path, share: Share, ann: Casebook, ben: Casebook
) -> None:
    laptop, old = restored(ben, tmp_path / "back"), ben.team.holding.copy
    ben.close()
    shutil.rmtree(ben.folder)
    sync(ann, share)
    assert old in {one.copy for one in ann.team.holding.others()}
    with laptop.open() as back:
        assert retired(back) == []
        sync(back, share)
        assert retired(back) == [old]
        sync(back, share)
        assert retired(back) == [old], "said once"
        new = back.team.holding.copy
        assert back.check() == ()
        assert back.conflicts() == ()
    sync(ann, share)
    assert {one.copy for one in ann.team.holding.others()} == {new}
    assert retired(ann) == [old]


def test_who_restores_a_colleagues_copy_does_not_count_on_it_even_before_a_sync(
    tmp_path: Path, ann: Casebook, ben: Casebook
) -> None:
    with restored(ben, tmp_path / "back", "Ann").open() as back:
        assert back.team.holding.copy != ben.team.holding.copy
        assert back.team.holding.others() == ()


def test_the_old_copy_goes_on_under_a_name_of_its_own_where_it_is_in_use_still(
    tmp_path: Path, share: Share, ann: Casebook, ben: Casebook
) -> None:
    old = ben.team.holding.copy
    with restored(ben, tmp_path / "back").open() as back:
        sync(back, share)
        decide(ben, "ashford", "policy", "On the old one.")
        report = sync(ben, share)
        assert [str(told) for told in report.notices if "goes on under a name of its own" in told]
        kept = ben.team.holding.copy
        assert kept not in {old, back.team.holding.copy}
        assert not [told for told in sync(ben, share).notices if "goes on" in told], "told once"
        assert ben.team.holding.copy == kept
        sync(back, share)
        assert reasons(back) == ["On the old one."]
        assert retired(back) == retired(ben) == [old]
        assert (back.check(), ben.check()) == ((), ())
    sync(ann, share)
    assert old not in {one.copy for one in ann.team.holding.others()}
    assert kept in {one.copy for one in ann.team.holding.others() if one.is_whole}


def test_a_copy_that_says_itself_that_it_goes_keeps_its_name(
    share: Share, ann: Casebook, ben: Casebook
) -> None:
    copy = ben.team.holding.copy
    ben.team.retire(copy, "a new laptop")
    for casebook in (ben, ann, ben):
        sync(casebook, share)
    assert ben.team.holding.copy == copy
    assert [one.name for one in ben.team.holding.acknowledged()] == ["Ann"]


def test_one_who_was_removed_still_syncs_what_was_restored(
    tmp_path: Path, share: Share, ann: Casebook, ben: Casebook
) -> None:
    laptop = restored(ben, tmp_path / "back")
    ann.team.remove(author("Ben").key, "left")
    sync(ann, share)
    with laptop.open() as back:
        sync(back, share)
        assert back.team.membership().role_of(author("Ben").key) is Role.NONE
        sync(back, share)
        assert back.check() == ()


def test_a_restored_copy_that_is_backed_up_and_restored_again_says_it_of_both(
    tmp_path: Path, share: Share, ann: Casebook, ben: Casebook
) -> None:
    first, old = restored(ben, tmp_path / "first"), ben.team.holding.copy
    with first.open() as once:
        middle = once.team.holding.copy
        again = restored(once, tmp_path / "second")
    assert {one.copy for one in state_of(again.folder).retired} == {old, middle}
    with again.open() as back:
        sync(back, share)
        assert retired(back) == sorted([old, middle])
