"""The real window on the real sample, worked by keys and mouse."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.desk import Desk, Home
from reviewer.desk.settings import SHARE, TEXT_SIZE
from reviewer.ui.look import SIZES
from reviewer.ui.screen import ScreenKind
from reviewer.ui.screens import SCREENS
from reviewer.ui.window import MainWindow
from tests.locked import WORD, locked_pdf
from tests.once import Once
from tests.ui.company import have_company
from tests.ui.every_dialog import Stage, prepare
from tests.ui.person import Sits, WorkingPerson, closed, opened
from tests.ui.shared_window import SharedWindow, SitsBefore

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


class MakesSample(Protocol):
    """Makes a copy of the sample, or of one *of* which more was made, once in a run, in which something was done: `config`, `data`, and a folder for what was sent."""

    def __call__(self, name: str, act: Callable[[Desk, Path], object], of: Path | None = None) -> Path: ...


@pytest.fixture(scope="session")
def sample_with(once: Once, made_sample: Path, root: Path) -> MakesSample:
    """Make samples in which more was done, for copies."""

    def made(name: str, act: Callable[[Desk, Path], object], of: Path | None = None) -> Path:
        def make(folder: Path) -> None:
            shutil.copytree(of or made_sample, folder, dirs_exist_ok=True)
            (folder / "sent").mkdir(exist_ok=True)
            home = Home(folder / "config", root / "resources", folder / "data")
            with Desk.open(home.data / "sample.casebook", home) as desk:
                act(desk, folder / "sent")

        return once(name, make)

    return made


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
def made_company(sample_with: MakesSample) -> Path:
    """The sample, on which somebody works with a colleague, and somebody else asks to."""
    return sample_with("company", have_company)


@pytest.fixture
def in_company(sit_down: Sits, made_company: Path, root: Path, tmp_path: Path) -> WorkingPerson:
    """Someone who sits before it, and reaches the shared folder."""
    home = someone_with(made_company, tmp_path, root)
    share = shutil.copytree(made_company / "sent/Shared with the team", tmp_path / "Shared with the team")
    home.settings.put(SHARE.of(home.data / "sample.casebook"), share)
    return sit_down(home)


@pytest.fixture(scope="session")
def recognised_sample(sample_with: MakesSample) -> Path:
    """The sample, whose own scans have been read."""
    return sample_with("recognised", lambda desk, _folder: desk.recognition.recognise())


@pytest.fixture
def recognised_home(recognised_sample: Path, root: Path, tmp_path: Path) -> Home:
    """The folders of someone who has it."""
    return someone_with(recognised_sample, tmp_path, root)


@pytest.fixture(autouse=True)
def nothing_worn_after(request: pytest.FixtureRequest, stays_open: list[QObject]) -> Iterator[None]:
    """Typeface, text size and sheet are as before, when all windows are gone: no test meets those of another."""
    if "qapp" not in request.fixturenames:
        yield
        return
    application: QApplication = request.getfixturevalue("qapp")
    font, sheet = application.font(), application.styleSheet()
    yield
    if stays_open:  # which takes off what it wears
        return
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
def reading_size(request: pytest.FixtureRequest) -> int:
    """The size of text that a test's `percent` says, for which windows are opened: to change it takes as long as to open one."""
    called = getattr(request.node, "callspec", None)
    return int(called.params.get("percent", SIZES[0])) if called is not None else SIZES[0]


@pytest.fixture
def begin_window(qtbot: QtBot, tmp_path: Path, reading_size: int) -> Iterator[Opens]:
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
        if reading_size != SIZES[0]:
            home.settings.put(TEXT_SIZE, reading_size)
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


# --- windows that are shared --------------------------------------------------------------------------


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have tests that share a window follow one another, in one worker: which goes before which is always the same."""
    for item in items:
        if _shares(item):
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))
    places = {path: at for at, path in enumerate(dict.fromkeys(item.path for item in items))}
    items.sort(key=lambda item: (places[item.path], _shares(item)))


def _shares(item: pytest.Item | None) -> bool:
    """Tell whether a test sits down at the window of its file: one that asks for its own folders has a window of its own."""
    asked = getattr(item, "fixturenames", ())
    marked = item is not None and item.get_closest_marker("shares_window") is not None
    return marked and "shared_window" in asked and "sample_home" not in asked


_FOLLOWING = pytest.StashKey[pytest.Item | None]()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Note which test is the next, before a test's things are put away."""
    item.stash[_FOLLOWING] = nextitem


@pytest.fixture(scope="session")
def shared_window(tmp_path_factory: pytest.TempPathFactory, root: Path) -> SharedWindow:
    """The window that tests of a file go on in."""
    return SharedWindow(tmp_path_factory, root / "resources")


@pytest.fixture
def stays_open(request: pytest.FixtureRequest) -> Iterator[list[QObject]]:
    """The shared window, once a test sat down at it. It is closed when the next test is of another file, and when this one failed."""
    left: list[QObject] = []
    if not _shares(request.node):
        yield left
        return
    qtbot: QtBot = request.getfixturevalue("qtbot")
    shared: SharedWindow = request.getfixturevalue("shared_window")
    failed = request.session.testsfailed
    yield left
    following = request.node.stash[_FOLLOWING]
    go_on = _shares(following) and following.path == request.node.path
    if not go_on or request.session.testsfailed > failed:
        shared.let_go(qtbot)


@pytest.fixture
def sit_before(
    request: pytest.FixtureRequest, shared_window: SharedWindow, stays_open: list[QObject], qtbot: QtBot,
    reading_size: int, root: Path, tmp_path: Path,
) -> Iterator[SitsBefore]:  # fmt: skip
    """Seat someone before a copy of a casebook that was made once: in the window of the file, where its tests share one."""

    def sit(made: Path) -> WorkingPerson:
        if not _shares(request.node):
            alone: Sits = request.getfixturevalue("sit_down")
            return alone(someone_with(made, tmp_path, root))
        who = shared_window.sit_down(qtbot, made, reading_size)
        stays_open[:] = [who.window]
        return who

    yield sit
    shared_window.rise()


@pytest.fixture
def person(
    request: pytest.FixtureRequest, sit_before: SitsBefore, sit_down: Sits, made_sample: Path
) -> WorkingPerson:
    """Someone who sits before the sample, at its first body."""
    if "sample_home" in request.fixturenames:
        return sit_down(request.getfixturevalue("sample_home"))
    return sit_before(made_sample)


@pytest.fixture(scope="session")
def made_locked(sample_with: MakesSample) -> Path:
    """The sample, whose Thornwick has sent two locked plans."""

    def receive(desk: Desk, sent: Path) -> None:
        for name in ("first", "second"):
            (sent / f"a {name} plan.pdf").write_bytes(locked_pdf(f"The {name} plan of the unit.", WORD))
        desk.receiving.receive("thornwick", [sent], date(2025, 2, 20))

    return sample_with("locked", receive)


@pytest.fixture
def locked(made_locked: Path, root: Path, tmp_path: Path) -> Home:
    """Someone who has that."""
    return someone_with(made_locked, tmp_path, root)
