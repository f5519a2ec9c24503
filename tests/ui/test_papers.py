"""The list of documents: what each line says of where a document came from and what else is in it."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from itertools import chain, pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QMenu

from reviewer.desk.display import DocumentRow
from reviewer.model import Note, NoteCode, Problem, Reason
from reviewer.ui.words import document_detail, document_details
from tests.said import notes_said
from tests.ui.person import WorkingPerson

RTF = rb"{\rtf1 All staff are vetted.{\v  Not the drivers.}}"


def made_zip(path: Path) -> Path:
    """An archive with a policy in a folder and a message that carries a text."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@force.example", "b@force.example", "The plan"
    message.set_content("The plan is attached.")
    message.add_attachment("Briefings are held.", filename="plan.txt")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("policies/vetting.rtf", RTF)
        archive.writestr("mail/cover.eml", message.as_bytes())
    path.write_bytes(packed.getvalue())
    return path


def said(person: WorkingPerson) -> dict[str, str]:
    """Return what the list says of each document, by its name."""
    model = person.desk.documents.list.model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    return {
        str(row.data()): str(row.data(Qt.ItemDataRole.AccessibleTextRole)).partition(". ")[2] for row in rows
    }


@pytest.mark.thorough
def test_what_was_unpacked_says_in_what_it_came(person: WorkingPerson, tmp_path: Path) -> None:
    session = person.space.session
    before = set(said(person))
    session.desk.receiving.receive(session.body, [made_zip(tmp_path / "submission.zip")])
    session.refresh()
    person.settle()
    lines = {name: line for name, line in said(person).items() if name not in before}
    assert set(lines) == {"submission.zip", "vetting.rtf", "cover.eml", "plan.txt"}
    assert " in " not in lines["submission.zip"], "a file of its own"
    assert "· in submission.zip/policies" in lines["vetting.rtf"]
    assert "· in submission.zip/mail" in lines["cover.eml"]
    assert "· in submission.zip/mail/cover.eml" in lines["plan.txt"]
    assert lines["vetting.rtf"].endswith("· +1 note")
    shown = person.desk.document.text_view
    for row in session.view.documents if session.view else ():
        if row.name in lines:
            session.choose_document(row)
            person.wait(lambda: shown.isVisible() and bool(shown.toPlainText()))


@pytest.mark.thorough
def test_a_locked_file_in_an_archive_says_both(person: WorkingPerson, tmp_path: Path, shared: Path) -> None:
    locked = shared / "corpus/docx/bug53475-password-is-pass.docx"
    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(locked, "locked.docx")
    session = person.space.session
    session.desk.receiving.receive(session.body, [path])
    session.refresh()
    person.settle()
    assert "password" in said(person)["locked.docx"]
    assert "It came in two.zip." in said(person)["locked.docx"]


@pytest.mark.thorough
def test_what_cant_be_read_still_says_what_else_is_in_it(person: WorkingPerson, shared: Path) -> None:
    session, pane = person.space.session, person.desk.document
    session.desk.receiving.receive(session.body, [shared / "corpus/pdf-malformed/378014596.pdf"])
    session.refresh()
    person.settle()
    person.focus(pane)
    person.press("F9")
    (row,) = [row for row in session.view.documents if row.name == "378014596.pdf"] if session.view else []
    assert row.also
    session.choose_document(row)
    person.wait(pane.toolbar.notes.isVisible)
    session.choose_document(replace(row, pages=0))
    assert f"What else is in this file:\n{notes_said(row.also)[0]}" in pane.message.text()
    assert not pane.strip.isVisible(), "there is nothing to leap by"


def test_the_view_menu_has_what_can_be_done_to_the_document(person: WorkingPerson) -> None:
    def can_be_done() -> dict[str, bool]:
        view = next(menu for menu in person.window.menuBar().actions() if menu.text() == "&View").menu()
        assert isinstance(view, QMenu)
        (inner,) = [action.menu() for action in view.actions() if action.text() == "D&ocument"]
        assert isinstance(inner, QMenu)
        inner.aboutToShow.emit()
        return {action.text(): action.isEnabled() for action in inner.actions() if action.text()}

    assert {"What else is in this file", "Pages, parts and outline"} <= set(can_be_done())
    person.wait(lambda: can_be_done()["Pages, parts and outline"])
    person.press("Ctrl+W")
    assert not any(can_be_done().values()), "without a document there is nothing to do to it"


def test_no_two_acts_want_the_same_key(person: WorkingPerson) -> None:
    window = person.window
    keys = [
        each.toString()
        for action in window.findChildren(QAction)
        for each in action.shortcuts()
        if action.shortcutContext() != Qt.ShortcutContext.WidgetShortcut  # those only show the key
    ]
    pressed = chain.from_iterable(map(QShortcut.keys, window.findChildren(QShortcut)))
    keys += [each.toString() for each in pressed]
    twice = {key for key, times in Counter(keys).items() if times > 1}
    assert not twice, "Qt gives a key that two ask for to neither"


@pytest.mark.thorough
def test_what_was_unpacked_stands_under_what_it_came_in_and_capitals_and_numbers_sort_as_read(
    person: WorkingPerson, tmp_path: Path
) -> None:
    session = person.space.session
    before = set(said(person))
    papers = [made_zip(tmp_path / "Submission.zip")]
    for name in ("Zebra.txt", "plan 10.txt", "Plan 2.txt", "annex.txt", "Training.txt"):
        (tmp_path / name).write_text(f"{name} is about this.", encoding="utf-8")
        papers.append(tmp_path / name)
    session.desk.receiving.receive(session.body, papers, date(2025, 2, 20))
    session.refresh()
    person.settle()
    assert [name for name in said(person) if name not in before] == [
        "annex.txt", "Plan 2.txt", "plan 10.txt",
        "Submission.zip", "cover.eml", "plan.txt", "vetting.rtf",
        "Training.txt", "Zebra.txt",
    ]  # fmt: skip


@pytest.mark.thorough
def test_the_list_says_who_else_sent_the_same_and_calls_that_not_twice(
    person: WorkingPerson, tmp_path: Path
) -> None:
    session = person.space.session
    one, *others = session.desk.case.bodies[:4]
    paper = tmp_path / "joint plan.txt"
    paper.write_text("The plan that all of us share.", encoding="utf-8")
    for body in (one, others[0]):
        session.desk.receiving.receive(body.code, [paper], date(2025, 2, 20))
    session.refresh()
    person.go_to_body(one.code)
    person.settle()
    assert said(person)[paper.name].endswith(f"also from {others[0].name}")
    assert "twice" not in said(person)[paper.name]

    for body in others[1:]:
        session.desk.receiving.receive(body.code, [paper], date(2025, 2, 20))
    session.desk.receiving.receive(one.code, [paper], date(2025, 2, 21))
    session.refresh()
    person.settle()
    told = f"received twice · also from {others[0].name}, {others[1].name} and 1 more"
    assert said(person)[paper.name].endswith(told)


def opened(person: WorkingPerson) -> str:
    """Return the name of the document that is chosen, "" if none is."""
    chosen = person.space.session.document
    return chosen.name if chosen else ""


def received(person: WorkingPerson, path: Path) -> None:
    """Have a text of the chosen body received, as one act."""
    path.write_text(f"{path.name}: what it says.", encoding="utf-8")
    person.space.session.desk.receiving.receive(person.space.session.body, [path], date(2025, 2, 20))
    person.space.session.refresh()
    person.settle()


@pytest.mark.thorough
def test_coming_back_to_a_body_shows_the_document_that_was_open_there_at_its_place(
    person: WorkingPerson,
) -> None:
    rows = person.space.session.desk.reading.documents()
    row = next(
        row
        for before, row in pairwise(rows)
        if before.body == row.body and row.kind == "pdf" and row.pages > 1
    )
    one, other = row.body, next(each.body for each in rows if each.body != row.body)
    person.go_to_body(one)
    person.open_document(row.name)
    pane = person.desk.document
    person.wait(lambda: pane.page_view.pages == row.pages)
    pane.leaps.show_page(1)
    person.wait(lambda: person.desk.place == pane.page_view.place() == "p2")
    person.go_to_body(other)
    assert opened(person) != row.name
    person.go_to_body(one)

    assert opened(person) == row.name
    assert person.desk.documents.list.currentIndex().data() == row.name
    person.wait(lambda: person.desk.place == pane.page_view.place() == "p2")


def test_a_receipt_that_is_taken_back_closes_its_page_for_the_next(
    person: WorkingPerson, tmp_path: Path
) -> None:
    session = person.space.session
    received(person, tmp_path / "new plan.txt")
    rows = list(said(person))
    at = rows.index("new plan.txt")
    nearest = rows[at + 1] if at + 1 < len(rows) else rows[at - 1]
    person.open_document("new plan.txt")
    person.focus(person.desk.document)
    person.press("Ctrl+Z")

    assert "new plan.txt" not in said(person)
    assert session.document is not None
    assert session.document.name == nearest
    assert person.desk.document.toolbar.title.text() == nearest
    assert person.desk.documents.list.currentIndex().data() == nearest
    assert person.desk.middle.isAncestorOf(person.at())


@pytest.mark.thorough
def test_the_only_receipt_that_is_taken_back_leaves_no_page_and_comes_back_by_redo(
    person: WorkingPerson, tmp_path: Path
) -> None:
    session = person.space.session
    heard = {row.body for row in session.desk.reading.documents()}
    person.go_to_body(next(body.code for body in session.desk.case.bodies if body.code not in heard))
    received(person, tmp_path / "only plan.txt")
    assert opened(person) == "only plan.txt"
    person.focus(person.desk.documents.list)
    person.press("Ctrl+Z")

    assert opened(person) == ""
    assert person.desk.document.toolbar.title.text() == ""
    assert person.desk.documents.isAncestorOf(person.at())
    person.press("Ctrl+Shift+Z")
    assert opened(person) == "only plan.txt"
    assert person.desk.document.toolbar.title.text() == "only plan.txt"


@pytest.mark.thorough
def test_of_two_receipts_of_the_same_bytes_the_other_keeps_the_page(
    person: WorkingPerson, tmp_path: Path
) -> None:
    session = person.space.session
    received(person, tmp_path / "a plan.txt")
    paper = tmp_path / "a plan.txt"
    session.desk.receiving.receive(session.body, [paper], date(2025, 2, 21))
    session.refresh()
    person.settle()
    person.open_document("a plan.txt")
    (later,) = (row for row in person.view.documents if row.name == paper.name and row.on.day == 21)
    session.choose_document(later)
    person.settle()
    person.focus(person.desk.document)
    person.press("Ctrl+Z")

    assert session.document is not None
    assert (session.document.name, session.document.on.day) == ("a plan.txt", 20)


def test_many_rows_say_what_each_alone_would_say() -> None:
    """Whatever a row's detail tells, another row that tells something else there does not get its words."""
    plain = DocumentRow(
        "receipt:1", "0" * 64, "plan.pdf", "harrowdale", date(2025, 2, 28), "plan.pdf", late=False
    )
    others: dict[str, object] = {
        "late": True, "included": True, "kind": "pptx", "pages": 3, "pages_without_text": 2, "pages_recognised": 1,
        "problem": Problem(Reason.LOCKED), "duplicate": True, "also_from": ("Ash Valley",), "also": (Note(NoteCode.MACROS),), "inside": "all.zip", "locked": True,
        "version_of": "old.pdf", "replaced_by": "new.pdf", "name": "other.pdf", "origin": "other.pdf",
    }  # fmt: skip
    full = replace(plain, pages=2, kind="pdf")
    rows = [plain, full]
    rows += [replace(row, **{name: value}) for row in (plain, full) for name, value in others.items()]  # type: ignore[arg-type]
    assert document_details(rows) == tuple(document_detail(row) for row in rows)
    assert len(set(document_details(rows))) > len(others)
