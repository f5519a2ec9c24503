"""Which acts an open casebook brings into the list, and whose each is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewer.ui.actions.action import Action, Scope
from reviewer.ui.actions.listener import listen
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.checklist.actions import passage_actions
from reviewer.ui.desk_actions import desk_actions
from reviewer.ui.document.actions import document_actions
from reviewer.ui.letter.actions import letter_actions
from reviewer.ui.triage.actions import intake_actions
from reviewer.ui.versions.actions import compare_actions
from reviewer.ui.workspace_actions import workspace_actions

if TYPE_CHECKING:
    from reviewer.ui.workspace import Workspace


def casebook_actions() -> tuple[Action[Any], ...]:
    """Return all acts of a casebook, for menus and keys while none is open."""
    return (
        *workspace_actions(),
        *desk_actions(),
        *document_actions(),
        *passage_actions(),
        *letter_actions(),
        *intake_actions(),
        *compare_actions(),
    )


def add_actions(actions: ActionList, space: Workspace) -> None:
    """Put the acts of a workspace's views into the list, and give their widgets the keys of narrow scopes."""
    actions.add(space, workspace_actions())
    actions.add(space.desk_view, desk_actions())
    actions.add(space.desk_view.document, document_actions())
    actions.add(space.desk_view.checklist, passage_actions())
    actions.add(space.letter_view, letter_actions())
    actions.add(space.intake, intake_actions())
    listen(actions, space.bar.search, Scope.SEARCH)
    listen(actions, space.desk_view.checklist, Scope.PASSAGE)
    listen(actions, space.letter_view.preview, Scope.PARAGRAPH)
    listen(actions, space.intake.assign.table, Scope.ENTRY)
    listen(actions, space.intake.decide.tree, Scope.MATTER)


def drop_actions(actions: ActionList, space: Workspace) -> None:
    """Forget a workspace, so that nothing of it is kept alive."""
    actions.drop(space)
    if space.furnished:
        desk = space.desk_view
        for owner in (desk, desk.document, desk.checklist, space.letter_view, space.intake):
            actions.drop(owner)
