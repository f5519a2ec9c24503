"""Fonts that are called the same, and are as wide code by code, told apart by how wide they have each letter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from statistics import median

_SAME = 1.05  # times as wide as in the other, at most, that letters are which are not as wide as most
_LEAST = 3  # letters that both have


class Faces:
    """The faces of a document: what each name stands for, by the widths of the letters that it says."""

    def __init__(self) -> None:
        """Know none yet."""
        self._known: dict[str, list[dict[str, float]]] = defaultdict(list)

    def name(self, font: str, letters: Iterable[tuple[str, float]]) -> str:
        """Return a name for the face of a font's letters on one page, each with its width."""
        seen: dict[str, list[float]] = defaultdict(list)
        for letter, width in letters:
            seen[letter].append(width)
        widths = {letter: median(values) for letter, values in seen.items() if median(values) > 0}
        for number, known in enumerate(self._known[font]):
            if _are_same(known, widths):
                known.update(widths)
                return f"{font}#{number}"
        self._known[font].append(widths)
        return f"{font}#{len(self._known[font]) - 1}"


def _are_same(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    """Tell whether letters are as wide as each other's, but for a stretching of all of them."""
    ratios = sorted(other[letter] / one[letter] for letter in one.keys() & other.keys())
    if len(ratios) < _LEAST:
        return True
    tenth = len(ratios) // 10
    return ratios[-1 - tenth] <= _SAME * ratios[tenth]
