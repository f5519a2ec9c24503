"""The pages of an Office document, asked for and looked at in the real window."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.documents.office.converting import Office
from reviewer.documents.reader import landlock
from tests.ui.person import WorkingPerson

NAME = "Integrity unit review.docx"


@pytest.fixture
def reading(person: WorkingPerson) -> WorkingPerson:
    """Someone who has the review open, as text."""
    session = person.space.session
    session.choose_body("harrowdale")
    person.settle()
    session.choose_document(next(row for row in person.view.documents if row.name == NAME))
    person.wait(lambda: "What we asked" in person.desk.document.text_view.toPlainText())
    return person


@pytest.mark.thorough
def test_pages_are_drawn_beside_the_work(reading: WorkingPerson, tool: Callable[[str], str]) -> None:
    tool("soffice")
    if not landlock.version():
        pytest.skip("this kernel has no Landlock, without which LibreOffice is not started")
    pane = reading.desk.document
    pane.action_list.run("document.drawn")
    assert pane.text_view.isVisible()
    reading.qtbot.waitUntil(lambda: pane.page_view.isVisible() and pane.page_view.pages == 1, timeout=90_000)
    assert pane.selection() is None
    pane.action_list.run("document.drawn")
    assert pane.text_view.isVisible()


def test_without_libreoffice_the_window_says_so_and_keeps_the_text(reading: WorkingPerson) -> None:
    space = reading.space
    pane, said = reading.desk.document, list[str]()
    space.session.desk.pages.drawn._given = Office(look=lambda: None)  # noqa: SLF001 - as on a machine without it
    space.session.messages.problem_raised.connect(said.append)
    pane.action_list.run("document.drawn")
    reading.wait(lambda: bool(said))
    assert said[0].startswith("Page images need LibreOffice, which is not installed. Read its text instead")
    assert pane.text_view.isVisible()
    assert not pane.toolbar.as_pages.isChecked()
