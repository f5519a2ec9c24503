"""Folded packs go once somebody else holds their work, or, where nobody else takes part, a day later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.casebook import Casebook
from reviewer.casebook.holding import Holding
from reviewer.sharing import FolderShare, Sync, SyncReport, sync
from tests.unit.sharing.laptops import Laptop, decide, files, records, synced

HOUR = 3600 * 1_000_000
DAY = 24 * HOUR
START = 1_767_225_600_000_000


@pytest.fixture
def alone(ann: Laptop) -> Iterator[Casebook]:
    with ann.open() as casebook:
        yield casebook


def synced_at(casebook: Casebook, share: FolderShare, at: int, fan: int = 4) -> SyncReport:
    steps = Sync(casebook, share, lambda: at, fan=fan).run()
    while True:
        try:
            next(steps)
        except StopIteration as end:
            report: SyncReport = end.value
            return report


def worked(casebook: Casebook, share: FolderShare, times: int = 4) -> None:
    for number in range(times):
        decide(casebook, "ashford", "policy", f"reason {number}")
        sync(casebook, share, clock=lambda: START)


def packs(share: FolderShare) -> int:
    return len(files(share, "packs"))


def test_alone_the_small_ones_go_a_day_after_they_were_folded(alone: Casebook, share: FolderShare) -> None:
    worked(alone, share)
    synced_at(alone, share, START)
    assert packs(share) == 5
    synced_at(alone, share, START + 23 * HOUR)
    assert packs(share) == 5
    synced_at(alone, share, START - 400 * DAY)  # a clock that was put back has nobody wait for years
    synced_at(alone, share, START - 398 * DAY)
    assert packs(share) == 1
    assert alone.packs.unshared() == 0


def test_alone_they_stay_where_the_large_one_is_not_read_back_whole(
    alone: Casebook, share: FolderShare, tmp_path: Path
) -> None:
    worked(alone, share)
    synced_at(alone, share, START)
    large = max(files(share, "packs"), key=lambda path: path.stat().st_size)
    good = large.read_bytes()
    large.write_bytes(good[:-9] + b"rotted it")
    steps = Sync(alone, share, lambda: START + 2 * DAY, fan=4)
    monkey = pytest.MonkeyPatch()
    with monkey.context() as patched:  # a scrub that has not got so far yet
        patched.setattr(steps, "_budget", 0)
        list(steps.run())
    ids = records(alone)
    with Laptop("Cat", tmp_path / "cat.casebook").join(share) as casebook:
        assert ids <= records(casebook)


def test_with_a_colleague_they_wait_until_one_other_copy_holds_all(
    ann: Laptop, ben: Laptop, share: FolderShare
) -> None:
    with ann.open() as casebook:
        worked(casebook, share)
        synced_at(casebook, share, START)
        there = packs(share)
        synced_at(casebook, share, START + 40 * DAY)
        assert packs(share) == there  # not by waiting
        synced(ben, share)
        synced_at(casebook, share, START + 40 * DAY)
        assert packs(share) == 1


def test_ones_own_second_laptop_is_another_copy(ann: Laptop, share: FolderShare, tmp_path: Path) -> None:
    synced(ann, share)
    second = Laptop("Ann", tmp_path / "second.casebook")
    second.join(share).close()
    with ann.open() as casebook:
        worked(casebook, share)
        synced_at(casebook, share, START)
        there = packs(share)
        synced(second, share)
        synced_at(casebook, share, START)
        assert packs(share) < there


def test_a_colleague_folds_nothing_again_that_was_folded(
    ann: Laptop, ben: Laptop, share: FolderShare
) -> None:
    with ann.open() as casebook:
        worked(casebook, share)
        synced_at(casebook, share, START)
    there = files(share, "packs")
    with ben.open() as casebook:
        synced_at(casebook, share, START)
        new = set(files(share, "packs")) - set(there)
        assert all(path.stat().st_size < max(each.stat().st_size for each in there) for path in new)
        synced_at(casebook, share, START)
        assert casebook.packs.unshared() == 0


def test_notes_that_were_thrown_away_cost_a_day_and_nothing_else(alone: Casebook, share: FolderShare) -> None:
    worked(alone, share)
    synced_at(alone, share, START)
    (alone.folder / "cache" / "share.json").unlink()
    synced_at(alone, share, START + 2 * DAY)
    assert packs(share) == 5
    synced_at(alone, share, START + 4 * DAY)
    assert packs(share) == 1


def test_a_large_one_that_is_gone_leaves_the_small_ones_their_part(
    alone: Casebook, share: FolderShare
) -> None:
    worked(alone, share)
    synced_at(alone, share, START)
    max(files(share, "packs"), key=lambda path: path.stat().st_size).unlink()
    synced_at(alone, share, START + 2 * DAY, fan=99)
    assert packs(share) == 4
    synced_at(alone, share, START + 2 * DAY)
    synced_at(alone, share, START + 4 * DAY)
    assert (packs(share), alone.packs.unshared()) == (1, 0)


def test_the_wait_is_what_keeps_the_work(
    ann: Laptop, ben: Laptop, share: FolderShare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The breakage that the rule is for: folded and taken away at once, then the share loses the large pack, and the laptop dies."""

    def lost(*, waits: bool) -> bool:
        if not waits:
            monkeypatch.setattr(Holding, "are_held_elsewhere", lambda *_: True)
        with ann.open() as casebook:
            worked(casebook, share)
            synced_at(casebook, share, START)
            ids = records(casebook)
        max(files(share, "packs"), key=lambda path: path.stat().st_size).unlink()
        synced(ben, share)  # what he holds comes back
        with Laptop("Cat", tmp_path / f"cat {waits}.casebook").join(share) as casebook:
            return not ids <= records(casebook)

    assert not lost(waits=True)
    assert lost(waits=False)
