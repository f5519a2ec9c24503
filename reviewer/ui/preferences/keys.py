"""The section "Keys": acts by topic, and one field that hears the new key of the chosen act."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QTreeWidgetItemIterator

from reviewer.desk.settings import KEYS
from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action, Scope, Topic
from reviewer.ui.actions.keys import canonical, key_words
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.actions.matching import match
from reviewer.ui.actions.offering import offer_in
from reviewer.ui.actions.taken import why_not_key
from reviewer.ui.actions.topics import title_of
from reviewer.ui.preferences.change_line import Tell
from reviewer.ui.preferences.kept import Preferences
from reviewer.ui.preferences.key_field import KeyField
from reviewer.ui.preferences.rows import SettingsPage
from reviewer.ui.widgets import Label, Turning, button

if TYPE_CHECKING:
    from reviewer.desk.settings import Settings
    from reviewer.ui.look import Look

NAME = Qt.ItemDataRole.UserRole
HIGH = 90


def _key_acts() -> tuple[Action[KeysPage], ...]:
    def none(page: KeysPage) -> str:
        return "" if page.chosen else say("Choose an act.")

    return (
        Action("keys.give", say("Give it another key"), (), Scope.DIALOG, lambda page: page.go_in(), none),
        Action("keys.back", say("Back to what it came with"), (), Scope.DIALOG, lambda page: page.give_back(), none),
        Action("keys.none", say("No key"), (), Scope.DIALOG, lambda page: page.give_none(), none),
    )  # fmt: skip


class KeysPage(SettingsPage):
    """Enter on an act goes to the field; once a key is heard and given, one is at the act again."""

    help = "keys#other-keys"

    def __init__(
        self, look: Look, preferences: Preferences, actions: ActionList, settings: Settings, tell: Tell
    ) -> None:
        """``actions`` are given their keys, ``settings`` keep them; ``tell`` says what came of it."""
        super().__init__(look)
        self._preferences, self._actions, self._settings, self._tell = preferences, actions, settings, tell
        self.tree = QTreeWidget()
        self._heads: list[QTreeWidgetItem] = []
        self.whose = Label("", "strong", wrap=True)
        self.field = KeyField()
        self.back = button(say("Back to what it came with"), self.give_back)
        self.none = button(say("No key"), self.give_none)
        self.all_back = button(say("All keys back to what they came with"), self._give_all_back, "link")
        self._compose()
        self._list()
        self._connect()
        offer_in(self, tell.failed, {self.tree: _key_acts()}, self)
        self.tree.setCurrentItem(next(self.lines()))

    def _compose(self) -> None:
        self.tree.setHeaderLabels([say("Act"), say("Keys")])
        self.tree.setProperty("role", "list")
        self.tree.setAccessibleName(say("Acts and their keys"))
        self.tree.setMinimumHeight(self._look.px(HIGH))
        self.tree.setUniformRowHeights(True)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        told = say(
            "Press the new key in the field. What another act has, and what desktops take, is refused with the reason. "
            "Keys with a number, such as Alt+1, stay as they are."
        )
        told_label = Label(told, "small", wrap=True)
        self.row.setSpacing(self._look.px(8))
        self.add(self.tree, 1)
        for item in (
            self.whose,
            self.field,
            Turning(self._look, self.back, self.none),
            self.all_back,
            told_label,
        ):
            self.add(item)

    def _list(self) -> None:
        bold = self._look.font(bold=True)
        for topic in Topic:
            acts = [each for each in self._actions if each.topic is topic and each.family is None]
            if not acts:
                continue
            head = QTreeWidgetItem(self.tree, [title_of(topic)])
            head.setFont(0, bold)
            self._heads.append(head)
            for action in acts:
                line = QTreeWidgetItem(head, [action.listed])
                line.setData(0, NAME, action.id)
        self.tree.expandAll()
        self.refresh()

    def _connect(self) -> None:
        self.tree.currentItemChanged.connect(self._show)
        self.tree.itemActivated.connect(lambda _item, _column: self.go_in())
        self.field.heard.connect(self._hear)

    def lines(self) -> Iterator[QTreeWidgetItem]:
        """Give the lines of all acts."""
        found = QTreeWidgetItemIterator(self.tree)
        while (item := found.value()) is not None:
            if item.data(0, NAME):
                yield item
            found += 1

    @property
    def chosen(self) -> str:
        """The id of the act that is chosen; "" on a heading."""
        item = self.tree.currentItem()
        return str(item.data(0, NAME) or "") if item is not None else ""

    def choose(self, name: str) -> None:
        """Choose an act by its id."""
        self.tree.setCurrentItem(next(line for line in self.lines() if line.data(0, NAME) == name))

    def refresh(self) -> None:
        """Show which keys stand."""
        for line in self.lines():
            line.setText(1, ", ".join(map(key_words, self._actions[line.data(0, NAME)].keys)))
        self._show()

    def _show(self) -> None:
        name = self.chosen
        for control in (self.field, self.back, self.none):
            control.setEnabled(bool(name))
        self.field.show_keys(self._actions[name].keys if name else ())
        self.whose.setText(self._actions.listed(name) if name else say("Choose an act."))
        self.field.setAccessibleName(say("New key of “{act}”", act=self.whose.text()))
        self.field.setAccessibleDescription(say("Press the key. Tab leaves without one."))

    def go_in(self) -> None:
        """Go to the field that hears the new key of the chosen act."""
        if self.chosen:
            self.field.setFocus()

    def seek(self, typed: str) -> bool:
        """Show the acts whose words or keys fit, all for ""; tells whether there are any."""
        whole = not typed or match(typed, say("Keys")) is not None
        any_shown = False
        for line in self.lines():
            shown = whole or any(match(typed, line.text(at)) is not None for at in (0, 1))
            line.setHidden(not shown)
            any_shown = any_shown or shown
        for head in self._heads:
            head.setHidden(all(line.isHidden() for line in self.lines() if line.parent() is head))
        first = next((line for line in self.lines() if not line.isHidden()), None)
        current = self.tree.currentItem()
        if first is not None and (current is None or current.isHidden()):
            self.tree.setCurrentItem(first)
        return any_shown

    # --- giving ------------------------------------------------------------------------------------

    def _hear(self, key: str) -> None:
        action = self._actions[self.chosen]
        other = self._actions.holder(action.id, key)
        why = why_not_key(action, canonical(key))
        if not why and other is not None:
            why = say(
                "It is the key of “{act}”. Give that another one first.", act=self._actions.listed(other.id)
            )
        if why:
            self._tell.failed(say("{key}: {why}", key=key_words(key), why=why))
            self.field.show_keys(action.keys)
            self.field.selectAll()
        elif self._give((key,)):
            self.tree.setFocus()

    def give_back(self) -> None:
        """Give the chosen act the keys that it came with."""
        self._give(self._actions.came_with(self.chosen))

    def give_none(self) -> None:
        """Have the chosen act by no key."""
        self._give(())

    def _give(self, keys: tuple[str, ...]) -> bool:
        """Give the chosen act these keys; tells whether it has them."""
        name = self.chosen
        before = self._actions[name].keys
        if keys == before:
            return True
        if not self._put(name, keys):
            return False
        words = self._actions.listed(name)
        self._preferences.note(say("keys of “{act}”", act=words), lambda: self._put(name, before))
        shown = ", ".join(map(key_words, keys)) or say("no key")
        self._tell.done(say("“{act}” has {keys} now.", act=words, keys=shown))
        return True

    def _put(self, name: str, keys: tuple[str, ...]) -> bool:
        for key in keys:
            if (other := self._actions.holder(name, key)) is not None:
                words = self._actions.listed(other.id)
                why = say("It is the key of “{act}”. Give that another one first.", act=words)
                self._tell.failed(say("{key}: {why}", key=key_words(key), why=why))
                return False
        self._actions.give(name, keys)
        self._settings.put(KEYS, self._actions.chosen)
        self.refresh()
        return True

    def _give_all_back(self) -> None:
        before = self._actions.chosen
        if not before:
            self._tell.done(say("All keys are those that acts came with."))
            return
        self._take(())
        self._preferences.note(say("all keys"), lambda: self._take(tuple(before.items())))
        self._tell.done(say("All keys are those that acts came with. Ctrl+Z takes it back."))

    def _take(self, chosen: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
        self._actions.choose_keys(dict(chosen))
        self._settings.put(KEYS, self._actions.chosen)
        self.refresh()
