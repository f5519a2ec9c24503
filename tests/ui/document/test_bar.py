"""The bar above the document: one row, each tool in its place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget

from reviewer.ui.document.toolbar import Toolbar
from reviewer.ui.elided import begun, elided, words_left_out
from tests.scale import grid
from tests.ui.person import WorkingPerson

pytestmark = pytest.mark.shares_window


@pytest.mark.parametrize(
    ("name", "room", "shown"),
    [
        ("Boundaries policy.pdf", 30, "Boundaries policy.pdf"),
        ("Boundaries and relationships policy.pdf", 30, "Boundaries and…policy.pdf"),
        ("Boundaries and relationships policy.pdf", 21, "Boundaries…policy.pdf"),
        ("Boundaries and relationships policy.pdf", 20, "…policy.pdf"),
        ("Boundaries and relationships policy.pdf", 5, ""),
        ("integrity_plan_of_the_force_2031.docx", 24, "integrity_plan…2031.docx"),
        ("Uninterruptedlongname", 10, ""),
        ("", 10, ""),
    ],
)
def test_a_name_loses_whole_words_of_its_middle(name: str, room: int, shown: str) -> None:
    assert words_left_out(name, room, len) == shown


def test_of_a_name_letters_go_only_where_no_word_has_room(qapp: QApplication) -> None:
    metrics = QFontMetrics(qapp.font())
    room = metrics.horizontalAdvance("Boundaries…policy.pdf") + 1
    assert elided("Boundaries and relationships policy.pdf", metrics, room) == "Boundaries…policy.pdf"
    one_word = elided("uninterrupted" * 5 + ".pdf", metrics, room)
    assert one_word.endswith(".pdf")
    assert metrics.horizontalAdvance(one_word) <= room


def test_of_a_sentence_the_beginning_stays_by_whole_words(qapp: QApplication) -> None:
    metrics = QFontMetrics(qapp.font())
    words = "Preventing misuse of position: forces’ evidence"
    room = metrics.horizontalAdvance("Preventing misuse of position…") + 1
    assert begun(words, metrics, room) == "Preventing misuse of position…"
    assert begun(words, metrics, 10_000) == words
    assert metrics.horizontalAdvance(begun(words, metrics, 30)) <= 30


def places(person: WorkingPerson) -> dict[str, tuple[int, int]]:
    """Where the tools stand that every document has, and the page under them."""
    pane = person.desk.document
    bar = pane.toolbar
    tools: dict[str, QWidget] = {
        "find": bar.find_button, "view": bar.view_button, "larger": bar.larger, "smaller": bar.smaller,
        "zoom": bar.zoom, "next": bar.next, "previous": bar.previous, "number": bar.number,
    }  # fmt: skip
    found = {name: widget.mapTo(bar, QPoint(0, 0)) for name, widget in tools.items() if widget.isVisible()}
    found["foot"] = QPoint(bar.width(), bar.height())
    return {name: (at.x(), at.y()) for name, at in found.items()}


@pytest.mark.thorough
def test_tools_stand_at_one_place_for_every_kind_of_document(person: WorkingPerson) -> None:
    person.window.resize(1366, 768)
    seen: dict[str, dict[str, tuple[int, int]]] = {}
    for body in ("harrowdale", "thornwick", "penmarsh", "aberwen"):
        person.go_to_body(body)
        for row in person.view.documents:
            kind = row.name.rpartition(".")[2]
            if row.locked or row.problem or kind in seen:
                continue
            person.open_document(row.name)
            person.settle()
            person.qtbot.wait(30)
            if person.desk.document.ability.document:
                seen[kind] = places(person)
    assert len(seen) > 3, "several kinds"
    first = next(iter(seen.values()))
    assert "find" in first
    assert "next" in first
    for name, stand in seen.items():
        assert stand == first, name


@pytest.mark.thorough
@pytest.mark.parametrize("percent", grid([100, 200], ordinary=[200]))
def test_the_bar_is_two_rows_with_its_whole_name_in_sight_at_any_size(
    person: WorkingPerson, percent: int
) -> None:
    person.window.resize(1366, 768)
    person.window.preferences.choose_size(percent)
    person.go_to_body("harrowdale")
    person.open_document("Boundaries policy.pdf")
    person.settle()
    bar = person.desk.document.toolbar
    middles = {w.geometry().center().y() for w in (bar.number, bar.find_button, bar.view_button)}
    assert max(middles) - min(middles) <= 1
    assert bar.title.geometry().bottom() < min(middles)
    assert bar.height() < 3 * bar.find_button.height()
    letters = bar.title.fontMetrics()
    shown = words_left_out(bar.title.text(), bar.title.width(), letters.horizontalAdvance)
    assert shown == "Boundaries policy.pdf"


@pytest.mark.thorough
def test_tab_reaches_what_shift_tab_reaches(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    person.open_document("Boundaries policy.pdf")
    person.settle()
    pane, listed = person.desk.document, person.desk.documents.list

    def walked(start: QWidget, key: str, end: QWidget) -> list[QWidget]:
        person.focus(start)
        found: list[QWidget] = []
        while person.at() is not end:
            person.press(key)
            found.append(person.at())
            assert len(found) < 30
        return found[:-1]

    forward = walked(listed, "Tab", pane.page_view)
    assert walked(pane.page_view, "Shift+Tab", listed) == forward[::-1]
    rows = [(widget.mapTo(pane.toolbar, widget.rect().center()).y() // 8, widget.x()) for widget in forward]
    assert rows == sorted(rows), "as they stand in the bar"
    assert {pane.toolbar.as_text, pane.toolbar.number, pane.toolbar.find_button} <= set(forward)
    person.press("Tab")
    assert pane.isAncestorOf(person.at())
    person.focus(pane.page_view)
    person.press("Ctrl+F")
    assert pane.find_bar.isAncestorOf(person.at())
    opened = walked(listed, "Tab", pane.page_view)
    assert walked(pane.page_view, "Shift+Tab", listed) == opened[::-1]
    assert len(opened) > len(forward), "the find bar is on the way"


def rooms(bar: Toolbar) -> list[int]:
    """The room that is given to what has words or numbers of its own."""
    fixed = (bar.noun, bar.number, bar.of, bar.zoom)
    return [*(each.minimumWidth() for each in fixed), bar.title.minimumHeight(), bar.minimumHeight()]


@pytest.mark.thorough
def test_what_pages_are_called_is_not_measured_again_at_each_width_but_for_other_letters_it_is(
    person: WorkingPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.desk.document.clear("")  # what was asked of its document says nothing to the bar any more
    bar, measured = person.desk.document.toolbar, list[Toolbar]()
    bar.set_open(True)
    bar.set_labels(tuple(f"Annex {number}" for number in range(3000)))
    before, found = rooms(bar), Toolbar.fit

    def counted(of: Toolbar) -> None:
        measured.append(of)
        found(of)

    monkeypatch.setattr(Toolbar, "fit", counted)
    for width in (1366, 1000, 1200):
        person.window.resize(width, 768)
        person.qtbot.wait(20)
    bar.set_notes("+3 notes")
    assert not measured
    assert rooms(bar) == before
    person.window.preferences.choose_size(200)
    person.qtbot.wait(50)
    grown = rooms(bar)
    assert all(now > then for now, then in zip(grown, before, strict=True))
    bar.fit()
    assert rooms(bar) == grown, "what is measured when the letters change is what they are then"
