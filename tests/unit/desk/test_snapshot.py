"""A snapshot of what stands: of one position, immutable, and never one body's view under another's code."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from reviewer.desk.body_lines import BodyLine
from reviewer.desk.snapshot import Snapshot, snapshot

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    home = Home(tmp_path / "config", ROOT / "resources", tmp_path / "data")
    return Desk.new(tmp_path / "a.casebook", ROOT / "resources/samples/boundaries/case", home)


def test_it_holds_what_stood_at_its_position(desk: Desk) -> None:
    with desk:
        first, second = (body.code for body in desk.case.bodies[:2])
        before = snapshot(desk, first)
        assert before.view is not None
        assert before.view.body.code == first
        assert (before.undo, before.redo, before.read_only) == (None, None, False)
        key = desk.case.framework.criteria[0].key
        desk.judging.verdict(first, key, desk.case.framework.criteria[0].findings[0], "It says so.")
        after = snapshot(desk, first)
        assert after.position > before.position
        assert not before.view.criteria[key].verdicts
        assert after.view is not None
        assert after.view.criteria[key].verdicts
        assert after.undo
        assert [bool(line.tones[0]) for line in after.lines[:2]] == [True, False]
        assert after.of(second).view is None
        with pytest.raises(FrozenInstanceError):
            after.body = second  # type: ignore[misc]


def test_views_of_another_position_are_not_taken_over(desk: Desk) -> None:
    with desk:
        first, second = (body.code for body in desk.case.bodies[:2])
        one, two = snapshot(desk, first), snapshot(desk, second)
        both = two.joined(one)
        assert both.view is two.view
        assert both.of(first).view is one.view
        later = replace(two, position=two.position + 1)
        assert later.joined(one).of(first).view is None


def test_conflicts_are_counted_by_body(desk: Desk) -> None:
    with desk:
        found = snapshot(desk)
        assert isinstance(found, Snapshot)
        assert found.view is None
        line = replace(found.lines[1], conflicts=2)
        assert replace(found, lines=(found.lines[0], line)).conflicts == {line.code: 2}


def test_a_save_meanwhile_makes_it_stale_and_not_a_mixture(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk:
        body, criterion = desk.case.bodies[0].code, desk.case.framework.criteria[0]
        looked_up = desk.standing.body_lines

        def saved_before() -> tuple[BodyLine, ...]:
            with ThreadPoolExecutor(1) as other:
                finding = criterion.findings[0]
                other.submit(desk.judging.verdict, body, criterion.key, finding, "Read.").result()
            return looked_up()

        with monkeypatch.context() as patched:
            patched.setattr(desk.standing, "body_lines", saved_before)
            torn = snapshot(desk, body)
        assert torn.view is not None
        assert bool(torn.view.criteria[criterion.key].verdicts) == bool(torn.lines[0].tones[0])
        assert torn.position < desk.position
        after = snapshot(desk, body)
        assert after.lines[0].tones[0]
        assert after.position == desk.position
