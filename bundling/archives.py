"""The archives made of the bundle's folder: the same bytes from the same folder, whoever makes them and when."""

from __future__ import annotations

import gzip
import os
import platform
import shutil
import subprocess
import tarfile
from pathlib import Path

_LEVEL = 6
_UNIX_ARCHIVE = b"!<arch>\n"
_HEAD = 60
"""Bytes before each member of a Unix archive: its name has 16 of them, its size 10 from the 48th."""
_PIECE = 56 << 20


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
    words = ["dpkg-deb", "--root-owner-group", "-Znone", "--build", str(tree), str(package)]
    env = {**os.environ, "SOURCE_DATE_EPOCH": str(at)}
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, env=env)
    _squeeze(package)


def _squeeze(package: Path) -> None:
    """Have what is in a .deb packed by xz: a Unix archive (deb(5)) of debian-binary, control.tar and data.tar.

    Not by dpkg-deb, which does not know that most of it is programs: told so, xz makes it smaller in less time.
    """
    whole, at = package.read_bytes(), len(_UNIX_ARCHIVE)
    with package.open("wb") as file:
        file.write(_UNIX_ARCHIVE)
        while at < len(whole):
            head, size = whole[at : at + _HEAD], int(whole[at + 48 : at + 58])
            name, content = head[:16].decode().rstrip(), whole[at + _HEAD : at + _HEAD + size]
            if name.endswith(".tar"):
                name, content = f"{name}.xz", _xz(content)
            file.write(f"{name:<16}".encode() + head[16:48] + f"{len(content):<10}".encode() + head[58:])
            file.write(content + b"\n" * (len(content) % 2))
            at += _HEAD + size + size % 2


def _xz(content: bytes) -> bytes:
    """Return it packed. In pieces of one size, so that what comes of it is not told by how many processors there are."""
    programs = ["--x86"] if platform.machine() == "x86_64" else []
    words = ["xz", "--threads=2", f"--block-size={_PIECE}", *programs, "--lzma2=preset=6"]
    return subprocess.run(words, input=content, check=True, stdout=subprocess.PIPE).stdout


def laid(source: Path, target: Path) -> None:
    """Put a file or a folder at its place, links as links."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True, copy_function=os.link)
    else:
        shutil.copyfile(source, target)
        shutil.copymode(source, target)
