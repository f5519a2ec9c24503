"""What could not be read, on one screen: a key for each piece, its picture beside it, and nothing ticked that still waits."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from reviewer.casebook import PageBoxes
from reviewer.desk import Home
from reviewer.model import Part, Span
from reviewer.ui.pieces.ask_force import AskDialog
from reviewer.ui.pieces.screen import PiecesScreen
from tests.no_recognition import without_recognition
from tests.scale import grid
from tests.ui.person import Sits, WorkingPerson
from tests.ui.unread_pieces import made_unread, unread

__all__ = ["made_unread", "unread"]


@pytest.fixture
def who(unread: Home, sit_down: Sits) -> WorkingPerson:
    """At the wall of Thornwick's pieces."""
    someone = sit_down(unread)
    someone.go_to_body("thornwick")
    someone.press("Ctrl+6")
    found = screen(someone)
    someone.wait(lambda: found.controller.model.rowCount() == 4)
    return someone


def screen(who: WorkingPerson) -> PiecesScreen:
    return who.screen(PiecesScreen, "pieces")


def titles(who: WorkingPerson) -> list[str]:
    model = screen(who).controller.model
    return [str(model.data(model.index(row))) for row in range(model.rowCount())]


def at(who: WorkingPerson) -> str:
    piece = screen(who).view.wall.current()
    assert piece
    return f"{piece.name} {piece.label}".strip()


def states(who: WorkingPerson) -> list[str]:
    pieces = screen(who).controller.model.pieces
    return [
        "seen" if p.seen else "typed" if p.transcribed else "waits" if p.waits else "left" for p in pieces
    ]


@pytest.mark.thorough
def test_all_that_could_not_be_read_is_there_with_what_is_left(who: WorkingPerson) -> None:
    assert titles(who) == ["written.pdf, page 1", "written.pdf, page 2", "locked.pdf", "waits.pdf, page 1"]
    assert who.at() is screen(who).view.wall
    assert screen(who).view.counted.text() == "0 of 3 looked at"
    who.wait(lambda: len(screen(who).controller.model.pictures) == 3)  # a locked one shows nothing


@pytest.mark.thorough
def test_a_key_a_piece_and_on_to_the_next(who: WorkingPerson) -> None:
    assert at(who) == "written.pdf page 1"
    who.press("S")
    who.wait(lambda: states(who)[0] == "seen")
    assert at(who) == "written.pdf page 2"
    assert screen(who).view.counted.text() == "1 of 3 looked at"
    who.press("Ctrl+Z")
    who.wait(lambda: states(who)[0] == "left")


def test_what_waits_for_recognition_cannot_be_ticked(who: WorkingPerson) -> None:
    for _ in range(3):
        who.press("Right")
    assert at(who) == "waits.pdf page 1"
    who.press("S")
    who.wait(lambda: True)
    assert states(who)[3] == "waits"
    assert "waits for recognition" in screen(who).controller.why_not_see()


@pytest.mark.thorough
def test_what_is_typed_is_found_and_can_be_taken_back(who: WorkingPerson) -> None:
    who.press("T")
    card = screen(who).view.card
    assert who.at() is card.text
    who.type("Spoke to the refuge manager.")
    who.press("Ctrl+Return")
    who.wait(lambda: states(who)[0] == "typed")
    assert who.at() is screen(who).view.wall
    desk = who.space.session.desk
    who.wait(
        lambda: (
            [hit.place for hit in desk.session.casebook.index.search('"refuge manager"')]
            == ["p1/transcribed"]
        )
    )
    screen(who).controller.go_to(screen(who).controller.model.pieces[0].key)
    who.press("Delete")
    who.wait(lambda: states(who)[0] == "left")
    who.wait(lambda: not desk.session.casebook.index.search('"refuge manager"'))


@pytest.mark.thorough
def test_what_is_being_typed_is_lost_by_nothing_that_happens_meanwhile(who: WorkingPerson) -> None:
    card, space = screen(who).view.card, who.space
    for _ in range(3):
        who.press("Right")
    waits = screen(who).view.wall.current()
    assert waits
    who.press("T")
    who.type("Beds: fourteen")
    read = Part(waits.place, waits.label, "Beds: 14", recognised=True, confidence=90)
    space.session.desk.session.casebook.index.pages.put(
        waits.document, read, PageBoxes(bytes(16 * len(read.text)), 595, 842), "tesseract-5/1"
    )
    space.session.refresh()
    who.wait(lambda: screen(who).view.counted.text().startswith("0 of 3"))
    who.settle()
    assert (at(who), card.text.toPlainText(), card.is_writing) == ("waits.pdf page 1", "Beds: fourteen", True)
    who.press("Ctrl+1")
    space.session.refresh()
    who.settle()
    assert card.text.toPlainText() == "Beds: fourteen"


@pytest.mark.thorough
def test_what_was_begun_is_there_when_one_comes_back_to_the_piece(who: WorkingPerson) -> None:
    card = screen(who).view.card
    first, second = screen(who).controller.model.pieces[:2]
    who.press("T")
    who.type("Half a sen")
    screen(who).controller.go_to(second.key)
    assert (card.is_writing, card.text.toPlainText()) == (False, "")
    screen(who).controller.go_to(first.key)
    assert (card.is_writing, card.text.toPlainText()) == (True, "Half a sen")
    who.focus(card.text)
    who.press("Ctrl+Return")
    who.wait(lambda: states(who)[0] == "typed")
    assert not card.is_writing


@pytest.mark.thorough
def test_one_kind_or_one_document_is_shown_alone(who: WorkingPerson) -> None:
    listed = screen(who).view.side.list
    who.focus(listed)
    who.press("Down")
    who.wait(lambda: len(titles(who)) == 2)  # writing that was not recognised
    who.press("Down")
    who.wait(lambda: titles(who) == ["locked.pdf"])


@pytest.mark.thorough
def test_a_piece_opens_in_its_document_and_back_is_at_it(who: WorkingPerson) -> None:
    who.press("Right")
    who.press("Return")
    who.wait(lambda: who.space.shown == "desk")
    who.wait(lambda: (chosen := who.space.session.document) is not None and chosen.name == "written.pdf")
    who.space.back()
    assert who.space.shown == "pieces"
    assert at(who) == "written.pdf page 2"


def test_full_size_and_back(who: WorkingPerson) -> None:
    view = screen(who).view
    who.wait(lambda: len(screen(who).controller.model.pictures) == 3)
    who.press("Space")
    assert who.at() is view.full
    who.press("Space")
    assert who.at() is view.wall


@pytest.mark.thorough
def test_a_body_of_which_all_was_read_says_so(who: WorkingPerson) -> None:
    desk = who.space.session.desk
    read = next(body.code for body in desk.case.bodies if not desk.pieces.of(body.code))
    who.space.session.choose_body(read)
    who.wait(screen(who).view.nothing.isVisible)
    assert "nothing to look at" in screen(who).view.nothing.text()


def test_what_is_locked_is_not_ticked_and_says_what_opens_it(who: WorkingPerson) -> None:
    for _ in range(2):
        who.press("Right")
    assert at(who) == "locked.pdf"
    for keys in ("S", "Ctrl+Return"):
        who.press(keys)
        assert states(who)[2] == "left"
    card = screen(who).view.card
    assert not card.see.isVisible()
    assert card.open.isVisible()
    assert "P opens it with its password" in who.message
    who.press("P")
    assert who.at() is who.desk.locked.field


def test_a_body_without_a_document_in_the_review_is_not_said_to_be_read(who: WorkingPerson) -> None:
    desk = who.space.session.desk
    for row in desk.reading.documents("thornwick"):
        desk.receiving.include("thornwick", row.sha256, "Not ours", included=False)
    who.space.session.refresh()
    who.wait(lambda: "None of its documents is in the review" in screen(who).view.nothing.text())


@pytest.mark.thorough
@pytest.mark.parametrize("percent", grid([100, 200], ordinary=[200]))
def test_neither_the_bar_nor_the_card_is_cut_on_the_wall(who: WorkingPerson, percent: int) -> None:
    desk = who.space.session.desk
    key = desk.case.framework.criteria[0].key
    desk.judging.absence("thornwick", key)
    who.window.look.choose(who.window.look.theme, percent)
    who.space.session.refresh()
    view = screen(who).view
    who.wait(lambda: view.card.absences.row.count() > 1)
    inside = view.card.absences.parentWidget()
    assert inside is not None
    area = inside.parentWidget()
    assert area is not None
    who.wait(lambda: inside.width() <= area.width())
    bar = who.space.bar
    read = next(body.code for body in desk.case.bodies if not desk.pieces.of(body.code))
    who.space.session.choose_body(read)
    who.wait(view.nothing.isVisible)
    who.wait(lambda: bar.height() >= bar.sizeHint().height())


@pytest.mark.thorough
def test_groups_stand_under_headings_that_count_what_was_looked_at(who: WorkingPerson) -> None:
    wall = screen(who).view.wall
    assert [words.split("  ")[0] for words in wall.headings()] == [
        "Writing not recognised", "Locked", "Waiting for recognition",
    ]  # fmt: skip
    assert wall.headings()[0].endswith("0 of 2 looked at")
    who.press("S")
    who.wait(lambda: wall.headings()[0].endswith("1 of 2 looked at"))


@pytest.mark.thorough
def test_keys_go_over_the_wall_and_never_leave_the_tile_out_of_view(who: WorkingPerson) -> None:
    wall = screen(who).view.wall
    who.press("End")
    assert at(who) == "waits.pdf page 1"
    assert wall.viewport().rect().contains(wall.visualRect(wall.currentIndex()))
    who.press("Home")
    assert at(who) == "written.pdf page 1"
    for size in ("+", "-", "-"):
        who.press(size)
        assert wall.viewport().rect().contains(wall.visualRect(wall.currentIndex()))
    assert wall.size_number == 0
    who.press("Tab")
    assert who.at() is not wall
    who.press("Shift+Tab")
    assert who.at() is wall


@pytest.mark.thorough
def test_who_listens_hears_each_tile_and_the_one_they_are_at(who: WorkingPerson) -> None:
    wall = screen(who).view.wall
    told = QAccessible.queryAccessibleInterface(wall)
    tiles = [told.child(row) for row in range(told.childCount())]
    assert [tile.text(QAccessible.Text.Name).partition(". ")[0] for tile in tiles] == titles(who)
    assert all(tile.text(QAccessible.Text.Name).endswith(".") for tile in tiles), "and what became of it"
    who.press("Right")
    assert told.focusChild().text(QAccessible.Text.Name).startswith("written.pdf, page 2. ")
    assert [tile.state().focused for tile in tiles] == [False, True, False, False]


@pytest.mark.thorough
def test_who_listens_is_told_of_each_tile_that_they_come_to(
    who: WorkingPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[QAccessible.Event, int]] = []
    listens = SimpleNamespace(
        Event=QAccessible.Event,
        isActive=lambda: True,
        updateAccessibility=lambda event: told.append((event.type(), event.child())),
    )
    monkeypatch.setattr("reviewer.ui.pieces.wall.QAccessible", listens)
    for keys in ("Right", "End", "Tab", "Shift+Tab"):
        who.press(keys)
    assert told == [(QAccessible.Event.Focus, row) for row in (1, 3, 3)]


def _whole(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect().height() == widget.height()


@pytest.mark.thorough
@pytest.mark.parametrize("percent", [200])
def test_each_act_of_the_card_is_in_view_when_tab_comes_to_it(who: WorkingPerson, percent: int) -> None:
    assert who.window.look.percent == percent
    card = screen(who).view.card
    for act in (card.see, card.write, card.ask, card.open):
        act.setFocus()
        who.wait(partial(_whole, act))


@pytest.mark.thorough
def test_the_sender_is_asked_by_a_note_that_is_copied_or_written_and_nothing_is_recorded(
    who: WorkingPerson, tmp_path: Path
) -> None:
    position = who.space.session.desk.session.position
    wall = screen(who).view.wall
    who.press("A")
    dialog = who.dialog(AskDialog)
    who.wait(lambda: "written.pdf, page 1:" in dialog.text.toPlainText())
    assert "page 2" not in dialog.text.toPlainText()
    dialog.which.setCurrentIndex(1)
    who.wait(lambda: "written.pdf, page 1; page 2:" in dialog.text.toPlainText())
    assert "waits.pdf" not in "".join(dialog.list.item(row).text() for row in range(dialog.list.count()))
    dialog.list.setFocus()
    who.press("Space")
    who.wait(lambda: "page 1" not in dialog.text.toPlainText())
    assert [piece.label for piece in dialog.ticked] == ["page 2"]
    who.click(dialog.copy)
    assert "written.pdf, page 2:" in QGuiApplication.clipboard().text()
    who.press("Escape")
    who.wait(lambda: who.gone(dialog))
    who.wait(lambda: who.at() is wall)
    assert who.space.session.desk.session.position == position
    assert states(who) == ["left", "left", "left", "waits"]


@pytest.mark.thorough
def test_with_nothing_ticked_there_is_no_note_to_copy(who: WorkingPerson) -> None:
    who.press("A")
    dialog = who.dialog(AskDialog)
    who.wait(dialog.copy.isEnabled)
    dialog.list.currentItem().setCheckState(Qt.CheckState.Unchecked)
    who.wait(lambda: not dialog.copy.isEnabled())
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    dialog.reject()


@pytest.mark.thorough
def test_what_waits_cannot_be_asked_for(who: WorkingPerson) -> None:
    who.press("End")
    assert "may yet be read" in screen(who).controller.why_not_ask()


@pytest.mark.thorough
def test_a_document_leads_to_what_of_it_was_not_read_on_the_page_in_view(who: WorkingPerson) -> None:
    second = screen(who).controller.model.pieces[1]
    who.space.go("desk", {"body": "thornwick", "place": Span(second.document, "p2"), "focus": True})
    who.wait(lambda: who.desk.place == "p2")
    who.press("Ctrl+U")
    who.wait(lambda: who.space.shown == "pieces" and len(titles(who)) == 2)
    assert at(who) == "written.pdf page 2"


@pytest.mark.thorough
def test_where_nothing_is_recognised_the_wall_says_so(who: WorkingPerson) -> None:
    assert not screen(who).view.warning.isVisible()
    with without_recognition(who.space.session.desk.session.home):
        who.space.session.refresh()
        who.wait(screen(who).view.warning.isVisible)
        assert "look at each by eye" in screen(who).view.warning.text()


@pytest.mark.thorough
def test_escape_leaves_the_field_and_full_size_for_the_wall_and_loses_nothing(who: WorkingPerson) -> None:
    view = screen(who).view
    who.press("T")
    who.type("Half a sen")
    who.press("Escape")
    assert (who.at(), view.card.is_writing) == (view.wall, False)
    who.space.session.refresh()
    who.settle()
    who.press("T")
    assert (who.at(), view.card.text.toPlainText()) == (view.card.text, "Half a sen")
    who.press("Escape")
    who.wait(lambda: len(screen(who).controller.model.pictures) == 3)
    who.press("Space")
    assert who.at() is view.full
    who.press("Escape")
    assert who.at() is view.wall
