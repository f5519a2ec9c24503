"""Any order of acts, crashes and lies of the share: nothing is lost, and all end with the same.

What a share can do was measured first: see docs/decisions. Each example is a schedule that Hypothesis draws
and, should it fail, makes as short as it can.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Generator
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from reviewer.casebook import Casebook
from reviewer.errors import NewShareError, ReviewerError
from reviewer.sharing import ShareState, Step, Sync, SyncReport, state_of
from tests.scale import scale
from tests.unit.sharing.laptops import (
    CRITERIA,
    Laptop,
    author,
    decide,
    folder_share,
    records,
    synced,
    ticking,
)
from tests.unit.sharing.lying_share import FAULTS, LyingShare

NAMES = ("Ann", "Ben", "Cat")
WHO = st.sampled_from(NAMES)
LAST = 2
"""The round, of those a week apart, in which nobody is told anything any more."""


@cache
def _begun() -> tempfile.TemporaryDirectory[str]:
    """Three casebooks of one inspection and their share, made once and copied for each example."""
    kept = tempfile.TemporaryDirectory(prefix="reviewer-schedules-")
    root = Path(kept.name)
    share = folder_share(root / "share")
    first = Laptop("Ann", root / "Ann")
    first.found().close()
    synced(first, share)
    for name in NAMES[1:]:
        Laptop(name, root / name).join(share).close()
    return kept


class Schedule(RuleBasedStateMachine):
    """Three laptops and one share."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="reviewer-schedule-"))
        shutil.copytree(_begun().name, self.root, dirs_exist_ok=True)
        self.share = LyingShare(self.root / "share")
        self.laptops = {name: Laptop(name, self.root / name) for name in NAMES}
        self.open = {name: self._opened(name) for name in NAMES}
        self.running: dict[str, Generator[Step, None, SyncReport]] = {}
        self.ever = set[str]().union(*(records(casebook) for casebook in self.open.values()))
        self.documents: set[str] = set()
        self.safe: set[str] = set()

    def _opened(self, name: str) -> Casebook:
        laptop = self.laptops[name]
        # Power cuts are another test's: here the disk may be quick.
        return Casebook.open(laptop.folder, author(name), laptop.clock, durability="OFF")

    @rule(who=WHO, criterion=st.sampled_from(CRITERIA), text=st.text("ab", max_size=3))
    def decides(self, who: str, criterion: str, text: str) -> None:
        self.ever.add(decide(self.open[who], "ashford", criterion, text))

    @rule(who=WHO, data=st.binary(min_size=1, max_size=4))
    def receives(self, who: str, data: bytes) -> None:
        self.documents.add(self.open[who].files.put(data))

    @rule(who=WHO, steps=st.integers(1, 6))
    def syncs_a_little(self, who: str, steps: int) -> None:
        if who not in self.running:
            laptop = self.laptops[who]
            self.running[who] = Sync(self.open[who], self.share, laptop.clock, fan=3).run()
        self._advance(who, steps)

    @rule(who=WHO)
    def syncs(self, who: str) -> None:
        self.syncs_a_little(who, 1_000)

    def _advance(self, who: str, steps: int) -> None:
        for _ in range(steps):
            try:
                next(self.running[who])
            except (StopIteration, ReviewerError):
                del self.running[who]
                return
        if state_of(self.open[who]) is ShareState.IN_THE_SHARED_FOLDER:
            self.safe |= records(self.open[who])

    @rule(who=WHO)
    def crashes(self, who: str) -> None:
        if who in self.running:
            del self.running[who]
        self.open[who].close()
        self.open[who] = self._opened(who)

    @rule(fault=st.sampled_from(FAULTS))
    def lies(self, fault: tuple[str, str]) -> None:
        self.share.arm(*fault)

    @rule()
    def what_was_late_arrives(self) -> None:
        self.share.arrive()

    def teardown(self) -> None:
        try:
            self.running.clear()
            self.share.calm()
            self.judge()
        finally:
            for casebook in self.open.values():
                casebook.close()
            shutil.rmtree(self.root)

    def settle(self) -> None:
        """Everybody syncs, twice, a week apart, reading all of the share; it must work now, and nothing is left to be told then."""
        for week in range(LAST + 1):
            for name, casebook in self.open.items():
                report = self._synced_in(week, casebook)
                assert week < LAST or report.notices == (), f"{name} is told for ever"

    def _synced_in(self, week: int, casebook: Casebook) -> SyncReport:
        clock = ticking(1_767_225_600_000_000 + week * 8 * 86_400_000_000)
        new = False
        while True:
            running = Sync(casebook, self.share, clock, thorough=True, fan=3, new=new).run()
            try:
                while True:
                    next(running)
            except StopIteration as end:
                report: SyncReport = end.value
                return report
            except NewShareError:
                assert not new
                new = True  # the share lost all that it had, its marker too: the person says that it is to be filled anew

    def judge(self) -> None:
        raise NotImplementedError


class NothingIsLost(Schedule):
    """No laptop dies; the share may do anything, also to what it holds."""

    @rule(which=st.integers(0, 999), how=st.sampled_from(("gone", "cut", "flipped")))
    def rots(self, which: int, how: str) -> None:
        self.share.spoil(which, how)

    def judge(self) -> None:
        self.settle()
        newcomer = Laptop("Dee", self.root / "Dee")
        self.laptops["Dee"] = newcomer
        self.open["Dee"] = newcomer.join(self.share)
        verdicts = set()
        for name, casebook in self.open.items():
            assert records(casebook) >= self.ever, f"{name} lacks records"
            assert set(casebook.files.all()) == self.documents, f"{name} lacks documents"
            assert all(casebook.files.verify(sha) for sha in self.documents)
            assert casebook.check() == ()
            verdicts.add(str(casebook.conflicts()))
        assert len(verdicts) == 1


class WhatIsCalledSharedSurvives(Schedule):
    """Laptops are destroyed; the share loses nothing that it once gave back."""

    @rule(who=st.sampled_from(NAMES[1:]))
    @precondition(lambda self: len(self.open) > 1)
    def is_destroyed(self, who: str) -> None:
        self.running.pop(who, None)
        self.open[who].close()
        shutil.rmtree(self.laptops[who].folder)
        shutil.copytree(Path(_begun().name) / who, self.laptops[who].folder)
        self.open[who] = self._opened(who)

    def judge(self) -> None:
        self.settle()
        for name, casebook in self.open.items():
            assert self.safe <= records(casebook), f"{name} lacks what was called shared"


SCHEDULES = scale("schedules", small=25, whole=150)
EXAMPLES = settings(
    max_examples=SCHEDULES, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestNothingIsLost = NothingIsLost.TestCase
TestNothingIsLost.settings = EXAMPLES
TestWhatIsCalledSharedSurvives = WhatIsCalledSharedSurvives.TestCase
TestWhatIsCalledSharedSurvives.settings = EXAMPLES
