"""Whose share it is: one small file, so that two inspections never mix.

Checked before anything is written. A damaged marker counts as not there yet; then the packs are asked.
"""

from __future__ import annotations

import contextlib
import hashlib
import json

from reviewer.errors import ShareError
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

    Raises ShareError if the share is not there or cannot be listed.
    """
    share.require()
    return _marked(share) or _packed(share)


def claim(share: Share, inspection: str) -> None:
    """Make sure that the share is this inspection's; mark it if it is nobody's yet.

    Raises ShareError, before anything is written, if it belongs to another inspection.
    """
    _refuse_other(share, inspection, inspection_of(share))
    data = marker_bytes(inspection)
    if _marked(share) != inspection:
        try:
            store_bytes(share, MARKER, hashlib.sha256(data).hexdigest(), data)
        except ShareError:
            # Somebody may have marked it for theirs in this very moment: then that is the thing to say.
            _refuse_other(share, inspection, _marked(share))
            raise


def _refuse_other(share: Share, inspection: str, found: str | None) -> None:
    if found is not None and found != inspection:
        raise ShareError(
            "The shared folder {place} belongs to another inspection than this casebook",
            "Choose the folder of this inspection, or an empty one; nothing was written.",
            place=share.place,
        )


def _marked(share: Share) -> str | None:
    try:
        with share.open(MARKER) as source:
            data = source.read(_MOST_BYTES)
        found = json.loads(data)["inspection"]
    except (OSError, ValueError, TypeError, KeyError):
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
