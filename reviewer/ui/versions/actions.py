"""The acts of the dialog that compares two versions of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from reviewer.ui.actions.action import Action, Scope, Topic

if TYPE_CHECKING:
    from reviewer.ui.versions.compare import CompareDialog


def _say(text: str) -> str:
    return QCoreApplication.translate("compare_actions", text)


def compare_actions() -> tuple[Action[CompareDialog], ...]:
    """Return all acts of the dialog."""
    return (
        Action("compare.next", _say("Next change, where two versions are compared"), ("Alt+Down",),
               Scope.COMPARE, lambda dialog: dialog.step(1), topic=Topic.VERSIONS),
        Action("compare.previous", _say("Previous change, where two versions are compared"), ("Alt+Up",),
               Scope.COMPARE, lambda dialog: dialog.step(-1), topic=Topic.VERSIONS),
    )  # fmt: skip
