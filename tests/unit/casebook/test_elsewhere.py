"""Whether a backup would outlive the casebook's disk: said only where it is known, by what Linux says of its devices."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reviewer.casebook import is_elsewhere

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="by Linux's own files")
MOUNTS = """\
1 0 8:2 / / rw - ext4 /dev/sda2 rw
2 1 8:3 / /home rw - btrfs /dev/sda3 rw
3 1 254:1 / /secret rw - ext4 /dev/dm-1 rw
4 1 8:17 / /media/stick rw - vfat /dev/sdb1 rw
5 1 259:0 / /whole rw - xfs /dev/nvme0n1 rw
6 1 0:50 / /mnt/server rw - cifs //server/backups rw
7 1 0:51 / /tmp rw - tmpfs tmpfs rw
8 1 7:0 / /image rw - ext4 /dev/loop0 rw
9 1 0:52 / /over rw - overlay overlay rw
10 1 254:2 / /raid rw - ext4 /dev/dm-2 rw
11 1 8:33 / /gone rw - ext4 /dev/sdz1 rw
"""


@pytest.fixture
def devices(tmp_path: Path) -> Path:
    """What /sys/class/block says: two disks with partitions, one without, volumes over one and over two, a mounted file."""
    folder, real = tmp_path / "class", tmp_path / "devices"
    folder.mkdir()

    def device(name: str, on: str = "", slaves: tuple[str, ...] = ()) -> None:
        path = real / on / name
        path.mkdir(parents=True, exist_ok=True)
        if on:
            (path / "partition").write_text("1\n")
        for each in slaves:
            (path / "slaves" / each).mkdir(parents=True)
        (folder / name).symlink_to(path)

    for name, on in (
        ("sda2", "sda"),
        ("sda3", "sda"),
        ("sda4", "sda"),
        ("sdb1", "sdb"),
        ("nvme0n1", ""),
        ("loop0", ""),
    ):
        device(name, on)
    device("dm-0", slaves=("sda4",))
    device("dm-1", slaves=("dm-0",))
    device("dm-2", slaves=("sda3", "sdb1"))
    return folder


@pytest.mark.parametrize(
    ("casebook", "backup", "expected"),
    [
        ("/home/ann/c.casebook", "/media/stick/b", True),
        ("/home/ann/c.casebook", "/whole/b", True),
        ("/home/ann/c.casebook", "/mnt/server/b", True),
        ("/home/ann/c.casebook", "/home/ann/b", False),
        ("/home/ann/c.casebook", "/var/b", False),
        ("/home/ann/c.casebook", "/secret/b", False),
        ("/secret/c.casebook", "/media/stick/b", True),
        ("/home/ann/c.casebook", "/raid/b", False),
        ("/home/ann/c.casebook", "/tmp/b", False),
        ("/tmp/c.casebook", "/media/stick/b", False),
        ("/home/ann/c.casebook", "/image/b", False),
        ("/home/ann/c.casebook", "/over/b", False),
        ("/home/ann/c.casebook", "/gone/b", False),
    ],
)
def test_another_device_is_one_that_shares_no_disk(
    tmp_path: Path, devices: Path, casebook: str, backup: str, expected: object
) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS)
    assert is_elsewhere(Path(casebook), Path(backup), mounts, devices) is expected


def test_where_nothing_says_it_nothing_is_claimed(tmp_path: Path) -> None:
    assert not is_elsewhere(Path("/home"), Path("/media"), tmp_path / "none", tmp_path / "none")
