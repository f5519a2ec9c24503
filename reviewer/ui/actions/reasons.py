"""Reasons against an act that several owners share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.words.language import say

if TYPE_CHECKING:
    from reviewer.ui.session_model import SessionModel


def body_first(session: SessionModel) -> str:
    """Return what to do first where no body is chosen, in the case's own word for one."""
    return say("Choose a {noun} first.", noun=session.desk.case.inspection.body_noun[0])


def cannot_write(session: SessionModel) -> str:
    """Return why nothing can be recorded, "" if it can."""
    desk = session.desk
    reading = say("This casebook is open for reading only.")
    return (desk.notice or reading) if desk.read_only else ""
