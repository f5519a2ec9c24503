"""Every act as a menu entry with its key, so that nothing needs a mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from reviewer.ui.document.doing import place_keys
from reviewer.ui.screen import ScreenKind, with_keys


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a menu. ``act`` names what the window is told; ``needs_desk`` greys it out without one."""

    menu: str
    text: str
    act: str
    keys: str = ""
    needs_desk: bool = True


def _say(text: str) -> str:
    return QCoreApplication.translate("menus", text)


def entries(screens: Sequence[ScreenKind]) -> tuple[Entry | None, ...]:
    """Return all entries in order, among them one for each screen; None is a line between two groups."""
    file, edit, view = _say("&File"), _say("&Edit"), _say("&View")
    review, letter, share, help_ = _say("&Review"), _say("&Letter"), _say("&Share"), _say("&Help")
    return (
        Entry(file, _say("&New from a case folder…"), "new", "Ctrl+N", needs_desk=False),
        Entry(file, _say("&Open a casebook…"), "open", "Ctrl+Shift+O", needs_desk=False),
        Entry(file, _say("&Join a share…"), "join", needs_desk=False),
        Entry(file, _say("Open the &sample"), "sample", needs_desk=False),
        None,
        Entry(file, _say("&Receive documents…"), "receive", "Ctrl+O"),
        Entry(file, _say("Receive from &many…"), "receive_many", "Ctrl+Shift+M"),
        Entry(file, _say("Read scanned pa&ges"), "recognise"),
        Entry(file, _say("&Include or leave out the document…"), "include", "Ctrl+I"),
        Entry(file, _say("Compare with an earlier &version…"), "compare", "Ctrl+Shift+V"),
        None,
        Entry(file, _say("Chec&k the casebook"), "check"),
        Entry(file, _say("&Close the casebook"), "close", "Ctrl+W"),
        Entry(file, _say("&Quit"), "quit", "Ctrl+Q", needs_desk=False),
        Entry(edit, _say("&Undo"), "undo", "Ctrl+Z"),
        Entry(edit, _say("&Redo"), "redo", "Ctrl+Shift+Z"),
        Entry(edit, _say("Search all &documents"), "search", "Ctrl+Shift+F"),
        *(Entry(view, kind.menu(), kind.id, keys) for kind, keys in with_keys(screens)),
        None,
        Entry(view, _say("&Back to where you were"), "back", "Ctrl+["),
        Entry(view, _say("&Forward again"), "forward", "Ctrl+]"),
        None,
        Entry(view, _say("Next p&ane"), "next_pane", "F6"),
        Entry(view, _say("Previous pan&e"), "previous_pane", "Shift+F6"),
        Entry(view, _say("&Next in the list"), "next_body", "Ctrl+Alt+Down"),
        Entry(view, _say("&Previous in the list"), "previous_body", "Ctrl+Alt+Up"),
        Entry(view, _say("Ne&xt document"), "next_document", "Ctrl+PgDown"),
        Entry(view, _say("Pre&vious document"), "previous_document", "Ctrl+PgUp"),
        Entry(review, _say("Make the selection &evidence…"), "tie", "Ctrl+K"),
        Entry(review, _say("Make the selection evidence a&gainst…"), "tie_against", "Ctrl+Shift+K"),
        Entry(review, _say("&What is left"), "left", "Ctrl+L"),
        Entry(review, _say("&Save the verdict"), "save", "Ctrl+Return"),
        Entry(review, _say("&Find the criterion's terms"), "terms", "Ctrl+Shift+E"),
        Entry(review, _say("Search for its &absence"), "absence", "Ctrl+Shift+A"),
        Entry(letter, _say("P&review"), "letter"),
        Entry(letter, _say("&Edit the paragraph…"), "edit_paragraph"),
        Entry(letter, _say("Add a &paragraph…"), "add_paragraph", "Ctrl+Shift+P"),
        Entry(letter, _say("&Category…"), "category", "Ctrl+Shift+C"),
        Entry(letter, _say("&Sign…"), "sign", "Ctrl+Shift+S"),
        Entry(letter, _say("E&xport the draft…"), "export", "Ctrl+E"),
        Entry(letter, _say("Write &all letters…"), "export_all"),
        Entry(letter, _say("&Verify signed letters…"), "verify"),
        None,
        Entry(letter, _say("Export the &overview…"), "export_overview"),
        Entry(share, _say("&Sync"), "sync", "Ctrl+Shift+Y"),
        Entry(share, _say("Sync with another &folder…"), "choose_share"),
        Entry(help_, _say("&Keyboard"), "keyboard", "F1", needs_desk=False),
        Entry(help_, _say("&About Reviewer"), "about", needs_desk=False),
    )


def more_keys() -> tuple[tuple[str, str], ...]:
    """Return keys that belong to a place rather than to a menu: (keys, what they do)."""
    return (
        ("1 … 9", _say("With text selected: make it evidence for that criterion; else open its card")),
        ("Alt+1 … 9", _say("Choose a finding of the open card, or a category beside the letter")),
        ("Ctrl+Enter", _say("Save the verdict from the reason; in the intake, receive what is chosen")),
        ("Enter, Delete", _say("In the intake: choose a body for the row, leave the row out")),
        ("Delete", _say("Untie the passage in focus")),
        ("N", _say("Note on the passage in focus")),
        ("C", _say("Turn the passage in focus: it supports or contradicts")),
        ("Down, Enter", _say("From the search over all documents to what it found; Up goes back to it")),
        ("Y", _say("Confirm the passage in focus whose words read differently now: it is this")),
        ("F2", _say("Edit the paragraph of the letter; Up and Down go from one to the next")),
        ("Alt+Down, Alt+Up", _say("Next and previous change, where two versions are compared")),
        ("Ctrl+F, F3", _say("Find in the document, next place")),
        ("Ctrl+G", _say("Go to a page")),
        ("Ctrl++, Ctrl+-", _say("Zoom the document")),
        ("Ctrl+T", _say("Pages as text")),
        *place_keys(),
        ("Escape", _say("Close a message, the results or the find bar")),
    )


class Menus:
    """The menu bar of a window."""

    def __init__(
        self, window: QMainWindow, acts: Mapping[str, Callable[[], object]], screens: Sequence[ScreenKind]
    ) -> None:
        """``acts`` are called by name; View has an entry for each of the ``screens``."""
        self._entries = entries(screens)
        self._window = window
        self._menus: dict[str, QMenu] = {}
        self.actions: dict[str, QAction] = {}
        self._needing: list[QAction] = []
        last = ""
        for entry in self._entries:
            if entry is None:
                self._menus[last].addSeparator()
            else:
                last = entry.menu
                self._add(entry, acts[entry.act])

    def _add(self, entry: Entry, act: Callable[[], object]) -> None:
        menu = self.menu(entry.menu)
        action = QAction(entry.text, self._window)
        if entry.keys:
            action.setShortcut(QKeySequence(entry.keys))
        action.triggered.connect(lambda _checked=False: act())
        menu.addAction(action)
        self.actions.setdefault(entry.act, action)
        if entry.needs_desk:
            self._needing.append(action)

    def menu(self, title: str) -> QMenu:
        """Return the menu with this title, made at its first use."""
        if title not in self._menus:
            self._menus[title] = self._window.menuBar().addMenu(title)
        return self._menus[title]

    def add_to_view(self, menu: QMenu) -> None:
        """Put another's menu into View, until whoever it belongs to is gone."""
        self.menu(_say("&View")).addMenu(menu)

    def allow(self, *, desk: bool) -> None:
        """Grey out what needs a casebook while there is none."""
        for action in self._needing:
            action.setEnabled(desk)

    def name_undo(self, undo: str | None, redo: str | None) -> None:
        """Say in the menu what would be taken back or done again."""
        for act, text, what in (("undo", _say("&Undo"), undo), ("redo", _say("&Redo"), redo)):
            self.actions[act].setText(f"{text}: {what}" if what else text)

    def keyboard(self) -> Iterator[tuple[str, str]]:
        """Give every key and what it does."""
        for entry in self._entries:
            if entry is not None and entry.keys:
                yield QKeySequence(entry.keys).toString(), entry.text.replace("&", "").rstrip("…")
        yield from more_keys()
