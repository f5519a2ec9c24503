from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.casebook import Casebook
from reviewer.errors import ShareError
from reviewer.sharing import FolderShare, ShareState, check_share, state_of, sync
from reviewer.sharing.packs import name_of, pack, unpack
from tests.faults.altering import edited
from tests.unit.sharing.laptops import Laptop, decide, synced


def told(casebook: Casebook, share: FolderShare) -> str:
    return " ".join(f"{problem.what}. {problem.remedy}" for problem in check_share(casebook, share))


def test_a_share_that_holds_everything_has_no_problems(ann: Laptop, share: FolderShare) -> None:
    with ann.open() as casebook:
        casebook.files.put(b"the policy")
        sync(casebook, share)
        assert check_share(casebook, share) == ()


def test_what_is_not_shared_yet_is_counted(ann: Laptop, share: FolderShare) -> None:
    with ann.open() as casebook:
        sync(casebook, share)
        casebook.files.put(b"the policy")
        decide(casebook, "ashford", "policy", "it is clear")
        found = told(casebook, share)
    assert "1 of 2 saves is not in the shared folder" in found
    assert "1 document of this laptop is not in the shared folder" in found


def test_a_damaged_pack_is_found_and_the_next_sync_mends_it(ann: Laptop, share: FolderShare) -> None:
    with ann.open() as casebook:
        sync(casebook, share)
        (path,) = (Path(share.place) / "packs").iterdir()
        good = path.read_bytes()
        path.write_bytes(bytes([good[0] ^ 1]) + good[1:])
        assert "is damaged or still arriving" in told(casebook, share)
        assert state_of(casebook) is ShareState.ON_THIS_LAPTOP
        sync(casebook, share)
        assert check_share(casebook, share) == ()
        assert path.read_bytes() == good


def test_a_casebook_open_for_reading_can_be_checked_too(ann: Laptop, share: FolderShare) -> None:
    synced(ann, share)
    for path in (Path(share.place) / "packs").iterdir():
        path.unlink()
    with Casebook.open(ann.folder, None, ann.clock, writable=False) as casebook:
        assert "1 of 1 saves is not in the shared folder" in told(casebook, share)


def test_a_damaged_document_names_who_can_mend_it(ann: Laptop, ben: Laptop, share: FolderShare) -> None:
    with ann.open() as casebook:
        casebook.files.put(b"the policy")
        sync(casebook, share)
        (document,) = (Path(share.place) / "documents").glob("*/*")
        document.write_bytes(b"the polity")
        casebook.files.put(b"x" * (3 << 20))  # more than a sync reads again by chance
        sync(casebook, share)
        large = max((Path(share.place) / "documents").glob("*/*"), key=lambda path: path.stat().st_size)
        large.write_bytes(b"y" * (3 << 20))
        assert "Sync: it is written there again" in told(casebook, share)
        assert sync(casebook, share).documents_up == 1
        assert check_share(casebook, share) == ()
        document.write_bytes(b"the polity")
    with ben.open() as casebook:
        assert "Ask a colleague who has it" in told(casebook, share)
        assert "2 documents on the share are not on this laptop" in told(casebook, share)


def test_work_of_colleagues_that_waits_there_is_told(ann: Laptop, ben: Laptop, share: FolderShare) -> None:
    with ann.open() as casebook:
        assert "holds work that this casebook has not taken in" in told(casebook, share)


def test_a_pack_of_the_future_is_left_and_told(ann: Laptop, share: FolderShare) -> None:
    synced(ann, share)
    data = b"reviewer-pack 9\n"
    (Path(share.place) / name_of(data)[1]).write_bytes(data)
    with ann.open() as casebook:
        assert "cannot be read" in told(casebook, share)


def test_altered_saves_are_found(ann: Laptop, share: FolderShare) -> None:
    synced(ann, share)
    (path,) = (Path(share.place) / "packs").iterdir()
    (save,) = unpack(path.read_bytes())
    data = pack([replace(save, signature=bytes(64))])
    (Path(share.place) / name_of(data)[1]).write_bytes(data)
    with ann.open() as casebook:
        assert "holds altered saves" in told(casebook, share)


def test_a_share_of_another_inspection_is_not_checked(
    tmp_path: Path, ann: Laptop, share: FolderShare
) -> None:
    synced(ann, share)
    other = Laptop("Olga", tmp_path / "other.casebook")
    with other.found() as casebook, pytest.raises(ShareError, match="another inspection"):
        check_share(casebook, share)


def test_a_share_that_cannot_be_listed_is_one_clear_line(
    ann: Laptop, share: FolderShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: str) -> dict[str, int]:
        raise OSError(errno.EIO, "Input/output error")

    synced(ann, share)
    monkeypatch.setattr(share, "list", refuse)
    with ann.open() as casebook, pytest.raises(ShareError, match="Input/output error"):
        check_share(casebook, share)


def test_what_is_damaged_here_is_not_said_of_the_share(ann: Laptop, share: FolderShare) -> None:
    with ann.open() as casebook:
        decide(casebook, "ashford", "policy", "it is clear")
        sync(casebook, share)
        (save,) = [save for _, save in casebook.saves() if "it is clear" in str(save)]
    edited(ann.folder, "UPDATE record SET body = replace(body, 'clear', 'c1ear')")
    with ann.open() as casebook:
        assert casebook.health.unsound_saves() == {save.id}
        assert check_share(casebook, share) == ()


def test_a_save_that_is_damaged_here_and_there_is_found_there_too(ann: Laptop, share: FolderShare) -> None:
    synced(ann, share)
    (path,) = (Path(share.place) / "packs").iterdir()
    (save,) = unpack(path.read_bytes())
    data = pack([replace(save, signature=bytes(64))])
    (Path(share.place) / name_of(data)[1]).write_bytes(data)
    edited(ann.folder, "UPDATE save SET signature = zeroblob(64)")
    with ann.open() as casebook:
        found = told(casebook, share)
    assert "holds altered saves. Ask a colleague" in found
