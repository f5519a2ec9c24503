"""What an enhanced metafile (EMF, and EMF+ in it) draws: the texts, each where it stands, and whether it has bitmaps.

[MS-EMF] 2.3.1 (bitmaps), 2.3.5.7 to 2.3.5.32 (EMR_EXTTEXTOUTA, EMR_EXTTEXTOUTW, EMR_POLYTEXTOUTA, EMR_POLYTEXTOUTW,
EMR_SMALLTEXTOUT), 2.2.5 (EmrText), 2.3.7.8 (fonts), 2.3.11 and 2.3.12 (state, places), 2.3.3.2 (EMF+ in comments).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from reviewer.documents.formats import symbols
from reviewer.documents.formats.metafile_lines import (
    JOINS,
    MOST_RECORDS,
    PLAIN,
    STILL,
    Bitmap,
    Drawn,
    Font,
    Matrix,
    Piece,
    after,
    moved,
)
from reviewer.documents.formats.metafile_plus import Plus
from reviewer.documents.formats.rtf_codes import CHARSETS

_GLYPHS, _NO_FRAME, _NARROW, _AT_PEN = 0x10, 0x100, 0x200, 0x1
_PLUS = b"EMF+"
_END = 14
# Records that draw bitmaps: where the place of its head stands, and where its sides on the paper.
_BITMAPS = {
    **dict.fromkeys((76, 77, 78, 114, 116), (84, 24, 32)),
    79: (96, 24, 32),
    80: (48, 24, 40),
    81: (48, 24, 72),
}


@dataclass(frozen=True, slots=True)
class _State:
    """What a drawing may put aside and take up again: how places are moved, the font, where text is set."""

    world: Matrix = STILL
    window: tuple[int, int] = (0, 0)
    window_size: tuple[int, int] = (0, 0)
    port: tuple[int, int] = (0, 0)
    port_size: tuple[int, int] = (0, 0)
    font: Font = PLAIN
    align: int = 0
    pen: tuple[float, float] = (0.0, 0.0)


def drawn(data: bytes) -> Drawn:
    """Return what the metafile draws, as far as it is sound."""
    emf = _Emf(data)
    emf.read()
    plus = emf.plus.drawn
    result = emf.drawn
    said = "".join("".join(piece.text.split()) for piece in result.pieces)
    for piece in plus.pieces:  # a file may have all twice, for older programs
        if "".join(piece.text.split()) not in said:
            result.add(piece)
    result.closed += 0 if result.pieces or result.bitmaps else plus.closed
    return result


class _Emf:
    def __init__(self, data: bytes) -> None:
        self._data, self.drawn, self.plus = data, Drawn(), Plus()
        self._state, self._saved = _State(), list[_State]()
        self._fonts: dict[int, Font] = {}
        self._acts: Mapping[int, Callable[[bytes], None]] = {
            9: self._window_size, 10: self._window, 11: self._port_size, 12: self._port,
            22: self._align, 27: self._move, 33: self._save, 34: self._restore, 35: self._world, 36: self._moved,
            37: self._select, 70: self._comment, 82: self._font,
            83: self._text, 84: self._text, 96: self._texts, 97: self._texts, 108: self._small,
        }  # fmt: skip

    def read(self) -> None:
        for kind, record in self._records():
            try:
                if kind in self._acts:
                    self._acts[kind](record)
                elif kind in _BITMAPS:
                    self._bitmap(record, *_BITMAPS[kind])
            except (struct.error, OverflowError):
                self.drawn.is_cut = True

    def _records(self) -> Iterator[tuple[int, bytes]]:
        at = 0
        for _ in range(MOST_RECORDS):
            if at + 8 > len(self._data):
                break
            kind, size = struct.unpack_from("<II", self._data, at)
            if kind == _END:
                return
            if size < 8 or at + size > len(self._data):  # noqa: PLR2004  # its kind and size
                break
            yield kind, self._data[at : at + size]
            at += size
        self.drawn.is_cut = True

    def _window_size(self, record: bytes) -> None:
        self._state = replace(self._state, window_size=struct.unpack_from("<ii", record, 8))

    def _window(self, record: bytes) -> None:
        self._state = replace(self._state, window=struct.unpack_from("<ii", record, 8))

    def _port_size(self, record: bytes) -> None:
        self._state = replace(self._state, port_size=struct.unpack_from("<ii", record, 8))

    def _port(self, record: bytes) -> None:
        self._state = replace(self._state, port=struct.unpack_from("<ii", record, 8))

    def _align(self, record: bytes) -> None:
        self._state = replace(self._state, align=struct.unpack_from("<I", record, 8)[0])

    def _move(self, record: bytes) -> None:
        self._state = replace(self._state, pen=struct.unpack_from("<ii", record, 8))

    def _save(self, _record: bytes) -> None:
        self._saved.append(self._state)
        del self._saved[:-1000]

    def _restore(self, record: bytes) -> None:
        (which,) = struct.unpack_from("<i", record, 8)
        at = which if which < 0 else which - 1
        if -len(self._saved) <= at < len(self._saved):
            self._state = self._saved[at]
            del self._saved[at:]

    def _world(self, record: bytes) -> None:
        self._state = replace(self._state, world=struct.unpack_from("<6f", record, 8))

    def _moved(self, record: bytes) -> None:
        *matrix, mode = struct.unpack_from("<6fI", record, 8)
        one = (matrix[0], matrix[1], matrix[2], matrix[3], matrix[4], matrix[5])
        old = self._state.world
        new = {1: STILL, 2: after(one, old), 3: after(old, one), 4: one}.get(mode, old)
        self._state = replace(self._state, world=new)

    def _select(self, record: bytes) -> None:
        (number,) = struct.unpack_from("<I", record, 8)
        if number in self._fonts:
            self._state = replace(self._state, font=self._fonts[number])

    def _font(self, record: bytes) -> None:
        number, height, _width, turn = struct.unpack_from("<Iiii", record, 8)
        name = record[40:104].decode("utf-16-le", "replace").partition("\0")[0]
        self._fonts[number] = Font(
            name, abs(height), CHARSETS.get(record[35], "cp1252"), turned=bool(turn % 3600)
        )

    def _comment(self, record: bytes) -> None:
        if record[12:16] == _PLUS:
            (size,) = struct.unpack_from("<I", record, 8)
            self.plus.read(record[16 : 12 + size])

    def _text(self, record: bytes) -> None:
        self._one(record, 36)

    def _texts(self, record: bytes) -> None:
        (count,) = struct.unpack_from("<I", record, 36)
        for number in range(min(count, len(record) // 40)):
            self._one(record, 40 + 40 * number)

    def _one(self, record: bytes, at: int) -> None:
        """Add the text that an EmrText at *at* of a record describes."""
        x, y, count, where, options = struct.unpack_from("<iiIII", record, at)
        (widths,) = struct.unpack_from("<I", record, at + 36)
        wide = record[0] in {84, 97}
        if options & _GLYPHS:
            self.drawn.closed += 1
            return
        raw = record[where : where + count * (2 if wide else 1)]
        text = raw.decode("utf-16-le" if wide else self._state.font.page, "replace")
        most = max(0, (len(record) - widths) // 4) if widths > 0 else 0
        across = sum(struct.unpack_from(f"<{min(count, most)}I", record, widths)) if most else 0
        self._put(x, y, text, across)

    def _small(self, record: bytes) -> None:
        x, y, count, options = struct.unpack_from("<iiII", record, 8)
        at = 36 if options & _NO_FRAME else 52
        if options & _GLYPHS:
            self.drawn.closed += 1
            return
        wide = not options & _NARROW
        raw = record[at : at + count * (2 if wide else 1)]
        self._put(x, y, raw.decode("utf-16-le" if wide else "latin-1", "replace"), 0)

    def _put(self, x: float, y: float, text: str, across: float) -> None:
        state = self._state
        if state.align & _AT_PEN:
            x, y = state.pen
            self._state = replace(state, pen=(x + across, y))
        left, top = self._place(x, y)
        right, _top = self._place(x + across, y)
        _left, bottom = self._place(x, y + state.font.height)
        shown = symbols.text(state.font.name, text)
        self.drawn.add(Piece(left, top, shown, abs(right - left), abs(bottom - top), state.font.turned))

    def _place(self, x: float, y: float) -> tuple[float, float]:
        """Return a place on the paper."""
        state = self._state
        across, down = moved(state.world, x, y)
        return tuple(
            (at - window) * (port_size / size if size and port_size else 1.0) + port
            for at, window, size, port, port_size in zip(
                (across, down), state.window, state.window_size, state.port, state.port_size, strict=True
            )
        )  # type: ignore[return-value]  # two of them

    def _bitmap(self, record: bytes, head: int, place: int, size: int) -> None:
        """Add the bitmap that a record draws, if it is none of an area of one colour."""
        at, length, bits, count = struct.unpack_from("<IIII", record, head)
        if length and count:
            x, y = struct.unpack_from("<ii", record, place)
            wide, high = struct.unpack_from("<ii", record, size)
            (left, top), (right, bottom) = self._place(x, y), self._place(x + wide, y + high)
            sides = (min(left, right), min(top, bottom), max(left, right), max(top, bottom))
            joins = head == 84 and struct.unpack_from("<I", record, 40)[0] == JOINS  # noqa: PLR2004  # those with an operation
            self.drawn.bitmaps.append(
                Bitmap(record[at : at + length] + record[bits : bits + count], sides, joins)
            )
