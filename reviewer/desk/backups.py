"""Backups of a casebook: made by hand and by themselves, listed, checked and restored. Needs no open casebook.

A backup folder lies in the backup place: one for each inspection, whichever copy of it is backed up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.session import Clock, utc_now
from reviewer.desk.settings import BACKUP_FAILED, BACKUP_OFTEN, BACKUP_PLACE, Often
from reviewer.errors import CancelledError, CasebookBusyError, CasebookError, ReviewerError, WrongUseError

if TYPE_CHECKING:
    from reviewer.backups import BackedUp, BackupElsewhere, Generation, Order, Restored, Step, Why
    from reviewer.casebook import CopyState
    from reviewer.desk.display import Report
    from reviewer.desk.home import Home

HOUR = 3_600_000_000  # microseconds
DAY = 24 * HOUR
MOST_READ = 512 << 20
"""Bytes of documents that are read back at each backup that is made by itself: all of 10 GB in three weeks."""
_ENDING = ".backup"
_DATABASE = "casebook.sqlite"


class Moment(StrEnum):
    """When it is asked whether a backup is due."""

    ENDS = "ends"
    """As a casebook is opened or closed."""
    BETWEEN = "between"
    """While it is open."""


@dataclass(frozen=True, slots=True)
class BackupState:
    """What is known of the backups of a casebook: when the last whole one was made (UTC µs; 0: never), and what kept it from a later one."""

    last: int
    failed: str
    often: Often


def backup_place(home: Home) -> Path:
    """Return the folder in which backup folders lie."""
    return home.settings.get(BACKUP_PLACE) or home.data / "backups"


def _place_there(home: Home) -> Path:
    """Return the backup place; ReviewerError if it was chosen and is not there, such as a stick that was taken out."""
    place = backup_place(home)
    if home.settings.get(BACKUP_PLACE) is not None and not place.is_dir():
        raise ReviewerError(
            "The folder for backups {place} is not there",
            "Connect the drive, or choose another folder in the preferences; a backup is tried again then.",
            place=place,
        )
    return place


def how_often(home: Home) -> Often:
    """Return how often a backup is made by itself."""
    chosen = home.settings.get(BACKUP_OFTEN)
    return Often(chosen) if chosen in list(Often) else Often.DAILY


def all_backups(home: Home) -> tuple[Generation, ...]:
    """Return every backup in the backup place, of all casebooks, the newest first."""
    place = _place_there(home)
    return backups_in(place) if place.is_dir() else ()


def backups_in(place: Path) -> tuple[Generation, ...]:
    """Return every backup in a backup folder, or in the backup folders in a folder, the newest first."""
    from reviewer.backups import generations
    from reviewer.casebook import failures_of

    with failures_of(f"The folder for backups {place}"):
        folders = [folder for folder in place.iterdir() if folder.suffix == _ENDING and folder.is_dir()]
        backups = [one for folder in (place, *folders) for one in generations(folder)]
    return tuple(sorted(backups, key=lambda one: (one.made, one.number), reverse=True))


def check_backup(path: Path, progress: Report | None = None) -> tuple[str, ...]:
    """Read all of a backup and return, by name, what is damaged or missing of it."""
    from reviewer.backups import backup_at, checked

    return checked(backup_at(path), telling(progress))


def restore_backup(
    path: Path,
    folder: Path,
    home: Home,
    progress: Report | None = None,
    *,
    sound_part: bool = False,
    clock: Clock = utc_now,
) -> Restored:
    """Make a casebook in ``folder`` of a backup: a file, or the last good one of a backup folder; see ``backups.restore``."""
    from reviewer.backups import backup_at, restore

    home.check_casebook(folder)
    must_be_no_part(folder)
    return restore(backup_at(path), folder, home.author(), clock(), telling(progress), sound_part=sound_part)


def must_be_no_part(target: Path) -> None:
    """What lies inside a casebook would be lost with it, and be taken for a part of it: WrongUseError."""
    place = target.absolute()
    for above in place.parents:
        if (above / _DATABASE).exists():
            raise WrongUseError(
                "{target} lies in the casebook {name}",
                "Name a place outside of it; nothing was written.",
                target=target,
                name=above.name,
            )


class Backups:
    """The backups of one casebook, by its folder; it may be open, here or elsewhere."""

    def __init__(
        self,
        casebook: Path,
        home: Home,
        clock: Clock = utc_now,
        apart: Callable[[Path, Path], bool] | None = None,
    ) -> None:
        """Nothing is read yet. ``apart`` tells whether a folder is known to lie on another device than the casebook."""
        self._casebook, self._home, self._clock, self._apart = casebook.resolve(), home, clock, apart
        self._failed = BACKUP_FAILED.of(casebook)

    def write_to(self, target: Path, progress: Report | None = None) -> BackedUp:
        """Make a backup folder of that name, or add to it if it is one of this inspection; all of it is read back.

        TakenError if something else has the name; ReviewerError says what kept it from being made.
        """
        from reviewer.backups import add_backup, back_up_new, generations

        must_be_no_part(target)
        order, tell = self._order(_asked(), most=None), telling(progress)
        if target.is_dir() and generations(target):
            return add_backup(self._casebook, target, order, tell)
        return back_up_new(self._casebook, target, order, tell)

    def now(self, progress: Report | None = None) -> BackedUp:
        """Make a backup in the backup place; it stays until somebody removes it."""
        made = self._add(self._folder(), self._order(_asked(), most=None), progress)
        self._home.settings.put(self._failed, "")
        return made

    def listed(self) -> tuple[Generation, ...]:
        """Return the backups of this inspection in the backup place, the newest first."""
        from reviewer.backups import generations

        folder = self._folder()
        return tuple(reversed(generations(folder))) if folder.is_dir() else ()

    def state(self) -> BackupState:
        """Return when the last whole backup of this copy was made, and what kept a later one from being made."""
        last = 0
        try:
            copy = self._state().copy
            whole = (
                one.made for one in self.listed() if one.aged.is_good and one.notes and one.notes.copy == copy
            )
            last = next(whole, 0)
        except (OSError, ReviewerError):
            pass  # what can't be read has no backup that anybody could trust
        return BackupState(last, self._home.settings.get(self._failed), how_often(self._home))

    def elsewhere(self) -> BackupElsewhere | None:
        """Return the newest backup of this copy on another device that is whole, and reads now as it was written; None without one.

        Its database is read, and for each document of the casebook the store is looked at: on a network drive that takes its time.
        """
        from reviewer.backups import BackupElsewhere, is_as_made
        from reviewer.casebook import Files, is_elsewhere

        apart = self._apart or is_elsewhere
        try:
            state, known = self._state(), self.listed()
            whole = (
                one for one in known if one.notes and one.notes.is_whole and one.notes.copy == state.copy
            )
            backup = next(
                (one for one in whole if apart(self._casebook, one.folder) and is_as_made(one)), None
            )
            if backup is None or backup.notes is None:
                return None
            name = self._casebook.name
            here = Files(self._casebook / "documents", name, writable=False)
            there = Files(backup.folder / "documents", name, writable=False)
            lacking = sum(not _same_size(here.path(sha), there.path(sha)) for sha in here.all())
        except (OSError, ReviewerError):
            return None  # what can't be read holds nothing that anybody could count on
        return BackupElsewhere(
            backup.folder, backup.made, max(0, state.position - backup.notes.position), lacking
        )

    def is_due(self, moment: Moment) -> bool:
        """Tell whether a backup should be made by itself now: something has changed, and the last one is old enough."""
        often = how_often(self._home)
        if often is Often.NEVER:
            return False
        state = self._state()
        last = next((one for one in self.listed() if one.notes and one.notes.copy == state.copy), None)
        if last is None or last.notes is None:
            return True
        if last.notes.position == state.position and not any(map(self._is_here, last.notes.missing)):
            return False
        gap = HOUR if moment is Moment.ENDS or often is Often.HOURLY else DAY
        return not 0 <= self._clock() - last.made < gap

    def _is_here(self, sha: str) -> bool:
        return (self._casebook / "documents" / sha[:2] / sha).is_file()

    def if_due(self, moment: Moment, progress: Report | None = None) -> BackedUp | None:
        """Make a backup if one is due, and let go of those that have had their time; None if none is.

        What keeps it from being made is remembered until one was made, and raised.
        """
        from reviewer.backups import Why

        try:
            if not self.is_due(moment):
                return None
            made = self._add(self._folder(), self._order(Why.AUTOMATIC, MOST_READ), progress)
        except CasebookBusyError:  # another program is making one
            return None
        except CancelledError:
            raise
        except (OSError, ReviewerError) as error:
            from reviewer.desk.words.errors import error_words

            said = error_words(error) if isinstance(error, ReviewerError) else str(error)
            self._home.settings.put(self._failed, said)
            raise
        self._home.settings.put(self._failed, "")
        return made

    def before_update(self) -> None:
        """Make a backup of the records before a newer program changes their tables; in the user's own folder if there is no other.

        CasebookError if none can be made: then nothing may be changed.
        """
        from reviewer.backups import Why, add_backup, silent

        order = self._order(Why.UPDATE, 0, has_documents=False)
        try:
            try:
                add_backup(self._casebook, self._folder(), order, silent)
            except ReviewerError:
                add_backup(self._casebook, self._in(self._home.data / "backups"), order, silent)
        except ReviewerError as error:
            raise CasebookError(
                "{name} comes from an older version of Reviewer, and no backup of it can be made before it is brought up to"
                " date: {why}",
                "Nothing was changed. Mend that, then open it again.",
                name=self._casebook.name,
                why=error.what,
            ) from error

    def _add(self, folder: Path, order: Order, progress: Report | None) -> BackedUp:
        from reviewer.backups import add_backup, thin

        made = add_backup(self._casebook, folder, order, telling(progress))
        return replace(made, gone=thin(folder, made.notes.copy))

    def _state(self) -> CopyState:
        from reviewer.casebook import state_of

        return state_of(self._casebook)

    def _folder(self) -> Path:
        """Return the folder for this inspection in the backup place; ReviewerError if that is not there."""
        place = _place_there(self._home)
        must_be_no_part(place / "any")
        return self._in(place)

    def _in(self, place: Path) -> Path:
        inspection = self._state().inspection[:8]
        there = sorted(place.glob(f"* {inspection}{_ENDING}")) if place.is_dir() else []
        return next(iter(there), place / f"{self._casebook.stem} {inspection}{_ENDING}")

    def _order(self, why: Why, most: int | None, *, has_documents: bool = True) -> Order:
        from reviewer.backups import Order
        from reviewer.desk.words.backups import readme

        return Order(self._clock(), why, readme(self._casebook.name), most, has_documents)


def _same_size(one: Path, other: Path) -> bool:
    return other.is_file() and one.stat().st_size == other.stat().st_size


def _asked() -> Why:
    from reviewer.backups import Why

    return Why.ASKED


def telling(progress: Report | None) -> Callable[[Step], None]:
    """Return what tells a person's progress of the steps of a long work."""
    from reviewer.desk.display import Progress
    from reviewer.desk.words.backups import stage_words

    def tell(step: Step) -> None:
        if progress is not None:
            progress(Progress(step.done, step.total, stage_words(step.stage)))

    return tell
