"""The words for cells that are quoted: each with its address."""

from __future__ import annotations

from reviewer.model.cells import cells_of


def cell_words(place: str, quote: str) -> str:
    """Return the words of a quotation of several cells, each after its address; "" where it is none."""
    cells = cells_of(place, quote)
    return ", ".join(f"{name} “{words}”" for name, words in cells) if len(cells) > 1 else ""
