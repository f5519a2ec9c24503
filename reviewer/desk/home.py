"""A person's own folders: the signing key of the records, settings, recent casebooks."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.settings import RECENT, Settings
from reviewer.errors import ReviewerError

if TYPE_CHECKING:
    from reviewer.casebook import Author

REMEMBERED = 8


@dataclass(frozen=True, slots=True)
class Home:
    """``config`` is the user's configuration folder, ``resources`` what the program brings along."""

    config: Path
    resources: Path
    data: Path
    settings: Settings = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Give the home its settings: one object, so that its lock is everybody's."""
        object.__setattr__(self, "settings", Settings(self.config))

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

    def seal_key(self) -> bytes | None:
        """Return the key by which this machine knows signatures that have passed; None before there is an author."""
        from reviewer.casebook import seal_key_in

        return seal_key_in(self.config)

    def recent(self) -> tuple[Path, ...]:
        """Return the casebooks opened last, newest first, those that are still there."""
        return tuple(path for path in self.settings.get(RECENT) if path.is_dir())

    def remember(self, folder: Path) -> None:
        """Put a casebook at the head of the recent ones."""
        folder = folder.resolve()
        self.settings.update(RECENT, lambda _known: (folder, *_without(self.recent(), folder))[:REMEMBERED])


def _without(folders: Iterable[Path], folder: Path) -> Iterator[Path]:
    return (path for path in folders if path != folder)


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
