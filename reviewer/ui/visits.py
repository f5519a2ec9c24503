"""The way back and forward through screens and bodies."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from reviewer.model.frozen import dataclass
from reviewer.ui.screen import Kept

MOST = 100
WALKING = 1.0
"""Seconds: whoever stays less with a body walks down the list, and leaves one visit behind, not forty."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Where one was: the screen's id, the body's code, and what the screen says of it by ``remember``."""

    screen: str
    body: str
    state: Kept


class Visits:
    """Those before and those after, as in a browser."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """``clock`` gives seconds."""
        self._clock = clock
        self._before: list[Visit] = []
        self._after: list[Visit] = []
        self._left = -WALKING

    def leave(self, visit: Visit, *, walking: bool = False) -> None:
        """Note a visit that ends because one goes on; what was ahead is forgotten.

        Of steps of one that is ``walking`` down a list, each soon after the one before, only the first counts.
        """
        now, before = self._clock(), self._left
        self._left = now if walking else -WALKING
        self._after.clear()
        if not walking or now - before >= WALKING:
            self._before = [*self._before, visit][-MOST:]

    @property
    def any_before(self) -> bool:
        """Whether there is a visit to go back to."""
        return bool(self._before)

    @property
    def any_after(self) -> bool:
        """Whether there is a visit to go forward to."""
        return bool(self._after)

    def back(self, here: Visit) -> Visit | None:
        """Return the visit before this one, or None; this one is ahead then."""
        return self._step(here, self._before, self._after)

    def forward(self, here: Visit) -> Visit | None:
        """Return the visit that one came back from, or None."""
        return self._step(here, self._after, self._before)

    @staticmethod
    def _step(here: Visit, source: list[Visit], target: list[Visit]) -> Visit | None:
        if not source:
            return None
        target.append(here)
        return source.pop()
