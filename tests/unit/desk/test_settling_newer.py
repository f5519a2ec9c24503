"""What is settled of what this program, or the case, does not know: a newer program's records, and what an amendment took away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer.casebook import subject
from reviewer.desk import Desk
from reviewer.desk.snapshot import snapshot
from reviewer.desk.words.conflicts import settles_words
from reviewer.errors import CasebookError, ConflictError
from reviewer.model import Search, Settled, Verdict, Withdrawn
from reviewer.model.contest import ContestKind, SideState, Way, WayCode
from tests.unit.casebook.test_newer import foreign
from tests.unit.desk.differing import BODY, CRITERION, Colleague
from tests.unit.desk.test_settling import ben, eleri, only, says

__all__ = ["ben", "eleri"]


def test_a_newer_programs_verdict_is_shown_as_such_and_settled_with_a_reason(
    desk: Desk, ben: Colleague
) -> None:
    content = Verdict(BODY, CRITERION, "in-place", "By other rules.")
    ben.says(content, subject.verdict(BODY, CRITERION), version=99)
    with pytest.raises(CasebookError, match="newer version"):
        desk.judging.verdict(BODY, CRITERION, "falls-short", "One vacancy.")
    (line,) = desk.settling.lines()
    assert not line.waits  # it stands, and keeps nobody waiting
    contest = desk.settling.contest(line.place.subject)
    (side,) = contest.sides
    assert side.state is SideState.NEWER
    assert [way.code for way in contest.ways] == [WayCode.ANEW]
    assert "It can’t be taken back" in settles_words(contest)
    desk.settling.settle(contest, Way(WayCode.ANEW), "The old rules hold.", "falls-short")
    assert says(desk) == [("falls-short", "The old rules hold.")]
    assert desk.settling.lines() == ()
    with pytest.raises(
        ConflictError, match="newer version"
    ):  # said anew it would be ours, and less than it was
        desk.history.undo()
    assert says(desk) == [("falls-short", "The old rules hold.")]
    desk.judging.verdict(BODY, CRITERION, "in-place", "Two posts.")


def test_a_newer_programs_record_that_nobody_can_read_here_waits(desk: Desk, ben: Colleague) -> None:
    about = subject.version("receipt:" + "ab" * 16)
    ben.says(Withdrawn("as a newer one says it"), about, version=99)
    (line,) = desk.settling.lines()
    assert line.place.kind is ContestKind.VERSION


def test_what_a_newer_program_decides_on_that_has_no_name_here_stops_nobody(
    desk: Desk, ben: Colleague, eleri: Colleague
) -> None:
    about = "annotation:of-next-year"
    for each in (ben, eleri):
        each.arrives(foreign(each.author, "annotation", 1, about, {"says": each.author.name}))
        each.says(Settled(about, "Of next year.", "ab" * 32), subject.itself("settled"))
    assert len(desk.session.casebook.conflicts()) == 1
    assert (desk.settling.lines(), desk.settling.settled()) == ((), ())
    assert snapshot(desk).to_settle == 0
    assert desk.session.casebook.health.newer_records() == 2  # of these it is said that they are there


def test_searches_that_agreed_by_themselves_are_no_settlement_to_be_told(
    desk: Desk, ben: Colleague, eleri: Colleague
) -> None:
    """Two who searched again apart are joined by the next search: nobody decides anything, and the list can be looked at."""
    first = desk.judging.absence(BODY, CRITERION).search
    for each, pages in ((ben, 3), (eleri, 4)):
        each.says(replace(first.content, pages=pages), first.subject, (first.id,))
    assert len(desk.session.casebook.current(Search)) == 2
    desk.judging.absence(BODY, CRITERION)
    assert len(desk.session.casebook.current(Search)) == 1
    assert (desk.settling.lines(), desk.settling.settled()) == ((), ())


def test_verdicts_on_what_the_case_does_not_have_can_be_settled_by_neither(
    desk: Desk, ben: Colleague, eleri: Colleague
) -> None:
    """As where one amended the case while two judged: there is no finding to decide anew, and no side can be chosen."""
    for each, finding in ((ben, "in-place"), (eleri, "falls-short")):
        each.says(Verdict(BODY, "gone", finding, "Mine."), subject.verdict(BODY, "gone"))
    contest = only(desk)
    assert [way.code for way in contest.ways] == [WayCode.NEITHER]
    desk.settling.settle(contest, contest.ways[0], "The case asks for it no more.")
    assert desk.settling.lines() == ()
    desk.history.undo()
    assert only(desk).records != contest.records
