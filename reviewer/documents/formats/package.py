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

MEGABYTE = 1 << 20
MOST_ENTRIES = 20_000
LARGEST_PACKAGE = 512 * MEGABYTE
LARGEST_ARCHIVE = 2048 * MEGABYTE
LARGEST_ENTRY = 256 * MEGABYTE
RATIO, RATIO_FROM = 200, 16 * MEGABYTE
BOMB_REMEDY = "It was not unpacked; ask the sender for the documents in another form."
DAMAGED = "damaged or was cut off"
_BROKEN = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError, zlib.error)
_ENTITY = re.compile(rb"<!ENTITY\s+(?:%\s+)?[^\s>]+\s+[\"']")
_WIDE_ENTITY = tuple("<!ENTITY".encode(encoding) for encoding in ("utf-16-le", "utf-16-be"))
_HEAD = 64 << 10


def opened(data: mmap | bytes, what: str, largest: int = LARGEST_PACKAGE) -> zipfile.ZipFile:
    """Return the archive if its directory is sound; *what* names it in the refusal ("This Word document")."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise RefusalError(f"{what} is {DAMAGED}", "Ask the sender for it again.") from error
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise RefusalError(f"{what} holds {len(entries):,} files, more than any real one", BOMB_REMEDY)
    total = sum(entry.file_size for entry in entries)
    if total > largest:
        raise RefusalError(f"{what} unpacks to {total // MEGABYTE:,} MB, more than is safe", BOMB_REMEDY)
    for entry in entries:
        if is_bomb(entry):
            raise RefusalError(
                f"{what} unpacks to {total // MEGABYTE:,} MB from {_packed(entry)}: a trap", BOMB_REMEDY
            )
    return archive


def is_bomb(entry: zipfile.ZipInfo) -> bool:
    """Tell whether an entry is packed better than any document is."""
    return entry.file_size > RATIO_FROM and entry.file_size > RATIO * max(1, entry.compress_size)


def _packed(entry: zipfile.ZipInfo) -> str:
    return f"{max(1, entry.compress_size // 1024):,} kB"


def entry(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return an entry's bytes; RefusalError when it is damaged or locked."""
    try:
        return archive.read(name)
    except _BROKEN as error:
        raise RefusalError(f"Its part {name} is {DAMAGED}", "Ask the sender for it again.") from error


def tree(archive: zipfile.ZipFile, name: str) -> Any:
    """Return the root element of an XML part as far as it can be recovered; None if there is none."""
    from lxml import etree

    if name not in archive.namelist():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    return etree.fromstring(entry(archive, name) or b"<none/>", parser)


def office(data: mmap | bytes, what: str, *, whole: bool) -> zipfile.ZipFile:
    """Return an Office package whose XML defines no entities of its own (ECMA-376 part 2 forbids DTDs).

    *whole*: look at all of each part, not at its beginning only; for readers that would expand them.
    """
    archive = opened(data, what)
    for item in archive.infolist():
        if item.filename.lower().endswith((".xml", ".rels")) and item.file_size:
            _check_entities(archive, item, what, whole=whole)
    return archive


def _check_entities(archive: zipfile.ZipFile, item: zipfile.ZipInfo, what: str, *, whole: bool) -> None:
    try:
        with archive.open(item) as part:
            text = part.read() if whole else part.read(_HEAD)
    except _BROKEN as error:
        raise RefusalError(f"{what} is {DAMAGED}", "Ask the sender for it again.") from error
    refuse_entities(text, what)


def refuse_entities(text: bytes, what: str) -> None:
    """Raise RefusalError if XML defines entities of its own, which could make a book out of a line."""
    if _ENTITY.search(text) or any(mark in text for mark in _WIDE_ENTITY):
        raise RefusalError(f"{what} defines XML entities, which Office never does: a trap", BOMB_REMEDY)
