from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from reviewer.casebook import Casebook
from reviewer.errors import CancelledError, NewShareError
from reviewer.model import Receipt, Verdict
from reviewer.sharing import FolderShare, ShareState, Step, Sync, state_of, sync
from reviewer.sharing.packs import name_of, pack, unpack
from tests.disks import disk
from tests.unit.sharing.laptops import (
    Laptop,
    author,
    decide,
    files,
    folder_share,
    reasons,
    records,
    synced,
    ticking,
)


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
    with ann.open() as anns, ben.open() as bens:
        decide(anns, "ashford", "policy", "clear")
        decide(bens, "ashford", "policy", "vague", "gap")
        sync(anns, share)
        assert sync(bens, share).conflicts == ("verdict:ashford/policy",)
        assert sync(anns, share).conflicts == ("verdict:ashford/policy",)
        assert reasons(anns) == reasons(bens) == ["clear", "vague"]
        decide(bens, "ashford", "policy", "we agreed")
        sync(bens, share)
        assert sync(anns, share).conflicts == ()
        assert reasons(anns) == ["we agreed"]


def test_documents_travel_once_and_by_their_bytes(ann: Laptop, ben: Laptop, share: FolderShare) -> None:
    with ann.open() as anns, ben.open() as bens:
        sha = receive(anns, b"the policy")
        assert sync(anns, share).documents_up == 1
        assert sync(bens, share).documents_down == 1
        assert bens.files.path(sha).read_bytes() == b"the policy"
        assert sync(bens, share).documents_up == 0


def test_a_document_that_nobody_shared_yet_is_told(ann: Laptop, ben: Laptop, share: FolderShare) -> None:
    with ann.open() as anns, ben.open() as bens:
        sha = receive(anns, b"the policy")
        anns.files.path(sha).unlink()
        sync(anns, share)
        assert "1 document is not in the shared folder yet" in " ".join(sync(bens, share).notices)


def test_a_damaged_document_on_the_share_is_never_taken_and_is_replaced(
    ann: Laptop, ben: Laptop, share: FolderShare
) -> None:
    with ann.open() as anns, ben.open() as bens:
        sha = receive(anns, b"the policy")
        sync(anns, share)
        there = files(share, "documents")[0]
        there.write_bytes(b"the polity")
        report = sync(bens, share)
        assert report.documents_down == 0
        assert "damaged or still arriving" in " ".join(report.notices)
        assert not bens.files.has(sha)
        assert sync(anns, share).documents_up == 1
        assert there.read_bytes() == b"the policy"


def test_a_damaged_document_on_the_laptop_is_healed_and_never_shared(
    ann: Laptop, ben: Laptop, share: FolderShare
) -> None:
    with ann.open() as anns, ben.open() as bens:
        sha = receive(anns, b"the policy")
        sync(anns, share)
        sync(bens, share)
        anns.files.path(sha).chmod(0o600)
        anns.files.path(sha).write_bytes(b"the po")
        report = sync(anns, share)
        assert "on this laptop is damaged" in " ".join(report.notices)
        assert anns.files.verify(sha)
        assert files(share, "documents")[0].read_bytes() == b"the policy"


def test_absence_never_means_deletion(ann: Laptop, ben: Laptop, share: FolderShare) -> None:
    with ann.open() as casebook:
        sha = receive(casebook, b"the policy")
        sync(casebook, share)
        before = records(casebook)
        for path in files(share, "."):
            path.unlink()
        with pytest.raises(NewShareError, match="which was shared before"):
            sync(casebook, share)
        assert files(share, ".") == []  # as where a drive is not mounted
        report = sync(casebook, share, new=True)
        assert records(casebook) == before
        assert casebook.files.has(sha)
    (told,) = report.notices
    assert told.startswith("This folder holds none of the work that was shared before")
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
    with Laptop("Cat", tmp_path / "cat.casebook").join(share) as anns, ben.open() as bens:
        assert records(bens) <= records(anns)


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
        "claimed", "listed", "statements read", "forgot", "statements settled", "packed", "put", "pushed", "document sent",
        "stated", "merged built", "merged put", "tidied", "stated", "done",
    ]  # fmt: skip
    assert all(step.done <= step.total for step in steps)


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
    assert synced(ann, other, new=True).state is ShareState.IN_THE_SHARED_FOLDER
    with Laptop("Cat", tmp_path / "cat.casebook").join(other) as casebook:
        assert author("Ann").key in casebook.people()
        assert casebook.current(Verdict) == ()


def test_a_pack_that_a_colleague_folded_into_another_is_not_missed(
    ann: Laptop, ben: Laptop, share: FolderShare
) -> None:
    with ann.open() as anns:
        for number in range(3):
            decide(anns, "ashford", "policy", str(number))
            sync(anns, share)
        with ben.open() as bens:
            for _ in Sync(bens, share, fan=2).run():
                pass
        assert not [told for told in sync(anns, share).notices if "gone" in told or "another" in told]


def test_another_folder_is_no_loss(ann: Laptop, share: FolderShare, tmp_path: Path) -> None:
    with ann.open() as casebook:
        sync(casebook, share)
        (told,) = sync(casebook, folder_share(tmp_path / "second"), new=True).notices
        assert "another one" in told
        assert "gone" not in told


@pytest.mark.thorough
def test_only_the_merged_file_is_missing_where_it_alone_finds_no_room(ann: Laptop, tmp_path: Path) -> None:
    with disk(tmp_path / "disk", "256k") as small, ann.open() as casebook:
        (small / "filler").write_bytes(bytes(200_000))
        report = sync(casebook, folder_share(small / "share"))
    assert report.state is ShareState.IN_THE_SHARED_FOLDER
    (told,) = report.notices
    assert told.startswith("Only the merged file")
    assert "still on this laptop" not in told
