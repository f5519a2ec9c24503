"""Who takes part as values: requests, strangers with their bytes, codes that come one after another, and whose copy holds what."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from reviewer.desk.held import Wipe
from reviewer.desk.joining import admission
from reviewer.desk.members import Stranger
from reviewer.desk.participation import Participation, participation
from reviewer.desk.snapshot import snapshot
from reviewer.desk.words.joining import admission_lines
from reviewer.desk.words.members import (
    admission_words,
    holds_words,
    lacks_words,
    member_lines,
    stranger_cells,
    strangers_words,
    wait_words,
)
from reviewer.errors import ReviewerError
from reviewer.model import Role
from tests.colleagues import joined
from tests.unit.desk.conftest import Clock

REASON = "Two pages are not enough."


@pytest.fixture
def share(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    return tmp_path / "share"


@pytest.fixture
def asking(desk: Desk, share: Path, colleague: Home, clock: Clock, tmp_path: Path) -> Desk:
    """Somebody who has joined, judged, and synced; *desk* has synced too."""
    desk.sharing.sync(share)
    theirs = Desk.join(share, tmp_path / "theirs.casebook", colleague, clock)
    judge(theirs)
    theirs.sharing.sync(share)
    desk.sharing.sync(share)
    return theirs


def judge(desk: Desk) -> None:
    criterion = desk.case.framework.criteria[0]
    desk.judging.verdict(desk.case.bodies[0].code, criterion.key, criterion.findings[0], REASON)


def whole(desk: Desk) -> Participation:
    """What is shown once all codes are worked out."""
    while keys := participation(desk).lacking():
        for _ in desk.members.work_out(keys):
            pass
    return participation(desk)


def test_a_new_inspection_is_closed_and_one_person_alone_needs_nothing(desk: Desk) -> None:
    shown = participation(desk)
    assert (shown.is_open, shown.is_alone, shown.is_founder, shown.may_decide) == (False, True, True, True)
    assert (shown.share, shown.synced, shown.strangers, shown.requests) == (None, 0, (), ())
    assert shown.held.wipe is not Wipe.SAFE
    assert admission_words(desk.members) == ""
    assert snapshot(desk).role is Role.LEAD


@pytest.mark.thorough
def test_codes_come_first_for_what_is_read_out_and_then_for_all_others(desk: Desk, asking: Desk) -> None:
    shown = participation(desk)
    assert (shown.own_code, shown.inspection_code, shown.requests[0].code, shown.whole) == ("", "", "", False)
    assert set(shown.lacking()) == {desk.me.key, asking.me.key}
    steps = desk.members.work_out(shown.lacking())
    next(steps)  # between two of them nobody need wait for the rest
    shown = whole(desk)
    assert shown.whole
    assert shown.requests[0].code == asking.members.own_code
    assert shown.inspection_code == asking.members.inspection_code == shown.own_code
    assert shown.lacking() == ()
    asking.close()


@pytest.mark.thorough
def test_one_who_asks_is_told_apart_from_who_was_refused_and_from_who_was_removed(
    desk: Desk, asking: Desk, share: Path
) -> None:
    assert admission_words(desk.members).startswith("1 person asks to take part")
    assert admission_words(asking.members).startswith("No lead has admitted you yet")
    (stranger,) = whole(desk).strangers
    assert (stranger.why, stranger.saves, stranger.name) == (Stranger.ASKS, 1, asking.me.name)
    assert 500 < stranger.size < 50_000
    code = asking.members.own_code
    desk.members.refuse(code, "Nobody knows them.")
    desk.sharing.sync(share)
    asking.sharing.sync(share)
    assert asking.members.why_i_do_not_count is Stranger.REFUSED
    assert admission_words(asking.members).startswith("A lead has refused you")
    assert desk.members.why_i_do_not_count is None
    shown = whole(desk)
    assert (shown.requests, [one.why for one in shown.strangers]) == ((), [Stranger.REFUSED])
    assert [wait_words(row) for row in shown.rows] == ["none", "1, refused"]
    desk.members.admit(code)
    desk.sharing.sync(share)
    assert whole(desk).strangers == ()
    asking.sharing.sync(share)
    desk.members.remove(code, "Left.")
    judge(asking)
    asking.sharing.sync(share)
    desk.sharing.sync(share)
    shown = whole(desk)
    assert [(one.why, one.saves) for one in shown.strangers] == [(Stranger.REMOVED, 1)]
    assert strangers_words(shown.strangers).startswith("Strangers: 1 person, 1 act, ")
    assert stranger_cells(shown.strangers[0])[1] == "removed: acts since then"
    assert code in stranger_cells(shown.strangers[0])[0]
    asking.sharing.sync(share)
    assert snapshot(asking).role is Role.NONE
    assert admission_words(asking.members).startswith("You are no longer a member")
    asking.close()


@pytest.mark.thorough
def test_one_who_is_admitted_for_less_than_they_did_is_told_what_does_not_count(
    desk: Desk, asking: Desk, share: Path
) -> None:
    code = asking.members.own_code
    desk.members.admit(code, Role.OBSERVER)
    desk.sharing.sync(share)
    asking.sharing.sync(share)
    shown = participation(asking)
    assert (shown.why_i_do_not_count, shown.idle, shown.role) == (None, 1, Role.OBSERVER)
    assert admission_words(asking.members).startswith(
        "1 act of yours is more than you take part for, as observer"
    )
    assert shown.held.wipe is Wipe.NOT_COUNTED
    assert lacks_words(shown) == "Held by nobody else: 1 act. Colleagues' copies take only what counts."
    desk.members.admit(code, Role.SECOND_READER)
    desk.sharing.sync(share)
    asking.sharing.sync(share)
    assert admission_words(asking.members) == ""
    asking.close()


@pytest.mark.thorough
def test_a_code_that_two_have_is_doubled(desk: Desk, asking: Desk) -> None:
    shown = whole(desk)
    twin = replace(shown.requests[0], key="ab" * 32)
    assert shown.doubled == frozenset()
    assert replace(shown, requests=(*shown.requests, twin)).doubled == {twin.code}
    founder = replace(twin, code=shown.rows[0].code)
    assert replace(shown, requests=(founder,)).doubled == {founder.code}, "a member's code is nobody else's"
    asking.close()


@pytest.mark.thorough
def test_who_joins_is_told_as_whom_colleagues_see_them_until_a_name_is_chosen(
    asking: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REVIEWER_NAME", raising=False)
    said = " ".join(admission_lines(admission(asking)))
    assert f"Colleagues see you as “{asking.me.name}”, as this account is called." in said
    asking.session.rename("Grace Adeyemi")
    assert "Colleagues see you as" not in " ".join(admission_lines(admission(asking)))


def test_a_casebook_whose_joining_ended_early_is_not_said_to_have_been_synced(
    desk: Desk,
    share: Path,
    colleague: Home,
    clock: Clock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from reviewer.sharing import FolderShare

    desk.sharing.sync(share)

    def refused(*_given: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(FolderShare, "put", refused)
        theirs = Desk.join(share, tmp_path / "theirs.casebook", colleague, clock)
    with theirs:
        shown = participation(theirs)
        assert (theirs.sharing.failed is None, shown.share, shown.synced) == (False, share.resolve(), 0)
        theirs.sharing.sync(share)
        assert theirs.sharing.synced > 0


def test_of_two_who_ask_with_one_code_both_are_refused(
    desk: Desk,
    asking: Desk,
    share: Path,
    root: Path,
    clock: Clock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = Home(tmp_path / "other/config", root / "resources", tmp_path / "other/data")
    with Desk.join(share, tmp_path / "other.casebook", other, clock) as theirs:
        judge(theirs)
        theirs.sharing.sync(share)
    desk.sharing.sync(share)
    code = "1234 5678 9012"
    own = "0000 0000 0000"
    monkeypatch.setattr(desk.members, "_code", lambda key: own if key == desk.me.key else code)
    with pytest.raises(ReviewerError, match="neither is admitted"):
        desk.members.admit(code)
    assert len(desk.members.requests()) == 2
    desk.members.refuse(code, "One of them is nobody.")
    assert desk.members.requests() == ()
    asking.close()


def test_what_a_colleague_lacks_is_told_until_they_have_synced(
    desk: Desk, share: Path, colleague: Home, clock: Clock, tmp_path: Path
) -> None:
    with joined(desk, share, tmp_path / "theirs.casebook", colleague, clock, Role.INSPECTOR) as theirs:
        desk.sharing.sync(share)
        before = participation(desk)
        assert before.best_copy is not None
        judge(desk)
        desk.sharing.sync(share)
        shown = participation(desk)
        (row,) = (row for row in shown.rows if not row.is_me)
        assert holds_words(shown, row) == "all but 1 act"
        assert "Held by nobody else: 1 act." in lacks_words(shown)
        assert shown.synced == desk.sharing.synced > 0
        assert "Role: inspector" in member_lines(shown, row)
        theirs.sharing.sync(share)
        desk.sharing.sync(share)
        after = participation(desk)
        assert holds_words(after, row) == "all"
        assert lacks_words(after) == ""
        assert after.seen(row) >= shown.seen(row) > 0
