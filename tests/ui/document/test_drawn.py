"""Pages that LibreOffice drew of a document that has none: asked for, looked at, and left for the text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reviewer.model import DocumentText, Problem, Reason
from reviewer.ui.document.pane import DocumentPane
from tests.ui.document.conftest import ReaderPages
from tests.unit.documents.test_beside_the_text import run, word

Show = Callable[[Path], DocumentText]
NAME = "drawn pages"
BODY = "".join(f"<w:p>{run(f'Paragraph {number} of the plan.')}</w:p>" for number in range(40))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.docx"
    path.write_bytes(word(BODY))
    return path


@pytest.fixture
def opened(pane: DocumentPane, pages: ReaderPages, plan: Path, root: Path, qtbot: QtBot) -> str:
    """The plan as text in the pane; its drawn pages (two of some PDF) can be had by ``NAME``."""
    document, text = pages.add(plan)
    pages.paths[NAME] = sample_pdf(root)
    pane.show_document(document, plan.name, text.kind, text)
    qtbot.waitUntil(lambda: "Paragraph 39" in pane.text_view.toPlainText())
    return document


def sample_pdf(root: Path) -> Path:
    return next(iter(sorted((root / "resources/samples").rglob("*.pdf"))))


def draw(pane: DocumentPane, document: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.drawn_wanted) as asked:
        pane.toolbar.as_pages.click()
    assert asked.args == [document]
    with qtbot.waitSignal(pane.page_view.ready):
        pane.show_drawn(document, NAME)


def test_pages_are_asked_for_and_shown_when_they_are_made(
    pane: DocumentPane, opened: str, qtbot: QtBot
) -> None:
    assert pane.toolbar.as_pages.isVisible()
    with qtbot.waitSignal(pane.drawn_wanted):
        pane.action_list.run("document.drawn")
    assert pane.toolbar.as_pages.isChecked()
    assert "Making pages" in pane.hint.other.text()
    assert pane.text_view.isVisible()  # reading goes on meanwhile
    with qtbot.waitSignal(pane.page_view.ready):
        pane.show_drawn(opened, NAME)
    assert pane.page_view.isVisible()
    assert pane.page_view.accessibleName() == "Pages drawn by LibreOffice, to look at only"
    assert "To look at only. Ctrl+Shift+T" in pane.hint.other.text()
    pane.action_list.run("document.drawn")
    assert pane.text_view.isVisible()
    assert not pane.toolbar.as_pages.isChecked()
    assert pane.page_view.accessibleName() == "Document pages"


def test_what_needs_words_goes_back_to_the_text(pane: DocumentPane, opened: str, qtbot: QtBot) -> None:
    draw(pane, opened, qtbot)
    pane.go_to("s1", 0, 9)  # a mark, or a hit of the search over everything
    assert pane.text_view.isVisible()
    assert not pane.switches.drawn.on
    draw(pane, opened, qtbot)
    pane.controller.find_selected()
    assert pane.text_view.isVisible()
    pane.search.close()
    draw(pane, opened, qtbot)
    pane.toolbar.as_text.toggle()
    assert pane.text_view.isVisible()


def test_the_strip_leads_through_what_is_shown(pane: DocumentPane, opened: str, qtbot: QtBot) -> None:
    def offered() -> list[str]:
        return [pane.strip.tabText(at) for at in range(pane.strip.count()) if pane.strip.isTabVisible(at)]

    assert offered() == ["Parts"]
    draw(pane, opened, qtbot)
    assert offered() == ["Pages", "Outline"]
    assert pane.strip.thumbnails.pages.rowCount() == pane.page_view.pages
    pane.drawing.leave()
    assert offered() == ["Parts"]


def test_a_place_on_a_drawn_page_is_never_told(pane: DocumentPane, opened: str, qtbot: QtBot) -> None:
    told: list[str] = []
    draw(pane, opened, qtbot)
    pane.place_changed.connect(told.append)
    pane.leaps.show_page(pane.page_view.pages - 1)
    qtbot.wait(50)
    assert told == []
    assert pane.selection() is None


def test_pages_that_come_too_late_are_not_shown(
    pane: DocumentPane, pages: ReaderPages, opened: str, tmp_path: Path, qtbot: QtBot
) -> None:
    pane.action_list.run("document.drawn")
    other = tmp_path / "other.docx"
    other.write_bytes(word(f"<w:p>{run('Another one.')}</w:p>"))
    document, text = pages.add(other)
    pane.show_document(document, other.name, text.kind, text)
    pane.show_drawn(opened, NAME)
    assert pane.text_view.isVisible()
    assert not pane.toolbar.as_pages.isChecked()


def test_where_they_cannot_be_made_the_text_stays(pane: DocumentPane, opened: str) -> None:
    pane.action_list.run("document.drawn")
    pane.refuse_drawn(opened)
    assert pane.text_view.isVisible()
    assert not pane.toolbar.as_pages.isChecked()
    assert "Making" not in pane.hint.other.text()


def test_one_that_cannot_be_read_can_still_be_looked_at(
    pane: DocumentPane, pages: ReaderPages, plan: Path, root: Path, qtbot: QtBot
) -> None:
    document, _text = pages.add(plan)
    pages.paths[NAME] = sample_pdf(root)
    refused = DocumentText(document, "doc", "", problem=Problem(Reason.OLD_WORD_UNKNOWN))
    pane.show_document(document, plan.name, "doc", refused)
    assert "not read here" in pane.message.text()
    draw(pane, document, qtbot)
    assert pane.page_view.isVisible()
    pane.action_list.run("document.drawn")
    assert pane.message.isVisible()


def test_a_document_with_pages_of_its_own_is_not_drawn(show: Show, pane: DocumentPane, root: Path) -> None:
    show(sample_pdf(root))
    assert not pane.toolbar.as_pages.isVisible()
    assert pane.action_list.why_not("document.drawn")
