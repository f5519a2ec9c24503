"""Fold many small packs into one: a share with hundreds of files lists slowly.

Anybody may do it, at any time, twice. Only packs whose every save this laptop holds, equal to the byte, are
folded, and a small one goes only after the large one has been read back from the share.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from reviewer.casebook import Casebook, SaveBundle
from reviewer.sharing.packs import MOST_BYTES, PackError, name_of, pack, unpack
from reviewer.sharing.share import PACKS, Share, cannot, stored_hash
from reviewer.sharing.stored import fetch, store_bytes
from reviewer.sharing.sync_report import Step

_SMALL = 4 << 20
_MOST_AT_ONCE = 32 << 20
FAN = 32
"""How many small packs may lie on a share before they are folded."""


def compact(casebook: Casebook, share: Share, fan: int = FAN) -> Iterator[Step]:
    """Fold the small packs if there are at least ``fan`` of them. Raises ShareError; then nothing was removed."""
    if sum(size < _SMALL for size in casebook.packs.foldable_packs().values()) < fan:
        return  # before anything is listed: what strangers put there is nothing to fold
    small = _small(casebook, share)
    if len(small) < fan:
        return
    folded, saves = _reproducible(casebook, share, small)
    yield Step("planned")
    if len(folded) <= 1:
        return
    data = pack(saves.values())
    sha256, name = name_of(data)
    store_bytes(share, name, sha256, data)
    yield Step("folded")
    casebook.packs.mark_shared(name, len(data), list(saves), own=True)
    for number, old in enumerate(folded, 1):
        if old != name:
            with contextlib.suppress(OSError):
                share.remove(old)
                casebook.packs.forget_pack(old)  # its saves count by the one that was read back
        yield Step("removed", number, len(folded))


def _small(casebook: Casebook, share: Share) -> dict[str, int]:
    """Give the packs to fold, whole and small, up to a sum that one pack can hold."""
    try:
        listed = share.list(PACKS)
    except OSError as error:
        raise cannot(share, "read", error) from error
    known = casebook.packs.foldable_packs()
    chosen: dict[str, int] = {}
    for name, size in sorted(listed.items(), key=lambda item: (item[1], item[0])):
        if size < _SMALL and known.get(name) == size and sum(chosen.values()) + size < _MOST_AT_ONCE:
            chosen[name] = size
    return chosen


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
