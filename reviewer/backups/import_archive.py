"""A casebook out of a .zip that ``export`` wrote. Anybody may have written it: nothing is believed before it was bounded and checked."""

from __future__ import annotations

import hashlib
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from reviewer.backups.archive_form import MANIFEST, RECORDS, Manifest, manifest_of, save_in
from reviewer.backups.member_names import is_safe
from reviewer.backups.steps import Stage, Step, Tell
from reviewer.casebook import Author, CopyHeld, Files, SaveBundle, failures_of, is_sha256, restore_saves
from reviewer.errors import CasebookError, Phrase, ReviewerError, WrongUseError

_CHUNK = 1 << 20
_MOST_LISTED = 256 << 20  # bytes of the list of members: some two million
_MOST_MANIFEST = 256 << 20
_LONGEST_LINE = 64 << 20  # bytes of a save
_MOST_TIMES = 100  # how much more than its own size an archive may unpack to
_ENCRYPTED = 0x1
_END, _LOCATOR, _END_64 = struct.Struct("<4s4H2LH"), struct.Struct("<4sLQL"), struct.Struct("<4sQ2H2L4Q")
_REMEDY = "Nothing was made. Use the file as it was exported."


@dataclass(frozen=True, slots=True)
class Imported:
    """What was made, and the names of documents that the exported casebook itself did not have whole."""

    held: CopyHeld
    missing: tuple[str, ...]


def import_archive(source: Path, folder: Path, author: Author, tell: Tell) -> Imported:
    """Make a casebook in ``folder``, which must not exist, of an exported one: the same records, hash for hash.

    Every member is held against the manifest, and every save verified whole. CasebookError names the member that is not
    what it should be, and nothing is made.
    """
    if not source.is_file():
        raise WrongUseError("The file {source} is not there", "Check its name.", source=source)
    with _opened(source) as archive:
        reading = _Archive(source, archive, tell)
        held = restore_saves(
            folder, reading.saves(), reading.manifest.inspection, author, source.name, reading.bring
        )
    return Imported(held, tuple(reading.manifest.missing.values()))


@contextmanager
def _opened(source: Path) -> Iterator[ZipFile]:
    """Open an archive whose list of members is bounded; what zipfile finds wrong on the way is told."""
    try:
        with failures_of(source.name), source.open("rb") as file:
            _refuse_endless(source, file)
            with ZipFile(file) as archive:
                yield archive
    except (BadZipFile, EOFError, zlib.error, NotImplementedError, struct.error, UnicodeDecodeError) as error:
        raise CasebookError(
            "{name} is no whole .zip ({why})", _REMEDY, name=source.name, why=error
        ) from error


def _refuse_endless(source: Path, file: BinaryIO) -> None:
    """Refuse a list of members that is too long before anything reads it (APPNOTE.TXT 4.3.14 to 4.3.16)."""
    size = source.stat().st_size
    file.seek(max(0, size - (1 << 16) - _END.size))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise BadZipFile("it has no end")
    length = _END.unpack_from(tail, at)[5]
    if length == 0xFFFFFFFF and at >= _LOCATOR.size:  # noqa: PLR2004 - what stands for "see zip64"
        file.seek(_LOCATOR.unpack_from(tail, at - _LOCATOR.size)[2])
        length = _END_64.unpack(file.read(_END_64.size))[8]
    if length > min(size, _MOST_LISTED):
        raise BadZipFile("its list of members is too long")
    file.seek(0)


class _Archive:
    """An archive whose members are what its manifest says, as far as their list goes; what is in them is checked as it is read."""

    def __init__(self, source: Path, archive: ZipFile, tell: Tell) -> None:
        """Read and compare the lists; CasebookError names what does not fit."""
        self._source, self._archive, self._tell = source, archive, tell
        self._infos = self._listed()
        self.manifest = self._manifest()
        self._compare()

    def _wrong(self, member: str, why: str) -> CasebookError:
        shown = member if len(member) <= 200 else f"{member[:200]}…"  # noqa: PLR2004 - of a name that may be endless
        return CasebookError(
            "{name} can't be imported: {member} {why}", _REMEDY, name=self._source.name, member=shown, why=why
        )

    def _listed(self) -> dict[str, ZipInfo]:
        entries: dict[str, ZipInfo] = {}
        total = 0
        for info in self._archive.infolist():
            if info.filename in entries:
                raise self._wrong(info.filename, Phrase("is there twice"))
            if not is_safe(info.filename):
                raise self._wrong(info.filename, Phrase("has a name that leads elsewhere"))
            if info.flag_bits & _ENCRYPTED or info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
                raise self._wrong(info.filename, Phrase("is packed in a way that is not ours"))
            total += info.file_size
            entries[info.filename] = info
        if total > _MOST_TIMES * max(self._source.stat().st_size, _CHUNK):
            raise self._wrong(
                max(entries, key=lambda name: entries[name].file_size), Phrase("unpacks to far too much")
            )
        return entries

    def _manifest(self) -> Manifest:
        if MANIFEST not in self._infos:
            raise WrongUseError(
                "{name} is no exported casebook: it has no {member}",
                "Choose a file that Reviewer exported.",
                name=self._source.name,
                member=MANIFEST,
            )
        if self._infos[MANIFEST].file_size > _MOST_MANIFEST:
            raise self._wrong(MANIFEST, Phrase("is too large"))
        try:
            return manifest_of(self._archive.read(MANIFEST))
        except (ValueError, TypeError, RecursionError) as error:
            raise self._wrong(MANIFEST, Phrase("can't be read: {why}", why=error)) from error

    def _compare(self) -> None:
        said = self.manifest.members
        for name, info in self._infos.items():
            if name != MANIFEST and name not in said:
                raise self._wrong(name, Phrase("is none of its members"))
            if name != MANIFEST and info.file_size != said[name].bytes:
                raise self._wrong(name, Phrase("is not as long as it was"))
        for name in (RECORDS, *said, *self.manifest.documents.values()):
            if name not in self._infos or name not in said:
                raise self._wrong(name, Phrase("is missing"))

    def saves(self) -> Iterator[SaveBundle]:
        """Yield the saves of the archive, unverified but for the hash of all of them together, which is known at the end."""
        digest, count = hashlib.sha256(), 0
        with self._archive.open(self._infos[RECORDS]) as member:
            while line := member.readline(_LONGEST_LINE + 1):
                if len(line) > _LONGEST_LINE:
                    raise self._wrong(RECORDS, Phrase("has a line that is too long"))
                digest.update(line)
                count += 1
                try:
                    save = save_in(line)
                except (ValueError, TypeError, RecursionError) as error:
                    why = Phrase("can't be read in line {line}: {why}", line=count, why=error)
                    raise self._wrong(RECORDS, why) from error
                yield save
                if count % 100 == 0:
                    self._tell(Step(Stage.RECORDS, count, self.manifest.saves))
        if digest.hexdigest() != self.manifest.members[RECORDS].sha256 or count != self.manifest.saves:
            raise self._wrong(RECORDS, Phrase("is not what it was"))

    def bring(self, held: CopyHeld, files: Files) -> None:
        """Put the documents into the casebook, and hold every other member against the manifest."""
        missing = held.documents.keys() - self.manifest.documents.keys() - self.manifest.missing.keys()
        if missing or (held.saves, held.records) != (self.manifest.saves, self.manifest.records):
            name = held.documents[min(missing)] if missing else RECORDS
            raise self._wrong(name, Phrase("is missing"))
        self._refuse_too_much(files)
        total = len(self.manifest.members)
        places = {place: sha for sha, place in self.manifest.documents.items()}
        for done, name in enumerate(sorted(self.manifest.members.keys() - {RECORDS}), 1):
            self._tell(Step(Stage.DOCUMENTS, done, total))
            sha = places.get(name, "")
            if is_sha256(sha) and sha in held.documents:
                self._keep(name, sha, files)
            else:
                for _ in self._pieces(name):
                    pass

    def _refuse_too_much(self, files: Files) -> None:
        wanted = sum(self._infos[place].file_size for place in self.manifest.documents.values())
        free = shutil.disk_usage(files.path("0" * 64).parents[2]).free
        if wanted > free:
            raise ReviewerError(
                "The documents of {name} take {wanted:,} bytes, and the disk has {free:,} left",
                "Nothing was made. Make room, or choose another disk.",
                name=self._source.name,
                wanted=wanted,
                free=free,
            )

    def _keep(self, name: str, sha: str, files: Files) -> None:
        staged = files.stage(self._pieces(name))
        if staged.sha256 != sha:
            files.drop(staged)
            raise self._wrong(name, Phrase("is not the document that the records name"))
        files.keep(staged)

    def _pieces(self, name: str) -> Iterator[bytes]:
        """Yield what a member holds; CasebookError at its end if that is not what the manifest says."""
        said, digest, length = self.manifest.members[name], hashlib.sha256(), 0
        try:
            with self._archive.open(self._infos[name]) as member:
                while piece := member.read(_CHUNK):
                    length += len(piece)
                    if length > said.bytes:
                        raise self._wrong(name, Phrase("is not as long as it was"))
                    digest.update(piece)
                    yield piece
        except (zipfile.BadZipFile, EOFError, zlib.error) as error:
            raise self._wrong(name, Phrase("is damaged ({why})", why=error)) from error
        if length != said.bytes or digest.hexdigest() != said.sha256:
            raise self._wrong(name, Phrase("is not what it was"))
