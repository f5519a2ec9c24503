"""What this laptop remembers of triage, in the person's own folder: decisions that are about the person's list only (record 0010)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from reviewer.desk.settings import TRIAGE, Settings
from reviewer.desk.triage.values import Done


class Remembered:
    """Choices, what was received whole, and what was decided, for one casebook. Losing it costs a few clicks."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        """Keep it in ``settings`` under the casebook's ``folder``."""
        self._settings = settings
        self._setting = TRIAGE.of(folder)

    def decided(self) -> Mapping[str, str]:
        """Return the words of decisions by the keys of their matters."""
        return {key: str(word) for key, word in self._part("decided").items()}

    def decide(self, key: str, word: str) -> None:
        """Remember a decision; "" forgets it."""
        self._put("decided", key, word or None)

    def chosen(self, path: Path) -> str | None:
        """Return the body that was chosen for an entry, "" if it was left out, or None."""
        choice = self._part("chosen").get(str(path))
        return choice if isinstance(choice, str) else None

    def choose(self, path: Path, body: str) -> None:
        """Remember the choice of a body for an entry; "" leaves it out."""
        self._put("chosen", str(path), body)

    def done(self, path: Path, stamp: str) -> Done | None:
        """Return that an entry was received whole, if its files are the same as then."""
        entry = self._part("done").get(str(path))
        if not isinstance(entry, dict) or entry.get("stamp") != stamp:
            return None
        try:
            return Done(str(entry["body"]), date.fromisoformat(entry["on"]), int(entry["documents"]))
        except (KeyError, TypeError, ValueError):
            return None

    def finish(self, path: Path, stamp: str, done: Done) -> None:
        """Remember that an entry was received whole."""
        entry = {"stamp": stamp, "body": done.body, "on": done.on.isoformat(), "documents": done.documents}
        self._put("done", str(path), entry)

    def _part(self, name: str) -> Mapping[str, object]:
        return _part_of(self._settings.get(self._setting), name)

    def _put(self, name: str, key: str, value: object) -> None:
        """Put a value into a part, or take it out with None; in one step, since others may remember meanwhile."""

        def change(state: Mapping[str, object]) -> Mapping[str, object]:
            part = {path: word for path, word in _part_of(state, name).items() if path != key}
            return {**state, name: part if value is None else {**part, key: value}}

        self._settings.update(self._setting, change)


def _part_of(state: Mapping[str, object], name: str) -> Mapping[str, object]:
    part = state.get(name)
    return part if isinstance(part, dict) else {}
