"""What the matrix asks of the window, and what it is given to show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from reviewer.desk.body_lines import BodyLine
from reviewer.desk.display import EvidenceView
from reviewer.desk.matrix.card_facts import CellDetails


class Lines(Protocol):
    """What of a snapshot this screen shows."""

    @property
    def lines(self) -> Sequence[BodyLine]:
        """A line per body, in the order of the case."""


@dataclass(frozen=True, slots=True)
class Ways:
    """What the screen asks of the window. A criterion's key is "" where a body is meant as a whole.

    ``look_up`` asks beside the window and calls back with the details, or not at all; ``tell`` shows a short message;
    ``keep_close_rows`` keeps the setting; ``back`` goes where somebody came from.
    """

    open_verdict: Callable[[str, str], object]
    open_passage: Callable[[str, EvidenceView], object]
    look_up: Callable[[str, str, Callable[[CellDetails], object]], object]
    tell: Callable[[str], object]
    keep_close_rows: Callable[[bool], object] = lambda _close: None
    back: Callable[[], object] = lambda: None
