"""What disks and other programs do to a casebook: each is one clear line, with nothing half written."""

from __future__ import annotations

import errno
import itertools
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.casebook import Author, Casebook, copy_database, held_in, refuse_unsafe_place
from reviewer.errors import CasebookBusyError, CasebookError, DocumentError, ReadOnlyError
from reviewer.model import DocumentText, Part, Verdict
from tests.disks import disk, make_read_only

Clock = Callable[[], int]
CASE = {"inspection": {"title": "t"}, "framework": {}}


def judge_thrice(casebook: Casebook, number: int) -> None:
    with casebook.act() as act:
        for criterion in ("a", "b", "c"):
            act.put(Verdict("kent", f"{criterion}-{number}", "met", "x" * 9000))


def fill(casebook: Casebook) -> tuple[int, CasebookError]:
    """Judge until the disk is full; return how many acts were saved, and what was said of the next."""
    for number in itertools.count():
        try:
            judge_thrice(casebook, number)
        except CasebookError as error:
            return number, error
    raise AssertionError


@pytest.mark.thorough
def test_a_full_disk_saves_all_of_an_act_or_nothing_and_says_so(
    tmp_path: Path, ann: Author, clock: Clock
) -> None:
    with disk(tmp_path / "small", "2m") as small:
        casebook = Casebook.create(small / "a.casebook", ann, clock, CASE)
        with casebook:
            (small / "filler").write_bytes(bytes(1_000_000))
            saved, full = fill(casebook)
            assert str(full).startswith("The disk that holds a.casebook is full")
            assert "\n" not in str(full)
            assert saved > 0
            with pytest.raises(CasebookError, match="is full"):
                casebook.files.put(bytes(1_500_000))
            assert list(casebook.files.all()) == []
            assert not list((casebook.folder / "documents").iterdir())
            assert len(casebook.current(Verdict)) == 3 * saved
            (small / "filler").unlink()
            with casebook.act() as act:
                act.put(Verdict("kent", "after", "met", ""))
            assert len(casebook.current(Verdict)) == 3 * saved + 1
            assert casebook.check() == ()


@pytest.mark.thorough
def test_a_casebook_does_not_fit_on_a_full_disk_and_leaves_nothing(
    tmp_path: Path, ann: Author, clock: Clock
) -> None:
    with disk(tmp_path / "tiny", "64k") as small:
        with pytest.raises(CasebookError, match="full"):
            Casebook.create(small / "a.casebook", ann, clock, CASE)
        assert not list(small.iterdir())


@pytest.mark.thorough
def test_a_read_only_folder_can_be_read_and_not_written(tmp_path: Path, ann: Author, clock: Clock) -> None:
    with disk(tmp_path / "disk") as small:
        with Casebook.create(small / "a.casebook", ann, clock, CASE) as casebook:
            casebook.index.put(DocumentText("ab" * 32, "text", "t", (Part("text", "", "word"),)))
            with casebook.act() as act:
                act.put(Verdict("kent", "plans", "met", ""))
        make_read_only(small)
        with pytest.raises(ReadOnlyError, match="read-only"):
            Casebook.open(small / "a.casebook", ann, clock)
        with pytest.raises(ReadOnlyError, match=r"read-only\. Nothing was made\. Choose a folder"):
            Casebook.create(small / "b.casebook", ann, clock, CASE)
        with Casebook.open(small / "a.casebook", None, clock, writable=False) as reading:
            assert len(reading.current(Verdict)) == 1
            assert reading.check() == ()
            assert reading.index.search("word") is not None
            reading.build_merged(tmp_path / "merged.sqlite")
        copied = copy_database(small / "a.casebook", tmp_path / "copy.sqlite", "copy", lambda: False)
        assert held_in(tmp_path / "copy.sqlite", "copy").saves == copied > 0


@pytest.mark.thorough
def test_reading_works_in_a_read_only_folder_after_a_crash_too(
    tmp_path: Path, ann: Author, clock: Clock
) -> None:
    """The write-ahead log still holds the last save, and can't be folded in."""
    with disk(tmp_path / "disk") as small:
        Casebook.create(small / "a.casebook", ann, clock, CASE).close()
        script = (
            "import os; from pathlib import Path; from reviewer.casebook import Author, Casebook\n"
            "from reviewer.model import Verdict\n"
            f"c = Casebook.open(Path({str(small / 'a.casebook')!r}), Author('Ann Archer', bytes(range(32))), lambda: 9)\n"
            "with c.act() as act: act.put(Verdict('kent', 'plans', 'met', ''))\n"
            "os._exit(9)"
        )
        root = Path(__file__).parents[3]
        assert subprocess.run([sys.executable, "-c", script], cwd=root, check=False).returncode == 9
        make_read_only(small)
        with Casebook.open(small / "a.casebook", None, clock, writable=False) as reading:
            assert len(reading.current(Verdict)) == 1
            assert reading.check() == ()
        copied = copy_database(small / "a.casebook", tmp_path / "copy.sqlite", "copy", lambda: False)
        held = held_in(tmp_path / "copy.sqlite", "copy")
        assert (held.is_sound, held.saves) == (True, copied)


def test_a_copy_has_what_is_still_in_the_log_and_leaves_file_and_log_as_they_were(
    casebook: Casebook, tmp_path: Path
) -> None:
    judge_thrice(casebook, 1)
    crashed = tmp_path / "crashed.casebook"
    crashed.mkdir()
    names = ("casebook.sqlite", "casebook.sqlite-wal")
    before = {name: (casebook.folder / name).read_bytes() for name in names}
    assert before["casebook.sqlite-wal"]
    for name, data in before.items():
        (crashed / name).write_bytes(data)

    saves = copy_database(crashed, tmp_path / "copy.sqlite", "copy", lambda: False)

    held = held_in(tmp_path / "copy.sqlite", "copy")
    assert held.is_sound
    assert (held.saves, held.position) == (saves, casebook.head_position())
    assert {name: (crashed / name).read_bytes() for name in names} == before


def test_one_writer_and_any_number_of_readers(casebook: Casebook, ann: Author, clock: Clock) -> None:
    with pytest.raises(CasebookBusyError, match="is open in another window or program"):
        Casebook.open(casebook.folder, ann, clock)
    with Casebook.open(casebook.folder, None, clock, writable=False) as reading:
        with casebook.act() as act:
            act.put(Verdict("kent", "plans", "met", ""))
        assert len(reading.current(Verdict)) == 1
        assert reading.head_position() == casebook.head_position()
    casebook.close()
    with Casebook.open(casebook.folder, ann, clock) as again:
        assert len(again.current(Verdict)) == 1


def test_a_writer_in_another_process_is_noticed_and_a_dead_one_is_not_in_the_way(
    casebook: Casebook, ann: Author, clock: Clock
) -> None:
    casebook.close()
    script = (
        "import sys; from pathlib import Path; from reviewer.casebook import Casebook\n"
        f"c = Casebook.open(Path({str(casebook.folder)!r}), None, lambda: 9)\n"
        "print('open', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script]
    root = Path(__file__).parents[3]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(CasebookBusyError):
            Casebook.open(casebook.folder, ann, clock)
        other.kill()
    Casebook.open(casebook.folder, ann, clock).close()


def test_a_folder_that_is_taken_or_none_is_refused(tmp_path: Path, ann: Author, clock: Clock) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "letter.txt").write_text("mine")
    with pytest.raises(CasebookError, match="taken is there already"):
        Casebook.create(tmp_path / "taken", ann, clock, CASE)
    with pytest.raises(CasebookError, match="taken is not a casebook"):
        Casebook.open(tmp_path / "taken", ann, clock)
    (tmp_path / "taken" / "casebook.sqlite").write_bytes(b"")
    with pytest.raises(CasebookError, match="taken is not a casebook"):
        Casebook.open(tmp_path / "taken", ann, clock)
    (tmp_path / "taken" / "casebook.sqlite").write_bytes(b"not a database, but long enough" * 50)
    with pytest.raises(CasebookError, match="not a casebook"):
        Casebook.open(tmp_path / "taken", ann, clock)
    (tmp_path / "empty").mkdir()
    Casebook.create(tmp_path / "empty", ann, clock, CASE).close()


MOUNTS = """\
21 1 8:1 / / rw - ext4 /dev/sda1 rw
30 21 0:40 / /mnt/office rw - cifs //server/share rw
31 21 0:41 / /mnt/my\\040drive rw - fuse.sshfs host: rw
32 21 0:42 / /mnt/stick rw - vfat /dev/sdb1 rw
33 21 0:43 / /mnt/local rw - fuse.gocryptfs inner rw
35 21 0:45 / /mnt/new - fuse.newcloudfs newcloud rw
36 21 0:46 / /mnt/odd - oddfs https://files.example.org/dav rw
37 21 0:47 / /mnt/odder - odderfs filer:/vol/home rw
38 21 0:48 / /mnt/pool rw - zfs tank/home rw
34 30 0:44 / /mnt/office/really-local rw - ext4 /dev/sdc1 rw
not a mount line
"""


CLOUDS = (
    "SynologyDrive", "Synology Drive", "Proton Drive", "ProtonDrive", "Egnyte", "Egnyte Drive", "Tresorit", "Box",
    "Box Sync", "Box-Box", "Sync", "Sync.com", "OneDrive", "OneDrive \N{EN DASH} Police", "OneDrive \N{EM DASH} Police",
    "OneDrive-Police", "OneDrive \N{NON-BREAKING HYPHEN} Police", "Dropbox (Work)", "pCloudDrive", "MEGA", "kDrive",
    "Shared drives",
)  # fmt: skip


@pytest.mark.parametrize(
    ("folder", "refused"),
    [
        ("/mnt/office/a.casebook", "network folder (cifs)"),
        ("/mnt/my drive/cases/a.casebook", "network folder (fuse.sshfs)"),
        ("/home/ann/OneDrive - Police/a.casebook", "cloud-synced folder (OneDrive - Police)"),
        ("/home/ann/Dropbox/work/a.casebook", "cloud-synced folder (Dropbox)"),
        ("/Users/ann/Library/Mobile Documents/a.casebook", "cloud-synced folder (Mobile Documents)"),
        ("/home/ann/Nextcloud/a.casebook", "cloud-synced folder (Nextcloud)"),
        ("/home/ann/GoogleDrive/a.casebook", "cloud-synced folder (GoogleDrive)"),
        ("/mnt/new/a.casebook", "network folder (fuse.newcloudfs)"),
        ("/mnt/odd/a.casebook", "network folder (oddfs)"),
        ("/mnt/odder/a.casebook", "network folder (odderfs)"),
        ("/mnt/pool/a.casebook", None),
        *((f"/home/ann/{name}/cases/a.casebook", f"cloud-synced folder ({name})") for name in CLOUDS),
        ("/home/ann/boxes/a.casebook", None),
        ("/home/ann/sync/a.casebook", None),
        ("/home/ann/OneDriver/a.casebook", None),
        ("/mnt/office/really-local/a.casebook", None),
        ("/mnt/stick/a.casebook", None),
        ("/mnt/local/a.casebook", None),
        ("/home/ann/Dropboxes/a.casebook", None),
        ("/mnt/officer/a.casebook", None),
    ],
)
def test_network_and_cloud_folders_are_refused(tmp_path: Path, folder: str, refused: str | None) -> None:
    (tmp_path / "mountinfo").write_text(MOUNTS)
    if refused is None:
        refuse_unsafe_place(Path(folder), tmp_path / "mountinfo")
        return
    with pytest.raises(CasebookError, match="Copy it to a folder on this computer") as told:
        refuse_unsafe_place(Path(folder), tmp_path / "mountinfo")
    assert refused in str(told.value)


def test_a_sync_clients_mark_in_a_folder_above_is_seen(tmp_path: Path, ann: Author, clock: Clock) -> None:
    (tmp_path / "synced" / ".stfolder").mkdir(parents=True)
    with pytest.raises(CasebookError, match="cloud-synced"):
        Casebook.create(tmp_path / "synced" / "cases" / "a.casebook", ann, clock, CASE)
    assert not (tmp_path / "synced" / "cases").exists()


def test_a_machine_without_mountinfo_is_taken_at_its_word(tmp_path: Path) -> None:
    refuse_unsafe_place(tmp_path / "a.casebook", tmp_path / "no-such-file")


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOENT])
def test_other_failures_of_the_disk_are_told_too(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fails(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(CasebookError, match=os.strerror(number)):
        casebook.files.put(b"data")
    monkeypatch.undo()
    assert list(casebook.files.all()) == []


def test_a_document_that_can_not_be_read_is_the_documents_fault(casebook: Casebook, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"file-not-read name=gone\.pdf"):
        casebook.files.put(tmp_path / "gone.pdf")
    with pytest.raises(DocumentError, match="file-not-read"):
        casebook.files.put(tmp_path)
