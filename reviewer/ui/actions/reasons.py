"""Reasons against an act that several owners share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.words.language import say
from reviewer.model.members import Role

if TYPE_CHECKING:
    from reviewer.ui.session_model import SessionModel


def body_first(session: SessionModel) -> str:
    """Return what to do first where no body is chosen, in the case's own word for one."""
    return say("Choose a {noun} first.", noun=session.desk.case.inspection.body_noun[0])


def cannot_record(session: SessionModel, need: Role = Role.SECOND_READER) -> str:
    """Return why an act would not count that needs a role, or can't be recorded at all; "" if it can."""
    return session.why_not_record(need)


def cannot_write(session: SessionModel) -> str:
    """Return why nothing can be written, "" if it can: what needs no role, such as a sync."""
    return session.why_not_write()
