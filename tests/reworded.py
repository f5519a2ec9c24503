"""Every sentence of the words room said otherwise, at once: what still works then hangs on no sentence."""

from __future__ import annotations

import hashlib
from gettext import NullTranslations

import pytest

from reviewer.desk.words import language


class Otherwise(NullTranslations):
    """A language in which each sentence is another, and none holds a word of the English one."""

    def gettext(self, message: str) -> str:
        """The same for the same sentence, and without its values."""
        return f"¤{hashlib.sha256(message.encode()).hexdigest()[:6]}."

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """One form for all numbers."""
        del msgid2, n
        return self.gettext(msgid1)


def reword(monkeypatch: pytest.MonkeyPatch) -> None:
    """Say everything otherwise from now on."""
    monkeypatch.setattr(language, "_catalogue", Otherwise)
