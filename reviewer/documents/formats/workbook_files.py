"""Files inside workbooks: each is a document of its own.

In .xlsx and .xlsb they are entries of the package; in .xls storages of the file itself, whose names begin with MBD ([MS-XLS] 2.1.7.1);
in .ods objects of the package.
"""

from __future__ import annotations

import io
import struct
from importlib import import_module
from mmap import mmap
from typing import Any
from zipfile import ZipFile

from reviewer.documents.formats import embedded, kinds, opendocument, package, workbook_marks
from reviewer.documents.formats.extract import Extract
from reviewer.documents.formats.package_also import ole
from reviewer.model.problems import Thing

_STORAGE = "MBD"


def add(archive: ZipFile, extract: Extract) -> None:
    """Add the files in an Excel package, and what else is told of it."""
    extract.members, shut = embedded.listed(archive, embedded.objects(archive))
    extract.also += [*embedded.file_notes(extract.members), *workbook_marks.also(archive, shut)]


def add_old(data: mmap | bytes, extract: Extract) -> None:
    """Add the files in a workbook of before 2007, and what else is told of it."""
    shut = None
    try:
        with import_module("olefile").OleFileIO(io.BytesIO(data)) as file:
            extract.members, left = embedded.pooled(file, "", _STORAGE)
            shut = left > 0 or (None if not extract.members else False)
    except (OSError, ValueError, IndexError, RecursionError, struct.error):  # storages may hold themselves
        extract.members = []
    extract.also += [*embedded.file_notes(extract.members), *ole(data, shut=shut)]


def member(data: mmap | bytes, args: dict[str, Any]) -> bytes:
    """Return the bytes of a file inside; ``key`` is its entry in the package, or its storage."""
    kind, key = kinds.kind_of(data), str(args["key"])
    if kind == "xls":
        with import_module("olefile").OleFileIO(io.BytesIO(data)) as file:
            return embedded.fetch_pooled(file, "", key)
    if kind == "ods":
        return opendocument.member(data, args)
    with package.opened(data, Thing.WORKBOOK) as archive:
        return embedded.fetch(archive, key)
