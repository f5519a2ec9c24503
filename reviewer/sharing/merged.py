"""The database file that a colleague opens: derived, written under a new name, never the truth.

``merged/<utc time>-<hash8>.sqlite``: the time is when it was made; ``hash8`` begins the SHA-256 of the ids of
the saves in it, so that a state which is already there is not written again, whoever made it.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from reviewer.casebook import Casebook
from reviewer.errors import ShareError
from reviewer.sharing.report import Step, Tally
from reviewer.sharing.share import MERGED, Clock, Share, cannot
from reviewer.sharing.stored import digest, store

_NAME = re.compile(rf"{MERGED}/\d{{8}}T\d{{6}}Z-([0-9a-f]{{8}})\.sqlite")
_KEEP = 3


def merged_name(at: int, save_ids: Iterable[str]) -> str:
    """Return the name of the merged file of these saves, made at a time (UTC µs)."""
    when = datetime.fromtimestamp(at // 1_000_000, UTC)
    return f"{MERGED}/{when:%Y%m%dT%H%M%SZ}-{_state_hash(save_ids)}.sqlite"


class MergedFile:
    """Writes the merged file of a casebook, and clears away older ones that this laptop wrote."""

    def __init__(self, casebook: Casebook, share: Share, clock: Clock, tally: Tally) -> None:
        """Take both sides, the clock (UTC µs) that files are named by, and where to tell."""
        self._casebook = casebook
        self._share = share
        self._clock = clock
        self._tally = tally

    def write(self) -> Iterator[Step]:
        """Write the state that the casebook has now, unless a file of it is there. Raises ShareError."""
        saves = self._casebook.save_ids()
        try:
            there = [name for name in self._share.list(MERGED) if _NAME.fullmatch(name)]
        except OSError as error:
            raise cannot(self._share, "read", error) from error
        if not any(name.endswith(f"-{_state_hash(saves)}.sqlite") for name in there):
            name = merged_name(self._clock(), saves)
            yield from self._build(name)
            there.append(name)
        self._tidy(there)
        yield Step("tidied")

    def _build(self, name: str) -> Iterator[Step]:
        passing = self._casebook.folder / "cache" / "incoming" / f"merged.{secrets.token_hex(4)}"
        passing.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._casebook.build_merged(passing)
            yield Step("merged built")
            with passing.open("rb") as source:
                sha256 = digest(source)
            self._casebook.mark_merged(name, sha256)
            self._store(name, sha256, passing)
            yield Step("merged put")
        finally:
            passing.unlink(missing_ok=True)

    def _store(self, name: str, sha256: str, passing: Path) -> None:
        try:
            store(self._share, name, sha256, lambda: passing.open("rb"))
        except ShareError:
            # Half a file under this name would pass for this state from now on.
            with contextlib.suppress(OSError):
                self._share.remove(name)
            raise

    def _tidy(self, there: list[str]) -> None:
        """Remove all but the last few of those that this laptop wrote; a colleague may have one open."""
        mine = set(self._casebook.known_merged())
        newest = sorted(there)[-_KEEP:]
        for name in mine & set(there) - set(newest) - set(sorted(mine)[-_KEEP:]):
            with contextlib.suppress(OSError):
                self._share.remove(name)


def _state_hash(save_ids: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(save_ids)).encode()).hexdigest()[:8]
