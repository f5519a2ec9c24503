"""The acts of the intake: whose it is, receiving it, and deciding what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action, Menu, Scope, Spot, Topic
from reviewer.ui.actions.reasons import cannot_record
from reviewer.ui.triage.choices import Choice, every_choice

if TYPE_CHECKING:
    from reviewer.ui.triage.screen import TriageScreen

_T, _ID = Topic.INTAKE, "intake"


def _noun(screen: TriageScreen) -> str:
    return screen.session.desk.case.inspection.body_noun[0]


def intake_actions() -> tuple[Action[TriageScreen], ...]:
    """Return all acts of the intake."""
    return (*_looking(), *_assigning(), *_deciding())


def _looking() -> tuple[Action[TriageScreen], ...]:
    return (
        Action("documents.receive_many", say("Receive from &many…"), ("Ctrl+Shift+M",), Scope.CASEBOOK,
               lambda screen: screen.ask(), lambda screen: cannot_record(screen.session),
               spot=Spot(Menu.FILE, 22)),
    )  # fmt: skip


def _assigning() -> tuple[Action[TriageScreen], ...]:
    def waits(screen: TriageScreen) -> str:
        return (
            ""
            if screen.made is not None and screen.made.assign.table.waits
            else say("Go to a row that is not received yet.")
        )

    def receivable(screen: TriageScreen) -> str:
        return cannot_record(screen.session) or (
            ""
            if screen.made is not None and screen.made.assign.ready
            else say("Choose a {} for what is to be received.").format(_noun(screen))
        )

    return (
        Action("intake.receive", say("Receive what is chosen"), ("Ctrl+Return",), Scope.SCREEN,
               lambda screen: screen.view.assign.receive_now(), receivable, _T, screen=_ID),
        Action("intake.choose", say("Choose whose the row is"), ("Return", "F2"), Scope.ENTRY,
               lambda screen: screen.view.assign.table.choose_body(), waits, _T, screen=_ID,
               now=lambda screen: say("Choose a {} for the row").format(_noun(screen))),
        Action("intake.leave_out", say("Leave the row out"), ("Delete", "Backspace"), Scope.ENTRY,
               lambda screen: screen.view.assign.table.leave_out(), waits, _T, screen=_ID),
    )  # fmt: skip


def _deciding() -> tuple[Action[TriageScreen], ...]:
    def offered(screen: TriageScreen, key: str) -> str:
        other = say("The row that is chosen under To decide has no such decision.")
        return "" if screen.made is not None and key in screen.made.decide.detail.acts else other

    def act(choice: Choice) -> Action[TriageScreen]:
        return Action(f"decide.{choice.act.name.lower()}", choice.words, (choice.key,), Scope.MATTER,
                      lambda screen: screen.view.decide.press(choice.key), lambda screen: offered(screen, choice.key), _T, screen=_ID)  # fmt: skip

    return tuple(act(choice) for choice in every_choice())
