"""What a Linux library says of itself: which libraries it needs, and from which version of the C library on.

Source: System V ABI, "Dynamic Linking"; Linux Standard Base Core, "Symbol Versioning" (.gnu.version_r). 64 bits, little-endian.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_STRINGS, _DYNAMIC, _VERSIONS = 3, 6, 0x6FFFFFFE  # types of sections
_NEEDED, _SONAME = 1, 14  # tags of the dynamic section
_GLIBC = "GLIBC_"

Version = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """``needed`` are the names of libraries, ``glibc`` the least version that it asks for; () if it asks for none."""

    soname: str
    needed: tuple[str, ...]
    glibc: Version


def library(path: Path) -> Library | None:
    """Return what the file says, None if it is no library or program of this kind."""
    with path.open("rb") as file:
        if file.read(6) != b"\x7fELF\x02\x01":
            return None
    data = path.read_bytes()
    sections = list(_sections(data))
    entries = [
        entry for section in sections if section[0] == _DYNAMIC for entry in _dynamic(data, section, sections)
    ]
    needed = tuple(name for tag, name in entries if tag == _NEEDED)
    soname = next((name for tag, name in entries if tag == _SONAME), path.name)
    versions = [
        version
        for section in sections
        if section[0] == _VERSIONS
        for version in _versions(data, section, sections)
    ]
    return Library(soname, needed, max(versions, default=()))


Section = tuple[int, int, int, int]
"""Type, offset, size, and the number of the section that has its strings."""


def _sections(data: bytes) -> Iterator[Section]:
    (start,) = struct.unpack_from("<Q", data, 0x28)
    size, number = struct.unpack_from("<HH", data, 0x3A)
    for at in range(start, start + size * number, size):
        kind, offset, length, link = struct.unpack_from("<4xI16xQQI", data, at)
        yield kind, offset, length, link


def _dynamic(data: bytes, section: Section, sections: list[Section]) -> Iterator[tuple[int, str]]:
    strings = sections[section[3]][1]
    for at in range(section[1], section[1] + section[2], 16):
        tag, value = struct.unpack_from("<QQ", data, at)
        if tag in {_NEEDED, _SONAME}:
            yield tag, _string(data, strings + value)


def _versions(data: bytes, section: Section, sections: list[Section]) -> Iterator[Version]:
    strings, at = sections[section[3]][1], section[1]
    while True:
        number, _file, first, further = struct.unpack_from("<2xHIII", data, at)
        version = at + first
        for _each in range(number):
            name, after = struct.unpack_from("<8xII", data, version)
            text = _string(data, strings + name)
            if text.startswith(_GLIBC) and text[len(_GLIBC)].isdigit():
                yield tuple(int(part) for part in text.removeprefix(_GLIBC).split("."))
            version += after
        if not further:
            return
        at += further


def _string(data: bytes, at: int) -> str:
    return data[at : data.index(b"\0", at)].decode("ascii")
