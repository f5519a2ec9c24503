"""The database file that a colleague opens: derived, written under a new name, never the truth.

``merged/<utc time>-<hash8>.sqlite``: the time is when it was made, so that the last in the list is the one to open; ``hash8`` begins
the SHA-256 of the ids of the saves in it, so that a state which already stands last is not written again, whoever made it.
"""

from __future__ import annotations

import contextlib
import re
import secrets
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reviewer.casebook import Casebook, hash_of_saves
from reviewer.errors import ShareError
from reviewer.sharing.share import MERGED, Clock, Share, cannot
from reviewer.sharing.stored import digest, store
from reviewer.sharing.sync_report import Step

_NAME = re.compile(rf"{MERGED}/([12]\d{{7}}T\d{{6}}\.\d{{6}}Z)-[0-9a-f]{{8}}\.sqlite")
_TIME = "%Y%m%dT%H%M%S.%fZ"
_GENERATIONS = 3
AHEAD = timedelta(days=1)
"""A name that says a later time than this from now was given by a clock that runs ahead: it wins over nothing."""
_EVERY = timedelta(hours=1)
_MAGIC = b"SQLite format 3\x00"


def merged_name(at: datetime, save_ids: Iterable[str]) -> str:
    """Return the name of the merged file of these saves, made at a time."""
    return f"{MERGED}/{at.strftime(_TIME)}-{_state_hash(save_ids)}.sqlite"


def made_at(name: str) -> datetime | None:
    """Return when a merged file was made by its name, or None if it is not the name of one."""
    match = _NAME.fullmatch(name)
    try:
        return datetime.strptime(match[1], _TIME).replace(tzinfo=UTC) if match else None
    except ValueError:
        return None


class MergedFile:
    """Writes the merged file of a casebook, and clears away older ones."""

    def __init__(self, casebook: Casebook, share: Share, clock: Clock, rotten: Collection[str] = ()) -> None:
        """Take both sides, the clock (UTC µs) that files are named by, and the names that a scrub found damaged."""
        self._casebook = casebook
        self._share = share
        self._clock = clock
        self._rotten = rotten
        self.written: tuple[str, str] | None = None
        """What was written: its name and SHA-256 (hex); None where nothing was."""

    def write(self, *, due: bool = False) -> Iterator[Step]:
        """Write the state that the casebook has now, unless the last file is of it, or was made within the hour and it is not ``due``.

        A file of this laptop that is not what was written is taken away first. Raises ShareError.
        """
        now = datetime.fromtimestamp(0, UTC) + timedelta(microseconds=self._clock())
        there = [name for name in self._there(now) if not self._is_removed_for_damage(name)]
        newest = max(there, default="")
        if due or not newest or now - (made_at(newest) or now) >= _EVERY:
            yield from self._write_if_news(there, newest, now)
        self._tidy(there)
        yield Step("tidied")

    def _write_if_news(self, there: list[str], newest: str, now: datetime) -> Iterator[Step]:
        saves = self._casebook.packs.save_ids()
        if newest.endswith(f"-{_state_hash(saves)}.sqlite"):
            return
        # It sorts after what is there, even if a colleague's clock runs a little ahead.
        after = (made_at(newest) or now) + timedelta(microseconds=1)
        name = merged_name(max(now, after), saves)
        yield from self._build(name)
        there.append(name)

    def _there(self, now: datetime) -> dict[str, int]:
        """Return the merged files whose name may say when they were made; one that this laptop wrote in the future goes."""
        try:
            listed = self._share.list(MERGED)
        except OSError as error:
            raise cannot(self._share, "read", error) from error
        for name in self._casebook.packs.known_merged():
            if name in listed and (made := made_at(name)) and made > now + AHEAD:
                self._remove(name)
        return {
            name: size for name, size in listed.items() if (made := made_at(name)) and made <= now + AHEAD
        }

    def _is_removed_for_damage(self, name: str) -> bool:
        """Take a damaged file away, so that another is written; of a colleague's only its head is looked at."""
        if name in self._rotten or not self._seems_whole(name):
            self._remove(name)
            return True
        return False

    def _seems_whole(self, name: str) -> bool:
        """Tell whether a file has the size that it says of itself: SQLite's file format, 1.3 (pages of bytes 16 and 28)."""
        try:
            with self._share.open(name) as source:
                head = source.read(100)
                size = source.seek(0, 2)
        except OSError:
            return True  # what can't be read now is not damaged for it
        page = int.from_bytes(head[16:18], "big")
        pages = int.from_bytes(head[28:32], "big")
        return head.startswith(_MAGIC) and pages * (65536 if page == 1 else page) == size

    def _build(self, name: str) -> Iterator[Step]:
        passing = self._casebook.folder / "cache" / "incoming" / f"merged.{secrets.token_hex(4)}"
        passing.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._casebook.build_merged(passing, self._clock())
            yield Step("merged built")
            with passing.open("rb") as source:
                sha256 = digest(source)
            if not self._casebook.read_only:  # who only reads it notes it afterwards
                self._casebook.packs.mark_merged(name, sha256)
            self._store(name, sha256, passing)
            self.written = name, sha256
            yield Step("merged put")
        finally:
            passing.unlink(missing_ok=True)

    def _store(self, name: str, sha256: str, passing: Path) -> None:
        try:
            store(self._share, name, sha256, lambda: passing.open("rb"))
        except ShareError:
            # Half a file under this name would pass for this state from now on.
            self._remove(name)
            raise

    def _tidy(self, there: Collection[str]) -> None:
        """Remove all but the last generations, whoever wrote them; one that a colleague has open may stay until the next time."""
        for name in sorted(there)[:-_GENERATIONS]:
            self._remove(name)

    def _remove(self, name: str) -> None:
        with contextlib.suppress(OSError):
            self._share.remove(name)


def _state_hash(save_ids: Iterable[str]) -> str:
    return hash_of_saves(save_ids)[:8]
