"""What the controls on a sheet of an Excel package show: captions of buttons and labels, boxes ticked or not; alternative text.

Every form control has a shape in the sheet's legacy drawing, whatever else a newer Excel writes: [MS-OI29500] 2.1.1849 and
ECMA-376 part 4, 19.4.2 (``x:ClientData``: ObjectType, Checked).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reviewer.documents.formats import symbols

_NOT_CONTROLS = frozenset({"Note", "Pict", "Shape", ""})
_BOXES = frozenset({"Checkbox", "Radio"})
_TICKED = "1"


def shown(drawing: Any) -> Iterator[str]:
    """Yield a line for each control of a legacy drawing (VML) that shows words or a box."""
    for shape in drawing.iter("{*}shape"):
        for data in shape.iterchildren("{*}ClientData"):
            sort = str(data.get("ObjectType") or "")
            if sort not in _NOT_CONTROLS:
                caption = " ".join(
                    " ".join(text for box in shape.iter("{*}textbox") for text in box.itertext()).split()
                )
                box = symbols.box(ticked=_state(data) == _TICKED) if sort in _BOXES else ""
                if caption or box:
                    yield " ".join(filter(None, (box, caption)))


def described(drawing: Any) -> Iterator[str]:
    """Yield the alternative texts of a legacy drawing's shapes."""
    for shape in drawing.iter("{*}shape", "{*}group"):
        text = " ".join(str(shape.get("alt") or "").split())
        if text:
            yield text


def _state(data: Any) -> str:
    return next(("".join(node.itertext()).strip() for node in data.iterchildren("{*}Checked")), "")
