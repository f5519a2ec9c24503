"""Document bytes, named by their SHA-256: documents/ab/abc…. A good file is never overwritten or removed."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reviewer.casebook.durable import make_folder, sync_folder
from reviewer.casebook.troubles import told
from reviewer.errors import DocumentError, ReadOnlyError

_CHUNK = 1 << 20
_NAME = re.compile(r"[0-9a-f]{64}")


class Files:
    """The documents/ folder of a casebook."""

    def __init__(self, folder: Path, name: str, *, writable: bool) -> None:
        """Keep files in ``folder``; ``name`` is what the person calls the casebook."""
        self._folder = folder
        self._name = name
        self._writable = writable

    def put(self, source: Path | bytes) -> str:
        """Take in a file or bytes and return the SHA-256 (hex); on the disk, name and all, when this returns.

        DocumentError if the source can't be read, CasebookError if the casebook's disk is full or read-only.
        A damaged file of the same name is replaced by the good one.
        """
        if not self._writable:
            raise ReadOnlyError(
                f"{self._name} is open for reading only", "Open it for writing to add documents."
            )
        with told(self._name):
            make_folder(self._folder)
            temporary = self._folder / f".incoming-{secrets.token_hex(8)}"
            try:
                sha = _spool(source, temporary)
                self._place(temporary, sha)
            finally:
                temporary.unlink(missing_ok=True)
        return sha

    def _place(self, temporary: Path, sha: str) -> None:
        target = self.path(sha)
        if self.verify(sha):
            return
        make_folder(target.parent)
        temporary.replace(target)
        sync_folder(target.parent)

    def path(self, sha: str) -> Path:
        """Return where the document of this SHA-256 (hex) lies, whether it is there or not; else ValueError."""
        if not is_sha256(sha):
            msg = f"not a SHA-256: {sha!r}"
            raise ValueError(msg)
        return self._folder / sha[:2] / sha

    def has(self, sha: str) -> bool:
        """Tell whether the document's file is there; its bytes are ``verify``'s business.

        What is no SHA-256 names no document: a colleague's record may say anything.
        """
        return is_sha256(sha) and self.path(sha).is_file()

    def verify(self, sha: str) -> bool:
        """Tell whether the document's file is there, readable and whole: reads all of it."""
        if not is_sha256(sha):
            return False
        try:
            with self.path(sha).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha
        except OSError:
            return False

    def all(self) -> Iterator[str]:
        """Yield the SHA-256 of every document that is here, in order."""
        if self._folder.is_dir():
            for folder in sorted(self._folder.iterdir()):
                if folder.is_dir():
                    yield from sorted(p.name for p in folder.iterdir() if is_sha256(p.name))

    def sweep(self) -> None:
        """Remove what a cut-off intake left half written; only for the one writer."""
        if self._folder.is_dir():
            with told(self._name):
                for left in self._folder.glob(".incoming-*"):
                    left.unlink(missing_ok=True)


def is_sha256(name: str) -> bool:
    """Tell whether a name can be a document's: 64 hex digits."""
    return _NAME.fullmatch(name) is not None


def _spool(source: Path | bytes, temporary: Path) -> str:
    """Copy the source to a temporary file, synced, and return its hash."""
    digest = hashlib.sha256()
    with temporary.open("xb") as file:
        for chunk in _chunks(source):
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _chunks(source: Path | bytes) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    with _opened(source) as file:
        while True:
            try:
                chunk = file.read(_CHUNK)
            except OSError as error:
                raise _unreadable(source, error) from error
            if not chunk:
                return
            yield chunk


def _opened(source: Path) -> BinaryIO:
    try:
        return source.open("rb")
    except OSError as error:
        raise _unreadable(source, error) from error


def _unreadable(source: Path, error: OSError) -> DocumentError:
    return DocumentError(
        f"{source.name} can't be read ({error.strerror or error})",
        "Check that the file is there and open to you.",
    )
