"""What left the house, and the case: settled beside their sides, as far as what they are allows."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.casebook import subject
from reviewer.desk import Desk
from reviewer.desk.letter_places import Place
from reviewer.desk.words.conflicts import change_lines, contest_lines, way_words
from reviewer.errors import CasebookError, ConflictError, WrongUseError
from reviewer.model import Letter, LetterState, Role
from reviewer.model.contest import Contest, Elsewhere, Way, WayCode
from tests.unit.desk.differing import BODY, Colleague
from tests.unit.desk.test_amending import amend, folder, rename_chief, sync, two

__all__ = ["folder", "two"]


def only(desk: Desk) -> Contest:
    (line,) = desk.settling.lines()
    return desk.settling.contest(line.place.subject)


def two_letters(desk: Desk) -> Contest:
    """Two people have each signed a letter to one body."""
    for name in ("Ann Archer", "Ben Okafor"):
        colleague = Colleague(desk, name)
        letter = Letter(BODY, "letter", LetterState.SIGNED, issued="ab" * 32, signed_by=name)
        colleague.says(letter, subject.letter(BODY, "letter"))
    return only(desk)


def test_two_signed_letters_are_withdrawn_together_for_good(desk: Desk) -> None:
    contest = two_letters(desk)
    assert [way.code for way in contest.ways] == [WayCode.NEITHER], "no side is offered"
    told = "\n".join(contest_lines(contest))
    assert "They have left the house, so none of them is chosen here" in told
    assert "Sign another letter, with a reason" in told
    assert way_words(contest, contest.ways[0]) == ("Withdraw them all", "for good")
    desk.settling.settle(contest, contest.ways[0], "Two of us signed.")
    assert desk.settling.lines() == ()
    fates = [letter.place for letter in desk.register.of(BODY)]
    assert fates == [Place.WITHDRAWN, Place.WITHDRAWN]
    assert desk.history.can_undo() is None, "what left the house is not taken back by undo"
    assert desk.settling.settled()[0].because == "Two of us signed."


def test_who_signs_no_letters_withdraws_none(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    two_letters(desk)
    monkeypatch.setattr(type(desk.session.casebook.team), "role_of_me", lambda *_: Role.INSPECTOR)
    contest = only(desk)
    assert (contest.elsewhere, contest.ways) == (Elsewhere.SIGNATORIES, ())
    assert "Only a signatory or a lead signs and withdraws letters" in "\n".join(contest_lines(contest))


@pytest.mark.thorough
def test_one_of_two_amendments_is_taken_beside_the_other_with_a_reason(
    desk: Desk, two: Desk, folder: Path, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    with two:
        sync(share, desk, two)
        for each, name in zip((desk, two), ("Mine", "Theirs"), strict=True):
            rename_chief(folder, BODY, name)
            amend(each, folder)
        sync(share, desk, two)
        (line,) = two.settling.lines()
        contest = two.settling.contest(line.place.subject)
        told = "\n".join(contest_lines(contest))
        for words in ("Harrowdale Constabulary: chief", "becomes “Mine”", "becomes “Theirs”"):
            assert words in told
        mine = next(side for side in contest.sides if not side.mine)
        assert next(change_lines(mine))[1].endswith("becomes “Mine”")
        with pytest.raises(WrongUseError, match="Settling needs a reason"):
            two.settling.settle(contest, Way(WayCode.SIDE, mine.record), " ")
        two.settling.settle(contest, Way(WayCode.SIDE, mine.record), "It is on their website.")
        sync(share, desk, two)
        for each in (desk, two):
            assert each.case.body(BODY).facts["chief"] == "Mine"
            assert each.settling.lines() == ()
            assert [done.because for done in each.settling.settled()] == ["It is on their website."]
            assert each.session.casebook.check() == ()
        with pytest.raises(ConflictError, match="settled what people had decided differently"):
            two.history.undo()
        with pytest.raises(CasebookError, match="What stands there has changed meanwhile"):
            two.settling.settle(contest, Way(WayCode.SIDE, mine.record), "Again.")


def test_who_is_no_lead_is_told_who_settles_amendments(
    desk: Desk, two: Desk, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with two:
        sync(tmp_path / "share", desk, two)
        for each, name in zip((desk, two), ("Mine", "Theirs"), strict=True):
            rename_chief(folder, BODY, name)
            amend(each, folder)
        sync(tmp_path / "share", desk, two)
        monkeypatch.setattr(type(two.session.casebook.team), "role_of_me", lambda *_: Role.SIGNATORY)
        contest = two.settling.contest(two.settling.lines()[0].place.subject)
        assert contest.ways == ()
        assert "Only a lead amends the case. Ask one." in "\n".join(contest_lines(contest))
