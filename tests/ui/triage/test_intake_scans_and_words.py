"""The intake reads scans in the one reading there is, and calls a body what the case calls it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from reviewer.desk.triage.values import Sort
from tests import scans
from tests.ui.person import Sits, WorkingPerson
from tests.ui.triage.test_intake import matters, stand_on, write


@pytest.mark.thorough
def test_scans_that_are_taken_in_here_are_read_by_themselves(
    recognised_home: Home, tmp_path: Path, sit_down: Sits
) -> None:
    who = sit_down(recognised_home, reads_scans=True)
    who.wait(lambda: not who.window.work.busy)
    scan = tmp_path / "many" / who.view.body.name / "scan.pdf"
    scan.parent.mkdir(parents=True)
    scan.write_bytes(scans.pdf_of(scans.scan(76, noise=5, sentences=1).picture))
    write(tmp_path / "many" / "misc" / "note.txt", "Whose is this?")
    who.space.go("intake", {"paths": [tmp_path / "many"]})
    who.wait(lambda: len(who.intake.assign.table.entries.items) == 2 and not who.window.work.busy)
    who.press("Ctrl+Return")

    who.wait(lambda: "marked as recognised" in who.message)
    assert who.space.session.desk.recognition.waiting() == 0


@pytest.mark.long
def test_a_reading_that_is_asked_for_here_is_the_one_that_is_under_way(
    recognised_home: Home, tmp_path: Path, sit_down: Sits
) -> None:
    path = tmp_path / "three.pdf"
    path.write_bytes(scans.pdf_of(*(scans.scan(seed, noise=5, sentences=2).picture for seed in (77, 78, 79))))
    with Desk.open(recognised_home.data / "sample.casebook", recognised_home) as desk:
        desk.receiving.receive("thornwick", [path], date(2025, 2, 20))
    who = sit_down(recognised_home, reads_scans=True)
    reading = who.space.receiving.scans
    who.press("Ctrl+4")
    view = who.intake
    who.click(view.tabs[1])
    who.wait(lambda: reading.under_way and matters(view, Sort.SCANNED))
    stand_on(view, next(m for m in matters(view, Sort.SCANNED) if m.waiting))
    who.focus(view.decide.tree)
    who.press("R")

    assert who.message.startswith("Scanned pages are being read;")
    assert reading.under_way
    who.wait(lambda: not reading.under_way)
    assert who.space.session.desk.recognition.waiting() == 0


def test_a_body_is_called_what_the_case_calls_it(person: WorkingPerson, tmp_path: Path) -> None:
    assert person.space.session.desk.case.inspection.body_noun[0] == "force"
    for body in person.space.session.desk.case.bodies[:2]:
        write(tmp_path / "many" / body.name / "plan.txt", f"The plan of {body.name}.")
    person.space.go("intake", {"paths": [tmp_path / "many"]})
    assign, acts = person.intake.assign, person.window.action_list
    person.wait(lambda: len(assign.table.entries.items) == 2 and not person.window.work.busy)
    said_there = (
        assign.table.accessibleDescription(),
        assign.again.toolTip(),
        assign.sentence.text(),
        acts.words("intake.choose"),
        person.desk.documents.facts.accessibleDescription(),
    )
    for words in said_there:
        assert words
        assert "body" not in words, words
    assert assign.sentence.text().endswith("every one has its force")
    assert acts.words("intake.choose") == "Choose a force for the row"
