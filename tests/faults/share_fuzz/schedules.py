"""Schedules: a seed gives a setting and steps; a schedule that fails is made shorter as long as it still fails."""

from __future__ import annotations

import random
import re
import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar, cast
from unittest.mock import patch

from reviewer.casebook import author, head_form, heads, record, seal, sorting, statements
from reviewer.sharing import sync as syncing
from tests.faults.share_fuzz.acts import ACTS, program
from tests.faults.share_fuzz.begun import begun, memory
from tests.faults.share_fuzz.breakages import Breakage
from tests.faults.share_fuzz.invariants import judge, settle
from tests.faults.share_fuzz.machines import Machine, seeded
from tests.faults.share_fuzz.markers import replace_marker
from tests.faults.share_fuzz.world import Setting, World

READ_AGAIN = 1 << 18
"""What a sync reads again of a share, here: less than a large document."""
STEPS = (8, 26)
T = TypeVar("T")
Happening = Callable[[World, Machine, random.Random], None]
HAPPENINGS: dict[str, tuple[Happening, int]] = {
    "syncs": (World.sync, 34), "syncs among others": (World.sync_apart, 5), "dies syncing": (World.die, 10),
    "a call will fail": (World.arm, 12), "the drive changes": (World.weather, 2), "what was late arrives": (World.late, 3),
    "the drive is away": (World.unmount, 2), "is shown another share": (World.wrong_share, 1),
    "a shared file is damaged": (World.damage, 9), "a shared document rots": (World.rot_shared, 3), "a copy is set aside": (World.copy_aside, 3), "junk is left": (World.junk, 2),
    "the client carries some": (World.carry, 12), "a stranger forges": (World.forge, 5),
    "a row rots": (World.rot_row, 3), "a document rots": (World.rot_document, 2), "the clock is turned": (World.turn_clock, 2),
    "time passes": (World.wait, 4), "is copied for later": (World.snapshot, 3), "is restored": (World.restore, 4),
    "is cloned": (World.clone, 2), "is destroyed": (World.destroy, 4), "somebody joins": (World.join, 3),
    "the marker is replaced": (replace_marker, 4), "another program is installed": (World.install, 4),
}  # fmt: skip


@dataclass(frozen=True)
class Step:
    """What happens, to which laptop (a number, taken round), and where its chance comes from."""

    what: str
    who: int
    seed: int

    def __str__(self) -> str:
        return f"{self.what} ({self.who % 6}, {self.seed})"


@dataclass(frozen=True)
class Schedule:
    """All that it takes to have a schedule again."""

    seed: int
    setting: Setting
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        lines = "\n".join(f"    {number:2} {step}" for number, step in enumerate(self.steps, 1))
        return f"seed {self.seed}: {self.setting}\n{lines}"


def drawn(seed: int, breakage: Breakage | None = None) -> Schedule:
    """The schedule of a seed; of one that is to catch a breakage, every second step is one of those that may show it."""
    chance = random.Random(seed)
    setting = Setting(chance.randint(2, 5), chance.random() < 0.6, chance.random() < 0.25)
    if breakage is not None:
        setting = replace(
            setting,
            closed=setting.closed if breakage.closed is None else breakage.closed,
            client=setting.client if breakage.client is None else breakage.client,
        )
    weights: dict[str, float] = {name: weight for name, (_, weight) in HAPPENINGS.items()}
    if not setting.client:
        del weights["the client carries some"]
    weights |= {name: weight for name, (_, weight) in ACTS.items()}
    if breakage is not None:
        weights |= dict.fromkeys(breakage.likely, sum(weights.values()) / len(breakage.likely))
    names = chance.choices([*weights], [*weights.values()], k=chance.randint(*STEPS))
    return Schedule(
        seed, setting, tuple(Step(name, chance.randrange(60), chance.randrange(1 << 16)) for name in names)
    )


def failure(schedule: Schedule) -> str:
    """Run a schedule in a folder of its own; return what was violated, or "" if nothing was."""
    root = Path(tempfile.mkdtemp(prefix="reviewer-fuzz-", dir=memory()))
    template = begun(closed=schedule.setting.closed)
    try:
        with seeded(schedule.seed), _little_read(), _worked_out_once():
            world = World(root, schedule.setting, template)
            try:
                for step in schedule.steps:
                    _happens(world, step)
                settle(world, random.Random(schedule.seed))
                judge(world)
            finally:
                world.close()
    except AssertionError as violation:
        return str(violation)
    except Exception:  # noqa: BLE001 - anything that is not told to a person is a bug
        return traceback.format_exc()
    finally:
        shutil.rmtree(root, ignore_errors=True)
    return ""


def violated(seed: int) -> str:
    """What the schedule of a seed violates; a worker process is asked for it."""
    return failure(drawn(seed))


def _happens(world: World, step: Step) -> None:
    machine, chance = world.machines[step.who % len(world.machines)], random.Random(step.seed)
    with program(older=machine.older):
        if step.what in ACTS:
            world.act(machine, ACTS[step.what][0], chance)
        else:
            HAPPENINGS[step.what][0](world, machine, chance)


@contextmanager
def _little_read() -> Iterator[None]:
    before = syncing.__globals__["_READ_AGAIN"]
    syncing.__globals__["_READ_AGAIN"] = READ_AGAIN
    try:
        yield
    finally:
        syncing.__globals__["_READ_AGAIN"] = before


@contextmanager
def _worked_out_once() -> Iterator[None]:
    """Within it what one laptop has verified or parsed costs the others nothing.

    These functions depend on nothing but the bytes that they are given, and what they return is never changed. Remembered anew in
    each schedule: one that is to catch a breakage of what they rest on begins with nothing.
    """
    signed, examined = _remembered(author.signed_by), _remembered(record.examined_save)
    with (
        patch.multiple(record, signed_by=signed, examined_save=examined),
        patch.multiple(statements, signed_by=signed, read=_remembered(statements.read)),
        patch.multiple(
            heads,
            record_fields=_remembered(head_form.record_fields),
            save_fields=_remembered(head_form.save_fields),
        ),
        patch.object(seal, "signed_by", signed),
        patch.object(sorting, "examined_save", examined),
    ):
        yield


def _remembered(function: T) -> T:
    return cast("T", lru_cache(20_000)(cast("Callable[..., object]", function)))


def shrunk(schedule: Schedule, most: int = 60) -> Schedule:
    """A shorter schedule that fails in the same way, after at most so many runs."""
    steps, size, runs = list(schedule.steps), max(1, len(schedule.steps) // 2), 0
    kind = _kind(failure(schedule))
    while size and runs < most:
        at = 0
        while at < len(steps) and runs < most:
            shorter = replace(schedule, steps=tuple(steps[:at] + steps[at + size :]))
            runs += 1
            if _kind(failure(shorter)) == kind:
                steps = list(shorter.steps)
            else:
                at += size
        size //= 2
    return replace(schedule, steps=tuple(steps))


def _kind(failed: str) -> str:
    """What a failure says, whoever it is about."""
    return (
        re.sub(r"[0-9a-f]{8,}|\b[A-Z][a-z]{2}\d*\b|\d+", "", failed.strip().splitlines()[-1])[:60]
        if failed
        else ""
    )


def caught(breakage: Breakage, most: int = 40) -> tuple[int, str]:
    """A seed by which a breakage is seen, and what it violates; "" if none of so many does. That it crashes proves nothing."""
    for seed in dict.fromkeys((breakage.seed, *range(1, most + 1))):
        schedule = drawn(seed, breakage)
        with breakage.made():
            said = failure(schedule)
        if said and not said.startswith("Traceback"):
            return seed, said.strip().splitlines()[-1]
    return most, ""
