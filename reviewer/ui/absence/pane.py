"""The list of what a search found, with room: it stands beside the document, which shows the place one is at."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListView, QListWidgetItem, QSizePolicy

from reviewer.ui.absence.findings_to_see import Entry, Name
from reviewer.ui.elided import Elided
from reviewer.ui.key_row import HintRow, Hints
from reviewer.ui.look import Look
from reviewer.ui.ticks import TickList, once_a_press
from reviewer.ui.widgets import Box, Label, Silence, button

ENTRY = Qt.ItemDataRole.UserRole


class LookingPane(Box):
    """Nothing is ticked but by the person: to come to a row, or to pass over it, only shows its place.

    ``place_wanted`` has a Span; ``confirmed`` is that all was looked at, or that one wants to search again.
    """

    help = "unread#looking-at-what-a-search-found"

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
        self.warning = Label("", wrap=True)
        self._notice = Box(look, self.warning, margins=(16, 8, 16, 8), role="notice")
        self.list = TickList(look)
        self.list.setLayoutMode(
            QListView.LayoutMode.Batched
        )  # of thousands of hits the first are there at once
        self.list.setAccessibleName(self.tr("Pieces that were not read, and hits"))
        self.list.currentItemChanged.connect(self._show_place)
        self.list.itemClicked.connect(self._show_place)
        self.list.itemChanged.connect(self._note)
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
        self._rows: list[Entry | None] = []  # None is a heading
        self._heads: dict[str, tuple[QListWidgetItem, frozenset[Name]]] = {}
        self._seen: set[Name] = set()
        self._can_be_seen: frozenset[Name] = frozenset()
        self.hide()

    def listen_once(self) -> None:
        """Let a key that is held down tick one row; to be called when the list has its keys."""
        once_a_press(self.list, Qt.Key.Key_Space, Qt.Key.Key_S)

    # --- showing ---------------------------------------------------------------------------------

    def show_entries(
        self, title: str, report: str, groups: Mapping[str, tuple[Entry, ...]], seen: Collection[Name]
    ) -> None:
        """Show what is to be looked at, by groups; ``seen`` are those that were ticked before. No row is chosen.

        ``report`` says what the search did; it stands in the title's tip, and is read out with the list.
        """
        self.title.setText(title)
        self.title.setToolTip(report)
        keys = self.tr("Arrow keys show each place in the document; Space says that it was seen")
        self.list.setAccessibleDescription(f"{report} {keys}")
        self._rows, self._seen, self._heads = [], set(seen), {}
        with Silence(self.list):
            self.list.clear()
            for words, entries in groups.items():
                self._put_heading(words, entries)
                for entry in entries:
                    self._put(entry, ticked=entry.name in seen)
            self.list.setCurrentRow(-1)
        self._can_be_seen = frozenset(entry.name for entry in self._rows if entry and not entry.locked)
        self._seen &= self._can_be_seen
        self._tell()

    def warn(self, why: str) -> None:
        """Say above the list why nothing is recognised on this machine; "" where something is."""
        self.warning.setText(why)
        self._notice.setVisible(bool(why))

    def _put_heading(self, words: str, entries: tuple[Entry, ...]) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)
        self._rows.append(None)
        self._heads[words] = (item, frozenset(entry.name for entry in entries))

    def _put(self, entry: Entry, *, ticked: bool) -> None:
        item = QListWidgetItem("\n".join(filter(None, (entry.words, entry.why))))
        item.setData(ENTRY, entry)
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if not entry.locked:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        item.setFlags(flags)
        self.list.addItem(item)
        self._rows.append(entry)

    # --- where one is ----------------------------------------------------------------------------

    @property
    def rows(self) -> Iterator[QListWidgetItem]:
        """The rows of entries, without headings."""
        return (self.list.item(row) for row, entry in enumerate(self._rows) if entry is not None)

    @property
    def current(self) -> Entry | None:
        """The entry that one is at, or None."""
        row = self.list.currentRow()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    @property
    def seen(self) -> frozenset[Name]:
        """What is ticked."""
        return frozenset(self._seen)

    @property
    def left_to_see(self) -> int:
        """How many can be ticked and are not."""
        return len(self._can_be_seen) - len(self._seen)

    @property
    def can_be_seen(self) -> int:
        """How many can be ticked."""
        return len(self._can_be_seen)

    def take_focus(self) -> None:
        """Go to the list, at the first that was not looked at where one was nowhere yet."""
        if self.current is None:  # else Qt goes to the first row, looked at or not
            self.go_on()
        self.list.setFocus()

    def see(self) -> None:
        """Tick the row that one is at and go on to the next, or untick it; where one is nowhere, go to the first."""
        entry = self.current
        if entry is None:
            self.go_on()
        elif entry.name in self._seen:
            self.list.currentItem().setCheckState(Qt.CheckState.Unchecked)
        elif not entry.locked:
            self.list.currentItem().setCheckState(Qt.CheckState.Checked)
            self.go_on()

    def go_on(self) -> None:
        """Go to the next row that was not looked at, from the first again behind the last; with none left, to the button."""
        at, rows = self.list.currentRow(), self._rows
        following = (*range(at + 1, len(rows)), *range(at + 1))
        left = self._can_be_seen - self._seen
        row = next(
            (row for row in following if (entry := rows[row]) is not None and entry.name in left), None
        )
        if row is not None:
            self.list.setCurrentRow(row)
        elif at < 0 and rows:
            self.list.setCurrentRow(rows.index(next(filter(None, rows))))
        elif self.list.hasFocus():
            self.confirm.setFocus()

    def _show_place(self, item: QListWidgetItem | None, _before: object = None) -> None:
        entry = None if item is None else item.data(ENTRY)
        if isinstance(entry, Entry):
            self.place_wanted.emit(entry.place)

    def _note(self, item: QListWidgetItem) -> None:
        """Take in that a row was ticked or unticked."""
        entry = item.data(ENTRY)
        if isinstance(entry, Entry):
            (self._seen.add if _is_ticked(item) else self._seen.discard)(entry.name)
            self._tell()
            self.ticked.emit()

    def _tell(self) -> None:
        """Say how many were looked at, of each group and of all."""
        total, left = self.can_be_seen, self.left_to_see
        with Silence(self.list):
            for words, (item, names) in self._heads.items():
                seen = len(names & self._seen)
                item.setText(self.tr("{}: {} of {} looked at").format(words, seen, len(names)))
        self.state.setText(self._state_words(total, left))
        self.confirm.setText(self.tr("I have looked at these") if total else self.tr("Search again"))
        self.confirm.setEnabled(not left)
        why = self.tr("Look at each of them first") if left else ""
        self.confirm.setToolTip(why)
        self.confirm.setAccessibleDescription(why)
        self.hints.show_place(self.tr("{} to go").format(left))

    def _state_words(self, total: int, left: int) -> str:
        if not total:
            return self.tr("Only locked ones are left")
        return self.tr("{} of {} seen").format(total - left, total)


def _is_ticked(item: QListWidgetItem) -> bool:
    return (
        item.data(Qt.ItemDataRole.CheckStateRole) is not None and item.checkState() is Qt.CheckState.Checked
    )
