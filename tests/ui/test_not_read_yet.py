"""Documents that are opened before they were read here: after a sync, or when the cache was thrown away."""

from __future__ import annotations

import io
import shutil
import threading
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from reviewer.desk.reading import Reading
from tests.sample.office import excel
from tests.ui.person import Sits


def cache_thrown_away(home: Home) -> None:
    """As after a colleague's documents came: the files are here, what they say is not known yet."""
    shutil.rmtree(home.data / "sample.casebook" / "cache")


@pytest.mark.thorough
def test_a_pdf_opened_before_it_was_read_shows_its_pages(sample_home: Home, sit_down: Sits) -> None:
    cache_thrown_away(sample_home)
    who = sit_down(sample_home)
    chosen = who.space.session.document
    assert chosen is not None
    assert (chosen.kind, chosen.name.endswith(".pdf")) == ("", True), "nothing is known of it yet"
    pane = who.desk.document
    who.wait(lambda: pane.views.shown is pane.page_view and pane.page_view.pages > 0)
    who.wait(lambda: all(row.kind for row in who.view.documents))
    assert pane.views.shown is pane.page_view, "and stays as it is when all are read"


@pytest.mark.thorough
def test_a_locked_document_opened_before_it_was_read_asks_for_its_password(
    locked: Home, sit_down: Sits
) -> None:
    who = sit_down(locked)
    who.go_to_body("thornwick")
    who.choose_document("a first plan.pdf")
    who.window.close()
    cache_thrown_away(locked)

    again = sit_down(locked)
    again.wait(lambda: (chosen := again.space.session.document) is not None and chosen.locked)
    view = again.desk.locked
    again.wait(view.isVisible)
    assert again.space.session.document is not None
    assert again.space.session.document.name == "a first plan.pdf"
    assert not again.desk.document.isVisible()


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Reading what is not read yet takes until the event is set."""
    let_go, catch_up = threading.Event(), Reading.catch_up

    def late(reading: Reading, progress: object, cancelled: Callable[[], bool]) -> int:
        while not (let_go.wait(0.01) or cancelled()):
            pass
        return catch_up(reading, None, cancelled)

    monkeypatch.setattr(Reading, "catch_up", late)
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


@pytest.mark.thorough
def test_who_reads_a_document_already_is_left_at_it_when_all_are_read(
    sample_home: Home,
    tmp_path: Path,
    sit_down: Sits,
    held: threading.Event,
) -> None:
    file = tmp_path / "a workbook.xlsx"
    file.write_bytes(damaged_workbook())
    with Desk.open(sample_home.data / "sample.casebook", sample_home) as desk:
        (row,) = desk.receiving.receive("thornwick", [file], date(2025, 2, 20))
    assert row.problem is not None, "some of it can be read"
    cache_thrown_away(sample_home)
    who = sit_down(sample_home)
    who.go_to_body("thornwick")
    who.choose_document(file.name)
    pane = who.desk.document
    who.wait(lambda: pane.views.shown is pane.table_view)
    pane.go_to("sheet:S3")
    who.wait(lambda: pane.table_view.place() == "sheet:S3")
    held.set()
    who.wait(lambda: all(row.kind for row in who.view.documents))
    who.wait(lambda: (now := who.space.session.document) is not None and now.problem == row.problem)
    assert pane.table_view.place() == "sheet:S3"


@pytest.mark.thorough
def test_a_document_whose_file_comes_later_is_opened_when_it_has_come(
    sample_home: Home, tmp_path: Path, sit_down: Sits
) -> None:
    cache_thrown_away(sample_home)
    folder = sample_home.data / "sample.casebook"
    with Desk.open(folder, sample_home, patient=False) as desk:
        row = next(
            row for row in desk.reading.documents(desk.case.bodies[0].code) if row.name.endswith(".pdf")
        )
        kept = desk.session.casebook.files.path(row.sha256)
    away = kept.rename(tmp_path / "on its way")
    who = sit_down(sample_home)
    who.choose_document(row.name)
    pane = who.desk.document
    assert "The file itself is not here yet" in pane.message.text()
    who.wait(lambda: not who.window.work.busy)
    away.rename(kept)
    who.space.session.refresh()  # as after a sync
    who.space.receiving.catch_up()
    who.wait(lambda: pane.views.shown is pane.page_view and pane.page_view.pages == 2)


@pytest.mark.thorough
def test_reading_that_is_stopped_stays_so_though_more_has_come(
    sample_home: Home,
    sit_down: Sits,
    held: threading.Event,
) -> None:
    cache_thrown_away(sample_home)
    who = sit_down(sample_home)
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


@pytest.mark.thorough
def test_what_comes_while_documents_are_read_is_read_after_them(
    sample_home: Home, sit_down: Sits, held: threading.Event
) -> None:
    cache_thrown_away(sample_home)
    who = sit_down(sample_home)
    begun: list[str] = []
    who.window.work.started.connect(lambda ticket: begun.append(ticket.title))
    for _ in range(3):  # as with one sync after another
        who.space.receiving.catch_up()
    assert begun == [], "one reading at a time"
    held.set()
    who.wait(lambda: "Reading documents" in begun)
    who.wait(lambda: all(row.kind for row in who.view.documents))
    who.wait(lambda: not who.window.work.busy)
    assert begun.count("Reading documents") == 1, "once more for all that came"
