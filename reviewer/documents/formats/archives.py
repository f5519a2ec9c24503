"""Archives other than .zip (.7z, .rar, .tar.gz …), and single files that were packed (.gz): each file is a document of its own.

A place in the list is the entry's number, so that reading goes on where it stopped. A file that claims less than it holds,
or no size at all (.gz), is judged as it is unpacked.
"""

from __future__ import annotations

import time
from functools import lru_cache
from mmap import mmap
from typing import Any

from reviewer.documents.formats import behind, entry_names, kinds, package
from reviewer.documents.formats.extract import Extract, Inside
from reviewer.documents.formats.unpacking import BrokenError, Cursor, Entry, LockedError, judged
from reviewer.documents.reader.values import RefusalError
from reviewer.model import NoteCode, Part
from reviewer.model.notes import note
from reviewer.model.problems import Problem, Reason, problem

EXTRACTOR = "archives/1"
_FORMS = {
    "7z": ("7zip", "none"), "rar": ("rar rar5", "none"), "tar": ("tar", "none"), "cab": ("cab", "none"),
    "lha": ("lha", "none"), "iso": ("iso9660", "none"), "cpio": ("cpio", "none"),
    "gzip": ("raw", "gzip"), "bzip2": ("raw", "bzip2"), "xz": ("raw", "xz"), "zstd": ("raw", "zstd"),
    "lz4": ("raw", "lz4"), "compress": ("raw", "compress"),
}  # fmt: skip
_PACKED = (".gz", ".bz2", ".xz", ".zst", ".lz4", ".z")
_BLOCK = 512
_LEAST = 0.5  # seconds for one call, also for a first look
_LISTING, _FETCHING = "listing", "fetching"


def read(data: mmap | bytes, args: dict[str, Any], form: tuple[str, str] | None = None) -> Extract:
    """Return the list of what is inside from entry ``at`` on, as far as ``step`` seconds go (half a second at least), each file as a member.

    *form*: libarchive's names of form and packing, where they are not those of the kind.
    """
    extract = Extract(kinds.kind_of(data), EXTRACTOR)
    walk = _walk(data, form, _LISTING)
    ends = time.monotonic() + max(_LEAST, float(args.get("step") or 0))
    entries: list[Entry] = []
    try:
        walk.go_to(int(args.get("at") or 0))
        while (entry := walk.next()) is not None:
            entries.append(entry)
            if time.monotonic() > ends:
                extract.next = entry.number + 1
                break
    except LockedError:
        walk.close()
        extract.problem = problem(Reason.LOCKED_FOR_GOOD)
    except BrokenError:
        walk.close()
        cut = bool(entries or args.get("at"))
        extract.problem = problem(Reason.ARCHIVE_CUT_OFF if cut else Reason.ARCHIVE_UNREADABLE)
    if not (entries or extract.problem or args.get("at")):
        extract.problem = problem(Reason.ARCHIVE_EMPTY if walk.is_sound else Reason.ARCHIVE_UNREADABLE)
    if kinds.begins_at(data):
        extract.also.append(note(NoteCode.UNPACKS_ITSELF))
    _add(extract, entries, str(args.get("name", "")), alone=walk.is_single)
    return extract


def _add(extract: Extract, entries: list[Entry], archive: str, *, alone: bool) -> None:
    names = [_unpacked_name(archive, entry.name) for entry in entries] if alone else _names(entries)
    shown = []
    links = 0
    for entry, name in zip(entries, names, strict=True):
        links += entry.is_link
        if entry.is_file and name and not entry_names.is_noise(name):
            folder, file = entry_names.split(name)
            extract.members.append(Inside(str(entry.number), file or "file", folder, _problem(entry)))
            shown.append(name)
    if shown:
        place = f"text{entries[0].number or ''}"
        extract.parts.append(Part(place, "list of files", "\n".join(shown)))
    if links:
        extract.also.append(note(NoteCode.LINKS_IN_ARCHIVE, links=links))
    if any(map(entry_names.leads_out, names)):
        extract.also.append(note(NoteCode.NAMES_LEAD_OUT))


def _names(entries: list[Entry]) -> list[str]:
    return entry_names.decoded([entry.name for entry in entries])


def _unpacked_name(archive: str, stored: bytes) -> str:
    """Return the name of a single packed file: the packed one's without its ending, else what is stored in it."""
    for ending in _PACKED:
        if archive.lower().endswith(ending) and len(archive) > len(ending):
            return archive[: -len(ending)]
    name = entry_names.decoded([stored])[0]
    return name if name not in {"", "data"} else f"{archive or 'file'} unpacked"


def _problem(entry: Entry) -> Problem | None:
    if entry.locked:
        return problem(Reason.LOCKED_FOR_GOOD)
    if entry.size is not None and entry.size > package.LARGEST_ENTRY:
        return problem(Reason.MEMBER_TOO_LARGE, megabytes=entry.size // package.MEGABYTE)
    return None


def member(data: mmap | bytes, args: dict[str, Any], form: tuple[str, str] | None = None) -> bytes:
    """Return the bytes of a file inside; ``key`` is its number, *form* as in ``read``."""
    walk = _walk(data, form, _FETCHING)
    number = int(args["key"])
    try:
        walk.go_to(number)
        if walk.next() is None:
            raise RefusalError(Reason.MEMBER_MISSING)
        return walk.cursor.read(package.LARGEST_ENTRY)
    except LockedError as error:
        walk.close()
        raise RefusalError(Reason.LOCKED_FOR_GOOD) from error
    except BrokenError as error:
        walk.close()
        raise RefusalError(Reason.MEMBER_UNREADABLE) from error


class _Walk:
    """A way through an archive that can begin anew.

    ``is_single``: one packed file, no archive; ``is_sound``: its head is as it was written.
    """

    def __init__(self, data: mmap | bytes, form: tuple[str, str] | None) -> None:
        start = kinds.begins_at(data)
        self._data = bytes(data[start:]) if start else data
        self._form, self._packing = form or _form(data)
        self._cursor: Cursor | None = None
        self._total = 0
        self.is_single = self._form == "raw"
        self.is_sound = self._form != "7zip" or behind.is_7z(bytes(self._data[:64]))

    @property
    def cursor(self) -> Cursor:
        """Where it stands; opened when it is not."""
        if self._cursor is None:
            self._cursor = Cursor(self._data, self._form, self._packing)
            self._total = 0
        return self._cursor

    def close(self) -> None:
        """Begin anew at the next call."""
        self._cursor = None

    def go_to(self, number: int) -> None:
        """Stand before the entry *number*."""
        if self.cursor.at > number:
            self.close()
        while self.cursor.at < number and self.next() is not None:
            pass

    def next(self) -> Entry | None:
        """Go to the next entry; RefusalError when all of them together are more than is safe."""
        entry = self.cursor.next()
        if entry is not None:
            self._total += entry.size or 0
            judged(entry.number + 1, self._total, len(self._data))
        return entry


@lru_cache(maxsize=2)
def _walk(data: mmap | bytes, form: tuple[str, str] | None, use: str) -> _Walk:
    """Return the one way through this archive for listing, or for fetching: neither disturbs the other."""
    del use
    return _Walk(data, form)


def _form(data: mmap | bytes) -> tuple[str, str]:
    """Return libarchive's names for the form and the packing; what is packed may be a .tar."""
    form, packing = _FORMS[kinds.kind_of(data)]
    if form == "raw":
        try:
            cursor = Cursor(data, form, packing)
            if cursor.next() is not None and kinds.is_tar(cursor.head(_BLOCK)):
                return "tar", packing
        except BrokenError:
            pass  # said where it is gone through
    return form, packing
