"""Version 2 beside version 1: the changes as sentences, both texts, and the passages to be tied to the new one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from reviewer.desk.values import Change, Spot
from reviewer.desk.versions import Beside, InVersion
from reviewer.desk.versions.values import Fate
from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.days import short_date_words
from reviewer.desk.words.differences import change_words, difference_words, is_only_part
from reviewer.model import DocumentText, Passage
from reviewer.ui.actions.action import Action
from reviewer.ui.actions.keys import key_words
from reviewer.ui.actions.listener import hear_menu_keys
from reviewer.ui.actions.offering import offer_in
from reviewer.ui.help.lookup import hear_help
from reviewer.ui.look import Look
from reviewer.ui.scrolling import ScrollArea
from reviewer.ui.versions.actions import carry_actions, compare_actions
from reviewer.ui.versions.sentence_list import SentenceList
from reviewer.ui.versions.version_pane import VersionPane
from reviewer.ui.widgets import Box, Label, Silence, Turning, button, scrolled
from reviewer.ui.words import quotation

FOUND = Qt.ItemDataRole.UserRole


class CompareDialog(QDialog):
    """Nothing is recorded here: the signals say what the person wants. Alt+Down and Alt+Up go through the changes."""

    help = "passages#a-document-that-is-sent-again"

    carry_wanted = Signal(object)
    version_wanted = Signal(bool)

    def __init__(self, look: Look, beside: Beside, parent: QWidget) -> None:
        """Show ``beside``, over ``parent``."""
        super().__init__(parent)
        self._look, self.beside = look, beside
        hear_help(self)
        hear_menu_keys(self)
        newer, earlier = beside.pair.newer, beside.pair.earlier
        self.setWindowTitle(self.tr("{} beside {}").format(newer.name, earlier.name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        before = self.tr("Earlier: {}, {}").format(earlier.name, short_date_words(earlier.on))
        after = self.tr("Newer: {}, {}").format(newer.name, short_date_words(newer.on))
        self.old, self.new = VersionPane(look, before, "old"), VersionPane(look, after, "new")
        self.summary = Label("", wrap=True)
        self.changes, self.passages = self._list(self.tr("What changed")), self._list(self.tr("Passages"))
        self._lay_out(self._lists())
        self._add_keys()
        stepping = compare_actions()
        offers: dict[QAbstractItemView, Sequence[Action[Any]]] = {
            self.changes: stepping,
            self.passages: (*carry_actions(), *stepping),
        }
        offer_in(self, self.summary.setText, offers, self)
        self.show_beside(beside)

    # --- made of ----------------------------------------------------------------------------------

    def _list(self, name: str) -> SentenceList:
        made = SentenceList(self._look, name)
        made.currentItemChanged.connect(self._show)
        return made

    def _lists(self) -> ScrollArea:
        down, up = (key_words(action.keys[0]) for action in compare_actions())
        self.next = button(self.tr("Next change"), lambda: self.step(1), tip=down)
        self.previous = button(self.tr("Previous change"), lambda: self.step(-1), tip=up)
        whole = self.tr("Tie all passages whose words are in the new version to it, in one act")
        self.carry_kept = button("", self.carry_all_kept, tip=whole)
        self.carry_one = button(self.tr("Tie this one"), self.carry_chosen)
        self._passages_told = Label("", "strong", wrap=True)
        made = Box(self._look, self.summary, Turning(self._look, self.previous, self.next), role="surface")
        made.add(self.changes, 3)
        made.add(self._passages_told)
        made.add(self.passages, 2)
        made.add(Turning(self._look, self.carry_kept, self.carry_one))
        area = scrolled(made, role="surface")
        area.setMinimumWidth(made.minimumSizeHint().width() + self._look.px(20))
        return area

    def _lay_out(self, lists: QWidget) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(self._look.px(8))
        for at, widget in enumerate((lists, self.old, self.new)):
            splitter.addWidget(widget)
            splitter.setStretchFactor(at, 1 if at else 0)
        self.is_version = button(
            self.tr("It is a new version"), lambda: self.version_wanted.emit(True), "primary"
        )
        self.is_none = button(self.tr("It is not"), lambda: self.version_wanted.emit(False))
        foot = Box(
            self._look,
            None,
            self.is_none,
            self.is_version,
            button(self.tr("Close"), self.accept),
            across=True,
        )
        inside = Box(self._look, margins=(16, 12, 16, 12), role="surface")
        inside.add(splitter, 1)
        inside.add(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inside)
        screen = self.screen().availableGeometry()
        width, height = (
            min(self._look.px(1240), screen.width() - 40),
            min(self._look.px(700), screen.height() - 60),
        )
        self.resize(width, height)
        side = min(self._look.px(340), width // 3)
        splitter.setSizes([side, (width - side) // 2, (width - side) // 2])

    def _add_keys(self) -> None:
        for action in compare_actions():
            for key in action.keys:
                QShortcut(QKeySequence(key), self).activated.connect(lambda run=action.run: run(self))

    # --- what is shown ----------------------------------------------------------------------------

    def show_beside(self, beside: Beside) -> None:
        """Show it, or show it again after an act; the place in the lists stays."""
        self.beside = beside
        comparison = beside.comparison
        same = self.tr("{} of {} sentences are the same.").format(comparison.both, comparison.of_old)
        self.summary.setText(f"{counted(Noun.CHANGE, len(comparison.changes))}. {same}")
        recorded = bool(beside.pair.newer.version_of)
        self.is_version.setVisible(not recorded)
        self.is_none.setVisible(not recorded)
        self._fill(
            self.changes,
            [(change_words(change), change) for change in comparison.changes],
            self.tr("Nothing changed."),
        )
        passages = beside.pair.passages
        none = self.tr("No passage is tied to the earlier version.")
        self._fill(self.passages, [(self._passage_words(each), each) for each in passages], none)
        self._passages_told.setText(self._counts())
        count = beside.pair.count(Fate.KEPT)
        self.carry_kept.setText(self.tr("Tie all kept ({})").format(count))
        self.carry_kept.setEnabled(count > 0)
        self._show()

    def _fill(self, into: QListWidget, lines: list[tuple[str, object]], nothing: str) -> None:
        at = max(0, into.currentRow())
        with Silence(into):
            into.clear()
            for words, value in lines:
                item = QListWidgetItem(words)
                item.setData(FOUND, value)
                into.addItem(item)
            if not lines:
                item = QListWidgetItem(nothing)
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                into.addItem(item)
            into.setCurrentRow(min(at, into.count() - 1))

    def _counts(self) -> str:
        pair = self.beside.pair
        counts = pair.count(Fate.KEPT), pair.count(Fate.CHANGED), pair.count(Fate.GONE)
        words = self.tr("Passages: {} kept, {} changed, {} gone").format(*counts)
        if tied := pair.count(Fate.TIED):
            words += self.tr(", {} tied there already").format(tied)
        return words + (self.tr(", {} tied to the new version").format(pair.carried) if pair.carried else "")

    def _passage_words(self, each: InVersion) -> str:
        names = {
            Fate.KEPT: self.tr("Kept"),
            Fate.CHANGED: self.tr("Changed"),
            Fate.GONE: self.tr("Gone"),
            Fate.UNREAD: self.tr("Not read here yet"),
            Fate.TIED: self.tr("Tied there already"),
        }
        named = each.new is not None and not is_only_part(each.new.place)
        where = f" ({each.where})" if named else ""
        state = ""
        if each.difference is not None and each.new is not None:
            now = f"{self.tr('Now:')} {quotation(each.new.place, each.new.quote)}"
            state = f" {difference_words(each.difference)}. {now}"
        old = each.record.content.passage
        return f"{names[each.fate]}{where}: {quotation(old.place, old.quote)}{state}"

    def _show(self) -> None:
        """Show the chosen change, or the passage if the passages have the focus."""
        passage, change = _chosen(self.passages), _chosen(self.changes)
        self.carry_one.setEnabled(self.can_carry)
        chosen = passage if self.passages.hasFocus() else change
        if isinstance(chosen, Change):
            self._show_spots(chosen.old, chosen.new)
        elif isinstance(chosen, InVersion):
            old = self._spot(self.beside.old, chosen.record.content.passage)
            self._show_spots(
                old,
                self._spot(self.beside.new, chosen.new) if chosen.new else Spot(old.place, old.label, 0, 0),
            )

    @property
    def can_carry(self) -> bool:
        """Whether the words of the passage that one is at are in the newer version."""
        passage = _chosen(self.passages)
        return isinstance(passage, InVersion) and passage.new is not None

    def _show_spots(self, old: Spot, new: Spot) -> None:
        changes = self.beside.comparison.changes
        self.old.show_spot(self.beside.old, old, changes)
        self.new.show_spot(self.beside.new, new, changes)

    @staticmethod
    def _spot(text: DocumentText, passage: Passage) -> Spot:
        part = text.part(passage.place)
        length = len(part.text) if part else 0
        label = part.label if part else ""
        return Spot(part.place if part else "", label, min(passage.start, length), min(passage.end, length))

    def step(self, by: int) -> None:
        """Go to the next or the previous change."""
        self.changes.setFocus()
        self.changes.setCurrentRow(min(max(self.changes.currentRow() + by, 0), self.changes.count() - 1))

    # --- what a person asks for --------------------------------------------------------------------

    def carry_all_kept(self) -> None:
        """Have all passages tied to the newer version whose words are in it."""
        self.carry_wanted.emit(None)

    def carry_chosen(self) -> None:
        """Have the passage tied to the newer version that one is at."""
        passage = _chosen(self.passages)
        if isinstance(passage, InVersion):
            self.carry_wanted.emit([passage.record.id])


def _chosen(items: QListWidget) -> object:
    at = items.currentRow()
    return items.item(at).data(FOUND) if at >= 0 else None
