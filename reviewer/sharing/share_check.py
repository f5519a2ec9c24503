"""Check a share against a casebook: is everything that this laptop holds there, whole?"""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.casebook import Casebook, Fault, SaveBundle, Severity, fault_of_save
from reviewer.errors import Phrase, ShareError
from reviewer.sharing.documents import documents_asked_for
from reviewer.sharing.marker import inspection_of
from reviewer.sharing.packs import MOST_BYTES, PackError, unpack
from reviewer.sharing.share import DOCUMENTS, PACKS, Share, cannot, stored_hash, stored_name
from reviewer.sharing.stored import fetch, hash_there
from reviewer.sharing.suspects import suspect

_HEAL = "Sync: it is written there again from this laptop."
_ASK = "Ask a colleague who has it to sync."
_NOTICE = Severity.NOTICE


def check_share(casebook: Casebook, share: Share) -> tuple[Fault, ...]:
    """Read every pack and document on the share; return what is wrong there, with the remedy.

    A pack that is gone or damaged is forgotten by the casebook, if it is open for writing, and what is damaged is looked at first by
    the next sync, which publishes it again. Conflict copies and what other programs leave are nobody's damage. Raises ShareError if the share is not there, cannot be read or
    belongs to another inspection.
    """
    inspection = inspection_of(share, casebook.inspection_id, casebook.packs.known_packs())
    if inspection is not None and inspection != casebook.inspection_id:
        raise ShareError(
            "The shared folder {place} belongs to another inspection than this casebook",
            "Choose the folder of this inspection.",
            place=share.place,
        )
    try:
        packs, documents = share.list(PACKS), share.list(DOCUMENTS)
    except OSError as error:
        raise cannot(share, "read", error) from error
    damaged: list[str] = []
    faults = (
        *_check_packs(casebook, share, packs, damaged),
        *_check_documents(casebook, share, documents, damaged),
    )
    # Whoever only reads can't forget a pack: this is how the next sync hears of it.
    suspect(casebook, damaged)
    return faults


def _check_packs(
    casebook: Casebook, share: Share, listed: dict[str, int], damaged: list[str]
) -> Iterator[Fault]:
    held, waiting = casebook.packs.save_ids(), {*casebook.team.waiting.packs()}
    published: set[str] = set()
    good: set[str] = set()
    for name in filter(stored_hash, listed):
        saves = _saves_of(share, name)
        if isinstance(saves, Fault):
            damaged.append(name)
            yield saves
            continue
        ids = {save.id for save in saves}
        if problem := _compared(casebook, name, saves, None if name in waiting else held):
            yield problem
        else:
            good.add(name)
            published |= ids
    if not casebook.read_only:
        for name in set(casebook.packs.known_packs()) - good:
            casebook.packs.forget_pack(name)
    if lacking := casebook.team.holding.not_arrived():
        yield Fault(
            Phrase.counted(
                "{n} save that a member holds has not arrived here",
                "{n} saves that members hold have not arrived here",
                lacking,
            ),
            "Ask your colleagues to sync, then sync again.",
            _NOTICE,
        )
    if missing := len(held - published):
        yield Fault(
            Phrase.counted(
                "{n} of {number} saves is not in the shared folder",
                "{n} of {number} saves are not in the shared folder",
                missing,
                number=len(held),
            ),
            _HEAL,
            _NOTICE,
        )


def _saves_of(share: Share, name: str) -> tuple[SaveBundle, ...] | Fault:
    data = fetch(share, name, stored_hash(name) or "", MOST_BYTES)
    if data is None:
        return Fault(Phrase("{name} is damaged or still arriving", name=_pack(name)), _HEAL)
    try:
        return unpack(data)
    except PackError as error:
        return Fault(
            Phrase("{name} cannot be read: {error}", name=_pack(name), error=error),
            "A newer Reviewer may read it.",
            _NOTICE,
        )


def _compared(
    casebook: Casebook, name: str, saves: tuple[SaveBundle, ...], held: set[str] | None
) -> Fault | None:
    """Return what is wrong with a pack; ``held`` is None for one in which something waits: that is told as a request."""
    ids = {save.id for save in saves}
    if held is not None and not ids <= held:
        return Fault(
            Phrase("{name} holds work that this casebook has not taken in", name=_pack(name)),
            "Sync to take it in.",
            _NOTICE,
        )
    ours = {save.id: save for save in casebook.bundles(ids)}
    if any(ours.get(save.id, save) != save for save in saves):
        return Fault(Phrase("{name} holds altered saves", name=_pack(name)), _HEAL)
    if held is None:
        return None
    # What is damaged here is not among ours, and says nothing against the pack: each is what its author signed, or is not.
    if any(fault_of_save(save, casebook.inspection_id) for save in saves if save.id not in ours):
        return Fault(Phrase("{name} holds altered saves", name=_pack(name)), _ASK)
    return None


def _check_documents(
    casebook: Casebook, share: Share, listed: dict[str, int], rotten: list[str]
) -> Iterator[Fault]:
    there = {sha for name in listed if (sha := stored_hash(name))}
    here = set(casebook.files.all())
    damaged = [sha for sha in sorted(there) if hash_there(share, stored_name(DOCUMENTS, sha)) != sha]
    rotten += [stored_name(DOCUMENTS, sha) for sha in damaged]
    for sha in damaged:
        remedy = _HEAL if sha in here else _ASK
        yield Fault(
            Phrase("The document {sha} on the share is damaged or still arriving", sha=sha[:12]), remedy
        )
    if number := len(here - there):
        what = Phrase.counted(
            "{n} document of this laptop is not in the shared folder",
            "{n} documents of this laptop are not in the shared folder",
            number,
        )
        yield Fault(what, "Sync to send what is missing.", _NOTICE)
    asked_for = documents_asked_for(casebook)
    if number := len(there - here if asked_for is None else (there - here) & {*asked_for}):
        what = Phrase.counted(
            "{n} document on the share is not on this laptop",
            "{n} documents on the share are not on this laptop",
            number,
        )
        yield Fault(what, "Sync to fetch what is missing.", _NOTICE)


def _pack(name: str) -> Phrase:
    return Phrase("The pack {name} on the share", name=name.rpartition("/")[2][:12])
