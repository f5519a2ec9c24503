"""The acts that choose among the options of a setting, for menus and keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action, Menu, Scope, Spot, Topic
from reviewer.ui.preferences.listed import preferences
from reviewer.ui.preferences.preference import Option, Preference

if TYPE_CHECKING:
    from reviewer.ui.window import MainWindow


def choosing_actions() -> tuple[Action[MainWindow], ...]:
    """Return an act for each option of the settings that stand in a menu."""
    return tuple(_acts())


def _acts() -> Iterator[Action[MainWindow]]:
    for preference in preferences():
        if preference.menu is not None:
            for at, option in enumerate(preference.options):
                yield _act(preference, option, Spot(preference.menu, at))


def _act(preference: Preference[Any], option: Option[Any], spot: Spot) -> Action[MainWindow]:
    def choose(window: MainWindow) -> None:
        chooses: Callable[[str, Any], None] = (
            window.preferences.turn if option.keys else window.preferences.choose
        )
        chooses(preference.id, option.value)

    return Action(
        preference.act(option),
        option.words,
        option.keys,
        Scope.PROGRAM,
        choose,
        topic=Topic.DOCUMENT if spot.menu is Menu.PAGES else Topic.PROGRAM,
        spot=spot,
        ticked=lambda window: window.preferences.value(preference.id) == option.value,
        sought=say("{setting}: {option}", setting=preference.words, option=option.words),
    )
