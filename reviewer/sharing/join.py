"""Join: a colleague's first copy of an inspection, made from what is on the share."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from reviewer.casebook import Author, Casebook, RecordRow, SaveBundle
from reviewer.casebook.codes import work_out_codes
from reviewer.casebook.record import fault_of_save
from reviewer.errors import CancelledError, ShareError
from reviewer.sharing.inventory import Inventory
from reviewer.sharing.marker import inspection_of
from reviewer.sharing.packs import MOST_BYTES, PackError, unpack_beginning
from reviewer.sharing.share import PACKS, Clock, Share, cannot, copied_hash, stored_hash
from reviewer.sharing.stored import fetch, read_all
from reviewer.sharing.sync import sync
from reviewer.sharing.sync_report import Progress, Step, SyncReport

_MOST_FAULTS = 50
"""After so many saves of a pack that claim to hold the beginning no more of it are looked at."""


class Joined(NamedTuple):
    """A casebook that was made of a share, open for writing, what the share gave and did not, and what ended that early."""

    casebook: Casebook
    report: SyncReport | None
    failed: ShareError | None = None


class Shared(NamedTuple):
    """Which inspection a share holds: its title, who began it and when (UTC µs), by its founding save, which was verified."""

    inspection: str
    title: str
    by: str
    at: int
    documents: int
    bytes: int


def look(share: Share, progress: Progress | None = None) -> Shared:
    """Return which inspection a share holds; nothing is written. ShareError if none has arrived there, or it can't be read."""
    inspection = _inspection(share)
    inventory = Inventory(share)
    said = {
        kind: (at, fields) for kind, at, fields in map(_said, _beginning(share, inspection, progress).records)
    }
    at, part = said.get("inspection", (0, {}))
    case = part.get("inspection")
    return Shared(
        inspection,
        str(case.get("title", "")) if isinstance(case, dict) else "",
        str(said.get("person", (0, {}))[1].get("name", "")),
        at,
        len(inventory.documents), sum(inventory.documents.values()) + sum(inventory.packs.values()),
    )  # fmt: skip


def _said(row: RecordRow) -> tuple[str, int, Mapping[str, Any]]:
    """Return kind, time and fields of a sound record."""
    head, fields = json.loads(row.head), json.loads(row.body or "{}").get("fields")
    return head["kind"], head["time"], fields if isinstance(fields, dict) else {}


def join(
    share: Share,
    folder: Path,
    author: Author,
    clock: Clock,
    progress: Progress | None = None,
    *,
    codes: bool = False,
) -> Joined:
    """Make a casebook in ``folder`` of the inspection that is shared, with all its saves and documents that have arrived.

    ``codes``: those are worked out that whoever joins is told in the end, while hardly anything is in memory.
    Raises ShareError if the share is not there or
    holds no inspection yet, CasebookError if the folder is taken or unfit; and what ``progress`` raises to stop it: then nothing
    is left. If the share fails after the casebook was made, it stays, with why, and a later sync goes on.
    """
    inspection = _inspection(share)
    beginning = _beginning(share, inspection, progress)
    casebook = Casebook.adopt(folder, author, clock, (beginning,), inspection)
    try:
        if codes:
            with contextlib.suppress(
                MemoryError, ValueError
            ):  # who shows them works them out, and says why that fails
                work_out_codes(author.key, casebook)
        report = sync(casebook, share, progress, clock=clock, patient=True)
    except CancelledError:
        casebook.close()
        shutil.rmtree(folder)  # made just now, and nothing was done in it yet
        raise
    except ShareError as error:
        return Joined(casebook, None, error)
    except BaseException:
        casebook.close()
        raise
    return Joined(casebook, report)


def _inspection(share: Share) -> str:
    inspection = inspection_of(share)
    if inspection is None:
        raise ShareError(
            "The shared folder {place} holds no inspection yet",
            "Ask the colleague who began it to sync first, or choose another folder.",
            place=share.place,
        )
    return inspection


def _not_arrived(share: Share) -> ShareError:
    return ShareError(
        "The beginning of the inspection has not arrived in the shared folder {place} yet",
        "Wait until it is synchronised, or ask a colleague to sync again.",
        place=share.place,
    )


def _beginning(share: Share, inspection: str, progress: Progress | None) -> SaveBundle:
    """Return the save that founded the inspection, whole; all else comes by the sync. ShareError if it has not arrived.

    A bad copy of it, in a pack that sorts first or last, is in nobody's way.
    """
    for data in _all_packs(share, progress):
        with contextlib.suppress(PackError):  # the sync that follows tells the person about it
            for save in islice(unpack_beginning(data, inspection), _MOST_FAULTS):
                founds = any(row.id == inspection for row in save.records)
                if founds and fault_of_save(save, inspection) is None:
                    return save
    raise _not_arrived(share)


def _all_packs(share: Share, progress: Progress | None) -> Iterator[bytes]:
    try:
        names = share.list(PACKS)
    except OSError as error:
        raise cannot(share, "read", error) from error
    for done, name in enumerate(names):
        if progress:
            progress(Step("reading the records", done, len(names)))
        promised = stored_hash(name)
        if promised:
            data = fetch(share, name, promised, MOST_BYTES)
        else:
            data = read_all(share, name, MOST_BYTES) if copied_hash(name) else None
        if data is not None:
            yield data
