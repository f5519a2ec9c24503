"""Sync: a casebook and a share come to hold the same, in named steps, each of which may be the last.

Whatever happens between two steps (a kill, a dead battery, an unplugged drive), nothing is lost and the next
sync goes on: a save counts as published only when its pack was read back from the share.
"""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Generator
from contextlib import closing

from reviewer.casebook import Casebook
from reviewer.errors import CasebookError, Phrase, ReadOnlyError, ReviewerError, ShareError, why_refused
from reviewer.sharing.compact import FAN, compact
from reviewer.sharing.documents import DocumentExchange
from reviewer.sharing.inventory import Inventory
from reviewer.sharing.marker import claim
from reviewer.sharing.merged import MergedFile
from reviewer.sharing.packs import Budget
from reviewer.sharing.saves import SaveExchange
from reviewer.sharing.scrub import Scrub
from reviewer.sharing.share import Clock, Share
from reviewer.sharing.share_notes import ShareNotes
from reviewer.sharing.statement_exchange import StatementExchange
from reviewer.sharing.sync_report import Missing, Progress, ShareState, Step, SyncReport, Tally

_READ_AGAIN = 2 << 20
_UNFINISHED_FOR = 7 * 86_400 * 1_000_000


def now() -> int:
    """Return the time in UTC microseconds."""
    return time.time_ns() // 1000


class Sync:
    """One sync of one casebook with one share. ``run`` is a generator of the steps done."""

    def __init__(
        self,
        casebook: Casebook,
        share: Share,
        clock: Clock = now,
        *,
        thorough: bool = False,
        fan: int = FAN,
        new: bool = False,
        merged: bool = False,
        patient: bool = False,
    ) -> None:
        """Take both sides. ``thorough`` reads everything on the share again, not only some of it.

        ``new`` says that an empty folder is meant to become a share although this casebook has one; ``merged`` has the merged file
        written now, however lately it was. ``patient`` looks at every pack, however many are of nobody who is known.
        """
        self._casebook = casebook
        self._share = share
        self._clock = clock
        self._budget = None if thorough else _READ_AGAIN
        self._fan = fan
        self._new, self._merged, self._patient = new, merged, patient
        self._tally = Tally()
        self._notes = ShareNotes.of(casebook.folder)
        self._before: set[str] = set()
        """Who was known here before (keys); whoever syncs is no news either."""

    def run(self) -> Generator[Step, None, SyncReport]:
        """Do it step by step. Raises ShareError (one line, nothing lost) and CasebookError."""
        casebook, share = self._casebook, self._share
        if casebook.read_only:
            raise ReadOnlyError(
                "This casebook is open for reading only, so it cannot be synced", "Open it for writing first."
            )
        claim(
            share,
            casebook.inspection_id,
            casebook.packs.known_packs(),
            new=self._new,
            was_joined=casebook.packs.was_joined,
        )
        shutil.rmtree(casebook.folder / "cache" / "incoming", ignore_errors=True)
        yield Step("claimed")
        self._before = {*casebook.people(), *(damage.author for damage in casebook.health.damages())}
        budget = Budget()  # one for all strangers together
        statements = StatementExchange(casebook, share, self._clock, self._tally, self._notes, budget)
        try:
            rotten = yield from self._exchange(statements, budget)
            yield from self._derive(rotten, statements)
        finally:
            self._notes.keep(casebook.folder)
        return self._report()

    def _exchange(self, statements: StatementExchange, budget: Budget) -> Generator[Step, None, set[str]]:
        """Exchange saves and documents; returns what a scrub found damaged on the share, by name."""
        casebook, share = self._casebook, self._share
        known = casebook.packs.known_packs()
        asked = casebook.packs.filled_packs() | self._notes.odd_packs()
        inventory = Inventory(share, asked.__contains__, known)
        yield Step("listed")
        scrub = Scrub(casebook, share, self._notes)
        yield from scrub.run({**inventory.packs, **inventory.documents, **inventory.merged}, self._budget)
        copy = casebook.team.holding.copy
        yield from statements.read()
        saves = SaveExchange(
            casebook,
            share,
            self._clock,
            self._tally,
            self._notes,
            budget,
            patient=self._patient or self._budget is None,
        )
        yield from saves.pull(inventory.packs, scrub.rotten.names)
        if casebook.team.holding.copy != copy:
            # Of whoever is no member any more nothing counts, and nothing is recorded: they sync all the same.
            with contextlib.suppress(CasebookError):
                casebook.team.retire(copy, "another copy went by the same name")
        if casebook.packs.was_joined:
            self._introduce()
        yield from statements.settle()
        # The work of people goes first: a document can be had again, a verdict can't.
        yield from saves.push()
        saves.end(inventory.packs, self._clock())
        inventory.require_documents()
        documents = DocumentExchange(casebook, share, self._tally, self._notes)
        yield from documents.run(inventory.documents, scrub.rotten.documents(), self._clock())
        yield from statements.state()
        return scrub.rotten.names

    def _introduce(self) -> None:
        """Introduce whoever joined: now it is known whether they have been, on a laptop before this one."""
        known = self._casebook.people().keys()
        self._casebook.introduce()
        self._before |= self._casebook.people().keys() - known

    def _derive(self, rotten: set[str], statements: StatementExchange) -> Generator[Step, None, None]:
        """What is only convenient: if a disk refuses it, that is told and the sync still counts."""
        try:
            merged = MergedFile(self._casebook, self._share, self._clock, rotten)
            yield from merged.write(due=self._merged)
            if merged.written:
                yield from statements.state()  # so that colleagues know what it is to be
        except (ShareError, CasebookError, OSError) as error:
            words = (
                "Only the merged file, for colleagues who look without Reviewer, could not be brought up to date "
                "({why}); the next sync tries again."
            )
            self._tally.notice(Phrase(words, why=_why(error)))
        try:
            yield from compact(self._casebook, self._share, self._notes, self._clock(), self._fan)
            self._share.tidy(self._clock() - _UNFINISHED_FOR)
        except (ShareError, OSError) as error:
            self._tally.notice(
                Phrase("Only tidying up was left undone ({why}); the next sync tries again.", why=_why(error))
            )
        yield Step("done")

    def _report(self) -> SyncReport:
        people = self._casebook.people()
        new = tuple(sorted(name for key, name in people.items() if key not in self._before))
        for name in new:
            self._tally.notice(
                Phrase("{name} is new to this casebook: their work is taken in from now on.", name=name)
            )
        tally = self._tally
        return SyncReport(
            pulled=tally.pulled,
            pushed=tally.pushed,
            documents_up=tally.documents_up,
            documents_down=tally.documents_down,
            new_authors=new,
            conflicts=tuple(subject for subject, _ in self._casebook.conflicts()),
            state=state_of(self._casebook),
            notices=tuple(tally.notices),
            missing=Missing(
                tally.documents_missing, tally.packs_damaged, self._casebook.team.holding.not_arrived()
            ),
        )


def _why(error: Exception) -> str:
    if isinstance(error, ReviewerError):
        return error.what
    return why_refused(error) if isinstance(error, OSError) else str(error)


def sync(
    casebook: Casebook,
    share: Share,
    progress: Progress | None = None,
    *,
    clock: Clock = now,
    thorough: bool = False,
    new: bool = False,
    merged: bool = False,
    patient: bool = False,
) -> SyncReport:
    """Bring casebook and share together; returns what was done.

    ``thorough``, ``new``, ``merged`` and ``patient`` are as for ``Sync``. Raises ShareError if the share is not there, refuses to be written to or belongs to another inspection
    (then before anything is written), ReadOnlyError for a casebook that is open for reading only, and what
    ``progress`` raises to stop it.
    """
    with closing(
        Sync(casebook, share, clock, thorough=thorough, new=new, merged=merged, patient=patient).run()
    ) as steps:
        while True:
            try:
                step = next(steps)
            except StopIteration as end:
                report: SyncReport = end.value
                return report
            if progress:
                progress(step)


def state_of(casebook: Casebook) -> ShareState:
    """Tell where the casebook's work is: in the shared folder only if every save and document of it was read back there."""
    if not casebook.packs.unshared() and not casebook.packs.lacks_documents():
        return ShareState.IN_THE_SHARED_FOLDER
    return ShareState.ON_THIS_LAPTOP
