from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path

import pytest

from reviewer.errors import ShareError
from reviewer.sharing.folder import FolderShare, extended
from reviewer.sharing.inventory import Inventory
from reviewer.sharing.share import UNASKED, cannot, stored_hash, stored_name
from reviewer.sharing.stored import digest, fetch, hash_there, store_bytes

WORDS = b"what was written"
HASH = digest(io.BytesIO(WORDS))
NAME = stored_name("documents", HASH)


@pytest.fixture
def share(tmp_path: Path) -> FolderShare:
    (tmp_path / "share").mkdir()
    return FolderShare(tmp_path / "share")


@pytest.mark.parametrize(
    ("path", "long"),
    [
        (r"C:\share", r"\\?\C:\share"),
        (r"\\server\share\cases", r"\\?\UNC\server\share\cases"),
        (r"\\?\C:\share", r"\\?\C:\share"),
    ],
)
def test_a_path_of_windows_may_have_more_than_260_characters(path: str, long: str) -> None:
    assert extended(path) == long


def test_what_is_put_is_listed_and_read_and_nothing_unfinished_stays(share: FolderShare) -> None:
    assert store_bytes(share, NAME, HASH, WORDS)
    assert share.list("documents") == {NAME: len(WORDS)}
    assert fetch(share, NAME, HASH, 100) == WORDS
    assert not list(Path(share.place).glob("**/*.tmp"))


def test_only_files_that_are_asked_say_how_large_they_are(share: FolderShare) -> None:
    """Each answer is a delay on a network drive, and strangers can put thousands of files there."""
    packs = Path(share.place) / "packs"
    packs.mkdir()
    for name in "abc":
        (packs / name).write_bytes(name.encode() * 3)
    assert share.list("packs", "packs/b".__eq__) == {"packs/a": UNASKED, "packs/b": 3, "packs/c": UNASKED}
    inventory = Inventory(share, "packs/b".__eq__, {"packs/b": 9, "packs/c": 7})
    assert inventory.packs == {"packs/a": UNASKED, "packs/b": 3, "packs/c": 7}


def test_a_good_file_is_never_written_again(share: FolderShare) -> None:
    store_bytes(share, NAME, HASH, WORDS)
    before = (Path(share.place) / NAME).stat()
    assert not store_bytes(share, NAME, HASH, WORDS)
    assert (Path(share.place) / NAME).stat().st_mtime_ns == before.st_mtime_ns


def test_putting_over_a_good_file_leaves_it(share: FolderShare) -> None:
    store_bytes(share, NAME, HASH, WORDS)
    share.put(NAME, io.BytesIO(b"other"), replace=False)
    assert hash_there(share, NAME) == HASH


def test_a_damaged_file_counts_as_not_there_and_is_replaced(share: FolderShare) -> None:
    store_bytes(share, NAME, HASH, WORDS)
    (Path(share.place) / NAME).write_bytes(WORDS[:4])
    assert fetch(share, NAME, HASH, 100) is None
    assert store_bytes(share, NAME, HASH, WORDS)
    assert hash_there(share, NAME) == HASH


def test_a_share_without_hard_links_gets_a_rename(
    share: FolderShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EOPNOTSUPP, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    assert store_bytes(share, NAME, HASH, WORDS)
    share.put(NAME, io.BytesIO(b"other"), replace=False)
    assert hash_there(share, NAME) == HASH


def test_a_refused_link_is_told(share: FolderShare, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "link", refuse)
    with pytest.raises(ShareError, match="cannot be written to: Input/output error"):
        store_bytes(share, NAME, HASH, WORDS)


def test_a_share_that_forgets_what_it_was_given_is_found_out(
    share: FolderShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(share, "put", lambda *_, **__: None)
    with pytest.raises(ShareError, match="did not keep what was written to it"):
        store_bytes(share, NAME, HASH, WORDS)


def test_a_share_that_is_not_there_is_never_an_empty_one(tmp_path: Path) -> None:
    share = FolderShare(tmp_path / "unplugged")
    with pytest.raises(ShareError, match=r"is not there\. Connect the drive"):
        share.list("packs")
    with pytest.raises(ShareError, match="is not there"):
        share.put("packs/x", io.BytesIO(b""), replace=False)
    assert not (tmp_path / "unplugged").exists()


def test_a_folder_of_its_that_is_not_there_is_empty(share: FolderShare) -> None:
    assert share.list("packs") == {}


def test_hidden_files_and_foreign_names_are_none_of_ours(share: FolderShare) -> None:
    root = Path(share.place)
    (root / "packs").mkdir()
    (root / "packs/.sync-conflict").write_bytes(b"x")
    (root / "packs/holiday.jpg").write_bytes(b"x")
    assert [name for name in share.list("packs") if stored_hash(name)] == []


@pytest.mark.parametrize(
    "name", [f"packs/{HASH}.pack", f"documents/{HASH[:2]}/{HASH}"]
)  # fmt: skip
def test_a_name_promises_its_hash(name: str) -> None:
    assert stored_hash(name) == HASH


@pytest.mark.parametrize(
    "name", [f"documents/00/{HASH}", f"packs/{HASH}", f"packs/../{HASH}.pack", "packs/.pack", f"packs/{HASH.upper()}.pack"]
)  # fmt: skip
def test_any_other_name_promises_nothing(name: str) -> None:
    assert stored_hash(name) is None


def test_unfinished_files_of_long_ago_are_cleared_away(share: FolderShare) -> None:
    root = Path(share.place)
    (root / "packs").mkdir()
    old, young = root / "packs/.a.1.tmp", root / "packs/.b.2.tmp"
    for path, seconds in ((old, 1_000), (young, 3_000)):
        path.write_bytes(b"half")
        os.utime(path, (seconds, seconds))
    assert share.tidy(2_000 * 1_000_000) == 1
    assert not old.exists()
    assert young.exists()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "it is full. Make room there"),
        (errno.EROFS, "you have no permission. Ask its owner"),
        (errno.EIO, "Input/output error. Check the connection"),
    ],
)
def test_a_refusal_says_why_and_what_to_do_in_one_line(share: FolderShare, number: int, words: str) -> None:
    told = str(cannot(share, "written to", OSError(number, os.strerror(number))))
    assert words in told
    assert "everything is still on this laptop" in told
    assert "\n" not in told


@pytest.mark.skipif(sys.platform == "win32", reason="nobody makes a pipe there, nor a link")
def test_folders_that_somebody_nests_or_locks_hold_nobody_up(
    share: FolderShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Path(share.place)
    share.put("packs/own.pack", io.BytesIO(b"own"), replace=False)
    deep = place / "packs/a/b/c/d/e"
    deep.mkdir(parents=True)
    (deep / "deep.pack").write_bytes(b"too deep")
    (place / "packs" / "round").symlink_to(place / "packs")
    (place / "packs" / "locked").mkdir()
    os.mkfifo(place / "packs" / "waits.pack")
    real = os.scandir

    def refused(path: Path) -> object:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied")
        return real(path)

    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", refused)
        assert list(share.list("packs")) == ["packs/own.pack"]
        assert share.tidy(0) == 0


@pytest.mark.parametrize("folder", ["packs", "documents/ab"])
def test_a_folder_of_ours_that_can_not_be_listed_is_never_an_empty_one(
    share: FolderShare, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    (Path(share.place) / folder).mkdir(parents=True)
    real = os.scandir

    def refused(path: Path) -> object:
        if Path(path) == Path(share.place) / folder:
            raise PermissionError(13, "Permission denied")
        return real(path)

    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", refused)
        with pytest.raises(PermissionError):
            share.list(folder.partition("/")[0])
