"""What people decided differently: every kind, with all of its sides, settled by one act that can be taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reviewer.casebook import subject
from reviewer.desk import Desk
from reviewer.desk.words.conflicts import contest_lines, says_words, settles_words
from reviewer.errors import CasebookError, WrongUseError
from reviewer.model import (
    Block,
    Evidence,
    Grade,
    Included,
    Letter,
    LetterState,
    Origin,
    Passage,
    Receipt,
    Role,
    Settled,
    Stance,
    Transcribed,
    Verdict,
    Version,
    Withdrawn,
)
from reviewer.model.contest import Contest, ContestKind, Elsewhere, SideState, Way, WayCode
from reviewer.review import BlockerCode
from tests.faults.altering import edited
from tests.unit.desk.differing import BODY, CRITERION, Colleague

ON = date(2025, 2, 1)


@pytest.fixture
def ben(desk: Desk) -> Colleague:
    return Colleague(desk, "Ben Okafor")


@pytest.fixture
def eleri(desk: Desk) -> Colleague:
    return Colleague(desk, "Eleri Vaughan", Role.INSPECTOR)


def tied(desk: Desk, plan: Path, quote: str) -> str:
    if not desk.reading.documents(BODY):
        desk.receiving.receive(BODY, [plan], ON)
    return desk.judging.evidence(BODY, CRITERION, "plan.txt", quote).id


def only(desk: Desk) -> Contest:
    (line,) = desk.settling.lines()
    assert desk.settling.count() == int(line.waits)
    return desk.settling.contest(line.place.subject)


def take(contest: Contest, who: str) -> Way:
    record = next(side.record for side in contest.sides if side.who == who)
    return Way(WayCode.SIDE, record)


def says(desk: Desk) -> list[tuple[str, str]]:
    found = desk.session.casebook.current(Verdict, body=BODY, criterion=CRITERION)
    return [(kept.content.finding, kept.content.because) for kept in found]


def test_two_verdicts_stand_side_by_side_with_all_that_each_rests_on(
    desk: Desk, plan: Path, ben: Colleague, eleri: Colleague
) -> None:
    first = tied(desk, plan, "two posts and one vacancy")
    second = tied(desk, plan, "audited on request")
    eleri.judges("falls-short", "One vacancy.", first)
    ben.judges("in-place", "Two posts.", first, second)
    contest = only(desk)
    assert contest.place.kind is ContestKind.VERDICT
    assert (contest.place.body_name, contest.place.number) == ("Harrowdale Constabulary", 2)
    assert [side.who for side in contest.sides] == [
        "Ben Okafor",
        "Eleri Vaughan",
    ]  # by name, whoever was first
    his, hers = contest.sides
    assert [each.shared for each in his.passages] == [True, False]
    assert [each.shared for each in hers.passages] == [True]
    assert his.passages[0].name == "plan.txt"
    assert his.passages[0].where
    assert his.because == "Two posts."
    assert his.role is Role.LEAD
    assert hers.role is Role.INSPECTOR
    assert his.sentence
    assert his.sentence != hers.sentence
    assert [way.code for way in contest.ways] == [WayCode.SIDE, WayCode.SIDE, WayCode.ANEW]
    assert not his.mine


def test_settling_is_one_act_that_undo_takes_back_and_redo_does_again(
    desk: Desk, ben: Colleague, eleri: Colleague
) -> None:
    ben.judges("in-place", "Two posts.")
    eleri.judges("falls-short", "One vacancy.")
    before, contest = says(desk), only(desk)
    at = desk.position
    desk.settling.settle(contest, take(contest, "Ben Okafor"), " The plan came after her search. ")
    assert len(tuple(desk.session.casebook.saves(at))) == 1
    assert says(desk) == [("in-place", "Two posts.")]
    assert desk.settling.lines() == ()
    (settled,) = desk.settling.settled()
    assert (settled.because, settled.who, settled.label) == (
        "The plan came after her search.", desk.me.name, contest.sides[0].label,
    )  # fmt: skip
    unit = desk.criterion(CRITERION).title
    assert desk.history.can_undo() == f"Conflict on {unit} settled"
    turned = desk.history.undo()
    assert turned is not None
    assert turned.sentence == f"Conflict on {unit} settled"
    assert sorted(says(desk)) == sorted(before)
    again = only(desk)
    assert [(side.who, side.at) for side in again.sides] == [(side.who, side.at) for side in contest.sides]
    assert desk.settling.settled() == ()
    assert desk.history.redo() is not None
    assert says(desk) == [("in-place", "Two posts.")]
    assert len(desk.settling.settled()) == 1
    assert desk.history.undo() is not None
    assert [side.who for side in only(desk).sides] == ["Ben Okafor", "Eleri Vaughan"]
    assert desk.session.casebook.check() == ()


def test_of_three_sides_each_is_shown_and_one_stands(desk: Desk, ben: Colleague, eleri: Colleague) -> None:
    ben.judges("in-place", "Two posts.")
    eleri.judges("falls-short", "One vacancy.")
    Colleague(desk, "Ann Archer").judges("under-way", "It has begun.")
    contest = only(desk)
    assert [side.who for side in contest.sides] == ["Ann Archer", "Ben Okafor", "Eleri Vaughan"]
    assert len(contest.ways) == 4
    desk.settling.settle(contest, take(contest, "Eleri Vaughan"), "We agreed.")
    assert says(desk) == [("falls-short", "One vacancy.")]
    desk.history.undo()
    assert len(only(desk).sides) == 3


def test_a_third_way_judges_anew_with_the_evidence_of_all(
    desk: Desk, plan: Path, ben: Colleague, eleri: Colleague
) -> None:
    first, second = tied(desk, plan, "two posts"), tied(desk, plan, "on request")
    ben.judges("in-place", "Two posts.", first)
    eleri.judges("falls-short", "One vacancy.", second)
    contest = only(desk)
    with pytest.raises(WrongUseError, match="has to be said"):
        desk.settling.settle(contest, Way(WayCode.ANEW), "Both are right.")
    desk.settling.settle(contest, Way(WayCode.ANEW), "Both are right.", "under-way")
    (kept,) = desk.session.casebook.current(Verdict)
    assert set(kept.content.evidence) == {first, second}
    assert kept.content.because == "Both are right."


def test_nothing_is_settled_without_a_reason_or_by_what_was_not_seen(
    desk: Desk, ben: Colleague, eleri: Colleague
) -> None:
    ben.judges("in-place", "Two posts.")
    eleri.judges("falls-short", "One vacancy.")
    contest = only(desk)
    with pytest.raises(WrongUseError, match="needs a reason"):
        desk.settling.settle(contest, take(contest, "Ben Okafor"), "  ")
    with pytest.raises(WrongUseError, match="in this way"):
        desk.settling.settle(contest, Way(WayCode.NEITHER), "Neither.")
    Colleague(desk, "Ann Archer").judges("under-way", "It has begun.")
    with pytest.raises(CasebookError, match="changed meanwhile"):
        desk.settling.settle(contest, take(contest, "Ben Okafor"), "Seen two of three.")
    assert len(says(desk)) == 3


def test_taken_back_by_one_and_kept_by_another_is_a_side_too(
    desk: Desk, ben: Colleague, eleri: Colleague
) -> None:
    first = ben.judges("in-place", "Two posts.")
    ben.judges("under-way", "Rather so.", instead_of=(first,))
    eleri.takes_back(first)
    contest = only(desk)
    assert {side.who: side.state for side in contest.sides} == {
        "Ben Okafor": SideState.SAYS, "Eleri Vaughan": SideState.TAKEN_BACK,
    }  # fmt: skip
    desk.settling.settle(contest, take(contest, "Eleri Vaughan"), "It was too early.")
    assert says(desk) == []
    desk.history.undo()
    assert says(desk) == [("under-way", "Rather so.")]
    assert desk.settling.count() == 1


def _receipts(desk: Desk, folder: Path) -> tuple[str, str, str]:
    sent = []
    for name in ("first", "second", "third"):
        sent.append(folder / f"{name}.txt")
        sent[-1].write_text(f"The {name} plan of the unit.", encoding="utf-8")
    desk.receiving.receive(BODY, sent, ON)
    found = {k.content.name: k.subject for k in desk.session.casebook.current(Receipt)}
    return found["first.txt"], found["second.txt"], found["third.txt"]


KINDS = ("category", "paragraph", "version", "included", "evidence", "receipt", "transcribed")


def differ(kind: str, desk: Desk, ben: Colleague, eleri: Colleague, folder: Path) -> tuple[object, object]:
    """Have two people decide differently on something of a kind; return what each said."""
    one, two, three = _receipts(desk, folder)
    kept = desk.session.casebook.current(Receipt, subject=one)[0]
    passage = Passage(kept.content.document, "p1", 4, 9, "first")
    evidence = subject.itself("evidence")
    categories = [each.key for each in desk.case.framework.categories]
    said: dict[str, tuple[tuple[object, str], tuple[object, str]]] = {
        "category": tuple((Grade(BODY, key, "Why."), subject.category(BODY)) for key in categories[:2]),  # type: ignore[dict-item]
        "paragraph": tuple(  # type: ignore[dict-item]
            (
                Block(BODY, "letter", "own-1", 3, Origin.WRITTEN, words, (), "Ours."),
                subject.block(BODY, "letter", "own-1"),
            )
            for words in ("We thank you.", "We thank you all.")
        ),
        "version": tuple((Version(BODY, three, earlier), subject.version(three)) for earlier in (one, two)),  # type: ignore[dict-item]
        "included": tuple((Included(one, yes, "Why."), subject.included(one)) for yes in (True, False)),  # type: ignore[dict-item]
        "evidence": tuple(  # type: ignore[dict-item]
            (Evidence(BODY, CRITERION, passage, stance, "A note."), evidence) for stance in Stance
        ),
        "receipt": ((kept.content, one), (Withdrawn("sent in error"), one)),
        "transcribed": tuple(  # type: ignore[dict-item]
            (text := Transcribed(kept.content.document, "p1", words), subject.transcribed(text.piece))
            for words in ("Two posts", "Ten posts")
        ),
    }
    (his, about), (hers, _) = said[kind]
    before = tuple(each.id for each in desk.session.history.standing_records(about))
    ben.says(his, about, before)  # type: ignore[arg-type]
    eleri.says(hers, about, before)  # type: ignore[arg-type]
    return his, hers


@pytest.mark.thorough
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_told_in_words_and_settled(
    kind: str, desk: Desk, ben: Colleague, eleri: Colleague, tmp_path: Path
) -> None:
    his, hers = differ(kind, desk, ben, eleri, tmp_path)
    contest = only(desk)
    assert contest.place.kind == kind
    assert contest.place.body == BODY
    told = "\n".join(contest_lines(contest))
    assert "Ben Okafor" in told
    assert "Eleri Vaughan" in told
    assert contest.place.subject not in told
    assert f"{kind}:" not in told
    for who, said in (("Ben Okafor", his), ("Eleri Vaughan", hers)):
        desk.settling.settle(contest, take(contest, who), f"{who} is right.")
        (stands,) = desk.session.history.standing_records(contest.place.subject)
        assert stands.content == (Withdrawn(f"{who} is right.") if isinstance(said, Withdrawn) else said)
        assert desk.settling.settled()[0].because == f"{who} is right."
        desk.history.undo()
        assert only(desk).records != contest.records  # the same again, by records of their own
        contest = only(desk)
    ways = [way.code for way in contest.ways]
    if WayCode.NEITHER in ways:
        desk.settling.settle(contest, Way(WayCode.NEITHER), "Neither.")
        (stands,) = desk.session.history.standing_records(contest.place.subject)
        assert stands.content == Withdrawn("Neither.")
    assert desk.session.casebook.check() == ()


def test_of_two_signed_letters_none_is_chosen_here(desk: Desk, ben: Colleague, eleri: Colleague) -> None:
    for colleague in (ben, Colleague(desk, "Ann Archer")):
        letter = Letter(BODY, "letter", LetterState.SIGNED, issued="ab" * 32, signed_by=colleague.author.name)
        colleague.says(letter, subject.letter(BODY, "letter"))
    assert not [way for way in only(desk).ways if way.code is WayCode.SIDE]


def test_what_leads_say_of_a_member_is_settled_by_a_lead(desk: Desk, ben: Colleague) -> None:
    ann, key = Colleague(desk, "Ann Archer"), "ab" * 32
    ben.admits(key, "Oz Lang", Role.SIGNATORY)
    ann.admits(key, "Oz Lang", Role.OBSERVER)
    team = desk.session.casebook.team
    assert team.membership().role_of(key) is Role.OBSERVER
    contest = only(desk)
    assert contest.place.kind is ContestKind.MEMBER
    assert [side.who for side in contest.sides] == ["Ann Archer", "Ben Okafor"]
    assert [says_words(side) for side in contest.sides] == ["Observer", "Signatory"]
    assert "undo does not reach it" in settles_words(contest)
    desk.settling.settle(contest, take(contest, "Ben Okafor"), "Oz signs for us.")
    assert desk.history.can_undo() is None
    assert team.membership().role_of(key) is Role.SIGNATORY
    assert desk.settling.lines() == ()
    assert desk.settling.settled()[0].because == "Oz signs for us."


def test_who_is_no_lead_settles_nothing_about_members(
    desk: Desk, ben: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, key = Colleague(desk, "Ann Archer"), "ab" * 32
    ben.admits(key, "Oz Lang", Role.SIGNATORY)
    ann.admits(key, "Oz Lang", Role.OBSERVER)
    monkeypatch.setattr(type(desk.session.casebook.team), "role_of_me", lambda *_: Role.INSPECTOR)
    contest = only(desk)
    assert contest.elsewhere is Elsewhere.LEADS
    assert contest.ways == ()


def test_what_somebody_records_who_does_not_count_locks_nothing(desk: Desk, ben: Colleague) -> None:
    observer = Colleague(desk, "Oz Lang", Role.OBSERVER)
    observer.says(Verdict(BODY, CRITERION, "in-place", "Mine."), subject.verdict(BODY, CRITERION), version=99)
    assert desk.settling.lines() == ()
    desk.judging.verdict(BODY, CRITERION, "falls-short", "One vacancy.")
    assert says(desk) == [("falls-short", "One vacancy.")]


def test_a_settlement_is_told_in_the_history_of_its_body(
    desk: Desk, ben: Colleague, eleri: Colleague
) -> None:
    ben.judges("in-place", "Two posts.")
    eleri.judges("falls-short", "One vacancy.")
    contest = only(desk)
    desk.settling.settle(contest, take(contest, "Ben Okafor"), "The plan came after her search.")
    entries = desk.chronicle.of(BODY, CRITERION)
    assert (
        entries[-1].because == "The plan came after her search." or entries[-2].because == entries[-1].because
    )
    assert [kept.content.about for kept in desk.session.casebook.current(Settled)] == [contest.place.subject]


def test_a_damaged_side_keeps_its_name_and_its_remedy_and_cannot_be_chosen(
    desk: Desk, ben: Colleague, eleri: Colleague
) -> None:
    ben.judges("in-place", "Two posts.")
    eleri.judges("falls-short", "One vacancy.")
    other = "UPDATE record SET body = replace(body, 'Two posts', 'Ten posts') WHERE body LIKE '%Two posts%'"
    edited(desk.folder, other)
    desk.session.read_all_again()
    contest = only(desk)
    his, hers = contest.sides
    assert (his.who, his.state, his.content) == ("Ben Okafor", SideState.DAMAGED, None)
    assert his.remedy
    assert "posts" not in "\n".join(contest_lines(contest))
    assert [way.record for way in contest.ways] == [hers.record, ""]
    with pytest.raises(WrongUseError, match="in this way"):
        desk.settling.settle(contest, Way(WayCode.SIDE, his.record), "His.")
    desk.settling.settle(contest, take(contest, "Eleri Vaughan"), "His can't be read any more.")
    assert says(desk) == [("falls-short", "One vacancy.")]


def test_what_stands_twice_keeps_the_letter_from_being_signed(
    desk: Desk, ben: Colleague, eleri: Colleague, tmp_path: Path
) -> None:
    before = {blocker.code for blocker in desk.standing.standing_of(BODY).blocks_signing}
    assert BlockerCode.STANDS_TWICE not in before
    differ("paragraph", desk, ben, eleri, tmp_path)
    assert BlockerCode.STANDS_TWICE in {each.code for each in desk.standing.standing_of(BODY).blocks_signing}
    (line,) = (line for line in desk.standing.body_lines() if line.code == BODY)
    assert line.conflicts == 1
    contest = only(desk)
    desk.settling.settle(contest, take(contest, "Ben Okafor"), "His words.")
    assert BlockerCode.STANDS_TWICE not in {
        each.code for each in desk.standing.standing_of(BODY).blocks_signing
    }
    (line,) = (line for line in desk.standing.body_lines() if line.code == BODY)
    assert line.conflicts == 0


def test_what_stands_alone_is_shown_with_all_that_it_rests_on(desk: Desk, plan: Path) -> None:
    tied(desk, plan, "two posts")
    desk.judging.verdict(BODY, CRITERION, "in-place", "Two posts.")
    (contest,) = desk.settling.standing(BODY, CRITERION)
    assert not contest.is_open
    told = list(contest_lines(contest))
    assert any("two posts" in line for line in told)
    assert not any("apart" in line or "newer" in line for line in told)


def test_two_people_of_one_name_are_told_apart_by_their_keys(desk: Desk) -> None:
    one, other = Colleague(desk, "Sam Lee"), Colleague(desk, "Sam Lee", seed="another Sam")
    Colleague(desk, "Ben Okafor").judges("in-place", "Two posts.")
    one.judges("falls-short", "One vacancy.")
    assert [side.who for side in only(desk).sides] == ["Ben Okafor", "Sam Lee"]
    other.judges("under-way", "Being filled.")
    names = {side.who for side in only(desk).sides}
    assert names == {"Ben Okafor", *(f"Sam Lee ({each.author.key[:8]})" for each in (one, other))}
