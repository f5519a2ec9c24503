"""The real window on the real sample, worked by keys and mouse."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.desk import Desk, Home
from reviewer.ui.screen import ScreenKind
from reviewer.ui.screens import SCREENS
from reviewer.ui.window import MainWindow
from tests.locked import WORD, locked_pdf
from tests.once import Once
from tests.ui.every_dialog import Stage, prepare
from tests.ui.person import Sits, WorkingPerson, closed, opened

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A new person's folders."""
    (tmp_path / "person-data").mkdir()
    return Home(tmp_path / "person", ROOT / "resources", tmp_path / "person-data")


def someone_with(made: Path, folder: Path, root: Path) -> Home:
    """The folders of someone who has a copy of what was made once (`config` and `data` in *made*)."""
    for name in ("config", "data"):
        shutil.copytree(made / name, folder / "who" / name)
    return Home(folder / "who/config", root / "resources", folder / "who/data")


def someone_with_all(prepared: Path, folder: Path, root: Path) -> Home:
    """The folders of someone who has a copy of the prepared sample, in a folder that is not there yet."""
    shutil.copytree(prepared, folder)
    return Home(folder / "who/config", root / "resources", folder / "who/data")


@pytest.fixture
def sample_home(made_sample: Path, root: Path, tmp_path: Path) -> Home:
    """The folders of someone who has the sample already."""
    return someone_with(made_sample, tmp_path, root)


@pytest.fixture(scope="session")
def prepared(once: Once, made_sample: Path, root: Path) -> Path:
    """The sample with all that dialogs show, made once."""

    def make(folder: Path) -> None:
        shutil.copytree(made_sample, folder / "who")
        home = Home(folder / "who/config", root / "resources", folder / "who/data")
        with Desk.open(home.data / "sample.casebook", home) as desk:
            prepare(desk, folder)

    return once("prepared", make)


@pytest.fixture
def prepared_home(prepared: Path, root: Path, tmp_path: Path) -> Home:
    """The folders of someone whose sample has all that dialogs show."""
    return someone_with_all(prepared, tmp_path / "all", root)


@pytest.fixture
def busy(sit_down: Sits, prepared_home: Home) -> WorkingPerson:
    """Someone who sits before it."""
    return sit_down(prepared_home)


@pytest.fixture
def stage(busy: WorkingPerson, tmp_path: Path) -> Stage:
    """What dialogs are made from in that window."""
    return Stage(busy.window, tmp_path / "all")


@pytest.fixture(scope="session")
def recognised_sample(once: Once, made_sample: Path, root: Path) -> Path:
    """The sample, whose own scans have been read."""

    def make(folder: Path) -> None:
        shutil.copytree(made_sample, folder, dirs_exist_ok=True)
        home = Home(folder / "config", root / "resources", folder / "data")
        with Desk.open(home.data / "sample.casebook", home) as desk:
            desk.recognition.recognise()

    return once("recognised", make)


@pytest.fixture
def recognised_home(recognised_sample: Path, root: Path, tmp_path: Path) -> Home:
    """The folders of someone who has it."""
    return someone_with(recognised_sample, tmp_path, root)


@pytest.fixture(autouse=True)
def nothing_worn_after(request: pytest.FixtureRequest) -> Iterator[None]:
    """Typeface, text size and sheet are as before, when all windows are gone: no test meets those of another."""
    if "qapp" not in request.fixturenames:
        yield
        return
    application: QApplication = request.getfixturevalue("qapp")
    font, sheet = application.font(), application.styleSheet()
    yield
    if application.font() != font:
        application.setFont(font)
    if application.styleSheet() != sheet:
        application.setStyleSheet(sheet)


class Opens(Protocol):
    """Shows a window for someone's home; `begin` is called before it is on the screen."""

    def __call__(
        self,
        home: Home,
        begin: Callable[[MainWindow], object] = ...,
        *,
        reads_scans: bool = False,
        screens: Sequence[ScreenKind] = SCREENS,
    ) -> WorkingPerson: ...


@pytest.fixture
def begin_window(qtbot: QtBot, tmp_path: Path) -> Iterator[Opens]:
    """Open a window for someone's home, in which something may be begun; every window is closed in the end."""
    windows: list[MainWindow] = []

    def make(
        home: Home,
        begin: Callable[[MainWindow], object] = lambda _window: None,
        *,
        reads_scans: bool = False,
        screens: Sequence[ScreenKind] = SCREENS,
    ) -> WorkingPerson:
        log = tmp_path / "reviewer.log"
        window = opened(qtbot, home, log, reads_scans=reads_scans, screens=screens, begin=begin)
        windows.append(window)
        return WorkingPerson(qtbot, window)

    yield make
    for window in windows:
        closed(qtbot, window)


@pytest.fixture
def open_window(begin_window: Opens) -> Sits:
    """Open a window for someone's home, at its first page."""

    def make(
        home: Home, *, reads_scans: bool = False, screens: Sequence[ScreenKind] = SCREENS
    ) -> WorkingPerson:
        return begin_window(home, reads_scans=reads_scans, screens=screens)

    return make


@pytest.fixture
def sit_down(begin_window: Opens) -> Sits:
    """Open a window for someone's home, with the sample in it."""

    def sit(
        home: Home, *, reads_scans: bool = False, screens: Sequence[ScreenKind] = SCREENS
    ) -> WorkingPerson:
        who = begin_window(
            home, lambda window: window.opening.sample(), reads_scans=reads_scans, screens=screens
        )
        who.wait(lambda: who.window.workspace is not None and who.window.workspace.furnished)
        who.settle()
        return who

    return sit


@pytest.fixture
def person(sit_down: Sits, sample_home: Home) -> WorkingPerson:
    """Someone who sits before the sample, at its first body."""
    return sit_down(sample_home)


@pytest.fixture
def locked(sample_home: Home, tmp_path: Path) -> Home:
    """Someone whose Thornwick has sent two locked plans."""
    folder = tmp_path / "sent"
    folder.mkdir()
    for name in ("first", "second"):
        (folder / f"a {name} plan.pdf").write_bytes(locked_pdf(f"The {name} plan of the unit.", WORD))
    with Desk.open(sample_home.data / "sample.casebook", sample_home) as desk:
        desk.receiving.receive("thornwick", [folder], date(2025, 2, 20))
    return sample_home
