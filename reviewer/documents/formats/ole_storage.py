"""A storage inside an OLE file, written as an OLE file of its own, so that it is read like any other.

Source: [MS-CFB] 2.2 (the head), 2.3 (the table of sectors), 2.6 (the directory). Streams shorter than 4,096 bytes would want
a table of their own; they are filled up with zeros instead, behind what their formats say is their end.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import Any

_SECTOR, _ENTRY, _PER_SECTOR = 4096, 128, 1024
_END, _TABLE, _NONE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_IN_HEAD = 109
_LONGEST_NAME = 31
Tree = dict[str, "Tree | bytes"]


def storages(ole: Any, pool: str) -> list[str]:
    """Return the names of the storages in the storage *pool* of an OLE file; "" is the file itself."""
    names = (_below(path, pool) for path in ole.listdir())
    return list(dict.fromkeys(path[0] for path in names if len(path) > 1))


def _below(path: list[str], pool: str) -> list[str]:
    """Return the path within a pool, [] of what is elsewhere."""
    if not pool:
        return path
    return path[1:] if path[0].lower() == pool.lower() else []


def taken_out(ole: Any, pool: str, name: str) -> bytes:
    """Return the storage *name* of the storage *pool* as a file; raises ValueError if it is larger than can be written."""
    tree: Tree = {}
    for path in ole.listdir():
        within = _below(path, pool)
        if len(within) > 1 and within[0] == name:
            inside = tree
            for folder in within[1:-1]:
                below = inside.setdefault(folder, {})
                if not isinstance(below, dict):
                    raise TypeError(folder)
                inside = below
            inside[within[-1]] = bytes(ole.openstream(path).read())
    return written(tree)


def written(tree: Mapping[str, Tree | bytes]) -> bytes:
    """Return an OLE file of these streams (bytes) and storages (mappings)."""
    sectors, table = bytearray(), list[int]()
    entries: list[bytes] = [b""]
    first = _add(tree, entries, sectors, table)
    entries[0] = _entry("Root Entry", _ROOT, child=first)
    directory = len(table)
    _put(b"".join(entries), sectors, table, fill=_entry("", 0))
    count = 1
    while count * _PER_SECTOR < len(table) + count:
        count += 1
    if count > _IN_HEAD:
        raise ValueError(count)
    start = len(table)
    table += [_TABLE] * count
    table += [_NONE] * (count * _PER_SECTOR - len(table))
    sectors += struct.pack(f"<{len(table)}I", *table)
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 4, 0xFFFE, 12, 6,
        start - directory, count, directory, 0, _SECTOR, _END, 0, _END, 0,
    )  # fmt: skip
    places = [*range(start, start + count), *([_NONE] * (_IN_HEAD - count))]
    return (head + struct.pack(f"<{_IN_HEAD}I", *places)).ljust(_SECTOR, b"\0") + bytes(sectors)


def _add(tree: Mapping[str, Tree | bytes], entries: list[bytes], sectors: bytearray, table: list[int]) -> int:
    """Add what is in a storage to the directory; returns the number of its first entry."""
    names = sorted(tree, key=lambda name: (len(name.encode("utf-16-le")), name.upper()))
    numbers = list(range(len(entries), len(entries) + len(names)))
    entries += [b""] * len(names)
    for at, (name, number) in enumerate(zip(names, numbers, strict=True)):
        following = numbers[at + 1] if at + 1 < len(numbers) else _NONE
        inside = tree[name]
        if isinstance(inside, bytes):
            place = _put(inside, sectors, table) if inside else _END
            size = max(len(inside), _SECTOR) if inside else 0
            entries[number] = _entry(name, _STREAM, right=following, start=place, size=size)
        else:
            child = _add(inside, entries, sectors, table)
            entries[number] = _entry(name, _STORAGE, right=following, child=child)
    return numbers[0] if numbers else _NONE


def _put(data: bytes, sectors: bytearray, table: list[int], fill: bytes = b"\0") -> int:
    """Add a chain of sectors with these bytes; returns its first."""
    first, count = len(table), -(-len(data) // _SECTOR)
    sectors += data + (fill * (_SECTOR // len(fill)))[: count * _SECTOR - len(data)]
    table += [*range(first + 1, first + count), _END]
    return first


def _entry(
    name: str, kind: int, *, right: int = _NONE, child: int = _NONE, start: int = 0, size: int = 0
) -> bytes:
    written_name = name[:_LONGEST_NAME].encode("utf-16-le")
    length = len(written_name) + 2 if name else 0
    return struct.pack(
        "<64sHBBIII16xI16xIQ", written_name, length, kind, 1, _NONE, right, child, 0, start, size
    )


def each(ole: Any, pool: str, start: str = "") -> Iterator[tuple[str, bytes | None]]:
    """Yield the name of each storage in *pool* that begins with *start*, and the file that it makes, None if it can't be made."""
    for name in storages(ole, pool):
        if not name.startswith(start):
            continue
        try:
            yield name, taken_out(ole, pool, name)
        except (TypeError, ValueError, OSError):
            yield name, None
