"""Which acts an open casebook brings into the list, as they are known while none is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewer.ui.workspace_actions import screen_actions, workspace_actions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.ui.actions.action import Action
    from reviewer.ui.actions.listing import ActionList
    from reviewer.ui.screen import ScreenKind
    from reviewer.ui.workspace import Workspace


def casebook_actions(screens: Sequence[ScreenKind]) -> tuple[Action[Any], ...]:
    """Return all acts of a casebook and its screens, for menus and keys while none is open."""
    return (*of_any_casebook(screens), *within(screens))


def of_any_casebook(screens: Sequence[ScreenKind]) -> tuple[Action[Any], ...]:
    """Return the acts of a casebook itself, and those that show its screens."""
    return (*screen_actions(screens), *workspace_actions())


def within(screens: Sequence[ScreenKind]) -> tuple[Action[Any], ...]:
    """Return the acts of the screens and of their parts, for which much is imported."""
    return tuple(action for kind in screens for action in (*kind.actions(), *kind.inner()))


def of_other_windows() -> tuple[Action[Any], ...]:
    """Return the acts of the windows that stand beside a casebook or before there is one, for which much is imported."""
    from reviewer.ui.help.actions import guide_actions
    from reviewer.ui.new_case.actions import case_actions
    from reviewer.ui.preferences.dialog_actions import preferences_actions
    from reviewer.ui.welcome import recent_actions

    return (*preferences_actions(), *guide_actions(), *case_actions(), *recent_actions())


def add_workspace(actions: ActionList, space: Workspace, screens: Sequence[ScreenKind]) -> None:
    """Have the list do to a workspace what can be done to it; its screens have been added by itself."""
    actions.add(space, of_any_casebook(screens))
