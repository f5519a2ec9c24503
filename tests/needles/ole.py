"""OLE compound files, written by hand: storages and streams in 512-byte sectors.

Source: [MS-CFB] 2.2 (header), 2.3 (FAT), 2.4 (mini FAT), 2.6 (directory). All streams lie in the mini stream or in sectors by
their size, as the format asks; the directory's trees are chains to the right, in the order that 2.6.4 asks.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Stored: TypeAlias = "bytes | Mapping[str, Stored]"
_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_STORAGE, _STREAM, _ROOT = 1, 2, 5


@dataclass(slots=True)
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    child: int = _FREE
    right: int = _FREE
    start: int = _END


@dataclass(slots=True)
class _File:
    entries: list[_Entry] = field(default_factory=list)
    table: list[int] = field(default_factory=list)
    sectors: list[bytes] = field(default_factory=list)
    mini_table: list[int] = field(default_factory=list)
    mini: bytearray = field(default_factory=bytearray)

    def add(self, name: str, stored: Stored, kind: int | None = None) -> int:
        """Add an entry with what is in it; returns its number."""
        number = len(self.entries)
        entry = _Entry(name, kind or (_STREAM if isinstance(stored, bytes) else _STORAGE))
        self.entries.append(entry)
        if isinstance(stored, bytes):
            entry.data = stored
            return number
        before: _Entry | None = None
        for each in sorted(stored, key=lambda one: (len(one), one.upper())):
            child = self.add(each, stored[each])
            if before is None:
                entry.child = child
            else:
                before.right = child
            before = self.entries[child]
        return number

    def lay(self, data: bytes) -> int:
        """Put data into sectors; returns the first."""
        if not data:
            return _END
        first, count = len(self.sectors), -(-len(data) // _SECTOR)
        padded = data.ljust(count * _SECTOR, b"\0")
        self.sectors += [padded[at : at + _SECTOR] for at in range(0, len(padded), _SECTOR)]
        self.table += [*range(first + 1, first + count), _END]
        return first

    def lay_small(self, data: bytes) -> int:
        if not data:
            return _END
        first, count = len(self.mini_table), -(-len(data) // _MINI)
        self.mini += data.ljust(count * _MINI, b"\0")
        self.mini_table += [*range(first + 1, first + count), _END]
        return first


def compound(stored: Mapping[str, Stored]) -> bytes:
    """Return the file with these streams, and storages as mappings."""
    file = _File()
    file.add("Root Entry", stored, _ROOT)
    for entry in file.entries:
        if entry.kind == _STREAM:
            small = len(entry.data) < _CUTOFF
            entry.start = file.lay_small(entry.data) if small else file.lay(entry.data)
    root = file.entries[0]
    root.data = bytes(file.mini)
    root.start = file.lay(root.data)
    mini = b"".join(struct.pack("<I", each) for each in file.mini_table)
    mini += b"\xff" * (-len(mini) % _SECTOR)
    mini_start = file.lay(mini)
    directory = b"".join(map(_packed, file.entries))
    directory_start = file.lay(directory + _unused(-len(file.entries) % 4))
    return _whole(file, directory_start, mini_start, len(mini) // _SECTOR)


def _whole(file: _File, directory: int, mini: int, minis: int) -> bytes:
    count = 1
    while count * (_SECTOR // 4) < len(file.table) + count:
        count += 1
    places = list(range(len(file.sectors), len(file.sectors) + count))
    table = [*file.table, *([_FAT] * count)]
    table += [_FREE] * (-len(table) % (_SECTOR // 4))
    packed = struct.pack(f"<{len(table)}I", *table)
    head = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, count, directory, 0,
        _CUTOFF, mini, minis, _END, 0,
    )  # fmt: skip
    listed = [*places, *([_FREE] * (109 - count))]
    return head + struct.pack("<109I", *listed) + b"".join(file.sectors) + packed


def _packed(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0"
    size = len(entry.data)
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        name,
        len(name),
        entry.kind,
        1,
        _FREE,
        entry.right,
        entry.child,
        b"",
        0,
        0,
        0,
        entry.start,
        size,
    )


def _unused(count: int) -> bytes:
    return struct.pack("<64sHBBIII16sIQQIQ", b"", 0, 0, 0, _FREE, _FREE, _FREE, b"", 0, 0, 0, 0, 0) * count
