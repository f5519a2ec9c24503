"""What sync clients, systems and programs leave on a share: a source, or nobody's; never a damage."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import pytest

from reviewer.sharing import FolderShare, check_share, sync
from reviewer.sharing.packs import unpack
from tests.unit.sharing.laptops import Laptop, decide, files, reasons, synced

COPIES = (
    "{stem} (Anna's conflicted copy 2026-01-02){end}",
    "{stem}-DESKTOP-1{end}",
    "{stem} (1){end}",
    "{stem}.sync-conflict-20260102-101112-ABCDEF{end}",
    "[Conflict] {stem}{end}",
    "{upper}{end}",
)
JUNK = (
    "desktop.ini",
    "Thumbs.db",
    ".DS_Store",
    "~$policy.docx",
    "{stem}{end}.tmp",
    "~{stem}.part",
    "notes.txt",
)


@pytest.mark.thorough
@pytest.mark.parametrize("form", COPIES)
def test_a_conflict_copy_is_read_as_a_source_and_left_alone(
    tmp_path: Path, ann: Laptop, share: FolderShare, form: str
) -> None:
    with ann.open() as casebook:
        sha = casebook.files.put(b"the policy")
        decide(casebook, "ashford", "policy", "it is clear")
        sync(casebook, share)
        decide(casebook, "brook", "policy", "only in the copy")
        sync(casebook, share)
    lone = next(path for path in files(share, "packs") if len(unpack(path.read_bytes())) < 2 or _last(path))
    copies = []
    for path, end in ((lone, ".pack"), (files(share, "documents")[0], "")):
        stem = path.name.removesuffix(end)
        copies.append(path.with_name(form.format(stem=stem, upper=stem.upper(), end=end)))
        path.rename(copies[-1])
    bytes_of = [copy.read_bytes() for copy in copies]
    ben = Laptop("Ben", tmp_path / "ben.casebook")
    ben.join(share).close()
    synced(ben, share)
    assert synced(ben, share).notices == ()
    with ben.open() as casebook:
        assert reasons(casebook) == ["it is clear", "only in the copy"]
        assert casebook.files.verify(sha)
        assert check_share(casebook, share) == ()
    assert [copy.read_bytes() for copy in copies] == bytes_of


def _last(path: Path) -> bool:
    return any("only in the copy" in str(save) for save in unpack(path.read_bytes()))


def test_what_systems_and_programs_leave_is_nobodys_damage(ann: Laptop, share: FolderShare) -> None:
    with ann.open() as casebook:
        casebook.files.put(b"the policy")
        sync(casebook, share, clock=ann.clock)
    for folder, end in (("packs", ".pack"), ("documents", ""), ("merged", ".sqlite")):
        path = files(share, folder)[0]
        for name in JUNK:
            path.with_name(name.format(stem=path.name.removesuffix(end), end=end)).write_bytes(b"not ours")
    before = files(share, ".")
    assert synced(ann, share).notices == ()
    with ann.open() as casebook:
        assert check_share(casebook, share) == ()
    assert files(share, ".") == before


def test_a_share_whose_beginning_is_only_in_a_conflict_copy_can_be_joined(
    tmp_path: Path, ann: Laptop, share: FolderShare
) -> None:
    synced(ann, share)
    (path,) = files(share, "packs")
    path.rename(path.with_name(f"{path.stem} (1).pack"))
    Laptop("Ben", tmp_path / "ben.casebook").join(share).close()


class Caseless(FolderShare):
    """A disk that keeps capitals in names and does not tell them from small letters, as those of Windows and most sticks."""

    def _entry(self, name: str) -> str:
        folder, _, last = name.rpartition("/")
        there = Path(self.place) / folder
        names = [path.name for path in there.iterdir()] if there.is_dir() else []
        return f"{folder}/{next((one for one in names if one.lower() == last.lower()), last)}".lstrip("/")

    def holds(self, name: str) -> bool:
        return super().holds(self._entry(name))

    def open(self, name: str) -> BinaryIO:
        return super().open(self._entry(name))

    def put(self, name: str, source: BinaryIO, *, replace: bool) -> None:
        super().put(self._entry(name), source, replace=replace)


def test_a_share_whose_names_got_capitals_is_the_same_on_a_disk_that_does_not_tell_them_apart(
    ann: Laptop, share: FolderShare
) -> None:
    with ann.open() as casebook:
        casebook.files.put(b"the policy")
        sync(casebook, share, clock=ann.clock)
    for path in (*files(share, "packs"), *files(share, "documents")):
        path.rename(path.with_name(path.name.upper()))
    before = files(share, ".")
    caseless = Caseless(Path(share.place))
    for _ in range(2):
        assert synced(ann, caseless).notices == ()
    assert files(share, ".") == before
