"""The section "Keys": acts by topic, and one field that hears the new key of the chosen act."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QTreeWidgetItemIterator

from reviewer.desk.settings import KEYS
from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action, Scope, Topic
from reviewer.ui.actions.keys import canonical
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.actions.matching import match
from reviewer.ui.actions.offering import offer_in
from reviewer.ui.actions.topics import title_of
from reviewer.ui.preferences.change_line import Tell
from reviewer.ui.preferences.in_force import Preferences
from reviewer.ui.preferences.key_field import KeyField
from reviewer.ui.preferences.key_lines import KeyLine, Keys, key_lines_of
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
        self._lines: dict[str, KeyLine] = {}
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
        explanation = say(
            "Press the new key in the field. What another act has, and what desktops take, is refused with the reason. "
            "Acts by number have one line: what is held with the number is chosen for all of them."
        )
        told_label = Label(explanation, "small", wrap=True)
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
            lines = key_lines_of(self._actions, topic)
            if not lines:
                continue
            head = QTreeWidgetItem(self.tree, [title_of(topic)])
            head.setFont(0, bold)
            self._heads.append(head)
            for line in lines:
                item = QTreeWidgetItem(head, [line.words(self._actions)])
                item.setData(0, NAME, line.names[0])
                self._lines[line.names[0]] = line
        self.tree.expandAll()
        self.refresh()

    def _connect(self) -> None:
        self.tree.currentItemChanged.connect(self._show)
        self.tree.itemActivated.connect(lambda _item, _column: self.go_in())
        self.field.heard.connect(self._hear)

    def lines(self) -> Iterator[QTreeWidgetItem]:
        """Give the lines of all acts."""
        items = QTreeWidgetItemIterator(self.tree)
        while (item := items.value()) is not None:
            if item.data(0, NAME):
                yield item
            items += 1

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
            line.setText(1, ", ".join(self._lines[line.data(0, NAME)].keys(self._actions)))
        self._show()

    def _show(self) -> None:
        name = self.chosen
        for control in (self.field, self.back, self.none):
            control.setEnabled(bool(name))
        line = self._lines.get(name)
        self.field.show_keys(line.keys(self._actions) if line is not None else ())
        self.whose.setText(line.words(self._actions) if line is not None else say("Choose an act."))
        self.field.setAccessibleName(say("New key of “{act}”", act=self.whose.text()))
        numbered = line is not None and line.family is not None
        self.field.setAccessibleDescription(
            say("Press it with any number. Tab leaves without one.")
            if numbered
            else say("Press the key. Tab leaves without one.")
        )

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
        line = self._lines[self.chosen]
        wanted = line.wanted(canonical(key))
        why = line.why_not(wanted, self._actions) if not isinstance(wanted, str) else wanted
        if why or isinstance(wanted, str):
            self._tell.failed(why)
            self.field.show_keys(line.keys(self._actions))
            self.field.selectAll()
        elif self._give(wanted):
            self.tree.setFocus()

    def give_back(self) -> None:
        """Give the chosen acts the keys that they came with."""
        self._give(self._lines[self.chosen].came_with(self._actions))

    def give_none(self) -> None:
        """Have the chosen acts by no key."""
        self._give(dict.fromkeys(self._lines[self.chosen].names, ()))

    def _give(self, keys: Keys) -> bool:
        """Give the chosen acts these keys; tells whether they have them."""
        line = self._lines[self.chosen]
        before = {name: self._actions[name].keys for name in keys}
        if keys == before:
            return True
        if not self._put(line, keys):
            return False
        words = line.words(self._actions)
        self._preferences.note(say("keys of “{act}”", act=words), lambda: self._put(line, before))
        shown = ", ".join(line.keys(self._actions)) or say("no key")
        self._tell.done(say("“{act}” has {keys} now.", act=words, keys=shown))
        return True

    def _put(self, line: KeyLine, keys: Keys) -> bool:
        if why := line.why_not(keys, self._actions):
            self._tell.failed(why)
            return False
        self._actions.give(keys)
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
