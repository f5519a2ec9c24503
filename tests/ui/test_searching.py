"""Search over everything, while typing, by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from reviewer.desk.display import SearchHit
from reviewer.desk.search import Question
from reviewer.model import Span
from reviewer.ui.hits import place_of
from tests.scale import grid
from tests.ui.laid_out import out_of_place
from tests.ui.person import WorkingPerson

pytestmark = pytest.mark.shares_window

LATE = date(2025, 3, 1)


def go(person: WorkingPerson, words: str) -> None:
    person.press("Ctrl+Shift+F")
    person.press("Ctrl+A")
    person.type(words)


def found(
    person: WorkingPerson, until: Callable[[tuple[SearchHit, ...]], object] = bool
) -> tuple[SearchHit, ...]:
    """What the list shows, once it is all there and as it should be."""
    results = person.space.results
    person.wait(lambda: results.is_whole and until(results.list.hits.hits))
    return results.list.hits.hits


def settled(person: WorkingPerson) -> str:
    """What the heading says when the count is there too."""
    person.wait(lambda: person.space.results.is_counted)
    return person.space.results.title.text()


@pytest.mark.thorough
def test_two_letters_find_without_enter_and_each_key_finds_anew(person: WorkingPerson) -> None:
    go(person, "fo")
    many = found(person)
    assert any("foo" in hit.hit.snippet.lower() for hit in many)
    assert QApplication.focusWidget() is person.space.bar.search
    person.type("otball")
    few = found(person, lambda hits: 0 < len(hits) < len(many))
    assert all("football" in hit.hit.snippet.lower() for hit in few)
    assert QApplication.focusWidget() is person.space.bar.search
    assert settled(person).startswith(f"{len(few)} place")
    assert person.space.bar.search.accessibleDescription() == person.space.results.title.text()


@pytest.mark.thorough
def test_a_place_is_opened_and_its_words_are_marked(person: WorkingPerson) -> None:
    go(person, "football")
    (hit, *_) = found(person)
    wanted: list[Span] = []
    person.space.session.place_wanted.connect(wanted.append)
    person.press("Down")
    results = person.space.results
    assert QApplication.focusWidget() is results.list
    person.press("Return")
    person.wait(lambda: person.view.body.code == hit.body)
    text = person.space.session.desk.reading.text(hit.hit.document).part(hit.hit.place)
    assert text is not None
    (place,) = wanted
    assert (place.document, place.place) == (hit.hit.document, hit.hit.place)
    assert text.text[place.start : place.end].lower() == "football"
    assert QApplication.focusWidget() is results.list
    person.press("Up")
    assert QApplication.focusWidget() is person.space.bar.search
    person.press("Escape")
    assert not results.isVisible()
    assert person.space.bar.search.text() == ""


def test_enter_goes_in_when_there_is_something(person: WorkingPerson) -> None:
    go(person, "football")
    person.press("Return")
    person.wait(lambda: QApplication.focusWidget() is person.space.results.list)
    person.press("Escape")
    assert not person.space.results.isVisible()


def test_nothing_found_is_said_and_nothing_asked_is_nothing(person: WorkingPerson) -> None:
    go(person, "zyzzyva")
    person.wait(lambda: "Nothing found" in person.space.results.title.text())
    assert "Nothing found" in person.space.bar.search.accessibleDescription()
    go(person, "-zyzzyva")
    person.wait(lambda: "Nothing found for “-zyzzyva”" in person.space.results.title.text())
    person.press("Ctrl+A")
    person.press("Delete")
    assert not person.space.results.isVisible()


def test_the_best_come_behind_and_leave_a_person_where_they_stand(person: WorkingPerson) -> None:
    go(person, "the")
    before = found(person, lambda hits: len(hits) > 3)
    results = person.space.results
    person.press("Down")
    person.press("Down")
    stood = results.list.chosen
    assert stood is not None
    above = [place_of(hit) for hit in results.list.hits.hits[:2]]
    settled(person)
    still = results.list.chosen
    assert still is not None
    assert place_of(still) == place_of(stood)
    assert [place_of(hit) for hit in results.list.hits.hits[:2]] == above
    assert sorted(map(place_of, results.list.hits.hits)) == sorted(map(place_of, before))


def test_filters_narrow_by_keyboard_and_are_remembered(person: WorkingPerson) -> None:
    go(person, "the")
    everywhere = found(person)
    filters = person.space.results.filters
    person.focus(filters.body)
    person.type("Pen")
    person.wait(lambda: filters.body.currentData() == "penmarsh")
    some = found(person, lambda hits: hits and {hit.body for hit in hits} == {"penmarsh"})
    assert len(some) < len(everywhere)
    person.focus(filters.kind)
    person.type("E-m")
    found(person, lambda hits: {hit.body for hit in hits} <= {"penmarsh"} and len(hits) < len(some))
    person.press("Ctrl+Shift+F")
    person.press("Escape")
    go(person, "the")
    person.wait(lambda: person.space.results.is_whole)
    assert filters.body.currentData() == "penmarsh"
    person.click(filters.everywhere)
    assert len(found(person, lambda hits: len(hits) == len(everywhere)))


def test_a_criterion_keeps_to_the_documents_that_are_tied_to_it(person: WorkingPerson) -> None:
    desk = person.space.session.desk
    person.go_to_body("harrowdale")
    tied = {
        (body.code, found.record.content.passage.document)
        for body in desk.case.bodies
        for found in desk.standing.state(body.code).criteria["unit"].evidence
    }
    go(person, "the")
    found(person)
    filters = person.space.results.filters
    person.focus(filters.criterion)
    person.press("Down")
    person.press("Down")
    assert filters.criterion.currentData() == "unit"
    hits = found(person, lambda hits: hits and {(hit.body, hit.hit.document) for hit in hits} <= tied)
    assert hits


@pytest.mark.thorough
def test_a_criterions_own_terms_are_one_key(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    person.desk.checklist.open_card("unit")
    person.press("Ctrl+Shift+L")
    results = person.space.results
    person.wait(lambda: QApplication.focusWidget() is results.list)
    assert (
        person.space.bar.search.text() == '"integrity unit" OR "investigators" OR "vacancies" OR "workload"'
    )
    hits = found(person)
    assert {hit.body for hit in hits} == {"harrowdale"}
    assert all(
        re.search(
            "integrity unit|investigators|vacancies|workload",
            hit.hit.snippet.replace("\ue000", "").replace("\ue001", ""),
            re.IGNORECASE,
        )
        for hit in hits
    )


@pytest.mark.thorough
def test_late_papers_are_found_and_marked_and_pictures_are_counted(
    person: WorkingPerson, tmp_path: Path
) -> None:
    desk = person.space.session.desk
    paper = tmp_path / "late.txt"
    paper.write_text("A xylophone was inspected.")
    desk.receiving.receive("penmarsh", [paper], LATE)
    person.space.session.refresh()
    go(person, "xyloph")
    (hit,) = found(person)
    assert (hit.late, hit.included) == (True, False)
    model = person.space.results.list.model()
    said = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "late, left out" in said
    settled(person)
    pieces = desk.search.unsearched(Question("xyloph")).pieces
    if pieces:
        assert f"{pieces} piece" in person.space.results.unsearched.text()


@pytest.mark.thorough
@pytest.mark.parametrize("percent", grid([100, 200], ordinary=[200]))
def test_the_results_leave_room_for_the_desk(person: WorkingPerson, percent: int) -> None:
    person.window.look.choose(percent=percent)
    go(person, "the")
    found(person)
    settled(person)
    results, desk = person.space.results, person.desk
    assert results.list.delegate.height() * 2 <= results.list.height()
    assert desk.height() + 4 >= desk.middle.minimumSizeHint().height()
    if percent == 100:
        assert results.height() < person.window.height() * 0.55
        assert desk.left.isVisible()


@pytest.mark.thorough
@pytest.mark.parametrize("percent", [200])
def test_in_a_low_window_the_places_found_stand_beside_the_document_alone(
    person: WorkingPerson, percent: int
) -> None:
    assert person.window.look.percent == percent
    desk, results = person.desk, person.space.results
    before = desk.panes.widths
    go(person, "the")
    found(person)
    settled(person)
    assert desk.middle.mapTo(person.window, desk.middle.rect().topLeft()).x() >= results.width()
    assert desk.middle.height() > person.window.height() * 0.6
    assert not desk.left.isVisible()
    assert not desk.right.isVisible()
    assert list(out_of_place(person.window)) == []
    person.press("Down")
    person.press("Return")
    assert results.isVisible(), "the next place is a key away"
    person.desk.document.setFocus()
    person.press("2")
    person.wait(lambda: desk.checklist.isAncestorOf(person.at()))
    assert not results.isVisible(), "who goes to a card has put the places away"
    person.wait(lambda: desk.panes.widths == before)
    go(person, "the")
    found(person)
    person.press("Ctrl+5")
    assert results.isVisible()
    assert results.geometry().bottom() <= person.space.stack.geometry().top(), (
        "a screen that needs the width is beneath"
    )
    person.press("Ctrl+1")
    person.wait(lambda: not desk.left.isVisible())
    person.press("Ctrl+Shift+F")
    person.press("Escape")
    person.wait(lambda: desk.panes.widths == before)
    assert desk.left.isVisible()


@pytest.mark.thorough
def test_words_that_stand_in_the_field_are_searched_again(person: WorkingPerson) -> None:
    for _ in range(2):
        person.space.search_for("football")
        assert found(person)
        assert person.space.results.isVisible()
        person.space.results.leave()
        assert not person.space.results.isVisible()
