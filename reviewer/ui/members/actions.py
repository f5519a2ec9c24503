"""The acts of members and share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action, Menu, Scope, Spot, Topic

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.ui.members.controller import MembersController
    from reviewer.ui.members.screen import MembersScreen

_ID, _TOPIC = "members", Topic.MEMBERS


def members_actions() -> tuple[Action[MembersScreen], ...]:
    """Return all acts of the screen."""
    return (*_asking(), *_rows(), *_whole())


def _now(
    why: Callable[[MembersController], str],
) -> Callable[[MembersScreen], str]:
    """Return a reason by the controller, without making it: nothing is shown before it is looked at."""
    return lambda screen: (
        why(screen.controller) if screen.made is not None else say("Who takes part is being looked up.")
    )


def _asking() -> tuple[Action[MembersScreen], ...]:
    return (
        Action("members.admit", say("&Admit who asks to take part"), ("Ctrl+Return",), Scope.SCREEN,
               lambda screen: screen.controller.admit(), _now(lambda each: each.why_not_admit()), _TOPIC,
               Spot(Menu.SHARE, 21), short=say("Admit"), screen=_ID),
        Action("members.refuse", say("&Refuse who asks to take part…"), (), Scope.SCREEN,
               lambda screen: screen.controller.refuse(), _now(lambda each: each.why_not_refuse()), _TOPIC,
               Spot(Menu.SHARE, 22), short=say("Refuse…"), screen=_ID),
        Action("members.look_up", say("Look in the shared folder for &whose code was typed"), (), Scope.SCREEN,
               lambda screen: screen.controller.look_up(), _now(lambda each: each.why_not_look_up()), _TOPIC,
               Spot(Menu.SHARE, 24), short=say("Look for whose code it is"), screen=_ID),
        Action("members.strangers", say("&Look at the strangers…"), (), Scope.SCREEN,
               lambda screen: screen.controller.show_strangers(), _now(lambda each: each.why_not_look()), _TOPIC,
               Spot(Menu.SHARE, 23), short=say("Look at the strangers…"), screen=_ID),
    )  # fmt: skip


def _whose(screen: MembersScreen) -> str:
    """Return the words of the act on the row that one is at, which name the member."""
    row = screen.controller.view.table.current if screen.made is not None else None
    return (
        say("Show acts of {name}…", name=row.name).replace("&", "&&")
        if row
        else say("Show the acts of the member…")
    )


def _rows() -> tuple[Action[MembersScreen], ...]:
    return (
        Action("members.open", say("What can be done with the member"), ("Return",), Scope.TABLE,
               lambda screen: screen.controller.open_member(), topic=_TOPIC, short=say("What can be done"), screen=_ID),
        Action("members.acts", say("Show the acts of the member…"), ("A",), Scope.TABLE,
               lambda screen: screen.controller.acts.show(), _now(lambda each: each.acts.why_not()), _TOPIC,
               short=say("Show acts…"), screen=_ID, now=_whose),
        Action("members.role", say("Give the member another role…"), ("R",), Scope.TABLE,
               lambda screen: screen.controller.change_role(), _now(lambda each: each.why_not_change()), _TOPIC,
               short=say("Another role…"), screen=_ID),
        Action("members.remove", say("Remove the member, after a look at what changes…"), ("Delete",), Scope.TABLE,
               lambda screen: screen.controller.remove(), _now(lambda each: each.why_not_remove()), _TOPIC,
               short=say("Remove…"), screen=_ID),
        Action("members.heir", say("Name the member the founder’s heir…"), ("H",), Scope.TABLE,
               lambda screen: screen.controller.name_heir(), _now(lambda each: each.why_not_name_heir()), _TOPIC,
               short=say("Name heir…"), screen=_ID),
    )  # fmt: skip


def _whole() -> tuple[Action[MembersScreen], ...]:
    return (
        Action("members.close", say("&Close the inspection…"), (), Scope.SCREEN,
               lambda screen: screen.controller.close_inspection(), _now(lambda each: each.why_not_close()), _TOPIC,
               Spot(Menu.SHARE, 31), short=say("Close…"), screen=_ID),
        Action("members.take_place", say("&Take the founder’s place…"), (), Scope.SCREEN,
               lambda screen: screen.controller.take_place(), _now(lambda each: each.why_not_take_place()), _TOPIC,
               Spot(Menu.SHARE, 32), short=say("Take the founder’s place…"), screen=_ID),
        Action("members.retire", say("&Prepare to wipe this laptop…"), (), Scope.SCREEN,
               lambda screen: screen.controller.retire(), _now(lambda each: each.why_not_retire()), _TOPIC,
               Spot(Menu.SHARE, 33), short=say("Prepare to wipe…"), screen=_ID),
    )  # fmt: skip
