"""The merged file at closing: written from a casebook that is only read, however lately the last one was, and publishing nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.casebook import Casebook
from reviewer.desk.closing import write_merged
from reviewer.desk.home import Home
from reviewer.desk.settings import SHARE
from reviewer.errors import CancelledError
from reviewer.sharing import FolderShare, Step, write_at_closing
from tests.unit.sharing.laptops import Laptop, author, decide, files, folder_share, synced


def at_closing(laptop: Laptop, share: FolderShare) -> tuple[str, str] | None:
    """What is written of a laptop's casebook once it is closed; somebody may have it open by then."""
    with Casebook.open(laptop.folder, author(laptop.name), laptop.clock, writable=False) as casebook:
        return write_at_closing(casebook, share, laptop.clock)


@pytest.fixture
def worked(ann: Laptop, share: FolderShare) -> Laptop:
    """Ann has synced twice within the hour, so that the last merged file is of an earlier state."""
    synced(ann, share)
    with ann.open() as casebook:
        decide(casebook, "ashford", "policy", "it is clear")
    synced(ann, share)
    assert len(files(share, "merged")) == 1
    return ann


def test_it_is_written_however_lately_the_last_one_was_and_once(worked: Laptop, share: FolderShare) -> None:
    with worked.open():  # who has opened it again is in nobody's way, and has nobody in theirs
        assert at_closing(worked, share) is not None
    assert len(files(share, "merged")) == 2
    assert at_closing(worked, share) is None
    assert len(files(share, "merged")) == 2


def test_what_was_not_synced_is_not_published(worked: Laptop, share: FolderShare) -> None:
    with worked.open() as casebook:
        decide(casebook, "ashford", "policy", "not for others yet")
    before = files(share, ".")
    assert at_closing(worked, share) is None
    assert files(share, ".") == before


def test_a_folder_that_is_not_this_inspections_is_left_alone(worked: Laptop, tmp_path: Path) -> None:
    empty = folder_share(tmp_path / "empty")
    assert at_closing(worked, empty) is None
    assert files(empty, ".") == []


def test_stopped_it_leaves_what_was_there(worked: Laptop, share: FolderShare) -> None:
    before = files(share, ".")

    def stop(step: Step) -> None:
        if step.name == "merged built":
            raise CancelledError("Stopped")

    casebook = Casebook.open(worked.folder, author("Ann"), worked.clock, writable=False)
    with casebook, pytest.raises(CancelledError):
        write_at_closing(casebook, share, worked.clock, stop)
    assert files(share, ".") == before
    assert not list((worked.folder / "cache").rglob("merged.*"))


def test_its_hash_is_noted_so_that_it_is_told_when_it_rots(
    worked: Laptop, share: FolderShare, tmp_path: Path, root: Path
) -> None:
    home = Home(tmp_path / "config", root / "resources", tmp_path / "data")
    assert not write_merged(worked.folder, home, clock=worked.clock)  # it has never been shared from here
    home.settings.put(SHARE.of(worked.folder), Path(share.place))
    assert write_merged(worked.folder, home, clock=worked.clock)
    last = files(share, "merged")[-1]
    with worked.open() as casebook:
        assert f"merged/{last.name}" in casebook.packs.known_merged()
    good = last.read_bytes()
    last.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
    for _ in range(3):
        synced(worked, share)
    assert last not in files(share, "merged")
