"""Handlers ``recognise_picture`` and ``picture``: the words of a picture in a document, and the picture as it is shown."""

from __future__ import annotations

from array import array
from dataclasses import replace
from mmap import mmap
from typing import Any

from reviewer.documents.formats import dispatch, image
from reviewer.documents.formats.bitmap import check_size


def recognise_picture(data: mmap | bytes, args: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return the text of the picture ``key`` as ``recognise`` does that of a page; boxes are in parts of the picture's sides."""
    from reviewer.documents.formats import ocr

    picture = image.on_paper(dispatch.picture(data, args))
    recognised = ocr.read_picture(picture)
    sides = (picture.width, picture.height) * 2
    boxes = array("f", (side / sides[number % 4] for number, side in enumerate(recognised.boxes)))
    return ocr.packed(replace(recognised, boxes=boxes), 1.0, 1.0)


def shown(data: mmap | bytes, args: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Draw the picture ``key``, no side longer than ``side`` pixels; BGRX from the top, on paper."""
    picture = dispatch.picture(data, args)
    side = int(args["side"])
    picture.thumbnail((side, side))
    check_size(*picture.size)
    drawn = image.on_paper(picture)
    head = {"width": drawn.width, "height": drawn.height, "stride": drawn.width * 4}
    return head, drawn.tobytes("raw", "BGRX")
