"""Healing that ends: what is damaged on a share is written again or taken away, and the warning with it."""

from __future__ import annotations

import hashlib
from importlib import import_module
from pathlib import Path

import pytest

from reviewer.casebook import Casebook
from reviewer.errors import ShareError
from reviewer.sharing import FolderShare, ShareState, Sync, check_share, sync
from reviewer.sharing.packs import name_of, pack, unpack
from reviewer.sharing.share import Asked, every
from tests.faults.altering import edited
from tests.unit.sharing.laptops import (
    Laptop,
    author,
    decide,
    files,
    reasons,
    records,
    synced,
    ticking,
)
from tests.unit.sharing.lying_share import LyingShare

WEEK = 7 * 86_400_000_000
NOW = 1_767_225_600_000_000


def flip(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))


def test_a_known_pack_that_rotted_is_written_again_as_it_was(ann: Laptop, share: FolderShare) -> None:
    synced(ann, share)
    (path,) = files(share, "packs")
    good = path.read_bytes()
    flip(path)
    synced(ann, share)
    assert files(share, "packs") == [path]
    assert path.read_bytes() == good
    assert synced(ann, share).notices == ()


def test_where_the_same_bytes_can_not_be_made_again_it_goes_once_its_work_is_whole_elsewhere(
    ann: Laptop, share: FolderShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced(ann, share)
    (path,) = files(share, "packs")
    flip(path)
    monkeypatch.setattr("isal.isal_zlib.compress", lambda data, _level: _stored(data))
    report = synced(ann, share)
    assert not path.exists()
    assert report.state is ShareState.IN_THE_SHARED_FOLDER
    with ann.open() as casebook:
        assert check_share(casebook, share) == ()
    assert synced(ann, share).notices == ()


def _stored(data: bytes) -> bytes:
    import zlib

    packer = zlib.compressobj(0)
    return packer.compress(data) + packer.flush()


def test_a_pack_that_a_crash_left_half_written_goes_once_its_work_is_there(
    tmp_path: Path, ann: Laptop
) -> None:
    (tmp_path / "share").mkdir()
    share = LyingShare(tmp_path / "share")
    synced(ann, share)
    with ann.open() as casebook:
        decide(casebook, "ashford", "policy", "it is clear")
        share.arm("put", "torn")
        with pytest.raises(ShareError):
            sync(casebook, share, clock=ann.clock)
        decide(casebook, "ashford", "training", "and so is this")  # the next pack has another name
        sync(casebook, share, clock=ann.clock)
        assert sync(casebook, share, clock=ann.clock).notices == ()
        assert check_share(casebook, share) == ()


def test_a_damaged_pack_of_nobody_is_told_for_a_week_and_left(
    ann: Laptop, ben: Laptop, share: FolderShare
) -> None:
    path = Path(share.place) / name_of(b"never whole")[1]
    path.write_bytes(b"reviewer-pack 1\nhalf")
    for late in (0, WEEK - 60_000_000):
        ann.clock = ticking(NOW + late)
        assert "damaged or still arriving" in " ".join(synced(ann, share).notices)
    ann.clock = ticking(NOW + WEEK + 60_000_000)
    assert synced(ann, share).notices == ()
    assert path.exists()
    with ann.open() as casebook:
        assert "damaged or still arriving" in check_share(casebook, share)[0].what
    path.write_bytes(b"reviewer-pack 1\nsome more of it")
    assert "damaged or still arriving" in " ".join(synced(ann, share).notices)


def test_a_clock_that_was_a_year_ahead_has_nothing_arrive_for_a_year(
    ann: Laptop, ben: Laptop, share: FolderShare
) -> None:
    (Path(share.place) / name_of(b"never whole")[1]).write_bytes(b"reviewer-pack 1\nhalf")
    for now in (NOW + 52 * WEEK, NOW):
        ann.clock = ticking(now)
        assert "damaged or still arriving" in " ".join(synced(ann, share).notices)
    ann.clock = ticking(NOW + WEEK + 60_000_000)
    assert synced(ann, share).notices == ()


@pytest.mark.parametrize("same_bytes", [True, False])
def test_what_can_not_be_read_now_is_never_taken_away(
    ann: Laptop, share: FolderShare, monkeypatch: pytest.MonkeyPatch, *, same_bytes: bool
) -> None:
    synced(ann, share)
    (path,) = files(share, "packs")
    plain = share.open

    def refuse(name: str) -> object:
        if name.endswith(path.name):
            raise OSError(5, "Input/output error")
        return plain(name)

    monkeypatch.setattr(share, "open", refuse)
    if same_bytes:
        with ann.open() as casebook, pytest.raises(ShareError):
            sync(casebook, share, clock=ann.clock)
    else:
        monkeypatch.setattr("isal.isal_zlib.compress", lambda data, _level: _stored(data))
        assert synced(ann, share).state is ShareState.IN_THE_SHARED_FOLDER
    assert path.exists()
    monkeypatch.undo()
    assert synced(ann, share).state is ShareState.IN_THE_SHARED_FOLDER
    assert synced(ann, share).notices == ()


def test_a_check_that_only_reads_has_the_next_sync_heal_as_one_that_writes(
    ann: Laptop, share: FolderShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced(ann, share)
    monkeypatch.setattr(import_module("reviewer.sharing.sync"), "_READ_AGAIN", 0)  # as where much else is due
    (path,) = files(share, "packs")
    flip(path)
    with Casebook.open(ann.folder, None, ann.clock, writable=False) as casebook:
        assert check_share(casebook, share)
    synced(ann, share)
    with ann.open() as casebook:
        assert check_share(casebook, share) == ()


@pytest.mark.parametrize("size", [10, 7 << 20])
def test_a_document_that_rotted_on_the_laptop_with_its_size_comes_back(
    ann: Laptop, share: FolderShare, size: int
) -> None:
    with ann.open() as casebook:
        data = b"p" * size
        sha = casebook.files.put(data)
        sync(casebook, share)
        here = casebook.files.path(sha)
        here.chmod(0o600)
        here.write_bytes(data[:-1] + b"q")
        for _ in range(size // (2 << 20) + 2):
            sync(casebook, share)
        assert here.read_bytes() == data
        assert sync(casebook, share).notices == ()


def test_a_large_document_that_rotted_on_the_share_is_found_in_time(ann: Laptop, share: FolderShare) -> None:
    with ann.open() as casebook:
        casebook.files.put(b"p" * (7 << 20))
        sync(casebook, share)
        (there,) = files(share, "documents")
        flip(there)
        for _ in range(6):
            sync(casebook, share)
        assert hashlib.sha256(there.read_bytes()).hexdigest() == there.name


def test_rot_that_was_found_by_a_sync_that_then_failed_is_looked_at_first_by_the_next(
    ann: Laptop, share: FolderShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ann.open() as casebook:
        casebook.files.put(b"the policy")
        sync(casebook, share)
        (there,) = files(share, "documents")
        there.write_bytes(b"the polity")

        def refuse(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(share, "put", refuse)
        with pytest.raises(ShareError, match="it is full"):
            sync(casebook, share)
        monkeypatch.undo()
        monkeypatch.setattr(import_module("reviewer.sharing.sync"), "_READ_AGAIN", 0)
        sync(casebook, share)
        assert there.read_bytes() == b"the policy"


def test_a_save_that_is_missing_here_comes_back(ann: Laptop, share: FolderShare) -> None:
    with ann.open() as casebook:
        decide(casebook, "ashford", "policy", "it is clear")
        sync(casebook, share)
        ids = records(casebook)
    edited(
        ann.folder,
        "DELETE FROM record WHERE body LIKE '%it is clear%'",
        "DELETE FROM save WHERE seq = (SELECT max(seq) FROM save)",
    )
    synced(ann, share)
    with ann.open() as casebook:
        assert records(casebook) >= ids, "and one more: it goes on as another copy"
        assert reasons(casebook) == ["it is clear"]


def test_no_pack_is_claimed_that_was_folded_into_another(ann: Laptop, share: FolderShare) -> None:
    with ann.open() as casebook:
        for number in range(3):
            decide(casebook, "ashford", "policy", str(number))
            sync(casebook, share, clock=ann.clock)
        for _ in Sync(casebook, share, ann.clock, fan=2).run():
            pass
        there = {f"packs/{path.name}" for path in files(share, "packs")}
        assert set(casebook.packs.known_packs()) == there


def test_a_row_that_rotted_since_the_casebook_was_examined_leaves_in_no_pack(
    ann: Laptop, share: FolderShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ann.open() as casebook:
        decide(casebook, "ashford", "policy", "it is clear")
        plain = share.list

        def rotting(folder: str, asked: Asked = every) -> dict[str, int]:
            if folder == "documents":  # after the casebook was examined, before the push
                edited(ann.folder, "UPDATE record SET body = replace(body, 'clear', 'c1ear')")
                monkeypatch.undo()
            return plain(folder, asked)

        monkeypatch.setattr(share, "list", rotting)
        sync(casebook, share, clock=ann.clock)
    assert "c1ear" not in str([unpack(path.read_bytes()) for path in files(share, "packs")])


def test_a_whole_pack_under_the_name_of_another_is_a_damaged_one(ann: Laptop, share: FolderShare) -> None:
    with ann.open() as casebook:
        sync(casebook, share, clock=ann.clock)
        (path,) = files(share, "packs")
        decide(casebook, "ashford", "policy", "it is clear")
        (save,) = [save for _, save in casebook.saves() if "it is clear" in str(save)]
        path.write_bytes(pack([save]))
        sync(casebook, share, clock=ann.clock)
        assert check_share(casebook, share) == ()
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.stem


def test_a_damaged_pack_stays_while_any_save_of_it_is_whole_nowhere_else(
    ann: Laptop, share: FolderShare
) -> None:
    with ann.open() as casebook:
        sync(casebook, share, clock=ann.clock)
        before = files(share, "packs")
        decide(casebook, "ashford", "policy", "it is clear")
        sync(casebook, share, clock=ann.clock)
    (path,) = set(files(share, "packs")) - set(before)
    flip(path)
    edited(ann.folder, "UPDATE record SET body = replace(body, 'clear', 'c1ear')")
    for _ in range(2):
        synced(ann, share)
    assert path.exists()


# --- introductions -----------------------------------------------------------------------------------


def test_a_pack_brings_the_introductions_of_its_authors(
    tmp_path: Path, ann: Laptop, ben: Laptop, share: FolderShare
) -> None:
    with ben.open() as casebook:
        sync(casebook, share)
        before = files(share, "packs")
        decide(casebook, "ashford", "policy", "by Ben")
        sync(casebook, share)
    # The pack with Ben's introduction is gone; the one of his verdict is enough.
    for path in before:
        if len(files(share, "packs")) > 2 and not _founds(path, ann):
            path.unlink()
    cat = Laptop("Cat", tmp_path / "cat.casebook")
    with cat.join(share) as casebook:
        assert reasons(casebook) == ["by Ben"]
        assert author("Ben").key in casebook.people()


def _founds(path: Path, laptop: Laptop) -> bool:
    with laptop.open() as casebook:
        return any(
            row.id == casebook.inspection_id for save in unpack(path.read_bytes()) for row in save.records
        )


def test_a_pack_from_before_without_introductions_is_read(
    ann: Laptop, ben: Laptop, share: FolderShare
) -> None:
    with ben.open() as casebook:
        decide(casebook, "ashford", "policy", "by Ben")
        saves = [save for _, save in casebook.saves() if "by Ben" in str(save)]
        introduction = [save for _, save in casebook.saves() if '"kind":"person"' in save.records[0].head]
    for some in (saves, introduction):
        data = pack(some)
        (Path(share.place) / name_of(data)[1]).write_bytes(data)
    synced(ann, share)
    with ann.open() as casebook:
        assert reasons(casebook) == ["by Ben"]


def test_what_came_while_its_authors_name_was_damaged_is_taken_in_once_that_is_healed(
    tmp_path: Path, ann: Laptop, ben: Laptop, share: FolderShare
) -> None:
    """Found by the schedule fuzzer: it waited as a stranger's, and nobody looked at it again."""
    edited(
        ben.folder, "UPDATE record SET body = replace(body, 'fields', 'fjelds') WHERE head LIKE '%person%'"
    )
    with ann.open() as casebook:
        decide(casebook, "ashford", "policy", "Ann says")
        sync(casebook, share)
    first, *_ = sorted(files(share, "packs"), key=lambda path: path.stat().st_mtime_ns)
    aside = first.rename(tmp_path / first.name)
    synced(ben, share)
    aside.rename(first)
    synced(ben, share)
    with ben.open() as casebook:
        assert casebook.check() == ()
        assert reasons(casebook) == ["Ann says"]


def test_what_a_pack_holds_that_was_refused_is_told_once_though_it_is_read_again(
    ann: Laptop, ben: Laptop, share: FolderShare
) -> None:
    """Found by the schedule fuzzer: while a save was damaged here, a forged pack was told of at each sync."""
    with ann.open() as casebook:
        decide(casebook, "ashford", "policy", "Ann says")
        (true, *_) = reversed(casebook.bundles(casebook.packs.save_ids()))
        bare = tuple(type(row)(row.id, row.head, None) for row in true.records)
        data = pack([type(true)(true.id, true.head, true.signature, bare)])
    (Path(share.place) / name_of(data)[1]).write_bytes(data)
    with ben.open() as casebook:
        decide(casebook, "ashford", "policy", "Ben says")
    edited(ben.folder, "UPDATE record SET body = replace(body, 'Ben', 'Bem') WHERE body LIKE '%Ben says%'")
    assert any("set aside" in notice for notice in synced(ben, share).notices)
    assert not any("set aside" in notice for notice in synced(ben, share).notices)
