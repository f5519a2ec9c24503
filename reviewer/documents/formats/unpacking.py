"""Archives other than .zip by the system's libarchive: entries one after the other, never more bytes than is safe.

libarchive is loaded by name, since looking for it would take a program, which the cage forbids. An archive is gone
through forwards only, so a cursor stays where it is: what is asked for in order is unpacked once.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from mmap import mmap
from typing import Any

from reviewer.documents.formats import package
from reviewer.documents.reader.values import RefusalError
from reviewer.model.problems import Reason, Thing

_LIBRARIES = {"linux": "libarchive.so.13", "darwin": "/usr/lib/libarchive.2.dylib", "win32": "archiveint.dll"}
_PIECE = 1 << 16
_FILE, _LINKS = 0o100000, frozenset({0o120000})
_ENDED, _HIDDEN, _FAILED = 1, 1, -25


class LockedError(Exception):
    """A password is wanted that is not known, or not of use here."""


class BrokenError(Exception):
    """The archive ends too early, or contradicts itself."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. ``name`` as its bytes; ``size`` is None where the archive doesn't say; ``locked``: its bytes need a password."""

    number: int
    name: bytes
    size: int | None
    is_file: bool
    is_link: bool
    locked: bool


@lru_cache(maxsize=1)
def _ffi() -> Any:
    """Return libarchive's functions; RefusalError where the system has none."""
    os.environ.setdefault("LIBARCHIVE", _LIBRARIES.get(sys.platform, "libarchive.so.13"))
    try:
        ffi = import_module("libarchive.ffi")
        for name in ("entry_is_data_encrypted", "read_has_encrypted_entries"):
            ffi.ffi(name, [ctypes.c_void_p], ctypes.c_int)
    except (ImportError, OSError, AttributeError, TypeError) as error:
        raise RefusalError(Reason.UNPACKER_MISSING, program="libarchive") from error
    return ffi


class Cursor:
    """Goes through an archive once. ``at`` is the number of the entry that comes next."""

    def __init__(self, data: mmap | bytes, form: str, packing: str, password: str | None = None) -> None:
        """Open it as *form* ("tar", "7zip", "raw" …), packed by *packing* ("none", "gzip" …): libarchive's names."""
        self._ffi = _ffi()
        self.at = 0
        self._archive: Any = None
        self._entry = self._ffi.entry_new()
        self._size = size = len(data)
        # The buffer has to outlive the archive, which reads it in place.
        self._buffer: ctypes.c_char_p | ctypes.Array[ctypes.c_char]
        if isinstance(data, bytes):
            self._buffer = ctypes.c_char_p(data)
        else:
            self._buffer = (ctypes.c_char * size).from_buffer(data)
        self._archive = self._ffi.read_new()
        try:
            if password:
                self._ffi.read_add_passphrase(self._archive, password.encode())
            for one in packing.split():
                self._ffi.get_read_filter_function(one)(self._archive)
            for one in form.split():
                self._ffi.get_read_format_function(one)(self._archive)
        except (ValueError, AttributeError) as error:
            raise RefusalError(Reason.UNPACKER_TOO_OLD, program="libarchive", packing=form) from error
        self._call(self._ffi.read_open_memory, ctypes.cast(self._buffer, ctypes.c_void_p), size)

    def __del__(self) -> None:
        """Let go of libarchive's memory."""
        if self._archive is not None:
            self._ffi.read_free(self._archive)
        self._ffi.entry_free(self._entry)

    def next(self) -> Entry | None:
        """Go to the next entry; None at the end."""
        if self._call(self._ffi.read_next_header2, self._entry, passing=_FAILED) == _ENDED:
            return None
        ffi, entry, number = self._ffi, self._entry, self.at
        self.at += 1
        kind = ffi.entry_filetype(entry)
        link = kind in _LINKS or bool(ffi.entry_hardlink(entry))
        return Entry(
            number,
            ffi.entry_pathname(entry) or (ffi.entry_pathname_w(entry) or "").encode("utf-8", "surrogatepass"),
            int(ffi.entry_size(entry)) if ffi.entry_size_is_set(entry) else None,
            kind in {_FILE, 0} and not link,
            link,
            ffi.entry_is_data_encrypted(entry) == 1,
        )

    def read(self, most: int) -> bytes:
        """Return the bytes of the entry that it stands on; RefusalError if they are more than *most*, or a trap."""
        pieces = []
        total = 0
        for piece in self._pieces():
            total += len(piece)
            if total > most:
                raise RefusalError(Reason.MEMBER_TOO_LARGE, megabytes=total // package.MEGABYTE)
            judged(0, total, self._size)
            pieces.append(piece)
        return b"".join(pieces)

    def head(self, most: int) -> bytes:
        """Return the first bytes of the entry that it stands on."""
        head = b""
        for piece in self._pieces():
            head += piece
            if len(head) >= most:
                break
        return head[:most]

    def _pieces(self) -> Iterator[bytes]:
        buffer = ctypes.create_string_buffer(_PIECE)
        while True:
            count = self._call(self._ffi.read_data, ctypes.cast(buffer, ctypes.c_void_p), _PIECE)
            if count < 0:  # a warning: the sum of what was unpacked is another
                raise BrokenError
            if not count:
                return
            yield buffer.raw[:count]

    def _call(self, function: Any, *args: Any, passing: int = 0) -> int:
        """Call libarchive; *passing*: the code of an error after which it can go on, so that it is none."""
        error = import_module("libarchive.exception").ArchiveError
        try:
            return int(function(self._archive, *args))
        except error as wrong:
            if wrong.retcode == passing:
                return 0
            if self._ffi.read_has_encrypted_entries(self._archive) == _HIDDEN:
                raise LockedError from wrong
            raise BrokenError from wrong


def judged(entries: int, total: int, packed: int) -> None:
    """RefusalError for an archive that unpacks to more files or bytes than any real one."""
    if entries > package.MOST_ENTRIES:
        raise RefusalError(Reason.BOMB_OF_FILES, thing=Thing.ARCHIVE.value, files=entries)
    if total > package.LARGEST_ARCHIVE:
        raise RefusalError(
            Reason.BOMB_OF_SIZE, thing=Thing.ARCHIVE.value, megabytes=total // package.MEGABYTE
        )
    if total > package.RATIO_FROM and total > package.RATIO * max(1, packed):
        raise RefusalError(
            Reason.BOMB_OF_RATIO,
            thing=Thing.ARCHIVE.value,
            megabytes=total // package.MEGABYTE,
            kilobytes=max(1, packed // 1024),
        )
