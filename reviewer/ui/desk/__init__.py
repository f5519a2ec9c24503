"""The desk: bodies and documents, the open document, the checklist."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action, on_screen
from reviewer.ui.screen import ScreenKind, later


def _actions() -> Sequence[Action[Any]]:
    from reviewer.ui.desk.actions import desk_actions
    from reviewer.ui.desk.causes import cause_actions

    return (*desk_actions(), *cause_actions())


def _inner() -> Sequence[Action[Any]]:
    from reviewer.ui.absence.actions import looking_actions
    from reviewer.ui.checklist.actions import passage_actions
    from reviewer.ui.desk.bodies_actions import list_actions
    from reviewer.ui.document.actions import document_actions
    from reviewer.ui.versions.actions import compare_actions

    return (
        *on_screen("desk", document_actions()),
        *on_screen("desk", passage_actions()),
        *list_actions(),
        *looking_actions(),
        *compare_actions(),
    )


SCREEN = ScreenKind(
    "desk",
    lambda: say("Desk"),
    lambda: say("&Desk"),
    later("reviewer.ui.desk.screen:DeskScreen"),
    _actions,
    _inner,
    help="README#the-walk",
    offers=("documents.receive", "search.documents", "body.facts"),
)
