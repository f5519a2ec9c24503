"""Drawings of lines and letters (EMF, WMF, packed ones too): what is written in them, read from their records.

They cannot be drawn here. [MS-EMF] 2.3.4.2 and [MS-WMF] 2.3.2 (how they begin); .emz and .wmz are RFC 1952.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.documents.formats import metafile_bitmaps, metafile_emf, metafile_lines, metafile_wmf

if TYPE_CHECKING:
    from PIL.Image import Image

_LARGEST = 64 << 20
_PACKED, _GZIP = b"\x1f\x8b", 31
_EMF, _WMF = b"\x01\x00\x00\x00", (metafile_wmf.PLACEABLE, b"\x01\x00\x09\x00", b"\x02\x00\x09\x00")


@dataclass(frozen=True, slots=True)
class Written:
    """What is written in a drawing; whether it has bitmaps, which are ``pictured``; and whether it has ``more`` that nobody can read."""

    text: str
    pictured: bool
    more: bool


def unpacked(data: bytes) -> bytes:
    """Return a picture's file without its packing, as far as it is no bomb; any other file as it is."""
    if not data.startswith(_PACKED):
        return data
    try:
        return zlib.decompressobj(_GZIP).decompress(data, _LARGEST)
    except zlib.error:
        return data


def is_metafile(data: bytes) -> bool:
    """Tell a metafile by its head."""
    return data.startswith(_WMF) or (data.startswith(_EMF) and data[40:44] == b" EMF")


def written(data: bytes) -> Written:
    """Return what is written in a metafile; of one without text and bitmaps it may be anything."""
    drawn = _drawn(data)
    text = metafile_lines.text(drawn.pieces)
    return Written(
        text, bool(drawn.bitmaps), bool(drawn.closed or drawn.is_cut or not (text or drawn.bitmaps))
    )


def picture(data: bytes) -> Image:
    """Return the bitmaps of a metafile, where it draws them, without its lines and letters; RefusalError if there are none."""
    return metafile_bitmaps.drawn(_drawn(data).bitmaps)


def _drawn(data: bytes) -> metafile_lines.Drawn:
    return metafile_emf.drawn(data) if data[40:44] == b" EMF" else metafile_wmf.drawn(data)
