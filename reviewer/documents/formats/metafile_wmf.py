"""What a Windows metafile (WMF) draws: the texts, each where it stands, and whether it has bitmaps.

[MS-WMF] 2.3.2 (heads), 2.3.3.5 (META_EXTTEXTOUT), 2.3.3.20 (META_TEXTOUT), 2.2.1.2 (fonts), 2.3.4 (objects), 2.3.1 (bitmaps),
2.3.5.31 (META_SETWINDOWEXT).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping

from reviewer.documents.formats import symbols
from reviewer.documents.formats.metafile_lines import JOINS, MOST_RECORDS, PLAIN, Bitmap, Drawn, Font, Piece
from reviewer.documents.formats.rtf_codes import CHARSETS

PLACEABLE = b"\xd7\xcd\xc6\x9a"
_FRAMED, _GLYPHS, _AT_PEN = 0x2 | 0x4, 0x10, 0x1
_OBJECTS = frozenset({0x02FA, 0x02FC, 0x00F7, 0x01F9, 0x0142, 0x06FF})  # that take a number as fonts do
# Records that draw bitmaps: where the bitmap begins, and where its height, width, top and left on the paper do.
_BITMAPS = {0x0F43: (22, 14), 0x0B41: (20, 12), 0x0940: (16, 8), 0x0D33: (18, 10)}
_OLD_BITMAPS = frozenset({0x0922, 0x0B23})
_AREA = 18  # bytes of a record that fills an area and has no bitmap


def drawn(data: bytes) -> Drawn:
    """Return what the metafile draws, as far as it is sound."""
    wmf = _Wmf(data)
    wmf.read()
    return wmf.drawn


class _Wmf:
    def __init__(self, data: bytes) -> None:
        self._data, self.drawn = data, Drawn()
        self._objects: dict[int, Font | None] = {}
        self._font, self._align = PLAIN, 0
        self._pen, self._up = (0, 0), False
        self._acts: Mapping[int, Callable[[bytes], None]] = {
            0x0521: self._text, 0x0A32: self._placed, 0x02FB: self._new_font, 0x012D: self._select, 0x01F0: self._delete,
            0x012E: self._set_align, 0x0214: self._move, 0x020C: self._window_size,
        }  # fmt: skip

    def read(self) -> None:
        for kind, record in self._records():
            try:
                if kind in self._acts:
                    self._acts[kind](record)
                elif kind in _OBJECTS:
                    self._keep(None)
                elif kind in _BITMAPS:
                    self._bitmap(record, *_BITMAPS[kind])
                elif kind in _OLD_BITMAPS:
                    self.drawn.closed += len(record) > _AREA + 12
            except (struct.error, IndexError):
                self.drawn.is_cut = True

    def _records(self) -> Iterator[tuple[int, bytes]]:
        at = 40 if self._data.startswith(PLACEABLE) else 18
        for _ in range(MOST_RECORDS):
            if at + 6 > len(self._data):
                break
            words, kind = struct.unpack_from("<IH", self._data, at)
            if not kind:
                return
            if words < 3 or at + 2 * words > len(self._data):  # noqa: PLR2004  # its size and kind
                break
            yield kind, self._data[at + 6 : at + 2 * words]
            at += 2 * words
        self.drawn.is_cut = True

    def _keep(self, made: Font | None) -> None:
        number = next(number for number in range(len(self._objects) + 1) if number not in self._objects)
        self._objects[number] = made

    def _new_font(self, record: bytes) -> None:
        height, _width, turn = struct.unpack_from("<hhh", record)
        page = CHARSETS.get(record[13], "cp1252")
        name = record[18:50].partition(b"\0")[0].decode(page, "replace")
        self._keep(Font(name, abs(height), page, turned=bool(turn % 3600)))

    def _select(self, record: bytes) -> None:
        made = self._objects.get(struct.unpack_from("<H", record)[0])
        self._font = made or self._font

    def _delete(self, record: bytes) -> None:
        self._objects.pop(struct.unpack_from("<H", record)[0], None)

    def _set_align(self, record: bytes) -> None:
        (self._align,) = struct.unpack_from("<H", record)

    def _move(self, record: bytes) -> None:
        y, x = struct.unpack_from("<hh", record)
        self._pen = (x, y)

    def _window_size(self, record: bytes) -> None:
        self._up = struct.unpack_from("<h", record)[0] < 0

    def _text(self, record: bytes) -> None:
        (count,) = struct.unpack_from("<H", record)
        y, x = struct.unpack_from("<hh", record, 2 + count + count % 2)
        self._put(x, y, record[2 : 2 + count], 0)

    def _placed(self, record: bytes) -> None:
        y, x, count, options = struct.unpack_from("<hhHH", record)
        at = 16 if options & _FRAMED else 8
        if options & _GLYPHS:
            self.drawn.closed += 1
            return
        widths = record[at + count + count % 2 :]
        across = sum(struct.unpack_from(f"<{count}h", widths)) if len(widths) >= 2 * count else 0
        self._put(x, y, record[at : at + count], across)

    def _put(self, x: int, y: int, raw: bytes, across: int) -> None:
        if self._align & _AT_PEN:
            x, y = self._pen
            self._pen = (x + across, y)
        text = symbols.text(self._font.name, raw.decode(self._font.page, "replace"))
        self.drawn.add(Piece(x, -y if self._up else y, text, across, self._font.height, self._font.turned))

    def _bitmap(self, record: bytes, start: int, place: int) -> None:
        if len(record) <= start + _AREA:
            return
        high, wide, y, x = struct.unpack_from("<4h", record, place)
        y, high = (-y, -high) if self._up else (y, high)
        sides = (min(x, x + wide), min(y, y + high), max(x, x + wide), max(y, y + high))
        joins = start in {16, 20} and struct.unpack_from("<I", record)[0] == JOINS
        self.drawn.bitmaps.append(Bitmap(record[start:], sides, joins))
