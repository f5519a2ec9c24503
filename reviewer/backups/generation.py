"""One backup in a backup folder: a database file, and beside it what is known of it in JSON.

``NNNN YYYY-MM-DD HHMMSS UTC why.sqlite``: the number says in which order they were made, whatever the clock did.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

from reviewer.backups.thinning import Aged, Why

SUFFIX, NOTES = ".sqlite", ".json"
_NAME = re.compile(r"(\d{4,9}) (\d{4}-\d\d-\d\d \d{6}) UTC (automatic|by hand|before update)")
_TIME = "%Y-%m-%d %H%M%S"
_MOST_NOTES = 1 << 20  # bytes; what is larger was not written here
_NAMED = 1000


@dataclass(frozen=True, slots=True)
class Notes:
    """What was found of a backup when it was read back: it stands beside the database, and is checked again at a restore."""

    casebook: str
    """The name of the casebook's folder."""
    inspection: str
    copy: str
    position: int
    saves: int
    records: int
    schema: int
    sha256: str
    """Of the database file."""
    bytes: int
    is_sound: bool
    documents: int
    """How many documents the records name."""
    missing: tuple[str, ...] = ()
    """The SHA-256 of those that were not there, or not whole; at most a thousand are named."""
    read_back: int = 0
    """How many documents of this backup were read back from the disk for it."""
    read_to: str = ""
    """The last of those, in the order of their SHA-256: the next backup goes on behind it."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing was missing and nothing was damaged."""
        return self.is_sound and not self.missing


@dataclass(frozen=True, slots=True)
class Generation:
    """A backup as it lies in its folder; ``notes`` are None where they are gone or can't be read: then nobody has checked it."""

    path: Path
    number: int
    made: int
    """UTC µs."""
    why: Why
    notes: Notes | None

    @property
    def folder(self) -> Path:
        """The backup folder."""
        return self.path.parent

    @property
    def aged(self) -> Aged:
        """What thinning knows of it."""
        known = self.notes
        good = known is not None and known.is_whole
        return Aged(self.number, self.made, self.why, is_good=good, schema=known.schema if known else 0)


@dataclass(frozen=True, slots=True)
class BackupElsewhere:
    """A backup on another device than its casebook: read back when it was made (UTC µs), and as it was made; what it lacks of now."""

    place: Path
    at: int
    lacks_saves: int
    lacks_documents: int

    @property
    def is_whole(self) -> bool:
        """Whether it holds all that the casebook holds."""
        return not self.lacks_saves and not self.lacks_documents


def stem(number: int, made: int, why: Why) -> str:
    """Return what a backup is called."""
    when = datetime.fromtimestamp(made // 1_000_000, UTC)
    return f"{number:04} {when.strftime(_TIME)} UTC {why}"


def generation(path: Path) -> Generation | None:
    """Return the backup that a database file is by its name; None if it is none."""
    match = _NAME.fullmatch(path.stem)
    if match is None or path.suffix != SUFFIX:
        return None
    try:
        made = datetime.strptime(match[2], _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
    at = int(made.timestamp()) * 1_000_000
    return Generation(path, int(match[1]), at, Why(match[3]), read_notes(path.with_suffix(NOTES)))


def generations(folder: Path) -> tuple[Generation, ...]:
    """Return the backups in a folder, by number; OSError if it can't be read."""
    readable = (generation(path) for path in folder.iterdir() if path.suffix == SUFFIX)
    return tuple(sorted(filter(None, readable), key=lambda one: (one.number, one.path.name)))


def notes_bytes(notes: Notes) -> bytes:
    """Return the notes as they are written."""
    said = {**asdict(notes), "missing": list(notes.missing[:_NAMED])}
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def read_notes(path: Path) -> Notes | None:
    """Return the notes in a file; None if there are none, or they are not as they are written."""
    try:
        with path.open("rb") as file:
            text = file.read(_MOST_NOTES + 1)
        said = json.loads(text) if len(text) <= _MOST_NOTES else None
    except (OSError, ValueError, RecursionError):
        return None
    return _notes_of(said) if isinstance(said, dict) else None


def _notes_of(said: Mapping[str, object]) -> Notes | None:
    known = {one.name: said.get(one.name) for one in fields(Notes)}
    missing = known["missing"]
    if not isinstance(missing, list) or not all(isinstance(sha, str) for sha in missing):
        return None
    known["missing"] = tuple(missing)
    for one in fields(Notes):
        kind = {"str": str, "int": int, "bool": bool}.get(str(one.type), tuple)
        if type(known[one.name]) is not kind:
            return None
    return Notes(**known)  # type: ignore[arg-type]
