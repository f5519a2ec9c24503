"""The statements' part of a sync: what this copy holds is said on the share, and what others say of theirs is read.

A statement is written when it would say something else than the last one, or that one is a week old. Files of others are read once,
within bounds; which of them count is decided by who is a member (``casebook.team``).
"""

from __future__ import annotations

import contextlib
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from reviewer.casebook import Casebook
from reviewer.errors import CasebookError, Phrase
from reviewer.sharing.packs import Budget
from reviewer.sharing.share import HELD, Clock, Share, cannot
from reviewer.sharing.share_notes import ShareNotes
from reviewer.sharing.stored import fetch, store_bytes
from reviewer.sharing.sync_report import Step, Tally

_NAME = re.compile(rf"{HELD}/(?P<copy>[0-9a-f]{{32}})-(?P<number>[0-9]{{1,9}})-(?P<sha>[0-9a-f]{{64}})\.json")
_MOST_BYTES = 1 << 20
_DOUBLED = Phrase(
    "Another copy of this casebook went by the same name: it was copied, or restored to an earlier state. "
    "This one goes on under a name of its own; nothing is lost."
)
_GOES_ON = Phrase(
    "This copy of the casebook was said to be gone: lost, or restored from a backup as another one. "
    "It goes on under a name of its own; nothing is lost."
)
_MOST_READ = 1000
"""So many new files are looked at in one sync: a folder full of strangers' holds nobody up."""
_PART = 0.5
"""Of what strangers may cost in one sync, for files that turn out to be no member's, or not what their names say; the next one goes on."""


class StatementExchange:
    """Carries statements between one casebook and one share."""

    def __init__(
        self,
        casebook: Casebook,
        share: Share,
        clock: Clock,
        tally: Tally,
        notes: ShareNotes,
        budget: Budget,
    ) -> None:
        """Take both sides, the time that a statement bears, where to tell, what is remembered from sync to sync, what strangers may cost."""
        self._budget = budget
        self._least = self._budget.left * _PART
        self._notes = notes
        self._casebook, self._share, self._clock, self._tally = casebook, share, clock, tally
        self._listed: tuple[str, ...] = ()
        self._refused: OSError | None = None

    def read(self) -> Iterator[Step]:
        """Read what is new; a folder that can't be listed holds up nobody's work, and is told by ``state``."""
        try:
            self._listed = tuple(name for name in self._share.list(HELD) if _NAME.fullmatch(name))
        except OSError as error:
            self._refused = error
            return
        self._casebook.team.holding.forget_all_but(self._listed)
        self._notes.torn = sorted({*self._notes.torn} & {*self._listed})
        self._read_new()
        yield Step("statements read")

    def settle(self) -> Iterator[Step]:
        """Once saves came: read those of new members too, and go on as another copy where there is a second one of this name."""
        if self._refused is not None:
            return
        self._read_new()
        self._settle_copy()
        yield Step("statements settled")

    def _read_new(self) -> None:
        holding = self._casebook.team.holding
        known, authors = holding.known(), holding.authors()
        torn = {*self._notes.torn}
        likely = sorted(_likely_first(self._listed, known), key=torn.__contains__)
        for name in likely[:_MOST_READ]:
            begun = time.thread_time()
            data = fetch(self._share, name, _matched(name)["sha"], _MOST_BYTES)
            (torn.add if data is None else torn.discard)(name)
            if data is None or not holding.take(name, data, authors):
                self._budget.spend(time.thread_time() - begun)
            if self._budget.left < self._least:
                break
        self._notes.torn = sorted(torn)

    def _settle_copy(self) -> None:
        holding, team = self._casebook.team.holding, self._casebook.team
        # What is recorded by whoever is no member any more counts for nothing, and is refused: their statements do as well.
        with contextlib.suppress(CasebookError):
            for copy in holding.unsaid_retirements():
                team.retire(copy, "this casebook goes on in its place")
        doubled = holding.is_doubled()
        if doubled or holding.is_alive:
            with contextlib.suppress(CasebookError):
                team.leave_copy("another copy went by the same name", self._clock())
            self._tally.notice(_DOUBLED if doubled else _GOES_ON)

    def state(self) -> Iterator[Step]:
        """Say what is held here, if that is news. Raises ShareError, also where what others say could not be listed."""
        if self._refused is not None:
            raise cannot(self._share, "read", self._refused) from self._refused
        holding = self._casebook.team.holding
        made = holding.state_now(self._clock())
        if made is not None:
            name = f"{HELD}/{made.copy}-{made.number}-{made.sha256}.json"
            holding.begin_to_state(made)
            store_bytes(self._share, name, made.sha256, made.data)
            holding.stated(name, made)
            for earlier in holding.said_before(made):
                with contextlib.suppress(OSError):
                    self._share.remove(earlier)
        yield Step("stated")


def _matched(name: str) -> re.Match[str]:
    matched = _NAME.fullmatch(name)
    assert matched is not None  # noqa: S101 - only such names are listed
    return matched


def _likely_first(listed: Iterable[str], known: Mapping[str, int]) -> list[str]:
    """Return what was not read yet: what follows the last statement of a copy first, so that nobody hides it behind many others."""
    last: defaultdict[str, int] = defaultdict(int)
    for name, number in known.items():
        copy = _matched(name)["copy"] if _NAME.fullmatch(name) else ""
        last[copy] = max(last[copy], number)

    def rank(name: str) -> tuple[int, str]:
        matched = _matched(name)
        return abs(int(matched["number"]) - last[matched["copy"]] - 1), name

    return sorted((name for name in listed if name not in known), key=rank)
