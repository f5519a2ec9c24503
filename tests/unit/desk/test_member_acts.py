"""What one person did: every act of theirs that is held here, what counts of it, and why the rest does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reviewer.desk import Desk
from reviewer.desk.words.member_acts import act_words, acts_lines, counts_words
from reviewer.errors import WrongUseError
from reviewer.model import Role
from reviewer.model.deeds import Counts, Turns
from tests.unit.desk.differing import BODY, CRITERION, Colleague

ON = date(2025, 2, 1)


def listed(desk: Desk, key: str) -> list[tuple[str, str]]:
    return [(act_words(act), counts_words(act)) for act in desk.member_acts.of(key).acts]


def test_all_acts_of_somebody_are_listed_the_last_first_with_what_became_of_them(desk: Desk) -> None:
    ben = Colleague(desk, "Ben Okafor")
    first = ben.judges("in-place", "A date and an owner.")
    desk.judging.verdict(BODY, CRITERION, "falls-short", "Two pages.")
    ben.takes_back(first)
    title = desk.criterion(CRITERION).title
    assert listed(desk, ben.author.key) == [
        (f"Verdict on {title} taken back", "counts"),
        (f"Verdict on {title}", "counts; decided otherwise since"),
        ("Ben Okafor joined", "counts"),
    ]
    acts = desk.member_acts.of(ben.author.key)
    verdict = acts.acts[1]
    assert (verdict.body, verdict.criterion, verdict.because) == (BODY, CRITERION, "A date and an owner.")
    assert acts_lines(acts) == ("3 acts are kept here.", "All of these count.")


def test_what_was_done_by_undo_says_so_and_the_receiving_of_many_files_is_one_act(
    desk: Desk, tmp_path: Path
) -> None:
    paths = [tmp_path / f"{n}.txt" for n in range(3)]
    for path in paths:
        path.write_text(f"Plan {path.name}")
    desk.receiving.receive(BODY, paths, ON)
    desk.history.undo()
    desk.history.redo()
    acts = desk.member_acts.of(desk.me.key).acts
    assert [act_words(act) for act in acts] == [
        "3 documents received, done again",
        "Receipt of 3 documents taken back, by undo",
        "3 documents received",
        "Inspection begun",
    ]
    assert [act.turns for act in acts[:2]] == [Turns.REDO, Turns.UNDO]


def test_a_list_that_ends_early_says_so_and_holds_its_acts_whole(desk: Desk, tmp_path: Path) -> None:
    for number in range(2):
        (tmp_path / f"{number}.txt").write_text(f"Plan {number}")
    desk.receiving.receive(BODY, [tmp_path / "0.txt", tmp_path / "1.txt"], ON)
    acts = desk.member_acts.of(desk.me.key, 1)
    assert [act_words(act) for act in acts.acts] == ["2 documents received"]
    assert acts.more
    assert acts_lines(acts)[0] == "The last 1 acts are listed."


def test_what_lies_outside_a_removal_does_not_count_and_says_why(desk: Desk) -> None:
    ben = Colleague(desk, "Ben Okafor", Role.INSPECTOR)
    ben.judges("in-place", "A date and an owner.")
    team = desk.session.casebook.team
    (introduced,) = [held.save.id for held in team.saves_by(ben.author.key)][-1:]
    team.remove(ben.author.key, "Left the team.", [introduced])
    desk.session.read_all_again()
    acts = desk.member_acts.of(ben.author.key)
    assert [act.counts for act in acts.acts] == [Counts.REMOVED, Counts.YES]
    assert counts_words(acts.acts[0]) == "does not count: outside what their removal lets count"
    assert acts_lines(acts) == ("2 acts are kept here.", "1 of them does not count.")


def test_members_and_copies_are_named_as_what_they_are(desk: Desk) -> None:
    ben = Colleague(desk, "Ben Okafor", Role.OBSERVER)
    team = desk.session.casebook.team
    team.remove(ben.author.key, "Left the team.")
    team.retire("ab" * 32, "Lost on a train.")
    told = [act_words(act) for act in desk.member_acts.of(desk.me.key).acts]
    assert told == [
        "A copy of the casebook said to hold nothing any more",
        "Ben Okafor takes no part",
        "Ben Okafor takes part as observer",
        "Inspection begun",
    ]


def test_a_person_is_named_by_the_name_or_the_key_and_who_is_meant_is_never_guessed(desk: Desk) -> None:
    ben = Colleague(desk, "Ben Okafor")
    assert desk.member_acts.who("ben okafor") == ben.author.key
    assert desk.member_acts.who(ben.author.key[:8]) == ben.author.key
    with pytest.raises(WrongUseError, match="Nobody here is called “Eleri Vaughan”"):
        desk.member_acts.who("Eleri Vaughan")
    other = Colleague(desk, "Ben Okafor", seed="another")
    with pytest.raises(WrongUseError, match="2 people are called “Ben Okafor”") as refused:
        desk.member_acts.who("Ben Okafor")
    for one in (ben, other):
        assert one.author.key[:8] in refused.value.remedy
