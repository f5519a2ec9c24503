"""Archives opened with care: the directory is judged before a byte is unpacked, and no more is unpacked than it says.

A bomb is told by what the directory declares: how many entries, how much in all, how well one is packed. An entry
that unpacks to more than it declares is cut there by ``zipfile`` and fails its checksum.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from mmap import mmap
from typing import Any

from reviewer.documents.reader.values import RefusalError
from reviewer.model.problems import Reason, Thing

MEGABYTE = 1 << 20
MOST_ENTRIES = 20_000
LARGEST_PACKAGE = 512 * MEGABYTE
LARGEST_ARCHIVE = 2048 * MEGABYTE
LARGEST_ENTRY = 256 * MEGABYTE
RATIO, RATIO_FROM = 200, 16 * MEGABYTE
_BROKEN = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError, zlib.error)
_ENTITY = re.compile(rb"<!ENTITY\s+(?:%\s+)?[^\s>]+\s+[\"']")
_WIDE_ENTITY = tuple("<!ENTITY".encode(encoding) for encoding in ("utf-16-le", "utf-16-be"))
_HEAD = 64 << 10


def opened(data: mmap | bytes, thing: Thing, largest: int = LARGEST_PACKAGE) -> zipfile.ZipFile:
    """Return the archive if its directory is sound; *thing* is what the refusal says of it."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise RefusalError(Reason.PACKAGE_DAMAGED, thing=thing) from error
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise RefusalError(Reason.BOMB_OF_FILES, thing=thing, files=len(entries))
    total = sum(entry.file_size for entry in entries)
    if total > largest:
        raise RefusalError(Reason.BOMB_OF_SIZE, thing=thing, megabytes=total // MEGABYTE)
    for entry in entries:
        if is_bomb(entry):
            kilobytes = max(1, entry.compress_size // 1024)
            raise RefusalError(
                Reason.BOMB_OF_RATIO, thing=thing, megabytes=total // MEGABYTE, kilobytes=kilobytes
            )
    return archive


def is_bomb(entry: zipfile.ZipInfo) -> bool:
    """Tell whether an entry is packed better than any document is."""
    return entry.file_size > RATIO_FROM and entry.file_size > RATIO * max(1, entry.compress_size)


def entry(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return an entry's bytes; RefusalError when it is damaged or locked."""
    try:
        return archive.read(name)
    except _BROKEN as error:
        raise RefusalError(Reason.PACKAGE_PART_DAMAGED, part=name) from error


def tree(archive: zipfile.ZipFile, name: str) -> Any:
    """Return the root element of an XML part as far as it can be recovered; None if there is none."""
    from lxml import etree

    if name not in archive.namelist():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    return etree.fromstring(entry(archive, name) or b"<none/>", parser)


def office(data: mmap | bytes, thing: Thing, *, whole: bool) -> zipfile.ZipFile:
    """Return an Office package whose XML defines no entities of its own (ECMA-376 part 2 forbids DTDs).

    *whole*: look at all of each part, not at its beginning only; for readers that would expand them.
    """
    archive = opened(data, thing)
    for item in archive.infolist():
        if item.filename.lower().endswith((".xml", ".rels")) and item.file_size:
            _check_entities(archive, item, thing, whole=whole)
    return archive


def _check_entities(archive: zipfile.ZipFile, item: zipfile.ZipInfo, thing: Thing, *, whole: bool) -> None:
    try:
        with archive.open(item) as part:
            text = part.read() if whole else part.read(_HEAD)
    except _BROKEN as error:
        raise RefusalError(Reason.PACKAGE_DAMAGED, thing=thing) from error
    refuse_entities(text, thing)


def refuse_entities(text: bytes, thing: Thing) -> None:
    """Raise RefusalError if XML defines entities of its own, which could make a book out of a line."""
    if _ENTITY.search(text) or any(mark in text for mark in _WIDE_ENTITY):
        raise RefusalError(Reason.BOMB_OF_ENTITIES, thing=thing)
