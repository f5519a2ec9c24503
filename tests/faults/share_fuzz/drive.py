"""A shared drive for the fuzzer: one folder for all, or a folder for each laptop that a sync client keeps alike."""

from __future__ import annotations

import errno
import io
import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reviewer.sharing import FolderShare
from reviewer.sharing.share import Asked, every

FAULTS = (
    ("list", "EIO"), ("list", "empty"), ("list", "stale"),
    ("read", "EIO"), ("read", "short"), ("read", "flipped"),
    ("put", "EIO"), ("put", "ENOSPC"), ("put", "torn"), ("put", "torn-silent"), ("put", "flipped"), ("put", "lost"),
    ("put", "delayed"), ("remove", "EIO"), ("remove", "lost"), ("tidy", "EIO"),
)  # fmt: skip
"""What can befall one call: a kind of call, and how it goes."""
WEATHER = ("read-only", "full", "documents-full")
JUNK = ("packs/desktop.ini", "packs/.DS_Store", "documents/Thumbs.db", "documents/aa/~$plan.docx", "merged/~lock.tmp", "held/desktop.ini", "desktop.ini")  # fmt: skip
CLIENT_COPIES = ("{stem} (Ben's conflicted copy 2026-01-02){end}", "{stem}-DESKTOP-1{end}", "{stem} (1){end}")
_OF_DISK = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC}


class Drive(FolderShare):
    """A folder whose calls go wrong as they are told to; each fault strikes once, some calls from now."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.root = path
        self.weather = ""
        self._armed: dict[str, tuple[str, int]] = {}
        self._late: list[tuple[str, bytes]] = []

    def arm(self, call: str, fault: str, after: int) -> None:
        self._armed[call] = (fault, after)

    def calm(self) -> None:
        """No more faults; what was late arrives."""
        self._armed.clear()
        self.weather = ""
        self.arrive()

    def arrive(self) -> None:
        late, self._late = self._late, []
        for name, data in late:
            path = self.root / name
            if not path.exists():
                _write(path, data)

    def list(self, folder: str, asked: Asked = every) -> dict[str, int]:
        fault = self._struck("list")
        if fault == "empty":
            return {}
        names = super().list(folder, asked)
        return dict([*names.items()][:-2]) if fault == "stale" else names

    def open(self, name: str) -> BinaryIO:
        fault = self._struck("read")
        source = super().open(name)
        if fault not in {"short", "flipped"}:
            return source
        with source:
            data = source.read()
        return io.BytesIO(data[: len(data) // 2] if fault == "short" else flipped(data, len(data) // 2))

    def put(self, name: str, source: BinaryIO, *, replace: bool) -> None:
        self._refuse_by_weather(name)
        fault = self._struck("put")
        if fault is None:
            super().put(name, source, replace=replace)
            return
        data = source.read()
        if fault in {"torn", "torn-silent"}:
            _write(self.root / name, data[: max(1, len(data) // 3)])
            if fault == "torn":
                raise OSError(errno.EIO, "torn")
        elif fault == "flipped":
            _write(self.root / name, flipped(data, len(data) // 2))
        elif fault == "delayed":
            self._late.append((name, data))

    def remove(self, name: str) -> None:
        if self.weather == "read-only":
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        if self._struck("remove") != "lost":
            super().remove(name)

    def tidy(self, before: int) -> int:
        self._struck("tidy")
        return super().tidy(before)

    def _refuse_by_weather(self, name: str) -> None:
        if self.weather == "read-only":
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        if self.weather == "full" or (self.weather and name.startswith("documents/")):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _struck(self, call: str) -> str | None:
        if call not in self._armed:
            return None
        fault, after = self._armed.pop(call)
        if after:
            self._armed[call] = (fault, after - 1)
            return None
        if fault in _OF_DISK:
            raise OSError(_OF_DISK[fault], os.strerror(_OF_DISK[fault]))
        return fault


def flipped(data: bytes, at: int) -> bytes:
    """The same bytes but for one bit."""
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :] if data else data


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def files_of(root: Path) -> list[Path]:
    """Every file that lies in a shared folder, in order."""
    return [Path(path) for path in sorted(_paths_of(str(root)), key=lambda path: path.split("/"))]


def _paths_of(root: str) -> Iterator[str]:
    """The same as text, in any order: a schedule asks thousands of times, and paths as objects are most of what that costs."""
    for folder, _, names in os.walk(root):
        yield from (f"{folder}/{name}" for name in names)


def damage(path: Path, how: str) -> None:
    """Damage a file at rest: it vanishes, is cut, emptied, or rots with its size unchanged."""
    data = path.read_bytes()
    if how == "gone":
        path.unlink()
    elif how == "cut":
        path.write_bytes(data[: len(data) // 2])
    elif how == "emptied":
        path.write_bytes(b"")
    else:
        path.write_bytes(flipped(data, len(data) // 3))


def copied_aside(path: Path, chance: random.Random) -> None:
    """Leave a conflict copy beside a file, whole or not, as sync clients do."""
    end = path.suffix
    name = chance.choice(CLIENT_COPIES).format(stem=path.name.removesuffix(end), end=end)
    data = path.read_bytes()
    path.with_name(name).write_bytes(data if chance.random() < 0.7 else data[: len(data) // 2])


class Client:
    """A sync client: each laptop has a folder of its own, and changes go to and fro in any order, some much later."""

    def __init__(self, server: Path) -> None:
        self.server = server
        self._seen: dict[Path, dict[str, bytes]] = {}
        """What server and folder agreed on when the client last looked, by folder."""

    def add(self, folder: Path) -> None:
        """Begin to keep a folder alike, with all that the server has."""
        shutil.copytree(self.server, folder, dirs_exist_ok=True)
        self._seen[folder] = _contents(folder)

    def drop(self, folder: Path) -> None:
        self._seen.pop(folder, None)
        shutil.rmtree(folder, ignore_errors=True)

    def carry(self, folder: Path, chance: random.Random, most: int | None = None) -> None:
        """Carry some changes between a folder and the server, in any order; None is all of them."""
        moves = list(self._moves(folder))
        chance.shuffle(moves)
        for name, up in moves[:most]:
            self._carry(folder, name, up=up)

    def carry_all(self, chance: random.Random) -> None:
        """Until all folders have the same."""
        for _ in range(2):
            for folder in self._seen:
                self.carry(folder, chance)

    def _moves(self, folder: Path) -> Iterator[tuple[str, bool]]:
        here, there, seen = _contents(folder), _contents(self.server), self._seen[folder]
        for name in sorted(here.keys() | there.keys() | seen.keys()):
            if here.get(name) != there.get(name):
                yield name, there.get(name) == seen.get(name)

    def _carry(self, folder: Path, name: str, *, up: bool) -> None:
        source, target = (folder, self.server) if up else (self.server, folder)
        if (source / name).is_file():
            data = (source / name).read_bytes()
            _write(target / name, data)
            self._seen[folder][name] = data
        else:
            (target / name).unlink(missing_ok=True)
            self._seen[folder].pop(name, None)


def _contents(folder: Path) -> dict[str, bytes]:
    """The finished files of a folder by name: a client leaves alone what an application has under way."""
    contents, begin = {}, len(str(folder)) + 1
    for path in _paths_of(str(folder)):
        if not path.endswith(".tmp"):
            with open(path, "rb") as file:  # noqa: PTH123 - as above
                contents[path[begin:]] = file.read()
    return contents
