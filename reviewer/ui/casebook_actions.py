"""Which acts an open casebook brings into the list, as they are known while none is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reviewer.ui.actions.action import Action
from reviewer.ui.screen import ScreenKind
from reviewer.ui.workspace_actions import screen_actions, workspace_actions


def casebook_actions(screens: Sequence[ScreenKind]) -> tuple[Action[Any], ...]:
    """Return all acts of a casebook and its screens, for menus and keys while none is open."""
    within = (action for kind in screens for action in (*kind.actions(), *kind.inner()))
    return (*screen_actions(screens), *workspace_actions(), *within)
