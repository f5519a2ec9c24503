"""Who asks to take part: one at a time, with the code that is compared by telephone before anybody is admitted."""

from __future__ import annotations

from PySide6.QtCore import Signal

from reviewer.desk.members import RequestRow, Stranger
from reviewer.desk.participation import Participation
from reviewer.desk.words.language import count, say
from reviewer.desk.words.members import ROLES, code_words, request_words
from reviewer.model import Role
from reviewer.ui.actions.faces import button_of
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.filter_choices import Choice
from reviewer.ui.look import Look
from reviewer.ui.members.code_field import DIGITS, CodeField
from reviewer.ui.plain_lists import plain_list
from reviewer.ui.widgets import Box, Label, Silence, Turning
from reviewer.ui.words import capital

HIDDEN = "•••• •••• ••••"
OFFERED = (Role.INSPECTOR, Role.SECOND_READER, Role.SIGNATORY, Role.OBSERVER)
"""Roles that every lead gives."""


class RequestsPane(Box):
    """``changed`` tells that something else can be done now. Nothing is recorded here."""

    changed = Signal()

    def __init__(self, look: Look, actions: ActionList) -> None:
        """Its buttons do acts of the list."""
        super().__init__(look, gap=8, margins=(16, 12, 16, 12), role="cardOn")
        self._shown: Participation | None = None
        self._key = ""
        self._hides = False
        self.title = Label("", "heading", wrap=True)
        self.list = plain_list(say("Who asks to take part"))
        self._name, self._asked = Label("", "strong", wrap=True), Label("", "small", wrap=True)
        self.code = Label("", "title", wrap=True)
        self.field = CodeField()
        self.told = Label("", "small", wrap=True)
        self.inspection = Label("", "title", wrap=True)
        self.role = Choice(look, say("Role"))
        self.refuse = button_of(actions, "members.refuse")
        self.admit = button_of(actions, "members.admit", "primary")
        self.look_up = button_of(actions, "members.look_up", "link")
        self._compose(look)
        self.list.currentRowChanged.connect(self._go_to)
        self.field.begun.connect(self._hide)
        self.field.textChanged.connect(lambda _text: self._compare())
        self.field.refused.connect(self._tell_no_paste)

    def _compose(self, look: Look) -> None:
        ring = say("Ring them on a number that you already have, never on one from the shared folder.")
        hear = say("They read their code aloud. Type what you hear:")
        read = say("Read them this inspection’s code; theirs must show the same:")
        for item in (
            self.title,
            self.list,
            self._name,
            self._asked,
            Label(say("The code of their laptop"), "small"),
            self.code,
        ):
            self.add(item)
        self.add(Label(say("Compare by telephone"), "strong", wrap=True))
        self.add(Label(say("1. {what}", what=ring), wrap=True))
        self.add(Label(say("2. {what}", what=hear), wrap=True))
        self.add(self.field)
        self.add(self.told)
        self.add(self.look_up)
        self.add(Label(say("3. {what}", what=read), wrap=True))
        self.add(self.inspection)
        role = Label(say("Role"), "small")
        role.setBuddy(self.role)
        self.add(role)
        self.add(self.role)
        self.add(Turning(look, self.admit, self.refuse))
        self.differs = Label(
            say("If the codes differ, it is another laptop than theirs: refuse it, and say so to them. Until they are admitted nothing of theirs counts."),
            "small", wrap=True,
        )  # fmt: skip
        self.add(self.differs)
        self.list.setMaximumHeight(look.px(120))

    # --- what is shown -------------------------------------------------------------------------------

    @property
    def current(self) -> RequestRow | None:
        """The request that one is at."""
        requests = self._shown.requests if self._shown else ()
        return next((row for row in requests if row.key == self._key), None)

    @property
    def chosen_role(self) -> Role:
        """The role that is chosen."""
        return Role(str(self.role.currentData()))

    @property
    def why_not_admit(self) -> str:
        """Why the request can't be admitted yet, "" if it can: only agreement of all twelve digits makes it work."""
        row, shown = self.current, self._shown
        if row is None or shown is None:
            return say("Nobody asks to take part.")
        if row.code in shown.doubled:
            return say(
                "Two people have this code, so neither can be admitted. Refuse both, and ask for a new request."
            )
        if not shown.whole:
            return say("The codes are being worked out: wait a moment.")
        if not self.field.is_whole:
            return say("Type the twelve digits that you hear first.")
        return "" if self.agrees else say("The digits that you heard are not those of this laptop.")

    @property
    def is_crowded(self) -> bool:
        """Whether more ask than have a line, so that whoever is heard may be none of those that are listed."""
        strangers = self._shown.strangers if self._shown is not None else ()
        return any(row.why is Stranger.CROWD for row in strangers)

    @property
    def why_not_look_up(self) -> str:
        """Why a code need not, or can't, be looked up in the shared folder."""
        if not self.is_crowded:
            return say("All who ask are listed.")
        if not self.field.is_whole:
            return say("Type the twelve digits that you hear first.")
        return say("All twelve agree already.") if self.agrees else ""

    @property
    def agrees(self) -> bool:
        """Whether the twelve digits that were typed are those of the laptop that asks."""
        return self._is_typed(self.current)

    def show_requests(self, shown: Participation) -> None:
        """Show who asks; what was typed stays while the same one asks."""
        self._shown = shown
        self.setVisible(bool(shown.requests) or self.is_crowded)
        keys = [row.key for row in shown.requests]
        with Silence(self.list):
            self.list.clear()
            self.list.addItems([row.name or row.key[:8] for row in shown.requests])
            at = keys.index(self._key) if self._key in keys else 0
            self.list.setCurrentRow(at if keys else -1)
        self.list.setVisible(len(keys) > 1)
        self._offer_roles(shown)
        self._go_to(at if keys else -1)

    def _offer_roles(self, shown: Participation) -> None:
        roles = (*OFFERED, Role.LEAD) if shown.is_founder else OFFERED
        if self.role.count() == len(roles):
            return
        with Silence(self.role):
            self.role.clear()
            for role in roles:
                self.role.addItem(capital(say(ROLES[role])), role.value)

    def _go_to(self, at: int) -> None:
        requests = self._shown.requests if self._shown else ()
        row = requests[at] if 0 <= at < len(requests) else None
        key = row.key if row is not None else ""
        if key != self._key:
            self._key, self._hides = key, self._hides and self._is_typed(row)
            if not self._is_typed(row):
                self.field.clear()
        if row is None:
            self.title.setText(say("More ask than can be listed"))
            self._name.setText("")
            self._asked.setText(say("Type the digits that you hear, and look for whose they are."))
        if row is not None and self._shown is not None:
            several = say("{at} of {n}", at=at + 1, n=len(requests))
            self.title.setText(say("Waiting to be admitted: {several}", several=several))
            self._name.setText(say("{name}, as they call themselves", name=row.name or say("no name given")))
            self._asked.setText(request_words(row))
            self.inspection.setText(code_words(self._shown.inspection_code))
        self._compare()

    # --- comparing -----------------------------------------------------------------------------------

    def _is_typed(self, row: RequestRow | None) -> bool:
        """Tell whether the digits that were typed are those of a request."""
        return row is not None and bool(row.code) and self.field.digits == row.code.replace(" ", "")

    def _go_to_whose_it_is(self) -> None:
        """Go to the request whose twelve digits were typed: with many that ask nobody knows which is theirs."""
        requests = self._shown.requests if self._shown is not None else ()
        at = next((at for at, row in enumerate(requests) if self._is_typed(row)), -1)
        if at >= 0 and requests[at].key != self._key:
            with Silence(self.list):
                self.list.setCurrentRow(at)
            self._go_to(at)

    def _hide(self) -> None:
        """Hide the code from when somebody comes to type what they hear: it is compared by ear."""
        if not self._hides:
            self._hides = True
            self._compare()

    def _tell_no_paste(self) -> None:
        self._tell(say("Pasting is refused: type the digits that you hear, one after another."), "warn")

    def _compare(self) -> None:
        """Show the code again once twelve digits agree, and say how it stands."""
        field, shown = self.field, self._shown
        if field.is_whole and not self.agrees:
            self._go_to_whose_it_is()
        row = self.current
        self.look_up.setVisible(field.is_whole and not self.agrees and self.is_crowded)
        if row is None or shown is None:
            self.code.setText(HIDDEN)
            self._tell("", "small")
            self.changed.emit()
            return
        hidden = self._hides and not self.agrees
        self.code.setText(HIDDEN if hidden else code_words(row.code))
        self.code.setAccessibleName(
            say("hidden until all twelve digits agree") if hidden else code_words(row.code)
        )
        if row.code in shown.doubled:
            self._tell(self.why_not_admit, "bad")
        elif self.agrees:
            self._tell(say("✓ All twelve agree"), "strong")
        elif field.is_whole:
            other = say(
                "These are not the digits of this laptop. Ask for them once more; if they differ again, refuse."
            )
            self._tell(other, "bad")
        elif field.digits:
            left = DIGITS - len(field.digits)
            self._tell(count("{n} digit to go", "{n} digits to go", left), "small")
        else:
            self._tell("", "small")
        self.changed.emit()

    def _tell(self, sentence: str, role: str) -> None:
        self.told.set_role(role)
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))
        self.field.setAccessibleDescription(sentence)
