"""Shares that are not what they should be: one sentence, nothing lost, and the same sync works once the cause is gone."""

from __future__ import annotations

import errno
import itertools
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pytest

from reviewer.cli.running import main
from reviewer.sharing import FolderShare
from reviewer.sharing.share import Asked, every
from tests.commands import Run
from tests.disks import FILLER, disk, fill, make_read_only, make_room
from tests.faults.conftest import Clean

FIRST = b"x" * 300_000


@dataclass(frozen=True)
class Place:
    """A folder to sync with, and what takes the cause away."""

    share: Path
    mend: Callable[[], object]


Bad = Callable[[Path, Path, Run], AbstractContextManager[Place]]


@contextmanager
def another_inspections(root: Path, _casebook: Path, reviewer: Run) -> Iterator[Place]:
    share = root / "theirs"
    share.mkdir()
    case = Path(__file__).resolve().parents[2] / "resources/samples/boundaries/case"
    reviewer("new", root / "other.casebook", "--case", case)
    reviewer("sync", root / "other.casebook", share)

    def emptied() -> None:
        shutil.rmtree(share)
        share.mkdir()

    yield Place(share, emptied)


@contextmanager
def not_there(root: Path, *_: object) -> Iterator[Place]:
    yield Place(root / "unplugged", (root / "unplugged").mkdir)


@contextmanager
def a_file(root: Path, *_: object) -> Iterator[Place]:
    (root / "file").touch()

    def mend() -> None:
        (root / "file").unlink()
        (root / "file").mkdir()

    yield Place(root / "file", mend)


@contextmanager
def marker_not_to_be_read(root: Path, *_: object) -> Iterator[Place]:
    share = root / "share"
    (share / "inspection.json").mkdir(parents=True)
    yield Place(share, (share / "inspection.json").rmdir)


@contextmanager
def read_only(root: Path, *_: object) -> Iterator[Place]:
    with disk(root / "disk") as place:
        (place / "share").mkdir()
        make_read_only(place)
        again = ["mount", "-o", "remount,rw", str(place)]
        yield Place(place / "share", lambda: subprocess.run(again, check=True))


@contextmanager
def full(root: Path, *_: object) -> Iterator[Place]:
    with disk(root / "disk", "4m") as place:
        (place / "share").mkdir()
        fill(place)
        yield Place(place / "share", lambda: make_room(place))


@contextmanager
def full_for_documents_only(root: Path, *_: object) -> Iterator[Place]:
    with disk(root / "disk", "2m") as place:
        (place / "share").mkdir()
        (place / FILLER).write_bytes(bytes((2 << 20) - (200 << 10)))
        yield Place(place / "share", lambda: make_room(place))


@contextmanager
def name_too_long(root: Path, *_: object) -> Iterator[Place]:
    yield Place(root / ("n" * 300), lambda: None)


@contextmanager
def around_the_casebook(_root: Path, casebook: Path, *_: object) -> Iterator[Place]:
    yield Place(casebook.parent, lambda: None)


@contextmanager
def inside_the_casebook(_root: Path, casebook: Path, *_: object) -> Iterator[Place]:
    (casebook / "share").mkdir()
    yield Place(casebook / "share", (casebook / "share").rmdir)


BAD: dict[Bad, tuple[int, str, bool]] = {
    another_inspections: (1, "belongs to another inspection", True),
    not_there: (2, "is not there. Connect the drive", True),
    a_file: (2, "file", True),
    marker_not_to_be_read: (1, "cannot be read: Is a directory", True),
    read_only: (1, "you have no permission", True),
    full: (1, "it is full. Make room there", True),
    full_for_documents_only: (1, "it is full. Make room there", True),
    name_too_long: (1, "its path is too long. Choose a folder whose path is shorter", False),
    around_the_casebook: (2, "lies in the shared folder", False),
    inside_the_casebook: (2, "so it is no shared folder", False),
}
"""Each with its exit code, what the sentence says, and whether the same folder can be mended."""


@pytest.mark.thorough
@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.__name__)
def test_a_bad_share_is_one_sentence_and_works_once_the_cause_is_gone(
    reviewer: Run, clean: Clean, fresh: Path, tmp_path: Path, bad: Bad
) -> None:
    code, sentence, mends = BAD[bad]
    (tmp_path / "first.bin").write_bytes(FIRST)
    reviewer("receive", fresh, "harrowdale", tmp_path / "first.bin")
    root = tmp_path / "root"
    root.mkdir()
    with bad(root, fresh, reviewer) as place:
        assert sentence in reviewer("sync", fresh, place.share, code=code).told
        place.mend()
        clean(fresh)
        if mends:
            reviewer("sync", fresh, place.share)
            assert reviewer("check", fresh, "--share", place.share, "--json").rows == []


@pytest.mark.thorough
def test_a_half_copied_share_is_completed(reviewer: Run, clean: Clean, fresh: Path, tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.bin").write_bytes(os.urandom(20_000))
        reviewer("receive", fresh, "harrowdale", tmp_path / f"{number}.bin")
        (tmp_path / "share").mkdir(exist_ok=True)
        reviewer("sync", fresh, tmp_path / "share")
    half = Path(shutil.copytree(tmp_path / "share", tmp_path / "half"))
    (half / "inspection.json").unlink()
    for path in sorted(half.glob("packs/*"))[::2]:
        path.unlink()
    first, second, *_ = sorted(half.glob("documents/*/*"))
    first.unlink()
    second.write_bytes(second.read_bytes()[:700])
    line = reviewer("join", half, tmp_path / "ben.casebook", code=1).told
    assert "not all of it has arrived" in line or "The beginning of the inspection has not arrived" in line
    reviewer("sync", fresh, half)
    reviewer("sync", fresh, half)
    assert reviewer("check", fresh, "--share", half, "--json").rows == []
    reviewer("join", half, tmp_path / "cat.casebook")
    clean(tmp_path / "cat.casebook")


@pytest.mark.thorough
def test_a_join_that_lacks_something_says_what_and_ends_with_1(
    reviewer: Run, fresh: Path, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    (tmp_path / "policy.bin").write_bytes(FIRST)
    reviewer("receive", fresh, "harrowdale", tmp_path / "policy.bin")
    reviewer("sync", fresh, share)
    (there,) = share.glob("documents/*/*")
    there.unlink()
    line = reviewer("join", share, tmp_path / "ben.casebook", code=1).told
    assert "was made, but not all of it has arrived: 1 document (policy.bin). Sync it again" in line
    reviewer("sync", fresh, share)
    assert "took 0 saves and 1 documents" in reviewer("sync", tmp_path / "ben.casebook", share).out


def test_an_empty_folder_where_a_share_was_is_no_new_share_unless_it_is_said(
    reviewer: Run, fresh: Path, tmp_path: Path
) -> None:
    with disk(tmp_path / "drive") as drive:
        reviewer("sync", fresh, drive)
    line = reviewer("sync", fresh, tmp_path / "drive", code=1).told
    assert "holds nothing of this inspection, which was shared before" in line
    assert line.endswith("Is this a new share? Then say --new.")
    assert list((tmp_path / "drive").iterdir()) == []
    reviewer("sync", fresh, tmp_path / "drive", "--new")
    assert reviewer("check", fresh, "--share", tmp_path / "drive", "--json").rows == []


def test_a_path_of_more_than_260_characters_is_a_share_like_any_other(
    reviewer: Run, fresh: Path, tmp_path: Path
) -> None:
    share = tmp_path.joinpath(*["a folder of a long name" * 4] * 3)
    share.mkdir(parents=True)
    assert len(str(share)) > 260
    reviewer("sync", fresh, share)
    reviewer("join", share, tmp_path / "ben.casebook")


# --- a drive that drops ------------------------------------------------------------------------------


class Dropping(FolderShare):
    """A share that is gone from an act on, in one of several ways."""

    left: Iterator[int] = itertools.repeat(1)
    how = errno.EIO

    def _act(self) -> None:
        if next(self.left) <= 0:
            raise OSError(self.how, os.strerror(self.how))

    def list(self, folder: str, asked: Asked = every) -> dict[str, int]:
        self._act()
        return super().list(folder, asked)

    def open(self, name: str) -> BinaryIO:
        self._act()
        return super().open(name)

    def put(self, name: str, source: BinaryIO, *, replace: bool) -> None:
        self._act()
        super().put(name, source, replace=replace)
        self._act()

    def remove(self, name: str) -> None:
        self._act()
        super().remove(name)


@pytest.mark.thorough
@pytest.mark.parametrize("how", [errno.EIO, errno.ENOTCONN, errno.EHOSTDOWN])
def test_a_drive_that_drops_at_any_step(
    reviewer: Run,
    clean: Clean,
    fresh: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    how: int,
) -> None:
    (tmp_path / "first.bin").write_bytes(FIRST)
    reviewer("receive", fresh, "harrowdale", tmp_path / "first.bin")
    (tmp_path / "share").mkdir()
    monkeypatch.setattr("reviewer.sharing.FolderShare", Dropping)
    monkeypatch.setattr(Dropping, "how", how)
    failed = 0
    for step in itertools.count():
        monkeypatch.setattr(Dropping, "left", itertools.count(step, -1))
        code = main(["sync", str(fresh), str(tmp_path / "share")])
        told = capsys.readouterr()
        if code == 0 and "Only " not in told.err:
            break
        if code == 1:
            (line,) = told.err.strip().splitlines()
            assert "everything is still on this laptop" in line
            failed += 1
        shutil.rmtree(tmp_path / "share")  # the next step is tried on a share that holds nothing
        (tmp_path / "share").mkdir()
        main(["sync", str(fresh), str(tmp_path / "share"), "--new"]) if step % 7 == 6 else None
        capsys.readouterr()
    assert failed > 5
    monkeypatch.undo()
    reviewer("sync", fresh, tmp_path / "share")
    clean(fresh)
    assert reviewer("check", fresh, "--share", tmp_path / "share", "--json").rows == []


def test_a_drive_that_is_taken_away_leaves_nothing_behind_on_the_laptop(
    fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with disk(tmp_path / "drive") as drive:
        plain = FolderShare.put

        def away(share: FolderShare, name: str, source: BinaryIO, *, replace: bool) -> None:
            if name.startswith("packs/"):
                subprocess.run(["umount", "-l", str(drive)], check=True)
            plain(share, name, source, replace=replace)

        monkeypatch.setattr(FolderShare, "put", away)
        try:
            assert main(["sync", str(fresh), str(drive)]) == 1
        finally:
            left = list(drive.iterdir())
            subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(drive)], check=True)
        assert "is not there any more" in capsys.readouterr().err
        assert left == []
