"""The database file that a colleague opens: derived, written under a new name, never the truth.

``merged/<utc time>-<hash8>.sqlite``: the time is when it was made, so that the last in the list is the one to
open; ``hash8`` begins the SHA-256 of the ids of the saves in it, so that a state which already stands last is
not written again, whoever made it.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reviewer.casebook import Casebook
from reviewer.errors import ShareError
from reviewer.sharing.share import MERGED, Clock, Share, cannot
from reviewer.sharing.stored import digest, store
from reviewer.sharing.sync_report import Step, Tally

_NAME = re.compile(rf"{MERGED}/([12]\d{{7}}T\d{{6}}\.\d{{6}}Z)-[0-9a-f]{{8}}\.sqlite")
_TIME = "%Y%m%dT%H%M%S.%fZ"
_KEEP = 3


def merged_name(at: int, save_ids: Iterable[str], there: Iterable[str] = ()) -> str:
    """Return the name of the merged file of these saves, made at a time (UTC µs).

    It sorts after those that are there, even if a colleague's clock runs ahead.
    """
    when = datetime.fromtimestamp(at // 1_000_000, UTC).replace(microsecond=at % 1_000_000)
    for name in there:
        if made := _made_at(name):
            when = max(when, made + timedelta(microseconds=1))
    return f"{MERGED}/{when.strftime(_TIME)}-{_state_hash(save_ids)}.sqlite"


def _made_at(name: str) -> datetime | None:
    """Return when a merged file was made by its name, or None if it is not the name of one."""
    match = _NAME.fullmatch(name)
    try:
        return datetime.strptime(match[1], _TIME).replace(tzinfo=UTC) if match else None
    except ValueError:
        return None


class MergedFile:
    """Writes the merged file of a casebook, and clears away older ones that this laptop wrote."""

    def __init__(self, casebook: Casebook, share: Share, clock: Clock, tally: Tally) -> None:
        """Take both sides, the clock (UTC µs) that files are named by, and where to tell."""
        self._casebook = casebook
        self._share = share
        self._clock = clock
        self._tally = tally

    def write(self) -> Iterator[Step]:
        """Write the state that the casebook has now, unless the last file is of it. Raises ShareError."""
        saves = self._casebook.save_ids()
        try:
            there = [name for name in self._share.list(MERGED) if _made_at(name)]
        except OSError as error:
            raise cannot(self._share, "read", error) from error
        if not max(there, default="").endswith(f"-{_state_hash(saves)}.sqlite"):
            name = merged_name(self._clock(), saves, there)
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
            self._casebook.packs.mark_merged(name, sha256)
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
        mine = set(self._casebook.packs.known_merged())
        newest = sorted(there)[-_KEEP:]
        for name in mine & set(there) - set(newest) - set(sorted(mine)[-_KEEP:]):
            with contextlib.suppress(OSError):
                self._share.remove(name)


def _state_hash(save_ids: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(save_ids)).encode()).hexdigest()[:8]
