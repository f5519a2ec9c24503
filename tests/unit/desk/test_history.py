"""Acts and their undoing, from any thread."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reviewer.desk import Desk
from reviewer.desk.views import Progress
from reviewer.errors import CancelledError, ConflictError
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


def test_nothing_is_no_act(desk: Desk) -> None:
    desk.judging.category("harrowdale", desk.case.framework.categories[0].key)
    desk.history.undo()
    assert desk.history.put_all("Nothing", []) == ()
    assert desk.history.can_undo() is None
    assert desk.history.redo() == "Category chosen"


def test_what_is_received_at_once_is_one_act_and_is_taken_back_at_once(desk: Desk, tmp_path: Path) -> None:
    sent = [written(tmp_path, number) for number in range(3)]
    desk.receiving.receive("harrowdale", sent[:1])
    assert desk.history.can_undo() == "0.txt received"
    desk.receiving.receive("harrowdale", sent)
    assert desk.history.undo() == "3 documents received"
    assert [row.name for row in desk.reading.documents("harrowdale")] == ["0.txt"]
    assert desk.history.redo() == "3 documents received"
    assert len(desk.reading.documents("harrowdale")) == 4


def test_undo_takes_back_what_the_person_did_while_documents_come(desk: Desk, tmp_path: Path) -> None:
    """Files are received beside the window: the last of them is no act of the person's."""
    sent = [written(tmp_path, number) for number in range(4)]
    criterion = desk.case.framework.criteria[0]

    def judge_at_first(progress: Progress) -> None:
        if progress.done == 1:
            desk.judging.verdict("thornwick", criterion.key, criterion.findings[0], "Read.")
        assert (desk.history.can_undo() or "").startswith("Verdict on")
        if progress.done == len(sent):
            assert (desk.history.undo() or "").startswith("Verdict on")
            desk.judging.category("thornwick", desk.case.framework.categories[0].key)
            assert desk.history.undo()
            desk.judging.verdict("thornwick", criterion.key, criterion.findings[0], "Read again.")

    desk.receiving.receive("harrowdale", sent, progress=judge_at_first)
    assert desk.history.undo() == "4 documents received"
    assert (desk.history.undo() or "").startswith("Verdict on")
    assert desk.history.undo() is None


def test_what_was_kept_before_a_receiving_was_stopped_is_one_act(desk: Desk, tmp_path: Path) -> None:
    sent = [written(tmp_path, number) for number in range(4)]
    seen: list[int] = []
    with pytest.raises(CancelledError, match="stopped"):
        desk.receiving.receive(
            "harrowdale", sent, progress=lambda done: seen.append(done.done), cancelled=lambda: len(seen) > 1
        )
    assert (desk.history.undo() or "").endswith("received")
    assert desk.history.undo() is None
    assert not desk.reading.documents("harrowdale")


def written(folder: Path, number: int) -> Path:
    path = folder / f"{number}.txt"
    path.write_text(f"The plan number {number}.", encoding="utf-8")
    return path
