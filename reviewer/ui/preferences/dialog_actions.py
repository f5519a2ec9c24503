"""The acts of the dialog of preferences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action, Scope, Topic

if TYPE_CHECKING:
    from reviewer.ui.preferences.dialog import PreferencesDialog


def preferences_actions() -> tuple[Action[PreferencesDialog], ...]:
    """Return what keys do in it, beside those of its controls."""
    scope, topic = Scope.PREFERENCES, Topic.PROGRAM
    return (
        Action("preferences.undo", say("Take the last change in the preferences back"), ("Ctrl+Z",), scope,
               lambda dialog: dialog.take_back(), topic=topic),
        Action("preferences.find", say("Find a setting in the preferences"), ("Ctrl+F",), scope,
               lambda dialog: dialog.finder.setFocus(), topic=topic),
    )  # fmt: skip
