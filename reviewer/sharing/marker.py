"""Whose share it is: one small file, so that two inspections never mix.

Checked before anything is written. A damaged marker counts as not there yet; then the packs are asked. Whoever can write to the folder
can write any marker and any pack: what counts is where an inspection began, which its founder has signed and nobody else can.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from reviewer.casebook import SaveBundle, fault_of_save, inspection_said
from reviewer.errors import NewShareError, ShareError, TakenShareError
from reviewer.sharing.packs import MOST_BYTES, PackError, unpack, unpack_founding
from reviewer.sharing.share import MARKER, PACKS, Share, cannot, stored_hash
from reviewer.sharing.stored import fetch, store_bytes

ASIDE = "set-aside"
"""Where a marker lies that was another inspection's."""
_NAMED = len(f"{PACKS}/") + 16
"""So much of a pack's name tells it from all others, and stands in a sentence."""
_MOST_BYTES = 4096


def marker_bytes(inspection: str) -> bytes:
    """Return the marker of an inspection: the same bytes whoever writes it."""
    words = "Casebooks of one inspection are shared here. Please leave every file in this folder as it is."
    # The check tells a rotten id from another inspection's.
    check = hashlib.sha256(inspection.encode()).hexdigest()
    marker = {"inspection": inspection, "check": check, "reviewer-share": 1, "words": words}
    return json.dumps(marker, indent=1).encode() + b"\n"


class _Marker(NamedTuple):
    """What stands where the marker belongs: the inspection that a whole one names; whether there is anything at all."""

    inspection: str | None = None
    there: bool = False
    refused: OSError | None = None
    """Why it can't be read."""


def inspection_of(share: Share, own: str = "", known: Collection[str] = ()) -> str | None:
    """Return the id of the inspection shared here, None if the folder is still nobody's.

    ``own`` is the inspection of who asks, ``known`` the packs (names on the share) that they have read whole: these are its own. Raises ShareError
    if the share is not there or cannot be listed, if its marker is there and can't be read, or if it can't be told whose it is.
    """
    return _claimed(share, own, known)[0]


def _claimed(share: Share, own: str, known: Collection[str]) -> tuple[str | None, _Marker]:
    share.require()
    marker = _marker(share)
    packs = _Packs(share, known)
    if marker.inspection and (marker.inspection == own or not packs.deny(marker.inspection, own)):
        return marker.inspection, marker
    inspection = packs.inspection(own)
    if inspection is None and marker.refused is not None:
        raise cannot(share, "read", marker.refused) from marker.refused
    return inspection, marker


def claim(
    share: Share, inspection: str, known: Collection[str], *, new: bool, was_joined: bool = False
) -> None:
    """Make sure that the share is this inspection's; mark it if it is nobody's yet and is to be a ``new`` one.

    ``known`` are the packs (names on the share) that were read whole before. Raises ShareError, before anything is written, if it belongs to another inspection, and NewShareError if it would be a new one
    and nobody said so, where packs are known or the casebook was made of a share (``was_joined``; a drive that is not mounted leaves an
    empty folder) or half a marker is there already; TakenShareError where another's marker and beginning lie beside this inspection's work. Where it is to be ``new`` all
    the same, that marker is moved aside under a name of its own.
    """
    try:
        held, marker = _claimed(share, inspection, known)
    except NewShareError:
        if not new:
            raise
        held, marker = inspection, _marker(share)
    if held not in {None, inspection} and marker.inspection == held:
        held = _taken_back(share, inspection, marker.inspection, _Packs(share, known), new=new)
    _refuse_other(share, inspection, held)
    if held is None and not new:
        if marker.there:
            raise NewShareError(
                "The shared folder {place} says of no inspection that it is its own: its inspection.json is damaged or still arriving",
                "Wait until it has arrived, then sync again; everything is still on this laptop.",
                place=share.place,
            )
        if known or was_joined:
            raise NewShareError(
                "The shared folder {place} holds nothing of this inspection, which was shared before",
                "If its drive is not connected, connect it and sync again; everything is still on this laptop.",
                place=share.place,
            )
    if marker.inspection != inspection:
        data = marker_bytes(inspection)
        try:
            store_bytes(share, MARKER, hashlib.sha256(data).hexdigest(), data)
        except ShareError:
            # Somebody may have marked it for theirs in this very moment: then that is the thing to say.
            _refuse_other(share, inspection, _marker(share).inspection)
            raise


def _taken_back(share: Share, inspection: str, marked: str, packs: _Packs, *, new: bool) -> str:
    """Return whose a folder is that another inspection's marker names: this one's, if its work is there and a person said so.

    The other marker is kept beside it then, and nothing else is touched: what began there lies as it lay, and counts for nothing.
    """
    if not packs.holds(inspection):
        return marked
    if not new:
        raise TakenShareError(
            "The shared folder {place} belongs to another inspection by its inspection.json, and this inspection’s work lies there too",
            "Whoever looks after the folder takes away, or keeps elsewhere, inspection.json and what began the other inspection there: "
            "{packs}. Nothing was written.",
            place=share.place,
            packs=", ".join(f"{name[:_NAMED]}…" for name in packs.beginnings(marked)),
        )
    data = marker_bytes(marked)
    sha256 = hashlib.sha256(data).hexdigest()
    store_bytes(share, f"{ASIDE}/inspection-{sha256[:16]}.json", sha256, data)
    return inspection


def _refuse_other(share: Share, inspection: str, held: str | None) -> None:
    if held is not None and held != inspection:
        raise ShareError(
            "The shared folder {place} belongs to another inspection than this casebook",
            "Choose the folder of this inspection, or an empty one; nothing was written.",
            place=share.place,
        )


def _marker(share: Share) -> _Marker:
    try:
        with share.open(MARKER) as source:
            data = source.read(_MOST_BYTES)
    except FileNotFoundError:
        return _Marker()
    except OSError as error:
        return _Marker(there=True, refused=error)
    try:
        said = json.loads(data)["inspection"]
    except (ValueError, TypeError, KeyError, RecursionError):
        said = None
    # Only a whole marker counts.
    whole = isinstance(said, str) and data == marker_bytes(said)
    return _Marker(said if whole else None, there=True)


class _Packs:
    """Asks the whole packs of a share whose it is, each once: only where the marker does not say it."""

    def __init__(self, share: Share, known: Collection[str]) -> None:
        self._share, self._known = share, known

    def deny(self, marked: str, own: str) -> bool:
        """Tell whether a marker is a stranger's: of what it names nothing began here, and what is one's own is here."""
        return bool(own) and self.holds(own) and marked not in self._begun

    def holds(self, own: str) -> bool:
        """Tell whether what is one's own is here: its beginning, or a pack that was read whole before."""
        return own in self._begun or self._is_known(own)

    def beginnings(self, inspection: str) -> list[str]:
        """Return the packs (names on the share) in which an inspection began."""
        return sorted(self._begun.get(inspection, ()))

    def inspection(self, own: str) -> str | None:
        """Return whose the packs are; None if there is none. NewShareError where they are of several, and nothing of one's own began here."""
        if own in self._begun:
            return own
        # What only says of itself that it belongs to an inspection counts where the beginning of none has arrived yet.
        of = (self._begun.keys() | ({own} if self._is_known(own) else set())) or self._named.keys()
        if len(of) > 1:
            raise NewShareError(
                "The shared folder {place} holds packs of several inspections, and its inspection.json says of none that it is its own",
                "Ask a colleague who has synced with it before to sync: that puts it right. Nothing was written.",
                place=self._share.place,
            )
        return next(iter(of), None)

    def _is_known(self, own: str) -> bool:
        """Tell whether a pack of one's own that was read before is here; one that others had put among these says nothing."""
        return any(own in self._said_by(name, _first_save) for name in self._known if name in self._listed)

    @cached_property
    def _listed(self) -> Mapping[str, int]:
        try:
            return self._share.list(PACKS)
        except OSError as error:
            raise cannot(self._share, "read", error) from error

    def _whole(self, name: str) -> bytes | None:
        sha256 = stored_hash(name)
        return fetch(self._share, name, sha256, MOST_BYTES) if sha256 else None

    @cached_property
    def _begun(self) -> Mapping[str, set[str]]:
        """The inspections of which the founding record is here, in the save that its founder signed, each with the packs that have it."""
        return self._of(unpack_founding)

    @cached_property
    def _named(self) -> Mapping[str, set[str]]:
        """Those that a signed save says that it belongs to, one of each pack."""
        return self._of(_first_save)

    def _of(self, saves_of: Callable[[bytes], Iterable[SaveBundle]]) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        for name in self._listed:
            for named in self._said_by(name, saves_of):
                found.setdefault(named, set()).add(name)
        return found

    def _said_by(self, name: str, saves_of: Callable[[bytes], Iterable[SaveBundle]]) -> set[str]:
        """Return the inspections to which some saves of a pack belong, by their own, signed words; none of one that is not whole."""
        found: set[str] = set()
        data = self._whole(name)
        if data is not None:
            with contextlib.suppress(PackError):
                found.update(named for save in saves_of(data) if (named := _signed_for(save)))
        return found


def _first_save(data: bytes) -> Iterator[SaveBundle]:
    return islice(unpack(data), 1)


def _signed_for(save: SaveBundle) -> str | None:
    """Return the inspection to which a save belongs by its own, signed words; None where it is not what was signed."""
    inspection = inspection_said(save.head)
    return inspection if inspection and fault_of_save(save, inspection) is None else None
