"""The second half of the screen: what waits for a decision on the left, the chosen matter on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QSplitter

from reviewer.desk.triage.values import Matter
from reviewer.model import Chaser
from reviewer.ui.look import Look
from reviewer.ui.session_model import SessionModel
from reviewer.ui.triage.choices import CHASED, Act
from reviewer.ui.triage.details import MatterDetail
from reviewer.ui.triage.matters import MATTER, MatterRows, MatterTree
from reviewer.ui.widgets import Box, Label, Silence


class DecidePane(Box):
    """One decision each, by one key or button. ``act_wanted`` gives the matter and what to do."""

    act_wanted = Signal(object, object)

    def __init__(self, look: Look, session: SessionModel) -> None:
        """Nothing is listed until it is shown."""
        super().__init__(look, gap=0, role="surface")
        case = session.desk.case
        names = {body.code: body.name for body in case.bodies}
        self._all: tuple[Matter, ...] = ()
        self._notes: Mapping[str, Chaser] = {}
        self.rows = MatterRows(look, names, case.inspection.body_noun)
        self.tree = MatterTree(look, self.rows)
        self.detail = MatterDetail(look, self.rows)
        self._sentence = Label("", "muted", wrap=True)
        self.decided = QCheckBox(self.tr("Show what is &decided"))
        self.decided.toggled.connect(lambda _on: self._list())
        head = Box(look, across=True, margins=(16, 8, 16, 8))
        head.add(self._sentence, 1)
        head.add(self.decided)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.add(head)
        self.add(self.splitter, 1)
        self.splitter.addWidget(self.tree)
        self.splitter.addWidget(self.detail)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setSizes([780, 520])
        self.tree.selectionModel().currentChanged.connect(lambda now, _before: self._show(now))
        self.tree.opened.connect(lambda: self.press("G" if "G" in self.detail.acts else "O"))
        self.detail.act_wanted.connect(self._ask)

    @property
    def matter(self) -> Matter | None:
        """The chosen matter, or None."""
        matter = self.tree.currentIndex().data(MATTER)
        return matter if isinstance(matter, Matter) else None

    @property
    def left(self) -> int:
        """How many matters wait."""
        return sum(not matter.decided for matter in self._all)

    def show_matters(self, matters: Sequence[Matter], notes: Mapping[str, Chaser]) -> None:
        """Show what waits now; the chosen row stays chosen, or the next one in its place is."""
        self._all, self._notes = tuple(matters), notes
        self._list()

    def _list(self) -> None:
        chosen, at = self.matter, self.tree.currentIndex()
        group, row = at.parent().row(), at.row()
        shown = [m for m in self._all if self.decided.isChecked() or not m.decided]
        with Silence(self.tree.selectionModel()):
            self.rows.show_matters(shown)
        place = self.rows.place_of(chosen.key) if chosen else QModelIndex()
        if not place.isValid() and chosen:
            place = self._next_to(chosen, group, row)
        if not place.isValid() and self.rows.groups:
            place = self.rows.place_of(self.rows.groups[0][1][0].key)
        self.tree.setCurrentIndex(place)
        self._show(place)
        self._say()

    def _next_to(self, chosen: Matter, group: int, row: int) -> QModelIndex:
        """Return the place after one that is gone: in its group, else at the head of the next."""
        for sort, held in self.rows.groups:
            if sort is chosen.sort:
                return self.rows.place_of(held[min(row, len(held) - 1)].key)
        if 0 <= group < len(self.rows.groups):
            return self.rows.place_of(self.rows.groups[group][1][0].key)
        return QModelIndex()

    def _say(self) -> None:
        done = len(self._all) - self.left
        words = self.tr("{} to decide · {} decided").format(self.left, done)
        self._sentence.setText(words if self._all else self.tr("Nothing waits for a decision."))

    def _show(self, place: QModelIndex) -> None:
        chosen = place.data(MATTER) if place.isValid() else None
        matter = chosen if isinstance(chosen, Matter) else None
        note = self._notes.get(matter.body) if matter and matter.sort in CHASED else None
        self.detail.show_matter(matter, note)

    def press(self, key: str) -> None:
        """Do what a key stands for on the chosen row, if it stands for anything there."""
        if key in self.detail.acts:
            self._ask(self.detail.acts[key])

    def _ask(self, act: Act) -> None:
        if self.matter is not None:
            self.act_wanted.emit(self.matter, act)

    def note(self) -> Chaser | None:
        """Return the note that is shown, if one is."""
        matter = self.matter
        return self._notes.get(matter.body) if matter else None
