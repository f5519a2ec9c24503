"""A document of another body is moved to it by typing its name, and brought back by one undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from reviewer.ui.desk.moving import MoveDialog
from tests.ui.person import WorkingPerson

ANOTHER = "Another body's plan."


def received(person: WorkingPerson, tmp_path: Path, *names: str) -> None:
    """Have files with these names received for the chosen body, and wait until they are listed."""
    for name in names:
        (tmp_path / name).write_text(f"{ANOTHER} It is called {name}.", encoding="utf-8")
    desk, body = person.space.session.desk, person.view.body.code
    desk.receiving.receive(body, [tmp_path / name for name in names])
    person.space.session.refresh()
    person.wait(lambda: set(names) <= set(listed(person)))


def listed(person: WorkingPerson) -> list[str]:
    return [row.name for row in person.view.documents]


@pytest.mark.thorough
def test_a_document_is_moved_by_typing_its_bodys_name_and_the_next_one_has_the_focus(
    person: WorkingPerson, tmp_path: Path
) -> None:
    person.go_to_body("harrowdale")
    received(person, tmp_path, "a stray.txt", "b next.txt")
    person.choose_document("a stray.txt")
    rows = listed(person)
    following = rows[rows.index("a stray.txt") + 1]
    person.press("Ctrl+Shift+G")
    dialog = person.dialog(MoveDialog)
    assert "a stray.txt" in dialog.windowTitle()
    assert QApplication.focusWidget() is dialog.field
    person.type("penm")
    assert [dialog.list.item(row).text() for row in range(dialog.list.count())] == [
        person.space.session.desk.body("penmarsh").name
    ]
    person.press("Return")
    assert QApplication.focusWidget() is dialog.reason
    person.type("Sent with the wrong letter.")
    person.press("Ctrl+Return")
    person.wait(lambda: person.gone(dialog))
    person.settle()
    assert "a stray.txt" not in listed(person)
    name = person.space.session.desk.body("penmarsh").name
    assert person.message == f"“a stray.txt” moved to {name}. Undo brings it back."
    assert person.at() is person.desk.documents.list
    chosen = person.space.session.document
    assert chosen is not None
    assert chosen.name == following
    assert person.desk.documents.current() == chosen
    person.press("Ctrl+Z")
    person.wait(lambda: "a stray.txt" in listed(person))
    assert person.message == f"Undone: a stray.txt moved to {name}."
    person.press("Ctrl+Shift+Z")
    person.wait(lambda: "a stray.txt" not in listed(person))
    person.go_to_body("penmarsh")
    assert "a stray.txt" in listed(person)


@pytest.mark.thorough
def test_several_are_moved_at_once_and_nothing_is_chosen_by_passing_through_the_list(
    person: WorkingPerson, tmp_path: Path
) -> None:
    person.go_to_body("harrowdale")
    received(person, tmp_path, "a one.txt", "b two.txt")
    person.choose_document("a one.txt")
    person.press("Shift+Down")
    assert [row.name for row in person.desk.documents.chosen] == ["a one.txt", "b two.txt"]
    person.press("Ctrl+Shift+G")
    dialog = person.dialog(MoveDialog)
    person.press("Tab")
    assert QApplication.focusWidget() is dialog.list
    person.press("Tab")
    assert QApplication.focusWidget() is dialog.reason
    person.type("Wrong letter.")
    person.press("Ctrl+Return")
    assert "belongs to" in dialog.complaint
    assert QApplication.focusWidget() is dialog.field
    person.type("nowhere at all")
    assert dialog.none.isVisible()
    assert "fits" in dialog.none.text()
    person.press("Escape")
    assert dialog.list.count() == len(person.space.session.lines) - 1, "not where they are already"
    person.press("Down")
    assert QApplication.focusWidget() is dialog.list
    code = dialog.code
    person.press("Return")
    person.press("Ctrl+Return")
    person.wait(lambda: person.gone(dialog))
    person.settle()
    assert not {"a one.txt", "b two.txt"} & {*listed(person)}
    person.go_to_body(code)
    assert {"a one.txt", "b two.txt"} <= {*listed(person)}


@pytest.mark.thorough
def test_what_a_passage_rests_on_is_not_moved_and_the_message_names_it(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    evidence = [kept for card in person.view.criteria.values() for kept in card.evidence]
    document = evidence[0].record.content.passage.document
    row = next(row for row in person.view.documents if row.sha256 == document)
    person.choose_document(row.name)
    person.press("Ctrl+Shift+G")
    dialog = person.dialog(MoveDialog)
    person.type("penm")
    person.press("Return")
    person.type("Wrong letter.")
    person.press("Ctrl+Return")
    person.wait(lambda: person.gone(dialog))
    person.settle()
    assert row.name in listed(person)
    assert "tied to" in person.message
    assert f"“{row.name}”" in person.message
