"""Keys: which act a key press means, and what a key is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from reviewer.desk.words.language import say


@cache
def canonical(key: str) -> str:
    """Return the one way in which a key is written, whichever way it was given; ValueError if it is no key."""
    sequence = QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
    if not sequence:
        raise ValueError(f"{key!r} is no key")
    return sequence.replace("Enter", "Return")


def pressed(event: QKeyEvent) -> str:
    """Return the key of an event as ``canonical`` writes it; the keypad's is the same as any other."""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    sequence = QKeySequence(QKeyCombination(plain, Qt.Key(event.key())))
    return sequence.toString(QKeySequence.SequenceFormat.PortableText).replace("Enter", "Return")


def key_words(key: str, form: QKeySequence.SequenceFormat = QKeySequence.SequenceFormat.NativeText) -> str:
    """Return what a key is called: as it stands on the keyboard ("Enter", "Page Down")."""
    words = QKeySequence(key).toString(form)
    names = {"Return": say("Enter"), "PgDown": say("Page Down"), "PgUp": say("Page Up"),
             "Del": say("Delete"), "Esc": say("Escape"), "Ins": say("Insert")}  # fmt: skip
    *held, last = words.split("+") if not words.endswith("+") else (*words[:-2].split("+"), "+")
    return "+".join((*held, names.get(last, last)))


def pointing(key: str) -> str:
    """Return the key of an act that leads back or forth, for the window that is made now: "Alt+Left" is given as read from the left.

    Where one reads from the right, back is to the right, as in browsers: Left and Right change places.
    """
    if QGuiApplication.layoutDirection() is not Qt.LayoutDirection.RightToLeft:
        return key
    held, plus, last = key.rpartition("+")
    return held + plus + {"Left": "Right", "Right": "Left"}.get(last, last)


def _on_keypad(key: str) -> str:
    """Return a key as the keypad gives it, which has an Enter of its own."""
    return "Enter".join(key.rsplit("Return", 1))


class Shortcuts:
    """The keys that are heard everywhere in the window: one shortcut for each, whatever it means just now."""

    def __init__(self, home: QWidget, press: Callable[[str], object]) -> None:
        """``press`` is told which key it was."""
        self._home = home
        self._press = press
        self._heard: dict[str, QShortcut] = {}

    def hear(self, keys: Iterable[str]) -> None:
        """Hear these keys and no others."""
        wanted = set(keys)
        for key in self._heard.keys() - wanted:
            gone = self._heard.pop(key)
            gone.setEnabled(False)
            gone.deleteLater()
        for key in wanted - self._heard.keys():
            shortcut = QShortcut(self._home)
            shortcut.setKeys([QKeySequence(each) for each in dict.fromkeys((key, _on_keypad(key)))])
            # What is kept by Enter is kept once a press: who holds it has not looked at all that would follow.
            shortcut.setAutoRepeat(not key.endswith("Return"))
            shortcut.activated.connect(lambda key=key: self._press(key))
            self._heard[key] = shortcut
