"""Pages of Office documents, drawn by LibreOffice when asked for: kept, looked at, and never cited."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home, new_reader
from reviewer.desk.drawn import DrawnPages
from reviewer.desk.session import Clock
from reviewer.desk.words.errors import error_words
from reviewer.documents.office.converting import Office
from reviewer.documents.reader import landlock
from reviewer.errors import CancelledError, DocumentError
from reviewer.model import DocumentText, Note, NoteCode, Problem, Reason
from tests.faults.test_office_cage import written

FEBRUARY = date(2025, 2, 20)
BODY = "harrowdale"


@pytest.fixture
def office(tool: Callable[[str], str]) -> None:
    """LibreOffice and a cage for it, or a skip."""
    tool("soffice")
    if not landlock.version():
        pytest.skip("this kernel has no Landlock, without which LibreOffice is not started")


@pytest.fixture
def plan_odt(tmp_path: Path) -> Path:
    path = tmp_path / "plan.odt"
    path.write_bytes(written("<text:p>The plan.</text:p>"))
    return path


@pytest.fixture
def received(desk: Desk, plan_odt: Path) -> str:
    return desk.receiving.receive(BODY, [plan_odt], FEBRUARY)[0].sha256


@pytest.mark.thorough
@pytest.mark.usefixtures("office")
def test_pages_are_made_once_and_are_pictures(desk: Desk, received: str) -> None:
    pages = desk.pages
    pages.drawn.make(received)
    name = pages.drawn.name(received)
    assert len(pages.sizes(name)) == 1
    assert len(pages.render(name, 0, 0.5).data) > 1000
    assert (pages.boxes(name, 0).text, pages.links(name, 0), pages.outline(name).headings) == ("", (), ())
    made = pages.drawn.path(received)
    assert made.is_relative_to(desk.folder / "cache")
    before = made.stat().st_mtime_ns
    pages.drawn.make(received)
    assert made.stat().st_mtime_ns == before
    assert [path.name for path in made.parent.iterdir()] == [made.name]  # nothing half made beside it


@pytest.mark.thorough
@pytest.mark.usefixtures("office")
def test_a_locked_document_is_opened_with_the_password_of_this_sitting(
    desk: Desk, shared: Path, home: Home, clock: Clock
) -> None:
    locked = shared / "corpus/docx/bug53475-password-is-pass.docx"
    document = desk.receiving.receive(BODY, [locked], FEBRUARY, password="pass")[0].sha256
    desk.pages.drawn.make(document)
    assert desk.pages.sizes(desk.pages.drawn.name(document))
    desk.pages.drawn.path(document).unlink()
    folder = desk.folder
    desk.close()
    with (
        Desk.open(folder, home, clock) as later,
        pytest.raises(DocumentError, match="drawing-locked-again"),
    ):
        later.pages.drawn.make(document)


@pytest.mark.long
@pytest.mark.usefixtures("office")
def test_what_our_reader_could_not_read_is_read_from_what_libreoffice_made_of_it(
    desk: Desk, received: str
) -> None:
    refused = DocumentText(received, "odt", "", problem=Problem(Reason.OLD_WORD_UNKNOWN))
    desk.session.casebook.index.put(refused)
    assert desk.pages.drawn.make(received)
    text = desk.reading.text(received)
    assert [(part.place, part.text) for part in text.parts] == [("s1", "The plan.")]
    assert (text.kind, text.problem) == ("odt", None)
    assert text.extractor.startswith("libreoffice-")
    assert text.also[0] == Note(NoteCode.READ_BY_OFFICE)
    assert not desk.pages.drawn.make(received)  # the pages are there, and so is the text


@pytest.mark.long
@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("doc/testWordPerfect_50.doc", "wpd", "Sluwe Sjaantje sloeg"),
        ("presentation/ecdl_paris.ppt", "ppt95", "JISC Digital Library"),
    ],
)
def test_what_only_libreoffice_can_read_is_read_once_it_is_drawn(
    desk: Desk, shared: Path, name: str, kind: str, words: str
) -> None:
    document = desk.receiving.receive(BODY, [shared / "corpus-misread" / name], FEBRUARY)[0].sha256
    assert desk.pages.drawn.make(document)
    text = desk.reading.text(document)
    assert (text.kind, text.problem) == (kind, None)
    assert words in text.parts[0].text


def test_a_locked_document_is_not_given_to_libreoffice(desk: Desk, shared: Path) -> None:
    locked = desk.receiving.receive(BODY, [shared / "corpus/doc/PasswordProtected.doc"], FEBRUARY)[0].sha256
    with pytest.raises(DocumentError, match=r"drawing-locked|office-missing"):
        desk.pages.drawn.make(locked)


@pytest.mark.usefixtures("office")
def test_what_nobody_waits_for_is_stopped(desk: Desk, received: str) -> None:
    with pytest.raises(CancelledError):
        desk.pages.drawn.make(received, lambda: True)
    assert not desk.pages.drawn.path(received).exists()


@pytest.fixture
def without(desk: Desk) -> DrawnPages:
    """The desk's drawn pages on a machine that has no LibreOffice."""
    nowhere = Office(look=lambda: None)
    return DrawnPages(desk.session.casebook, new_reader, desk.reading.text, {}, nowhere)


def test_without_libreoffice_a_clear_word_says_so(without: DrawnPages, received: str) -> None:
    with pytest.raises(DocumentError) as refused:
        without.make(received)
    assert error_words(refused.value) == (
        "Page images need LibreOffice, which is not installed. "
        "Read its text instead, or ask the sender for it as a PDF."
    )


def test_a_kind_without_pages_says_so(desk: Desk, without: DrawnPages, plan: Path) -> None:
    document = desk.receiving.receive(BODY, [plan], FEBRUARY)[0].sha256
    with pytest.raises(DocumentError, match="office-kind"):
        without.make(document)
