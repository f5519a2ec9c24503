"""Passwords of documents, as they are given in a sitting: in memory and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn


class Passwords:
    """What was given for each body, newest first, and which password opened which document.

    Not a value: it is never written, shown or sent. ``by_document`` may be read by other threads.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.by_document: dict[str, str] = {}
        self._given: dict[str, tuple[str, ...]] = {}

    def give(self, body: str, password: str) -> None:
        """Take a password that is to be tried on everything of a body's that is locked."""
        rest = tuple(known for known in self.of(body) if known != password)
        self._given = {**self._given, body: (password, *rest)}

    def of(self, body: str) -> tuple[str, ...]:
        """Return the passwords to try on a body's documents."""
        return self._given.get(body, ())

    def opened(self, document: str, password: str | None) -> None:
        """Note which password opened a document, if one did."""
        if password is not None:
            self.by_document[document] = password

    def for_document(self, document: str, bodies: Iterable[str]) -> tuple[str, ...]:
        """Return the passwords to try on a document that these bodies sent, the one that opened it before first."""
        known = self.by_document.get(document)
        rest = [word for body in bodies for word in self.of(body)]
        return tuple(dict.fromkeys([known, *rest] if known is not None else rest))

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled or copied."""
        raise TypeError
