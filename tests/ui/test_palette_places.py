"""The palette finds bodies, documents, criteria and casebooks, and goes there with the focus where one works next."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from reviewer.desk import Home
from reviewer.ui.actions.palette import Palette
from reviewer.ui.actions.palette_groups import MORE, PaletteEntry
from reviewer.ui.actions.palette_rows import Heading
from tests.ui.person import Sits, WorkingPerson
from tests.ui.test_palette import Things, offered, palette

pytestmark = pytest.mark.shares_window


def said(shown: Palette) -> str:
    """What a screen reader is told of the chosen line."""
    return shown.field.accessibleDescription()


def choose(person: WorkingPerson, typed: str) -> None:
    palette(person, typed)
    person.press("Return")
    person.settle()


def within(person: WorkingPerson) -> bool:
    middle = person.desk.middle
    return middle.isAncestorOf(QApplication.focusWidget() or person.window)


@pytest.mark.thorough
def test_a_body_is_found_and_its_document_has_the_focus(person: WorkingPerson) -> None:
    person.press("Ctrl+3")
    shown = palette(person, "harrowd")
    assert offered(shown) == ["Forces", "Harrowdale Constabulary"]
    assert "of 5 judged" in said(shown) or "left" in said(shown) or "sign" in said(shown).lower()
    person.press("Return")
    person.wait(lambda: person.space.shown == "desk" and person.space.session.body == "harrowdale")
    person.wait(lambda: within(person))


@pytest.mark.thorough
def test_a_document_of_another_body_is_opened_with_the_focus_in_it(person: WorkingPerson) -> None:
    name = next(each for each in person.space.session.desk.reading.names() if each.body == "thornwick")
    assert person.space.session.body != "thornwick"
    shown = palette(person, name.name)
    assert shown.chosen is not None
    assert shown.chosen.offer.words == name.name
    assert said(shown) == f"{name.name}, Thornwick Constabulary"
    person.press("Return")
    session = person.space.session
    person.wait(lambda: session.document is not None and session.document.sha256 == name.sha256)
    assert person.space.session.body == "thornwick"
    person.wait(lambda: within(person))


def test_a_criterion_is_found_by_title_and_by_number_and_opens_its_card(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    criterion = person.space.session.desk.case.framework.criteria[2]
    shown = palette(person, criterion.title)
    assert shown.chosen is not None
    assert shown.chosen.offer.words == f"3 {criterion.title}"
    assert said(shown) == f"3 {criterion.title}, Thornwick Constabulary: Not judged"
    person.press("Return")
    person.wait(lambda: person.desk.checklist.open_key == criterion.key)
    assert person.card.isAncestorOf(QApplication.focusWidget() or person.window)


@pytest.mark.thorough
def test_an_empty_field_has_what_was_chosen_last_and_the_next_open_criterion(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    first = person.space.session.desk.case.framework.criteria[0]
    shown = palette(person)
    assert offered(shown) == ["Next", f"1 {first.title}"]
    assert said(shown).endswith("Thornwick Constabulary: Not judged")
    person.press("Return")
    person.wait(lambda: person.desk.checklist.open_key == first.key)
    choose(person, "matrix")
    choose(person, "harrowd")
    shown = palette(person)
    assert offered(shown)[:3] == ["Chosen last", "Harrowdale Constabulary", "Matrix"]
    assert offered(shown)[-2] == "Next"
    assert len(offered(shown)) < 10, "not all acts there are"


@pytest.mark.thorough
def test_what_was_chosen_last_is_known_at_the_next_start(sit_down: Sits, sample_home: Home) -> None:
    choose(sit_down(sample_home), "overview")
    again = sit_down(Home(sample_home.config, sample_home.resources, sample_home.data))
    assert offered(palette(again))[:2] == ["Chosen last", "Overview"]


@pytest.mark.thorough
def test_casebooks_opened_before_are_found_without_one_and_with_another(person: WorkingPerson) -> None:
    person.press("Ctrl+W")
    person.wait(lambda: person.window.workspace is None)
    shown = palette(person)
    assert offered(shown) == ["Casebooks", "sample"]
    person.press("Return")
    person.wait(lambda: person.window.workspace is not None and person.window.workspace.furnished)
    person.settle()
    assert "sample" not in offered(palette(person, "sample")), "it is the one that is open"


@pytest.mark.thorough
def test_of_five_thousand_documents_no_more_are_laid_out_than_anyone_reads(person: WorkingPerson) -> None:
    many = Things("Documents", tuple(f"Plan {number}.pdf" for number in range(5000)), [])
    shown = Palette(person.window.look, (many,), person.window)
    shown.open()
    person.dialog(Palette)
    person.type("plan")
    assert shown.count.text() == "5000 of 5000"
    assert shown.rows.rowCount() == 1 + MORE
    assert shown.rows.rows[0] == Heading("Documents", 5000 - MORE)
    person.press("Tab")
    assert shown.rows.rows[0] == Heading("Documents", 5000 - 2 * MORE)
    person.press("End")
    person.type(" 4999")
    assert [row.offer.words for row in shown.rows.rows if isinstance(row, PaletteEntry)] == ["Plan 4999.pdf"]


@pytest.mark.thorough
def test_what_can_not_be_done_is_not_among_what_was_chosen_last(person: WorkingPerson) -> None:
    choose(person, "find the criterion's terms")
    assert "Find the criterion's terms" not in offered(palette(person))
