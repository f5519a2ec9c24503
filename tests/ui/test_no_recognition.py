"""A window on a laptop without recognition: said in the bar with a way to what stays unread, and in About; never in silence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from reviewer.desk.policy import Policy
from reviewer.model import Reason
from reviewer.ui.about import machine_lines
from tests import scans
from tests.ui.person import Sits


@pytest.fixture
def scanned(sample_home: Home, tmp_path: Path) -> Home:
    """Someone who has the sample, with one scanned page that nobody has tried to read."""
    path = tmp_path / "scan.pdf"
    path.write_bytes(scans.pdf_of(scans.scan(74, sentences=1).picture))
    with Desk.open(sample_home.data / "sample.casebook", sample_home) as desk:
        desk.receiving.receive("thornwick", [path], date(2025, 2, 20))
    return Home(sample_home.config, sample_home.resources, sample_home.data)


@pytest.mark.thorough
def test_it_is_said_in_the_bar_with_a_way_to_what_stays_unread(
    scanned: Home, sit_down: Sits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reviewer.documents.engines.find_spec", lambda _name: None)
    who = sit_down(scanned, reads_scans=True)
    who.wait(lambda: "unread on this laptop. Nothing is recognised on this laptop" in who.message)
    assert who.message.endswith("look at each by eye.")
    assert not who.space.receiving.scans.under_way
    way = who.window.message_bar.way
    assert way is not None
    assert way.isVisible()
    who.click(way)
    who.wait(lambda: who.space.shown == "pieces")
    who.window.action_list.run("documents.recognise")
    who.wait(lambda: who.message.startswith("Nothing is recognised on this laptop"))


@pytest.mark.thorough
def test_what_shows_only_when_it_is_tried_is_said_and_nothing_waits_for_it(
    scanned: Home, sit_down: Sits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "reviewer.documents.recognising.HANDLERS",
        dict.fromkeys(("recognise", "recognise_picture", "doubt"), "tests.faults.biting:no_engine"),
    )
    who = sit_down(scanned, reads_scans=True)
    who.wait(lambda: "unread on this laptop. Nothing is recognised" in who.message)
    assert "Windows has no English text recognition" in who.message
    who.wait(lambda: not any(row.waiting for row in who.space.session.view.documents))  # type: ignore[union-attr] # a body is shown
    assert scanned.recognition.lacking is Reason.OCR_LANGUAGE_MISSING


@pytest.mark.thorough
def test_a_policy_that_has_it_off_is_said_the_same_way(scanned: Home, sit_down: Sits) -> None:
    policy = Policy(scanned.config / "policy.toml", recognition_off=True)
    ruled = Home(scanned.config, scanned.resources, scanned.data, policy)
    who = sit_down(ruled, reads_scans=True)
    who.wait(lambda: "unread on this laptop. Recognition is off" in who.message)


def test_about_says_what_recognises_or_that_nothing_does(
    sample_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    cage, by = machine_lines(sample_home)
    assert cage.startswith("Documents are read in a process")
    assert by.startswith("Scanned pages are recognised by Tesseract 5.")
    monkeypatch.setattr("reviewer.documents.engines.find_spec", lambda _name: None)
    bare = Home(sample_home.config, sample_home.resources, sample_home.data)
    assert machine_lines(bare)[1].startswith("Nothing is recognised on this laptop: this copy of Reviewer")
    off = Home(bare.config, bare.resources, bare.data, Policy(recognition_off=True))
    assert len(machine_lines(off)) == 1, "what the policy says stands with it"
