"""A casebook out of a backup: record for record what was backed up, as a new copy, and never over anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from reviewer.backups.backup_folder import DOCUMENTS, file_hash
from reviewer.backups.generation import NOTES, SUFFIX, Notes, generations, read_notes
from reviewer.backups.steps import Stage, Step, Tell
from reviewer.casebook import Author, CopyHeld, Files, failures_of, held_in, restore_sound, restore_whole
from reviewer.errors import CasebookError, Phrase, ReviewerError, WrongUseError
from reviewer.model import ProblemError

_SHOWN = 8
_SOUND_PART = "Nothing was made. Restore an older backup, or the part of this one that is sound, which leaves out what is named."


@dataclass(frozen=True, slots=True)
class Restored:
    """What was made of a backup, and what of it was left out."""

    backup: Path
    held: CopyHeld
    left_out: tuple[str, ...] = ()
    """Records that are not what was signed, by what they are about."""
    saves_left_out: int = 0
    missing: tuple[str, ...] = ()
    """Names of documents that the backup does not have whole."""


def backup_at(path: Path) -> Path:
    """Return the database file of the backup that a person names: it itself, or the last good one of a backup folder.

    WrongUseError if it is neither.
    """
    if not path.exists():
        raise WrongUseError("The backup {path} is not there", "Check its name.", path=path)
    if path.is_file():
        return path
    with failures_of(path.name):
        known = generations(path)
    if not known:
        raise WrongUseError(
            "{name} holds no backup",
            "Name a folder that a backup made, or a file in it whose name ends in {suffix}.",
            name=path.name,
            suffix=SUFFIX,
        )
    return next((one.path for one in reversed(known) if one.aged.is_good), known[-1].path)


def restore(
    backup: Path, folder: Path, author: Author, at: int, tell: Tell, *, sound_part: bool = False
) -> Restored:
    """Make a casebook in ``folder``, which must not exist, of a backup's database file and the documents beside it.

    CasebookError that names what is damaged or missing, unless the ``sound_part`` is asked for. ``at`` is the time (UTC µs).
    """
    documents = _Documents(backup, tell, sound_part=sound_part)
    tell(Step(Stage.RECORDS))
    if not sound_part:
        _refuse_altered(backup)
        held = restore_whole(folder, backup, author, at, lambda held: _approve(backup, held), documents.bring)
        return Restored(backup, held)
    before = held_in(backup, backup.name)
    if before.is_sound:
        held = restore_whole(folder, backup, author, at, lambda _held: None, documents.bring)
        return Restored(backup, held, missing=documents.missing)
    held = restore_sound(folder, backup, author, at, documents.bring)
    return Restored(backup, held, _names(before), before.saves - held.saves, documents.missing)


def checked(backup: Path, tell: Tell) -> tuple[str, ...]:
    """Read all of a backup and return what is damaged or missing of it, by name; nothing if it is whole."""
    _refuse_altered(backup)
    tell(Step(Stage.RECORDS))
    held = held_in(backup, backup.name)
    store = Files(backup.parent / DOCUMENTS, backup.name, writable=False)
    names = list(_names(held))
    for done, (sha, name) in enumerate(sorted(held.documents.items()), 1):
        if not store.verified(sha):
            names.append(name)
        tell(Step(Stage.CHECKING, done, len(held.documents)))
    return tuple(names)


def _refuse_altered(backup: Path) -> None:
    """Records that are whole say nothing of others that were taken out: the notes know what was written."""
    notes: Notes | None = read_notes(backup.with_suffix(NOTES))
    with failures_of(backup.name):
        if notes is not None and file_hash(backup) != notes.sha256:
            raise CasebookError("{name} is not as it was when it was made", _SOUND_PART, name=backup.name)


def _approve(backup: Path, held: CopyHeld) -> None:
    if not held.is_sound:
        raise CasebookError(
            "{name} is damaged: {what}", _SOUND_PART, name=backup.name, what=_listed(_names(held))
        )


def _names(held: CopyHeld) -> tuple[str, ...]:
    """Return what is damaged, by what it is about; where nothing says that, by its id."""
    records = [
        damage.subject.replace(":", " ", 1) if damage.subject else f"record {damage.record[:8]}"
        for damage in held.damage
    ]
    listed = {damage.save for damage in held.damage}
    return (*records, *(f"save {save[:8]}" for save in sorted(held.unsound_saves - listed)))


def _listed(names: Iterable[str]) -> str:
    known = list(names)
    return ", ".join(known[:_SHOWN]) + (" …" if len(known) > _SHOWN else "")


class _Documents:
    """Brings the documents of a backup, each read and hashed on its way."""

    def __init__(self, backup: Path, tell: Tell, *, sound_part: bool) -> None:
        """Take them from the folder beside the backup."""
        self._backup, self._tell, self._sound_part = backup, tell, sound_part
        self._store = Files(backup.parent / DOCUMENTS, backup.name, writable=False)
        self.missing: tuple[str, ...] = ()

    def bring(self, held: CopyHeld, files: Files) -> None:
        """Copy every document that the records name; ReviewerError names those that are not there whole."""
        missing = []
        for done, (sha, name) in enumerate(sorted(held.documents.items()), 1):
            if not self._copied(sha, files):
                missing.append(name)
            self._tell(Step(Stage.DOCUMENTS, done, len(held.documents)))
        self.missing = tuple(missing)
        if missing and not self._sound_part:
            raise ReviewerError(
                Phrase.counted(
                    "{n} document of {name} is missing or damaged: {what}",
                    "{n} documents of {name} are missing or damaged: {what}",
                    len(missing),
                    name=self._backup.name,
                    what=_listed(missing),
                ),
                _SOUND_PART,
            )

    def _copied(self, sha: str, files: Files) -> bool:
        if not self._store.has(sha):
            return False
        try:
            staged = files.stage(self._store.path(sha))
        except ProblemError:
            return False
        if staged.sha256 != sha:
            files.drop(staged)
            return False
        files.keep(staged)
        return True
