"""Acts and their undoing, from any thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.casebook import Act, Author, Casebook, subject
from reviewer.desk import Desk, Home
from reviewer.desk.display import Progress
from reviewer.desk.undoing import AT_ONCE
from reviewer.desk.words.deeds import stays_lines
from reviewer.errors import CancelledError, ConflictError, WrongUseError
from reviewer.model import Letter, LetterState, Receipt, Role, Verdict
from tests.said import said


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


def test_undo_is_refused_where_somebody_decided_since(desk: Desk, tmp_path: Path) -> None:
    criterion = desk.case.framework.criteria[0]
    desk.judging.verdict("harrowdale", criterion.key, criterion.findings[0], "Read.")
    (kept,) = desk.session.casebook.current(Verdict)
    with somebody(desk, tmp_path) as act:
        act.put(kept.content, kept.subject, [kept.id])
    with pytest.raises(
        ConflictError, match=f"“Verdict on {criterion.title}” cannot be undone: a later record"
    ):
        desk.history.undo()
    assert desk.history.can_undo() is None
    assert verdicts(desk) == {("harrowdale", criterion.key): criterion.findings[0]}


def test_acts_of_earlier_days_are_taken_back_and_done_again(desk: Desk, home: Home, tmp_path: Path) -> None:
    """Each in a sitting of its own, as on days of their own."""
    folder = desk.folder
    desk.receiving.receive("harrowdale", [written(tmp_path, number) for number in range(3)])
    criterion = desk.case.framework.criteria[0]
    desk.judging.verdict("harrowdale", criterion.key, criterion.findings[0], "Read.")
    desk.close()

    def turned(verb: str) -> str:
        with Desk.open(folder, home) as again:
            offered = getattr(again.history, f"can_{verb}")()
            assert said(getattr(again.history, verb)()) == offered
            return str(offered)

    assert turned("undo") == f"Verdict on {criterion.title}"
    assert turned("redo") == f"Verdict on {criterion.title}"
    assert turned("undo") == f"Verdict on {criterion.title}"
    assert turned("undo") == "3 documents received"
    with Desk.open(folder, home) as again:
        assert not again.reading.documents("harrowdale")
        assert again.history.undo() is None
    assert turned("redo") == "3 documents received"
    assert turned("redo") == f"Verdict on {criterion.title}"
    with Desk.open(folder, home) as again:
        assert again.history.redo() is None
        assert verdicts(again) == {("harrowdale", criterion.key): criterion.findings[0]}


def test_what_somebody_overtook_stays_and_is_named_and_undo_goes_on(desk: Desk, tmp_path: Path) -> None:
    first, second = desk.case.framework.criteria[:2]
    for criterion in (first, second):
        desk.judging.verdict("harrowdale", criterion.key, criterion.findings[0], "Read.")
    colleague_decides(desk, tmp_path, second.key, second.findings[1])
    assert desk.history.can_undo() == f"Verdict on {first.title}"
    turned = desk.history.undo()
    assert turned is not None
    assert turned.sentence == f"Verdict on {first.title}"
    assert stays_lines(turned.stays) == (
        f"Decided again by somebody since, so it stays: Verdict on {second.title}.",
    )
    assert verdicts(desk) == {("harrowdale", second.key): second.findings[1]}


def test_of_a_receiving_what_somebody_took_back_stays_so(desk: Desk, tmp_path: Path) -> None:
    desk.receiving.receive("harrowdale", [written(tmp_path, number) for number in range(3)])
    first, _, _ = desk.session.casebook.current(Receipt)
    with somebody(desk, tmp_path) as act:
        act.withdraw(first, "sent in error")
    assert desk.history.can_undo() == "3 documents received"
    turned = desk.history.undo()
    assert turned is not None
    assert turned.sentence == "2 documents received"
    assert stays_lines(turned.stays) == (
        f"Decided again by somebody since, so it stays: {first.content.name} received.",
    )
    assert not desk.reading.documents("harrowdale")
    assert said(desk.history.redo()) == "2 documents received"
    assert len(desk.reading.documents("harrowdale")) == 2


def test_undo_opens_again_what_a_decision_settled_and_stops_at_nothing(desk: Desk, tmp_path: Path) -> None:
    criterion, other = desk.case.framework.criteria[:2]
    desk.judging.verdict("harrowdale", criterion.key, criterion.findings[0], "Read.")
    (mine,) = desk.session.casebook.current(Verdict)
    desk.judging.verdict("harrowdale", other.key, other.findings[0], "An act that has nothing to do with it.")
    with somebody(desk, tmp_path) as act:
        act.put(replace(mine.content, finding=criterion.findings[1]), mine.subject, [])
    desk.judging.verdict("harrowdale", criterion.key, criterion.findings[1], "Talked about.", resolve=True)
    assert desk.history.can_undo() == f"Conflict on {criterion.title} settled"
    assert said(desk.history.undo()) == f"Conflict on {criterion.title} settled"
    stands = desk.session.casebook.current(Verdict, criterion=criterion.key)
    assert sorted(kept.content.finding for kept in stands) == sorted(criterion.findings[:2])
    assert said(desk.history.undo()) == f"Verdict on {other.title}"
    assert said(desk.history.redo()) == f"Verdict on {other.title}"
    desk.history.redo()
    assert verdicts(desk) == {
        ("harrowdale", criterion.key): criterion.findings[1],
        ("harrowdale", other.key): other.findings[0],
    }


def test_undo_never_unsigns(desk: Desk) -> None:
    criterion = desk.case.framework.criteria[0]
    desk.judging.verdict("harrowdale", criterion.key, criterion.findings[0], "Read.")
    letter = Letter("harrowdale", "letter", LetterState.SIGNED, issued="ab" * 32)
    desk.history.put(letter, subject.letter("harrowdale", "letter"))
    turned = desk.history.undo()
    assert said(turned) == f"Verdict on {criterion.title}"
    assert turned is not None
    assert stays_lines(turned.stays) == ("What was signed is for good, so it stays: Letter signed.",)
    assert desk.history.undo() is None
    (kept,) = desk.session.casebook.current(Letter)
    assert kept.content == letter
    with pytest.raises(WrongUseError, match="signed letter"):
        desk.history.withdraw(kept.id)


def test_what_is_done_again_and_again_is_turned_by_its_content(desk: Desk) -> None:
    """Undo and redo put new records in the place of old ones; what they say is the same."""
    criterion = desk.case.framework.criteria[0]
    for finding in criterion.findings[:3]:
        desk.judging.verdict("harrowdale", criterion.key, finding, "Read.")
    for _ in range(3):
        for left in (criterion.findings[1], criterion.findings[0], None):
            assert desk.history.undo()
            assert verdicts(desk).get(("harrowdale", criterion.key)) == left
        assert desk.history.undo() is None
        for now in criterion.findings[:3]:
            assert desk.history.redo()
            assert verdicts(desk) == {("harrowdale", criterion.key): now}
        assert desk.history.redo() is None


def test_the_acts_of_a_long_log_are_found_step_by_step(desk: Desk, home: Home) -> None:
    criterion, findings = desk.case.framework.criteria[0], desk.case.framework.criteria[0].findings
    made = AT_ONCE + 20
    for number in range(made):
        desk.judging.verdict("harrowdale", criterion.key, findings[number % 2], f"Read {number} times.")
    folder = desk.folder
    desk.close()
    with Desk.open(folder, home) as again:
        undone = 0
        while again.history.undo():
            undone += 1
        assert undone == made


@contextmanager
def somebody(desk: Desk, folder: Path) -> Iterator[Act]:
    """An act of a colleague's in his own casebook, which a sync brings."""
    mine, ben = desk.session.casebook, Author("Ben", bytes(range(32)))
    mine.team.admit(ben.key, ben.name, Role.LEAD)
    saves = [bundle for _, bundle in mine.saves()]
    with Casebook.adopt(folder / "ben.casebook", ben, desk.session.clock, saves, mine.inspection_id) as his:
        with his.act() as act:
            yield act
        mine.absorb([bundle for _, bundle in his.saves()])


def colleague_decides(desk: Desk, tmp_path: Path, criterion: str, finding: str) -> None:
    (kept,) = desk.session.casebook.current(Verdict, criterion=criterion)
    with somebody(desk, tmp_path) as act:
        act.put(replace(kept.content, finding=finding), kept.subject, [kept.id])


def test_nothing_is_no_act(desk: Desk) -> None:
    desk.judging.category("harrowdale", desk.case.framework.categories[0].key)
    desk.history.undo()
    assert desk.history.put_all([]) == ()
    assert desk.history.can_undo() is None
    assert said(desk.history.redo()) == "Category chosen"


def test_what_is_received_at_once_is_one_act_and_is_taken_back_at_once(desk: Desk, tmp_path: Path) -> None:
    sent = [written(tmp_path, number) for number in range(3)]
    desk.receiving.receive("harrowdale", sent[:1])
    assert desk.history.can_undo() == "0.txt received"
    desk.receiving.receive("harrowdale", sent)
    assert said(desk.history.undo()) == "3 documents received"
    assert [row.name for row in desk.reading.documents("harrowdale")] == ["0.txt"]
    assert said(desk.history.redo()) == "3 documents received"
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
            assert said(desk.history.undo()).startswith("Verdict on")
            desk.judging.category("thornwick", desk.case.framework.categories[0].key)
            assert desk.history.undo()
            desk.judging.verdict("thornwick", criterion.key, criterion.findings[0], "Read again.")

    desk.receiving.receive("harrowdale", sent, progress=judge_at_first)
    assert said(desk.history.undo()) == "4 documents received"
    assert said(desk.history.undo()).startswith("Verdict on")
    assert desk.history.undo() is None


def test_what_was_kept_before_a_receiving_was_stopped_is_one_act(desk: Desk, tmp_path: Path) -> None:
    sent = [written(tmp_path, number) for number in range(4)]
    seen: list[int] = []
    with pytest.raises(CancelledError, match="stopped"):
        desk.receiving.receive(
            "harrowdale", sent, progress=lambda done: seen.append(done.done), cancelled=lambda: len(seen) > 1
        )
    assert said(desk.history.undo()).endswith("received")
    assert desk.history.undo() is None
    assert not desk.reading.documents("harrowdale")


def written(folder: Path, number: int) -> Path:
    path = folder / f"{number}.txt"
    path.write_text(f"The plan number {number}.", encoding="utf-8")
    return path
