"""What a picture of a page may measure."""

from __future__ import annotations

from reviewer.documents.reader.values import RefusalError
from reviewer.model.problems import Reason

LARGEST = 64_000_000  # pixels in one bitmap


def check_size(width: int, height: int) -> None:
    """Refuse a bitmap that is empty or larger than any screen needs."""
    if width <= 0 or height <= 0 or width * height > LARGEST:
        raise RefusalError(Reason.DRAWING_TOO_LARGE, width=width, height=height)
