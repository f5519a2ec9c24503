"""Where one was before each jump, and the way back and forward. Pure."""

from __future__ import annotations

from dataclasses import dataclass

_MOST = 200


@dataclass(frozen=True, slots=True)
class Standing:
    """What was in view: a place, and how much of its page's height was above the view."""

    place: str
    down: float = 0.0


class History:
    """Standings of one document, as a browser keeps its pages."""

    def __init__(self) -> None:
        """Begin with none."""
        self._back: list[Standing] = []
        self._forward: list[Standing] = []

    def clear(self) -> None:
        """Forget everything, for another document is shown."""
        self._back, self._forward = [], []

    def leave(self, now: Standing) -> None:
        """Remember where one is before a jump; what was ahead is ahead no more."""
        if now.place and (not self._back or self._back[-1] != now):
            self._back = [*self._back[-_MOST:], now]
        self._forward = []

    def back(self, now: Standing) -> Standing | None:
        """Return where one was before the last jump."""
        return self._step(self._back, self._forward, now)

    def forward(self, now: Standing) -> Standing | None:
        """Return where one was before going back."""
        return self._step(self._forward, self._back, now)

    @staticmethod
    def _step(source: list[Standing], other: list[Standing], now: Standing) -> Standing | None:
        while source and source[-1] == now:  # a jump that led nowhere
            source.pop()
        if not source:
            return None
        other.append(now)
        return source.pop()

    @property
    def ways(self) -> tuple[bool, bool]:
        """Whether there is a way back, and a way forward."""
        return bool(self._back), bool(self._forward)
