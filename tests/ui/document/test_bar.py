"""The bar above the document: one row, each tool in its place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from reviewer.ui.document.controls import words_left_out
from tests.ui.person import WorkingPerson


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


def test_tools_stand_at_one_place_for_every_kind_of_document(person: WorkingPerson) -> None:
    person.window.resize(1366, 768)
    seen: dict[str, dict[str, tuple[int, int]]] = {}
    for body in ("harrowdale", "thornwick", "penmarsh", "aberwen"):
        person.go_to_body(body)
        view = person.space.sitting.view
        assert view is not None
        for row in view.documents:
            if row.locked or row.problem:
                continue
            person.open_document(row.name)
            person.settle()
            person.qtbot.wait(30)
            if person.desk.document.ability.document:
                seen[row.name] = places(person)
    assert len({name.rpartition(".")[2] for name in seen}) > 3, "of several kinds"
    first = next(iter(seen.values()))
    assert "find" in first
    assert "next" in first
    for name, stand in seen.items():
        assert stand == first, name


def test_the_bar_is_one_row_with_its_name_in_sight(person: WorkingPerson) -> None:
    person.window.resize(1366, 768)
    person.go_to_body("harrowdale")
    person.open_document("Boundaries policy.pdf")
    person.settle()
    bar = person.desk.document.toolbar
    middles = {w.geometry().center().y() for w in (bar.title, bar.number, bar.find_button, bar.view_button)}
    assert max(middles) - min(middles) <= 1
    assert bar.height() < 2 * bar.find_button.height() + 6
    letters = bar.title.fontMetrics()
    shown = words_left_out(bar.title.text(), bar.title.width(), letters.horizontalAdvance)
    assert shown.endswith("policy.pdf")


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
    across = [widget.mapTo(pane, QPoint(0, 0)).x() for widget in forward]
    assert across == sorted(across), "as they stand in the bar"
    assert {pane.toolbar.as_text, pane.toolbar.number, pane.toolbar.find_button} <= set(forward)
    person.press("Tab")
    assert pane.isAncestorOf(person.at())
    person.focus(pane.page_view)
    person.press("Ctrl+F")
    assert pane.find_bar.isAncestorOf(person.at())
    opened = walked(listed, "Tab", pane.page_view)
    assert walked(pane.page_view, "Shift+Tab", listed) == opened[::-1]
    assert len(opened) > len(forward), "the find bar is on the way"
