"""Screens: one folder and one line each; a way back and forward; where one was is found again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QWidget

from reviewer.desk import Home
from reviewer.desk.settings import PLACE
from reviewer.desk.snapshot import Snapshot
from reviewer.ui.actions.action import Action, Scope, Topic
from reviewer.ui.receiving import of_many
from reviewer.ui.screen import Context, Kept, PlainScreen, ScreenKind
from reviewer.ui.screens import SCREENS
from reviewer.ui.visits import Visit, Visits
from tests.ui.person import Sits, WorkingPerson

# --- one folder's worth of code, and one line ----------------------------------------------------------


class LettersScreen(PlainScreen[QListWidget]):
    """Lists the letters: who is judged, whose letter is signed. Can be asked for a ``body``."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._codes: list[str] = []
        super().__init__(self._build)

    def _build(self) -> QListWidget:
        view = QListWidget()
        view.setAccessibleName("Letters")
        view.itemActivated.connect(self._open)
        return view

    def refresh(self, snapshot: Snapshot) -> None:
        chosen = self._chosen
        self._codes = [line.code for line in snapshot.lines]
        self.view.clear()
        self.view.addItems(
            [f"{line.name}: {sum(map(bool, line.tones))} judged" for line in snapshot.lines],
        )
        self._choose(chosen)

    def go(self, where: Kept) -> None:
        self._choose(str(where.get("body") or self._chosen))

    def remember(self) -> Kept:
        return {"letter": self._chosen}

    def restore(self, kept: Kept) -> None:
        self.refresh(self._context.session.snapshot)
        self._choose(str(kept.get("letter") or ""))

    @property
    def _chosen(self) -> str:
        row = self.view.currentRow()
        return self._codes[row] if row >= 0 else ""

    def _choose(self, code: str) -> None:
        if code in self._codes:
            self.view.setCurrentRow(self._codes.index(code))

    def _open(self) -> None:
        self._context.go("desk", {"body": self._chosen, "criterion": "unit"})


def letters_actions() -> tuple[Action[LettersScreen], ...]:
    return (
        Action(
            "letters.first", "The first letter", ("Ctrl+Alt+L",), Scope.SCREEN,
            lambda screen: screen.view.setCurrentRow(0), topic=Topic.LETTER, screen="letters",
        ),
    )  # fmt: skip


LETTERS = ScreenKind("letters", lambda: "Letters", lambda: "Le&tters", LettersScreen, actions=letters_actions)


@pytest.fixture
def person(sit_down: Sits, sample_home: Home) -> WorkingPerson:
    """Someone whose window has one screen more."""
    return sit_down(sample_home, screens=(*SCREENS, LETTERS))


def listed(person: WorkingPerson) -> QListWidget:
    return person.screen(LettersScreen, "letters").view


def lines(person: WorkingPerson) -> list[str]:
    return [listed(person).item(row).text() for row in range(listed(person).count())]


def test_a_screen_is_opened_by_its_tab_and_by_its_key(person: WorkingPerson) -> None:
    person.click(person.space.bar.tabs["letters"])
    assert listed(person).isVisible()
    person.press("Ctrl+1")
    assert person.desk.isVisible()
    person.press("Ctrl+8")
    assert listed(person).isVisible()
    assert person.space.bar.tabs["letters"].isChecked()
    assert person.window.action_list.key("view.letters") == "Ctrl+8"
    person.press("Ctrl+Alt+L")
    assert listed(person).currentRow() == 0


def test_a_screen_shows_a_verdict_once_it_is_recorded(person: WorkingPerson) -> None:
    person.press("Ctrl+8")
    assert "Thornwick Constabulary: 0 judged" in lines(person)
    person.press("Ctrl+1")
    person.go_to_body("thornwick")
    person.desk.checklist.open_card("policy")
    person.judge(3, "Nothing was sent about it.")
    person.press("Ctrl+8")
    assert "Thornwick Constabulary: 1 judged" in lines(person)


@pytest.mark.thorough
def test_a_screen_leads_to_another_and_one_comes_back_to_the_same_row(person: WorkingPerson) -> None:
    person.press("Ctrl+8")
    person.focus(listed(person))
    person.press("End")
    row = listed(person).currentRow()
    person.press("Return")
    assert person.desk.isVisible()
    assert person.card.key == "unit"
    assert person.view.body.code == person.space.session.lines[row].code
    person.press("Ctrl+[")
    assert listed(person).isVisible()
    assert listed(person).currentRow() == row
    assert QApplication.focusWidget() is listed(person)
    person.press("Ctrl+]")
    assert person.desk.isVisible()
    assert person.card.key == "unit"


@pytest.mark.thorough
def test_what_a_screen_remembers_is_restored(
    person: WorkingPerson, sit_down: Sits, sample_home: Home
) -> None:
    person.press("Ctrl+8")
    person.focus(listed(person))
    person.press("Down")
    person.press("Down")
    row = listed(person).currentRow()
    person.window.close()
    again = sit_down(sample_home, screens=(*SCREENS, LETTERS))
    assert listed(again).isVisible()
    assert listed(again).currentRow() == row


# --- where one was -----------------------------------------------------------------------------------


@pytest.mark.thorough
def test_what_an_earlier_version_remembered_is_read(
    person: WorkingPerson, sit_down: Sits, sample_home: Home
) -> None:
    """It named its views by number, and kept all in one place."""
    where = person.space.session.desk.folder
    person.go_to_body("thornwick")
    old = person.view.documents
    person.window.close()
    sample_home.settings.put(
        PLACE.of(where),
        {
            "body": "thornwick",
            "document": old[-1].sha256,
            "place": "",
            "card": "supervisors",
            "view": 1,
            "panes": [200, 700, 300],
            "left": [300, 300],
            "percent": 100,
            "typed": [["thornwick", "supervisors", "", "Half a sentence"]],
        },
    )
    again = sit_down(sample_home)
    assert again.space.shown == "desk"
    assert again.view.body.code == "thornwick"
    assert again.space.session.document is not None
    assert again.space.session.document.sha256 == old[-1].sha256
    assert again.card.key == "supervisors"
    assert again.inside.reason.toPlainText() == "Half a sentence"


@pytest.mark.thorough
@pytest.mark.parametrize(
    "kept",
    [
        {"screen": 3, "screens": [1], "body": 5, "typed": {"a": 1}},
        {"screen": "gone", "screens": {"desk": {"document": 4, "card": [], "panes": "wide", "percent": 100}}},
        {"screens": {"desk": None, "intake": {"half": 9}}, "screen": "intake"},
    ],
)
def test_what_makes_no_sense_is_not_restored(
    person: WorkingPerson, sit_down: Sits, sample_home: Home, kept: dict[str, object]
) -> None:
    where = PLACE.of(person.space.session.desk.folder)
    person.window.close()
    sample_home.settings.put(where, kept)
    again = sit_down(sample_home)
    assert again.view.body.code == again.space.session.lines[0].code
    assert not again.message


# --- back and forward --------------------------------------------------------------------------------


def visit(name: str) -> Visit:
    screen, _, body = name.partition("/")
    return Visit(screen, body, {})


@pytest.fixture
def visits() -> tuple[Visits, Callable[[float], None]]:
    now = [0.0]

    def wait(seconds: float) -> None:
        now[0] += seconds

    return Visits(lambda: now[0]), wait


def test_visits_are_gone_through_as_in_a_browser(visits: tuple[Visits, Callable[[float], None]]) -> None:
    way, wait = visits
    for name in ("desk/a", "letter/a", "desk/b"):
        way.leave(visit(name))
        wait(5)
    here = visit("matrix/b")
    assert way.back(here) == visit("desk/b")
    assert way.back(visit("desk/b")) == visit("letter/a")
    assert way.forward(visit("letter/a")) == visit("desk/b")
    assert way.forward(visit("desk/b")) == here
    assert way.forward(here) is None
    assert way.back(here) == visit("desk/b")
    way.leave(visit("desk/b"))  # another way is taken
    assert way.forward(visit("overview/b")) is None


def test_walking_down_a_list_leaves_one_visit(visits: tuple[Visits, Callable[[float], None]]) -> None:
    way, wait = visits
    for name in ("desk/a", "desk/b", "desk/c"):
        way.leave(visit(name), walking=True)
        wait(0.2)
    assert way.back(visit("desk/d")) == visit("desk/a")
    assert way.back(visit("desk/a")) is None


@pytest.mark.thorough
def test_the_mouse_goes_back_too(person: WorkingPerson) -> None:
    person.press("Ctrl+3")
    assert person.space.shown == "overview"
    for button, screen in ((Qt.MouseButton.BackButton, "desk"), (Qt.MouseButton.ForwardButton, "overview")):
        QTest.mouseClick(person.space.bar, button)
        person.settle()
        assert person.space.shown == screen


@pytest.mark.thorough
def test_going_back_to_a_body_shows_its_document_and_card(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    person.open_document("Training record.txt")
    person.desk.checklist.open_card("supervisors")
    person.space.go("desk", {"body": "harrowdale", "criterion": "policy"})
    person.settle()
    assert person.view.body.code == "harrowdale"
    person.press("Ctrl+[")
    assert person.view.body.code == "thornwick"
    assert person.space.session.document is not None
    assert person.space.session.document.name == "Training record.txt"
    assert person.card.key == "supervisors"


# --- panes, drops ------------------------------------------------------------------------------------


@pytest.mark.thorough
def test_f6_goes_round_the_panes_of_the_screen_that_is_shown(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    person.press("Ctrl+2")
    person.wait(lambda: person.letter.preview.paragraphs)
    stops = []
    for _ in range(4):
        person.press("F6")
        assert person.space.shown == "letter"
        stops.append(_pane(person))
    assert set(stops) == {"letter", "category", "left"}
    assert stops[0] == stops[3]
    person.press("Shift+F6")
    assert _pane(person) == stops[2]


@pytest.mark.thorough
def test_every_screen_takes_the_focus_by_f6(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    for screen in ("desk", "letter", "overview", "intake"):
        person.space.go(screen)
        person.focus(person.space.bar.search)
        person.press("F6")
        assert person.space.screen_of(screen).widget.isAncestorOf(person.at()), screen


def _pane(person: WorkingPerson) -> str:
    view = person.letter
    panes: dict[str, QWidget] = {
        "letter": view.paper,
        "category": view.category,
        "left": view.remaining,
    }
    focused = QApplication.focusWidget()
    assert focused is not None
    return next(name for name, pane in panes.items() if pane is focused or pane.isAncestorOf(focused))


def test_folders_of_many_bodies_are_told_from_files(tmp_path: Path) -> None:
    one = tmp_path / "one"
    one.mkdir()
    assert not of_many([one])
    assert not of_many([tmp_path / "a.pdf"])
    for name in ("a", "b"):
        (one / name).mkdir()
    assert of_many([one])
    assert of_many([one / "a", one / "b"])
