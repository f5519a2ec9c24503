"""What can be done to the view, as actions with keys: for the bar's menu, the window's, and the list of keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

_PAGES_ONLY = frozenset({"fit_page", "two", "turn_right", "turn_left", "night"})
_TICKED = frozenset({"two", "night", "strip", "also", "drawn"})


def _say(text: str) -> str:
    return QCoreApplication.translate("doing", text)


def doings() -> tuple[tuple[str, str, str], ...]:
    """Return name, words and keys of everything that can be done to the view; an empty name divides groups."""
    return (
        ("back", _say("Back"), "Alt+Left"),
        ("forward", _say("Forward"), "Alt+Right"),
        ("", "", ""),
        ("fit_width", _say("Fit the width"), "Ctrl+0"),
        ("fit_page", _say("Fit the page"), "Ctrl+9"),
        ("two", _say("Two pages side by side"), "Ctrl+8"),
        ("turn_right", _say("Turn right"), "Ctrl+R"),
        ("turn_left", _say("Turn left"), "Ctrl+Shift+R"),
        ("", "", ""),
        ("night", _say("Night reading"), "Ctrl+Shift+D"),
        ("strip", _say("Pages, parts and outline"), "F9"),
        ("also", _say("What else is in this file"), "F4"),
        ("", "", ""),
        ("drawn", _say("Pages drawn by LibreOffice"), "Ctrl+Shift+T"),
    )


def place_keys() -> tuple[tuple[str, str], ...]:
    """Return the keys that belong to the document itself: (keys, what they do); for Help, Keyboard."""
    return (
        *((keys, words) for name, words, keys in doings() if name),
        ("F7", _say("Put the caret on the page, or take it away")),
        ("F8", _say("Widen the selection: word, line, block, page")),
        ("F5", _say("Draw the page again")),
        (_say("Menu key, Shift+F10"), _say("What can be done with the selection")),
    )


class Doings:
    """The actions of one pane, by name."""

    def __init__(self, pane: QWidget, acts: Mapping[str, Callable[[], object]]) -> None:
        """``acts`` are called by name; the actions' keys work in the whole window of ``pane``."""
        self.actions: dict[str, QAction] = {}
        self.menu = QMenu(_say("D&ocument"), pane)
        for name, words, keys in doings():
            if not name:
                self.menu.addSeparator()
                continue
            action = QAction(words, pane)
            action.setShortcut(QKeySequence(keys))
            action.setCheckable(name in _TICKED)
            # Whoever listens may switch a tick over without triggering what stands beside it.
            happened = action.toggled if name in _TICKED else action.triggered
            happened.connect(lambda _on=False, act=acts[name]: act())
            pane.addAction(action)
            self.menu.addAction(action)
            self.actions[name] = action

    def allow(
        self, *, document: bool, pages: bool, notes: bool, drawn: bool, back: bool, forward: bool
    ) -> None:
        """Grey out what makes no sense now."""
        for name, action in self.actions.items():
            action.setEnabled(pages if name in _PAGES_ONLY else document)
        self.actions["also"].setEnabled(notes)
        self.actions["drawn"].setEnabled(drawn)
        self.actions["back"].setEnabled(back)
        self.actions["forward"].setEnabled(forward)

    def ticked(self, name: str) -> bool:
        """Tell whether something is switched on."""
        return self.actions[name].isChecked()
