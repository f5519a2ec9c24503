"""Scrubbing: what lies on a share, and what both sides have, is read again in turn, so that rot is noticed while a good copy exists.

A document is compared with the laptop's own a piece at a time, which finds rot on either side whatever its size. A pack, or a merged
file that this laptop wrote or a member says they did, is read whole and held against its hash.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from reviewer.casebook import Casebook
from reviewer.sharing.folder import forget_cached
from reviewer.sharing.scrub_plan import Piece, Stored, due
from reviewer.sharing.share import DOCUMENTS, Share, kind_of, stored_hash, stored_name
from reviewer.sharing.share_notes import ShareNotes
from reviewer.sharing.stored import hash_there
from reviewer.sharing.suspects import suspect, suspects
from reviewer.sharing.sync_report import Step

_IN_DOCUMENTS = f"{DOCUMENTS}/"
_CHUNK = 1 << 20


@dataclass(slots=True)
class Rotten:
    """What a scrub found damaged on the share, by name."""

    names: set[str] = field(default_factory=set)

    def documents(self) -> set[str]:
        """Return the SHA-256 of the documents among them."""
        return {sha for name in self.names if kind_of(name) == DOCUMENTS and (sha := stored_hash(name))}


class Scrub:
    """Reads one share again beside one casebook."""

    def __init__(self, casebook: Casebook, share: Share, notes: ShareNotes) -> None:
        """``notes`` say where the sync before stopped."""
        self._casebook, self._share, self._notes = casebook, share, notes
        self._merged: Mapping[str, str] = {}
        self.rotten = Rotten()

    def run(self, listed: Mapping[str, int], budget: int | None) -> Iterator[Step]:
        """Read what is due of the files that are listed (name -> bytes), a step for each; suspects first, whatever their size.

        ``budget`` is in bytes, None for everything. What only one side has, or has in another size, is read by whoever carries it.
        """
        files = self._files(listed)
        suspected = [name for name in sorted(suspects(self._casebook)) if name in files]
        pieces, place = due(files, self._notes.place, budget)
        pieces = [
            *(Piece(name, 0, files[name].size) for name in suspected),
            *(piece for piece in pieces if piece.name not in suspected),
        ]
        for number, piece in enumerate(pieces, 1):
            if not self._is_whole(piece):
                self.rotten.names.add(piece.name)
            yield Step("read again", number, len(pieces))
        self._notes.place = place
        if self.rotten.names:
            # Should this sync end early, the next one looks at them first.
            suspect(self._casebook, {*suspects(self._casebook), *self.rotten.names})

    def _files(self, listed: Mapping[str, int]) -> dict[str, Stored]:
        known = self._casebook.packs.known_packs()
        self._merged = {**self._casebook.team.holding.named_merged(), **self._casebook.packs.known_merged()}
        files: dict[str, Stored] = {}
        for name, size in listed.items():
            if known.get(name) == size or name in self._merged:
                files[name] = Stored(size)
            elif name.startswith(_IN_DOCUMENTS):
                sha256 = stored_hash(name)
                if sha256 and self._is_here(sha256, size):
                    files[name] = Stored(size, divisible=True)
        return files

    def _is_here(self, sha256: str, size: int) -> bool:
        """Tell whether this laptop has a document in this size, as it should be or not."""
        files = self._casebook.files
        return files.size(sha256) == size and (size > 0 or files.has(sha256))

    def _is_whole(self, piece: Piece) -> bool:
        sha256 = stored_hash(piece.name) or self._merged.get(piece.name, "")
        if not piece.name.startswith(_IN_DOCUMENTS):
            return hash_there(self._share, piece.name) == sha256
        if self._is_equal(piece, self._casebook.files.path(sha256)):
            return True
        # One of the two is not what it was: if it is the laptop's, that is noted, and fetched again by this very sync.
        if self._casebook.files.verified(sha256):
            return False
        return hash_there(self._share, stored_name(DOCUMENTS, sha256)) == sha256

    def _is_equal(self, piece: Piece, here: Path) -> bool:
        try:
            with self._share.open(piece.name) as theirs, here.open("rb") as ours:
                forget_cached(ours)
                theirs.seek(piece.start)
                ours.seek(piece.start)
                left = piece.end - piece.start
                while left > 0:
                    chunk = ours.read(min(_CHUNK, left))
                    if not chunk or not _gives(theirs, chunk):
                        return False
                    left -= len(chunk)
                return True
        except OSError:
            return False


def _gives(source: BinaryIO, wanted: bytes) -> bool:
    """Tell whether a file gives these bytes next, in however many portions."""
    while wanted:
        chunk = source.read(len(wanted))
        if not chunk or not wanted.startswith(chunk):
            return False
        wanted = wanted[len(chunk) :]
    return True
