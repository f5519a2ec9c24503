"""Check a share against a casebook: is everything that this laptop holds there, whole?"""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.casebook import Casebook, Problem
from reviewer.errors import ShareError
from reviewer.sharing.marker import inspection_of
from reviewer.sharing.packs import MOST_BYTES, PackError, unpack
from reviewer.sharing.share import DOCUMENTS, PACKS, Share, cannot, stored_hash, stored_name
from reviewer.sharing.stored import fetch, found_hash

_SYNC = "Sync: it is written there again from this laptop."


def check_share(casebook: Casebook, share: Share) -> tuple[Problem, ...]:
    """Read every pack and document on the share; return what is wrong there, with the remedy.

    A pack that is gone or damaged is forgotten by the casebook (if it is open for writing), so that the
    next sync publishes its saves again. Raises ShareError if the share is not there, cannot be read or
    belongs to another inspection.
    """
    found = inspection_of(share)
    if found is not None and found != casebook.inspection_id:
        raise ShareError(
            f"The shared folder {share.place} belongs to another inspection than this casebook",
            "Choose the folder of this inspection.",
        )
    try:
        packs, documents = share.list(PACKS), share.list(DOCUMENTS)
    except OSError as error:
        raise cannot(share, "read", error) from error
    return (*_check_packs(casebook, share, packs), *_check_documents(casebook, share, documents))


def _check_packs(casebook: Casebook, share: Share, listed: dict[str, int]) -> Iterator[Problem]:
    held = casebook.save_ids()
    published: set[str] = set()
    good: set[str] = set()
    for name in listed:
        try:
            data = fetch(share, name, stored_hash(name) or "", MOST_BYTES)
            saves = unpack(data) if data is not None else None
        except PackError as error:
            yield Problem(
                f"The pack {_short(name)} on the share cannot be read: {error}",
                "A newer Reviewer may.",
                "notice",
            )
            continue
        if saves is None:
            yield Problem(
                f"The pack {_short(name)} on the share is damaged or still arriving", _SYNC, "damage"
            )
            continue
        ids = {save.id for save in saves}
        if ids <= held and set(saves) == set(casebook.bundles(sorted(ids))):
            good.add(name)
            published |= ids
        elif ids <= held:
            yield Problem(f"The pack {_short(name)} on the share holds altered saves", _SYNC, "damage")
        else:
            yield Problem(
                f"The pack {_short(name)} holds work that this casebook has not taken in", "Sync.", "notice"
            )
    if not casebook.read_only:
        for name in set(casebook.known_packs()) - good:
            casebook.forget_pack(name)
    if waiting := len(held - published):
        yield Problem(f"{waiting} of {len(held)} saves are not in the shared folder", _SYNC, "notice")


def _check_documents(casebook: Casebook, share: Share, listed: dict[str, int]) -> Iterator[Problem]:
    there = {sha for name in listed if (sha := stored_hash(name))}
    here = set(casebook.files.all())
    for sha in sorted(there):
        if found_hash(share, stored_name(DOCUMENTS, sha)) != sha:
            remedy = _SYNC if sha in here else "Ask a colleague who has it to sync."
            yield Problem(
                f"The document {sha[:12]} on the share is damaged or still arriving", remedy, "damage"
            )
    if missing := len(here - there):
        yield Problem(f"{missing} documents of this laptop are not in the shared folder", "Sync.", "notice")
    if waiting := len(there - here):
        yield Problem(f"{waiting} documents on the share are not on this laptop", "Sync.", "notice")


def _short(name: str) -> str:
    return name.rpartition("/")[2][:12]
