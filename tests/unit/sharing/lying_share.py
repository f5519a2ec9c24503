"""A share that lies: a real folder whose acts fail, tear, lose, delay and show old lists on demand."""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path
from typing import BinaryIO

from reviewer.sharing import FolderShare
from reviewer.sharing.share import Asked, every

FAULTS = (
    ("list", "EIO"), ("list", "empty"), ("list", "stale"),
    ("read", "EIO"), ("read", "short"),
    ("put", "EIO"), ("put", "ENOSPC"), ("put", "torn"), ("put", "torn-silent"), ("put", "lost"), ("put", "delayed"),
    ("remove", "EIO"), ("remove", "lost"),
)  # fmt: skip


class LyingShare(FolderShare):
    """Each armed fault strikes once, at the next act of its kind."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.root = path
        self.armed: dict[str, str] = {}
        self._late: list[tuple[str, bytes]] = []

    def arm(self, act: str, fault: str) -> None:
        self.armed[act] = fault

    def calm(self) -> None:
        """No more lies; what was delayed arrives."""
        self.armed.clear()
        self.arrive()

    def arrive(self) -> None:
        """What was delayed appears, over whatever has its name by then."""
        for name, data in self._late:
            self._plainly(name, data)
        self._late.clear()

    def list(self, folder: str, asked: Asked = every) -> dict[str, int]:
        fault = self._struck("list")
        if fault == "empty":
            return {}
        names = super().list(folder, asked)
        return dict([*names.items()][:-2]) if fault == "stale" else names

    def open(self, name: str) -> BinaryIO:
        fault = self._struck("read")
        source = super().open(name)
        if fault != "short":
            return source
        with source:
            data = source.read()
        return io.BytesIO(data[: len(data) // 2])

    def put(self, name: str, source: BinaryIO, *, replace: bool) -> None:
        fault, data = self._struck("put"), source.read()
        if fault in {"torn", "torn-silent"}:
            self._plainly(name, data[: max(1, len(data) // 3)])
            if fault == "torn":
                raise OSError(errno.EIO, "torn")
        elif fault == "delayed":
            self._late.append((name, data))
        elif fault != "lost":
            super().put(name, io.BytesIO(data), replace=replace)

    def remove(self, name: str) -> None:
        if self._struck("remove") != "lost":
            super().remove(name)

    def spoil(self, which: int, how: str) -> None:
        """Damage a file at rest."""
        files = sorted(path for path in self.root.rglob("*") if path.is_file())
        if not files:
            return
        path = files[which % len(files)]
        data = path.read_bytes()
        if how == "gone":
            path.unlink()
        elif how == "cut":
            path.write_bytes(data[: len(data) // 2])
        elif data:
            at = which % len(data)
            path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])

    def _struck(self, act: str) -> str | None:
        fault = self.armed.pop(act, None)
        if fault in {"EIO", "ENOSPC"}:
            number = getattr(errno, fault)
            raise OSError(number, os.strerror(number))
        return fault

    def _plainly(self, name: str, data: bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
