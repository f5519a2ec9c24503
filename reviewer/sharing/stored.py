"""Content on a share, checked: what is read has the hash that its name promises, what is written is read back.

A wrong hash means "not there yet" (torn, still arriving, damaged): such a file may be replaced, a good one
never is. Bytes are compared, never names alone.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from typing import BinaryIO

from reviewer.errors import ShareError
from reviewer.sharing.share import Share, cannot

_CHUNK = 1 << 20
UNREADABLE = "unreadable"


def digest(source: BinaryIO) -> str:
    """Return the SHA-256 (hex) of all that a file gives."""
    seen = hashlib.sha256()
    while chunk := source.read(_CHUNK):
        seen.update(chunk)
    return seen.hexdigest()


def hash_there(share: Share, name: str) -> str | None:
    """Return the hash of what a name holds now, None if nothing, UNREADABLE if it cannot be read."""
    try:
        with share.open(name) as source:
            return digest(source)
    except FileNotFoundError:
        return None
    except OSError:
        return UNREADABLE


def read_all(share: Share, name: str, limit: int) -> bytes | None:
    """Return what a small file holds now; None if it can't be read, or holds more than ``limit`` bytes."""
    try:
        with share.open(name) as source:
            data = source.read(limit + 1)
    except OSError:
        return None
    return data if len(data) <= limit else None


def fetch(share: Share, name: str, sha256: str, limit: int) -> bytes | None:
    """Return the bytes of a small file if they are whole (at most ``limit``), else None."""
    data = read_all(share, name, limit)
    return data if data is not None and hashlib.sha256(data).hexdigest() == sha256 else None


def store(share: Share, name: str, sha256: str, opened: Callable[[], BinaryIO]) -> bool:
    """Put content under a name and read it back; return False if it was there already, whole.

    ``opened`` opens the content, whose hash is ``sha256``. Raises ShareError if the share refuses it or
    does not give the same bytes back.
    """
    sha256_there = hash_there(share, name)
    if sha256_there == sha256:
        return False
    try:
        with opened() as source:
            share.put(name, source, replace=sha256_there is not None)
    except OSError as error:
        raise cannot(share, "written to", error) from error
    if hash_there(share, name) != sha256:
        raise ShareError(
            "The shared folder {place} did not keep what was written to it ({name})",
            "Sync again; everything is still on this laptop.",
            place=share.place,
            name=name,
        )
    return True


def store_bytes(share: Share, name: str, sha256: str, data: bytes) -> bool:
    """Put bytes, as ``store``."""
    return store(share, name, sha256, lambda: io.BytesIO(data))
