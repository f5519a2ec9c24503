"""Archives (.zip): each file inside is a document of its own.

The standard library reads the list of files; what it can't unpack (AES, newer ways of packing, a list that is damaged) is
left to ``unpacking``.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from contextlib import suppress
from functools import lru_cache
from mmap import mmap
from typing import Any

from reviewer.documents.formats import archives, entry_names, package
from reviewer.documents.formats.extract import Extract, Inside
from reviewer.documents.formats.unpacking import BrokenError, Cursor, LockedError
from reviewer.documents.reader.values import RefusalError
from reviewer.model import NoteCode, Part
from reviewer.model.notes import note
from reviewer.model.problems import Problem, Reason, Thing, problem

EXTRACTOR = "zip/2"
_LOST = ("zip_streamable", "none")
_LOST_KEY = "lost"
_AES, _LOCKED, _UTF8 = 99, 1, 0x800
_OWN_WAYS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA})
_UNICODE_PATH = 0x7075  # APPNOTE.TXT 4.6.9


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return the list of what is inside, and each file as a member."""
    try:
        archive = package.opened(data, Thing.ARCHIVE, package.LARGEST_ARCHIVE)
    except RefusalError as refusal:
        if refusal.problem.reason is not Reason.PACKAGE_DAMAGED:
            raise
        return _without_list(data, args, refusal)
    extract = Extract("zip", EXTRACTOR)
    with archive:
        items = archive.infolist()
        names = _names(items)
        links = [item for item in items if stat.S_ISLNK(item.external_attr >> 16)]
        files = [
            (number, item, name)
            for number, (item, name) in enumerate(zip(items, names, strict=True))
            if not item.is_dir() and item not in links and not entry_names.is_noise(name)
        ]
        for number, item, path in files:
            folder, name = entry_names.split(path)
            wrong = _problem(data, archive, item, args.get("password"))
            extract.members.append(Inside(str(number), name or "file", folder, wrong))
    extract.parts.append(Part("text", "list of files", "\n".join(name for _n, _item, name in files)))
    if not items:
        extract.problem = problem(Reason.ARCHIVE_EMPTY)
    if data[:2] == b"MZ":
        extract.also.append(note(NoteCode.UNPACKS_ITSELF))
    if links:
        extract.also.append(note(NoteCode.LINKS_IN_ARCHIVE, links=len(links)))
    if any(map(entry_names.leads_out, names)):
        extract.also.append(note(NoteCode.NAMES_LEAD_OUT))
    return extract


def member(data: mmap | bytes, args: dict[str, Any]) -> bytes:
    """Return the bytes of a file inside; ``key`` is its number."""
    key, password = str(args["key"]), args.get("password")
    if key.startswith(_LOST_KEY):
        return archives.member(data, {**args, "key": key.removeprefix(_LOST_KEY)}, _LOST)
    with package.opened(data, Thing.ARCHIVE, package.LARGEST_ARCHIVE) as archive:
        item = archive.infolist()[int(key)]
        if not _is_ours(item):
            return _by_libarchive(data, archive, item, password)
        try:
            return archive.read(item, pwd=_bytes(password))
        except RuntimeError as error:
            if isinstance(error, NotImplementedError):
                raise RefusalError(Reason.MEMBER_UNREADABLE) from error
            raise RefusalError(Reason.LOCKED_MEMBER) from error
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, zlib.error) as error:
            return _after_all(data, archive, item, error)


def _after_all(
    data: mmap | bytes, archive: zipfile.ZipFile, item: zipfile.ZipInfo, error: Exception
) -> bytes:
    """Return what another program makes of a file that the standard library calls damaged."""
    if not item.flag_bits & _LOCKED:
        with suppress(RefusalError):
            return _by_libarchive(data, archive, item, None)
    raise RefusalError(Reason.MEMBER_DAMAGED) from error


def _without_list(data: mmap | bytes, args: dict[str, Any], refusal: RefusalError) -> Extract:
    """Return what is found by going through an archive whose list of files is damaged or missing."""
    extract = archives.read(data, args, _LOST)
    if not (extract.members or args.get("at")):
        raise refusal
    extract.kind, extract.extractor = "zip", EXTRACTOR
    extract.members = [Inside(_LOST_KEY + m.key, m.name, m.origin, m.problem) for m in extract.members]
    extract.also.append(note(NoteCode.DIRECTORY_LOST))
    return extract


def _names(items: list[zipfile.ZipInfo]) -> list[str]:
    """Return the names as they were meant: by the flag for UTF-8, by a second name in UTF-8, else in a guessed page."""
    names = [item.orig_filename if item.flag_bits & _UTF8 else _second_name(item) for item in items]
    guessed = entry_names.decoded([_raw(item) for item in items])
    return [name or guess for name, guess in zip(names, guessed, strict=True)]


def _raw(item: zipfile.ZipInfo) -> bytes:
    return item.orig_filename.encode("utf-8" if item.flag_bits & _UTF8 else "cp437", "replace")


def _second_name(item: zipfile.ZipInfo) -> str:
    extra = item.extra
    while len(extra) >= 4:  # noqa: PLR2004
        kind, size = struct.unpack_from("<HH", extra)
        value, extra = extra[4 : 4 + size], extra[4 + size :]
        whole = value[:1] == b"\1" and len(value) == size
        if kind == _UNICODE_PATH and whole and int.from_bytes(value[1:5], "little") == zlib.crc32(_raw(item)):
            return value[5:].decode("utf-8", "replace")
    return ""


def _is_ours(item: zipfile.ZipInfo) -> bool:
    return item.compress_type in _OWN_WAYS


def _problem(
    data: mmap | bytes, archive: zipfile.ZipFile, item: zipfile.ZipInfo, password: str | None
) -> Problem | None:
    if item.file_size > package.LARGEST_ENTRY:
        return problem(Reason.MEMBER_TOO_LARGE, megabytes=item.file_size // package.MEGABYTE)
    if not item.flag_bits & _LOCKED:
        return None
    if item.compress_type == _AES:
        return _aes_problem(data, archive, item, password)
    try:
        archive.open(item, pwd=_bytes(password)).close()
    except (RuntimeError, NotImplementedError, zipfile.BadZipFile):
        return problem(Reason.LOCKED_MEMBER)
    return None


def _aes_problem(
    data: mmap | bytes, archive: zipfile.ZipFile, item: zipfile.ZipInfo, password: str | None
) -> Problem | None:
    """Return why a file locked with AES stays shut: a wrong password is told by a check in the file itself."""
    if not password:
        return problem(Reason.LOCKED_MEMBER)
    try:
        _walk(data, password, "listing").go_to(archive, item).head(1)
    except LockedError:
        return problem(Reason.LOCKED_MEMBER)
    except BrokenError:
        return problem(Reason.MEMBER_UNREADABLE)
    except RefusalError as refusal:
        return refusal.problem
    return None


def _by_libarchive(
    data: mmap | bytes, archive: zipfile.ZipFile, item: zipfile.ZipInfo, password: str | None
) -> bytes:
    try:
        return (
            _walk(data, password, "fetching")
            .go_to(archive, item)
            .read(min(item.file_size, package.LARGEST_ENTRY))
        )
    except LockedError as error:
        raise RefusalError(Reason.LOCKED_MEMBER) from error
    except BrokenError as error:
        raise RefusalError(Reason.MEMBER_UNREADABLE) from error


class _Walk:
    """A way through the archive in the order in which the files lie in it, as libarchive goes."""

    def __init__(self, data: mmap | bytes, password: str | None) -> None:
        self._data, self._password = data, password
        self._cursor: Cursor | None = None

    def go_to(self, archive: zipfile.ZipFile, item: zipfile.ZipInfo) -> Cursor:
        """Return the cursor, standing on the file."""
        order = sorted(archive.infolist(), key=lambda one: one.header_offset)
        number = order.index(item)
        if self._cursor is None or self._cursor.at > number:
            self._cursor = Cursor(self._data, "zip_seekable", "none", self._password)
        cursor, self._cursor = self._cursor, None  # after a fault it begins anew
        while cursor.at <= number:
            if cursor.next() is None:
                raise BrokenError
        self._cursor = cursor
        return cursor


@lru_cache(maxsize=2)
def _walk(data: mmap | bytes, password: str | None, use: str) -> _Walk:
    """Return the one way through this archive for listing, or for fetching."""
    del use
    return _Walk(data, password)


def _bytes(password: str | None) -> bytes | None:
    return password.encode() if password else None
