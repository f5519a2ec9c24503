"""What a picture of a page may measure; and bitmaps that stand in other files, without a file's head: [MS-WMF] 2.2.2.9."""

from __future__ import annotations

import struct

from reviewer.documents.reader.values import RefusalError
from reviewer.model.problems import Reason

LARGEST = 64_000_000  # pixels in one bitmap
_CORE, _MASKS = 12, 3
_COLOURS = 256
_FILES = frozenset({4, 5})  # the bits are a JPEG or PNG


def check_size(width: int, height: int) -> None:
    """Refuse a bitmap that is empty or larger than any screen needs."""
    if width <= 0 or height <= 0 or width * height > LARGEST:
        raise RefusalError(Reason.DRAWING_TOO_LARGE, width=width, height=height)


def as_file(bitmap: bytes) -> bytes:
    """Return a device-independent bitmap as the file that it would be."""
    if len(bitmap) < _CORE:
        return bitmap
    (head,) = struct.unpack_from("<I", bitmap)
    if head == _CORE:
        (bits,) = struct.unpack_from("<H", bitmap, 10)
        colours, width = (1 << bits if bits <= 8 else 0), 3  # noqa: PLR2004
        masks = 0
    elif len(bitmap) >= 40:  # noqa: PLR2004 - the shortest head of the other sort
        bits, packing, used = struct.unpack_from("<HI12xI", bitmap, 14)
        colours, width = (used or (1 << bits if bits <= 8 else 0)), 4  # noqa: PLR2004
        if packing in _FILES:
            return bitmap[head:]
        masks = 4 * _MASKS if packing == _MASKS and head == 40 else 0  # noqa: PLR2004
    else:
        return bitmap
    offset = 14 + head + masks + width * min(colours, _COLOURS)
    return struct.pack("<2sIHHI", b"BM", 14 + len(bitmap), 0, 0, offset) + bitmap
