"""The archives made of the bundle's folder: the same bytes from the same folder, whoever makes them and when."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

_LEVEL = 6


def packed(folder: Path, archive: Path, at: int) -> None:
    """Write *archive* (.tar.gz) of a folder, under the folder's name; *at* is the time that all in it has, seconds since 1970."""

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        member.mtime = at
        member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
        return member

    with (
        archive.open("wb") as file,
        gzip.GzipFile("", "wb", _LEVEL, file, mtime=at) as zipped,
        tarfile.open(fileobj=zipped, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for path in (folder, *sorted(folder.rglob("*"))):
            tar.add(path, path.relative_to(folder.parent).as_posix(), recursive=False, filter=plain)


def debian(tree: Path, package: Path, at: int) -> None:
    """Write *package* (.deb) of a tree that has its DEBIAN/control; *at* as in ``packed``."""
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        os.utime(path, (at, at), follow_symlinks=False)
    # One thread: what is written must not be told by how many processors there are.
    words = [
        "dpkg-deb",
        "--root-owner-group",
        "-Zxz",
        "-z9",
        "--threads-max=1",
        "--build",
        str(tree),
        str(package),
    ]
    subprocess.run(
        words, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "SOURCE_DATE_EPOCH": str(at)}
    )


def laid(source: Path, target: Path) -> None:
    """Put a file or a folder at its place, links as links."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True, copy_function=os.link)
    else:
        shutil.copyfile(source, target)
        shutil.copymode(source, target)
