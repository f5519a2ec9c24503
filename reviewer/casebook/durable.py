"""Files that are still there after a power cut: content and folder entry are both on the disk on return.

POSIX promises nothing about a new name until its folder is synced too, hence ``sync_folder``.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on the disk. Windows can't open folders and keeps names by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, each name durable in the folder above."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        sync_folder(one.parent)


def write_new(path: Path, data: bytes, mode: int = 0o600) -> bool:
    """Write a file whole under a name that is not taken; False (and nothing changed) if it is taken.

    Nobody ever sees half a file: the bytes are synced under another name and linked into place.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        return give_name(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def give_name(temporary: Path, path: Path) -> bool:
    """Give a written file its own name, which is on the disk on return; False (and nothing changed) if that is taken."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        if path.exists():
            return False
        temporary.replace(path)
    sync_folder(path.parent)
    return True
