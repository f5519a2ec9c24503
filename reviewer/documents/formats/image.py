"""Pictures by Pillow: scans and photographs, a page per frame of a TIFF. They have no text until something reads them."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from mmap import mmap
from typing import TYPE_CHECKING, Any

from reviewer.documents.formats import cutting
from reviewer.documents.formats.bitmap import check_size
from reviewer.documents.formats.extract import Extract
from reviewer.documents.reader.values import RefusalError
from reviewer.model import NoText, Part
from reviewer.model.problems import Reason

if TYPE_CHECKING:
    from PIL.Image import Image

EXTRACTOR = "picture/1"
LARGEST = 100_000_000  # pixels of one frame
MOST_FRAMES = 5000
_FORMATS = ("PNG", "JPEG", "GIF", "TIFF", "BMP", "WEBP", "JPEG2000")
_SCREEN = 96.0
_PLAUSIBLE = (30.0, 2400.0)
_QUARTER_TURNS = frozenset({5, 6, 7, 8})
_ORIENTATION, _WIDTH, _HEIGHT = 0x0112, 0x0100, 0x0101
_CLEAR, _LIGHT, _DARK = 64, 220, "#404040"  # of 255; nothing lighter can be told from white paper


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
        raise RefusalError(Reason.PICTURE_DAMAGED) from error


def _frames(picture: Image) -> int:
    """Return how many pages it has: a TIFF's frames; what moves is one."""
    return min(MOST_FRAMES, int(getattr(picture, "n_frames", 1))) if picture.format == "TIFF" else 1


def _check(picture: Image) -> None:
    width, height = picture.size
    if width * height > LARGEST:
        raise RefusalError(Reason.PICTURE_TOO_LARGE, width=width, height=height)


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
            extract.parts.append(Part(f"p{number + 1}", f"page {number + 1}", "", NoText.PICTURE))
            if time.monotonic() >= until and number + 1 < count:
                extract.next = number + 1
                break
    return extract


def sizes(data: mmap | bytes) -> list[tuple[float, float]]:
    """Return each frame's size in points, by its own resolution or 96 dots an inch."""
    frames = []
    with _opened(data) as picture:
        for number in range(_frames(picture)):
            picture.seek(number)
            frames.append(_points(picture))
    return frames


def _points(picture: Image) -> tuple[float, float]:
    across, down = picture.info.get("dpi", (_SCREEN, _SCREEN))[:2]
    low, high = _PLAUSIBLE
    if not (low <= float(across) <= high and low <= float(down) <= high):
        across = down = _SCREEN
    width, height = picture.width * 72 / float(across), picture.height * 72 / float(down)
    return (height, width) if _turned(picture) else (width, height)


def _turned(picture: Image) -> bool:
    """Tell whether a picture lies on its side until it is put upright; newer versions of Pillow give a TIFF's upright size."""
    if picture.getexif().get(_ORIENTATION) not in _QUARTER_TURNS:
        return False
    tags = getattr(picture, "tag_v2", {})
    return (tags.get(_HEIGHT, picture.height), tags.get(_WIDTH, picture.width)) != picture.size


@dataclass(frozen=True, slots=True, eq=False)
class _Frame:
    """A frame of a file: its bytes, its number from 0, its width and height in points, and whether it is a JPEG."""

    data: mmap | bytes
    number: int
    points: tuple[float, float]
    scales: bool


def render(
    data: mmap | bytes, number: int, scale: float, clip: list[int] | None
) -> tuple[dict[str, Any], bytes]:
    """Draw a frame at *scale* pixels a point, or the *clip* of it; BGRX from the top, as Pillow's "BGRX"."""
    desk = cutting.desk()
    last = desk.about
    ready = isinstance(last, _Frame) and last.data is data and last.number == number
    frame = last if isinstance(last, _Frame) and ready else _measured(data, number)
    size = max(1, round(frame.points[0] * scale)), max(1, round(frame.points[1] * scale))
    x, y, wide, high = clip or (0, 0, *size)
    check_size(wide, high)
    # Unpacking is most of the work, so the picture stays until another page is drawn.
    decoded = size if frame.scales else (0, 0)
    shown = desk.take(frame, decoded, lambda: _upright(data, number, max(size)), keep=True)
    if shown is None:
        raise RefusalError(Reason.PICTURE_DAMAGED)
    drawn = cutting.piece(shown, (0, 0, *size), (x, y, x + wide, y + high))
    return {"width": wide, "height": high, "stride": wide * 4}, drawn


def measured(data: bytes) -> tuple[int, int]:
    """Return the width and height of a picture's first frame in pixels; RefusalError if it cannot be opened or is too large."""
    with _opened(data) as picture:
        _check(picture)
        return picture.size


def decoded(data: bytes) -> Image:
    """Return a picture's first frame, upright, with its transparency if it has any; of a drawing its bitmaps."""
    from PIL import ImageOps

    from reviewer.documents.formats import metafile

    bare = metafile.unpacked(data)
    if metafile.is_metafile(bare):
        return metafile.picture(bare)
    with _opened(data) as picture:
        _check(picture)
        upright = ImageOps.exif_transpose(picture)
        clear = upright.has_transparency_data
        return upright.convert("RGBA" if clear else "L" if upright.mode in {"1", "L"} else "RGB")


def _measured(data: mmap | bytes, number: int) -> _Frame:
    with _opened(data) as picture:
        if not 0 <= number < _frames(picture):
            raise RefusalError(Reason.PAGE_MISSING, page=number + 1)
        picture.seek(number)
        _check(picture)
        return _Frame(data, number, _points(picture), picture.format == "JPEG")


def _upright(data: mmap | bytes, number: int, side: int) -> Image:
    from PIL import ImageOps

    with _opened(data) as picture:
        picture.seek(number)
        # A JPEG is decoded at half, quarter or eighth size when that is enough.
        picture.draft("RGB", (side, side))
        upright = ImageOps.exif_transpose(picture)
        return on_paper(upright.convert("RGBA")) if upright.has_transparency_data else upright.convert("RGB")


def on_paper(picture: Image) -> Image:
    """Return a picture as it shows on paper: white, or dark for what is itself nearly white; what is clear hides its colours."""
    from PIL import Image as Pillow
    from PIL import ImageStat

    if picture.mode != "RGBA":
        return picture.convert("RGB")
    visible = picture.getchannel("A").point(lambda alpha: 255 if alpha > _CLEAR else 0)
    grey = ImageStat.Stat(picture.convert("L"), visible)
    is_light = grey.count[0] > 0 and grey.mean[0] > _LIGHT
    ground = Pillow.new("RGBA", picture.size, _DARK if is_light else "white")
    ground.alpha_composite(picture)
    return ground.convert("RGB")
