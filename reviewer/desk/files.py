"""Files that a person names: read with a clear word, written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from reviewer.errors import ReviewerError, WrongUseError


def read_file(path: Path) -> bytes:
    """Return a file's bytes; WrongUseError names it if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise WrongUseError(f"{path} cannot be read: {error.strerror}", "Check the name.") from error


def write_file(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file whole or not at all, on the disk when this returns; ``private`` gives 0600.

    ReviewerError if it cannot be written; what stood there is kept then.
    """
    temporary = path.with_name(f".{path.name}.new")
    try:
        _write(temporary, data, 0o600 if private else 0o666)
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):  # a read-only folder refuses that too
            temporary.unlink(missing_ok=True)
        message = f"{path} cannot be written: {error.strerror}"
        raise ReviewerError(message, "Choose another folder, or make room.") from error


def make_folder(path: Path) -> None:
    """Make a folder that a person names, if it is not there; ReviewerError if it cannot be made."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"The folder {path} cannot be made: {error.strerror}"
        raise ReviewerError(message, "Choose another place, or make room.") from error


def _write(path: Path, data: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
