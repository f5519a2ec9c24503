"""Draws a logo in the reader process, for a case that is being made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.leases import Readers

if TYPE_CHECKING:
    from reviewer.framework.logo import Draw

DOTS = 300 / 72  # pixels a point as it is printed


def logo_drawer(readers: Readers) -> Draw:
    """Return what draws a logo as large as it is printed at most; each call starts a reader process and ends it."""
    from reviewer.framework.logo import Pixels
    from reviewer.paper import LOGO_BOX

    def draw(path: Path) -> Pixels:
        with readers() as reader:
            ((width, height), *_) = reader.page_sizes(path)
            scale = DOTS * min(LOGO_BOX[0] / width, LOGO_BOX[1] / height)
            made = reader.render(path, 0, scale)
        rows = (
            made.data[at : at + 4 * made.width] for at in range(0, made.height * made.stride, made.stride)
        )
        dots, data = b"".join(rows), bytearray(3 * made.width * made.height)
        for colour in range(3):  # blue, green and red, and a byte that says nothing
            data[2 - colour :: 3] = dots[colour::4]
        return Pixels(made.width, made.height, bytes(data))

    return draw
