"""Shares that refuse, are not there, or are somebody else's: one clear line, and nothing lost."""

from __future__ import annotations

import errno
import shutil
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest

from reviewer.casebook import Casebook
from reviewer.errors import NewShareError, ReadOnlyError, ReviewerError, ShareError
from reviewer.model import Letter, LetterState, Receipt
from reviewer.sharing import FolderShare, ShareState, check_share, join, state_of, sync
from reviewer.sharing.marker import marker_bytes
from reviewer.sharing.saves import SaveExchange
from reviewer.sharing.share import Asked, every
from reviewer.sharing.sync_report import Missing
from tests.unit.sharing.laptops import Laptop, author, decide, files, folder_share, synced


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


def test_an_empty_folder_is_asked_about_also_where_a_join_was_cut_off_before_any_pack_was_read(
    tmp_path: Path, ann: Laptop, share: FolderShare
) -> None:
    """What was made of a share has one: an empty folder is the place of a drive that is not connected."""
    synced(ann, share)
    ben = Laptop("Ben", tmp_path / "ben.casebook")
    with patch.object(SaveExchange, "pull", side_effect=ShareError("The drive is gone")):
        made = join(share, ben.folder, author("Ben"), ben.clock)
    assert made.failed is not None
    with made.casebook as casebook:
        assert not casebook.packs.known_packs()
    empty = folder_share(tmp_path / "mount point")
    with pytest.raises(NewShareError, match="holds nothing of this inspection, which was shared before"):
        synced(ben, empty)
    assert files(empty, ".") == []
    assert synced(ben, share).missing == Missing()
    assert synced(ben, empty, new=True).state is ShareState.IN_THE_SHARED_FOLDER


def test_a_torn_marker_is_written_again(ann: Laptop, share: FolderShare) -> None:
    synced(ann, share)
    marker = Path(share.place) / "inspection.json"
    whole = marker.read_bytes()
    marker.write_bytes(whole[:40])
    synced(ann, share)
    assert marker.read_bytes() == whole


@pytest.mark.parametrize("half", [b"", b"{", b'{"inspection": "ab', b"[[[[", b"null"])
def test_half_a_marker_of_somebody_is_not_replaced_unless_it_is_said(
    ann: Laptop, share: FolderShare, half: bytes
) -> None:
    marker = Path(share.place) / "inspection.json"
    marker.write_bytes(half)
    with pytest.raises(NewShareError, match="damaged or still arriving"):
        synced(ann, share)
    assert files(share, ".") == [marker]
    assert marker.read_bytes() == half
    assert synced(ann, share, new=True).state is ShareState.IN_THE_SHARED_FOLDER


def test_a_rotten_marker_is_not_taken_for_another_inspections(ann: Laptop, share: FolderShare) -> None:
    synced(ann, share)
    marker = Path(share.place) / "inspection.json"
    whole = marker.read_bytes()
    with ann.open() as casebook:
        inspection = casebook.inspection_id.encode()
    rotten = bytes([inspection[0] ^ 1]) + inspection[1:]
    marker.write_bytes(whole.replace(inspection, rotten))
    synced(ann, share)
    assert marker.read_bytes() == whole


def _founded_by_a_stranger(tmp_path: Path, share: FolderShare) -> str:
    """Put the beginning of another inspection into a share, as a pack that sorts before all others or after; return its id."""
    other = folder_share(tmp_path / "stranger")
    with Laptop("Mallory", tmp_path / "stranger.casebook").found() as casebook:
        sync(casebook, other)
        inspection = casebook.inspection_id
    for pack in files(other, "packs"):
        shutil.copy(pack, Path(share.place) / "packs" / pack.name)
    return inspection


@pytest.mark.parametrize("left", [None, b"", b"{"])
def test_a_strangers_pack_takes_no_inspection_over_whose_marker_is_gone(
    tmp_path: Path, ann: Laptop, share: FolderShare, left: bytes | None
) -> None:
    synced(ann, share)
    marker = Path(share.place) / "inspection.json"
    whole = marker.read_bytes()
    _founded_by_a_stranger(tmp_path, share)
    marker.unlink()
    if left is not None:
        marker.write_bytes(left)
    before = {path: path.read_bytes() for path in files(share, ".")}
    ben = Laptop("Ben", tmp_path / "ben.casebook")
    with pytest.raises(NewShareError, match="packs of several inspections"):
        ben.join(share)
    assert {path: path.read_bytes() for path in files(share, ".")} == before
    with ann.open() as casebook:
        assert not [
            fault for fault in check_share(casebook, share) if "another inspection than" in fault.what
        ]
    synced(ann, share)
    assert marker.read_bytes() == whole
    with ben.join(share) as casebook:
        assert marker_bytes(casebook.inspection_id) == whole


def test_another_inspections_marker_in_a_folder_where_ours_began_is_a_strangers(
    tmp_path: Path, ann: Laptop, share: FolderShare
) -> None:
    synced(ann, share)
    marker = Path(share.place) / "inspection.json"
    whole = marker.read_bytes()
    marker.write_bytes(marker_bytes("ab" * 32))
    synced(ann, share)
    assert marker.read_bytes() == whole
    # Where that inspection began too, nobody can say any more whose the folder is: it is left as it is.
    before = {path.name for path in files(share, "packs")}
    strangers = marker_bytes(_founded_by_a_stranger(tmp_path, share))
    marker.write_bytes(strangers)
    (began,) = {path.name for path in files(share, "packs")} - before
    with pytest.raises(ShareError, match="belongs to another inspection") as refused:
        synced(ann, share)
    assert "inspection.json" in refused.value.remedy
    assert f"packs/{began[:16]}…" in refused.value.remedy, "what to take away is named"
    assert "Whoever looks after the folder" in refused.value.remedy, "and who does it"
    assert marker.read_bytes() == strangers
    assert not (Path(share.place) / "set-aside").exists()
    # A person of this inspection says that it is theirs: the other marker is kept, and nothing is removed.
    all_before = {path for path in Path(share.place).rglob("*") if path.is_file()}
    assert synced(ann, share, new=True).state is ShareState.IN_THE_SHARED_FOLDER
    assert marker.read_bytes() == whole
    (aside,) = (Path(share.place) / "set-aside").iterdir()
    assert aside.read_bytes() == strangers
    assert all(path.exists() for path in all_before)
    synced(ann, share)


def test_a_folder_in_which_nothing_of_ours_is_stays_anothers_whatever_is_said(
    tmp_path: Path, ann: Laptop, share: FolderShare
) -> None:
    marker = Path(share.place) / "inspection.json"
    (Path(share.place) / "packs").mkdir()
    marker.write_bytes(marker_bytes(_founded_by_a_stranger(tmp_path, share)))
    before = {path: path.read_bytes() for path in Path(share.place).rglob("*") if path.is_file()}
    for new in (False, True):
        with pytest.raises(ShareError, match="belongs to another inspection"):
            synced(ann, share, new=new)
    assert {path: path.read_bytes() for path in Path(share.place).rglob("*") if path.is_file()} == before


def test_a_pack_that_a_stranger_put_among_ours_says_nothing_of_the_folder_that_it_came_from(
    tmp_path: Path, ann: Laptop, share: FolderShare
) -> None:
    """It was read, and left, in ours: that makes its own folder nobody's but that inspection's, whatever is said."""
    synced(ann, share)
    _founded_by_a_stranger(tmp_path, share)
    synced(ann, share)
    other = folder_share(tmp_path / "stranger")
    before = {path: path.read_bytes() for path in Path(other.place).rglob("*") if path.is_file()}
    for new in (False, True):
        with pytest.raises(ShareError, match="belongs to another inspection"):
            synced(ann, other, new=new)
    assert {path: path.read_bytes() for path in Path(other.place).rglob("*") if path.is_file()} == before


def test_without_marker_and_beginning_two_inspections_packs_are_nobodys_until_it_is_said(
    tmp_path: Path, ann: Laptop, share: FolderShare
) -> None:
    synced(ann, share)
    marker = Path(share.place) / "inspection.json"
    whole = marker.read_bytes()
    (founding,) = files(share, "packs")
    with ann.open() as casebook:
        decide(casebook, "ashford", "policy", "because it is so")
        sync(casebook, share)
    founding.unlink()
    marker.unlink()
    _founded_by_a_stranger(tmp_path, share)
    with pytest.raises(NewShareError, match="packs of several inspections"):
        synced(ann, share)
    assert not marker.exists()
    assert synced(ann, share, new=True).state is ShareState.IN_THE_SHARED_FOLDER
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


def test_a_share_that_takes_no_documents_still_gives_them(
    ann: Laptop, ben: Laptop, share: FolderShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ann.open() as casebook:
        hers = casebook.files.put(b"the policy")
        sync(casebook, share)
    plain = share.put

    def full(name: str, *rest: object, **options: object) -> None:
        if name.startswith("documents"):
            raise OSError(errno.ENOSPC, "No space left on device")
        plain(name, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(share, "put", full)
    with ben.open() as casebook:
        casebook.files.put(b"another policy")
        decide(casebook, "ashford", "policy", "it is clear")
        with pytest.raises(ShareError, match=r"it is full\. Make room there"):
            sync(casebook, share)
        assert casebook.files.verify(hers)
        assert state_of(casebook) is ShareState.IN_THE_SHARED_FOLDER


def test_a_share_that_cannot_be_listed_is_one_clear_line(
    ann: Laptop, share: FolderShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> dict[str, int]:
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


@pytest.mark.parametrize("folder", ["packs", "documents"])
def test_a_part_of_a_share_that_cannot_be_listed_is_one_clear_line(
    ann: Laptop, share: FolderShare, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    synced(ann, share)
    plain = share.list

    def refuse(name: str, asked: Asked = every) -> dict[str, int]:
        if name == folder:
            raise OSError(errno.EIO, "Input/output error")
        return plain(name, asked)

    monkeypatch.setattr(share, "list", refuse)
    with pytest.raises(ShareError, match="cannot be read: Input/output error"):
        synced(ann, share)


def test_a_document_that_cannot_be_read_there_is_told_and_waits(
    ann: Laptop, ben: Laptop, share: FolderShare
) -> None:
    with ann.open() as casebook:
        sha = casebook.files.put(b"the policy")
        sync(casebook, share)
    (there,) = files(share, "documents")
    there.unlink()
    there.mkdir()
    (there / sha).write_bytes(b"a folder where a file should be")
    assert synced(ben, share).documents_down == 0
    shutil.rmtree(there)
    there.write_bytes(b"the policy")
    assert synced(ben, share).documents_down == 1


def test_a_full_laptop_is_told_apart_from_a_full_share(
    ann: Laptop, ben: Laptop, share: FolderShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ann.open() as casebook:
        casebook.files.put(b"the policy")
        sync(casebook, share)
    plain = Path.open

    def refuse(path: Path, mode: str = "r", *rest: object, **options: object) -> object:
        if "incoming" in path.parts and "w" in mode:
            raise OSError(errno.ENOSPC, "No space left on device")
        return plain(path, mode, *rest, **options)  # type: ignore[call-overload]

    with ben.open() as casebook:
        monkeypatch.setattr(Path, "open", refuse)
        with pytest.raises(ReviewerError, match=r"laptop's disk is full\. Make room"):
            sync(casebook, share)
        monkeypatch.undo()
        assert sync(casebook, share).documents_down == 1


def test_documents_that_are_known_and_nowhere_are_counted(ann: Laptop, share: FolderShare) -> None:
    with ann.open() as casebook:
        with casebook.act() as act:
            act.put(Receipt("ashford", "0" * 64, "a.pdf", "a.pdf", date(2026, 1, 5)))
            act.put(Letter("ashford", "main", LetterState.ISSUED, issued="1" * 64))
        assert sync(casebook, share).notices == (
            "2 documents are not in the shared folder yet: sync again after your colleague has.",
        )


def test_a_drive_that_goes_while_it_is_tidied_ends_no_sync(
    ann: Laptop, share: FolderShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> int:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(FolderShare, "tidy", gone)
    report = synced(ann, share)
    assert report.state is ShareState.IN_THE_SHARED_FOLDER
    (notice,) = report.notices
    assert notice.startswith("Only tidying up was left undone (Input/output error)")
