"""The packs' half of a sync: pull what is new, forget what is gone, push what no whole pack holds."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence

from reviewer.casebook import Casebook
from reviewer.errors import Phrase
from reviewer.sharing.packs import MOST_BYTES, PackError, name_of, pack, portions, unpack
from reviewer.sharing.share import PACKS, Share, cannot, stored_hash
from reviewer.sharing.stored import fetch, store_bytes
from reviewer.sharing.sync_report import Step, Tally

_IDS_AT_ONCE = 2000


class SaveExchange:
    """Carries saves between one casebook and one share."""

    def __init__(self, casebook: Casebook, share: Share, tally: Tally) -> None:
        """Take both sides, and where to count."""
        self._casebook = casebook
        self._share = share
        self._tally = tally

    def pull(self, budget: int | None) -> Iterator[Step]:
        """Take in every new pack, and read known ones again: all, or a few of ``budget`` bytes in all.

        A pack that is gone or damaged is forgotten, so that what it held is pushed again. Where a save is damaged here, or gone,
        every pack is read, known or not, until it has come back.
        """
        listed = self._listed()
        yield Step("listed")
        known = self._casebook.packs.known_packs()
        fresh = [name for name, size in listed.items() if known.get(name) != size]
        wanted = self._to_heal()
        yield from self._absorb_all(
            [*fresh, *(name for name in listed if name not in fresh)] if wanted else fresh
        )
        self._tell_healed(wanted)
        unlisted = [name for name in known if name not in listed]
        again = _some(listed, [name for name in listed if name not in fresh], budget)
        gone = [name for name in [*unlisted, *again] if self._read(name) is None]
        gone += [name for name in fresh if name in known and not self._is_known(name, listed[name])]
        shared = self._casebook.packs.shared_saves()
        for name in gone:
            self._casebook.packs.forget_pack(name)
        # What a colleague has folded into another pack is still there: then there is nothing to tell.
        if shared - self._casebook.packs.shared_saves():
            self._tell_gone(gone, elsewhere=bool(known) and not set(known) & set(listed))
        yield Step("forgot", len(gone), len(gone))

    def _to_heal(self) -> set[str]:
        """Return the saves that are damaged here, and those that were here when they were shared and are not any more."""
        shared = self._casebook.packs.shared_saves()
        return self._casebook.health.unsound_saves() | (shared - self._casebook.save_ids())

    def _tell_healed(self, wanted: set[str]) -> None:
        """Say what came back of what was damaged here, and what stays behind."""
        if not wanted:
            return
        left = self._to_heal()
        if back := len(wanted - left):
            one = "{n} save that is damaged here came back whole from the shared folder."
            many = "{n} saves that are damaged here came back whole from the shared folder."
            self._tally.notice(Phrase.counted(one, many, back))
        if left:
            one = "{n} save that is damaged here stayed behind: nobody put it whole into this folder yet. {remedy}"
            many = "{n} saves that are damaged here stayed behind: nobody put them whole into this folder yet. {remedy}"
            remedy = Phrase("Ask colleagues to sync, or restore a backup; check names what is damaged.")
            self._tally.notice(Phrase.counted(one, many, len(left), remedy=remedy))

    def _tell_gone(self, gone: Sequence[str], *, elsewhere: bool) -> None:
        """Say what was missed; a folder with nothing that is known is another one, or was emptied."""
        one = "A pack is gone from the shared folder, or damaged; the work is kept."
        many = "{n} packs are gone from the shared folder, or damaged; the work is kept."
        self._tally.notice(
            Phrase(
                "This folder holds none of the work that was shared before: it is another one, or was emptied. "
                "All of it is sent here now."
            )
            if elsewhere
            else Phrase.counted(one, many, len(gone))
        )

    def push(self) -> Iterator[Step]:
        """Publish every save that no whole pack holds, mine or anybody's. Raises ShareError."""
        waiting = sorted(self._casebook.save_ids() - self._casebook.packs.shared_saves())
        done = 0
        for start in range(0, len(waiting), _IDS_AT_ONCE):
            for portion in portions(self._casebook.bundles(waiting[start : start + _IDS_AT_ONCE])):
                data = pack(portion)
                sha256, name = name_of(data)
                yield Step("packed", done, len(waiting))
                store_bytes(self._share, name, sha256, data)
                yield Step("put", done, len(waiting))
                self._casebook.packs.mark_shared(name, len(data), [save.id for save in portion])
                done += len(portion)
                self._tally.pushed += len(portion)
                yield Step("pushed", done, len(waiting))

    def _absorb_all(self, names: Sequence[str]) -> Iterator[Step]:
        left = list(names)
        # Twice: a pack may lean on one that happens to stand later in the list.
        for _ in range(2):
            before = self._tally.pulled
            still: list[str] = []
            for number, name in enumerate(left, 1):
                if not self._absorb(name):
                    still.append(name)
                yield Step("pulled", number, len(left))
            left = still
            if not left or self._tally.pulled == before:
                break

    def _absorb(self, name: str) -> bool:
        """Take one pack in; True if the casebook now holds every save of it, equal to the byte."""
        data = self._read(name)
        if data is None:
            self._tally.notice(
                Phrase(
                    "{name} in the shared folder is damaged or still arriving; it was left there.",
                    name=_short(name),
                )
            )
            return False
        try:
            saves = unpack(data)
        except PackError as error:
            self._tally.notice(
                Phrase(
                    "{name} in the shared folder cannot be read ({error}); it was left there.",
                    name=_short(name),
                    error=error.args[0],
                )
            )
            return False
        absorbed = self._casebook.absorb(saves)
        self._tally.pulled += absorbed.new
        if absorbed.good >= {save.id for save in saves}:
            self._casebook.packs.mark_shared(name, len(data), absorbed.good)
            return True
        # What a bad pack holds never counts as published: the true save is pushed again.
        for bad in absorbed.quarantined:
            self._tally.notice(
                Phrase("{name}: a save in it was set aside: {why}.", name=_short(name), why=bad.why)
            )
        return False

    def _read(self, name: str) -> bytes | None:
        sha256 = stored_hash(name)
        return fetch(self._share, name, sha256, MOST_BYTES) if sha256 else None

    def _listed(self) -> Mapping[str, int]:
        try:
            listed = self._share.list(PACKS)
        except OSError as error:
            raise cannot(self._share, "read", error) from error
        return {name: size for name, size in listed.items() if stored_hash(name)}

    def _is_known(self, name: str, size: int) -> bool:
        return self._casebook.packs.known_packs().get(name) == size


def _some(sizes: Mapping[str, int], names: Sequence[str], budget: int | None) -> list[str]:
    """Choose which to read again: all, or by chance as many as the bytes allow, so that rot is found in time."""
    if budget is None:
        return list(names)
    shuffled = list(names)
    secrets.SystemRandom().shuffle(shuffled)
    chosen: list[str] = []
    for name in shuffled:
        if sizes[name] <= budget:
            budget -= sizes[name]
            chosen.append(name)
    return chosen


def _short(name: str) -> Phrase:
    return Phrase("The pack {name}", name=name.rpartition("/")[2][:12])
