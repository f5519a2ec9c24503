"""What is only convenient on a share: the merged file, and small packs folded into one."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest

from reviewer.sharing import FolderShare, ShareState, Sync, SyncReport, state_of, sync
from reviewer.sharing.share import Asked, every
from tests.unit.sharing.laptops import Laptop, decide, files, records, synced


def test_the_merged_file_shows_what_stands_and_is_written_once_a_state(
    ann: Laptop, ben: Laptop, share: FolderShare
) -> None:
    with ann.open() as casebook:
        decide(casebook, "ashford", "policy", "it is clear")
    synced(ann, share, merged=True)
    synced(ben, share)
    there = files(share, "merged")
    synced(ann, share, merged=True)
    assert files(share, "merged") == there
    with sqlite3.connect(f"file:{there[-1]}?mode=ro", uri=True) as merged:
        rows = merged.execute("SELECT body, criterion, because FROM verdicts").fetchall()
    merged.close()
    assert rows == [("ashford", "policy", "it is clear")]
    assert there[-1].read_bytes()[18:20] == b"\x01\x01"  # no write-ahead log: it opens from a read-only drive


def test_a_merged_file_that_the_share_tore_is_told_and_made_again(
    ann: Laptop, share: FolderShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = share.put

    def torn(name: str, *rest: object, **options: object) -> None:
        put(name, *rest, **options)  # type: ignore[arg-type]
        if name.startswith("merged/"):
            (Path(share.place) / name).write_bytes(b"torn")

    monkeypatch.setattr(share, "put", torn)
    assert "did not keep what was written" in " ".join(synced(ann, share).notices)
    assert files(share, "merged") == []
    monkeypatch.undo()
    synced(ann, share)
    assert len(files(share, "merged")) == 1


def test_many_small_packs_are_folded_into_one_and_nothing_is_lost(
    tmp_path: Path, ann: Laptop, ben: Laptop, share: FolderShare
) -> None:
    with ann.open() as casebook:
        for number in range(5):
            decide(casebook, "ashford", "policy", f"reason {number}")
            sync(casebook, share)
        assert len(files(share, "packs")) == 7
        list(Sync(casebook, share, ann.clock, fan=4).run())
        assert len(files(share, "packs")) == 6  # what Ben has said that he holds is gone already
        ids = records(casebook)
    synced(ben, share)
    synced(ann, share)
    assert len(files(share, "packs")) == 1
    synced(ben, share)
    with Laptop("Cat", tmp_path / "cat.casebook").join(share) as casebook:
        assert ids <= records(casebook)
    with ben.open() as casebook:
        assert ids <= records(casebook)
        assert state_of(casebook) is ShareState.IN_THE_SHARED_FOLDER


def test_only_packs_that_this_laptop_could_write_itself_are_folded(
    ann: Laptop, share: FolderShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ann.open() as casebook:
        for number in range(3):
            decide(casebook, "ashford", "policy", f"reason {number}")
            sync(casebook, share)
        monkeypatch.setattr(casebook, "bundles", lambda _: ())
        before = files(share, "packs")
        list(Sync(casebook, share, ann.clock, fan=2).run())
        assert files(share, "packs") == before


def _reported(syncing: Sync, steps: list[str]) -> SyncReport:
    run = syncing.run()
    while True:
        try:
            steps.append(next(run).name)
        except StopIteration as end:
            report: SyncReport = end.value
            return report


@pytest.mark.parametrize("folder", ["merged", "packs"])
def test_what_is_convenient_may_fail_and_the_sync_still_counts(
    ann: Laptop, share: FolderShare, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    plain, steps = share.list, list[str]()

    def refuse(name: str, asked: Asked = every) -> dict[str, int]:
        if name == folder and "pushed" in steps:
            raise OSError(errno.EIO, "Input/output error")
        return plain(name, asked)

    monkeypatch.setattr(share, "list", refuse)
    with ann.open() as casebook:
        report = _reported(Sync(casebook, share, ann.clock, fan=1), steps)
    assert "cannot be read: Input/output error" in report.notices[0]
    assert report.state is ShareState.IN_THE_SHARED_FOLDER


def test_a_small_pack_that_was_damaged_meanwhile_is_not_folded(ann: Laptop, share: FolderShare) -> None:
    with ann.open() as casebook:
        for number in range(3):
            decide(casebook, "ashford", "policy", f"reason {number}")
            sync(casebook, share)
        steps = Sync(casebook, share, ann.clock, fan=2).run()
        while next(steps).name != "tidied":
            pass
        for path in files(share, "packs")[:2]:
            path.write_bytes(b"reviewer-pack 1" + path.read_bytes()[15:][::-1])
        list(steps)
    assert len(files(share, "packs")) == 3
