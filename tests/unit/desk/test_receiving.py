"""Receiving: nothing that came is lost, and every row says what it is."""

from __future__ import annotations

import os
import shutil
import time
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from PIL import Image

from reviewer.casebook import PageBoxes, index_waiting
from reviewer.casebook.document_files import Staged
from reviewer.desk import Desk
from reviewer.desk.display import Progress
from reviewer.desk.search import Question
from reviewer.errors import CancelledError, CasebookError, ReadOnlyError, ReviewerError, WrongUseError
from reviewer.model import Reason
from reviewer.model.problems import problem

ON_TIME, LATE = date(2025, 2, 28), date(2025, 3, 1)


def test_a_file_is_kept_and_its_row_says_what_it_is(desk: Desk, plan: Path) -> None:
    (row,) = desk.receiving.receive("harrowdale", [plan], ON_TIME)
    assert (row.name, row.kind, row.pages, row.problem) == ("plan.txt", "text", 1, None)
    assert (row.late, row.included, row.on) == (False, True, ON_TIME)
    plan.unlink()
    assert desk.session.casebook.files.path(row.sha256).read_text("utf-8").startswith("The unit")


def test_the_same_bytes_twice_are_one_copy_with_both_receipts(desk: Desk, plan: Path) -> None:
    again = shutil.copy(plan, plan.with_name("again.txt"))
    desk.receiving.receive("harrowdale", [plan], ON_TIME)
    desk.receiving.receive("penmarsh", [Path(again)], ON_TIME)
    rows = desk.reading.documents()
    assert [row.body for row in rows] == ["harrowdale", "penmarsh"]
    assert len({row.sha256 for row in rows}) == 1
    assert len(list(desk.session.casebook.files.all())) == 1


def test_what_came_twice_is_told_of_one_body_and_what_came_from_others_names_them(
    desk: Desk, plan: Path
) -> None:
    again = Path(shutil.copy(plan, plan.with_name("again.txt")))
    names = {body.code: body.name for body in desk.case.bodies}
    desk.receiving.receive("harrowdale", [plan], ON_TIME)
    desk.receiving.receive("penmarsh", [again], ON_TIME)
    told = {row.body: (row.duplicate, row.also_from) for row in desk.reading.documents()}
    assert told == {"harrowdale": (False, (names["penmarsh"],)), "penmarsh": (False, (names["harrowdale"],))}

    desk.receiving.receive("penmarsh", [plan], LATE)
    assert [(row.duplicate, row.also_from) for row in desk.reading.documents("penmarsh")] == [
        (True, (names["harrowdale"],)),
        (True, (names["harrowdale"],)),
    ]
    assert [row.duplicate for row in desk.reading.documents("harrowdale")] == [False]


def test_a_late_document_is_kept_and_left_out_until_it_is_included_with_a_reason(
    desk: Desk, plan: Path
) -> None:
    (row,) = desk.receiving.receive("harrowdale", [plan], LATE)
    assert (row.late, row.included) == (True, False)
    with pytest.raises(WrongUseError, match="reason"):
        desk.receiving.include("harrowdale", "plan.txt", "  ")
    desk.receiving.include("harrowdale", "plan.txt", "The post was delayed; agreed by telephone.")
    assert desk.reading.documents("harrowdale")[0].included
    desk.receiving.include("harrowdale", "plan.txt", "It was the wrong year after all.", included=False)
    assert not desk.reading.documents("harrowdale")[0].included


def test_archives_and_attachments_are_documents_of_their_own(desk: Desk, plan: Path, tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "Our plan", "a@example.org", "b@example.org"
    message.set_content("Attached.")
    message.add_attachment(plan.read_bytes(), maintype="text", subtype="plain", filename="contacts.txt")
    (tmp_path / "mail.eml").write_bytes(bytes(message))
    with zipfile.ZipFile(tmp_path / "plans.zip", "w") as archive:
        archive.writestr("unit.txt", "Two posts.")
    rows = desk.receiving.receive("harrowdale", [tmp_path / "mail.eml", tmp_path / "plans.zip"], ON_TIME)
    assert {"mail.eml", "contacts.txt", "plans.zip", "unit.txt"} <= {row.name for row in rows}
    origin = next(row.origin for row in rows if row.name == "contacts.txt")
    assert "mail.eml" in origin


def test_a_bad_file_among_good_ones_is_kept_with_its_reason(desk: Desk, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "tool.pdf").write_bytes(b"MZ\x90\x00" + bytes(400))
    rows = desk.receiving.receive(
        "harrowdale", [tmp_path / "empty.pdf", tmp_path / "tool.pdf", plan], ON_TIME
    )
    problems = {row.name: row.problem for row in rows}
    assert problems["plan.txt"] is None
    assert problems["empty.pdf"]
    assert problems["tool.pdf"] == problem(Reason.KIND_PROGRAM, ending=".pdf")
    assert all(desk.session.casebook.files.verify(row.sha256) for row in rows)


def test_a_file_that_cannot_be_had_gets_no_receipt_and_is_told(
    desk: Desk, plan: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "sent"
    folder.mkdir()
    shutil.copy(plan, folder / "plan.txt")
    os.mkfifo(folder / "pipe.pdf")
    rows = desk.receiving.receive("harrowdale", [folder], ON_TIME)
    assert [(row.name, bool(row.receipt)) for row in rows] == [("plan.txt", True), ("pipe.pdf", False)]
    assert rows[1].problem
    assert [row.name for row in desk.reading.documents()] == ["plan.txt"]


def test_an_unknown_body_or_path_is_named_and_nothing_is_received(desk: Desk, plan: Path) -> None:
    with pytest.raises(WrongUseError, match=r"harowdale.*harrowdale"):
        desk.receiving.receive("harowdale", [plan])
    with pytest.raises(WrongUseError, match=r"nowhere\.pdf does not exist"):
        desk.receiving.receive("harrowdale", [plan, plan.with_name("nowhere.pdf")])
    assert desk.reading.documents() == ()


def test_cancelling_keeps_what_was_taken(desk: Desk, tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"Plan {number}")
    seen: list[Progress] = []
    paths = [tmp_path / f"{number}.txt" for number in range(5)]
    with pytest.raises(CancelledError, match="2 files kept"):
        desk.receiving.receive("harrowdale", paths, ON_TIME, None, seen.append, lambda: len(seen) == 2)
    assert [row.name for row in desk.reading.documents()] == ["0.txt", "1.txt"]


def test_a_document_is_named_by_name_or_by_eight_digits(desk: Desk, plan: Path, tmp_path: Path) -> None:
    (row,) = desk.receiving.receive("harrowdale", [plan], ON_TIME)
    assert desk.reading.resolve_document("plan.txt") == row.sha256
    assert desk.reading.resolve_document(row.sha256[:8].upper()) == row.sha256
    with pytest.raises(WrongUseError, match="no document"):
        desk.reading.resolve_document(row.sha256[:7])
    other = tmp_path / "other"
    other.mkdir()
    (other / "plan.txt").write_text("Another plan.")
    desk.receiving.receive("penmarsh", [other / "plan.txt"], ON_TIME)
    with pytest.raises(WrongUseError, match="name of 2 documents"):
        desk.reading.resolve_document("plan.txt")
    assert desk.reading.resolve_document("plan.txt", "harrowdale") == row.sha256


def test_search_finds_the_place_and_keeps_to_the_body(desk: Desk, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("No vacancy here.")
    desk.receiving.receive("harrowdale", [plan], ON_TIME)
    desk.receiving.receive("penmarsh", [tmp_path / "b.txt"], ON_TIME)
    assert {found.body for found in desk.search.search(Question("vacancy"))} == {"harrowdale", "penmarsh"}
    (found,) = desk.search.search(Question("vacancy", "penmarsh"))
    assert "\ue000vacancy\ue001" in found.hit.snippet
    assert desk.search.search(Question("it's (a-b")) == ()


def test_a_lost_cache_is_made_again(desk: Desk, plan: Path) -> None:
    (row,) = desk.receiving.receive("harrowdale", [plan], ON_TIME)
    folder, home = desk.folder, desk.session.home
    desk.close()
    shutil.rmtree(folder / "cache")
    with Desk.open(folder, home) as again:
        assert again.reading.text(row.sha256).parts[0].text.startswith("The unit")
        assert again.search.search(Question("vacancy"))
    with Desk.open(folder, home, patient=False) as window:
        assert window.reading.catch_up() == 0


def test_a_window_reads_what_the_cache_lacks_when_it_catches_up(desk: Desk, plan: Path) -> None:
    desk.receiving.receive("harrowdale", [plan], ON_TIME)
    folder, home = desk.folder, desk.session.home
    desk.close()
    shutil.rmtree(folder / "cache")
    with Desk.open(folder, home, patient=False) as window:
        assert window.reading.documents()[0].pages == 0
        assert window.reading.catch_up() == 1
        assert window.reading.documents()[0].pages == 1


def test_reading_needs_no_cache_that_can_be_written(desk: Desk, plan: Path) -> None:
    desk.receiving.receive("harrowdale", [plan], ON_TIME)
    folder, home = desk.folder, desk.session.home
    desk.close()
    shutil.rmtree(folder / "cache")
    with Desk.open(folder, home, writable=False) as reader:
        assert reader.reading.documents()[0].pages == 1
        assert reader.search.search(Question("vacancy"))


def test_a_desk_for_reading_refuses_every_act(desk: Desk, plan: Path) -> None:
    with Desk.open(desk.folder, desk.session.home, writable=False) as reader:
        with pytest.raises(ReadOnlyError, match="reading only"):
            reader.receiving.receive("harrowdale", [plan])
        with pytest.raises(ReviewerError, match="reading only"):
            reader.judging.verdict("harrowdale", "policy", "in-place", "Because.")


def test_what_a_full_disk_keeps_out_of_the_index_is_not_received_and_can_be_again(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_texts: object, **_how: object) -> None:
        raise CasebookError("The disk is full", "Make room.")

    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Words of file {number}.")
    monkeypatch.setattr(desk.session.casebook.index, "_write", full)
    with pytest.raises(CasebookError, match="The disk is full"):
        desk.receiving.receive("harrowdale", sorted(tmp_path.glob("*.txt")), ON_TIME)
    assert desk.reading.documents() == ()
    monkeypatch.undo()
    rows = desk.receiving.receive("harrowdale", sorted(tmp_path.glob("*.txt")), ON_TIME)
    assert [(row.name, row.kind, row.problem) for row in rows] == [
        (f"{number}.txt", "text", None) for number in range(3)
    ]
    assert rows == desk.reading.documents()
    assert len(desk.search.search(Question('"words of file"'))) == 3


@pytest.mark.thorough
def test_whoever_sees_a_document_finds_its_words(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a folder is received, each row that there is has been read and is found: at once, not when all are done."""
    monkeypatch.setattr(index_waiting, "_SOON", 0.02)
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_text(f"Words of file {number}.")
    seen: list[tuple[int, int, int]] = []

    def look(_progress: Progress) -> None:
        rows = desk.reading.documents()
        read = [row for row in rows if row.kind == "text"]
        seen.append((len(rows), len(read), len(desk.search.search(Question('"words of file"')))))
        time.sleep(0.01)

    desk.session.patient = False
    desk.receiving.receive("harrowdale", sorted(tmp_path.glob("*.txt")), ON_TIME, progress=look)
    assert all(rows == read == found for rows, read, found in seen), seen
    assert len({rows for rows, _, _ in seen}) > 2, "all came at the end"


def test_what_came_before_an_error_is_received(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, left = desk.session.casebook.files.keep, [5]

    def full(staged: Staged) -> None:
        if not left[0]:
            raise CasebookError("The disk is full", "Make room.")
        left[0] -= 1
        keep(staged)

    for number in range(8):
        (tmp_path / f"{number}.txt").write_text(f"Words of file {number}.")
    monkeypatch.setattr(desk.session.casebook.files, "keep", full)
    with pytest.raises(CasebookError, match="The disk is full; 5 files kept before that"):
        desk.receiving.receive("harrowdale", sorted(tmp_path.glob("*.txt")), ON_TIME)
    assert [row.name for row in desk.reading.documents()] == [f"{number}.txt" for number in range(5)]


def test_to_stop_when_all_is_read_stops_nothing(desk: Desk, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Words of file {number}.")
    asked: list[int] = []

    def stop() -> bool:  # pressed while the last words are put into the index
        return desk.session.casebook.index.changes > 0

    rows = desk.receiving.receive(
        "harrowdale", sorted(tmp_path.glob("*.txt")), ON_TIME, None, lambda one: asked.append(one.done), stop
    )
    assert (len(rows), asked) == (3, [1, 2, 3])


def test_a_document_that_came_already_keeps_its_recognised_pages(desk: Desk, tmp_path: Path) -> None:
    """A PDF with files inside is opened again each time that it comes, and reads as it did before recognition."""
    path = tmp_path / "scan.pdf"
    Image.new("L", (200, 300), 200).save(path, "PDF")
    with closing(pdfium.PdfDocument(path.read_bytes())) as pdf:
        pdf.new_attachment("inside.txt").set_data(b"Inside.")
        pdf.save(path)
    (row,) = [row for row in desk.receiving.receive("harrowdale", [path], ON_TIME) if row.name == "scan.pdf"]
    assert (row.pages_without_text, len(row.also)) == (1, 1)
    (part,) = desk.reading.text(row.sha256).parts
    read = replace(part, text="Recognised words", no_text=None, recognised=True, confidence=90, tried=True)
    assert desk.session.casebook.index.pages.put(
        row.sha256, read, PageBoxes(bytes(16 * 16), 595, 842), "tesseract-5"
    )
    for again in (False, True):
        desk.receiving.receive("harrowdale", [path], ON_TIME, again=again)
        assert desk.reading.text(row.sha256).parts == (read,)
