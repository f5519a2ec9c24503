"""What the records of EMF+ draw, which stand in the comments of an enhanced metafile.

[MS-EMFPLUS] 2.3.4.14 (EmfPlusDrawString), 2.3.4.6 (EmfPlusDrawDriverString), 2.3.4.8 and 2.3.4.9 (pictures), 2.3.9 (places).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping

from reviewer.documents.formats.metafile_lines import STILL, Drawn, Matrix, Piece, after, moved

_LETTERS = 0x1  # a driver's string is of characters, not of glyphs
_THEN = 0x2000  # the new matrix moves after the old one
_HEAD = 12


class Plus:
    """Reads the records of one metafile, comment by comment."""

    def __init__(self) -> None:
        """Start with nothing drawn."""
        self.drawn = Drawn()
        self._world = STILL
        self._acts: Mapping[int, Callable[[int, bytes], None]] = {
            0x401C: self._string, 0x4036: self._driver, 0x401A: self._picture, 0x401B: self._picture,
            0x402A: self._set, 0x402B: self._reset, 0x402C: self._multiply, 0x402D: self._translate, 0x402E: self._scale,
        }  # fmt: skip

    def read(self, comment: bytes) -> None:
        """Read the records of a comment."""
        at = 0
        while at + _HEAD <= len(comment):
            kind, flags, size, length = struct.unpack_from("<HHII", comment, at)
            data = comment[at + _HEAD : at + _HEAD + length]
            try:
                if kind in self._acts:
                    self._acts[kind](flags, data)
            except struct.error:
                self.drawn.is_cut = True
            if size < _HEAD:
                return
            at += size

    def _string(self, _flags: int, data: bytes) -> None:
        count, x, y, wide, _high = struct.unpack_from("<I4f", data, 8)
        text = data[28 : 28 + 2 * count].decode("utf-16-le", "replace")
        left, top = moved(self._world, x, y)
        for number, line in enumerate(text.splitlines()):
            self.drawn.add(Piece(left, top + number, line, wide))

    def _driver(self, _flags: int, data: bytes) -> None:
        options, has_matrix, count = struct.unpack_from("<III", data, 4)
        if not options & _LETTERS:
            self.drawn.closed += 1
            return
        text = data[16 : 16 + 2 * count].decode("utf-16-le", "replace")
        places = 16 + 2 * count
        x, y = struct.unpack_from("<ff", data, places) if count else (0.0, 0.0)
        if has_matrix:
            x, y = moved(struct.unpack_from("<6f", data, places + 8 * count), x, y)
        self.drawn.add(Piece(*moved(self._world, x, y), text))

    def _picture(self, _flags: int, _data: bytes) -> None:
        self.drawn.closed += 1

    def _set(self, _flags: int, data: bytes) -> None:
        self._world = struct.unpack_from("<6f", data)

    def _reset(self, _flags: int, _data: bytes) -> None:
        self._world = STILL

    def _multiply(self, flags: int, data: bytes) -> None:
        self._move(flags, struct.unpack_from("<6f", data))

    def _translate(self, flags: int, data: bytes) -> None:
        self._move(flags, (1.0, 0.0, 0.0, 1.0, *struct.unpack_from("<ff", data)))

    def _scale(self, flags: int, data: bytes) -> None:
        across, down = struct.unpack_from("<ff", data)
        self._move(flags, (across, 0.0, 0.0, down, 0.0, 0.0))

    def _move(self, flags: int, one: Matrix) -> None:
        self._world = after(self._world, one) if flags & _THEN else after(one, self._world)
