"""Acts and their undoing, from any thread."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from reviewer.desk import Desk
from reviewer.errors import ConflictError
from reviewer.model import Verdict


def verdicts(desk: Desk) -> dict[tuple[str, str], str]:
    stands = desk.session.casebook.current(Verdict)
    return {(kept.content.body, kept.content.criterion): kept.content.finding for kept in stands}


def test_acts_of_several_threads_are_all_taken_back_and_done_again(desk: Desk) -> None:
    bodies = [body.code for body in desk.case.bodies]
    criteria = [criterion.key for criterion in desk.case.framework.criteria]
    ready = threading.Barrier(3)

    def judge(body: str) -> None:
        ready.wait()
        for criterion in criteria:
            desk.judging.verdict(body, criterion, desk.criterion(criterion).findings[0], "Read.")

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(judge, bodies[:3]))
    made = verdicts(desk)
    assert len(made) == 3 * len(criteria)
    undone = 0
    while desk.history.undo():
        undone += 1
    assert undone == len(made)
    assert verdicts(desk) == {}
    while desk.history.redo():
        pass
    assert verdicts(desk) == made


def test_two_who_undo_at_once_take_back_two_acts(desk: Desk) -> None:
    for criterion in desk.case.framework.criteria[:3]:
        desk.judging.verdict("harrowdale", criterion.key, criterion.findings[0], "Read.")
    with ThreadPoolExecutor(2) as pool:
        taken = [sentence for sentence in pool.map(lambda _: desk.history.undo(), range(2)) if sentence]
    assert len(set(taken)) == 2
    assert len(verdicts(desk)) == 1


def test_undo_is_refused_where_somebody_decided_since(desk: Desk) -> None:
    criterion = desk.case.framework.criteria[0]
    desk.judging.verdict("harrowdale", criterion.key, criterion.findings[0], "Read.")
    (kept,) = desk.session.casebook.current(Verdict)
    with desk.session.casebook.act() as act:  # as a sync would bring it
        act.put(kept.content, kept.subject, [kept.id])
    with pytest.raises(ConflictError, match="a later record stands in its place"):
        desk.history.undo()
    assert desk.history.can_undo(), "nothing was taken off the list"
