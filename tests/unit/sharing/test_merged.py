"""The merged file: rows that hold, a hash that is checked, written at most hourly, three generations in all."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

import pytest

from reviewer.casebook import Casebook
from reviewer.casebook.merged import refuse_damage
from reviewer.casebook.soundness import Soundness
from reviewer.errors import CasebookError
from reviewer.sharing import FolderShare, sync
from tests.faults.altering import edited
from tests.merged_saves import read_saves
from tests.unit.sharing.laptops import Laptop, decide, files, synced, ticking

HOUR = 3_600_000_000
NOW = 1_767_225_600_000_000


def merged(share: FolderShare) -> list[str]:
    return [path.name for path in files(share, "merged")]


def verdicts(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as tool:
        return [because for (because,) in tool.execute("SELECT because FROM verdicts")]


def test_it_is_written_at_most_hourly_or_when_it_is_asked_for(ann: Laptop, share: FolderShare) -> None:
    synced(ann, share)
    assert len(merged(share)) == 1
    with ann.open() as casebook:
        decide(casebook, "ashford", "policy", "a little later")
    synced(ann, share)
    assert len(merged(share)) == 1
    synced(ann, share, merged=True)
    assert len(merged(share)) == 2
    with ann.open() as casebook:
        decide(casebook, "ashford", "policy", "an hour later")
    ann.clock = ticking(NOW + HOUR + 60_000_000)
    synced(ann, share)
    assert len(merged(share)) == 3
    assert verdicts(files(share, "merged")[-1]) == ["an hour later"]


def test_a_name_that_says_a_time_to_come_wins_over_nothing(ann: Laptop, share: FolderShare) -> None:
    synced(ann, share)
    (first,) = merged(share)
    state = first.rpartition("-")[2]
    folder = Path(share.place) / "merged"
    (folder / f"20991231T235959.999999Z-{state}").write_bytes((folder / first).read_bytes())
    (folder / "29999999T999999.999999Z-01234567.sqlite").write_bytes(b"no time at all")
    with ann.open() as casebook:
        decide(casebook, "ashford", "policy", "it is clear")
    ann.clock = ticking(NOW + 2 * HOUR)
    synced(ann, share)
    mine = [name for name in merged(share) if name.startswith("2026")]
    assert len(mine) == 2
    assert verdicts(folder / mine[-1]) == ["it is clear"]


def test_a_clock_that_was_a_year_ahead_leaves_no_file_that_is_last_for_ever(
    ann: Laptop, share: FolderShare
) -> None:
    ann.clock = ticking(NOW + 366 * 24 * HOUR)
    synced(ann, share)
    assert merged(share)[-1].startswith("2027")
    ann.clock = ticking(NOW)
    synced(ann, share)
    assert [name[:4] for name in merged(share)] == ["2026"]


def test_three_generations_are_kept_in_all_whoever_wrote_them(
    ann: Laptop, ben: Laptop, share: FolderShare
) -> None:
    for number in range(3):
        for laptop in (ann, ben):
            with laptop.open() as casebook:
                decide(casebook, "ashford", "policy", f"{laptop.name} {number}")
            synced(laptop, share, merged=True)
    assert len(merged(share)) == 3


def test_one_with_a_flipped_bit_is_found_and_written_again(ann: Laptop, share: FolderShare) -> None:
    synced(ann, share)
    (path,) = files(share, "merged")
    good, saves = path.read_bytes(), read_saves(path)
    path.write_bytes(flipped := good[:-1] + bytes([good[-1] ^ 1]))
    for _ in range(3):
        synced(ann, share)
    (again,) = files(share, "merged")
    assert again.read_bytes() != flipped
    assert again.read_bytes()[-1] == good[-1]
    assert read_saves(again) == saves


def test_one_of_a_colleague_who_is_gone_is_found_damaged_by_what_they_had_said_it_is(
    ann: Laptop, ben: Laptop, share: FolderShare
) -> None:
    """Of its own size, and the last of its state: nobody else would write another one, for good."""
    synced(ben, share)
    synced(ann, share)
    with ben.open() as casebook:
        decide(casebook, "ashford", "policy", "it is clear")
    synced(ben, share, merged=True)
    path = files(share, "merged")[-1]
    flipped = path.read_bytes()[:-1] + bytes([path.read_bytes()[-1] ^ 1])
    path.write_bytes(flipped)
    shutil.rmtree(ben.folder)
    for _ in range(2):
        synced(ann, share, thorough=True, merged=True)
    assert flipped not in [each.read_bytes() for each in files(share, "merged")]
    assert verdicts(files(share, "merged")[-1]) == ["it is clear"]


def test_one_that_was_refused_and_came_late_all_the_same_is_known_for_what_it_is_to_be(
    ann: Laptop, share: FolderShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    late: list[tuple[Path, bytes]] = []
    put = FolderShare.put

    def refused(self: FolderShare, name: str, source: BinaryIO, *, replace: bool) -> None:
        if name.startswith("merged/"):
            late.append((Path(self.place) / name, source.read()))
            raise OSError(5, "Input/output error")
        put(self, name, source, replace=replace)

    with monkeypatch.context() as patched:
        patched.setattr(FolderShare, "put", refused)
        assert "could not be brought up to date" in " ".join(synced(ann, share).notices)
    synced(ann, share)
    for path in files(share, "merged"):
        path.unlink()
    ((place, data),) = late
    rotten = data[:-1] + bytes([data[-1] ^ 1])
    place.write_bytes(rotten)
    for _ in range(2):
        synced(ann, share, thorough=True, merged=True)
    assert rotten not in [each.read_bytes() for each in files(share, "merged")]


def test_half_a_file_of_a_colleague_is_written_again_by_anybody(
    ann: Laptop, ben: Laptop, share: FolderShare
) -> None:
    synced(ann, share)
    synced(ben, share, merged=True)
    for path in files(share, "merged"):
        path.write_bytes(path.read_bytes()[:5000])
    synced(ann, share)
    (path,) = files(share, "merged")
    assert verdicts(path) == []


def test_opened_as_a_casebook_it_says_what_it_is_and_how_to_read_it(ann: Laptop, share: FolderShare) -> None:
    synced(ann, share)
    (path,) = files(share, "merged")
    with pytest.raises(CasebookError, match=r"is a merged file, which is only read.* Join the shared folder"):
        Casebook.open(path, None, ann.clock, writable=False)


def test_a_row_that_rotted_since_the_casebook_was_examined_stays_behind(
    ann: Laptop, share: FolderShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ann.open() as casebook:
        decide(casebook, "ashford", "policy", "it is clear")

        def rotting(sound: Soundness, name: str) -> None:
            refuse_damage(sound, name)
            edited(ann.folder, "UPDATE record SET body = replace(body, 'clear', 'c1ear')")

        monkeypatch.setattr("reviewer.casebook.merged.refuse_damage", rotting)
        report = sync(casebook, share, clock=ann.clock)
    assert merged(share) == []
    assert "damaged and stayed behind" in " ".join(report.notices)
