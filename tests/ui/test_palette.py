"""The palette: typed, chosen by keys, and the focus is back where it was."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication

from reviewer.model import Stance
from reviewer.ui.actions.palette import Palette
from reviewer.ui.actions.palette_groups import Offer, PaletteEntry
from reviewer.ui.actions.palette_rows import Heading
from reviewer.ui.checklist.quotes import QuoteRow
from tests.ui.person import WorkingPerson


def palette(person: WorkingPerson, typed: str = "") -> Palette:
    person.press("Ctrl+K")
    shown = person.dialog(Palette)
    person.type(typed)
    return shown


def offered(shown: Palette) -> list[str]:
    return [str(shown.rows.index(row).data()) for row in range(shown.rows.rowCount())]


@pytest.mark.thorough
def test_the_palette_finds_does_and_gives_the_focus_back(person: WorkingPerson) -> None:
    listed = person.desk.documents.list
    person.focus(listed)
    shown = palette(person, "intake")
    assert offered(shown)[:2] == ["Acts", "Intake from many"]
    assert "of" in shown.count.text()
    person.press("Escape")
    person.wait(lambda: person.gone(shown))
    assert QApplication.focusWidget() is listed
    palette(person, "intake")
    person.press("Return")
    person.wait(lambda: person.space.shown == "intake")


def test_what_can_not_be_done_stands_last_and_says_why(person: WorkingPerson) -> None:
    shown = palette(person, "selection")
    can = [not row.offer.why_not for row in shown.rows.rows if isinstance(row, PaletteEntry)]
    assert can == sorted(can, reverse=True)
    assert set(can) == {True, False}
    person.press("Up")
    for _ in shown.rows.rows:
        person.press("Down")
    assert shown.chosen is not None
    why = shown.chosen.offer.why_not
    assert why
    assert why in shown.field.accessibleDescription()
    person.press("Return")
    person.wait(lambda: person.message == why)


@dataclass(frozen=True)
class Things:
    """Another kind of thing to find: one group, and nothing else."""

    title: str
    names: tuple[str, ...]
    chosen: list[str]

    def offers(self) -> tuple[Offer, ...]:
        return tuple(Offer(name, partial(self.chosen.append, name), state="here") for name in self.names)


def test_other_kinds_of_things_come_as_groups(person: WorkingPerson) -> None:
    chosen: list[str] = []
    forces = Things("Forces", tuple(f"Northern force {number}" for number in range(1, 12)), chosen)
    papers = Things("Documents", ("Letter to the north.pdf", "Plan.pdf"), chosen)
    shown = Palette(person.window.look, (papers, forces), person.window)
    shown.open()
    person.dialog(Palette)
    person.type("north")
    heads = [row for row in shown.rows.rows if isinstance(row, Heading)]
    assert heads == [Heading("Forces", 7), Heading("Documents", 0)], "the best match first, four of a group"
    assert shown.rows.rowCount() == 2 + 4 + 1
    person.press("Down")
    assert shown.chosen is not None
    assert shown.chosen.offer.words == "Northern force 2"
    person.press("Tab")
    assert shown.rows.rowCount() == 2 + 11 + 1, "Tab shows the rest"
    assert shown.chosen.offer.words == "Northern force 2"
    person.press("Tab")
    assert shown.chosen.offer.words == "Letter to the north.pdf"
    person.press("Shift+Tab")
    assert shown.chosen.offer.words == "Northern force 1"
    person.press("Return")
    person.wait(lambda: chosen == ["Northern force 1"])


def test_without_a_casebook_nothing_is_searched(person: WorkingPerson) -> None:
    person.press("Ctrl+W")
    shown = palette(person, "xylophone")
    assert shown.nothing.text() == "Nothing is called so."
    person.press("Return")
    assert shown.isVisible()
    person.press("Escape")
    person.wait(lambda: person.gone(shown))


def test_nothing_is_called_so_and_enter_searches_the_documents(person: WorkingPerson) -> None:
    shown = palette(person, "xylophone")
    assert shown.nothing.text() == "Nothing is called so. Enter searches the documents for it."
    assert shown.nothing.isVisible()
    person.press("Return")
    person.wait(lambda: person.space.bar.search.text() == "xylophone")
    assert QApplication.focusWidget() is person.space.bar.search


@pytest.mark.thorough
def test_a_passage_in_focus_is_turned_from_the_palette(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    person.desk.checklist.open_number(2)
    row = person.inside.quotes.findChildren(QuoteRow)[0]
    person.wait(row.isVisible)
    person.focus(row)
    palette(person, "contradicts")
    person.press("Return")
    person.wait(lambda: person.view.criteria["unit"].evidence[0].record.content.stance is Stance.CONTRADICTS)
