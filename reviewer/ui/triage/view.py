"""The view of what came from many at once: whose it is, then what waits for a decision."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QWidget

from reviewer.desk.snapshot import Snapshot
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.look import Look
from reviewer.ui.scanning import ScanReading
from reviewer.ui.screen import Pane
from reviewer.ui.session_model import SessionModel
from reviewer.ui.staying import mark, stays_down
from reviewer.ui.triage.acts import TriageActs
from reviewer.ui.triage.assigning import AssignPane
from reviewer.ui.triage.deciding import DecidePane
from reviewer.ui.widgets import Box, Label, button

ASSIGN, DECIDE = range(2)


class TriageView(Box):
    """Two halves of one screen; ``document_wanted`` leaves it for the desk."""

    document_wanted = Signal(object)

    def __init__(
        self, look: Look, session: SessionModel, actions: ActionList, scans: ScanReading, window: QWidget
    ) -> None:
        """Scanned pages of what is received are read by ``scans``; dialogs stand before ``window``."""
        super().__init__(look, gap=0, role="surface")
        self.session = session
        self.assign = AssignPane(look, session, actions)
        self.decide = DecidePane(look, session)
        self.halves = QStackedWidget()
        self.tabs = self._make_tabs()
        head = Box(look, across=True, gap=8, margins=(16, 8, 16, 8), role="bar")
        head.add(Label(self.tr("Intake"), "heading"))
        for tab in self.tabs:
            head.add(tab)
        head.add(self.assign.sentence, 1)
        head.row.addStretch(0)  # takes the room while the sentence is hidden
        self.more = button(self.tr("Choose a folder…"), self.assign.folder_wanted.emit, "link")
        head.add(self.more)
        self.add(head)
        self.add(self.halves, 1)
        self.halves.addWidget(self.assign)
        self.halves.addWidget(self.decide)
        self.acts = TriageActs(look, session, self, scans, window)
        look.changed.connect(self._fit_tabs)

    def _make_tabs(self) -> tuple[QPushButton, ...]:
        group = QButtonGroup(self)
        made = []
        for index, words in enumerate((self.tr("Whose is it"), self.tr("To decide"))):
            tab = button(words, partial(self.show_half, index), "tab")
            stays_down(tab)
            group.addButton(tab)
            made.append(tab)
        mark(made[0], on=True)
        for tab in made:
            self._fit(tab)
        return tuple(made)

    def _fit_tabs(self) -> None:
        for tab in self.tabs:
            self._fit(tab)

    def _fit(self, tab: QPushButton) -> None:
        """Leave room for the bold words of the chosen half, so that nothing moves."""
        width = QFontMetrics(self._look.font(bold=True)).horizontalAdvance(tab.text())
        tab.setMinimumWidth(width + self._look.px(36))

    def show_half(self, index: int) -> None:
        """Show one of the halves and go to its list."""
        mark(self.tabs[index], on=True)
        self.halves.setCurrentIndex(index)
        self.assign.sentence.setVisible(index == ASSIGN)
        self.take_focus()

    def take_focus(self) -> None:
        """Go to the list of the half that is shown."""
        if self.halves.currentIndex() == DECIDE:
            self.decide.tree.setFocus()
        elif self.assign.table.entries.items:
            self.assign.table.setFocus()
        else:
            self.assign.folder.setFocus()

    def panes(self) -> tuple[Pane, ...]:
        """Return the parts of the half that is shown."""
        if self.halves.currentIndex() == DECIDE:
            detail = self.decide.detail
            return Pane(self.decide.tree, self.decide.tree.setFocus), Pane(detail, detail.take_focus)
        return Pane(self.assign.content, self.take_focus), Pane(self.assign.foot, self.assign.on.setFocus)

    def say_left(self, left: int) -> None:
        """Say on the second tab how much waits."""
        words = self.tr("To decide")
        self.tabs[DECIDE].setText(f"{words} · {left}" if left else words)
        self._fit(self.tabs[DECIDE])

    def refresh(self, snapshot: Snapshot) -> None:
        """List again what waits, if it is looked at."""
        self.assign.allow(writing=not snapshot.read_only)
        if self.isVisible():
            self.acts.look_again()

    def hasHeightForWidth(self) -> bool:
        # Its lists take what room there is: what its sentences would like must not squeeze the bar above.
        return False

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._look.px(160))
