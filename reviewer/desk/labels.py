"""What a person is told of where something stands in a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model import Place

if TYPE_CHECKING:
    from reviewer.model import Part


def where(part: Part, place: str = "") -> str:
    """Return what a person is told of a part, or of a place in it: its cells, and that its words were recognised, if they were."""
    cells = "" if place == part.place else Place.parse(place).cell
    label = f"{part.label} (recognised)" if part.recognised else part.label
    return f"{label}, {cells}" if cells else label
