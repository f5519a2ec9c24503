"""The bitmaps of a metafile as one picture, each where it is drawn: scans are kept in strips, icons with a mask."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reviewer.documents.formats import bitmap
from reviewer.documents.formats.metafile_lines import Bitmap
from reviewer.documents.reader.values import RefusalError
from reviewer.model.problems import Reason

if TYPE_CHECKING:
    from PIL.Image import Image

_FORMATS = ("BMP", "PNG", "JPEG")
_MOST, _LARGEST, _LONGEST = 1000, 40_000_000, 12_000
Sides = tuple[float, float, float, float]


def drawn(bitmaps: Sequence[Bitmap]) -> Image:
    """Return them on white, at the resolution of the finest; RefusalError if none can be drawn."""
    from PIL import Image as Pillow

    placed = [(one, image) for one in bitmaps[:_MOST] if (image := _opened(one.data)) is not None]
    if not placed:
        raise RefusalError(Reason.PICTURE_DAMAGED)
    if len(placed) == 1:
        return placed[0][1].convert("RGB")
    frame = _frame([one.sides for one, _image in placed])
    wide, high = frame[2] - frame[0], frame[3] - frame[1]
    scale = max(image.width / max(1.0, one.sides[2] - one.sides[0]) for one, image in placed)
    scale = min(scale, _LONGEST / max(wide, high), (_LARGEST / (wide * high)) ** 0.5)
    ground = Pillow.new("RGB", (max(1, round(wide * scale)), max(1, round(high * scale))), "white")
    for one, image in placed:
        _put(ground, one, image, frame, scale)
    return ground


def _put(ground: Image, one: Bitmap, image: Image, frame: Sides, scale: float) -> None:
    from PIL import ImageChops

    left, top, right, bottom = (
        round((side - frame[number % 2]) * scale) for number, side in enumerate(one.sides)
    )
    shown = image.convert("RGB").resize((max(1, right - left), max(1, bottom - top)))
    if one.joins:
        box = (left, top, left + shown.width, top + shown.height)
        shown = ImageChops.multiply(ground.crop(box), shown)
    ground.paste(shown, (left, top))


def _frame(sides: Sequence[Sides]) -> Sides:
    left, top, right, bottom = zip(*sides, strict=True)
    return min(left), min(top), max(*right, min(left) + 1), max(*bottom, min(top) + 1)


def _opened(data: bytes) -> Image | None:
    from PIL import Image as Pillow

    try:
        image = Pillow.open(io.BytesIO(bitmap.as_file(data)), formats=_FORMATS)
        if image.width * image.height <= _LARGEST:
            image.load()
            return image
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  # Pillow's plugins raise whatever the file makes them raise
        return None
    return None
