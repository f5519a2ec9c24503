"""The person's own folder: the signing key of her records, recent casebooks, where she was."""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.errors import ReviewerError

if TYPE_CHECKING:
    from reviewer.casebook import Author

RECENT = 8


@dataclass(frozen=True, slots=True)
class Home:
    """``config`` is the user's configuration folder, ``resources`` what the program brings along."""

    config: Path
    resources: Path
    data: Path

    @classmethod
    def default(cls) -> Home:
        """Return the folders of this user on this machine."""
        from platformdirs import user_config_path, user_data_path

        return cls(
            user_config_path("reviewer", appauthor=False),
            Path(__file__).resolve().parents[2] / "resources",
            user_data_path("reviewer", appauthor=False),
        )

    def author(self) -> Author:
        """Return who signs the records here; the key is made on first use.

        Raises ReviewerError when the key cannot be kept: unsigned work would be lost work.
        """
        from reviewer.casebook import load_or_make_author

        try:
            return load_or_make_author(self.config, person_name())
        except OSError as error:
            message = f"Your key cannot be kept in {self.config}: {error.strerror}"
            raise ReviewerError(message, "Make that folder writable and try again.") from error

    def get(self, key: str) -> object:
        """Return a remembered value (where she was, sizes), or None."""
        return self._state().get(key)

    def set(self, key: str, value: object) -> None:
        """Remember a value. Losing it costs a click, so a full disk here is no error."""
        state = {**self._state(), key: value}
        try:
            self.config.mkdir(parents=True, exist_ok=True)
            temporary = self.config / "state.json.new"
            temporary.write_text(json.dumps(state, indent=1), encoding="utf-8")
            temporary.replace(self.config / "state.json")
        except OSError:
            return

    def recent(self) -> tuple[Path, ...]:
        """Return the casebooks opened last, newest first, those that are still there."""
        listed = self.get("recent")
        paths = [Path(str(item)) for item in listed] if isinstance(listed, list) else []
        return tuple(path for path in paths if path.is_dir())

    def remember(self, folder: Path) -> None:
        """Put a casebook at the head of the recent ones."""
        folder = folder.resolve()
        rest = [str(path) for path in self.recent() if path != folder]
        self.set("recent", [str(folder), *rest][:RECENT])

    def _state(self) -> Mapping[str, object]:
        try:
            found = json.loads((self.config / "state.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def person_name() -> str:
    """Return the name that stands in the records: REVIEWER_NAME, the account's full name, or its login."""
    if given := os.environ.get("REVIEWER_NAME", "").strip():
        return given
    login = _login()
    try:
        import pwd
    except ImportError:
        return login
    try:
        full = pwd.getpwnam(login).pw_gecos.partition(",")[0].strip()
    except KeyError:
        return login
    return full or login


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unnamed"
