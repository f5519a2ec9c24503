"""The case in the window: a body's facts, and an amendment from a folder, looked at and agreed to by keys alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from reviewer.desk import Home
from reviewer.errors import CasebookError
from reviewer.model.amendments import Side
from reviewer.ui.actions.palette import Palette
from reviewer.ui.body_delegate import LINE
from reviewer.ui.case.dialogs import AmendDialog, FactsDialog, SidesDialog
from reviewer.ui.intake_dialogs import FolderDialog
from tests.bodies import give_chief
from tests.colleagues import joined
from tests.ui.conftest import ROOT
from tests.ui.person import WorkingPerson

BODY, NAME = "harrowdale", "Harrowdale Constabulary"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample's case with another chief and another title of its first criterion."""
    case = shutil.copytree(ROOT / "resources/samples/boundaries/case", tmp_path / "case")
    give_chief(case, BODY, "Sir Ivor Newly")
    return case


def change(case: Path, file: str, old: str, new: str) -> None:
    text = (case / file).read_text("utf-8")
    assert old in text
    (case / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def ask(person: WorkingPerson, folder: Path) -> None:
    """Choose the act in the palette, and type the folder."""
    person.press("Ctrl+K")
    person.dialog(Palette)
    person.type("amend the case")
    person.press("Return")
    dialog = person.dialog(FolderDialog)
    person.focus(dialog.folder.field)
    person.press("Ctrl+A")
    person.type(str(folder))
    person.press("Return")


def chief(person: WorkingPerson) -> str:
    return person.space.session.desk.case.body(BODY).facts["chief"]


def test_the_facts_of_a_body_are_a_key_away_and_gone_through_by_arrows(person: WorkingPerson) -> None:
    person.go_to_body(BODY)
    person.press("Ctrl+Shift+B")
    dialog = person.dialog(FactsDialog)
    assert dialog.windowTitle() == NAME
    facts = {row[0]: row[1] for row in dialog.table.rows()}
    assert facts["Name"] == NAME
    assert facts["Chief"] == "Chief Constable"
    assert facts["Date of the letters"]
    assert facts["Letter"] == "Not signed"
    assert QApplication.focusWidget() is dialog.table
    for row in (1, 2):
        person.press("Down")
        assert dialog.table.currentRow() == row
    person.press("Tab")
    assert isinstance(QApplication.focusWidget(), QPushButton), "Tab leaves the table"
    person.press("Escape")
    person.wait(lambda: person.gone(dialog))


def test_facts_are_of_a_body_that_is_chosen(person: WorkingPerson) -> None:
    person.space.session.choose_body("")
    person.settle()
    person.press("Ctrl+Shift+B")
    assert person.message == "Choose a force first."
    assert person.window.action_list.why_not("letter.sign") == person.message
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, FactsDialog)]


def test_what_cannot_be_read_is_not_told_as_nothing_to_settle(
    person: WorkingPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged() -> tuple[Side, ...]:
        raise CasebookError("An amendment is damaged", "Check the casebook.")

    monkeypatch.setattr(person.space.session.desk.amending, "sides", damaged)
    person.space.case.settle()
    assert person.message == "An amendment is damaged. Check the casebook."


@pytest.mark.thorough
def test_an_amendment_is_looked_at_and_made_by_keys_and_all_shows_it(
    person: WorkingPerson, folder: Path
) -> None:
    title = person.space.session.desk.case.framework.criteria[0].title
    change(folder, "framework.toml", f'title = "{title}"', 'title = "Plain rules"')
    before = person.space.session.desk.position
    ask(person, folder)
    dialog = person.dialog(AmendDialog)
    rows = dialog.table.rows()
    assert (f"{NAME}: chief", "Chief Constable", "Sir Ivor Newly") in rows
    assert any(row[1:] == (title, "Plain rules") for row in rows)
    assert any("Drafts of letters" in line and NAME in line for line in dialog.letter_lines)
    person.press("Escape")
    person.wait(lambda: person.gone(dialog))
    assert chief(person) == "Chief Constable"
    assert person.space.session.desk.position == before, "cancelled: nothing is kept"

    person.go_to_body(BODY)
    old = person.space
    ask(person, folder)
    dialog = person.dialog(AmendDialog)
    person.press("Return")
    person.wait(lambda: person.window.workspace is not None and person.window.workspace is not old)
    person.wait(lambda: person.space.furnished)
    person.settle()
    assert chief(person) == "Sir Ivor Newly"
    assert "The case is amended" in person.message
    assert person.view.body.code == BODY, "one is where one was"
    assert person.view.body.facts["chief"] == "Sir Ivor Newly"
    first = person.desk.checklist.cards[person.space.session.desk.case.framework.criteria[0].key]
    assert first.view.criterion.title == "Plain rules"
    old = person.space
    person.press("Ctrl+Z")
    person.wait(lambda: person.window.workspace is not old)
    person.wait(lambda: person.space.furnished)
    person.settle()
    assert chief(person) == "Chief Constable"
    assert "Undone: Case amended." in person.message
    person.window.activateWindow()


@pytest.mark.thorough
def test_what_is_in_use_is_refused_in_words_and_another_name_in_the_list_is_shown(
    person: WorkingPerson, folder: Path
) -> None:
    file = folder / "bodies.tsv"
    whole = file.read_text("utf-8")
    lines = whole.splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.startswith(BODY)), encoding="utf-8")
    ask(person, folder)
    person.wait(lambda: "can't be taken out of the case" in person.message)
    assert "keep its line" in person.message
    file.write_text(whole.replace(f"\t{NAME}\t", "\tHarrowdale Police\t"), encoding="utf-8")
    old = person.space
    ask(person, folder)
    person.dialog(AmendDialog)
    person.press("Return")
    person.wait(lambda: person.window.workspace is not old)
    person.wait(lambda: person.space.furnished)
    listed = person.space.bodies.list.model()
    names = [listed.index(row, 0).data(LINE).name for row in range(listed.rowCount())]
    assert "Harrowdale Police" in names
    assert NAME not in names
    ask(person, folder)
    person.wait(lambda: "Nothing differs" in person.message)


@pytest.mark.long
def test_amendments_against_each_other_are_told_and_one_is_taken(
    person: WorkingPerson, folder: Path, tmp_path: Path
) -> None:
    desk, share = person.space.session.desk, tmp_path / "share"
    share.mkdir()
    desk.sharing.sync(share)
    theirs = Home(tmp_path / "their-config", ROOT / "resources", tmp_path / "their-data")
    with joined(desk, share, tmp_path / "their.casebook", theirs) as other:
        other.amending.amend(other.amending.look(folder))
        other.sharing.sync(share)
    give_chief(folder, BODY, "Dame Ada")
    desk.amending.amend(desk.amending.look(folder))
    old = person.space
    old.session.refresh()
    person.wait(lambda: person.window.workspace is not old and person.space.furnished)
    person.settle()
    old = person.space
    person.press("Ctrl+Shift+Y")
    person.wait(lambda: "stand against each other" in person.message)
    person.wait(lambda: person.window.workspace is not old and person.space.furnished)
    person.settle()
    assert chief(person) == "Chief Constable"
    person.window.action_list.run("case.settle")
    dialog = person.dialog(SidesDialog)
    told = {table.rows()[0][2]: number for number, table in enumerate(dialog.tables)}
    assert set(told) == {"Dame Ada", "Sir Ivor Newly"}
    takes = [
        each for each in dialog.findChildren(QPushButton) if each.accessibleName().startswith("Take the one")
    ]
    assert len({each.accessibleName() for each in takes}) == 2, (
        "both are by one name in one minute, and are told apart"
    )
    heads = {label.text() for label in dialog.findChildren(QLabel)}
    assert {table.accessibleName() for table in dialog.tables} < heads, (
        "what stands above each tells it apart"
    )
    assert len({table.accessibleName() for table in dialog.tables}) == 2
    person.focus(takes[told["Sir Ivor Newly"]])
    person.press("Return")
    person.dialog(AmendDialog)
    old = person.space
    person.press("Return")
    person.wait(lambda: person.window.workspace is not old and person.space.furnished)
    person.settle()
    assert chief(person) == "Sir Ivor Newly"
    assert not person.space.session.snapshot.contested


def test_the_ring_of_the_table_that_has_the_focus_is_whole(person: WorkingPerson) -> None:
    person.window.action_list.run("body.facts")
    table = person.dialog(FactsDialog).table
    person.focus(table)
    person.settle()
    shown, accent = table.grab().toImage(), person.window.look.palette.accent
    right, bottom = shown.width() - 1, shown.height() - 1
    edges = [
        *((x, y) for x in range(0, right, 5) for y in (0, bottom)),
        *((x, y) for y in range(0, bottom, 5) for x in (0, right)),
    ]
    assert [at for at in edges if shown.pixelColor(*at).name() != accent.lower()] == []
