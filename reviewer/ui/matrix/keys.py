"""The acts of the matrix with their keys, in one list; hints, the table's keys and the guide are made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

ARROWS = ("←", "↑", "↓", "→")


@dataclass(frozen=True, slots=True)
class Act:
    """One act: ``keys`` as ``QKeySequence`` writes them, the first shown as a cap; ``run`` may return False: not mine."""

    id: str
    words: str
    keys: tuple[str, ...]
    run: Callable[[], object]


def by_key(acts: Sequence[Act]) -> Mapping[str, Callable[[], object]]:
    """Return what each key does."""
    return {key: act.run for act in acts for key in act.keys}


def cap(act: Act) -> str:
    """Return an act's first key as the system writes it; Return is called Enter, as keyboards do."""
    shown = QKeySequence(act.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
    return shown.replace("Return", "Enter")
