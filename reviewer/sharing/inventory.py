"""What lies on a share as a sync begins: each folder is listed once."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from types import MappingProxyType

from reviewer.sharing.share import DOCUMENTS, MERGED, PACKS, UNASKED, Asked, Share, cannot, every

NOTHING: Mapping[str, int] = MappingProxyType({})


class Inventory:
    """Name -> bytes of every file in the folders of a share."""

    def __init__(self, share: Share, asked: Asked = every, known: Mapping[str, int] = NOTHING) -> None:
        """List it; packs that are not ``asked`` about have the size by which they are ``known``, or are UNASKED.

        Raises ShareError if the packs can't be listed; of documents that is kept for later.
        """
        self._share = share
        self._refused: OSError | None = None
        try:
            listed = share.list(PACKS, asked)
            self.packs = {
                name: known.get(name, UNASKED) if size == UNASKED else size for name, size in listed.items()
            }
        except OSError as error:
            raise cannot(share, "read", error) from error
        self.documents: Mapping[str, int] = {}
        self.merged: Mapping[str, int] = {}
        try:
            self.documents = share.list(DOCUMENTS)
        except OSError as error:
            self._refused = error
        with contextlib.suppress(OSError):
            self.merged = share.list(MERGED)

    def require_documents(self) -> None:
        """Raise ShareError if the documents could not be listed: they may be there for all that."""
        if self._refused is not None:
            raise cannot(self._share, "read", self._refused) from self._refused
