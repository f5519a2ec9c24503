"""The window of the guide: pages at the left, or what a search found in them; the page at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from reviewer.desk.guide import Guide
from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.language import say
from reviewer.errors import ReviewerError
from reviewer.ui.actions.action import Scope
from reviewer.ui.actions.faces import button_of, with_key
from reviewer.ui.actions.listener import hear_menu_keys, listen
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.actions.offering import offer_on_rows
from reviewer.ui.help.actions import guide_actions
from reviewer.ui.help.guide_text import GuideText
from reviewer.ui.help.lookup import hear_help
from reviewer.ui.look import Look
from reviewer.ui.versions.sentence_list import SentenceList
from reviewer.ui.widgets import ENTER, Box, Label

WIDTH, HEIGHT, LIST, NARROW = 980, 680, 280, 760
TOPIC = Qt.ItemDataRole.UserRole
FIELD_KEYS = frozenset({Qt.Key.Key_Down, *ENTER})


class SearchLine(QLineEdit):
    """Looks for words as one types; Down and Enter go to what was found."""

    def __init__(self, window: GuideWindow) -> None:
        """``window`` shows what is found."""
        super().__init__()
        self._of = window

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in FIELD_KEYS:
            self._of.go_to_list(enter=event.key() in ENTER)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class GuideWindow(QDialog):
    """Stands beside the work and does not hold it up; Escape closes it."""

    help = "README#help"

    def __init__(self, look: Look, guide: Guide, actions: ActionList, parent: QWidget) -> None:
        """Show no page yet."""
        super().__init__(parent)
        self._look, self._guide, self._actions = look, guide, actions
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("Guide"))
        self.text = GuideText(look, guide)
        self.field = SearchLine(self)
        self.list = SentenceList(look, say("Pages of the guide"))
        self.count = Label("", "small")
        actions.drop(self)
        actions.add(self, guide_actions())
        offer_on_rows(actions, self.list, ("guide.open", "", "guide.back", "guide.forward", "guide.search"))
        self._compose()
        self._connect()
        self._read_on = QTimer(self)
        self._read_on.timeout.connect(self._read_one)
        self._find("")
        listen(actions, self, Scope.GUIDE)
        hear_help(self)
        hear_menu_keys(self)

    def _compose(self) -> None:
        self.back = button_of(self._actions, "guide.back")
        self.forward = button_of(self._actions, "guide.forward")
        self.field.setPlaceholderText(with_key(self._actions, "guide.search", say("Search the guide")))
        self.field.setAccessibleName(say("Search the guide"))
        head = Box(self._look, self.back, self.forward, across=True, margins=(16, 8, 16, 8), role="bar")
        head.add(self.field, 1)
        head.add(self.count)
        self._parts = QSplitter(Qt.Orientation.Horizontal)
        self._parts.setChildrenCollapsible(False)
        self._parts.addWidget(self.list)
        self._parts.addWidget(self.text)
        self._parts.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self._parts, 1)
        screen_area = self.screen().availableGeometry()
        self.resize(
            min(self._look.px(WIDTH), screen_area.width() - 40),
            min(self._look.px(HEIGHT), screen_area.height() - 60),
        )

    def _connect(self) -> None:
        self.field.textChanged.connect(self._find)
        self.list.itemActivated.connect(self._open)
        self.list.itemClicked.connect(self._open)
        self.text.sourceChanged.connect(lambda address: self._mark(address.path()))
        self.text.historyChanged.connect(self._actions.look_again)
        self.text.failed.connect(self.count.setText)
        self._look.changed.connect(self.text.wear)

    # --- what is asked for ---------------------------------------------------------------------------

    def go(self, topic: str) -> None:
        """Show a page, at a heading of it, and read there."""
        self.text.go(topic)
        self.raise_()
        self.activateWindow()
        self.text.setFocus()
        self._read_on.start(0)

    @property
    def can_go_back(self) -> bool:
        """Whether a page was shown before this one."""
        return self.text.isBackwardAvailable()

    @property
    def can_go_forward(self) -> bool:
        """Whether one came back from a page."""
        return self.text.isForwardAvailable()

    def go_back(self) -> None:
        """Show the page before."""
        self.text.backward()

    def go_forward(self) -> None:
        """Show the page that one came back from."""
        self.text.forward()

    @property
    def can_open(self) -> bool:
        """Whether one is at a page, or at what was found in one."""
        return self.list.currentItem() is not None

    def open_chosen(self) -> None:
        """Show the page that one is at in the list, or the place in it."""
        if (item := self.list.currentItem()) is not None:
            self._open(item)

    def search(self) -> None:
        """Go to the field in which words are looked for."""
        self.field.setFocus()
        self.field.selectAll()

    def go_to_list(self, *, enter: bool) -> None:
        """Go from the field to the list; with ``enter`` on to the first page or place in it."""
        if self.list.count() == 0:
            return
        if enter:
            self._open(self.list.item(max(self.list.currentRow(), 0)))
        else:
            self.list.setFocus()
            self.list.setCurrentRow(max(self.list.currentRow(), 0))

    # --- what is shown -------------------------------------------------------------------------------

    def _find(self, words: str) -> None:
        """List what has the words; all pages while nothing is typed."""
        try:
            lines = self._hits(words) if words.strip() else self._pages()
        except ReviewerError as error:
            lines, message = [], str(error)
        else:
            count_words = counted(Noun.HIT, len(lines))
            none = say("No page has all of these words.")
            message = "" if not words.strip() else count_words if lines else none
        self.list.clear()
        for line, topic in lines:
            item = QListWidgetItem(line)
            item.setData(TOPIC, topic)
            self.list.addItem(item)
        self.count.setText(message)
        self.field.setAccessibleDescription(message)
        self.list.setAccessibleName(
            say("What was found in the guide") if words.strip() else say("Pages of the guide")
        )
        self._mark(self.text.source().path())

    def _pages(self) -> list[tuple[str, str]]:
        return [(title, name) for name, title in self._guide.titles.items()]

    def _hits(self, words: str) -> list[tuple[str, str]]:
        return [
            ("\n".join(filter(None, (self._heading(hit.page_title, hit.section.title), hit.line))), hit.topic)
            for hit in self._guide.find(words)
        ]

    @staticmethod
    def _heading(page: str, section: str) -> str:
        return page if section == page else f"{page} › {section}"

    def _mark(self, path: str) -> None:
        """Mark the page that is shown in the list of pages."""
        if self.field.text().strip():
            return
        page = path.removesuffix(".md")
        names = [self.list.item(row).data(TOPIC) for row in range(self.list.count())]
        if page in names:
            self.list.setCurrentRow(names.index(page))

    def _open(self, item: QListWidgetItem) -> None:
        self.text.go(str(item.data(TOPIC)))
        self.text.setFocus()

    def _read_one(self) -> None:
        """Read a page that was not read yet, while nothing else is to be done: a search then has not to wait for it."""
        try:
            more = self._guide.read_on()
        except ReviewerError:
            more = False
        if not more:
            self._read_on.stop()

    # --- the window ----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < self._look.px(NARROW)
        way = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._parts.orientation() != way or not self._parts.sizes()[0]:
            self._parts.setOrientation(way)
        whole = self._parts.height() if narrow else self._parts.width()
        side = min(self._look.px(LIST), whole // 4 if narrow else whole // 3)
        self._parts.setSizes([side, whole - side])

    def done(self, result: int) -> None:
        """Let go of the acts: another window may have them then."""
        self._actions.drop(self)
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._actions.drop(self)
        super().closeEvent(event)
