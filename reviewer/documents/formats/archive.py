"""Archives (.zip): each file inside is a document of its own."""

from __future__ import annotations

import zipfile
import zlib
from mmap import mmap
from typing import Any

from reviewer.documents.formats import package
from reviewer.documents.formats.extract import Extract, Inside
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Part
from reviewer.model.problems import Problem, Reason, Thing, problem

EXTRACTOR = "zip/1"
_NOISE = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return the list of what is inside, and each file as a member."""
    extract = Extract("zip", EXTRACTOR)
    with package.opened(data, Thing.ARCHIVE, package.LARGEST_ARCHIVE) as archive:
        files = [(n, item) for n, item in enumerate(archive.infolist()) if not _skipped(item)]
        for number, item in files:
            folder, _, name = item.filename.replace("\\", "/").strip("/").rpartition("/")
            extract.members.append(
                Inside(str(number), name, folder, _problem(archive, item, args.get("password")))
            )
    extract.parts.append(Part("text", "list of files", "\n".join(item.filename for _n, item in files)))
    return extract


def _skipped(item: zipfile.ZipInfo) -> bool:
    return item.is_dir() or item.filename.startswith(_NOISE[0]) or item.filename.endswith(_NOISE[1:])


def _problem(archive: zipfile.ZipFile, item: zipfile.ZipInfo, password: str | None) -> Problem | None:
    if item.file_size > package.LARGEST_ENTRY:
        return problem(Reason.MEMBER_TOO_LARGE, megabytes=item.file_size // package.MEGABYTE)
    if item.flag_bits & 1:
        try:
            archive.open(item, pwd=_bytes(password)).close()
        except (RuntimeError, NotImplementedError, zipfile.BadZipFile):
            return problem(Reason.LOCKED_MEMBER)
    return None


def member(data: mmap | bytes, args: dict[str, Any]) -> bytes:
    """Return the bytes of a file inside; ``key`` is its number."""
    with package.opened(data, Thing.ARCHIVE, package.LARGEST_ARCHIVE) as archive:
        item = archive.infolist()[int(args["key"])]
        try:
            return archive.read(item, pwd=_bytes(args.get("password")))
        except RuntimeError as error:
            raise RefusalError(Reason.LOCKED_MEMBER) from error
        except NotImplementedError as error:
            raise RefusalError(Reason.MEMBER_PACKED_ODDLY) from error
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, zlib.error) as error:
            raise RefusalError(Reason.MEMBER_DAMAGED) from error


def _bytes(password: str | None) -> bytes | None:
    return password.encode() if password else None
