"""Full disks, read-only folders, network and cloud folders, shares that go away: one line, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.commands import Run, words_of
from tests.disks import disk, fill, make_read_only, make_room, network_folder
from tests.faults.conftest import Clean

VERDICT = ("harrowdale", "policy", "in-place", "--because", "It is dated and owned.")


def counted(told: str) -> int:
    """The number that stands before “files kept”."""
    return int(told.partition(" file")[0].rpartition(" ")[2])


# --- full ------------------------------------------------------------------------------------------


@pytest.mark.thorough
def test_a_full_disk_under_a_casebook(
    reviewer: Run, clean: Clean, fresh: Path, words: Path, tmp_path: Path
) -> None:
    with disk(tmp_path / "disk", "3m") as small:
        casebook = shutil.copytree(fresh, small / "a.casebook")
        fill(small)
        for command in (("receive", casebook, "harrowdale", words), ("verdict", casebook, *VERDICT)):
            line = reviewer(*command, code=1).told
            assert "disk that holds a.casebook" in line
            assert "space" in line
        make_room(small)
        assert reviewer("documents", casebook, "--json").rows == []
        clean(casebook)
        reviewer("receive", casebook, "harrowdale", words)
        reviewer("verdict", casebook, *VERDICT)
        clean(casebook)


@pytest.mark.long
def test_a_full_disk_can_be_read_and_says_that_it_is_full_to_who_writes(
    reviewer: Run, clean: Clean, judged: Path, tmp_path: Path
) -> None:
    with disk(tmp_path / "disk", "6m") as small:
        casebook = shutil.copytree(judged, small / "a.casebook")
        fill(small)
        assert len(reviewer("documents", casebook, "harrowdale", "--json").rows) == 7
        assert len(reviewer("status", casebook, "--json").rows) == 6
        clean(casebook)
        assert "disk that holds a.casebook is full" in reviewer("verdict", casebook, *VERDICT, code=1).told


def test_a_full_disk_under_the_key_reads_well(reviewer: Run, fresh: Path, tmp_path: Path) -> None:
    with disk(tmp_path / "disk", "64k") as small:
        fill(small)
        told = reviewer("verdict", fresh, *VERDICT, code=1, env={"XDG_CONFIG_HOME": str(small)}).told
    assert told.startswith("The disk that holds your key (")


def test_a_disk_that_fills_up_half_way_keeps_what_it_could_and_counts_it(
    reviewer: Run, clean: Clean, fresh: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(16):
        (folder / f"{number}.bin").write_bytes(os.urandom(400_000))
    with disk(tmp_path / "disk", "5m") as small:
        casebook = shutil.copytree(fresh, small / "a.casebook")
        line = reviewer("receive", casebook, "harrowdale", folder, code=1).told
        assert "a.casebook is full" in line
        rows = reviewer("documents", casebook, "--json").rows
        assert counted(line) == len(rows)
        assert 0 < len(rows) < 16
        clean(casebook)


@pytest.mark.thorough
def test_a_full_disk_under_what_is_written(
    reviewer: Run, clean: Clean, judged: Path, case_dir: Path, tmp_path: Path
) -> None:
    with disk(tmp_path / "disk", "256k") as small:
        (small / "letter.txt").write_text("an older letter")
        fill(small)
        for command in (
            ("letter", judged, "harrowdale", "-o", small / "letter.pdf"),
            ("letter", judged, "harrowdale", "-o", small / "letter.txt", "--force"),
            ("overview", judged, "-o", small / "overview.csv"),
            ("identity", "new", small / "me.p12", "--name", "Rowan Ellery"),
        ):
            line = reviewer(*command, code=1).told
            assert "No space left" in line
            assert str(small) in line
        assert (
            "new.casebook is full" in reviewer("new", small / "new.casebook", "--case", case_dir, code=1).told
        )
        assert sorted(path.name for path in small.iterdir()) == ["filler", "letter.txt"]
        assert (small / "letter.txt").read_text() == "an older letter"
    clean(judged)


@pytest.mark.thorough
def test_a_full_share_is_caught_up_once_there_is_room(
    reviewer: Run, clean: Clean, judged: Path, tmp_path: Path
) -> None:
    with disk(tmp_path / "disk", "4m") as small:
        share = small / "share"
        share.mkdir()
        fill(small)
        line = reviewer("sync", judged, share, code=1).told
        assert "full" in line
        assert str(share) in line
        make_room(small)
        reviewer("sync", judged, share)
        assert reviewer("check", judged, "--share", share, "--json").rows == []
    clean(judged)


# --- read-only -------------------------------------------------------------------------------------


@pytest.mark.thorough
def test_a_read_only_folder_is_read_and_not_written(
    reviewer: Run, judged: Path, case_dir: Path, words: Path, tmp_path: Path
) -> None:
    with disk(tmp_path / "disk") as place:
        casebook, share = shutil.copytree(judged, place / "a.casebook"), place / "share"
        share.mkdir()
        before = (casebook / "casebook.sqlite").read_bytes()
        make_read_only(place)
        reviewer("status", casebook)
        assert len(reviewer("documents", casebook, "harrowdale", "--json").rows) == 7
        reviewer("letter", casebook, "harrowdale", "-o", tmp_path / "letter.txt")
        for command, named in (
            (("receive", casebook, "harrowdale", words), "a.casebook"),
            (("verdict", casebook, *VERDICT), "a.casebook"),
            (("letter", judged, "harrowdale", "-o", place / "letter.pdf"), "letter.pdf"),
            (("letters", judged, "-o", place / "letters"), "letters"),
            (("overview", judged, "-o", place / "overview.html"), "overview.html"),
            (("new", place / "new.casebook", "--case", case_dir), "new.casebook"),
            (("demo", place / "demo"), "demo"),
            (("sync", judged, share), "share"),
        ):
            assert named in reviewer(*command, code=1).told
        assert (casebook / "casebook.sqlite").read_bytes() == before


def test_a_key_that_cannot_be_kept(reviewer: Run, fresh: Path, tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    env = {"XDG_CONFIG_HOME": str(tmp_path / "a file")}
    assert "key" in reviewer("verdict", fresh, *VERDICT, code=1, env=env).told
    reviewer("status", fresh, env=env)


# --- network and cloud -----------------------------------------------------------------------------


@pytest.mark.thorough
def test_a_casebook_on_a_network_folder_is_refused_and_a_share_there_is_not(
    reviewer: Run, clean: Clean, fresh: Path, case_dir: Path, words: Path, tmp_path: Path
) -> None:
    with network_folder(tmp_path / "office") as office:
        there = office / "a.casebook"
        shutil.copytree(fresh, there, copy_function=shutil.copyfile)
        for command in (
            ("status", there),
            ("receive", there, "harrowdale", words),
            ("new", office / "b.casebook", "--case", case_dir),
        ):
            line = reviewer(*command, code=1).told
            assert "network folder (fuse.sshfs)" in line
            assert "Copy it to a folder on this computer" in line
        (office / "share").mkdir()
        reviewer("sync", fresh, office / "share")
        line = reviewer("join", office / "share", office / "c.casebook", code=1).told
        assert "c.casebook lies on a network folder" in line
        assert sorted(path.name for path in office.iterdir()) == ["a.casebook", "share"]
        reviewer("join", office / "share", tmp_path / "c.casebook")
    clean(tmp_path / "c.casebook")


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("folder", "marker"), [("OneDrive - Police", ""), ("work", ".dropbox"), ("Nextcloud", "")]
)
def test_a_casebook_in_a_cloud_folder_is_refused_where_it_lies(
    reviewer: Run, fresh: Path, case_dir: Path, tmp_path: Path, folder: str, marker: str
) -> None:
    place = tmp_path / folder
    place.mkdir()
    if marker:
        (place / marker).touch()
    there = shutil.copytree(fresh, place / "a.casebook")
    before = (there / "casebook.sqlite").read_bytes()
    for command in (("verdict", there, *VERDICT), ("new", place / "b.casebook", "--case", case_dir)):
        line = reviewer(*command, code=1).told
        assert f"cloud-synced folder ({folder})" in line
        assert "Copy it to a folder on this computer" in line
    assert not (place / "b.casebook").exists()
    assert (there / "casebook.sqlite").read_bytes() == before


# --- places that are not what they should be ---------------------------------------------------------


@pytest.mark.thorough
def test_outputs_that_cannot_be(reviewer: Run, judged: Path, tmp_path: Path) -> None:
    (tmp_path / "folder.pdf").mkdir()
    (tmp_path / "file").write_text("mine")
    for command, code, named in (
        (("letter", judged, "harrowdale", "-o", tmp_path / "folder.pdf"), 2, "folder.pdf"),
        (("letter", judged, "harrowdale", "-o", tmp_path / "letter.docx"), 2, ".docx"),
        (("letter", judged, "harrowdale", "-o", tmp_path / "letter"), 2, "ending"),
        (("letters", judged, "-o", tmp_path / "file"), 2, "file"),
        (("letters", judged, "-o", tmp_path / "file/below"), 1, "file/below"),
        (("overview", judged, "-o", tmp_path / "overview.xlsx"), 2, "overview.xlsx"),
        (("overview", judged, "-o", tmp_path / "none/overview.csv"), 1, "none/overview.csv"),
    ):
        assert named in reviewer(*command, code=code).told
    assert (tmp_path / "file").read_text() == "mine"
    assert not list((tmp_path / "folder.pdf").iterdir())


def test_a_casebook_is_no_share(reviewer: Run, clean: Clean, fresh: Path, judged: Path) -> None:
    for place in (fresh, fresh / "documents", judged):
        before = sorted(place.rglob("*"))
        assert "no shared folder" in reviewer("sync", fresh, place, code=2).told
        assert sorted(place.rglob("*")) == before
    clean(fresh)


@pytest.mark.thorough
def test_a_share_that_goes_away_in_the_middle_of_a_sync(
    reviewer: Run, clean: Clean, fresh: Path, tmp_path: Path, private_folders: Path
) -> None:
    folder, share = tmp_path / "many", tmp_path / "share"
    folder.mkdir()
    share.mkdir()
    for number in range(60):
        (folder / f"{number}.bin").write_bytes(os.urandom(50_000))
    reviewer("receive", fresh, "harrowdale", folder)
    with subprocess.Popen(
        words_of(["sync", fresh, share]),
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=private_folders,
    ) as sync:
        while len(list(share.glob("documents/*/*"))) < 3:
            assert sync.poll() is None, sync.stderr.read() if sync.stderr else ""
            time.sleep(0.001)
        sync.send_signal(signal.SIGSTOP)
        share.rename(tmp_path / "unplugged")
        sync.send_signal(signal.SIGCONT)
        out, err = sync.communicate(timeout=60)
    assert sync.returncode == 1, out + err
    (line,) = err.strip().splitlines()
    assert str(share) in line
    assert "everything is still on this laptop" in line
    assert not share.exists(), "a folder of that name on the laptop would be taken for the share"
    clean(fresh)
    (tmp_path / "unplugged").rename(share)
    reviewer("sync", fresh, share)
    assert reviewer("check", fresh, "--share", share, "--json").rows == []
