"""The pictures in drawings of old Office files: where each is kept, which of them shapes show, and the file that each is.

Source: [MS-ODRAW] 2.2.20 (the store), 2.2.32 (its entries), 2.2.23 to 2.2.31 (pictures), 2.3.23.5, 2.3.7.7 and 2.3.8.7 (which
picture a shape is, or is filled or framed with).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.documents.formats import bitmap, image, office_art
from reviewer.documents.formats.pictures import Gathered, Looked, Spot, looked_at
from reviewer.documents.reader.values import RefusalError
from reviewer.model.problems import Reason

if TYPE_CHECKING:
    from PIL.Image import Image

_HEAD = struct.Struct("<HHI")
_STORE, _ENTRY, _ENTRY_SIZE, _NOWHERE = 0xF001, 0xF007, 36, 0xFFFFFFFF
_PICTURE, _FILL, _LINE, _VERTICES = 0x0104, 0x0186, 0x01C5, 0x0145
_DRAWINGS, _PICT, _DIB = frozenset({0xF01A, 0xF01B, 0xF01C}), 0xF01C, 0xF01F
_BITMAPS = frozenset({0xF01D, 0xF01E, _DIB, 0xF029, 0xF02A})
_NAME, _METAFILE, _LARGEST, _MOST = 16, 34, 64 << 20, 100_000


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a picture's record begins: in the drawing's own bytes, or in another stream (``apart``)."""

    at: int
    apart: bool


def store(data: bytes | bytearray) -> list[Kept | None]:
    """Return where each picture of the store in these bytes is, in the order in which shapes count them from 1."""
    at = data.find(struct.pack("<H", _STORE))
    while at >= 0:
        entries = list(_entries(data, at - 2))
        if entries:
            return entries
        at = data.find(struct.pack("<H", _STORE), at + 1)
    return []


def _entries(data: bytes | bytearray, start: int) -> Iterator[Kept | None]:
    if start < 0:
        return
    for at, kind in records(data, start, inside=True):
        if kind == _ENTRY and at + 8 + _ENTRY_SIZE <= len(data):
            size = _HEAD.unpack_from(data, at)[2]
            delay, name = struct.unpack_from("<28xIxB", data, at + 8)
            inside = at + 8 + _ENTRY_SIZE + name
            if size > _ENTRY_SIZE + name:
                yield Kept(inside, apart=False)
            else:
                yield None if delay == _NOWHERE else Kept(delay, apart=True)
        elif kind in _BITMAPS or kind in _DRAWINGS:
            yield Kept(at, apart=False)
        else:
            return


def records(
    data: bytes | bytearray, start: int, end: int | None = None, *, inside: bool = False
) -> Iterator[tuple[int, int]]:
    """Yield place and kind of the records from *start* on, or of those *inside* of the one that starts there."""
    at, last = start, len(data) if end is None else min(end, len(data))
    if inside and start + 8 <= len(data):
        at, last = start + 8, min(len(data), start + 8 + _HEAD.unpack_from(data, start)[2])
    for _ in range(_MOST):
        if at + 8 > last:
            return
        _options, kind, size = _HEAD.unpack_from(data, at)
        yield at, kind
        at += 8 + size


def loose(data: bytes | bytearray, start: int, end: int) -> Iterator[Kept]:
    """Yield the pictures that stand between two places of these bytes, one after another, each by itself or in an entry."""
    for at, kind in records(data, start, end):
        if kind in _BITMAPS or kind in _DRAWINGS:
            yield Kept(at, apart=False)
        elif kind == _ENTRY and at + 8 + _ENTRY_SIZE <= end:
            (name,) = struct.unpack_from("<33xB", data, at + 8)
            yield Kept(at + 8 + _ENTRY_SIZE + name, apart=False)


def shown(data: bytes | bytearray) -> list[int]:
    """Return the numbers of the pictures that shapes in these bytes show, each once."""
    wanted = (
        value
        for number, value, more in office_art.properties(data)
        if number in {_PICTURE, _FILL, _LINE} and not more
    )
    return list(dict.fromkeys(wanted))


def is_outlined(data: bytes | bytearray) -> bool:
    """Tell whether any shape in these bytes has an outline of its own, which may be that of letters."""
    return any(number == _VERTICES for number, _value, _more in office_art.properties(data))


def file_of(data: bytes | bytearray, at: int) -> bytes:
    """Return the file of the picture whose record begins at *at*; b"" if none does."""
    if not 0 <= at <= len(data) - 8:
        return b""
    options, kind, size = _HEAD.unpack_from(data, at)
    names = 2 * _NAME if options >> 4 & 1 else _NAME
    body = bytes(data[at + 8 + names : at + 8 + size])
    if kind in _DRAWINGS:
        packed, raw = body[_METAFILE:], body[_METAFILE - 2 : _METAFILE - 1] != b"\0"
        return (bytes(512) if kind == _PICT else b"") + (packed if raw else _unpacked(packed))
    if kind not in _BITMAPS:
        return b""
    return bitmap.as_file(body[1:]) if kind == _DIB else body[1:]


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of an old file where it stands: ``file`` gives its bytes, b"" if they are not there."""

    key: str
    spot: Spot
    file: Callable[[], bytes]


def gather(shown: Iterable[Shown]) -> Gathered:
    """Return the pictures gathered, each looked at once."""
    gathered, looked = Gathered(), dict[str, Looked | None]()
    for one in shown:
        if one.key not in looked:
            data = one.file()
            looked[one.key] = looked_at(data) if data else None
        what = looked[one.key]
        if what is None:
            gathered.missing(one.key, one.spot.within, one.spot.label)
        else:
            gathered.put(what, one.key, one.spot.within, one.spot.label, one.spot.at)
    return gathered


def picture(shown: Iterable[Shown], key: str) -> Image:
    """Return the picture *key*, upright."""
    data = next((one.file() for one in shown if one.key == key), b"")
    if not data:
        raise RefusalError(Reason.MEMBER_MISSING)
    return image.decoded(data)


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _LARGEST)
    except zlib.error:
        return packed
