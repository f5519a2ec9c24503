from __future__ import annotations

import errno
import hashlib
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from reviewer.casebook import Casebook
from reviewer.errors import CancelledError, ReadOnlyError, ShareError
from reviewer.model import Receipt, Verdict
from reviewer.sharing import FolderShare, ShareState, Step, Sync, state_of, sync
from reviewer.sharing.packs import name_of, pack, unpack
from tests.unit.sharing.laptops import Laptop, author, decide, folder_share, reasons, records, synced, ticking


def files(share: FolderShare, folder: str) -> list[Path]:
    return sorted(path for path in (Path(share.place) / folder).glob("**/*") if path.is_file())


def receive(casebook: Casebook, data: bytes, body: str = "ashford") -> str:
    sha = casebook.files.put(data)
    with casebook.act() as act:
        act.put(Receipt(body, sha, "policy.pdf", "policy.pdf", date(2026, 1, 5)))
    return sha


def test_what_one_decided_the_other_sees(ann: Laptop, ben: Laptop, share: FolderShare) -> None:
    with ann.open() as casebook:
        decide(casebook, "ashford", "policy", "it is clear")
        report = sync(casebook, share)
    assert (report.pushed, report.state) == (1, ShareState.IN_THE_SHARED_FOLDER)
    with ben.open() as casebook:
        report = sync(casebook, share)
        assert reasons(casebook) == ["it is clear"]
    assert report.pulled == 1


def test_a_colleague_who_is_new_is_named(ann: Laptop, ben: Laptop, share: FolderShare) -> None:
    report = synced(ann, share)
    assert report.new_authors == ("Ben",)
    assert report.notices == ("Ben is new to this casebook: their work is taken in from now on.",)
    assert synced(ann, share).notices == ()


def test_two_verdicts_on_one_subject_are_a_conflict_for_both_until_one_decides(
    ann: Laptop, ben: Laptop, share: FolderShare
) -> None:
    with ann.open() as hers, ben.open() as his:
        decide(hers, "ashford", "policy", "clear")
        decide(his, "ashford", "policy", "vague", "gap")
        sync(hers, share)
        assert sync(his, share).conflicts == ("verdict:ashford/policy",)
        assert sync(hers, share).conflicts == ("verdict:ashford/policy",)
        assert reasons(hers) == reasons(his) == ["clear", "vague"]
        decide(his, "ashford", "policy", "we agreed")
        sync(his, share)
        assert sync(hers, share).conflicts == ()
        assert reasons(hers) == ["we agreed"]


def test_documents_travel_once_and_by_their_bytes(ann: Laptop, ben: Laptop, share: FolderShare) -> None:
    with ann.open() as hers, ben.open() as his:
        sha = receive(hers, b"the policy")
        assert sync(hers, share).documents_up == 1
        assert sync(his, share).documents_down == 1
        assert his.files.path(sha).read_bytes() == b"the policy"
        assert sync(his, share).documents_up == 0


def test_a_document_that_nobody_shared_yet_is_told(ann: Laptop, ben: Laptop, share: FolderShare) -> None:
    with ann.open() as hers, ben.open() as his:
        sha = receive(hers, b"the policy")
        hers.files.path(sha).unlink()
        sync(hers, share)
        assert "1 document is not in the shared folder yet" in " ".join(sync(his, share).notices)


def test_a_damaged_document_on_the_share_is_never_taken_and_is_replaced(
    ann: Laptop, ben: Laptop, share: FolderShare
) -> None:
    with ann.open() as hers, ben.open() as his:
        sha = receive(hers, b"the policy")
        sync(hers, share)
        there = files(share, "documents")[0]
        there.write_bytes(b"the polity")
        report = sync(his, share)
        assert report.documents_down == 0
        assert "damaged or still arriving" in " ".join(report.notices)
        assert not his.files.has(sha)
        assert sync(hers, share).documents_up == 1
        assert there.read_bytes() == b"the policy"


def test_a_damaged_document_on_the_laptop_is_healed_and_never_shared(
    ann: Laptop, ben: Laptop, share: FolderShare
) -> None:
    with ann.open() as hers, ben.open() as his:
        sha = receive(hers, b"the policy")
        sync(hers, share)
        sync(his, share)
        hers.files.path(sha).chmod(0o600)
        hers.files.path(sha).write_bytes(b"the po")
        report = sync(hers, share)
        assert "on this laptop is damaged" in " ".join(report.notices)
        assert hers.files.verify(sha)
        assert files(share, "documents")[0].read_bytes() == b"the policy"


def test_absence_never_means_deletion(ann: Laptop, ben: Laptop, share: FolderShare) -> None:
    with ann.open() as casebook:
        sha = receive(casebook, b"the policy")
        sync(casebook, share)
        before = records(casebook)
        for path in files(share, "."):
            path.unlink()
        report = sync(casebook, share)
        assert records(casebook) == before
        assert casebook.files.has(sha)
    assert report.notices == ("3 packs are gone from the shared folder, or damaged; the work is kept.",)
    assert report.state is ShareState.IN_THE_SHARED_FOLDER


def test_anybody_heals_anybodys_missing_pack(
    tmp_path: Path, ann: Laptop, ben: Laptop, share: FolderShare
) -> None:
    with ann.open() as casebook:
        decide(casebook, "ashford", "policy", "it is clear")
        sync(casebook, share)
        ids = records(casebook)
    synced(ben, share)
    for path in files(share, "packs"):
        path.write_bytes(path.read_bytes()[:-9])
    synced(ben, share)
    cat = Laptop("Cat", tmp_path / "cat.casebook")
    with cat.join(share) as casebook:
        assert ids <= records(casebook)


def test_a_pack_with_a_flipped_bit_is_found_and_written_again(
    tmp_path: Path, ann: Laptop, ben: Laptop, share: FolderShare
) -> None:
    path = files(share, "packs")[0]
    good = path.read_bytes()
    path.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
    with ben.open() as casebook:
        sync(casebook, share, thorough=True)
    with Laptop("Cat", tmp_path / "cat.casebook").join(share) as hers, ben.open() as his:
        assert records(his) <= records(hers)


def test_a_forged_pack_is_set_aside_and_told_and_the_true_save_published(
    ann: Laptop, share: FolderShare
) -> None:
    with ann.open() as casebook:
        decide(casebook, "ashford", "policy", "it is clear")
        (_, *_), (_, true) = list(casebook.saves())
        row = true.records[0]
        forged = type(true)(
            true.id,
            true.head,
            true.signature,
            (type(row)(row.id, row.head, (row.body or "").replace("clear", "vague")),),
        )
        data = pack([forged])
        (Path(share.place) / "packs").mkdir()
        (Path(share.place) / name_of(data)[1]).write_bytes(data)
        report = sync(casebook, share)
        assert "was set aside" in " ".join(report.notices)
        assert reasons(casebook) == ["it is clear"]
        assert any(true in unpack(path.read_bytes()) for path in files(share, "packs"))


def test_what_is_no_pack_is_left_and_told(ann: Laptop, share: FolderShare) -> None:
    data = b"reviewer-pack 9\nof the future"
    path = Path(share.place) / name_of(data)[1]
    path.parent.mkdir()
    path.write_bytes(data)
    assert (
        "cannot be read (it is not a pack of a kind that this version knows)" in synced(ann, share).notices[0]
    )
    assert path.read_bytes() == data


def test_a_share_of_another_inspection_is_refused_before_anything_is_written(
    tmp_path: Path, ann: Laptop, share: FolderShare
) -> None:
    synced(ann, share)
    before = {path: path.read_bytes() for path in files(share, ".")}
    other = Laptop("Olga", tmp_path / "other.casebook")
    with (
        other.found() as casebook,
        pytest.raises(ShareError, match="belongs to another inspection than this casebook"),
    ):
        sync(casebook, share)
    assert {path: path.read_bytes() for path in files(share, ".")} == before
    (Path(share.place) / "inspection.json").write_text("{torn")
    with other.open() as casebook, pytest.raises(ShareError, match="belongs to another inspection"):
        sync(casebook, share)


def test_a_torn_marker_is_written_again(ann: Laptop, share: FolderShare) -> None:
    synced(ann, share)
    marker = Path(share.place) / "inspection.json"
    whole = marker.read_bytes()
    marker.write_bytes(whole[:40])
    synced(ann, share)
    assert marker.read_bytes() == whole


def test_two_inspections_that_claim_a_share_at_once_never_mix(
    tmp_path: Path, ann: Laptop, share: FolderShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Laptop("Olga", tmp_path / "other.casebook")
    put = share.put

    def later(*arguments: object, **options: object) -> None:
        monkeypatch.undo()
        with other.found() as casebook:
            sync(casebook, share)
        put(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(share, "put", later)
    with ann.open() as casebook, pytest.raises(ShareError, match="belongs to another inspection"):
        sync(casebook, share)
    assert len(files(share, "packs")) == 1


def test_a_share_that_is_not_there_is_one_clear_line_and_nothing_is_made(tmp_path: Path, ann: Laptop) -> None:
    with pytest.raises(ShareError, match="is not there"):
        synced(ann, FolderShare(tmp_path / "unplugged"))
    assert not (tmp_path / "unplugged").exists()


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "it is full"), (errno.EROFS, "you have no permission")]
)
def test_a_share_that_refuses_to_be_written_to_loses_nothing(
    ann: Laptop, share: FolderShare, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(share, "put", refuse)
    with ann.open() as casebook:
        decide(casebook, "ashford", "policy", "it is clear")
        with pytest.raises(ShareError, match=words):
            sync(casebook, share)
        assert state_of(casebook) is ShareState.ON_THIS_LAPTOP
        monkeypatch.undo()
        assert sync(casebook, share).state is ShareState.IN_THE_SHARED_FOLDER


def test_a_share_that_cannot_be_listed_is_one_clear_line(
    ann: Laptop, share: FolderShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: str) -> dict[str, int]:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(share, "list", refuse)
    with pytest.raises(ShareError, match="cannot be read: Input/output error"):
        synced(ann, share)


def test_a_casebook_open_for_reading_is_not_synced(ann: Laptop, share: FolderShare) -> None:
    with (
        Casebook.open(ann.folder, None, ann.clock, writable=False) as casebook,
        pytest.raises(ReadOnlyError, match="reading only"),
    ):
        sync(casebook, share)
    assert files(share, ".") == []


def test_it_can_be_stopped_at_any_step_and_goes_on_later(ann: Laptop, share: FolderShare) -> None:
    def stop(step: Step) -> None:
        if step.name == "put":
            raise CancelledError("You stopped it")

    with ann.open() as casebook:
        with pytest.raises(CancelledError):
            sync(casebook, share, stop)
        assert state_of(casebook) is ShareState.ON_THIS_LAPTOP
        assert sync(casebook, share).pushed == 0  # its pack was there, whole
        assert state_of(casebook) is ShareState.IN_THE_SHARED_FOLDER


def test_every_step_has_a_name_and_a_count(ann: Laptop, share: FolderShare) -> None:
    steps: list[Step] = []
    with ann.open() as casebook:
        receive(casebook, b"the policy")
        sync(casebook, share, steps.append)
    assert [step.name for step in steps] == [
        "claimed", "listed", "forgot", "packed", "put", "pushed", "document sent",
        "merged built", "merged put", "tidied", "done",
    ]  # fmt: skip
    assert all(step.done <= step.total for step in steps)


def test_the_merged_file_shows_what_stands_and_is_written_once_a_state(
    ann: Laptop, ben: Laptop, share: FolderShare
) -> None:
    with ann.open() as casebook:
        decide(casebook, "ashford", "policy", "it is clear")
        sync(casebook, share)
    synced(ben, share)
    there = files(share, "merged")
    synced(ann, share)
    assert files(share, "merged") == there
    with sqlite3.connect(f"file:{there[-1]}?mode=ro", uri=True) as merged:
        rows = merged.execute("SELECT body, criterion, because FROM verdicts").fetchall()
    merged.close()
    assert rows == [("ashford", "policy", "it is clear")]
    assert there[-1].read_bytes()[18:20] == b"\x01\x01"  # no write-ahead log: it opens from a read-only drive


def test_the_last_merged_file_is_the_fullest_even_beside_a_clock_that_runs_ahead(
    ann: Laptop, share: FolderShare
) -> None:
    ahead = Path(share.place) / "merged/20991231T235959.999999Z-01234567.sqlite"
    ahead.parent.mkdir()
    ahead.write_bytes(b"an old state")
    (ahead.parent / "29999999T999999.999999Z-01234567.sqlite").write_bytes(b"no time at all")
    synced(ann, share)
    assert files(share, "merged")[-2].name.startswith("21000101T000000.000000Z-")
    synced(ann, share)
    assert len(files(share, "merged")) == 3


def test_old_merged_files_of_mine_are_cleared_away_and_nobody_elses(ann: Laptop, share: FolderShare) -> None:
    foreign = Path(share.place) / "merged/20200101T000000.000000Z-01234567.sqlite"
    foreign.parent.mkdir()
    foreign.write_bytes(b"somebody's")
    with ann.open() as casebook:
        for number in range(6):
            decide(casebook, "ashford", "policy", f"reason {number}")
            sync(casebook, share, clock=ann.clock)
    assert foreign.exists()
    assert len(files(share, "merged")) == 4


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
        assert len(files(share, "packs")) == 1
        ids = records(casebook)
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


def test_one_person_with_two_laptops_is_one_author(tmp_path: Path, ann: Laptop, share: FolderShare) -> None:
    synced(ann, share)
    second = Laptop("Ann", tmp_path / "second.casebook", ticking(1_767_225_700_000_000))
    with second.join(share) as casebook, ann.open() as first:
        decide(casebook, "brook", "vetting", "from the second")
        sync(casebook, share)
        decide(first, "brook", "policy", "from the first")
        report = sync(first, share)
        assert report.new_authors == ()
        assert reasons(first) == ["from the first", "from the second"]
        assert first.check() == casebook.check() == ()
        assert set(first.people().values()) == {"Ann"}


def test_the_same_bytes_have_one_name_everywhere(ann: Laptop, share: FolderShare) -> None:
    with ann.open() as casebook:
        receive(casebook, b"the policy")
        sync(casebook, share)
    for path in (*files(share, "packs"), *files(share, "documents")):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.stem


def test_a_share_moved_to_another_folder_is_filled_anew(
    tmp_path: Path, ann: Laptop, share: FolderShare
) -> None:
    synced(ann, share)
    other = folder_share(tmp_path / "other share")
    assert synced(ann, other).state is ShareState.IN_THE_SHARED_FOLDER
    with Laptop("Cat", tmp_path / "cat.casebook").join(other) as casebook:
        assert author("Ann").key in casebook.people()
        assert casebook.current(Verdict) == ()
