"""Who asks to take part and has no line here: looked for on the share itself, once a lead has heard a code.

A list has an end, and whoever can write to a shared folder can fill it (decision 0064). So nobody relies on being listed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator
from pathlib import Path

from reviewer.casebook import Casebook
from reviewer.casebook.record import fault_of_save
from reviewer.casebook.sorting import introductions
from reviewer.model import Person
from reviewer.sharing.folder import FolderShare
from reviewer.sharing.inventory import Inventory
from reviewer.sharing.packs import MOST_BYTES, PackError, unpack_wanted
from reviewer.sharing.share import Share, stored_hash
from reviewer.sharing.stored import read_all


def askers(casebook: Casebook, folder: Path, known: Collection[str]) -> Iterator[Person]:
    """Yield, each once, those who introduce themselves in a shared folder and are not ``known`` (keys): what they signed was verified.

    Looked at are packs that were not read yet or of which not every author has a line, the newest first by the folder's own word: where
    that is a lie it costs time and nothing else. ShareError where the folder is not there.
    """
    share = FolderShare(folder)
    share.require()
    read = casebook.packs.known_packs()
    there = Inventory(share, read.__contains__).packs
    half = {*casebook.team.waiting.packs(())}
    names = [name for name in there if stored_hash(name) and (name in half or name not in read)]
    yielded = {*known}
    for name in sorted(names, key=lambda each: (-_written(folder / each), each)):
        for person in _introduced_in(casebook, share, name):
            if person.key not in yielded:
                yielded.add(person.key)
                yield person


def _introduced_in(casebook: Casebook, share: Share, name: str) -> Iterator[Person]:
    data = read_all(share, name, MOST_BYTES)
    with contextlib.suppress(PackError):  # a sync says so
        saves = unpack_wanted(data, lambda _author: False).saves if data is not None else ()
        for save in saves:
            if fault_of_save(save, casebook.inspection_id) is None:
                yield from introductions([save])


def _written(path: Path) -> float:
    """Return when a file was written (seconds), as the folder says it; 0 where it says nothing."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0
