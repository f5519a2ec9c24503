"""The list of acts to undo: what is in it is what undo does, one after another, and what stays says why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reviewer.casebook import Author, Casebook, subject
from reviewer.desk import Desk, Home
from reviewer.desk.display import Progress
from reviewer.desk.words.deeds import deed_words, stay_reasons, turned_lines, turning_words
from reviewer.errors import ReadOnlyError
from reviewer.model import Letter, LetterState, Receipt, Role, Verdict
from reviewer.model.deeds import OwnAct, StayCode
from tests.unit.desk.conftest import NOON

BODY = "harrowdale"


def listed(desk: Desk) -> list[str]:
    return [deed_words(act.deed) for act in desk.history.undo_list.acts(100)]


def judge(desk: Desk, at: int, finding: int = 0) -> str:
    criterion = desk.case.framework.criteria[at]
    desk.judging.verdict(BODY, criterion.key, criterion.findings[finding], "Read.")
    return f"Verdict on {criterion.title}"


def stands(desk: Desk) -> dict[str, str]:
    kept = desk.session.casebook.current(Verdict)
    return {each.content.criterion: each.content.finding for each in kept}


def received(desk: Desk, folder: Path, number: int = 3) -> str:
    sent = []
    for at in range(number):
        sent.append(folder / f"{at}.txt")
        sent[-1].write_text(f"Plan {at}.", encoding="utf-8")
    desk.receiving.receive(BODY, sent, date(2025, 2, 1))
    return f"{number} documents received"


def colleague(desk: Desk, folder: Path, finding: str, criterion: str) -> None:
    mine, ben = desk.session.casebook, Author("Ben", bytes(range(32)))
    (kept,) = mine.current(Verdict, criterion=criterion)
    mine.team.admit(ben.key, ben.name, Role.LEAD)
    saves = [bundle for _, bundle in mine.saves()]
    with Casebook.adopt(folder / "ben.casebook", ben, desk.session.clock, saves, mine.inspection_id) as his:
        with his.act() as act:
            act.put(replace(kept.content, finding=finding), kept.subject, [kept.id])
        mine.absorb([bundle for _, bundle in his.saves()])


def test_the_list_says_what_when_about_which_body_and_what_undoing_does(desk: Desk, tmp_path: Path) -> None:
    sent, first = received(desk, tmp_path), judge(desk, 0)
    judge(desk, 0, 1)
    again, verdict, papers = desk.history.undo_list.acts(100)
    assert [deed_words(act.deed) for act in (again, verdict, papers)] == [first, first, sent]
    assert {act.body for act in (again, verdict, papers)} == {BODY}
    assert again.at > verdict.at > papers.at > NOON
    assert turning_words(again) == f"{first}, as it was before"
    assert turning_words(verdict) == f"{first} taken back"
    assert turning_words(papers) == "Receipt of 3 documents taken back"
    assert desk.history.undo_list.acts(2) == (again, verdict)


def test_what_is_first_in_the_list_is_what_undo_takes_back(desk: Desk, tmp_path: Path) -> None:
    received(desk, tmp_path)
    for at, finding in ((0, 0), (1, 0), (0, 1), (0, 2)):
        judge(desk, at, finding)
    while acts := desk.history.undo_list.acts(100):
        assert all(act.can_be_turned for act in acts)  # one's own later verdict on the same stands in no way
        assert desk.history.can_undo() == deed_words(acts[0].deed)
        desk.history.undo()
        assert desk.history.undo_list.acts(100) == acts[1:]
    while acts := desk.history.undo_list.taken_back(100):
        assert all(act.can_be_turned for act in acts)
        assert desk.history.can_redo() == deed_words(acts[0].deed)
        desk.history.redo()
    assert len(desk.history.undo_list.acts(100)) == 5


def test_undo_goes_down_to_the_act_that_was_chosen_and_redo_up_again(desk: Desk, tmp_path: Path) -> None:
    sent = received(desk, tmp_path)
    titles = [judge(desk, at) for at in range(3)]
    made = stands(desk)
    seen: list[Progress] = []
    second = desk.history.undo_list.acts(100)[1]
    turned = desk.history.undo_list.undo_to(second.id, progress=seen.append)
    assert turned_lines(turned, again=False) == (f"Undone: {titles[2]}; {titles[1]}.",)
    assert [(each.done, each.total) for each in seen] == [(1, 2), (2, 2)]
    assert listed(desk) == [titles[0], sent]
    (_, last) = desk.history.undo_list.taken_back(100)
    turned = desk.history.undo_list.redo_to(last.id)
    assert turned_lines(turned, again=True) == (f"Done again: {titles[1]}; {titles[2]}.",)
    assert stands(desk) == made
    assert desk.history.undo_list.taken_back(100) == ()


def test_a_signed_letter_stays_and_says_why_and_what_was_before_it_is_undone(desk: Desk) -> None:
    first = judge(desk, 0)
    desk.history.put(
        Letter(BODY, "letter", LetterState.SIGNED, issued="ab" * 32), subject.letter(BODY, "letter")
    )
    second = judge(desk, 1)
    _, letter, verdict = acts = desk.history.undo_list.acts(100)
    assert [act.can_be_turned for act in acts] == [True, False, True]
    assert turning_words(letter) == ""
    assert stay_reasons(letter) == (
        "It stays: a signed letter has left the house. Withdraw it, or sign anew.",
    )
    turned = desk.history.undo_list.undo_to(verdict.id)
    assert turned_lines(turned, again=False) == (
        f"Undone: {second}; {first}.",
        "What was signed is for good, so it stays: Letter signed.",
    )
    assert desk.session.casebook.current(Letter)
    assert listed(desk) == ["Letter signed"]


def test_what_a_colleague_overtook_says_so_and_is_never_gone_past_to_something_unlisted(
    desk: Desk, tmp_path: Path
) -> None:
    first, second = judge(desk, 0), judge(desk, 1)
    acts = desk.history.undo_list.acts(100)
    criterion = desk.case.framework.criteria[1]
    colleague(desk, tmp_path, criterion.findings[1], criterion.key)
    turned = desk.history.undo_list.undo_to(acts[0].id)  # as it was listed before the colleague's came
    assert turned_lines(turned, again=False) == (
        "Nothing was undone.",
        f"Decided again by somebody since, so it stays: {second}.",
    )
    assert set(stands(desk)) == {each.key for each in desk.case.framework.criteria[:2]}
    mine, before = desk.history.undo_list.acts(100)
    assert stay_reasons(mine) == ("It stays: a later record stands in its place. Decide again instead.",)
    assert before.can_be_turned
    assert turned_lines(desk.history.undo_list.undo_to(before.id), again=False)[0] == f"Undone: {first}."


def test_an_act_that_settled_a_conflict_is_opened_again_on_the_way(desk: Desk, tmp_path: Path) -> None:
    before = judge(desk, 1)
    judge(desk, 0)
    criterion = desk.case.framework.criteria[0]
    mine = desk.session.casebook
    ben = Author("Ben", bytes(range(32)))
    (kept,) = mine.current(Verdict, criterion=criterion.key)
    mine.team.admit(ben.key, ben.name, Role.LEAD)
    saves = [bundle for _, bundle in mine.saves()]
    with Casebook.adopt(tmp_path / "ben.casebook", ben, desk.session.clock, saves, mine.inspection_id) as his:
        with his.act() as act:
            act.put(replace(kept.content, finding=criterion.findings[1]), kept.subject, [])
        mine.absorb([bundle for _, bundle in his.saves()])
    desk.judging.verdict(BODY, criterion.key, criterion.findings[1], "Talked about.", resolve=True)
    acts = desk.history.undo_list.acts(100)
    assert [act.can_be_turned for act in acts] == [True, False, True]
    assert turning_words(acts[0]) == f"Conflict on {criterion.title} opened again, as it was before"
    assert acts[1].stays == (StayCode.OVERTAKEN,)  # a colleague's stands beside it
    assert deed_words(acts[2].deed) == before
    turned = desk.history.undo_list.undo_to(acts[2].id)
    assert len(turned.sentences) == 2
    assert len(mine.current(Verdict)) == 2


def test_a_part_that_stays_is_told_and_the_rest_is_undone(desk: Desk, tmp_path: Path) -> None:
    received(desk, tmp_path)
    first, _, _ = desk.session.casebook.current(Receipt)
    mine, ben = desk.session.casebook, Author("Ben", bytes(range(32)))
    mine.team.admit(ben.key, ben.name, Role.LEAD)
    saves = [bundle for _, bundle in mine.saves()]
    with Casebook.adopt(tmp_path / "ben.casebook", ben, desk.session.clock, saves, mine.inspection_id) as his:
        with his.act() as act:
            act.withdraw(first, "sent in error")
        mine.absorb([bundle for _, bundle in his.saves()])
    (act_of_mine,) = desk.history.undo_list.acts(100)
    assert act_of_mine.can_be_turned
    assert turning_words(act_of_mine) == "Receipt of 2 documents taken back"
    assert stay_reasons(act_of_mine) == (
        "A part of it stays: a later record stands in its place. Decide again instead.",
    )
    told = turned_lines(desk.history.undo_list.undo_to(act_of_mine.id), again=False)
    assert told == (
        "Undone: 2 documents received.",
        f"Decided again by somebody since, so it stays: {first.content.name} received.",
    )


def test_it_can_be_stopped_and_what_was_undone_by_then_stays_so(desk: Desk) -> None:
    titles = [judge(desk, at) for at in range(3)]
    done: list[Progress] = []
    last = desk.history.undo_list.acts(100)[-1]
    turned = desk.history.undo_list.undo_to(last.id, progress=done.append, cancelled=lambda: len(done) == 1)
    assert turned_lines(turned, again=False) == (
        f"Undone: {titles[2]}.",
        "It was stopped; what was done by then is kept.",
    )
    assert listed(desk) == [titles[1], titles[0]]


def test_an_act_that_is_done_meanwhile_is_not_undone_in_place_of_a_chosen_one(desk: Desk) -> None:
    judge(desk, 0)
    judge(desk, 1)
    last = desk.history.undo_list.acts(100)[-1]

    def judge_another(progress: Progress) -> None:
        if progress.done == 1:
            judge(desk, 2)

    turned = desk.history.undo_list.undo_to(last.id, progress=judge_another)
    assert len(turned.sentences) == 1
    assert len(listed(desk)) == 2


def test_an_act_that_is_not_there_any_more_undoes_nothing(desk: Desk) -> None:
    judge(desk, 0)
    judge(desk, 1)
    first: OwnAct = desk.history.undo_list.acts(100)[0]
    desk.history.undo()
    assert desk.history.undo_list.undo_to(first.id).sentences == ()
    assert len(listed(desk)) == 1


def test_what_is_open_for_reading_only_is_not_touched(desk: Desk, home: Home) -> None:
    judge(desk, 0)
    (act,) = desk.history.undo_list.acts(100)
    folder = desk.folder
    desk.close()
    with Desk.open(folder, home, writable=False) as reading:
        assert reading.history.undo_list.acts(100) == ()
        assert reading.history.undo_list.taken_back(100) == ()
        with pytest.raises(ReadOnlyError):
            reading.history.undo_list.undo_to(act.id)
