"""Pictures to strips, and their pixels to what a PDF and a web page take."""

from __future__ import annotations

import base64
import io
import zlib
from functools import lru_cache

from reviewer.errors import PaperError
from reviewer.paper.blocks import Picture
from reviewer.paper.marks import Frame, Placed, Raster, Strip
from reviewer.paper.styles import MM
from reviewer.paper.tree import Node

LOGO_BOX = (60 * MM, 22 * MM)
"""The largest width and height in points that a logo is printed at."""
AFTER = 10.0
MOST_PIXELS = 4_000_000


@lru_cache(maxsize=8)
def samples(picture: Picture) -> bytes:
    """Return three bytes a pixel, from the top; PaperError if the picture does not hold what it says."""
    size = 3 * picture.width * picture.height
    unpacking = zlib.decompressobj()
    try:
        sound = 0 < size <= 3 * MOST_PIXELS
        data = unpacking.decompress(picture.pixels, size + 1) if sound else b""
    except zlib.error:
        data = b""
    if len(data) != size or not size or not unpacking.eof:
        raise PaperError(
            "The picture “{alt}” is damaged", "Amend the case with its logo.", alt=picture.alt[:40]
        )
    return data


def picture_strip(picture: Picture, root: Node) -> Strip:
    """Set a picture at the left margin, in its own element, as large as it may be."""
    samples(picture)
    texts = {"Alt": picture.alt, "Lang": picture.lang}
    node = root.add("Figure", "Layout", texts, Placement="Block")
    width, height = size_of(picture)
    marks = (Placed(0, 0, Frame(node, width, height)), Placed(0, 0, Raster(picture, width, height, node)))
    return Strip(height + AFTER, marks)


def size_of(picture: Picture) -> tuple[float, float]:
    """Return the width and height in points that a picture is printed at."""
    scale = min(LOGO_BOX[0] / picture.width, LOGO_BOX[1] / picture.height)
    return picture.width * scale, picture.height * scale


@lru_cache(maxsize=8)
def data_address(picture: Picture) -> str:
    """Return a picture as an address that holds it (RFC 2397), as PNG."""
    from PIL import Image

    out = io.BytesIO()
    Image.frombytes("RGB", (picture.width, picture.height), samples(picture)).save(out, "PNG", optimize=True)
    return f"data:image/png;base64,{base64.b64encode(out.getvalue()).decode('ascii')}"
