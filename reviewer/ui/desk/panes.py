"""The three panes of the desk: how wide they are, and which are shown; the document always is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from reviewer.ui.look import Look
from reviewer.ui.screen import Kept

RIGHT = 376
LEFT_MOST, RIGHT_MOST = 0.25, 0.36
LEAST_MIDDLE = 100


class Side(StrEnum):
    """A pane beside the document."""

    LEFT = "left"
    RIGHT = "right"


class SidePanes(QObject):
    """Hides and shows what stands beside the document; ``focus_lost`` when what has the focus goes with it.

    Hidden panes keep their widths, also in what is remembered. While something else stands beside the document alone (what a
    search found), both are away, hidden or not; ``room_wanted`` when an act needs one of them then.
    """

    focus_lost = Signal()
    room_wanted = Signal()

    def __init__(
        self, look: Look, across: QSplitter, down: QSplitter, right: QWidget, wanted: Callable[[], int]
    ) -> None:
        """``across`` has ``down`` with the two halves of the left pane, the document, and ``right``; ``wanted`` is the left one's width."""
        super().__init__(across)
        self._look, self._across, self._down, self._wanted = look, across, down, wanted
        self._sides = {Side.LEFT: down, Side.RIGHT: right}
        self._hidden: set[Side] = set()
        self._looking = self._searching = (
            False  # what a search for an absence, or over all documents, found is beside the document
        )
        self._waits = False  # panes came or went, and have no widths yet
        self._sizes = [0, 0, 0]  # of the panes, those that are away too
        self._sized_for = 0  # the size of text that these are for
        self._kept: Kept = {}
        self._fitted = 0
        look.changed.connect(self._wear)

    # --- which are shown -------------------------------------------------------------------------

    def is_hidden(self, side: Side) -> bool:
        """Tell whether a person has hidden a pane."""
        return side in self._hidden

    @property
    def hidden(self) -> list[str]:
        """The panes that a person has hidden, to be remembered."""
        return sorted(self._hidden)

    def turn(self, side: Side) -> None:
        """Hide a pane, or show it again."""
        if side in self._hidden:
            self.show(side)
            return
        lost = self._pane(side).isAncestorOf(QApplication.focusWidget() or self._across)
        self._note_sizes()
        self._hidden.add(side)
        self._place()
        if lost:
            self.focus_lost.emit()

    def show(self, side: Side) -> None:
        """Show a pane again, as an act does that needs it."""
        if self._searching:
            self.room_wanted.emit()
        if side in self._hidden:
            self._note_sizes()
            self._hidden.discard(side)
            self._place()

    def stand_looking(self, looking: bool) -> None:
        """Leave the document alone beside what a search for an absence found, or show the panes again."""
        if looking and self._searching:
            self.room_wanted.emit()
        self._leave_alone(looking=looking, searching=self._searching)

    def stand_searching(self, *, searching: bool) -> bool:
        """Leave it alone beside what a search over all documents found, or show the panes again; False where something else is there."""
        if searching and self._looking:
            return False
        self._leave_alone(looking=self._looking, searching=searching)
        return True

    def _leave_alone(self, *, looking: bool, searching: bool) -> None:
        if (looking or searching) != self._alone:
            self._note_sizes()
        changed = (looking, searching) != (self._looking, self._searching)
        self._looking, self._searching = looking, searching
        if changed:
            self._place()

    @property
    def _alone(self) -> bool:
        return self._looking or self._searching

    def _pane(self, side: Side) -> QWidget:
        return self._sides[side]

    def _place(self) -> None:
        for side in Side:
            self._pane(side).setVisible(not self._alone and side not in self._hidden)
        self._waits = True
        QTimer.singleShot(0, self, self._widen)  # when all have their places again

    # --- how wide they are -----------------------------------------------------------------------

    @property
    def widths(self) -> list[int]:
        """The widths of the three panes, also while some are away; [] if those are for another size of text."""
        self._note_sizes()
        return self._sizes if self._sized_for == self._look.percent else []

    def _note_sizes(self) -> None:
        """Keep how wide the panes are that are shown: before one goes, and before one comes back."""
        now = self._across.sizes()
        away = [side for side in Side if self._sides[side].isHidden()]
        if self._waits or not any(now) or (away and self._sized_for != self._look.percent):
            return  # not laid out yet, or what is away was measured for another size of text
        if not away:
            self._sizes, self._sized_for = now, self._look.percent
        elif not self._alone:
            left, _middle, right = self._sizes
            left, right = now[0] or left, now[2] or right
            self._sizes = [left, max(sum(now) - left - right, LEAST_MIDDLE), right]

    def _widen(self) -> None:
        """Give the panes that are shown the widths that they had."""
        self._waits = False
        if self._alone:
            return
        if self._sized_for == self._look.percent:
            self._set(self._sizes)
        else:
            self.fit()

    def _set(self, sizes: Sequence[int]) -> None:
        """Set widths, those of hidden panes as room for the document."""
        left, middle, right = sizes
        spare = left * (Side.LEFT in self._hidden) + right * (Side.RIGHT in self._hidden)
        self._across.setSizes([left, middle + spare, right])

    def fit(self) -> None:
        """Give the panes their remembered widths, or those of the text size: most of the window is the document's."""
        if self._alone:  # when they come back
            return
        width = self._across.width()
        left = min(self._wanted(), int(width * LEFT_MOST))
        right = min(self._look.px(RIGHT), int(width * RIGHT_MOST))
        sizes = [left, max(width - left - right, LEAST_MIDDLE), right]
        remembered, halves = self._kept.get("panes"), self._kept.get("left")
        if isinstance(remembered, list) and len(remembered) == len(sizes) and any(remembered):
            sizes = [int(size) for size in remembered]
        self._sizes, self._sized_for = sizes, self._look.percent
        self._set(sizes)
        if isinstance(halves, list) and len(halves) == self._down.count() and any(halves):
            self._down.setSizes([int(size) for size in halves])

    def keep(self, state: Kept) -> None:
        """Take what an earlier sitting remembered: which are hidden, and the widths, if they are for this size of text."""
        self._fitted = self._look.percent
        self._kept = state if state.get("percent") == self._look.percent else {}
        hidden = state.get("hidden")
        if isinstance(hidden, list):
            self._hidden = {side for side in Side if side.value in hidden}
            self._place()
        self.fit()

    def _wear(self) -> None:
        if self._fitted != self._look.percent:
            self._fitted = self._look.percent
            self._kept = {}  # what was remembered was for another size of text
            QTimer.singleShot(0, self, self.fit)  # when all has grown
