"""A casebook of a merged file, to be looked at: made of its saves, each verified, in a folder that goes when it is closed."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from reviewer.casebook.database import Database
from reviewer.casebook.durable import make_folder
from reviewer.casebook.environment_errors import failures_of
from reviewer.casebook.founding import made
from reviewer.casebook.head_form import inspection_said
from reviewer.casebook.lock import WriterLock, clear_unheld
from reviewer.casebook.merged import Written, hash_of_saves, written_in
from reviewer.casebook.merged_pages import MergedSaves
from reviewer.casebook.record import SaveBundle, examined_save
from reviewer.casebook.refolding import recount
from reviewer.casebook.save_writing import insert, set_local
from reviewer.casebook.seal import Seal
from reviewer.errors import CasebookError
from reviewer.model.frozen import dataclass

_AT_ONCE = 2000  # saves in one transaction
_NAME, _LOCK = "merged", "merged.lock"


class Passing:
    """A folder on this laptop for what is only looked at: gone once it is closed or, after a kill, when the next one is made."""

    def __init__(self, place: Path) -> None:
        """Make one in ``place``, which is made too. CasebookError where it can't be."""
        with failures_of(_NAME):
            make_folder(place)
            clear_unheld(place.absolute(), _NAME, _LOCK)
            self.folder = place.absolute() / f".{_NAME}.{secrets.token_hex(4)}"
            self.folder.mkdir(mode=0o700)
        self._lock = WriterLock(self.folder / _LOCK, _NAME)

    def close(self) -> None:
        """Let all of it go; a second time does nothing."""
        self._lock.release()
        shutil.rmtree(self.folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class MergedSource:
    """What a casebook is that was made of a merged ``file``: it is gone, with the ``passing`` folder, when it is closed.

    ``written`` is what the file's writer signed, None where nobody did; ``last`` when its last save was made (UTC µs); ``idle`` saves
    count for nothing by its own members. ``documents`` is the folder in which they lie, empty where none is beside it. ``later`` is
    the name of a later file beside it, or "".
    """

    file: Path
    passing: Passing
    documents: Path
    written: Written | None
    last: int
    idle: int = 0
    later: str = ""

    @property
    def at(self) -> int:
        """When it was written, as its writer signed it, else when its last save was made (UTC µs)."""
        return self.last if self.written is None else self.written.time


class Viewed(NamedTuple):
    """What a casebook was made of: as ``MergedSource`` says, and ``saves``, the hash of them all."""

    written: Written | None
    saves: str
    last: int
    idle: int


def found_view(
    folder: Path, saves: MergedSaves, inspection: str | None, seal: bytes, tell: Callable[[int], None]
) -> Viewed:
    """Make a casebook of a merged file's saves in ``folder``; nobody writes in it. ``tell`` is told how many saves have come.

    ``seal`` is the key by which the opening knows what was verified here. ``inspection`` is the id of the founding record, None for the one that the file says. CasebookError where a save is not what was
    signed, or what the file says of its writer does not hold; and what ``tell`` raises: then nothing is left.
    """
    view = _View(folder.name, inspection)
    with made(folder) as database:
        coming = iter(saves)
        while batch := list(islice(coming, _AT_ONCE)):
            with database.write():
                for save in batch:
                    view.take(save)
                    insert(database, save, Seal(seal))
            tell(len(view.ids))
        written = view.written(saves)
        with database.write():
            idle = _begin(database, view)
    return Viewed(written, hash_of_saves(view.ids), view.last, idle)


def _begin(database: Database, view: _View) -> int:
    """Note whose casebook it is, and work out what counts; returns how many saves do not."""
    if not view.inspection or not database.one(
        "SELECT 1 FROM record WHERE id = ?", (bytes.fromhex(view.inspection),)
    ):
        raise view.damaged("it lacks the beginning of the inspection")
    set_local(database, "inspection", view.inspection)
    set_local(database, "copy", secrets.token_hex(16))
    recount(database, view.inspection, {})
    ((idle,),) = database.rows("SELECT count(*) FROM uncounted")
    return int(idle)


class _View:
    """Examines saves on their way in."""

    def __init__(self, name: str, inspection: str | None) -> None:
        self._name = name
        self.inspection = inspection or ""
        self.ids: list[str] = []
        self.last = 0

    def take(self, save: SaveBundle) -> None:
        """Examine a save; CasebookError where it is not what was signed, or is not of the inspection."""
        if not self.inspection:
            self.inspection = inspection_said(save.head)
        examined = examined_save(save, self.inspection)
        if examined.fault is not None:
            raise self.damaged(examined.fault)
        if self.ids and save.id <= self.ids[-1]:
            raise self.damaged("a save stands in it twice")
        self.ids.append(save.id)
        self.last = max(self.last, examined.head["time"])

    def written(self, saves: MergedSaves) -> Written | None:
        """Return what the writer signed; CasebookError where it is of another file than this."""
        if not saves.said:
            return None
        written = written_in(saves.said, saves.signature)
        if (
            written is None
            or written.inspection != self.inspection
            or written.saves != hash_of_saves(self.ids)
        ):
            raise self.damaged("it does not hold what its writer signed")
        return written

    def damaged(self, why: str) -> CasebookError:
        """Return what is told of a file that can't be trusted."""
        return CasebookError(
            "{name} can't be trusted: {why}",
            "Nothing of it is shown. Open another one in that folder, or ask a colleague to sync, which writes a new one.",
            name=self._name,
            why=why,
        )
