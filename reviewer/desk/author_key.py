"""The key by which a person's records are theirs: carried to another laptop in a file, under a password. Needs no open casebook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.backups import must_be_no_part
from reviewer.desk.files import read_file, refuse_taken, write_file
from reviewer.errors import OtherKeyError, WrongUseError

if TYPE_CHECKING:
    from reviewer.desk.home import Home

_MOST_BYTES = 1 << 16
"""No saved key is longer."""


@dataclass(frozen=True, slots=True)
class OwnKey:
    """Whose key is on this laptop: the name, and the public key (hex; "" where it is damaged)."""

    name: str
    key: str


@dataclass(frozen=True, slots=True)
class LoadedKey:
    """Whose key was loaded: ``was_there`` if it was this laptop's already, ``kept`` where the key that was here before is kept."""

    name: str
    key: str
    was_there: bool = False
    kept: Path | None = None


def own_key(home: Home) -> OwnKey:
    """Return whose key is on this laptop; one is made if there is none."""
    author = home.author()
    return OwnKey(author.name, author.key)


def key_here(home: Home) -> OwnKey | None:
    """Return whose key is on this laptop; None where none was made yet. CasebookError if it can't be read."""
    from reviewer.casebook import key_in

    there = key_in(home.config)
    return None if there is None else OwnKey(home.known_name(), there)


def save_key(path: Path, password: str, home: Home) -> OwnKey:
    """Write this laptop's key to a new file, for its owner alone (0600), that opens with the password.

    WrongUseError for a weak password, TakenError if the file is there already; then nothing is written.
    """
    from reviewer.casebook import sealed

    must_be_no_part(path)
    refuse_taken(path)
    author = home.author()
    write_file(path, sealed(author, password), private=True)
    return OwnKey(author.name, author.key)


def load_key(path: Path, password: str, home: Home, *, instead: bool = False) -> LoadedKey:
    """Make the key in a file this laptop's, and its owner's name the one of the records.

    Where another key is here, ``instead`` says that the loaded one takes its place; the other is kept beside it. Without that:
    OtherKeyError, which says whose key it is. WrongPasswordError, WrongUseError if the file is no saved key.
    """
    from reviewer.casebook import key_in, put_author, unsealed

    if not path.is_file():
        raise WrongUseError("The file {path} is not there", "Check its name.", path=path)
    data = read_file(path) if path.stat().st_size <= _MOST_BYTES else b""
    author = unsealed(data, password, path.name)
    there = key_in(home.config)
    if there == author.key:
        return LoadedKey(author.name, author.key, was_there=True)
    if there is not None and not instead:
        raise _other(there, home, author.name, author.key)
    kept = put_author(home.config, author)
    home.take_name(author.name)
    return LoadedKey(author.name, author.key, kept=kept)


def _other(there: str, home: Home, name: str, key: str) -> OtherKeyError:
    remedy = (
        "Nothing was changed. Say that the loaded key takes its place, if you are {name}; the other one is kept beside it, and what"
        " was recorded with it stays valid. In inspections that were begun or joined with the other one a lead has to admit the loaded"
        " one first: save the other one too, so that you can go back to it."
    )
    if not there:
        return OtherKeyError(
            "The file is the key of {name} ({key}), and the key that is on this laptop is damaged",
            remedy,
            name=name,
            key=key[:8],
        )
    return OtherKeyError(
        "The file is the key of {name} ({key}), and this laptop has another one, that of {other} ({there})",
        remedy,
        name=name,
        key=key[:8],
        other=home.known_name(),
        there=there[:8],
    )
