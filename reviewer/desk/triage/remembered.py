"""What this laptop remembers of triage, in the person's own folder: decisions that are about her list only (record 0010)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.triage.values import Done

if TYPE_CHECKING:
    from reviewer.desk.home import Home


class Remembered:
    """Choices, what was received whole, and what was decided, for one casebook. Losing it costs a few clicks."""

    def __init__(self, home: Home, folder: Path) -> None:
        """Keep it in ``home`` under the casebook's ``folder``."""
        self._home = home
        self._key = f"triage:{folder.resolve()}"

    def decided(self) -> Mapping[str, str]:
        """Return the words of decisions by the keys of their matters."""
        return {key: str(word) for key, word in self._part("decided").items()}

    def decide(self, key: str, word: str) -> None:
        """Remember a decision; "" forgets it."""
        self._put("decided", key, word or None)

    def chosen(self, path: Path) -> str | None:
        """Return the body that was chosen for an entry, "" if it was left out, or None."""
        kept = self._part("chosen").get(str(path))
        return kept if isinstance(kept, str) else None

    def choose(self, path: Path, body: str) -> None:
        """Remember the choice of a body for an entry; "" leaves it out."""
        self._put("chosen", str(path), body)

    def done(self, path: Path, stamp: str) -> Done | None:
        """Return that an entry was received whole, if its files are the same as then."""
        kept = self._part("done").get(str(path))
        if not isinstance(kept, dict) or kept.get("stamp") != stamp:
            return None
        try:
            return Done(str(kept["body"]), date.fromisoformat(kept["on"]), int(kept["documents"]))
        except (KeyError, TypeError, ValueError):
            return None

    def finish(self, path: Path, stamp: str, done: Done) -> None:
        """Remember that an entry was received whole."""
        entry = {"stamp": stamp, "body": done.body, "on": done.on.isoformat(), "documents": done.documents}
        self._put("done", str(path), entry)

    def _part(self, name: str) -> Mapping[str, object]:
        state = self._home.get(self._key)
        part = state.get(name) if isinstance(state, dict) else None
        return part if isinstance(part, dict) else {}

    def _put(self, name: str, key: str, value: object) -> None:
        state = self._home.get(self._key)
        part = {**self._part(name), key: value}
        if value is None:
            del part[key]
        self._home.set(self._key, {**(state if isinstance(state, dict) else {}), name: part})
