"""Files that a person names: read with a clear word, written whole or not at all, and never over another unless told to."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from itertools import chain, count
from pathlib import Path

from reviewer.errors import Phrase, ReviewerError, TakenError, WrongUseError, why_refused


def read_file(path: Path) -> bytes:
    """Return a file's bytes; WrongUseError names it if it cannot be read, or is none: a pipe gives none for ever, a device no end."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise WrongUseError("{path} is a device or a pipe, not a file", "Name a file.", path=path)
        return path.read_bytes()
    except OSError as error:
        raise WrongUseError(
            "{path} cannot be read: {why}", "Check the name.", path=path, why=why_refused(error)
        ) from error


def write_file(path: Path, data: bytes, *, private: bool = False, replace: bool = False) -> None:
    """Write a file whole or not at all, on the disk when this returns; ``private`` gives 0600.

    ReviewerError if it cannot be written, TakenError if another file stands there and ``replace`` is not said: that is kept.
    One that holds the same bytes is left as it is.
    """
    if not replace and _holds(path, data):
        return
    if not replace:
        refuse_taken(path)
    temporary = path.with_name(f".{secrets.token_hex(6)}.new")
    try:
        _write(temporary, data, 0o600 if private else 0o666)
        if replace:
            temporary.replace(path)
        else:
            _name(temporary, path)
    except OSError as error:
        message = Phrase("{path} cannot be written: {why}", path=path, why=why_refused(error))
        raise ReviewerError(message, "Choose another folder, or make room.") from error
    finally:
        with suppress(OSError):  # a read-only folder refuses that too
            temporary.unlink(missing_ok=True)


def refuse_taken(path: Path) -> None:
    """Raise TakenError if anything has this name already."""
    if os.path.lexists(path):
        raise _taken(path)


def named(stem: str, language: str, suffix: str = ".pdf", mark: str = ".") -> str:
    """Return what a file of a letter or the overview is called: by its language too, unless that is the case's first ("")."""
    return f"{stem}{mark}{language}{suffix}" if language else f"{stem}{suffix}"


def free_name(path: Path, data: bytes | None = None) -> Path:
    """Return the path, or the first of NAME-2, NAME-3 … that nothing has, or that holds just these ``data``."""
    others = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))
    return next(
        name
        for name in chain([path], others)
        if not os.path.lexists(name) or (data is not None and _holds(name, data))
    )


def make_folder(path: Path) -> None:
    """Make a folder that a person names, if it is not there; ReviewerError if it cannot be made."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = Phrase("The folder {path} cannot be made: {why}", path=path, why=why_refused(error))
        raise ReviewerError(message, "Choose another place, or make room.") from error


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _taken(path: Path) -> TakenError:
    what = Phrase("{path} is there already, so nothing was written", path=path)
    return TakenError(what, "Use another name, such as {name}.", name=free_name(path).name)


def _name(temporary: Path, path: Path) -> None:
    """Give a written file its name, unless something has it by now."""
    try:
        os.link(temporary, path)  # in one step: fails where something has the name
    except FileExistsError:
        raise _taken(path) from None
    except OSError:  # a disk that knows no second names, such as a memory stick
        refuse_taken(path)
        temporary.replace(path)


def _write(path: Path, data: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
