"""The first half of the screen: what was dropped, whose it is, on which day it came, and Receive."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QLineEdit, QSizePolicy, QStackedWidget, QWidget

from reviewer.desk.triage.values import Item, Plan
from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.days import read_day, short_date_words
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.elided import Elided
from reviewer.ui.look import Look
from reviewer.ui.reflow import Reflow, first_across, turning
from reviewer.ui.session_model import SessionModel
from reviewer.ui.triage.entries import GOES, EntryTable
from reviewer.ui.triage.phrases import entry_sentence
from reviewer.ui.widgets import Box, Label, button


class Foot(Box):
    """Two rows of controls that stand side by side where there is room."""

    def __init__(self, look: Look, one: QWidget, other: QWidget) -> None:
        """``one`` comes first."""
        super().__init__(look, one, other, gap=16, margins=(16, 8, 16, 8), role="foot")
        # Not fixed, which is as high as the two side by side: the lower one would be out of sight where they turn.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _made_row(self, *, across: bool) -> QBoxLayout:  # noqa: ARG002 - it is both
        return Reflow(self, turning(first_across))


class AssignPane(Box):
    """The table with its foot; empty, it says what to do."""

    folder_wanted = Signal()
    receive_wanted = Signal(object, bool)
    chosen = Signal(object, str)

    def __init__(self, look: Look, session: SessionModel, actions: ActionList) -> None:
        """Assign to the bodies of the sitting's inspection; keys are those of ``actions``."""
        super().__init__(look, gap=0, role="surface")
        self._session = session
        self._actions = actions
        self._writing = not session.snapshot.read_only
        self._due = session.desk.case.inspection.submissions_due
        self._noun = session.desk.case.inspection.body_noun[0]
        names = {body.code: body.name for body in session.desk.case.bodies}
        self.table = EntryTable(look, names, self._noun)
        self.table.entries.chosen.connect(self.chosen)
        self.sentence = Elided("", "muted")  # the view shows it beside its tabs, where there is room
        self._whole = Label("", wrap=True)  # the chosen row whole: its cells may be cut
        self.table.selectionModel().currentChanged.connect(lambda *_places: self._tell_row())
        self.content = QStackedWidget()
        self.foot = self._make_foot()
        head = Box(look, margins=(16, 8, 16, 8))
        head.add(self._whole)
        self.add(head)
        self.add(self.content, 1)
        self._empty = self._nothing()
        self.content.addWidget(self._empty)
        self.content.addWidget(self.table)
        self.add(self.foot)
        self.show_plan(None)

    def _nothing(self) -> Box:
        words = self.tr(
            "Drop a folder here that has a folder, message or archive for each {}, or choose it. "
            "Nothing is received until you say so."
        ).format(self._noun)
        self.folder = button(self.tr("Choose a folder…"), self.folder_wanted.emit, "primary")
        inner = Box(self._look, Label(words, wrap=True), gap=16, margins=(16, 16, 16, 16))
        inner.add(Box(self._look, self.folder, None, across=True))
        inner.add(None)
        return inner

    def _make_foot(self) -> Box:
        self.on = QLineEdit(short_date_words(self._session.desk.session.today()))
        self.on.setAccessibleName(self.tr("Received on (late after {})").format(short_date_words(self._due)))
        self._fit_day()
        self._look.changed.connect(self._fit_day)
        self.on.textChanged.connect(self._say_late)
        self.late_note = Label("", "warn")
        self.again = QCheckBox(self.tr("Also what has come &already"))
        again = self.tr("What came from a {} on that day already is received a second time")
        self.again.setToolTip(again.format(self._noun))
        self.again.toggled.connect(lambda _on: self._count())
        key = self._actions.key("intake.receive")
        self.receive = button(self.tr("Receive"), self.receive_now, "primary", tip=key)
        label = Label(self.tr("Received on"))
        label.setBuddy(self.on)
        day_row = Box(self._look, label, self.on, self.late_note, None, across=True)
        acts = Box(self._look, self.again, None, self.receive, across=True, gap=16)
        foot = Foot(self._look, day_row, acts)
        self._say_late()
        return foot

    def _fit_day(self) -> None:
        self.on.setFixedWidth(self._look.px(136))

    # --- what is shown -----------------------------------------------------------------------------

    def allow(self, *, writing: bool) -> None:
        """Let things be received, or not where nothing can be written."""
        if writing != self._writing:
            self._writing = writing
            self._count()

    def show_plan(self, plan: Plan | None) -> None:
        """Show a plan, or what to do while there is none."""
        empty_before = not self.table.entries.items
        self.table.entries.show_plan(plan)
        shown = bool(plan and plan.items)
        self.content.setCurrentIndex(int(shown))
        policy = QSizePolicy.Policy.Ignored if shown else QSizePolicy.Policy.Preferred
        self._empty.setSizePolicy(
            QSizePolicy.Policy.Preferred, policy
        )  # else it asks for room while it is not shown
        self.foot.setVisible(shown)
        self._whole.setVisible(shown)
        self._count()
        if shown and empty_before:
            self.table.setCurrentIndex(self.table.entries.index(0, GOES))

    def _tell_row(self) -> None:
        row = self.table.currentIndex().row()
        items = self.table.entries.items
        self._whole.setText(
            entry_sentence(items[row], self.table.entries.names) if 0 <= row < len(items) else ""
        )

    @property
    def ready(self) -> list[Item]:
        """What would be received now."""
        again = self.again.isChecked()
        return [i for i in self.table.entries.items if i.chosen and (i.waits or (again and i.done))]

    def _count(self) -> None:
        items, ready = self.table.entries.items, self.ready
        asked = sum(i.waits and not i.chosen and not i.left_out for i in items)
        done = sum(i.done is not None for i in items)
        facts = [
            self.tr("{} in all").format(counted(Noun.ENTRY, len(items))),
            self.tr("{} to choose").format(asked)
            if asked
            else self.tr("every one has its {}").format(self._noun),
        ]
        facts += [self.tr("{} received").format(done)] if done else []
        self.sentence.setText(" · ".join(facts) if items else "")
        self.receive.setText(self.tr("Receive {}").format(counted(Noun.ENTRY, len(ready))))
        self.receive.setEnabled(bool(ready) and self._writing)
        self._tell_row()

    def _say_late(self) -> None:
        on = read_day(self.on.text())
        if on is None:
            words = self.tr("Write the day as 30 May 2017")
        else:
            late = self.tr("! Late: after {}").format(short_date_words(self._due))
            words = late if on > self._due else self.tr("Not late")
        self.late_note.setText(words)
        self.late_note.set_role("warn" if on is None or on > self._due else "small")

    @property
    def day(self) -> date | None:
        """The day that was typed, or None."""
        return read_day(self.on.text())

    def receive_now(self) -> None:
        """Ask for what is chosen to be received, if the day can be read."""
        if self.day is None:
            self._session.messages.tell(self.tr("Say on which day it came, as 30 May 2017."))
            self.on.setFocus()
        elif self.ready:
            self.receive_wanted.emit(self.day, self.again.isChecked())

    def go_to(self, path: Path) -> None:
        """Go to an entry's row."""
        rows = [row for row, item in enumerate(self.table.entries.items) if item.path == path]
        if rows:
            self.table.setCurrentIndex(self.table.entries.index(rows[0], GOES))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
