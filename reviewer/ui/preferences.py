"""Theme and text size, in the View menu, kept for the next sitting."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from reviewer.desk.settings import TEXT_SIZE, THEME
from reviewer.ui.look import SIZES, Look
from reviewer.ui.theme import ThemeName

if TYPE_CHECKING:
    from reviewer.desk import Home


def remembered_look(home: Home) -> Look:
    """Return the look that was chosen last."""
    theme, percent = home.settings.get(THEME), home.settings.get(TEXT_SIZE)
    return Look(ThemeName(theme) if theme in list(ThemeName) else ThemeName.SYSTEM, percent or SIZES[0])


class Preferences(QObject):
    """Two submenus of choices."""

    def __init__(self, look: Look, home: Home, menu: QMenu) -> None:
        """Add them to ``menu``."""
        super().__init__(menu)
        self._look = look
        self._settings = home.settings
        names = {
            ThemeName.SYSTEM: QCoreApplication.translate("preferences", "As the system"),
            ThemeName.LIGHT: QCoreApplication.translate("preferences", "Light"),
            ThemeName.DARK: QCoreApplication.translate("preferences", "Dark"),
            ThemeName.CONTRAST: QCoreApplication.translate("preferences", "High contrast"),
        }
        menu.addSeparator()
        themes = menu.addMenu(self.tr("&Theme"))
        group = QActionGroup(self)
        for theme, text in names.items():
            action = themes.addAction(text, partial(self.choose_theme, theme))
            action.setCheckable(True)
            action.setChecked(look.theme is theme)
            group.addAction(action)
        sizes = menu.addMenu(self.tr("Text &size"))
        steps = QActionGroup(self)
        for percent in SIZES:
            action = sizes.addAction(f"{percent} %", partial(self.choose_size, percent))
            action.setCheckable(True)
            action.setChecked(look.percent == percent)
            steps.addAction(action)

    def choose_theme(self, theme: ThemeName) -> None:
        """Put a theme on and keep it."""
        self._look.choose(theme=theme)
        self._settings.put(THEME, theme.value)

    def choose_size(self, percent: int) -> None:
        """Put a text size on and keep it."""
        self._look.choose(percent=percent)
        self._settings.put(TEXT_SIZE, percent)
