"""The dialog of preferences: sections, rows that act at once, and a field that finds a setting."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Scope
from reviewer.ui.actions.faces import with_key
from reviewer.ui.actions.listener import hear_menu_keys, listen
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.drop_down import DropDown
from reviewer.ui.help.lookup import hear_help
from reviewer.ui.look import Look
from reviewer.ui.preferences.change_line import Tell
from reviewer.ui.preferences.in_force import Preferences
from reviewer.ui.preferences.preference import Section
from reviewer.ui.preferences.rows import Field, SettingsPage
from reviewer.ui.preferences.sections import section_words
from reviewer.ui.widgets import Box, Label, Silence, button, scroller

WIDTH, HEIGHT, MARGIN, SIDE = 880, 600, 40, 190
TWO = 760
"""From which width on the sections stand beside the rows, in pixels at 100%."""


class PreferencesDialog(QDialog):
    """Has no OK: what is chosen is shown and kept at once. Escape closes it; in the field that finds, it empties that first."""

    help = "preferences"

    def __init__(self, look: Look, preferences: Preferences, actions: ActionList, parent: QWidget) -> None:
        """``actions`` has its keys while it is open; ``fill`` gives it what it shows."""
        super().__init__(parent)
        self._window = parent
        self._look, self._preferences, self._actions = look, preferences, actions
        self._pages: Mapping[Section, SettingsPage] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("Preferences"))
        self.finder = Field()
        self.sections = QListWidget()
        self.chosen = DropDown()
        self.stack = QStackedWidget()
        self.nothing = Label(say("No setting is called so."), "muted", wrap=True)
        self.news = Tell(say("Changes show at once, and are kept. Ctrl+Z takes the last one back."))
        self.done_button = button(say("Done"), self.accept, "primary")
        self._compose()
        self._connect()
        preferences.begin()

    def _compose(self) -> None:
        self.finder.setPlaceholderText(with_key(self._actions, "preferences.find", say("Find a setting")))
        self.finder.setAccessibleName(say("Find a setting"))
        self.sections.setProperty("role", "sections")
        for control in (self.sections, self.chosen):
            control.setAccessibleName(say("Sections"))
        head = Box(self._look, across=True, margins=(24, 12, 24, 12), gap=16, role="bar")
        head.add(Label(say("Preferences"), "heading"), 1)
        head.add(self.finder, 1)
        self.nothing.setContentsMargins(24, 24, 24, 24)
        right = Box(self._look, gap=0, role="surface")
        right.add(self.stack, 1)
        right.add(self.nothing, 1)
        self.nothing.hide()
        self._middle = Box(self._look, across=True, gap=0, role="surface")
        self._middle.add(self.sections)
        self._middle.add(self.chosen)
        self._middle.add(right, 1)
        self._foot = Box(self._look, across=True, margins=(24, 8, 24, 8), gap=12, role="foot")
        self.back = button(say("Back to what came with the program"), self._back_to_standard, "link")
        for item, stretch in ((self.news, 1), (self.back, 0), (self.done_button, 0)):
            self._foot.add(item, stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self._middle, 1)
        layout.addWidget(self._foot)

    def _connect(self) -> None:
        self.finder.textChanged.connect(self._seek)
        self.finder.installEventFilter(self)
        self.sections.currentRowChanged.connect(self._go)
        self.chosen.currentIndexChanged.connect(self._go)
        self._preferences.changed.connect(self._refresh)
        self._look.changed.connect(self._fit_soon)
        listen(self._actions, self, Scope.PREFERENCES)
        self.finished.connect(self._let_go)
        hear_help(self)
        hear_menu_keys(self)

    def fill(self, pages: Mapping[Section, SettingsPage], first: Section | None = None) -> None:
        """Show these pages by their sections: go into one, or begin in the list of them."""
        self._pages = pages
        with Silence(self.sections, self.chosen):
            for section, page in pages.items():
                self.sections.addItem(section_words(section))
                self.chosen.addItem(section_words(section))
                area = scroller(role="surface")
                self.stack.addWidget(area)
                # In its place: put elsewhere with what is in it, all of that is dressed anew.
                area.setWidget(page)
        self._fit()
        if first is not None:
            self.show_section(first)
        else:
            self._go(list(pages).index(Section.LOOK))
            (self.chosen if self.sections.isHidden() else self.sections).setFocus()

    def show_section(self, section: Section) -> None:
        """Go to a section, with the focus in its first control."""
        self._go(list(self._pages).index(section))
        self._go_in()

    @property
    def section(self) -> Section:
        """The section that is shown."""
        return list(self._pages)[self.stack.currentIndex()]

    def page(self, section: Section) -> SettingsPage:
        """Return the rows of a section."""
        return self._pages[section]

    def _go(self, at: int) -> None:
        if at < 0:
            return
        with Silence(self.sections, self.chosen):
            self.sections.setCurrentRow(at)
            self.chosen.setCurrentIndex(at)
        self.stack.setCurrentIndex(at)

    # --- finding -----------------------------------------------------------------------------------

    def _seek(self, typed: str) -> None:
        typed = typed.strip()
        shown = [page.seek(typed) for page in self._pages.values()]
        for at, there in enumerate(shown):
            item = self.sections.item(at)
            item.setHidden(not there)
        if any(shown) and not shown[self.stack.currentIndex()]:
            self._go(shown.index(True))
        self.stack.setVisible(any(shown))
        self.nothing.setVisible(not any(shown))
        names = [section_words(section) for section, there in zip(self._pages, shown, strict=True) if there]
        self.finder.setAccessibleDescription(", ".join(names) if any(shown) else self.nothing.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Empty the field by Escape, and go from it to what it found by Down."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.finder.text():
                self.finder.clear()
                return True
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._go_in()
                return True
        return super().eventFilter(watched, event)

    def _go_in(self) -> None:
        """Go to the first control of the page that is shown."""
        page = self._pages[self.section]
        controls = (
            each for each in page.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        )
        there = [each for each in controls if each.isVisibleTo(page) and each.isEnabled()]
        group = there[0].group() if there and isinstance(there[0], QRadioButton) else None
        first = group.checkedButton() if group is not None else next(iter(there), None)
        if first is not None:
            first.setFocus()

    # --- changing ----------------------------------------------------------------------------------

    def take_back(self) -> None:
        """Take the last change back, and say which it was."""
        words = self._preferences.take_back()
        self._refresh()
        nothing = say("Nothing was changed here yet.")
        self.news.done(say("Taken back: {setting}.", setting=words) if words else nothing)

    def _back_to_standard(self) -> None:
        self._preferences.back_to_standard()
        self.news.done(
            say("Text size, theme, page colours and language are as they came. Ctrl+Z takes it back.")
        )

    def _refresh(self) -> None:
        for page in self._pages.values():
            page.refresh()

    def _let_go(self) -> None:
        self._actions.drop(self)

    # --- its size ----------------------------------------------------------------------------------

    def _fit_soon(self) -> None:
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """Be as large as the text asks for, never larger than the window."""
        px, edge = self._look.px, QSize(MARGIN, MARGIN)
        largest = self._window.size().boundedTo(self.screen().availableGeometry().size()) - edge
        self.resize(QSize(px(WIDTH), px(HEIGHT)).boundedTo(largest))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        two = self.width() >= self._look.px(TWO)
        had = self.sections.hasFocus() or self.chosen.hasFocus()
        self.sections.setFixedWidth(self._look.px(SIDE))
        self.sections.setVisible(two)
        self.chosen.setVisible(not two)
        ways = (self._middle.row.Direction.LeftToRight, self._middle.row.Direction.TopToBottom)
        for box in (self._middle, self._foot):  # else the line of news has the width of a word
            box.row.setDirection(ways[0] if two else ways[1])
        if had:
            (self.sections if two else self.chosen).setFocus()
