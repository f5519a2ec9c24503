"""What this laptop remembers for a person: typed settings in one file. Losing one costs a click, never work."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Generic, TypeVar

from reviewer.errors import ReviewerError
from reviewer.model.frozen import dataclass

T = TypeVar("T")
Json = object
FILE = "state.json"
_PATIENCE, _PAUSE = 1.0, 0.01  # seconds that another program may take to write its own setting


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """A key and its type. ``read`` makes a value of what the file holds; None where it holds no such value.

    ``write`` makes JSON of a value. ``default`` stands where nothing is remembered.
    """

    name: str
    default: T
    read: Callable[[Json], T | None]
    write: Callable[[T], Json] = lambda value: value

    def of(self, folder: Path) -> Setting[T]:
        """Return the same setting for one casebook."""
        return replace(self, name=f"{self.name}:{folder.resolve()}")


class Settings:
    """Reads and writes the file. Thread-safe; another program that writes another setting meanwhile loses nothing."""

    def __init__(self, folder: Path) -> None:
        """Keep the file in ``folder``, which is made when something is remembered."""
        self._file = folder / FILE
        self._lock = threading.RLock()

    def get(self, setting: Setting[T]) -> T:
        """Return what is remembered, or the setting's default."""
        try:
            return self._value(self._read(), setting)
        except OSError:
            return setting.default

    def put(self, setting: Setting[T], value: T) -> None:
        """Remember a value."""
        self.update(setting, lambda _known: value)

    def update(self, setting: Setting[T], change: Callable[[T], T]) -> T:
        """Change what is remembered, in one step; returns the new value.

        A full disk here is no error, nor is a file that the system gives nobody just now: all else in it stays.
        """
        with self._lock, self._alone():
            try:
                state = self._read()
            except OSError:
                return change(setting.default)
            value = change(self._value(state, setting))
            written = setting.write(value)
            if setting.name in state and state[setting.name] == written:
                return value
            with suppress(OSError):
                if not state:
                    self._put_aside()
                self._write({**state, setting.name: written})
            return value

    @staticmethod
    def _value(state: Mapping[str, Json], setting: Setting[T]) -> T:
        if setting.name not in state:
            return setting.default
        value = setting.read(state[setting.name])
        return setting.default if value is None else value

    def _read(self) -> Mapping[str, Json]:
        """Return what the file says, nothing if it is not there or says nothing; OSError if it is there and not given."""
        try:
            stored = json.loads(self._file.read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError, RecursionError, ValueError):
            return {}
        return stored if isinstance(stored, dict) else {}

    def _write(self, state: Mapping[str, Json]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._file.with_name(f"{FILE}.{os.getpid()}.new")
        temporary.write_text(json.dumps(state, indent=1), encoding="utf-8")
        temporary.replace(self._file)

    def _put_aside(self) -> None:
        """Keep a file that can't be read beside the new one: somebody may want to mend it."""
        if self._file.exists() and self._file.read_text(encoding="utf-8", errors="replace").strip() != "{}":
            self._file.replace(self._file.with_name(f"{FILE}.damaged"))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other programs from writing meanwhile; where that can't be had, write all the same."""
        from reviewer.casebook import WriterLock
        from reviewer.errors import CasebookBusyError

        lock, until = None, time.monotonic() + _PATIENCE
        while lock is None and time.monotonic() < until:
            try:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                lock = WriterLock(self._file.with_name(f"{FILE}.lock"), FILE)
            except CasebookBusyError:
                time.sleep(_PAUSE)
            except (OSError, ReviewerError):
                break
        try:
            yield
        finally:
            if lock is not None:
                lock.release()


# --- what there is to remember -------------------------------------------------------------------------


def _text(stored: Json) -> str | None:
    return stored if isinstance(stored, str) else None


def _whole(stored: Json) -> int | None:
    return stored if isinstance(stored, int) and not isinstance(stored, bool) else None


def _yes(stored: Json) -> bool | None:
    return stored if isinstance(stored, bool) else None


def _path(stored: Json) -> Path | None:
    return Path(stored) if isinstance(stored, str) and stored else None


def _paths(stored: Json) -> tuple[Path, ...] | None:
    return (
        tuple(Path(item) for item in stored if isinstance(item, str) and item)
        if isinstance(stored, list)
        else None
    )


def _names(stored: Json) -> tuple[str, ...] | None:
    return (
        tuple(item for item in stored if isinstance(item, str) and item) if isinstance(stored, list) else None
    )


def _sides(stored: Json) -> tuple[int, int] | None:
    if not isinstance(stored, list) or len(stored) != len(("width", "height")):
        return None
    width, height = _whole(stored[0]), _whole(stored[1])
    return None if width is None or height is None else (width, height)


def _mapping(stored: Json) -> Mapping[str, Json] | None:
    return stored if isinstance(stored, dict) else None


def _keys(stored: Json) -> Mapping[str, tuple[str, ...]] | None:
    if not isinstance(stored, dict):
        return None
    return {str(name): names for name, keys in stored.items() if (names := _names(keys)) is not None}


def _words(stored: Json) -> frozenset[str] | None:
    return frozenset(str(item) for item in stored) if isinstance(stored, list) else None


def _path_words(path: Path | None) -> Json:
    return None if path is None else str(path)


NAME: Setting[str] = Setting("name", "", _text)
"""The name that was chosen to stand in the records; "" where none was."""
THEME: Setting[str] = Setting("theme", "", _text)
TEXT_SIZE: Setting[int] = Setting("text_size", 0, _whole)
"""Percent; 0 where none was chosen."""
PAGES: Setting[str] = Setting("pages", "", _text)
"""In which colours the pages of documents are shown; "" where none were chosen."""
LANGUAGE: Setting[str] = Setting("language", "", _text)
"""The tag of the program's own language; "" for that of the system."""
KEYS: Setting[Mapping[str, tuple[str, ...]]] = Setting("keys", {}, _keys, dict)
"""Keys that were given to acts instead of those that they came with, by the act's id."""
WINDOW_SIZE: Setting[tuple[int, int] | None] = Setting(
    "window", None, _sides, lambda sides: list(sides) if sides else None
)
CLOSE_ROWS: Setting[bool] = Setting("close_rows", default=False, read=_yes)
"""Whether the rows of lists and of the matrix stand close."""
MOTION: Setting[str] = Setting("motion", "", _text)
"""What may slide and fade: "" as the system has it, "none" nothing."""
OPEN_CASEBOOK: Setting[Path | None] = Setting("open", None, _path, _path_words)
"""The casebook that is on the screen, to be opened again at the next start."""
RECENT: Setting[tuple[Path, ...]] = Setting("recent", (), _paths, lambda paths: [str(path) for path in paths])
CASES: Setting[tuple[Path, ...]] = Setting("cases", (), _paths, lambda paths: [str(path) for path in paths])
"""Case folders that are being filled in, of which no casebook was made yet; the newest first."""
IDENTITY: Setting[Path | None] = Setting("identity", None, _path, _path_words)
"""The signing identity that was used last."""
CHOSEN: Setting[tuple[str, ...]] = Setting("chosen", (), _names, list)
"""What was chosen last in the palette, the newest first, by ids."""


class Often(StrEnum):
    """How often a backup is made by itself, where something has changed."""

    DAILY = "daily"
    HOURLY = "hourly"
    NEVER = "never"


BACKUP_PLACE: Setting[Path | None] = Setting("backup_place", None, _path, _path_words)
"""The folder in which backup folders lie; None for the one beside the user's own data."""
BACKUP_OFTEN: Setting[str] = Setting("backup_often", "", _text)
"""How often a backup is made by itself; "" where nothing was chosen."""
RECOGNITION_LACKED: Setting[str] = Setting("recognition_lacked", "", _text)
"""What was missing when recognition was tried the last time, by its code; "" where it went well."""
# Of one casebook each, by ``of``:
BACKUP_FAILED: Setting[str] = Setting("backup_failed", "", _text)
"""Why no backup could be made the last time; "" once one was made."""
SHARE: Setting[Path | None] = Setting("share", None, _path, _path_words)
SYNCED: Setting[int] = Setting("synced", 0, _whole)
"""When a sync went well the last time (UTC µs); 0 where none did."""
PLACE: Setting[Mapping[str, Json]] = Setting("where", {}, _mapping, dict)
"""What was chosen and typed when the casebook was closed."""
TRIAGE: Setting[Mapping[str, Json]] = Setting("triage", {}, _mapping, dict)
"""Decisions about the list of what came from many, which are this laptop's only (decision 0010)."""
DECLINED_VERSIONS: Setting[frozenset[str]] = Setting("versions", frozenset(), _words, sorted)
"""Pairs of receipts, newer before earlier, of which a person said that they are no versions of each other."""
