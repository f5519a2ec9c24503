"""How a conflict is settled: the ways, what is decided anew, the reason, and the one act."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from reviewer.desk.words.conflicts import way_words
from reviewer.desk.words.language import count, say
from reviewer.model.contest import Contest, SideState, Way, WayCode
from reviewer.ui.actions.faces import button_of
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.checklist.options import Choice, ChoiceOptions
from reviewer.ui.drop_down import DropDown
from reviewer.ui.growing import Refit
from reviewer.ui.look import Look
from reviewer.ui.widgets import Beside, Box, Label, Silence, TextBox, empty

WAY = 240
"""The least width of a way, in pixels at 100%."""


class SettlingFoot(Box):
    """Nothing is recorded here: ``settle_wanted`` tells who listens, ``changed`` that something else is chosen or typed."""

    settle_wanted = Signal()
    changed = Signal()

    def __init__(self, look: Look, actions: ActionList) -> None:
        """Begin without a conflict."""
        super().__init__(look, gap=6, margins=(16, 10, 16, 10), role="hint")
        self._actions = actions
        self._contest: Contest | None = None
        self.ways: ChoiceOptions | None = None
        self._title = Label(say("How is it settled?"), "strong")
        self._choices = Box(look, gap=0)
        self._anew_name = Label("", "small")
        self.anew = DropDown()
        self.anew.setAccessibleName(say("Decided anew"))
        self._anew_name.setBuddy(self.anew)
        self._anew = Box(look, self._anew_name, across=True)
        self._anew.add(self.anew, 1)
        name = Label(say("Reason"), "small")
        self.reason = TextBox(look, self.settle_wanted.emit, lines=1)
        self.reason.setAccessibleName(say("Reason why it is settled so"))
        self.reason.setPlaceholderText(say("Why it is settled so; it is kept with it"))
        name.setBuddy(self.reason)
        self._reason = Box(look, name, across=True)
        self._reason.add(self.reason, 1)
        for item in (self._title, self._choices, self._anew, self._reason):
            self.add(item)
        self.reason.textChanged.connect(self.changed)
        self.anew.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        Refit(self, self._turn)
        self._anew.hide()
        self.hide()  # there is nothing to settle yet

    def show_contest(self, contest: Contest | None) -> None:
        """Offer the ways of a contest; nothing is chosen, and of another contest nothing is typed yet."""
        if contest == self._contest:
            return
        same = (
            contest is not None
            and self._contest is not None
            and contest.place.subject == self._contest.place.subject
        )
        self._contest = contest
        with Silence(self.reason, self.anew):
            if not same:
                self.reason.setPlainText("")
            self.anew.clear()
            self.anew.addItem(say("Choose"), "")
            for choice in contest.anew if contest is not None else ():
                self.anew.addItem(choice.label, choice.key)
        empty(self._choices.row)
        self.ways = None
        if contest is not None and contest.ways:
            self.ways = ChoiceOptions(
                self._look, tuple(map(self._choice, contest.ways)), say("How it is settled")
            )
            self.ways.tell_keys(lambda number: self._actions.key(f"conflicts.way_{number}"))
            self.ways.option_chosen.connect(lambda _key: self._choose())
            self._choices.add(self.ways)
        self.setVisible(self.ways is not None)
        self._choose(tell=False)
        self._turn()

    def _choice(self, way: Way) -> Choice:
        assert self._contest is not None  # noqa: S101 - it is shown
        words, note = way_words(self._contest, way)
        note = note if len(note) <= _LONGEST else f"{note[: _LONGEST - 1]}…"
        tone: str | None = None
        if way.code is WayCode.SIDE:
            side = next(each for each in self._contest.sides if each.record == way.record)
            tone = side.tone or ("" if side.state is SideState.TAKEN_BACK else None)
        return Choice(f"{way.code.value} {way.record}", words, tone, note)

    def _choose(self, *, tell: bool = True) -> None:
        way = self.way
        self._anew.setVisible(way is not None and way.code is WayCode.ANEW)
        if self._contest is not None and self._contest.anew:
            is_finding = bool(self._contest.anew[0].tone)
            self._anew_name.setText(say("Finding") if is_finding else say("Category"))
            self.anew.setAccessibleName(self._anew_name.text())
        if tell:
            self.changed.emit()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab stops at, in its order."""
        ways: tuple[QWidget, ...] = self.ways.options if self.ways is not None else ()
        return (*ways, self.anew, self.reason)

    # --- what is chosen -------------------------------------------------------------------------------

    @property
    def words(self) -> tuple[str, ...]:
        """What each way says, in the order of their keys."""
        return tuple(option.text() for option in self.ways.options) if self.ways is not None else ()

    @property
    def way(self) -> Way | None:
        """The way that is chosen."""
        chosen = self.ways.chosen if self.ways is not None else ""
        ways = self._contest.ways if self._contest is not None else ()
        return next((way for way in ways if chosen == f"{way.code.value} {way.record}"), None)

    @property
    def because(self) -> str:
        """The reason that is typed."""
        return self.reason.toPlainText().strip()

    @property
    def finding(self) -> str:
        """What is decided anew, "" while that is not chosen."""
        return str(self.anew.currentData() or "")

    def press(self, number: int) -> None:
        """Choose a way by its number from 1, and go on to what is to be said with it."""
        if self.ways is not None and self.ways.press(number):
            way = self.way
            (self.anew if way is not None and way.code is WayCode.ANEW else self.reason).setFocus()

    def take_focus(self) -> None:
        """Go to the way that is chosen, or to the first."""
        if self.ways is not None:
            chosen = next(
                (option for option in self.ways.options if option.isChecked()), self.ways.options[0]
            )
            chosen.setFocus()

    def _turn(self) -> None:
        """Have the ways stand beside each other where there is room for all of them."""
        if self.ways is None:
            return
        fits = self.width() >= len(self.ways.options) * self._look.px(WAY)
        way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self.ways.row.direction() != way:
            self.ways.row.setDirection(way)
            self.updateGeometry()


_LONGEST = 48


class SettleBar(Box):
    """How much is left after this at the left, and the acts at the right, or beneath where there is no room."""

    def __init__(self, look: Look, actions: ActionList) -> None:
        """The buttons do acts of the list."""
        super().__init__(look, margins=(16, 8, 16, 8), role="foot", height=56)
        self._left = Label("", wrap=True)
        self.later = button_of(actions, "conflicts.later")
        self.settle = button_of(actions, "conflicts.settle", "primary")
        self.open = button_of(actions, "conflicts.open")
        self.add(Beside(look, self._left, Box(look, self.open, self.later, self.settle, across=True)))

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab stops at, in its order."""
        return self.open, self.later, self.settle

    def show_left(self, after: int, *, told: str) -> None:
        """Say how many are left after this one, and what is missing or comes of it."""
        left = count("{n} more to settle after this.", "{n} more to settle after this.", after)
        self._left.setText(f"{left if after else say('The last one.')} {told}")

    def show_nothing(self) -> None:
        """Say nothing."""
        self._left.setText("")
