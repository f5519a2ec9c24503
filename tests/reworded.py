"""Every sentence of the program said otherwise, at once: what still works then hangs on no sentence."""

from __future__ import annotations

import hashlib
import re
from gettext import NullTranslations

import pytest

from reviewer.desk.words import language

OPENS, CLOSES = "⟦", "⟧"
LONGER = 0.4
"""How much longer than English other languages are: what a translation of a short text is to be reckoned with."""


class Otherwise(NullTranslations):
    """A language in which each sentence is another, and none holds a word of the English one."""

    def gettext(self, message: str) -> str:
        """The same for the same sentence, and without its values."""
        if "%1" in message:  # Qt's own, which it fills in itself
            return message
        return f"¤{hashlib.sha256(message.encode()).hexdigest()[:6]}."

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """One form for all numbers."""
        del msgid2, n
        return self.gettext(msgid1)

    def pgettext(self, context: str, message: str) -> str:
        """The same word said otherwise for each meaning."""
        return self.gettext(f"{context}|{message}")


class Longer(NullTranslations):
    """A language that can be read by who reads English, marked and longer; it keeps what it was asked for in ``asked``."""

    def __init__(self) -> None:
        """Have been asked for nothing yet."""
        super().__init__()
        self.asked: set[str] = set()

    def gettext(self, message: str) -> str:
        """The text between marks, longer by two fifths in as many words as it has itself."""
        self.asked.add(message)
        return longer(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The two forms of English."""
        self.asked.add(msgid1)
        return longer(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """The word, whatever it means."""
        del context
        return self.gettext(message)


class FromTheRight(NullTranslations):
    """A language that is written from the right: English in Hebrew letters, by its catalogue alone."""

    def gettext(self, message: str) -> str:
        """The text, letter by letter; what is filled in later stays as it is."""
        if message == "QT_LAYOUT_DIRECTION":
            return "RTL"
        parts = _PLACES.split(message)
        return "".join(part if at % 2 else part.translate(_HEBREW) for at, part in enumerate(parts))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The two forms of English."""
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """The word, whatever it means."""
        del context
        return self.gettext(message)


_PLACES = re.compile(r"(\{[^}]*\}|%\d|&amp;|<[^>]*>|&(?=\w))")
_HEBREW = {
    ord(letter): "אבגדהוזחטיכלמנסעפצקרשתךםןף"[at]
    for letters in ("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for at, letter in enumerate(letters)
}


def longer(text: str) -> str:
    """Return a text between marks and with two fifths more letters, in words of their own where the text has several."""
    more = max(1, round(len(text) * LONGER))
    pad = "y" * more if " " not in text else " " + " ".join(["yyyy"] * max(1, more // 5))
    return f"{OPENS}{text}{pad}{CLOSES}"


def speak(monkeypatch: pytest.MonkeyPatch, catalogue: NullTranslations) -> None:
    """Say everything by a catalogue from now on, in the window too where it is made after this."""
    monkeypatch.setattr(language, "_catalogue", lambda: catalogue)


def reword(monkeypatch: pytest.MonkeyPatch) -> None:
    """Say everything otherwise from now on."""
    speak(monkeypatch, Otherwise())
