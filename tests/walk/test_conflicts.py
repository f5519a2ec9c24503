"""Two laptops judge apart: both see both sides in words, one settles it by command, and two who settle differently are told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.walk.conftest import Run
from tests.walk.test_members import BODY, CRITERION, Laptop, ash, quill, share

__all__ = ["ash", "quill", "share"]


@pytest.fixture
def both(ash: Laptop, quill: Laptop) -> tuple[Laptop, Laptop]:
    quill.sync()
    ash.sync()
    code = str(ash.members()["Mae Quill"]["code"]).replace(" ", "")
    ash("admit", code, "--role", "lead")
    for each in (ash, quill):
        each.sync()
    return ash, quill


def settled(laptop: Laptop) -> list[dict[str, Any]]:
    return [row for row in laptop("show", BODY, CRITERION, "--json").rows if row["stands"]]


def meet(one: Laptop, other: Laptop) -> None:
    for each in (one, other, one):
        each.sync()


def test_two_who_judge_apart_settle_it_and_all_laptops_are_equal(both: tuple[Laptop, Laptop]) -> None:
    mine, theirs = both
    mine.judge("in-place")
    theirs.judge("falls-short")
    mine.sync()
    assert "Decided differently: " in theirs("sync", theirs.share).err
    told = mine("sync", mine.share).err
    assert "Decided differently: " in told
    assert "verdict:" not in told
    for each in both:
        sides = settled(each)
        assert [side["who"] for side in sides] == ["Mae Quill", "Robin Ash"]
        assert {side["conflict"] for side in sides} == {sides[0]["conflict"]}
        shown = each("show", BODY, CRITERION).out
        assert "Mae Quill" in shown
        assert "In the letter: " in shown
        assert f"verdict:{BODY}" not in shown
        assert "1 decision is to be settled" in each("status", BODY).err
    assert (
        "needs a reason"
        in mine("resolve", BODY, CRITERION, "--take", "Robin Ash", "--because", " ", code=2).told
    )
    assert "is not said" in mine("resolve", BODY, CRITERION, "--because", "Why.", code=2).told
    assert (
        "Settled."
        in mine("resolve", BODY, CRITERION, "--take", "mae quill", "--because", "Hers is dated.").out
    )
    meet(mine, theirs)
    for each in both:
        (side,) = settled(each)
        assert side["says"] == "Falls short"
        assert side["conflict"] is None
        assert "Nothing is to be settled" in each("show").err
        assert "is to be settled" not in each("status", BODY).err
        each("check")
    assert (
        "Nothing is to be settled there"
        in theirs("resolve", BODY, "--neither", "--because", "Late.", code=1).told
    )


@pytest.mark.thorough
def test_two_who_settle_differently_at_the_same_time_are_a_conflict_again(
    both: tuple[Laptop, Laptop],
) -> None:
    mine, theirs = both
    mine.judge("in-place")
    theirs.judge("falls-short")
    meet(mine, theirs)
    mine("resolve", BODY, CRITERION, "--take", "Robin Ash", "--because", "Mine.")
    theirs("resolve", BODY, CRITERION, "--anew", "under-way", "--because", "Neither.")
    meet(mine, theirs)
    for each in both:
        assert len(settled(each)) == 2
        assert "Decided differently: " in each("sync", each.share).err
    assert "cannot be undone" in theirs("undo", code=1).told, "a colleague's stands beside it"
    mine("resolve", BODY, "--take", settled(mine)[0]["record"][:12], "--because", "We spoke.")
    meet(mine, theirs)
    assert settled(mine) == settled(theirs)
    assert len(settled(mine)) == 1


def test_of_two_people_of_one_name_the_side_is_named_by_key_or_record(
    ash: Laptop, reviewer_of: Callable[[Path], Run], tmp_path: Path
) -> None:
    other = Laptop(reviewer_of(tmp_path / "other"), tmp_path / "other.casebook", ash.share)
    other.run("join", ash.share, other.casebook, env={"REVIEWER_NAME": "Robin Ash"})
    other.sync()
    ash.sync()
    (code,) = [row["code"] for row in ash("members", "--json").rows if not row["you"]]
    ash("admit", code, "--role", "lead")
    ash.judge("in-place")
    other.judge("falls-short")
    meet(ash, other)
    sides = settled(ash)
    told = ash("resolve", BODY, "--take", "robin ash", "--because", "Hers is dated.", code=2).told
    assert "2 sides are meant by robin ash" in told
    assert all(f"--take {side['record'][:12]} ({side['who']}, " in told for side in sides)
    assert "Falls short" in told
    (key,) = [side["who"][-9:-1] for side in sides if side["says"] == "Falls short"]
    ash("resolve", BODY, "--take", key, "--because", "Hers is dated.")
    assert [side["says"] for side in settled(ash)] == ["Falls short"]
