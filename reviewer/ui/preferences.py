"""Theme and text size, kept for the next sitting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reviewer.desk.settings import TEXT_SIZE, THEME
from reviewer.ui.look import SIZES, Look
from reviewer.ui.theme import ThemeName
from reviewer.ui.typefaces import load_typefaces

if TYPE_CHECKING:
    from reviewer.desk import Home


def remembered_look(home: Home) -> Look:
    """Return the look that was chosen last, in the program's own typefaces."""
    theme, percent = home.settings.get(THEME), home.settings.get(TEXT_SIZE)
    chosen = ThemeName(theme) if theme in list(ThemeName) else ThemeName.SYSTEM
    return Look(chosen, percent or SIZES[0], load_typefaces(home.resources / "fonts"))


class Preferences(QObject):
    """What a person has chosen of theme and text size; the choices themselves are in the list of actions."""

    def __init__(self, look: Look, home: Home, parent: QObject) -> None:
        """``home`` keeps what is chosen."""
        super().__init__(parent)
        self._look = look
        self._settings = home.settings

    def choose_theme(self, theme: ThemeName) -> None:
        """Put a theme on and keep it."""
        self._look.choose(theme=theme)
        self._settings.put(THEME, theme.value)

    def choose_size(self, percent: int) -> None:
        """Put a text size on and keep it."""
        self._look.choose(percent=percent)
        self._settings.put(TEXT_SIZE, percent)
