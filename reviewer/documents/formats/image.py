"""Pictures by Pillow: scans and photographs, a page per frame of a TIFF. They have no text until something reads them."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from mmap import mmap
from typing import TYPE_CHECKING, Any

from reviewer.documents.formats.bitmap import check_size
from reviewer.documents.formats.extract import Extract
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Part

if TYPE_CHECKING:
    from PIL.Image import Image

EXTRACTOR = "picture/1"
LARGEST = 100_000_000  # pixels of one frame
MOST_FRAMES = 5000
_FORMATS = ("PNG", "JPEG", "GIF", "TIFF", "BMP", "WEBP", "JPEG2000")
_DAMAGED = "This picture is damaged, was cut off, or is packed in a way that is not known here"
_REMEDY = "Ask the sender for it again."
_SCREEN = 96.0
_PLAUSIBLE = (30.0, 2400.0)
_QUARTER_TURNS = frozenset({5, 6, 7, 8})
_ORIENTATION = 0x0112


@contextmanager
def _opened(data: mmap | bytes) -> Iterator[Image]:
    """Open the picture for as long as the block lasts; what goes wrong in it is the picture's fault."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # sizes are checked here, with our words
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            yield picture
    except (MemoryError, RefusalError):
        raise
    except Exception as error:  # Pillow's plugins raise whatever the file makes them raise
        raise RefusalError(_DAMAGED, _REMEDY) from error


def _frames(picture: Image) -> int:
    """Return how many pages it has: a TIFF's frames; what moves is one."""
    return min(MOST_FRAMES, int(getattr(picture, "n_frames", 1))) if picture.format == "TIFF" else 1


def _check(picture: Image) -> None:
    width, height = picture.size
    if width * height > LARGEST:
        raise RefusalError(
            f"A picture of {width:,} by {height:,} pixels, too large to open", "Ask for a smaller copy."
        )


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return an unreadable part per frame, from ``at`` on; a picture that cannot be opened is a problem."""
    extract = Extract("image", EXTRACTOR)
    until = time.monotonic() + float(args["step"])
    with _opened(data) as picture:
        count = _frames(picture)
        for number in range(int(args["at"]), count):
            picture.seek(number)
            _check(picture)
            picture.load()
            extract.parts.append(Part(f"p{number + 1}", f"page {number + 1}", "", unreadable=True))
            if time.monotonic() >= until and number + 1 < count:
                extract.next = number + 1
                break
    return extract


def sizes(data: mmap | bytes) -> list[tuple[float, float]]:
    """Return each frame's size in points, by its own resolution or 96 dots an inch."""
    found = []
    with _opened(data) as picture:
        for number in range(_frames(picture)):
            picture.seek(number)
            found.append(_points(picture))
    return found


def _points(picture: Image) -> tuple[float, float]:
    across, down = picture.info.get("dpi", (_SCREEN, _SCREEN))[:2]
    low, high = _PLAUSIBLE
    if not (low <= float(across) <= high and low <= float(down) <= high):
        across = down = _SCREEN
    width, height = picture.width * 72 / float(across), picture.height * 72 / float(down)
    return (height, width) if _turned(picture) else (width, height)


def _turned(picture: Image) -> bool:
    return picture.getexif().get(_ORIENTATION) in _QUARTER_TURNS


def render(
    data: mmap | bytes, number: int, scale: float, clip: list[int] | None
) -> tuple[dict[str, Any], bytes]:
    """Draw a frame at *scale* pixels a point, or the *clip* of it; BGRX from the top, as Pillow's "BGRX"."""
    with _opened(data) as picture:
        if not 0 <= number < _frames(picture):
            raise RefusalError(f"There is no page {number + 1}")
        picture.seek(number)
        _check(picture)
        points = _points(picture)
        width, height = (max(1, round(side * scale)) for side in points)
        x, y, wide, high = clip or (0, 0, width, height)
        check_size(wide, high)
        shown = _upright(picture, max(width, height))
        box = (x * shown.width / width, y * shown.height / height)
        end = ((x + wide) * shown.width / width, (y + high) * shown.height / height)
        drawn = _cut(shown, (*box, *end), (wide, high))
    return {"width": wide, "height": high, "stride": wide * 4}, drawn.tobytes("raw", "BGRX")


def _upright(picture: Image, side: int) -> Image:
    from PIL import ImageOps

    picture.draft(
        "RGB", (side, side)
    )  # a JPEG is decoded at half, quarter or eighth size when that is enough
    return ImageOps.exif_transpose(picture).convert("RGB")


def _cut(shown: Image, box: tuple[float, float, float, float], size: tuple[int, int]) -> Image:
    """Scale the part of the picture in *box* to *size*; what lies outside the picture is white."""
    from PIL import Image

    inside = (max(0.0, box[0]), max(0.0, box[1]), min(shown.width, box[2]), min(shown.height, box[3]))
    paper = Image.new("RGB", size, "white")
    if inside[0] >= inside[2] or inside[1] >= inside[3]:
        return paper
    across, down = size[0] / (box[2] - box[0]), size[1] / (box[3] - box[1])
    target = (
        max(1, round((inside[2] - inside[0]) * across)), max(1, round((inside[3] - inside[1]) * down)),
    )  # fmt: skip
    piece = shown.resize(target, Image.Resampling.BILINEAR, box=inside, reducing_gap=2.0)
    paper.paste(piece, (round((inside[0] - box[0]) * across), round((inside[1] - box[1]) * down)))
    return paper
