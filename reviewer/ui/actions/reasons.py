"""Reasons against an act that several owners share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.words.language import say

if TYPE_CHECKING:
    from reviewer.ui.session import SessionModel


def body_first(sitting: SessionModel) -> str:
    """Return what to do first where no body is chosen, in the case's own word for one."""
    return say("Choose a {noun} first.", noun=sitting.desk.case.inspection.body_noun[0])


def cannot_write(sitting: SessionModel) -> str:
    """Return why nothing can be recorded, "" if it can."""
    desk = sitting.desk
    reading = say("This casebook is open for reading only.")
    return (desk.notice or reading) if desk.read_only else ""
