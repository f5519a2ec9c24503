"""Join: a colleague's first copy of an inspection, made from what is on the share."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reviewer.casebook import Author, Casebook, SaveBundle
from reviewer.casebook.record import fault_of_save
from reviewer.errors import ShareError
from reviewer.sharing.marker import inspection_of
from reviewer.sharing.packs import MOST_BYTES, PackError, unpack_beginning
from reviewer.sharing.share import PACKS, Clock, Share, cannot, copied_hash, stored_hash
from reviewer.sharing.stored import fetch, read_all
from reviewer.sharing.sync import sync
from reviewer.sharing.sync_report import Progress, SyncReport

_MOST_FAULTS = 50
"""After so many saves of a pack that are not what was signed no more of it are looked at."""


class Joined(NamedTuple):
    """A casebook that was made of a share, open for writing, and what the share gave and did not."""

    casebook: Casebook
    report: SyncReport


def join(
    share: Share, folder: Path, author: Author, clock: Clock, progress: Progress | None = None
) -> Joined:
    """Make a casebook in ``folder`` of the inspection that is shared, with all its saves and documents that have arrived.

    Raises ShareError if the share is not there or
    holds no inspection yet, CasebookError if the folder is taken or unfit. If the share fails after the
    casebook was made, it stays, and a later sync goes on.
    """
    inspection = inspection_of(share)
    if inspection is None:
        raise ShareError(
            "The shared folder {place} holds no inspection yet",
            "Ask the colleague who began it to sync first, or choose another folder.",
            place=share.place,
        )
    saves = _beginning(share, inspection, author.key)
    casebook = Casebook.adopt(folder, author, clock, saves, inspection)
    try:
        report = sync(casebook, share, progress, clock=clock, patient=True)
    except BaseException:
        casebook.close()
        raise
    return Joined(casebook, report)


def _beginning(share: Share, inspection: str, author: str) -> tuple[SaveBundle, ...]:
    """Return the save that founded the inspection, whole, and those by which its author knows who joins; all else comes by the sync.

    A bad copy of the founding save, in a pack that sorts first or last, is in nobody's way. ShareError if there is only such a one.
    """
    saves: dict[str, SaveBundle] = {}
    found = False
    for data in _all_packs(share):
        faults = 0
        with contextlib.suppress(PackError):  # the sync that follows tells the person about it
            for save in unpack_beginning(data, inspection, author):
                if save.id not in saves and faults < _MOST_FAULTS:
                    sound = fault_of_save(save, inspection) is None
                    faults += not sound
                    found |= sound and any(row.id == inspection for row in save.records)
                    saves |= {save.id: save} if sound else {}
    if not found:
        raise ShareError(
            "The beginning of the inspection has not arrived in the shared folder {place} yet",
            "Wait until it is synchronised, or ask a colleague to sync again.",
            place=share.place,
        )
    return tuple(saves.values())


def _all_packs(share: Share) -> Iterator[bytes]:
    try:
        names = share.list(PACKS)
    except OSError as error:
        raise cannot(share, "read", error) from error
    for name in names:
        promised = stored_hash(name)
        if promised:
            data = fetch(share, name, promised, MOST_BYTES)
        else:
            data = read_all(share, name, MOST_BYTES) if copied_hash(name) else None
        if data is not None:
            yield data
