"""The acts of the window in which a case folder is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action, Scope, Topic

if TYPE_CHECKING:
    from reviewer.ui.new_case.case_window import CaseWindow


def case_actions() -> tuple[Action[CaseWindow], ...]:
    """Return what keys do in it, beside those of its controls."""
    scope, topic = Scope.CASE, Topic.CASE
    return (
        Action("case.next_pane", say("Next part of the window: sections, fields, what is to be done, letter"), ("F6",), scope,
               lambda window: window.next_pane(1), topic=topic),
        Action("case.previous_pane", say("Previous part of the window"), ("Shift+F6",), scope,
               lambda window: window.next_pane(-1), topic=topic),
        Action("case.next_section", say("Next section"), ("Ctrl+PgDown",), scope,
               lambda window: window.step_section(1), topic=topic),
        Action("case.previous_section", say("Previous section"), ("Ctrl+PgUp",), scope,
               lambda window: window.step_section(-1), topic=topic),
        Action("case.next_fault", say("Go to the next that is to be done"), ("F8",), scope,
               lambda window: window.faults.step(1), topic=topic),
        Action("case.previous_fault", say("Go to the one before"), ("Shift+F8",), scope,
               lambda window: window.faults.step(-1), topic=topic),
        Action("case.take_back", say("Put back what was removed or pasted"), ("Ctrl+Z",), scope,
               lambda window: window.take_back(), topic=topic),
        Action("case.paste", say("Put in rows that were copied in a spreadsheet"), ("Ctrl+V",), scope,
               lambda window: window.paste(), topic=topic),
        Action("case.add", say("Add a question, an answer, a grade or a language"), ("Ctrl+Shift+N",), scope,
               lambda window: window.add(), topic=topic),
        Action("case.up", say("Move the question, answer or grade up"), ("Ctrl+Shift+Up",), scope,
               lambda window: window.on_rows(lambda page: page.move_row(-1)), topic=topic),
        Action("case.down", say("Move the question, answer or grade down"), ("Ctrl+Shift+Down",), scope,
               lambda window: window.on_rows(lambda page: page.move_row(1)), topic=topic),
        Action("case.make", say("Make the casebook"), ("Ctrl+Return",), scope,
               lambda window: window.ask_make(), topic=topic),
    )  # fmt: skip
