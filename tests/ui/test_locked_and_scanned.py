"""Documents that want a password, and pages that want reading: both are seen to without leaving the desk."""

from __future__ import annotations

import io
import shutil
import threading
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.desk import Desk, Home
from reviewer.ui.asking import ReceiveDialog
from tests import scans
from tests.sample.office import excel
from tests.ui.person import WorkingPerson, closed, opened

WORD = "sesame"


def locked_pdf(text: str) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    plain, made = io.BytesIO(), io.BytesIO()
    canvas = Canvas(plain)
    canvas.drawString(72, 700, text)
    canvas.save()
    with pikepdf.open(plain) as pdf:
        pdf.save(made, encryption=pikepdf.Encryption(user=WORD, owner=WORD))
    return made.getvalue()


@pytest.fixture
def locked(sample_home: Home, tmp_path: Path) -> Home:
    """Someone whose Thornwick has sent two locked plans and a scan."""
    folder = tmp_path / "sent"
    folder.mkdir()
    for name in ("first", "second"):
        (folder / f"a {name} plan.pdf").write_bytes(locked_pdf(f"The {name} plan of the unit."))
    with Desk.open(sample_home.data / "sample.casebook", sample_home) as desk:
        desk.receive("thornwick", [folder], date(2025, 2, 20))
    return sample_home


@pytest.fixture
def window_of(qtbot: QtBot, tmp_path: Path) -> Iterator[list[WorkingPerson]]:
    people: list[WorkingPerson] = []
    yield people
    for who in people:
        closed(qtbot, who.window)


def sit_down(
    qtbot: QtBot, home: Home, tmp_path: Path, people: list[WorkingPerson], *, reads_scans: bool = False
) -> WorkingPerson:
    who = WorkingPerson(qtbot, opened(qtbot, home, tmp_path / "log", reads_scans=reads_scans))
    people.append(who)
    who.window.opening.sample()
    who.wait(lambda: who.window.workspace is not None and who.window.workspace.furnished)
    return who


# --- texts that are not known here yet ---------------------------------------------------------------


def cache_thrown_away(home: Home) -> None:
    """As after a colleague's documents came: the files are here, what they say is not known yet."""
    shutil.rmtree(home.data / "sample.casebook" / "cache")


def test_a_pdf_opened_before_it_was_read_shows_its_pages(
    qtbot: QtBot, sample_home: Home, tmp_path: Path, window_of: list[WorkingPerson]
) -> None:
    cache_thrown_away(sample_home)
    who = sit_down(qtbot, sample_home, tmp_path, window_of)
    chosen = who.space.sitting.document
    assert chosen is not None
    assert (chosen.kind, chosen.name.endswith(".pdf")) == ("", True), "nothing is known of it yet"
    pane = who.space.desk_view.document
    who.wait(lambda: pane._view() is pane.page_view and pane.page_view.pages > 0)
    who.wait(lambda: all(row.kind for row in who.view.documents))
    assert pane._view() is pane.page_view, "and stays as it is when all are read"


def test_a_locked_document_opened_before_it_was_read_asks_for_its_password(
    qtbot: QtBot, locked: Home, tmp_path: Path, window_of: list[WorkingPerson]
) -> None:
    who = sit_down(qtbot, locked, tmp_path, window_of)
    who.go_to_body("thornwick")
    choose(who, "a first plan.pdf")
    who.window.close()
    cache_thrown_away(locked)

    again = sit_down(qtbot, locked, tmp_path, window_of)
    again.wait(lambda: (chosen := again.space.sitting.document) is not None and chosen.locked)
    view = again.space.desk_view.locked
    again.wait(view.isVisible)
    assert again.space.sitting.document is not None
    assert again.space.sitting.document.name == "a first plan.pdf"
    assert not again.space.desk_view.document.isVisible()


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Reading what is not read yet takes until the event is set."""
    let_go, catch_up = threading.Event(), Desk.catch_up

    def late(desk: Desk, progress: object, cancelled: Callable[[], bool]) -> int:
        while not (let_go.wait(0.01) or cancelled()):
            pass
        return catch_up(desk, None, cancelled)

    monkeypatch.setattr(Desk, "catch_up", late)
    yield let_go
    let_go.set()


def damaged_workbook() -> bytes:
    """Four sheets, of which the second ends in its middle."""
    whole = excel({f"S{n}": [["Month", "What"], ["May", f"The unit met charity {n}"]] for n in range(1, 5)})
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, data[: len(data) // 2] if name.endswith("sheet2.xml") else data)
    return made.getvalue()


def test_who_reads_a_document_already_is_left_at_it_when_all_are_read(
    qtbot: QtBot,
    sample_home: Home,
    tmp_path: Path,
    window_of: list[WorkingPerson],
    held: threading.Event,
) -> None:
    file = tmp_path / "a workbook.xlsx"
    file.write_bytes(damaged_workbook())
    with Desk.open(sample_home.data / "sample.casebook", sample_home) as desk:
        (row,) = desk.receive("thornwick", [file], date(2025, 2, 20))
    assert row.problem is not None, "some of it can be read"
    cache_thrown_away(sample_home)
    who = sit_down(qtbot, sample_home, tmp_path, window_of)
    who.go_to_body("thornwick")
    choose(who, file.name)
    pane = who.space.desk_view.document
    who.wait(lambda: pane._view() is pane.table_view)
    pane.go_to("sheet:S3")
    who.wait(lambda: pane.table_view.place() == "sheet:S3")
    held.set()
    who.wait(lambda: all(row.kind for row in who.view.documents))
    who.wait(lambda: (now := who.space.sitting.document) is not None and now.problem == row.problem)
    assert pane.table_view.place() == "sheet:S3"


def test_a_document_whose_file_comes_later_is_opened_when_it_has_come(
    qtbot: QtBot, sample_home: Home, tmp_path: Path, window_of: list[WorkingPerson]
) -> None:
    cache_thrown_away(sample_home)
    folder = sample_home.data / "sample.casebook"
    with Desk.open(folder, sample_home, patient=False) as desk:
        row = next(row for row in desk.documents(desk.case.bodies[0].code) if row.name.endswith(".pdf"))
        kept = desk.casebook.files.path(row.sha256)
    away = kept.rename(tmp_path / "on its way")
    who = sit_down(qtbot, sample_home, tmp_path, window_of)
    choose(who, row.name)
    pane = who.space.desk_view.document
    assert "The file itself is not here yet" in pane.message.text()
    who.wait(lambda: not who.window.work.busy)
    away.rename(kept)
    who.space.sitting.refresh()  # as after a sync
    who.space.receiving.catch_up()
    who.wait(lambda: pane._view() is pane.page_view and pane.page_view.pages == 2)


def test_reading_that_is_stopped_stays_so_though_more_has_come(
    qtbot: QtBot,
    sample_home: Home,
    tmp_path: Path,
    window_of: list[WorkingPerson],
    held: threading.Event,
) -> None:
    cache_thrown_away(sample_home)
    who = sit_down(qtbot, sample_home, tmp_path, window_of)
    begun: list[str] = []
    who.window.work.started.connect(lambda ticket: begun.append(ticket.title))
    who.space.receiving.catch_up()
    who.wait(who.window.status.isVisible)
    who.click(who.window.status.cancel)
    who.wait(lambda: not who.window.work.busy)
    assert "Reading documents" not in begun
    held.set()
    who.space.receiving.catch_up()
    who.wait(lambda: all(row.kind for row in who.view.documents))


def test_what_comes_while_documents_are_read_is_read_after_them(
    qtbot: QtBot, sample_home: Home, tmp_path: Path, window_of: list[WorkingPerson]
) -> None:
    cache_thrown_away(sample_home)
    who = sit_down(qtbot, sample_home, tmp_path, window_of)
    begun: list[str] = []
    who.window.work.started.connect(lambda ticket: begun.append(ticket.title))
    for _ in range(3):  # as when she syncs, and syncs again
        who.space.receiving.catch_up()
    assert begun == [], "one reading at a time"
    who.wait(lambda: "Reading documents" in begun)
    who.wait(lambda: all(row.kind for row in who.view.documents))
    who.wait(lambda: not who.window.work.busy)
    assert begun.count("Reading documents") == 1, "once more for all that came"


# --- passwords ---------------------------------------------------------------------------------------


def choose(who: WorkingPerson, name: str) -> None:
    """Walk down the list of documents with the arrow keys."""
    listed = who.space.desk_view.documents.list
    who.focus(listed)
    who.press("Home")
    for _ in range(listed.model().rowCount()):
        chosen = who.space.sitting.document
        if chosen is not None and chosen.name == name:
            return
        who.press("Down")
    raise AssertionError(name)


def test_a_locked_document_asks_for_its_password_and_all_others_open_with_it(
    qtbot: QtBot, locked: Home, tmp_path: Path, window_of: list[WorkingPerson]
) -> None:
    who = sit_down(qtbot, locked, tmp_path, window_of)
    who.go_to_body("thornwick")
    choose(who, "a first plan.pdf")
    view = who.space.desk_view.locked
    assert view.isVisible()
    assert not who.space.desk_view.document.isVisible()
    listed = who.space.desk_view.documents.list
    assert QApplication.focusWidget() is listed, "walking through the list goes on"
    who.press("Return")
    assert QApplication.focusWidget() is view.field
    assert view.field.accessibleDescription().startswith(
        "This document is locked: type its password. Ask the"
    )
    who.press("Return")
    assert view.complaint == "Type the password first."
    who.type("wrong")
    who.press("Return")
    who.wait(lambda: view.complaint.startswith("That is not its password."))
    assert QApplication.focusWidget() is view.field
    assert view.field.selectedText() == "wrong"
    who.type(WORD)
    who.press("Return")
    who.wait(lambda: who.message == "2 documents opened.")
    assert not view.isVisible()
    pane = who.space.desk_view.document
    who.wait(lambda: pane._text is not None and "first plan" in pane._text.parts[0].text)
    who.wait(lambda: pane.page_view.pages == 1)
    assert view.field.text() == ""
    choose(who, "a second plan.pdf")
    assert not view.isVisible()


def test_what_comes_later_opens_by_itself_and_in_another_sitting_it_is_asked_for_the_pages(
    qtbot: QtBot, locked: Home, tmp_path: Path, window_of: list[WorkingPerson]
) -> None:
    who = sit_down(qtbot, locked, tmp_path, window_of)
    who.go_to_body("thornwick")
    third = tmp_path / "third plan.pdf"
    third.write_bytes(locked_pdf("The third plan of the unit."))
    who.press("Ctrl+O")
    dialog = who.dialog(ReceiveDialog)
    dialog.add_paths([third])
    who.focus(dialog.password)
    who.type(WORD)
    who.press("Return")
    who.wait(lambda: who.message.startswith("1 document received."))
    assert not any(row.locked for row in who.view.documents), "the earlier ones were tried too"
    who.window.close()

    again = sit_down(qtbot, locked, tmp_path, window_of)
    again.go_to_body("thornwick")
    choose(again, "a first plan.pdf")
    view = again.space.desk_view.locked
    again.wait(view.isVisible)
    pane = again.space.desk_view.document
    assert pane.isVisible(), "the text that is known is shown beneath"
    again.focus(view.field)
    again.type(WORD)
    again.press("Return")
    again.wait(lambda: pane.page_view.pages == 1)
    assert not view.isVisible()
    assert "first plan" in again.space.sitting.desk.text(again.view.documents[0].sha256).parts[0].text


def test_f6_leads_to_the_password(
    qtbot: QtBot, locked: Home, tmp_path: Path, window_of: list[WorkingPerson]
) -> None:
    who = sit_down(qtbot, locked, tmp_path, window_of)
    who.go_to_body("thornwick")
    choose(who, "a first plan.pdf")
    who.press("F6")
    assert QApplication.focusWidget() is who.space.desk_view.locked.field


# --- scans -------------------------------------------------------------------------------------------


@pytest.fixture
def scanned(sample_home: Home, tmp_path: Path) -> Home:
    """Someone whose Thornwick has sent three scanned pages."""
    path = tmp_path / "three.pdf"
    path.write_bytes(scans.pdf_of(*(scans.scan(seed, noise=5, sentences=2).picture for seed in (71, 72, 73))))
    with Desk.open(sample_home.data / "sample.casebook", sample_home) as desk:
        desk.recognise()
        desk.receive("thornwick", [path], date(2025, 2, 20))
    return sample_home


def test_scans_are_read_by_themselves_and_the_page_on_the_screen_gets_its_words_without_a_jump(
    qtbot: QtBot, scanned: Home, tmp_path: Path, window_of: list[WorkingPerson]
) -> None:
    who = sit_down(qtbot, scanned, tmp_path, window_of, reads_scans=True)
    who.go_to_body("thornwick")
    choose(who, "three.pdf")
    pane = who.space.desk_view.document
    who.wait(lambda: pane.page_view.pages == 3)
    pane.show_page(1)
    bar = pane.page_view.verticalScrollBar()
    stood = bar.value()
    assert stood
    who.wait(
        lambda: (
            "Reading scanned pages: " in who.window.status._what.text()
            and "three.pdf" in who.window.status._what.text()
        )
    )
    who.wait(lambda: (letters := pane.page_view._letters_of(1)) is not None and letters.text)
    assert (bar.value(), pane.page_view.place()) == (stood, "p2")
    who.wait(lambda: "marked as recognised" in who.message)
    row = next(row for row in who.view.documents if row.name == "three.pdf")
    assert (row.pages_without_text, row.pages_recognised) == (0, 3)
    assert (bar.value(), pane.page_view.place()) == (stood, "p2")
    who.wait(lambda: pane._text is not None and all(part.text for part in pane._text.parts))
    word = pane.page_view._letters_of(1).text.split()[0]  # type: ignore[union-attr] # waited for above
    who.find_and_select(word)
    assert pane.selection() is not None


def test_stopping_it_lasts_until_she_asks_or_new_documents_come(
    qtbot: QtBot, scanned: Home, tmp_path: Path, window_of: list[WorkingPerson]
) -> None:
    who = sit_down(qtbot, scanned, tmp_path, window_of, reads_scans=True)
    reading = who.space.receiving.scans
    who.wait(lambda: who.window.status.isVisible() and reading.under_way)
    who.click(who.window.status.cancel)
    who.wait(lambda: not reading.under_way)
    assert who.message.startswith("Stopped. File, Read scanned pages")
    waiting = who.space.sitting.desk.waiting()
    assert waiting
    reading.begin()  # as at each opening and catching up
    assert not reading.under_way
    who.window.menus.actions["recognise"].trigger()
    who.wait(lambda: reading.under_way)
    who.wait(lambda: not reading.under_way)
    assert who.space.sitting.desk.waiting() == 0


def test_nothing_begins_and_nothing_is_shown_where_no_page_waits(
    qtbot: QtBot, scanned: Home, tmp_path: Path, window_of: list[WorkingPerson]
) -> None:
    with Desk.open(scanned.data / "sample.casebook", scanned) as desk:
        desk.recognise()
    who = sit_down(qtbot, scanned, tmp_path, window_of, reads_scans=True)
    who.wait(lambda: not who.window.work.busy)
    assert not who.window.status.isVisible()
    assert who.message == ""


def test_new_documents_begin_it_again(
    qtbot: QtBot, sample_home: Home, tmp_path: Path, window_of: list[WorkingPerson]
) -> None:
    with Desk.open(sample_home.data / "sample.casebook", sample_home) as desk:
        desk.recognise()
    who = sit_down(qtbot, sample_home, tmp_path, window_of, reads_scans=True)
    who.wait(lambda: not who.window.work.busy)
    path = tmp_path / "sent.pdf"
    path.write_bytes(scans.pdf_of(scans.scan(74, noise=5, sentences=1).picture))
    who.go_to_body("thornwick")
    who.press("Ctrl+O")
    dialog = who.dialog(ReceiveDialog)
    dialog.add_paths([path])
    who.focus(dialog.list)
    who.press("Return")
    who.wait(lambda: "marked as recognised" in who.message)
    assert who.space.sitting.desk.waiting() == 0
