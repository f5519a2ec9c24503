"""Whose share it is: one small file, so that two inspections never mix.

Checked before anything is written. A damaged marker counts as not there yet; then the packs are asked.
"""

from __future__ import annotations

import contextlib
import hashlib
import json

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


def inspection_of(share: Share) -> str | None:
    """Return the id of the inspection shared here, None if the folder is still nobody's.

    Raises ShareError if the share is not there or cannot be listed, or if its marker is there and can't be read.
    """
    share.require()
    marked, refused = None, None
    try:
        marked = _marked(share)
    except OSError as error:
        refused = error
    found = marked or _packed(share)
    if found is None and refused is not None:
        raise cannot(share, "read", refused) from refused
    return found


def claim(share: Share, inspection: str, *, new: bool) -> None:
    """Make sure that the share is this inspection's; mark it if it is nobody's yet and is to be a ``new`` one.

    Raises ShareError, before anything is written, if it belongs to another inspection, and NewShareError if it would be a new one
    and nobody said so: where a drive is not mounted there is an empty folder.
    """
    found = inspection_of(share)
    _refuse_other(share, inspection, found)
    if found is None and not new:
        raise NewShareError(
            "The shared folder {place} holds nothing of this inspection, which was shared before",
            "If its drive is not connected, connect it and sync again; everything is still on this laptop.",
            place=share.place,
        )
    data = marker_bytes(inspection)
    if _marked_now(share) != inspection:
        try:
            store_bytes(share, MARKER, hashlib.sha256(data).hexdigest(), data)
        except ShareError:
            # Somebody may have marked it for theirs in this very moment: then that is the thing to say.
            _refuse_other(share, inspection, _marked_now(share))
            raise


def _marked_now(share: Share) -> str | None:
    try:
        return _marked(share)
    except OSError:
        return None


def _refuse_other(share: Share, inspection: str, found: str | None) -> None:
    if found is not None and found != inspection:
        raise ShareError(
            "The shared folder {place} belongs to another inspection than this casebook",
            "Choose the folder of this inspection, or an empty one; nothing was written.",
            place=share.place,
        )


def _marked(share: Share) -> str | None:
    """Return what a whole marker says; None where there is none, or half of one. OSError if it is there and can't be read."""
    try:
        with share.open(MARKER) as source:
            data = source.read(_MOST_BYTES)
        found = json.loads(data)["inspection"]
    except (FileNotFoundError, ValueError, TypeError, KeyError, RecursionError):
        return None
    # Only a whole marker counts.
    return found if isinstance(found, str) and data == marker_bytes(found) else None


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
