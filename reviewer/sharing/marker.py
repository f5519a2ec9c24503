"""Whose share it is: one small file, so that two inspections never mix.

Checked before anything is written. A damaged marker counts as not there yet; then the packs are asked.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from typing import NamedTuple

from reviewer.errors import NewShareError, ShareError
from reviewer.sharing.packs import MOST_BYTES, PackError, unpack
from reviewer.sharing.share import MARKER, PACKS, Share, cannot, stored_hash
from reviewer.sharing.stored import fetch, store_bytes

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


def inspection_of(share: Share) -> str | None:
    """Return the id of the inspection shared here, None if the folder is still nobody's.

    Raises ShareError if the share is not there or cannot be listed, or if its marker is there and can't be read.
    """
    return _claimed(share)[0]


def _claimed(share: Share) -> tuple[str | None, _Marker]:
    share.require()
    marker = _marker(share)
    inspection = marker.inspection or _packed(share)
    if inspection is None and marker.refused is not None:
        raise cannot(share, "read", marker.refused) from marker.refused
    return inspection, marker


def claim(share: Share, inspection: str, *, shared_before: bool, new: bool) -> None:
    """Make sure that the share is this inspection's; mark it if it is nobody's yet and is to be a ``new`` one.

    Raises ShareError, before anything is written, if it belongs to another inspection, and NewShareError if it would be a new one
    and nobody said so, where the casebook was shared before (a drive that is not mounted leaves an empty folder) or half a marker
    is there already.
    """
    held, marker = _claimed(share)
    _refuse_other(share, inspection, held)
    if held is None and not new:
        if marker.there:
            raise NewShareError(
                "The shared folder {place} says of no inspection that it is its own: its inspection.json is damaged or still arriving",
                "Wait until it has arrived, then sync again; everything is still on this laptop.",
                place=share.place,
            )
        if shared_before:
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


def _packed(share: Share) -> str | None:
    """Ask the first whole pack; every save's head names its inspection."""
    try:
        names = share.list(PACKS)
    except OSError as error:
        raise cannot(share, "read", error) from error
    for name in names:
        sha256 = stored_hash(name)
        data = fetch(share, name, sha256, MOST_BYTES) if sha256 else None
        if data is None:
            continue
        with contextlib.suppress(PackError, ValueError, TypeError, KeyError, IndexError):
            return str(json.loads(unpack(data)[0].head)["inspection"])
    return None
