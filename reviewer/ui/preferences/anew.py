"""The way to have another language at once: the window is opened anew, where one was."""

from __future__ import annotations

from collections.abc import Callable

from reviewer.desk.words.language import say
from reviewer.ui.look import Look
from reviewer.ui.preferences.rows import SettingRow
from reviewer.ui.widgets import Turning, button

ACT = "program.anew"


class AnewRow(SettingRow):
    """A button that closes the dialog and opens the window anew."""

    def __init__(self, look: Look, leave: Callable[[str], object]) -> None:
        """``leave`` closes the dialog and does an act by its id."""
        self.open = button(say("Open the window anew"), lambda: leave(ACT))
        told = say(
            "The casebook is opened again where you are, with what you typed. What is under way is done first."
        )
        self.open.setAccessibleDescription(told)
        super().__init__(look, say("At once"), Turning(look, self.open), told=told)
