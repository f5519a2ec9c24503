"""Fold many small packs into one: a share with hundreds of files lists slowly.

Anybody may do it, at any time, twice. Only packs whose every save this laptop holds, equal to the byte, are folded, and the large
one is read back. A small one goes once another copy of the casebook says that it holds all of its work, or, where nobody else works
on it, once the large one was read back again a day later: until then a share that loses the large one loses nothing.
"""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Iterator, Mapping

from reviewer.casebook import Casebook, SaveBundle
from reviewer.sharing.packs import MOST_BYTES, PackError, name_of, pack, unpack
from reviewer.sharing.share import PACKS, Share, cannot, stored_hash
from reviewer.sharing.share_notes import ShareNotes
from reviewer.sharing.stored import fetch, store_bytes
from reviewer.sharing.sync_report import Step

_SMALL = 4 << 20
_MOST_AT_ONCE = 32 << 20
_A_DAY = 86_400 * 1_000_000
FAN = 32
"""How many small packs may lie on a share before they are folded."""


def compact(casebook: Casebook, share: Share, notes: ShareNotes, now: int, fan: int = FAN) -> Iterator[Step]:
    """Fold the small packs if there are at least ``fan`` of them, and take those away whose folding is safe.

    ``notes`` remember what was folded, and since when; ``now`` is UTC µs. Raises ShareError; then nothing was removed.
    """
    known = casebook.packs.foldable_packs()
    if not notes.folded and sum(size < _SMALL for size in known.values()) < fan:
        return  # before anything is listed: what strangers put there is nothing to fold
    try:
        listed = share.list(PACKS)
    except OSError as error:
        raise cannot(share, "read", error) from error
    notes.folded = {name: min(since, now) for name, since in notes.folded.items() if name in listed}
    whole = {name: size for name, size in listed.items() if known.get(name) == size}
    if len(_small(whole, notes)) >= fan:
        _note_folded(casebook, whole, notes, now)
        written = yield from _fold(casebook, share, _small(whole, notes), notes, fan, now)
        whole |= written
    if notes.folded:
        yield from _Tidying(casebook, share, notes, now).run(whole)


def _small(whole: Mapping[str, int], notes: ShareNotes) -> dict[str, int]:
    """Give the packs to fold, whole and small, up to a sum that one pack can hold."""
    chosen: dict[str, int] = {}
    for name, size in sorted(whole.items(), key=lambda item: (item[1], item[0])):
        if size < _SMALL and name not in notes.folded and sum(chosen.values()) + size < _MOST_AT_ONCE:
            chosen[name] = size
    return chosen


def _note_folded(casebook: Casebook, whole: Mapping[str, int], notes: ShareNotes, now: int) -> None:
    """Note those that a colleague has folded already, or this laptop before it forgot."""
    for name in _small(whole, notes):
        if any(_goes_before(whole, name, other) for other in casebook.packs.packs_with_all_of(name)):
            notes.folded[name] = now


def _goes_before(whole: Mapping[str, int], one: str, other: str) -> bool:
    """Tell which of two packs, the second of which holds all that is in the first, is the one to go."""
    return other in whole and (whole[one], one) < (whole[other], other)


def _fold(
    casebook: Casebook, share: Share, small: dict[str, int], notes: ShareNotes, fan: int, now: int
) -> Generator[Step, None, dict[str, int]]:
    """Fold these, if they are enough; returns the pack that was written (name -> bytes)."""
    if len(small) < fan:
        return {}
    folded, saves = _reproducible(casebook, share, small)
    yield Step("planned")
    if len(folded) <= 1:
        return {}
    data = pack(saves.values())
    sha256, name = name_of(data)
    store_bytes(share, name, sha256, data)
    yield Step("folded")
    casebook.packs.mark_shared(name, len(data), list(saves), own=True)
    notes.folded |= {old: now for old in folded if old != name}
    return {name: len(data)}


class _Tidying:
    """Takes folded packs away, once that is safe."""

    def __init__(self, casebook: Casebook, share: Share, notes: ShareNotes, now: int) -> None:
        self._casebook, self._share, self._notes, self._now = casebook, share, notes, now
        self._read_back: dict[str, bool] = {}

    def run(self, whole: Mapping[str, int]) -> Iterator[Step]:
        # A clock that was ahead as one was noted must not keep it for as long.
        self._notes.folded = {name: min(at, self._now) for name, at in self._notes.folded.items()}
        folded = sorted(self._notes.folded)
        for number, name in enumerate(folded, 1):
            into = [
                other
                for other in self._casebook.packs.packs_with_all_of(name)
                if other in whole and other not in self._notes.folded
            ]
            if not into:
                del self._notes.folded[name]  # what it was folded into is gone, or damaged
            elif self._is_safe(name, into):
                with contextlib.suppress(OSError):
                    self._share.remove(name)
                    self._casebook.packs.forget_pack(name)  # its saves count by the one that was read back
                    del self._notes.folded[name]
            yield Step("removed", number, len(folded))

    def _is_safe(self, name: str, into: list[str]) -> bool:
        holding = self._casebook.team.holding
        if not holding.is_alone():
            return holding.are_held_elsewhere(self._casebook.packs.saves_in(name))
        return self._now - self._notes.folded[name] >= _A_DAY and any(map(self._is_whole, into))

    def _is_whole(self, name: str) -> bool:
        """Read a pack back, once in this sync."""
        if name not in self._read_back:
            data = fetch(self._share, name, stored_hash(name) or "", MOST_BYTES)
            self._read_back[name] = data is not None
        return self._read_back[name]


def _reproducible(
    casebook: Casebook, share: Share, names: dict[str, int]
) -> tuple[list[str], dict[str, SaveBundle]]:
    """Read packs again and keep those that this casebook could write itself; and their saves by id."""
    folded: list[str] = []
    saves: dict[str, SaveBundle] = {}
    for name in names:
        data = fetch(share, name, stored_hash(name) or "", MOST_BYTES)
        with contextlib.suppress(PackError):
            theirs = unpack(data) if data else ()
            ours = {save.id: save for save in casebook.bundles([save.id for save in theirs])}
            if theirs and all(ours.get(save.id) == save for save in theirs):
                folded.append(name)
                saves.update(ours)
    return folded, saves
