"""What was chosen last in the palette, kept for the next sitting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.settings import CHOSEN

if TYPE_CHECKING:
    from reviewer.desk.settings import Settings

KEPT = 20
"""How many ids are kept: those of another casebook stand among them."""


class PaletteMemory:
    """Knows what was chosen by its ids."""

    def __init__(self, settings: Settings) -> None:
        """``settings`` keep them."""
        self._settings = settings

    @property
    def ids(self) -> tuple[str, ...]:
        """The newest first."""
        return self._settings.get(CHOSEN)

    def note(self, name: str) -> None:
        """Remember that this was chosen."""
        self._settings.update(CHOSEN, lambda ids: (name, *(each for each in ids if each != name))[:KEPT])
