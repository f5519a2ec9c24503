"""A whole casebook as one .zip that can be read without this program; see ``archive_form``."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from reviewer.backups.archive_form import (
    FIRST_DAY,
    MANIFEST,
    README,
    RECORDS,
    Manifest,
    Member,
    line_of,
)
from reviewer.backups.csv_tables import Told, tables
from reviewer.backups.member_names import MemberNames, plain
from reviewer.backups.steps import Stage, Step, Tell
from reviewer.casebook import Casebook, NamedDocument, document_in, failures_of, give_name, make_durable
from reviewer.errors import CasebookError, Phrase, TakenError
from reviewer.model import Case

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: where, what of it, and how large it is."""

    path: Path
    manifest: Manifest
    bytes: int


def export(casebook: Casebook, case: Case, target: Path, readme: str, tell: Tell) -> Exported:
    """Write a casebook to ``target``, which must not exist; it has its name when it is whole, on the disk.

    TakenError if something of that name is there, CasebookError while a record is damaged: nothing that was not signed
    leaves. A document that is not whole here is left out, and named in the manifest.
    """
    _refuse_damaged(casebook)
    if os.path.lexists(target):
        raise _taken(target)
    making = target.absolute().with_name(f".{secrets.token_hex(6)}.new")
    try:
        with failures_of(target.name):
            with ZipFile(making, "x", ZIP_STORED, allowZip64=True) as archive:
                manifest = _Writing(archive, casebook, case, tell).write(readme)
            make_durable(making)
            size = making.stat().st_size
            if not give_name(making, target.absolute()):
                raise _taken(target)
    finally:
        with contextlib.suppress(OSError):
            making.unlink(missing_ok=True)
    return Exported(target, manifest, size)


def _taken(path: Path) -> TakenError:
    return TakenError("{path} is there already, so nothing was written", "Use another name.", path=path)


def _refuse_damaged(casebook: Casebook) -> None:
    number = len(casebook.health.damages()) or len(casebook.health.unsound_saves())
    if number:
        raise CasebookError(
            Phrase.counted(
                "{n} record of {name} is damaged, and nothing that was not signed leaves",
                "{n} records of {name} are damaged, and nothing that was not signed leaves",
                number,
                name=casebook.folder.name,
            ),
            "Check the casebook: it names them. A backup takes them along as they are.",
        )


class _Writing:
    """An archive in the making."""

    def __init__(self, archive: ZipFile, casebook: Casebook, case: Case, tell: Tell) -> None:
        """Write this casebook, of this case, into the archive."""
        self._archive, self._casebook, self._case, self._tell = archive, casebook, case, tell
        self._members: dict[str, Member] = {}
        self._saves = self._records = 0
        self._named: dict[str, NamedDocument] = {}

    def write(self, readme: str) -> Manifest:
        """Write all members, and the manifest as the last one."""
        self._put(README, [readme.encode()])
        self._put(RECORDS, self._lines())
        places, missing = self._documents()
        told = Told(self._casebook, self._case, places, self._casebook.people())
        for name, pieces in tables(told):
            self._put(name, pieces)
        manifest = Manifest(
            self._casebook.inspection_id, self._saves, self._records, places, missing, self._members
        )
        self._put(MANIFEST, [manifest.written()])
        return replace(manifest, members={k: v for k, v in self._members.items() if k != MANIFEST})

    def _lines(self) -> Iterator[bytes]:
        total = self._casebook.head_position()
        for _, save in self._casebook.saves():
            self._saves, self._records = self._saves + 1, self._records + len(save.records)
            if self._saves % 100 == 0:
                self._tell(Step(Stage.RECORDS, self._saves, total))
            for one in filter(None, map(document_in, save.records)):
                self._named.setdefault(one.sha256, one)
            yield line_of(save)

    def _documents(self) -> tuple[dict[str, str], dict[str, str]]:
        """Write each document once; return where each lies, and the names of those that are not whole here."""
        names, places, missing = MemberNames(), dict[str, str](), dict[str, str]()
        for done, one in enumerate(self._named.values(), 1):
            self._tell(Step(Stage.DOCUMENTS, done, len(self._named)))
            if not self._casebook.files.sound(one.sha256):
                missing[one.sha256] = one.name
                continue
            place = names.free(*_place(one))
            path = self._casebook.files.path(one.sha256)
            self._put(place, self._pieces(path), path.stat().st_size)
            if self._members[place].sha256 != one.sha256:
                raise CasebookError("{name} changed while it was exported", "Export it again.", name=one.name)
            places[one.sha256] = place
        return places, missing

    def _pieces(self, path: Path) -> Iterator[bytes]:
        with path.open("rb") as file:
            while piece := file.read(_CHUNK):
                yield piece

    def _put(self, name: str, pieces: Iterable[bytes], size: int | None = None) -> None:
        info = ZipInfo(name, FIRST_DAY)
        info.compress_type, info.create_system, info.external_attr = ZIP_STORED, 3, 0o644 << 16
        info.file_size = size or 0
        digest, length = hashlib.sha256(), 0
        with self._archive.open(info, "w", force_zip64=size is None) as member:
            for piece in pieces:
                digest.update(piece)
                length += len(piece)
                member.write(piece)
        self._members[name] = Member(length, digest.hexdigest())


def _place(one: NamedDocument) -> tuple[str, str]:
    """Return the folder and the name of a document in the archive."""
    if not one.is_letter:
        return f"documents/{plain(one.body)}", PurePosixPath(one.name.replace("\\", "/")).name
    day = datetime.fromtimestamp(one.at // 1_000_000, UTC).strftime(" %Y-%m-%d") if one.at else ""
    return f"letters/{plain(one.body)}", f"{one.body}{day} {one.sha256[:8]}.pdf"
