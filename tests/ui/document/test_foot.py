"""What is told while one reads comes and goes beneath the page: no tool, no line and no page moves by it."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reviewer.model import DocumentText, Reason
from reviewer.model.problems import problem
from reviewer.ui.document.pane import DocumentPane
from tests.scale import grid
from tests.ui.document.conftest import ReaderPages
from tests.ui.person import WorkingPerson

PLAN = "".join(f"Clause {n} of the plan names the officers who answer for district {n}.\n" for n in range(12))


def stand(pane: DocumentPane) -> dict[str, QRect]:
    """Where tools, hint and what is read stand in the window."""

    def at(widget: QWidget) -> QRect:
        return QRect(widget.mapTo(pane.window(), QPoint(0, 0)), widget.size())

    bar = pane.toolbar
    found = {"bar": at(bar), "find": at(bar.find_button), "number": at(bar.number), "hint": at(pane.hint)}
    if pane.views.pages_shown:
        view = pane.page_view
        corner = view.viewport().mapTo(pane.window(), QPoint(0, 0))
        found["page"] = view.placement.rect_of(0).toRect().translated(corner)
    else:
        top = QTextCursor(pane.text_view.document())
        corner = pane.text_view.viewport().mapTo(pane.window(), QPoint(0, 0))
        found["line"] = pane.text_view.cursorRect(top).translated(corner)
    return found


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("percent", "keys"),
    grid(
        product((100, 200), ("Ctrl+0", "Ctrl+9", "Ctrl+T")),
        ordinary=[(100, "Ctrl+0"), (200, "Ctrl+9"), (200, "Ctrl+T")],
    ),
)
def test_a_new_version_that_is_told_of_while_one_reads_moves_nothing(
    person: WorkingPerson, tmp_path: Path, percent: int, keys: str
) -> None:
    person.window.resize(1366, 768)
    person.window.preferences.choose_size(percent)
    person.go_to_body("harrowdale")
    person.open_document("Boundaries policy.pdf")
    pane, notice = person.desk.document, person.desk.versions
    person.wait(lambda: pane.page_view.pages == 3)
    person.focus(pane.page_view)
    person.press(keys)
    person.settle()
    before = stand(pane)
    desk = person.space.session.desk
    for folder, name, day in (("a", "Plan.txt", 10), ("b", "Plan v2.txt", 24)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(PLAN.replace("Clause 3", f"Clause {day}"), encoding="utf-8")
        desk.receiving.receive("harrowdale", [tmp_path / folder / name], date(2025, 2, day))
    person.space.session.refresh()
    person.wait(notice.isVisible)
    person.settle()
    assert stand(pane) == before
    assert pane.isAncestorOf(person.at()), "nor does the focus"
    at = notice.mapTo(pane, QPoint(0, 0)).y()
    assert at >= pane.views.stack.mapTo(pane, QPoint(0, pane.views.stack.height())).y(), "it covers nothing"
    person.press("Tab")
    assert person.at() is notice.compare, "after the page comes what is told beneath it"
    person.press("Shift+Tab")
    assert pane.isAncestorOf(person.at())
    assert not notice.isAncestorOf(person.at())
    person.click(notice.no)
    person.wait(lambda: not notice.isVisible())
    person.settle()
    assert stand(pane) == before


@pytest.mark.thorough
@pytest.mark.parametrize("fit", ["width", "page"])
def test_why_only_a_part_is_read_moves_no_page(
    pane: DocumentPane,
    pages: ReaderPages,
    letter_pdf: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    fit: str,
) -> None:
    sha, text = pages.add(letter_pdf)
    whole, read = pages.text, threading.Event()

    def late(document: str) -> DocumentText:
        read.wait(20)
        return replace(whole(document), problem=problem(Reason.READER_DIED_TWICE, page=3))

    monkeypatch.setattr(pages, "text", late)
    pane.show_document(sha, "plan.pdf", "pdf")
    qtbot.waitUntil(lambda: pane.page_view.pages == len(text.parts), timeout=20_000)
    if fit == "page":
        pane.action_list.run("document.fit_page")
    qtbot.wait(50)
    before = stand(pane)
    read.set()
    qtbot.waitUntil(pane.also.problem.isVisible, timeout=20_000)
    qtbot.wait(50)
    assert stand(pane) == before
    pane.action_list.run("document.fit_page")
    page, view = pane.page_view.placement.rect_of(0), pane.page_view.viewport()
    assert page.height() <= view.height(), "who asks for a whole page has all of it above the line"


@pytest.mark.thorough
def test_a_page_that_is_fitted_whole_stays_as_large_when_words_on_it_are_selected(
    person: WorkingPerson,
) -> None:
    person.window.resize(1366, 768)
    person.go_to_body("harrowdale")
    person.open_document("Boundaries policy.pdf")
    pane = person.desk.document
    person.wait(lambda: pane.page_view.content.shown.letters(0) is not None)
    person.focus(pane.page_view)
    person.press("Ctrl+9")
    person.settle()
    before = pane.page_view.placement.rect_of(0)
    person.press("S")
    assert pane.selection() is not None
    person.settle()
    assert pane.page_view.placement.rect_of(0) == before, "the criteria’s keys take more room than the hint"
