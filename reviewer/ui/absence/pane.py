"""The list of what a search found, with room: it stands beside the document, which shows the place one is at."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListView, QListWidgetItem, QSizePolicy

from reviewer.desk.words.language import say
from reviewer.desk.words.unread import NOTHING_RECOGNISED
from reviewer.ui.absence.entries import Entry, Name
from reviewer.ui.key_row import HintRow, Hints
from reviewer.ui.look import Look
from reviewer.ui.parts import Box, Elided, Label, Silence, button
from reviewer.ui.ticks import TickList, once_a_press

ENTRY = Qt.ItemDataRole.UserRole
GROUP = Qt.ItemDataRole.UserRole + 1


class LookingPane(Box):
    """Nothing is ticked but by the person: to come to a row, or to pass over it, only shows its place.

    ``place_wanted`` has a Span; ``confirmed`` is that all was looked at, or that one wants to search again.
    """

    place_wanted = Signal(object)
    confirmed = Signal()
    left = Signal()
    ticked = Signal()

    def __init__(self, look: Look, hints: Hints) -> None:
        """``hints`` are keys and what they do."""
        super().__init__(look, gap=0, role="pane")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(1)
        self.title = Elided("", "heading")
        self.back = button(self.tr("Back"), self.left.emit, "link")
        self.back.setAccessibleName(self.tr("Back to the card"))
        self.warning = Label(say(NOTHING_RECOGNISED), wrap=True)
        self._notice = Box(look, self.warning, margins=(16, 8, 16, 8), role="notice")
        self.list = TickList(look)
        self.list.setLayoutMode(
            QListView.LayoutMode.Batched
        )  # of thousands of hits the first are there at once
        self.list.setAccessibleName(self.tr("Pieces that were not read, and hits"))
        self.list.setAccessibleDescription(
            self.tr("Arrow keys show each place in the document; Space says that it was seen")
        )
        self.list.currentItemChanged.connect(self._show_place)
        self.list.itemClicked.connect(self._show_place)
        self.list.itemChanged.connect(self._count)
        self.hints = HintRow(look, hints, ())
        self.state = Label("", wrap=True)
        self.confirm = button(self.tr("I have looked at these"), self.confirmed.emit, "primary")
        head = Box(look, across=True, gap=12, margins=(16, 0, 16, 0), role="bar", height=44)
        head.add(self.title, 1)
        head.add(self.back)
        foot = Box(look, across=True, gap=8, margins=(16, 8, 16, 8), role="foot", height=56)
        foot.add(self.state, 1)
        foot.add(self.confirm)
        self.add(head)
        self.add(self._notice)
        self.add(self.list, 1)
        self.add(self.hints)
        self.add(foot)
        self.hide()

    def listen_once(self) -> None:
        """Let a key that is held down tick one row; to be called when the list has its keys."""
        once_a_press(self.list, Qt.Key.Key_Space, Qt.Key.Key_S)

    # --- showing ---------------------------------------------------------------------------------

    def show_entries(
        self, title: str, told: str, groups: Mapping[str, tuple[Entry, ...]], seen: Collection[Name]
    ) -> None:
        """Show what is to be looked at, by groups; ``seen`` are those that were ticked before. No row is chosen.

        What the search has ``told`` stands in the title's tip.
        """
        self.title.setText(title)
        self.title.setToolTip(told)
        with Silence(self.list):
            self.list.clear()
            for words, entries in groups.items():
                self._put_heading(words)
                for entry in entries:
                    self._put(entry, words, ticked=entry.name in seen)
            self.list.setCurrentRow(-1)
        self._count()

    def warn(self, *, unrecognised: bool) -> None:
        """Say above the list that nothing is recognised on this machine, where that is so."""
        self._notice.setVisible(unrecognised)

    def _put_heading(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setData(GROUP, words)
        self.list.addItem(item)

    def _put(self, entry: Entry, group: str, *, ticked: bool) -> None:
        item = QListWidgetItem("\n".join(filter(None, (entry.words, entry.why))))
        item.setData(ENTRY, entry)
        item.setData(GROUP, group)
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if not entry.locked:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        item.setFlags(flags)
        self.list.addItem(item)

    # --- where one is ----------------------------------------------------------------------------

    @property
    def rows(self) -> Iterator[QListWidgetItem]:
        """The rows of entries, without headings."""
        every = (self.list.item(row) for row in range(self.list.count()))
        return (item for item in every if item.data(ENTRY) is not None)

    @property
    def current(self) -> Entry | None:
        """The entry that one is at, or None."""
        row = self.list.currentRow()
        entry = None if row < 0 else self.list.item(row).data(ENTRY)
        return entry if isinstance(entry, Entry) else None

    @property
    def seen(self) -> frozenset[Name]:
        """What is ticked."""
        return frozenset(item.data(ENTRY).name for item in self.rows if _is_ticked(item))

    @property
    def left_to_see(self) -> int:
        """How many can be ticked and are not."""
        return sum(not (_is_ticked(item) or item.data(ENTRY).locked) for item in self.rows)

    @property
    def can_be_seen(self) -> int:
        """How many can be ticked."""
        return sum(not item.data(ENTRY).locked for item in self.rows)

    def take_focus(self) -> None:
        """Go to the list, at the first that was not looked at where one was nowhere yet."""
        if self.current is None:  # else Qt goes to the first row, looked at or not
            self.go_on()
        self.list.setFocus()

    def see(self) -> None:
        """Tick the row that one is at and go on to the next, or untick it; where one is nowhere, go to the first."""
        item = self.list.currentItem()
        if self.current is None:
            self.go_on()
        elif _is_ticked(item):
            item.setCheckState(Qt.CheckState.Unchecked)
        else:
            item.setCheckState(Qt.CheckState.Checked)
            self.go_on()

    def go_on(self) -> None:
        """Go to the next row that was not looked at, from the first again behind the last; with none left, to the button."""
        rows = [*self.rows]
        at = next((number for number, item in enumerate(rows) if item is self.list.currentItem()), -1)
        following = [*rows[at + 1 :], *rows[: at + 1]]
        left = next((item for item in following if not (_is_ticked(item) or item.data(ENTRY).locked)), None)
        if left is not None:
            self.list.setCurrentItem(left)
        elif at < 0 and rows:
            self.list.setCurrentItem(rows[0])
        elif self.list.hasFocus():
            self.confirm.setFocus()

    def _show_place(self, item: QListWidgetItem | None, _before: object = None) -> None:
        entry = None if item is None else item.data(ENTRY)
        if isinstance(entry, Entry):
            self.place_wanted.emit(entry.place)

    def _count(self, _item: object = None) -> None:
        total, left = self.can_be_seen, self.left_to_see
        with Silence(self.list):
            for row in range(self.list.count()):
                if (item := self.list.item(row)).data(ENTRY) is None:
                    item.setText(self._heading(str(item.data(GROUP))))
        self.list.viewport().update()
        self.state.setText(self._state_words(total, left))
        self.confirm.setText(self.tr("I have looked at these") if total else self.tr("Search again"))
        self.confirm.setEnabled(not left)
        why = self.tr("Look at each of them first") if left else ""
        self.confirm.setToolTip(why)
        self.confirm.setAccessibleDescription(why)
        self.hints.show_place(self.tr("{} to go").format(left))
        self.ticked.emit()

    def _heading(self, group: str) -> str:
        rows = [item for item in self.rows if item.data(GROUP) == group]
        seen = sum(map(_is_ticked, rows))
        return self.tr("{}: {} of {} looked at").format(group, seen, len(rows))

    def _state_words(self, total: int, left: int) -> str:
        if not total:
            return self.tr("Only locked ones are left")
        return self.tr("{} of {} seen").format(total - left, total)


def _is_ticked(item: QListWidgetItem) -> bool:
    return (
        item.data(Qt.ItemDataRole.CheckStateRole) is not None and item.checkState() is Qt.CheckState.Checked
    )
