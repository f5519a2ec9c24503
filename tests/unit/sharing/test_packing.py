"""Many saves are packed beside each other, and put one pack after another: what lies on the share is the same as if one thread did it all."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from reviewer.casebook import Casebook, SaveBundle
from reviewer.errors import CancelledError, CasebookError
from reviewer.sharing import FolderShare, sync
from reviewer.sharing.packs import MOST_BYTES, pack, unpack, unpack_beginning
from reviewer.sharing.saves import ahead, introduced
from reviewer.sharing.share import PACKS
from reviewer.sharing.stored import read_all
from reviewer.sharing.sync_report import Step
from tests.unit.sharing.laptops import Laptop, decide, reasons

DECISIONS = 9


@pytest.fixture
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reviewer.sharing.saves._IDS_AT_ONCE", 2)


@pytest.fixture
def busy(ann: Laptop, few_at_once: None) -> Laptop:
    """Ann has decided more than is packed at once, and has shared nothing yet."""
    with ann.open() as casebook:
        for each in range(DECISIONS):
            decide(casebook, f"body {each}", "policy", f"because {each}")
    return ann


def packs(share: FolderShare) -> list[bytes]:
    return [read_all(share, name, MOST_BYTES) or b"" for name in share.list(PACKS)]


def packing() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("packing")]


def test_each_pack_is_what_one_thread_would_have_made_and_all_of_it_arrives(
    busy: Laptop, tmp_path: Path, share: FolderShare
) -> None:
    with busy.open() as casebook:
        wanted = sorted(casebook.packs.unshared_saves())
        told = sync(casebook, share)
        alone = [
            pack(introduced(casebook, casebook.bundles(wanted[start : start + 2])))
            for start in range(0, len(wanted), 2)
        ]
        assert (told.pushed, told.notices) == (len(wanted), ())
        assert not casebook.packs.unshared_saves()
    assert sorted(packs(share)) == sorted(alone)
    with Laptop("Cleo", tmp_path / "cleo").join(share) as casebook:
        assert reasons(casebook) == sorted(f"because {each}" for each in range(DECISIONS))
    assert packing() == []


def test_stopped_between_two_packs_no_thread_goes_on_and_the_next_sync_does(
    busy: Laptop, share: FolderShare
) -> None:
    def stop(step: Step) -> None:
        if step.name == "pushed":
            raise CancelledError("stopped")

    with busy.open() as casebook:
        waiting = len(casebook.packs.unshared_saves())
        with pytest.raises(CancelledError):
            sync(casebook, share, stop)
        assert packing() == []
        assert len(packs(share)) == 1
        assert sync(casebook, share).pushed == waiting - 2
        assert casebook.check() == ()


def test_what_fails_beside_is_raised_where_the_packs_are_put() -> None:
    def make(number: int) -> int:
        if number == 3:
            raise OSError(number)
        return number

    made: Iterator[int] = ahead(make, iter(range(8)))
    assert [next(made), next(made), next(made)] == [0, 1, 2]
    with pytest.raises(OSError, match="3"):
        next(made)
    assert packing() == []


def test_where_the_next_cannot_be_read_what_was_packed_before_is_put(
    busy: Laptop, share: FolderShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Casebook.bundles
    asked: list[int] = []

    def failing(casebook: Casebook, saves: Iterable[str]) -> tuple[SaveBundle, ...]:
        wanted = list(saves)
        asked.append(len(wanted))
        if len([each for each in asked if each == 2]) == 3:
            raise CasebookError("a page is damaged", "Restore a backup.")
        return plain(casebook, wanted)

    with busy.open() as casebook:
        monkeypatch.setattr(Casebook, "bundles", failing)
        with pytest.raises(CasebookError, match="a page is damaged"):
            sync(casebook, share)
        assert len(packs(share)) == 2
        assert packing() == []
        monkeypatch.undo()
        sync(casebook, share)
        assert not casebook.packs.unshared_saves()


@pytest.mark.parametrize("piece", [7, 64, 1 << 18])
def test_the_beginning_is_found_wherever_a_pack_is_cut_as_it_is_inflated(
    busy: Laptop, ben: Laptop, share: FolderShare, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    with ben.open() as casebook:
        sync(casebook, share)
        inspection = casebook.inspection_id
        whole = pack([save for _, save in casebook.saves()])
    monkeypatch.setattr("reviewer.sharing.packs._PIECE", piece)
    founding = [save.id for save in unpack(whole) if any(row.id == inspection for row in save.records)]
    assert len(founding) == 1
    assert [save.id for save in unpack_beginning(whole, inspection)] == founding
