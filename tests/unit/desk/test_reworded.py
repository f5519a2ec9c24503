"""A reworded sentence changes no behaviour: shown with all sentences of the words room changed at once."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pptx
import pytest
from PIL import Image

from reviewer.desk import Desk, new_reader
from reviewer.desk.drawn import DrawnPages
from reviewer.desk.triage.values import Sort
from reviewer.desk.words.blockers import left_and_remedy
from reviewer.desk.words.errors import error_words
from reviewer.desk.words.kinds import fact_of
from reviewer.desk.words.problems import problem_words
from reviewer.documents.office.converting import Office
from reviewer.errors import NotReadyError
from reviewer.model import NoteCode, ProblemError, Reason
from reviewer.ui.document.file_facts import told_of
from tests.locked import WORD, locked_pdf
from tests.reworded import reword

ON_TIME, BODY = date(2025, 2, 28), "harrowdale"


@pytest.fixture(autouse=True)
def _otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    reword(monkeypatch)


def packed(**members: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return made.getvalue()


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A locked PDF, one in an archive, a damaged PDF, an empty file, a page that is a picture, and plain text."""
    folder = tmp_path / "sent"
    folder.mkdir()
    (folder / "locked.pdf").write_bytes(locked_pdf("The first plan.", WORD))
    (folder / "box.zip").write_bytes(packed(inner_pdf=locked_pdf("The second plan.", WORD)))
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "plain.txt").write_text("The unit has two posts.")
    Image.new("L", (200, 300), 200).save(folder / "scan.pdf", "PDF")
    return folder


@pytest.fixture
def received(desk: Desk, sent: Path) -> Desk:
    desk.receiving.receive(BODY, [sent], ON_TIME)
    return desk


def test_what_is_locked_is_asked_for_and_unlocked(received: Desk) -> None:
    rows = {row.name: row for row in received.reading.documents(BODY)}
    problem = rows["locked.pdf"].problem
    assert problem is not None
    assert problem_words(problem).startswith("¤"), "the sentences are others"
    assert [row.name for row in received.locks.of(BODY)] == ["inner.pdf", "locked.pdf"]
    assert received.locks.unlock(BODY, "wrong").opened == ()
    made = received.locks.unlock(BODY, WORD)
    assert [row.name for row in made.opened] == ["inner.pdf", "locked.pdf"]
    assert received.locks.of(BODY) == ()


def test_what_needs_a_decision_is_sorted_and_the_sender_is_asked_for_it(received: Desk) -> None:
    sorts = {(matter.name, matter.sort) for matter in received.triage.matters()}
    assert {("locked.pdf", Sort.LOCKED), ("inner.pdf", Sort.LOCKED)} <= sorts
    assert {("cut.pdf", Sort.UNREADABLE), ("empty.txt", Sort.UNREADABLE), ("scan.pdf", Sort.SCANNED)} <= sorts
    (missing,) = received.triage.missing(BODY)
    assert [each.name for each in missing.locked] == ["inner.pdf", "locked.pdf"]
    assert [each.name for each in missing.damaged] == ["cut.pdf", "empty.txt"]
    assert all(each.reason.startswith("¤") for each in missing.damaged)


def test_an_absence_counts_what_nobody_could_read(received: Desk) -> None:
    report = received.judging.absence(BODY, "partners")
    assert [(page.name, page.place) for page in report.unreadable if page.place] == [("scan.pdf", "p1")]
    assert {page.name for page in report.unreadable if not page.place} == {
        "cut.pdf", "empty.txt", "inner.pdf", "locked.pdf",
    }  # fmt: skip


class Drawing(Office):
    """A LibreOffice that is there, and must not be asked."""

    version = "made"

    def why_not(self, kind: str) -> None:
        """Say that it draws anything."""

    def pdf(self, path: Path, kind: str, stop: Callable[[], bool] = bool) -> bytes:
        raise AssertionError((path, kind, stop))


def test_the_pages_of_a_locked_document_are_refused(desk: Desk, shared: Path) -> None:
    locked = desk.receiving.receive(BODY, [shared / "corpus/doc/PasswordProtected.doc"], ON_TIME)[0].sha256
    pages = DrawnPages(desk.session.casebook, new_reader, desk.reading.text, {}, Drawing())
    with pytest.raises(ProblemError) as refused:
        pages.make(locked)
    assert refused.value.problem.reason is Reason.DRAWING_LOCKED
    assert error_words(refused.value).startswith("¤")


def test_notes_lead_to_their_places(desk: Desk, tmp_path: Path) -> None:
    show = pptx.Presentation()
    slides = [show.slides.add_slide(show.slide_layouts[5]) for _ in range(2)]
    slides[0].shapes.title.text, slides[1].shapes.title.text = "Shown.", "Not shown."
    slides[1]._element.set("show", "0")  # noqa: SLF001  # python-pptx and python-docx have no other way to their XML
    show.save(str(tmp_path / "show.pptx"))
    (row,) = desk.receiving.receive(BODY, [tmp_path / "show.pptx"], ON_TIME)
    text = desk.reading.text(row.sha256)
    (told,) = told_of(text)
    assert (told.place, told.sentence[:1]) == ("slide2", "¤")
    assert [fact_of(part)[:1] for part in text.parts] == ["", "¤"]
    assert row.also[0].code is NoteCode.HIDDEN_SLIDES


def test_what_is_left_keeps_a_letter_from_being_signed(received: Desk) -> None:
    stands = received.standing.state(BODY)
    assert {blocker.code.value for blocker in stands.blocks_signing} == {"no-verdict", "no-category"}
    assert all(left_and_remedy(blocker).startswith("¤") for blocker in stands.blocks_signing)
    with pytest.raises(NotReadyError):
        received.drafts.draft(BODY)
