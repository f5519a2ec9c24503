"""Whoever decided something learns of it when a colleague decides it anew, or takes it back."""

from __future__ import annotations

from pathlib import Path

from reviewer.desk import Desk, Home
from reviewer.desk.words.errors import phrase_words
from tests.colleagues import joined
from tests.unit.desk.conftest import Clock


def told(desk: Desk, share: Path) -> list[str]:
    """What a sync says of decisions."""
    lines = map(phrase_words, desk.sharing.sync(share).notices)
    return [line for line in lines if "decided anew" in line]


def test_a_verdict_and_a_category_decided_anew_are_told_once_with_both_sides(
    desk: Desk, tmp_path: Path, colleague: Home, clock: Clock
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    mine = desk.judging.verdict("thornwick", "policy", "in-place", "A policy was sent.")
    desk.judging.category("thornwick", "firm-ground")
    with joined(desk, share, tmp_path / "theirs.casebook", colleague, clock) as theirs:
        assert told(theirs, share) == []
        theirs.judging.verdict("thornwick", "policy", "falls-short", "It is from 2009.")
        theirs.judging.category("thornwick", "much-to-do")
        assert told(theirs, share) == [], "it is nothing of theirs"
        (line,) = told(desk, share)
        assert "Thornwick Constabulary, A clear policy: Falls short (was In place)" in line
        assert "Thornwick Constabulary, category: Much still to do (was On firm ground)" in line
        assert line.startswith(f"{theirs.me.name} decided anew what you had decided: ")
        assert told(desk, share) == []
    assert mine.id in {kept.id for kept in desk.session.casebook.history(mine.subject)}


def test_what_a_colleague_takes_back_is_told_and_what_one_decided_anew_oneself_is_not(
    desk: Desk, tmp_path: Path, colleague: Home, clock: Clock
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    desk.judging.verdict("thornwick", "policy", "in-place", "A policy was sent.")
    with joined(desk, share, tmp_path / "theirs.casebook", colleague, clock) as theirs:
        mine = desk.judging.verdict("thornwick", "policy", "falls-short", "It is from 2009.")
        assert told(desk, share) == []
        told(theirs, share)
        theirs.history.withdraw(mine.id, "Not read yet.")
        told(theirs, share)
        (line,) = told(desk, share)
        assert "A clear policy: taken back (was Falls short)" in line


def test_what_was_decided_apart_is_a_conflict_and_not_told_as_decided_anew(
    desk: Desk, tmp_path: Path, colleague: Home, clock: Clock
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    with joined(desk, share, tmp_path / "theirs.casebook", colleague, clock) as theirs:
        desk.judging.verdict("thornwick", "policy", "in-place", "A policy was sent.")
        theirs.judging.verdict("thornwick", "policy", "falls-short", "It is from 2009.")
        theirs.sharing.sync(share)
        assert told(desk, share) == []
        assert desk.session.casebook.conflicts()
