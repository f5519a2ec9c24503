"""The statements' part of a sync: what this copy holds is said on the share, and what others say of theirs is read.

A statement is written when it would say something else than the last one. Files of others are read once, within bounds; which
of them count is decided by who is a member (``casebook.team``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.casebook import Casebook
from reviewer.errors import Phrase
from reviewer.sharing.share import HELD, Clock, Share, cannot
from reviewer.sharing.stored import fetch, store_bytes
from reviewer.sharing.sync_report import Step, Tally

_NAME = re.compile(rf"{HELD}/(?P<copy>[0-9a-f]{{32}})-(?P<number>[0-9]{{1,9}})-(?P<sha>[0-9a-f]{{64}})\.json")
_MOST_BYTES = 1 << 20
_DOUBLED = Phrase(
    "Another copy of this casebook went by the same name: it was copied, or restored to an earlier state. "
    "This one goes on under a name of its own; nothing is lost."
)
_MOST_READ = 100
"""So many new files are read in one sync: a folder full of strangers' holds nobody up."""


class StatementExchange:
    """Carries statements between one casebook and one share."""

    def __init__(self, casebook: Casebook, share: Share, clock: Clock, tally: Tally) -> None:
        """Take both sides, the time that a statement bears, and where to tell."""
        self._casebook, self._share, self._clock, self._tally = casebook, share, clock, tally
        self._names: list[str] = []
        self._refused: OSError | None = None

    def read(self) -> Iterator[Step]:
        """Read what is new; a folder that can't be listed holds up nobody's work, and is told by ``state``."""
        try:
            self._names = self._listed()
        except OSError as error:
            self._refused = error
            return
        holding = self._casebook.team.holding
        newest = _newest(self._names)
        holding.forget_all_but(newest)
        known = holding.known()
        for name in sorted(newest - known)[:_MOST_READ]:
            data = fetch(self._share, name, _matched(name)["sha"], _MOST_BYTES)
            if data is not None:
                holding.take(name, data)
        yield Step("statements read")

    def state(self) -> Iterator[Step]:
        """Say what is held here. Raises ShareError, also where what others say could not be listed."""
        if self._refused is not None:
            raise cannot(self._share, "read", self._refused) from self._refused
        holding = self._casebook.team.holding
        if holding.is_doubled():
            self._casebook.team.leave_copy("another copy went by the same name")
            self._tally.notice(_DOUBLED)
        made = holding.state_now(self._clock())
        if made is not None:
            name = f"{HELD}/{made.copy}-{made.number}-{made.sha256}.json"
            store_bytes(self._share, name, made.sha256, made.data)
            holding.stated(name, made)
            self._remove_own_before(self._names, made.copy, made.number)
        yield Step("stated")

    def _listed(self) -> list[str]:
        return [name for name in self._share.list(HELD) if _NAME.fullmatch(name)]

    def _remove_own_before(self, names: list[str], copy: str, number: int) -> None:
        """Take away this copy's earlier statements: none of them counts beside a later one."""
        for name in names:
            matched = _matched(name)
            if matched["copy"] == copy and int(matched["number"]) < number:
                try:
                    self._share.remove(name)
                except OSError:
                    return


def _matched(name: str) -> re.Match[str]:
    matched = _NAME.fullmatch(name)
    assert matched is not None  # noqa: S101 - only such names are listed
    return matched


def _newest(names: list[str]) -> set[str]:
    """Return, of each copy, the two last numbers' files: earlier ones count for nothing beside them."""
    by_copy: dict[str, list[int]] = {}
    for name in names:
        matched = _matched(name)
        by_copy.setdefault(matched["copy"], []).append(int(matched["number"]))
    last = {copy: sorted(set(numbers))[-2:] for copy, numbers in by_copy.items()}
    return {name for name in names if int(_matched(name)["number"]) in last[_matched(name)["copy"]]}
