"""Properties of Outlook items that have a name instead of a number of their own. Source: [MS-OXMSG] 2.2.3."""

from __future__ import annotations

import struct
from typing import Any

_NAMES, _ENTRIES = "__nameid_version1.0", "__substg1.0_00030102"
_FIRST = 0x8000
_LOCATION = 0x8208  # PidLidLocation, [MS-OXPROPS] 2.159


def location(storage: Any) -> int:
    """Return the number that the place of a meeting has in a message's storage; 0 if it has none."""
    for inner in storage.storages:
        if inner.name == _NAMES:
            for stream in inner.streams:
                if stream.name == _ENTRIES:
                    return _number(stream.bytes_)
    return 0


def _number(entries: bytes) -> int:
    for name, index in struct.iter_unpack("<II", entries[: len(entries) // 8 * 8]):
        if name == _LOCATION and not index & 1:  # the lowest bit tells names of letters from those of numbers
            return _FIRST + int(index >> 16)
    return 0
