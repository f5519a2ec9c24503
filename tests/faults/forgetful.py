"""A file system in memory that keeps only what was fsynced: what a power cut leaves of a disk.

    python forgetful.py MOUNTPOINT SEED

POSIX's letter: a file's bytes last once the file is synced, a name once its folder is. On unmounting,
everything else is forgotten, or (every second time) each unsynced write is lost, torn at a sector or
kept by chance, as a disk's cache would have it; then it is mounted again with what is left. Control is
by making folders, which never appear: ``.cut-after-N`` cuts the power at the N-th change from now (all
further work is EIO), ``.stop`` ends with the next unmounting.
"""

# ruff: noqa: ARG002 - the kernel hands over more than we need

from __future__ import annotations

import errno
import os
import random
import stat
import sys
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from mfusepy import FUSE, FuseOSError, Operations

SECTOR = 512


@dataclass(eq=False)
class Folder:
    names: dict[str, Folder | File] = field(default_factory=dict)
    kept: dict[str, Folder | File] = field(default_factory=dict)


@dataclass(eq=False)
class File:
    data: bytearray = field(default_factory=bytearray)
    kept: bytes = b""
    unsynced: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Writes (offset, bytes) and truncations (length, None) since the last fsync."""


def apply(data: bytearray, at: int, written: bytes | None) -> None:
    if written is None:
        del data[at:]
    data.extend(bytes(max(0, at - len(data))))
    if written:
        data[at : at + len(written)] = written


def forget(folder: Folder, chance: random.Random | None) -> None:
    """Leave what was synced, and by chance some of the rest."""
    if chance is None or chance.random() < 0.5:
        folder.names = dict(folder.kept)
    folder.kept = dict(folder.names)
    for node in folder.names.values():
        if isinstance(node, Folder):
            forget(node, chance)
        else:
            node.data = bytearray(node.kept)
            if chance is not None:
                some_of(node, chance)
            node.kept, node.unsynced = bytes(node.data), []


def some_of(file: File, chance: random.Random) -> None:
    """Keep some of what was not synced: each write by itself, whole or up to a sector."""
    for at, written in file.unsynced:
        part = written
        if written and chance.random() < 0.3:
            part = written[: chance.randrange(0, len(written) + 1, SECTOR)]
        if chance.random() < 0.6:
            apply(file.data, at, part)


class Forgetful(Operations):  # type: ignore[misc] # mfusepy has no types
    use_ns = True

    def __init__(self) -> None:
        self.root = Folder()
        self.handles: dict[int, File] = {}
        self.next_handle = 1
        self.left: int | None = None
        self.stopped = False

    # --- the power -----------------------------------------------------------------------------------

    def changes(self) -> None:
        if self.left is not None:
            self.left -= 1
        self.lives()

    def lives(self) -> None:
        if self.left is not None and self.left < 0:
            raise FuseOSError(errno.EIO)

    def control(self, name: str) -> None:
        if name == ".stop":
            self.stopped = True
        elif name.startswith(".cut-after-"):
            self.left = int(name.removeprefix(".cut-after-"))

    def cut(self, chance: random.Random | None) -> None:
        forget(self.root, chance)
        self.handles, self.left = {}, None

    # --- finding -------------------------------------------------------------------------------------

    def node(self, path: str) -> Folder | File:
        node: Folder | File | None = self.root
        for name in PurePosixPath(path).parts[1:]:
            node = node.names.get(name) if isinstance(node, Folder) else None
        if node is None:
            raise FuseOSError(errno.ENOENT)
        return node

    def folder(self, path: str) -> Folder:
        node = self.node(path)
        if not isinstance(node, Folder):
            raise FuseOSError(errno.ENOTDIR)
        return node

    def above(self, path: str) -> tuple[Folder, str]:
        pure = PurePosixPath(path)
        return self.folder(str(pure.parent)), pure.name

    def opened(self, file: File) -> int:
        handle, self.next_handle = self.next_handle, self.next_handle + 1
        self.handles[handle] = file
        return handle

    def file(self, path: str, fh: int | None) -> File:
        node = self.handles.get(fh or 0) or self.node(path)
        if not isinstance(node, File):
            raise FuseOSError(errno.EISDIR)
        return node

    # --- what the kernel asks ------------------------------------------------------------------------

    def getattr(self, path: str, fh: int | None = None) -> dict[str, int]:
        node = self.handles.get(fh or 0) or self.node(path)
        if isinstance(node, Folder):
            return {"st_mode": stat.S_IFDIR | 0o755, "st_nlink": 2}
        return {"st_mode": stat.S_IFREG | 0o644, "st_nlink": 1, "st_size": len(node.data)}

    def readdir(self, path: str, fh: int) -> list[str]:
        return [".", "..", *self.folder(path).names]

    def open(self, path: str, flags: int) -> int:
        self.lives()
        return self.opened(self.file(path, None))

    def create(self, path: str, mode: int, fi: object = None) -> int:
        self.changes()
        folder, name = self.above(path)
        folder.names[name] = file = File()
        return self.opened(file)

    def read(self, path: str, size: int, offset: int, fh: int) -> bytes:
        self.lives()
        return bytes(self.file(path, fh).data[offset : offset + size])

    def write(self, path: str, data: bytes, offset: int, fh: int) -> int:
        self.changes()
        file = self.file(path, fh)
        file.unsynced.append((offset, data))
        apply(file.data, offset, data)
        return len(data)

    def truncate(self, path: str, length: int, fh: int | None = None) -> int:
        self.changes()
        file = self.file(path, fh)
        file.unsynced.append((length, None))
        apply(file.data, length, None)
        return 0

    def fsync(self, path: str, datasync: int, fh: int) -> int:
        self.changes()
        file = self.file(path, fh)
        file.kept, file.unsynced = bytes(file.data), []
        return 0

    def fsyncdir(self, path: str, datasync: int, fh: int) -> int:
        self.changes()
        folder = self.folder(path)
        folder.kept = dict(folder.names)
        return 0

    def rename(self, old: str, new: str) -> int:
        self.changes()
        source, name = self.above(old)
        target, new_name = self.above(new)
        target.names[new_name] = source.names.pop(name)
        return 0

    def unlink(self, path: str) -> int:
        self.changes()
        folder, name = self.above(path)
        del folder.names[name]
        return 0

    def mkdir(self, path: str, mode: int) -> int:
        folder, name = self.above(path)
        if name == ".stop" or name.startswith(".cut-after-"):
            self.control(name)
            raise FuseOSError(errno.ECANCELED)
        self.changes()
        folder.names[name] = Folder()
        return 0

    def rmdir(self, path: str) -> int:
        if self.folder(path).names:
            raise FuseOSError(errno.ENOTEMPTY)
        return self.unlink(path)

    def release(self, path: str, fh: int) -> int:
        self.handles.pop(fh, None)
        return 0

    def utimens(self, path: str, times: tuple[int, int] | None = None) -> int:
        return 0

    def chmod(self, path: str, mode: int) -> int:
        return 0

    def statfs(self, path: str) -> dict[str, int]:
        return {
            "f_bsize": 4096,
            "f_frsize": 4096,
            "f_blocks": 1 << 20,
            "f_bfree": 1 << 19,
            "f_bavail": 1 << 19,
        }


def main(mountpoint: str, seed: int) -> None:
    chance = random.Random(seed)
    system = Forgetful()
    cuts = 0
    while not system.stopped:
        FUSE(system, mountpoint, foreground=True, nothreads=True, fsname="forgetful")
        system.cut(chance if cuts % 2 else None)
        cuts += 1


if __name__ == "__main__":
    os.umask(0o022)
    main(sys.argv[1], int(sys.argv[2]))
