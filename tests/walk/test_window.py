"""The whole job in the window, by keys and mouse: from the welcome screen to a signed letter."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QPushButton

from reviewer.desk import Home
from reviewer.ui.checklist.tying import TieDialog
from reviewer.ui.intake_dialogs import ReceiveDialog
from reviewer.ui.letter.signing import IdentityDialog, SignDialog
from tests.ui.conftest import begin_window, home, open_window, reading_size  # noqa: F401 - the same window as in tests/ui
from tests.ui.person import WorkingPerson


def test_from_welcome_to_a_signed_letter(
    open_window: Callable[[Home], WorkingPerson],  # noqa: F811
    home: Home,  # noqa: F811
    tmp_path: Path,
    tool: Callable[[str], str],
) -> None:
    person = open_window(home)
    window = person.window
    assert window.action_list.why_not("documents.receive") == "Open a casebook first."
    person.click(window.welcome.sample)
    person.click(window.welcome.sample)  # who is impatient
    person.wait(lambda: window.workspace is not None and window.workspace.furnished)
    person.settle()
    assert person.message == ""

    person.go_to_body("thornwick")
    note = "Supervisors.txt"
    receive(
        person,
        tmp_path,
        note,
        "Every new supervisor is given a mentor for the first six months.\n",
        "26 Feb 2025",
    )
    assert [str(row.on) for row in person.view.documents if row.name == note] == ["2025-02-26"]
    _judge(person)
    _prove_an_absence(person)
    _sign(person, tmp_path / "thornwick.pdf")

    told = subprocess.run(
        [tool("pdfsig"), tmp_path / "thornwick.pdf"], capture_output=True, text=True, check=False
    )
    assert "Signature is Valid" in told.stdout
    assert "Total document signed" in told.stdout
    assert person.space.session.lines[-1].letter_state == "signed"


def receive(person: WorkingPerson, folder: Path, name: str, words: str, on: str) -> None:
    """Write a document, and receive it from the chosen body by keys, on a day as it is typed."""
    note = folder / name
    note.write_text(words, encoding="utf-8")
    before = len(person.view.documents)
    person.press("Ctrl+O")
    dialog = person.dialog(ReceiveDialog)
    person.focus(dialog.path)
    person.type(str(note))
    person.press("Return")
    assert dialog.list.count() == 1
    person.focus(dialog.on)
    person.press("Ctrl+A")
    person.type(on)
    person.press("Return")
    person.wait(lambda: len(person.view.documents) == before + 1)
    person.wait(lambda: person.message.startswith("1 document received."))


def _judge(person: WorkingPerson) -> None:
    person.open_document("Commissioner's statement.docx")
    person.tie("every officer has signed for it", 1)
    assert person.card.key == "policy"
    person.judge(1, "In force since October 2024 and signed for by every officer.")
    person.tie("We have not looked at the size of our integrity unit", 2)
    person.judge(3, "No review since 2016.")
    person.tie("A supplier has been chosen", 3)
    person.judge(2, "Software is chosen and comes in May 2025.")
    person.open_document("Training record.txt")
    person.find_and_select("48 of 50 have taken the course")
    person.press("Ctrl+J")
    chooser = person.dialog(TieDialog)
    for _ in range(4):
        person.press("Down")
    person.press("Return")
    person.wait(lambda: person.gone(chooser))
    person.wait(lambda: person.card.key == "supervisors")
    assert len(person.card.view.evidence) == 1
    person.judge(1, "Nearly all supervisors trained.")


def _prove_an_absence(person: WorkingPerson) -> None:
    person.click(person.desk.remaining.sentence)
    assert person.card.key == "partners"
    person.judge(4, "Nothing that was sent is about local organisations.")
    assert "nothing was searched" in person.desk.remaining.sentence.accessibleName().lower()
    person.press("Ctrl+Shift+A")
    looking = person.desk.checklist.looking
    person.wait(lambda: looking.is_open or person.message.startswith(("Searched", "Nothing found")))
    if looking.is_open:
        person.wait(lambda: QApplication.focusWidget() is looking.pane.list)
        for _ in range(looking.pane.left_to_see):
            person.press("Space")
        person.press("Return")
    person.wait(lambda: person.card.view.search and person.card.view.search.content.looked_at)
    left = person.view.blocks_signing
    assert [blocker.code for blocker in left] == ["no-category"]


def _sign(person: WorkingPerson, out: Path) -> None:
    person.click(person.desk.remaining.preview)
    letter = person.letter
    person.wait(lambda: "Dear" in letter.preview.toPlainText())
    assert "found nothing about" in letter.preview.toPlainText()
    person.click(letter.remaining.sentence)
    person.press("Alt+2")
    person.press("Return")
    person.wait(lambda: person.view.category is not None)
    sign(person, out)


def sign(person: WorkingPerson, out: Path) -> None:
    """Sign the letter that is shown, into a file, by an identity that is made beside it."""
    person.press("Ctrl+Shift+S")
    dialog = person.dialog(SignDialog)
    make = dialog.findChild(QPushButton, "make-identity")
    assert make is not None
    person.click(make)
    making = person.dialog(IdentityDialog)
    for field, text in (
        (making.file.field, str(out.with_suffix(".p12"))),
        (making.password, "a quiet harbour"),
        (making.again, "a quiet harbour"),
    ):
        person.focus(field)
        person.press("Ctrl+A")
        person.type(text)
    person.press("Return")
    person.wait(lambda: person.gone(making))
    dialog.activateWindow()
    person.focus(dialog.out.field)
    person.press("Ctrl+A")
    person.type(str(out))
    person.press("Return")
    person.wait(lambda: "Looking" not in dialog.complaint)
    assert not dialog.complaint
    person.sign_for_good()
    assert person.gone(dialog)
    assert "Signed by" in person.message
    assert out.read_bytes().startswith(b"%PDF")
