"""Whole jobs by keyboard alone, with their key presses counted beyond typed text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from reviewer.desk import Desk, Home
from reviewer.ui.intake_dialogs import ReceiveDialog
from reviewer.ui.letter.question import SignedDialog, SignQuestion
from reviewer.ui.letter.signing import IdentityDialog, SignDialog
from tests.ui.person import Sits
from tests.ui.typist import KeyboardPerson

FROM_OPEN_TO_SIGNED = 60
JUDGING = 40

FOUND = (
    (1, 1, "every officer has signed for it", "In force since October 2024 and signed for by every officer."),
    (2, 3, "We have not looked at the size of our integrity unit", "No review since 2016."),
    (3, 2, "A supplier has been chosen", "Software is chosen and comes in May 2025."),
)
"""Of the sample's Thornwick: the criterion, the finding, the passage that it rests on, and the reason."""


def at_the_keyboard(open_window: Sits, home: Home) -> KeyboardPerson:
    """Someone without a mouse, before the first page of the program."""
    who = open_window(home)
    return KeyboardPerson(who.qtbot, who.window)


def open_last(person: KeyboardPerson) -> None:
    """Open the casebook that was open last: it has the focus."""
    person.press("Return")
    person.wait(lambda: person.window.workspace is not None and person.window.workspace.furnished)
    person.settle()


def test_from_opening_the_casebook_to_the_signed_letter(
    open_window: Sits, sample_home: Home, tmp_path: Path
) -> None:
    """The sample's Thornwick: a document comes, five verdicts, an absence, a category, the first identity, the letter."""
    sample_home.remember(sample_home.data / "sample.casebook")
    person = at_the_keyboard(open_window, sample_home)
    person.presses.begin("open the casebook, go to the force")
    open_last(person)
    person.press("End")
    assert person.view.body.code == "thornwick"
    person.presses.begin("receive a document")
    _receive(person, tmp_path)
    person.presses.begin("tie four passages, judge four criteria")  # in what is open first: it has words
    for criterion, finding, words, because in FOUND:
        person.tie(words, criterion)
        person.judge(finding, because)
    person.press("Ctrl+PgDown")
    person.tie("48 of 50 have taken the course", 5)
    person.judge(1, "Nearly all supervisors trained.")
    person.presses.begin("judge the fifth, search for its absence")
    assert person.card.key == "partners", "the next open one"
    person.judge(4, "Nothing that was sent is about local organisations.")
    person.look_for_absence()
    person.presses.begin("choose a category")
    person.press("Ctrl+L")
    person.press("Alt+2")
    person.press("Return")
    person.wait(lambda: person.view.category is not None)
    person.presses.begin("sign, with an identity that is made for it")
    _sign(person, tmp_path / "thornwick.pdf")
    print(f"\n{person.presses}")
    assert person.presses.total <= FROM_OPEN_TO_SIGNED, f"\n{person.presses}"


def _receive(person: KeyboardPerson, folder: Path) -> None:
    note = folder / "Supervisors.txt"
    note.write_text("Every new supervisor is given a mentor for the first six months.\n", encoding="utf-8")
    before = len(person.view.documents)
    person.press("Ctrl+O")
    dialog = person.dialog(ReceiveDialog)
    person.tab_to(dialog.path)
    person.type(str(note))
    person.press("Return")
    person.tab_to(dialog.on)
    person.type("26 Feb 2025")
    person.press("Return")
    person.wait(lambda: len(person.view.documents) == before + 1)
    person.settle()


def _sign(person: KeyboardPerson, out: Path) -> None:
    person.press("Ctrl+Shift+S")
    dialog = person.dialog(SignDialog)
    make = dialog.findChild(QPushButton, "make-identity")
    assert make is not None
    person.tab_to(make)
    person.press("Return")
    making = person.dialog(IdentityDialog)
    person.tab_to(making.file.field)
    person.type(str(out.with_suffix(".p12")))
    for field in (making.password, making.again):
        person.tab_to(field)
        person.type("a quiet harbour")
    person.press("Return")
    person.wait(lambda: person.gone(making))
    dialog.activateWindow()
    person.tab_to(dialog.out.field, "Shift+Tab")
    person.type(str(out))
    person.press("Return")
    question = person.dialog(SignQuestion)
    person.tab_to(question.go)
    person.press("Return")
    person.wait(lambda: person.gone(question))
    done = person.dialog(SignedDialog)
    person.press("Return")
    person.wait(lambda: person.gone(done))
    assert person.space.session.lines[-1].letter_state == "signed"
    assert out.read_bytes().startswith(b"%PDF")


TWELVE = (
    "pdf-text/002-trivial-libre-office-writer.pdf",
    "pdf-text/multicolumn.pdf",
    "pdf-text/pdflatex-4-pages.pdf",
    "pdf-text/toc.pdf",
    "pdf-scanned/c02-22.pdf",
    "docx/single-paragraph.docx",
    "docx/ComplexNumberedLists.docx",
    "spreadsheet/SampleSS.xlsx",
    "presentation/SampleShow.pptx",
    "eml/attachment_pdf.eml",
    "other/testTXT_win-1252.txt",
)
"""Real documents; the mail holds the twelfth."""


@pytest.fixture
def home_2017(home: Home, shared: Path) -> Home:
    """Someone who has received twelve documents of Warwickshire, whose scan is recognised."""
    folder = home.data / "abuse.casebook"
    with Desk.new(folder, shared / "cases/abuse-of-position-2017", home) as desk:
        paths = [shared / "corpus" / name for name in TWELVE]
        rows = desk.receiving.receive("warwickshire", paths, date(2017, 5, 30))
        assert len(rows) == len(TWELVE) + 1
        desk.recognition.recognise()
    home.remember(folder)
    return home


def test_one_force_of_the_2017_case_is_judged_with_twelve_documents(
    open_window: Sits, home_2017: Home
) -> None:
    """All twelve are opened; two criteria rest on a passage, two on a search for an absence, with each piece looked at.

    To turn pages within a document is reading, and not counted: what is read where is nobody's to prescribe.
    """
    person = at_the_keyboard(open_window, home_2017)
    person.presses.begin("open the casebook, go to the force")
    open_last(person)
    person.type("war")
    person.settle()
    assert person.view.body.code == "warwickshire"
    opened = 0
    for row in person.view.documents:
        person.presses.begin("go from document to document")
        if opened:
            person.press("Ctrl+PgDown")
        opened += 1
        assert person.space.session.document == row
        if row.name == "multicolumn.pdf":
            person.presses.begin("tie a passage to two criteria")
            person.tie("Two-Column Document with Lorem Ipsum", 1)
            person.tie_again(4)
    assert opened == len(TWELVE) + 1
    person.presses.begin("judge them")
    assert person.card.key == "partner-engagement"
    person.judge(4, "The plan names partner organisations and meetings already held.")
    assert person.card.key == "national-strategy", "the next open one"
    person.judge(2, "The plans predate the strategy.")
    person.presses.begin("prove two absences, judge them")
    for key in ("ccu-capability", "it-monitoring"):
        assert person.card.key == key
        person.look_for_absence()
        person.judge(1, "Nothing in the submission describes it.")
    assert [blocker.code for blocker in person.view.blocks_signing] == ["no-category"]
    print(f"\n{person.presses}")
    assert person.presses.total <= JUDGING, f"\n{person.presses}"
