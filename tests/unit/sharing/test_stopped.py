"""A program that was stopped between two steps of a sync goes on as if it had not been."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reviewer.casebook.holding import Holding
from reviewer.model import Retired
from reviewer.sharing import sync
from tests.unit.sharing.laptops import Laptop, author, decide
from tests.unit.sharing.test_held import BEN, Team, forged, put, statement_of


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


def test_a_statement_that_lay_there_as_the_program_was_stopped_is_nobody_elses(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = team.ann.team.holding.copy
    decide(team.ann, "ashford", "policy", "more")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Holding, "stated", stop)
        with pytest.raises(KeyboardInterrupt):
            sync(team.ann, team.share)
    assert sync(team.ann, team.share).notices == ()
    assert team.ann.team.holding.copy == copy


@pytest.mark.parametrize("how", ["a statement", "a save"])
def test_a_copy_that_was_left_as_the_program_was_stopped_is_retired_by_the_next_sync(
    team: Team, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = team.ann.team.holding.copy
    if how == "a statement":
        put(team, forged(author("Ann"), statement_of(team.ann, team), number=90))

        def stop(*_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(type(team.ann.team), "retire", stop)
            with pytest.raises(KeyboardInterrupt):
                sync(team.ann, team.share)
    else:
        shutil.copytree(team.folder / "ann", team.folder / "double")
        with Laptop("Ann", team.folder / "double").open() as double:
            decide(double, "ashford", "policy", "apart")
            team.ann.absorb([bundle for _, bundle in double.saves()][-1:])
    assert team.ann.team.holding.copy != copy
    team.rounds(2)
    assert copy in {kept.content.copy for kept in team.ben.current(Retired)}
    assert team.holders == BEN
