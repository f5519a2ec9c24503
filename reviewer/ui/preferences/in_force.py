"""Settings as they stand: put on at once, kept for the next sitting, and taken back one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from reviewer.desk.settings import CLOSE_ROWS, MOTION, PAGES, TEXT_SIZE, THEME
from reviewer.desk.words.language import say
from reviewer.ui.look import SIZES, Look
from reviewer.ui.preferences.listed import STILL, preferences
from reviewer.ui.theme import PageColours, ThemeName

if TYPE_CHECKING:
    from reviewer.desk import Home


def remembered_look(home: Home, families: Sequence[str]) -> Look:
    """Return the look that was chosen last, in typefaces that come before the system's own."""
    settings = home.settings
    theme, percent, pages = settings.get(THEME), settings.get(TEXT_SIZE), settings.get(PAGES)
    chosen = ThemeName(theme) if theme in list(ThemeName) else ThemeName.SYSTEM
    colours = PageColours(pages) if pages in list(PageColours) else PageColours.SENT
    return Look(
        chosen,
        percent or SIZES[0],
        families,
        colours,
        close_rows=settings.get(CLOSE_ROWS),
        still=settings.get(MOTION) == STILL,
    )


class Preferences(QObject):
    """What a person has chosen. ``changed`` carries the id of the setting that is another now."""

    changed = Signal(str)

    def __init__(self, look: Look, home: Home, parent: QObject) -> None:
        """``home`` keeps what is chosen, ``look`` shows it."""
        super().__init__(parent)
        self._look = look
        self._settings = home.settings
        self.listed = {preference.id: preference for preference in preferences()}
        self._back: list[tuple[str, Callable[[], object]]] = []

    def value(self, name: str) -> object:
        """Return what a setting is now."""
        preference = self.listed[name]
        if preference.now is not None:
            return preference.now(self._look)
        return preference.option(self._settings.get(preference.setting)).value

    def choose(self, name: str, value: Any) -> None:
        """Put a setting on and keep it."""
        before, preference = self.value(name), self.listed[name]
        if before != value:
            self._put(name, value)
            self.note(preference.words, lambda: self._put(name, before))

    def turn(self, name: str, value: object) -> None:
        """Choose this, or what the setting came with where this is chosen already."""
        self.choose(name, self.listed[name].standard if self.value(name) == value else value)

    def _put(self, name: str, value: Any) -> None:
        preference = self.listed[name]
        self._settings.put(preference.setting, value)
        preference.put_on(self._look, value)
        self.changed.emit(name)

    def _put_all(self, values: Mapping[str, object]) -> None:
        for name, value in values.items():
            self._put(name, value)

    def choose_theme(self, theme: ThemeName) -> None:
        """Put a theme on and keep it."""
        self.choose("theme", theme.value)

    def choose_size(self, percent: int) -> None:
        """Put a text size on and keep it."""
        self.choose("text_size", percent)

    # --- what is taken back ------------------------------------------------------------------------

    def begin(self) -> None:
        """Take back nothing that was changed before now."""
        self._back.clear()

    def note(self, words: str, back: Callable[[], object]) -> None:
        """Remember that something was changed, by its words, and what takes it back."""
        self._back.append((words, back))

    def take_back(self) -> str:
        """Take the last change back, and return its words; "" where there is none."""
        if not self._back:
            return ""
        words, back = self._back.pop()
        back()
        return words

    def back_to_standard(self) -> None:
        """Choose of every setting what it came with; one change, that is taken back as one."""
        before = {name: self.value(name) for name in self.listed}
        for name, preference in self.listed.items():
            if before[name] != preference.standard:
                self._put(name, preference.standard)
        changed = {name: value for name, value in before.items() if self.value(name) != value}
        if changed:
            self.note(say("all of them"), lambda: self._put_all(changed))
