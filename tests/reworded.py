"""Every sentence of the program said otherwise, at once: what still works then hangs on no sentence."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from gettext import NullTranslations, textdomain
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

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


MADE_UP = "eo"
"""A language that no system here has a catalogue for: the environment asks for it."""


@lru_cache(maxsize=1)
def _made_up_catalogue(root: Path) -> bytes:
    """All that translators are given, and nothing else, said otherwise; as gettext reads it."""
    otherwise, catalogue = Otherwise(), Catalog(locale=MADE_UP, domain="reviewer")
    with (root / "resources/locale/reviewer.pot").open("rb") as opened:
        texts = [each for each in read_po(opened) if each.id]
    for each in texts:
        first = each.id if isinstance(each.id, str) else each.id[0]
        said = otherwise.pgettext(each.context, first) if each.context else otherwise.gettext(first)
        forms = said if isinstance(each.id, str) else (said,) * catalogue.num_plurals
        catalogue.add(each.id, forms, context=each.context)
    made = io.BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


@contextmanager
def made_up_language(root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speak a language without English, from a catalogue file in a folder: libraries too, which ask gettext itself."""
    (folder / MADE_UP / "LC_MESSAGES").mkdir(parents=True)
    (folder / MADE_UP / "LC_MESSAGES/reviewer.mo").write_bytes(_made_up_catalogue(root))
    with monkeypatch.context() as patched:
        patched.setattr(language, "_folder", lambda: folder)
        patched.setenv("LANGUAGE", MADE_UP)
        language._catalogue.cache_clear()  # noqa: SLF001 - what a process of its own begins with
        yield
    language._catalogue.cache_clear()  # noqa: SLF001
    textdomain("messages")
