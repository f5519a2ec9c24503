"""A damaged record in the window: told in the bar, shown in its row and in the overview, and no letter is made of what is left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from reviewer.desk import Home
from reviewer.desk.letter_places import Place
from reviewer.ui.matrix.words import RowWords
from reviewer.ui.overview.view import OverviewView
from tests.faults.altering import VERDICT, edited
from tests.ui.person import Sits, WorkingPerson, by_ear


@pytest.fixture
def altered(sample_home: Home) -> Path:
    """The sample's casebook, a verdict's reason altered by another program that leaves the rules as they were."""
    casebook = sample_home.data / "sample.casebook"
    edited(casebook, f"UPDATE record SET body = replace(body, 'Nearly', 'Hardly') WHERE seq = {VERDICT}")  # noqa: S608 - the test's own
    return casebook


@pytest.fixture
def person(sit_down: Sits, sample_home: Home, altered: Path) -> WorkingPerson:
    """Someone who opens it."""
    assert altered.is_dir()
    return sit_down(sample_home)


def test_the_window_names_what_is_damaged_and_shows_none_of_its_words(person: WorkingPerson) -> None:
    assert "The verdict on Supervisors who notice of Harrowdale Constabulary by " in person.message
    assert "Sync" in person.message
    person.go_to_body("harrowdale")
    (line,) = [line for line in person.space.session.lines if line.code == "harrowdale"]
    assert line.damaged == 1
    assert not line.ready
    said = by_ear(line)
    assert "1 damaged" in said
    signed = replace(line, letter_state="signed", letter_at=1, letter_place=Place.DAMAGED)
    assert RowWords.letter(signed) == "Damaged", "nobody can tell whether it has changed since"
    assert RowWords.letter(replace(signed, letter_place=Place.CHANGED)) == "Changed since"
    assert "Hardly" not in str(person.view)
    assert "damaged" in " ".join(str(blocker) for blocker in person.view.blocks_draft)


def test_the_overview_counts_it_as_damaged(person: WorkingPerson) -> None:
    person.press("Ctrl+3")
    view = person.window.findChild(OverviewView)
    assert view is not None
    person.wait(lambda: any(label.text() == "Damaged" for label in view.findChildren(QLabel)))
    names = [each.accessibleName() for each in (*view.findChildren(QLabel), *view.findChildren(QPushButton))]
    assert "Supervisors who notice, damaged: 1" in names


def test_the_window_says_how_many_of_the_last_saves_are_gone(sit_down: Sits, sample_home: Home) -> None:
    last = "(SELECT id FROM save ORDER BY seq DESC LIMIT 1)"
    gone = (f"DELETE FROM record WHERE save = {last}", f"DELETE FROM save WHERE id = {last}")  # noqa: S608 - the test's own
    edited(sample_home.data / "sample.casebook", *gone, *gone)
    person = sit_down(sample_home)
    assert "The last 2 saves by " in person.message
    assert "Sync to get back what was shared, or restore a backup" in person.message
