"""An act costs the same however many bodies are judged already, and thousands of bodies are listed at once.

Counted, not timed: calls of Python and of its built-in functions, and steps of SQLite's machine, are the same on any computer.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from bench.make_desk import code_of, judge, make_desk, received
from reviewer.desk import Desk
from reviewer.desk.snapshot import Snapshot, snapshot
from reviewer.model import Seen

BODIES, MANY = 82, 80
DOCUMENTS = 60
SLACK = 1.1
"""Trees in the database are a little deeper when they hold more."""


class Cost:
    """Calls and steps of a block."""

    def __init__(self, desk: Desk) -> None:
        self.calls = self.steps = 0
        self._desk = desk

    @contextmanager
    def counted(self) -> Iterator[None]:
        with self._desk.session.casebook._database.raw() as connection:  # noqa: SLF001  # the plan and the steps of SQLite, of this connection
            connection.set_progress_handler(self._step, 1)
        sys.setprofile(self._call)
        try:
            yield
        finally:
            sys.setprofile(None)
            with self._desk.session.casebook._database.raw() as connection:  # noqa: SLF001  # the plan and the steps of SQLite, of this connection
                connection.set_progress_handler(None, 1)

    def _step(self) -> int:
        self.steps += 1
        return 0

    def _call(self, frame: FrameType, event: str, _argument: object) -> None:
        self.calls += event in {"call", "c_call"} and frame.f_code.co_name != "_step"


def acts_on(desk: Desk, number: int) -> dict[str, Callable[[], object]]:
    """What is done with a body, each by its name; its document is there."""
    code, criterion = code_of(number), desk.case.framework.criteria[0]
    sha = desk.reading.documents(code)[0].sha256
    return {
        "tie": lambda: desk.judging.evidence(code, criterion.key, sha, "one vacancy"),
        "judge": lambda: desk.judging.verdict(code, criterion.key, criterion.findings[0], "Read."),
        "grade": lambda: desk.judging.category(code, desk.case.framework.categories[0].key),
        "search": lambda: desk.judging.absence(code, criterion.key),
        "leave out": lambda: desk.receiving.include(code, sha, "Sent in error.", included=False),
        "write": lambda: desk.drafts.edit(code, "own-1", 1, "Words.", because="Ours."),
        "look": lambda: desk.history.put(
            Seen(sha, f"p{number}", "shown"), f"seen:{Seen(sha, f'p{number}', 'shown').piece}"
        ),
        "stand": lambda: desk.standing.state(code),
    }


def costs_of(desk: Desk, number: int) -> dict[str, Cost]:
    found = {}
    for name, act in acts_on(desk, number).items():
        found[name] = Cost(desk)
        with found[name].counted():
            act()
            desk.session.board()
    return found


@pytest.fixture
def many(tmp_path: Path) -> Iterator[Desk]:
    with make_desk(tmp_path / "many", BODIES) as desk:
        yield desk


@pytest.mark.thorough
def test_an_act_costs_the_same_at_the_end_as_at_the_start(many: Desk, tmp_path: Path) -> None:
    tied = received(many, tmp_path)
    judge(many, range(BODIES - 2, BODIES), tied)
    costs_of(many, BODIES - 2)  # the first of anything makes and imports what the second finds
    first = costs_of(many, BODIES - 1)
    judge(many, range(1, MANY - 1), tied)
    with many.session.casebook.act() as act:
        for number in range(MANY):
            act.put(Seen("ab" * 32, f"p{number}", "shown"))
    many.session.board()
    judge(many, range(BODIES - 3, BODIES - 2), tied)
    many.session.board()
    last = costs_of(many, BODIES - 3)
    for name, cost in last.items():
        assert cost.calls <= first[name].calls * SLACK, name
        assert cost.steps <= first[name].steps * SLACK, name


@pytest.mark.thorough
def test_bodies_of_which_nothing_is_known_cost_next_to_nothing_to_list(tmp_path: Path) -> None:
    def cost(bodies: int) -> int:
        with make_desk(tmp_path / str(bodies), bodies) as desk:
            desk.session.board()
            counted = Cost(desk)
            with counted.counted():
                lines = desk.standing.body_lines()
            assert [line.code for line in lines] == [code_of(number) for number in range(bodies)]
            assert lines[-1].name == f"Body {bodies - 1}"
            return counted.calls + counted.steps

    cost(3)
    few, many = cost(10), cost(210)
    assert (many - few) / 200 < 60, "a body costs as much as judging it"


def looked_at_after_an_act(desk: Desk, number: int) -> tuple[Cost, Snapshot]:
    """What it costs to look at what stands after an act of the first body, and what stands."""
    criterion = desk.case.framework.criteria[0]
    desk.judging.verdict(code_of(0), criterion.key, criterion.findings[0], f"Read, {number}.")
    cost = Cost(desk)
    with cost.counted():
        shown = snapshot(desk, code_of(0))
    return cost, shown


def receive_many(desk: Desk, folder: Path, body: str) -> None:
    folder.mkdir()
    for number in range(DOCUMENTS):
        (folder / f"plan {number}.txt").write_text(f"The unit has {number} posts.\n", encoding="utf-8")
    desk.receiving.receive(body, [folder])


@pytest.mark.thorough
def test_an_act_is_shown_at_the_same_cost_however_much_others_have_sent(tmp_path: Path) -> None:
    with make_desk(tmp_path / "many", 3) as desk:
        received(desk, tmp_path)
        receive_many(desk, tmp_path / "first", code_of(1))
        few = [looked_at_after_an_act(desk, number)[0] for number in range(4)][-1]
        receive_many(desk, tmp_path / "second", code_of(2))
        desk.session.casebook.index.settle()  # it is written into, and all in it reads as before
        many = [looked_at_after_an_act(desk, number)[0] for number in range(4, 8)][-1]
        assert many.calls - few.calls < DOCUMENTS, "what nobody acted on is gone through after each act"
        assert many.steps - few.steps < DOCUMENTS, "what nobody acted on is looked up after each act"


def test_rows_of_documents_are_those_of_before_until_they_say_something_else(tmp_path: Path) -> None:
    with make_desk(tmp_path / "many", 2) as desk:
        received(desk, tmp_path)
        receive_many(desk, tmp_path / "first", code_of(0))
        before, after = (looked_at_after_an_act(desk, number)[1].view for number in range(2))
        assert before is not None
        assert after is not None
        assert all(old is new for old, new in zip(before.documents, after.documents, strict=True))
        out = after.documents[3]
        desk.receiving.include(code_of(0), out.sha256, "Needed.", included=True)
        desk.receiving.receive(code_of(1), [tmp_path / "plan.txt"])
        view = snapshot(desk, code_of(0)).view
        assert view is not None
        said = {row.name: (row.included, row.also_from) for row in view.documents}
        assert said[out.name] == (True, ())
        assert said["plan.txt"] == (False, ("Body 1",))  # it came late
        assert len(said) == DOCUMENTS + 1
