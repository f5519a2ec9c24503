r"""Files inside an Office or OpenDocument package: each is a document of its own, as an attachment is.

An embedded object is a file as it is, or an OLE file that wraps one: [MS-OLEDS] 2.3.6 (``\1Ole10Native``, what the Packager
of Windows wraps), or a stream with the file in it (``Package``, ``CONTENTS``, ``EmbeddedOdf``).
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any
from zipfile import ZipFile

from reviewer.documents.formats import kinds, ole_storage, package
from reviewer.documents.formats.extract import Inside
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Note, NoteCode
from reviewer.model.notes import listed as listed_names
from reviewer.model.notes import note
from reviewer.model.problems import Reason

NOT_KNOWN = RefusalError(Reason.MEMBER_UNKNOWN)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = ("Package", "EmbeddedOdf", "CONTENTS")
_NATIVE = "\x01Ole10Native"
_WHOLE = frozenset({"doc", "xls", "ppt", "ppt95", "msg", "locked"})
_NOT_FILES = frozenset({"ole", "unknown", "empty"})
_LONGEST_NAME = 255


def listed(archive: ZipFile, names: Iterable[str]) -> tuple[list[Inside], list[str]]:
    """Return the files inside those entries as members, and the entries that wrap no file that is known here."""
    members, shut = [], []
    for name in names:
        try:
            file = unwrapped(package.entry(archive, name), name.rpartition("/")[2])
        except RefusalError as refusal:
            bare = name.rpartition("/")[2]
            members.append(Inside(name, bare, "", refusal.problem))
            continue
        if file is None:
            shut.append(name)
        else:
            members.append(Inside(name, file[0], ""))
    return members, shut


def objects(archive: ZipFile) -> list[str]:
    """Return the entries of an Office package that are embedded objects, in their order."""
    return [
        item.filename
        for item in archive.infolist()
        if "/embeddings/" in item.filename.replace("\\", "/").lower() and not item.is_dir() and item.file_size
    ]


def fetch(archive: ZipFile, key: str) -> bytes:
    """Return the bytes of the file that the entry *key* is or wraps."""
    file = unwrapped(package.entry(archive, key), key.rpartition("/")[2])
    if file is None:
        raise NOT_KNOWN
    return file[1]


def file_notes(members: Sequence[Inside]) -> list[Note]:
    """Return the note of the files inside, if there are any: it also says that the document is to be opened for them again."""
    named = listed_names([member.name for member in members])
    return [note(NoteCode.FILES, files=len(members), **named)] if members else []


def pooled(ole: Any, pool: str, start: str = "") -> tuple[list[Inside], int]:
    """Return the files in the storage *pool* of an OLE file as members, and how many objects wrap none that is known here.

    Those in storages whose names begin with *start*; the pool "" is the file itself.
    """
    members, shut = [], 0
    for number, (key, data) in enumerate(ole_storage.each(ole, pool, start), start=1):
        file = None if data is None else unwrapped(data, f"object{number}.bin")
        if file is None:
            shut += 1
        else:
            members.append(Inside(key, file[0], ""))
    return members, shut


def fetch_pooled(ole: Any, pool: str, key: str) -> bytes:
    """Return the bytes of the file that the object *key* of a pool is or wraps."""
    file = unwrapped(ole_storage.taken_out(ole, pool, key), "object.bin")
    if file is None:
        raise NOT_KNOWN
    return file[1]


def unwrapped(data: bytes, name: str) -> tuple[str, bytes] | None:
    """Return the name and the bytes of the file that *data* is or wraps, None if it wraps none that is known here."""
    if not data.startswith(_OLE):
        return name, data
    kind = kinds.kind_of(data)
    if kind in _WHOLE:
        return _named(name, kind), data
    try:
        with import_module("olefile").OleFileIO(io.BytesIO(data)) as ole:
            return _inside(ole, name)
    except (OSError, ValueError, IndexError, KeyError, RecursionError, struct.error):
        return None


def _inside(ole: Any, name: str) -> tuple[str, bytes] | None:
    streams = {path[0].lower(): path for path in ole.listdir() if len(path) == 1}
    if _NATIVE.lower() in streams:
        return native(ole.openstream(streams[_NATIVE.lower()]).read(), name)
    for stream in _STREAMS:
        if stream.lower() in streams:
            data = bytes(ole.openstream(streams[stream.lower()]).read())
            kind = kinds.kind_of(data)
            if kind not in _NOT_FILES:
                return _named(name, kind), data
    return None


def native(stream: bytes, name: str) -> tuple[str, bytes] | None:
    """Return the file that the Packager wrapped, with the name that it had."""
    try:
        label, at = _words(stream, 6)
        path, at = _words(stream, at)
        (size,) = struct.unpack_from("<4xI", stream, at)
        at += 8 + size  # where it lay, and how long that is
        (size,) = struct.unpack_from("<I", stream, at)
        data = stream[at + 4 : at + 4 + size]
    except (struct.error, ValueError):
        data, label, path, size = b"", "", "", 0
    if data and len(data) == size:
        said = (label or path).replace("\\", "/").rpartition("/")[2]
        return said or name, data
    bare = stream[4:]
    kind = kinds.kind_of(bare) if bare else "empty"
    return None if kind in _NOT_FILES or kind == "text" else (_named(name, kind), bare)


def _words(stream: bytes, at: int) -> tuple[str, int]:
    end = stream.index(b"\0", at, at + 2 * _LONGEST_NAME)
    return stream[at:end].decode("cp1252", "replace"), end + 1


def _named(name: str, kind: str) -> str:
    """Return the name with the ending of what it really is."""
    bare, dot, ending = name.rpartition(".")
    if kind in {"locked", "image"} or not dot:
        return name
    shown = {"text": "txt", "ppt95": "ppt"}.get(kind, kind)
    return f"{bare}.{shown}" if ending.lower() in {"bin", "ole"} else name
