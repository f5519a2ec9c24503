"""What becomes of a damaged pack on a share: it is written again as it was, or taken away once all of its work lies elsewhere.

Only a pack all of whose saves are known here is ever touched: one that this laptop held whole, or began to write. Of any other it is said
that it is damaged or still arriving, for a week; then nobody is coming with it, and only a check still names it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping

from reviewer.casebook import Casebook
from reviewer.errors import Phrase
from reviewer.sharing.packs import name_of, pack
from reviewer.sharing.share import PACKS, Share
from reviewer.sharing.share_notes import ShareNotes
from reviewer.sharing.stored import UNREADABLE, hash_there, store_bytes
from reviewer.sharing.sync_report import Step, Tally

_MOST_OWED = 32
"""How many packs are remembered with their saves (some 30 KB each)."""


class PackHealing:
    """Heals the packs of one share, in the course of one sync."""

    def __init__(self, casebook: Casebook, share: Share, tally: Tally, notes: ShareNotes) -> None:
        """Take both sides, where to count, and what is remembered from sync to sync."""
        self._casebook, self._share, self._tally, self._notes = casebook, share, tally, notes
        self._damaged: dict[str, tuple[str, int]] = {}
        """What is said of each damaged one, if it stays so, and how many bytes it has."""

    @property
    def damaged(self) -> frozenset[str]:
        """The packs that can't be taken in, as far as was looked."""
        return frozenset(self._damaged)

    def begin(self, name: str, saves: Iterable[str]) -> None:
        """Note which saves a pack is about to hold, so that half of it is known for what it is after a crash."""
        self._owe(name, saves)
        self._notes.keep(self._casebook.folder)

    def _owe(self, name: str, saves: Iterable[str]) -> None:
        self._notes.owed.pop(name, None)
        self._notes.owed[name] = sorted(saves)
        for old in list(self._notes.owed)[:-_MOST_OWED]:
            del self._notes.owed[old]

    def is_whole(self, name: str) -> None:
        """Note that a pack is there, as it should be."""
        self._notes.owed.pop(name, None)
        self._damaged.pop(name, None)

    def forget(self, name: str) -> None:
        """Note that a known pack is not there as it was: what it held counts as unshared.

        One of which something waits is never taken away for that: what of it is not held here lies nowhere else, as far as is known.
        """
        if not self._casebook.team.waiting.is_noted(name):
            self._owe(name, self._casebook.packs.saves_in(name))
        self._casebook.packs.forget_pack(name)

    def is_damaged(self, name: str, sentence: str, size: int) -> None:
        """Note a pack of so many bytes that can't be taken in, and what to say of it if it stays so."""
        self._damaged[name] = sentence, size

    def write_again(self) -> Iterator[Step]:
        """Write the damaged ones whose saves are known over what is there, if that makes the very same bytes. Raises ShareError."""
        for name in [name for name in self._damaged if name in self._notes.owed]:
            wanted = self._notes.owed[name]
            saves = self._casebook.bundles(wanted)
            data = pack(saves)
            sha256, same = name_of(data)
            # Another zlib packs the same saves otherwise: then they go into a pack of another name, and this one goes.
            if len(saves) == len(wanted) and same == name:
                store_bytes(self._share, name, sha256, data)
                self._casebook.packs.mark_shared(name, len(data), wanted, own=True)
                self.is_whole(name)
                yield Step("written again")

    def retire(self, listed: Mapping[str, int]) -> None:
        """Take away the damaged ones whose every save a whole pack holds, read back; what can't be read now is not damaged for it."""
        known = self._casebook.packs.known_packs()
        for name, saves in list(self._notes.owed.items()):
            if name in known:
                self.is_whole(name)
            elif saves and name in listed and self._casebook.packs.are_shared(saves) and self._is_wrong(name):
                with contextlib.suppress(OSError):
                    self._share.remove(name)
                    self.is_whole(name)

    def _is_wrong(self, name: str) -> bool:
        sha256 = hash_there(self._share, name)
        return sha256 is not None and sha256 != UNREADABLE and sha256 not in name

    def tell(self, now: int) -> None:
        """Say what is damaged still, for as long as it may be arriving; ``now`` is UTC µs."""
        self._tally.packs_damaged = len(self._damaged)
        sizes = {name: size for name, (_, size) in self._damaged.items()}
        for name in self._notes.still_arriving(sizes, PACKS, now):
            sentence, _ = self._damaged[name]
            self._tally.notice(sentence)


def damaged_words(name: str) -> Phrase:
    """Say that a pack can't be taken in as it is."""
    return Phrase(
        "{name} in the shared folder is damaged or still arriving; it was left there.", name=pack_words(name)
    )


def pack_words(name: str) -> Phrase:
    """Name a pack."""
    return Phrase("The pack {name}", name=name.rpartition("/")[2][:12])
