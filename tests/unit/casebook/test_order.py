"""Saves from colleagues arrive in any order and any batches: what stands in the end is always the same."""

# ruff: noqa: S608 - names of views

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.casebook import Author, Casebook, SaveBundle, many_records
from reviewer.model import Grade, Verdict
from tests.scale import scale

CASE = {"inspection": {"title": "t"}, "framework": {}}
_TIME = itertools.count(1)
ORDERS = scale("save-orders", small=10, whole=40)
JOININGS = scale("joinings", small=5, whole=20)

# Who does what on which of two subjects; "sync" carries everything from one casebook to the other.
STEPS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(["judge", "judge", "grade", "withdraw", "resolve", "sync"])),
    min_size=1,
    max_size=12,
)


def now() -> int:
    return next(_TIME)


@contextmanager
def folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    try:
        yield path
    finally:
        shutil.rmtree(path)


def bundles(casebook: Casebook) -> list[SaveBundle]:
    return [bundle for _, bundle in casebook.saves()]


def do(casebook: Casebook, step: str) -> None:
    standing = casebook.current(Verdict)
    conflict = casebook.conflicts()
    with casebook.act() as act:
        if step == "resolve" and conflict:
            act.put(
                Verdict("kent", "plans", "resolved", ""), conflict[0][0], [kept.id for kept in conflict[0][1]]
            )
        elif step == "withdraw" and standing:
            act.withdraw(standing[-1])
        elif step == "grade" and not conflict:
            act.put(Grade("kent", "good"))
        elif not conflict:
            act.put(Verdict("kent", "plans", "met", ""))


def history(path: Path, steps: Sequence[tuple[int, str]]) -> tuple[str, list[SaveBundle]]:
    """Two people work; return the inspection and all saves of both."""
    ann, bob = Author("Ann", bytes(32)), Author("Bob", bytes([1] * 32))
    with (
        Casebook.create(path / "a", ann, now, CASE, durability="OFF") as first,
        Casebook.adopt(path / "b", bob, now, bundles(first), first.inspection_id) as second,
    ):
        books = (first, second)
        for who, step in steps:
            if step == "sync":
                books[1 - who].absorb(bundles(books[who]))
            elif not any(about.startswith("category") for about, _ in books[who].conflicts()):
                do(books[who], step)
        first.absorb(bundles(second))
        return first.inspection_id, bundles(first)


def outcome(casebook: Casebook) -> object:
    """All that a person could tell two casebooks apart by; quarantine must be empty for ``check`` to pass."""
    standing = [casebook.current(kind) for kind in (Verdict, Grade)]
    rows = casebook._database.rows  # noqa: SLF001  # the views as they are while the casebook is open
    views = [rows(f"SELECT * FROM {view} ORDER BY record") for view in ("verdicts", "conflicts")]
    return standing, casebook.conflicts(), casebook.people(), views, casebook.check()


@pytest.mark.thorough
@settings(max_examples=ORDERS)
@given(steps=STEPS, data=st.data())
def test_any_order_and_any_batching_gives_the_same_current_state(
    steps: list[tuple[int, str]], data: st.DataObject
) -> None:
    with folder() as path:
        inspection, saves = history(path, steps)
        founding, rest = saves[0], saves[1:]
        carol = Author("Carol", bytes([2] * 32))
        order = data.draw(st.permutations(rest))
        cuts = sorted(data.draw(st.sets(st.integers(1, max(1, len(rest) - 1)), max_size=4)))
        least = data.draw(st.sampled_from([1, 10**9]), label="records that are put in together")
        with (
            Casebook.adopt(path / "c", carol, lambda: 0, saves, inspection) as straight,
            patch.object(many_records, "_MANY", least),
            Casebook.adopt(path / "d", carol, lambda: 0, [founding], inspection) as shuffled,
        ):
            batches = [order[start:end] for start, end in itertools.pairwise([0, *cuts, len(rest)])]
            # What waits stays where it came from, so it is offered again while anything is taken in, as a sync does.
            while sum([shuffled.absorb(batch).new for batch in batches]):
                pass
            assert outcome(shuffled)[:-1] == outcome(straight)[:-1]  # type: ignore[index]
            assert {one.id for one in saves} <= shuffled.packs.save_ids()
            assert shuffled.check() == ()


@settings(max_examples=JOININGS)
@given(data=st.data())
def test_a_joined_casebook_needs_no_order_either(data: st.DataObject) -> None:
    with folder() as path:
        inspection, saves = history(
            path, [(0, "judge"), (0, "sync"), (1, "judge"), (0, "judge"), (1, "sync")]
        )
        order = data.draw(st.permutations(saves))
        with Casebook.adopt(path / "c", Author("Carol", bytes([2] * 32)), now, order, inspection) as joined:
            assert [about for about, _ in joined.conflicts()] == ["verdict:kent/plans"]
            assert joined.check() == ()
