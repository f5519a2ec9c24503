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
    if why := cannot_write(session):
        return why
    role = session.snapshot.role
    if role is None or (role is not Role.NONE and role.covers(need)):
        return ""
    if role is Role.NONE:
        return say("You are no longer a member of this inspection, so nothing that you record would count.")
    if role is Role.OBSERVER:
        return say("You take part as an observer, so nothing that you record would count.")
    if need is Role.LEAD:
        return say("Only a lead may amend the case.")
    return say("Only a signatory or a lead may sign or withdraw a letter.")


def cannot_write(session: SessionModel) -> str:
    """Return why nothing can be recorded, "" if it can."""
    desk = session.desk
    reading = say("This casebook is open for reading only.")
    return (desk.notice or reading) if desk.read_only else ""
