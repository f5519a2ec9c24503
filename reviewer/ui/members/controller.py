"""Works the view of members: looks up who takes part beside the window, and has acts done after they were asked about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from reviewer.desk.display import Progress
from reviewer.desk.held import Wipe
from reviewer.desk.members import Changes, MemberRow, RequestRow
from reviewer.desk.participation import Participation, participation
from reviewer.desk.words.language import say
from reviewer.desk.words.members import ROLES, changes_words
from reviewer.model import Role
from reviewer.ui.actions.action import Scope
from reviewer.ui.actions.listener import listen
from reviewer.ui.actions.offering import offer_on_rows
from reviewer.ui.actions.reasons import cannot_write
from reviewer.ui.latest import Latest
from reviewer.ui.members.acts import ActsShown
from reviewer.ui.members.dialogs import DecideDialog, RoleDialog, StrangersDialog
from reviewer.ui.members.requests import OFFERED
from reviewer.ui.members.view import MembersView
from reviewer.ui.screen import Context

if TYPE_CHECKING:
    from reviewer.desk import Desk
    from reviewer.ui.work import Ticket

T = TypeVar("T")
MENU = ("members.open", "members.acts", "", "members.role", "members.remove", "members.heir")


class MembersController:
    """One view of an open casebook."""

    def __init__(self, context: Context) -> None:
        """Show the inspection that is open."""
        self._context = context
        self._session = context.session
        self.view = MembersView(context.look, context.actions)
        self._sights: Latest[Participation] = Latest(
            context.session.work, say("Looking up who takes part"), self.view
        )
        self._codes: Latest[Participation] = Latest(
            context.session.work, say("Working out codes"), self.view, long=True
        )
        self.acts = ActsShown(context, self.view.table)
        self.view.requests.changed.connect(context.actions.look_again)
        listen(context.actions, self.view.table, Scope.TABLE)
        offer_on_rows(context.actions, self.view.table, MENU)
        offer_on_rows(context.actions, self.view.requests.list, ("members.admit", "members.refuse"))

    # --- what stands ---------------------------------------------------------------------------------

    @property
    def shown(self) -> Participation | None:
        """What is shown; None until it was looked up."""
        return self.view.shown

    @property
    def pending(self) -> bool:
        """Whether something is being looked up or worked out."""
        return self._sights.pending or self._codes.pending or self.acts.pending

    def refresh(self) -> None:
        """Look up again, if it is looked at."""
        if self.view.isVisible():
            desk = self._session.desk
            self._codes.forget()
            self._sights.ask(lambda _ticket: participation(desk), self._show)

    def _show(self, shown: Participation) -> None:
        self.view.show_all(shown)
        if keys := shown.lacking():
            desk = self._session.desk
            self._codes.ask(lambda ticket: _worked_out(desk, keys, ticket), self._show)

    def close(self) -> None:
        """Look nothing up any more."""
        for asked in (self._sights, self._codes, self.acts):
            asked.forget()

    # --- why not -------------------------------------------------------------------------------------

    def _why_not_decide(self) -> str:
        """Return why nobody can be admitted or refused here, "" if they can."""
        if why := cannot_write(self._session):
            return why
        shown = self.shown
        if shown is None:
            return say("Who takes part is being looked up.")
        if shown.is_open:
            return say("This inspection is open: its founder closes it first.")
        return "" if shown.may_decide else say("Only a lead decides who takes part.")

    def why_not_admit(self) -> str:
        """Return why the request can't be admitted now."""
        return self._why_not_decide() or self.view.requests.why_not_admit

    def why_not_refuse(self) -> str:
        """Return why the request can't be refused now."""
        row = self.view.requests.current
        if why := self._why_not_decide():
            return why
        return say("Nobody asks to take part.") if row is None else _why_not_named(row.code)

    def why_not_look_up(self) -> str:
        """Return why no code is looked up in the shared folder."""
        return self._why_not_decide() or self.view.requests.why_not_look_up

    def why_not_change(self) -> str:
        """Return why the member whose row one is at can't have another role."""
        row = self.view.table.current
        if why := self._why_not_decide():
            return why
        if row is None or self.shown is None or self.shown.is_alone:
            return say("Go to a member first.")
        if row.is_founder:
            return say("The founder’s place is taken by the heir, nobody else changes it.")
        if row.is_me:
            return say("Nobody decides about themselves.")
        leads = row.role is Role.LEAD and not self.shown.is_founder
        return say("Only the founder makes and unmakes leads.") if leads else _why_not_named(row.code)

    def why_not_remove(self) -> str:
        """Return why the member can't be removed."""
        row = self.view.table.current
        gone = row is not None and row.role is Role.NONE
        return self.why_not_change() or (say("They take part no more.") if gone else "")

    def why_not_name_heir(self) -> str:
        """Return why the member can't be named heir."""
        row = self.view.table.current
        if why := self.why_not_remove():
            return why
        if self.shown is not None and not self.shown.is_founder:
            return say("Only the founder names an heir.")
        return say("They are the heir already.") if row is not None and row.is_heir else ""

    def why_not_take_place(self) -> str:
        """Return why the founder's place can't be taken."""
        is_heir = self.shown is not None and self.shown.is_heir
        return cannot_write(self._session) or (
            "" if is_heir else say("Only the heir takes the founder’s place.")
        )

    def why_not_close(self) -> str:
        """Return why the inspection can't be closed."""
        if why := cannot_write(self._session):
            return why
        if self.shown is None or not self.shown.is_open:
            return say("It is closed already: only who was admitted counts.")
        return "" if self.shown.is_founder else say("Only its founder closes an inspection.")

    def why_not_retire(self) -> str:
        """Return why this copy can't say that it goes."""
        if why := cannot_write(self._session):
            return why
        wipe = self.shown.held.wipe if self.shown is not None else Wipe.NOBODY_HOLDS
        return {
            Wipe.NOT_RETIRED: "",
            Wipe.SAFE: say("It has said so, and a colleague knows it."),
            Wipe.NOT_ACKNOWLEDGED: say("It has said so already."),
        }.get(wipe, say("Not now: first a colleague must hold all of it."))

    def why_not_look(self) -> str:
        """Return why there are no strangers to look at."""
        there = self.shown is not None and self.shown.strangers
        return "" if there else say("There are no strangers in the shared folder.")

    # --- acts ----------------------------------------------------------------------------------------

    def open_member(self) -> None:
        """Go to what can be done with the member whose row one is at."""
        able = [button for button in self.view.member.buttons if button.isEnabled()]
        if able:
            able[0].setFocus()

    def admit(self) -> None:
        """Admit who asks, after their code was heard and typed."""
        row, role = self.view.requests.current, self.view.requests.chosen_role
        if row is not None:
            self._give(row.code, role, "")

    def refuse(self) -> None:
        """Ask for a reason, and refuse who asks."""
        row = self.view.requests.current
        if row is None:
            return
        code = row.code
        name = row.name or say("no name given")
        lines = (
            say(
                "Their request is shown to nobody any more, and nothing of theirs counts. They can be admitted later."
            ),
        )
        dialog = self._dialog(say("Refuse {name}", name=name), lines, say("Refuse"), needs_reason=False)
        dialog.reason_given.connect(
            lambda because: self._do(
                say("Refusing"),
                lambda desk: desk.members.refuse(code, because),
                lambda name: say("{name} is refused. Sync, so that colleagues know.", name=name),
            )
        )

    def look_up(self) -> None:
        """Look in the shared folder for who has the code that was typed, beside the window; it is gone to where somebody has."""
        typed = self.view.requests.field.text()
        self._session.later(
            say("Looking for whose code it is"),
            lambda desk, ticket: desk.members.look_up(typed, lambda _done: not ticket.cancelled()),
            self._show_looked_up,
        )

    def _show_looked_up(self, row: RequestRow | None) -> None:
        if row is None:
            self._session.messages.tell(
                say(
                    "Nobody in the shared folder has this code. Have them sync now, then look again; ask for the digits once more."
                )
            )
        self.refresh()

    def change_role(self) -> None:
        """Ask which role the member is to have."""
        row, shown = self.view.table.current, self.shown
        if row is None or shown is None:
            return
        code = row.code
        offered = (*OFFERED, Role.LEAD) if shown.is_founder else OFFERED
        dialog = RoleDialog(self._context.look, row.name, row.role, offered, self._context.window)
        dialog.role_chosen.connect(lambda role, because: self._give(code, Role(role), because))
        dialog.open()

    def remove(self) -> None:
        """Look what a removal would change, beside the window, and ask."""
        row = self.view.table.current
        if row is not None:
            code = row.code
            self._session.later(
                say("Looking what would change"),
                lambda desk, _ticket: desk.members.preview(code),
                lambda changes: self._ask_removal(row, changes),
            )

    def _ask_removal(self, row: MemberRow, changes: Changes) -> None:
        code = row.code
        lines = (
            say("What they did so far, as it is on this laptop, goes on counting; later acts wait."),
            changes_words(changes) or say("Nothing that stands now changes."),
        )
        dialog = self._dialog(say("Remove {name}", name=row.name), lines, say("Remove"))
        dialog.reason_given.connect(
            lambda because: self._do(
                say("Removing"),
                lambda desk: desk.members.remove(code, because),
                lambda name: say("{name} is removed. Sync, so that colleagues know.", name=name),
            )
        )

    def name_heir(self) -> None:
        """Ask, and name the member the founder's heir."""
        row = self.view.table.current
        if row is None:
            return
        code = row.code
        lines = (
            say(
                "The heir may take your place as the founder at any time, with a reason. There is one heir: who was named before is none any more."
            ),
        )
        dialog = self._dialog(
            say("Name {name} your heir", name=row.name), lines, say("Name heir"), needs_reason=False
        )
        dialog.reason_given.connect(
            lambda because: self._do(
                say("Naming an heir"),
                lambda desk: desk.members.name_heir(code, because),
                lambda name: say("{name} may take your place. Sync, so that colleagues know.", name=name),
            )
        )

    def take_place(self) -> None:
        """Ask for the reason, and take the founder's place."""
        lines = (
            say(
                "You decide who takes part from now on, leads too. The founder is removed; what they did so far, as it is here, goes on counting."
            ),
        )
        dialog = self._dialog(say("Take the founder’s place"), lines, say("Take the place"))

        dialog.reason_given.connect(
            lambda because: self._do(
                say("Taking the founder’s place"),
                lambda desk: desk.members.take_place(because),
                lambda _none: say("You are the founder's successor. Sync, so that colleagues know."),
            )
        )

    def close_inspection(self) -> None:
        """Ask, and close the inspection."""
        lines = (
            say(
                "All who are known here go on as inspectors, with all that they did. From now on nobody else counts whom no lead has admitted. It cannot be opened again."
            ),
        )
        dialog = self._dialog(say("Close the inspection"), lines, say("Close it"), needs_reason=False)

        done = say("The inspection is closed. Sync, so that colleagues know.")
        dialog.reason_given.connect(
            lambda because: self._do(
                say("Closing the inspection"), lambda desk: desk.members.close(because), lambda _none: done
            )
        )

    def retire(self) -> None:
        """Ask for the reason, and say that this copy is about to be wiped."""
        lines = (
            say(
                "This copy says that it holds nothing any more, so that nobody relies on it. It can be worked in until it is wiped."
            ),
            say(
                "Then sync, let a colleague sync, and sync once more: this screen says when it may be wiped."
            ),
        )
        dialog = self._dialog(say("Prepare to wipe this laptop"), lines, say("Say that it goes"))

        done = say("This copy has said that it goes. Sync now.")
        dialog.reason_given.connect(
            lambda because: self._do(
                say("Preparing to wipe"), lambda desk: desk.held.retire(because), lambda _none: done
            )
        )

    def show_strangers(self) -> None:
        """List whose acts count for nothing."""
        if self.shown is not None and self.shown.strangers:
            StrangersDialog(self._context.look, self.shown.strangers, self._context.window).open()

    def _give(self, code: str, role: Role, because: str) -> None:
        self._do(
            say("Admitting"),
            lambda desk: desk.members.admit(code, role, because),
            lambda name: say(
                "{name} takes part as {role}. Sync, so that colleagues know.",
                name=name,
                role=say(ROLES[role]),
            ),
        )

    def _dialog(
        self, title: str, lines: Sequence[str], act: str, *, needs_reason: bool = True
    ) -> DecideDialog:
        dialog = DecideDialog(
            self._context.look, title, lines, act, self._context.window, needs_reason=needs_reason
        )
        dialog.open()
        return dialog

    def _do(self, title: str, act: Callable[[Desk], T], done: Callable[[T], str]) -> None:
        """Do an act beside the window; ``done`` gives the sentence that is said afterwards, by what the act returned."""
        self._session.later(
            title,
            lambda desk, _ticket: act(desk),
            lambda result: self._session.messages.tell(done(result)),
        )


def _why_not_named(code: str) -> str:
    """Return why nothing can be done to somebody yet: they are named by their code."""
    return "" if code else say("The codes are being worked out: wait a moment.")


def _worked_out(desk: Desk, keys: Sequence[str], ticket: Ticket) -> Participation:
    """Work out codes until all are there, or nobody wants them any more."""
    done = sum(bool(desk.members.worked_out(key)) for key in keys)
    ticket.report(Progress(done, len(keys), ""))
    for _ in desk.members.work_out(keys):
        if ticket.cancelled():
            break
        ticket.report(Progress(sum(bool(desk.members.worked_out(key)) for key in keys), len(keys), ""))
    return participation(desk)
