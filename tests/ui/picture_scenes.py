"""Shows what the pictures of the guide are taken of, and takes them: run by pictures.py, in a process of its own. Not a test.

Size, theme, typeface, time of day, keys and sample are the same each time, and so is what is made by chance.
"""

from __future__ import annotations

import os
import random
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from reviewer.app import new_application
from reviewer.desk import Desk, Home
from reviewer.desk.case_saving import OpenCase
from reviewer.desk.settings import SHARE
from reviewer.desk.triage.values import Sort
from reviewer.model import Span
from reviewer.ui.desk.screen import DeskScreen
from reviewer.ui.new_case.acts import case_window
from reviewer.ui.screenshots import furnished, settle
from reviewer.ui.status import StatusStrip
from reviewer.ui.triage.screen import TriageScreen
from reviewer.ui.triage.view import TriageView
from reviewer.ui.window import MainWindow
from reviewer.ui.workspace import Workspace
from tests.ui.company import have_company
from tests.ui.parcel import parcel
from tests.ui.seen import picture
from tests.ui.shots import window_of

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources/samples/boundaries"
SIZE = 1100, 700
"""Pixels of a picture: wide enough for lists, document and cards beside each other, and no wider than can be read in a page."""
COLOURS = 256
PATIENCE = 60.0
CALM, LOOKS = 0.15, 3
"""Seconds between looks at a window, and how many have to find it as it was, with nothing to do, until it is done."""
BEGUN = datetime(2025, 5, 12, 8, 0, tzinfo=UTC)
"""When the first act on the sample is done: after all that was sent had come."""
MINUTE = 60_000_000
TEAM = Path("/media/team/Boundaries 2025")
"""Where the shared folder is said to be: where it is has another name each time."""
JUDGED, OPEN = "penmarsh", "thornwick"
Scenes = Mapping[str, Callable[[], QWidget]]
"""By a picture's name: has what it shows shown, and returns the window to take."""


class Clock:
    """A minute passes from act to act, and none while somebody looks."""

    def __init__(self) -> None:
        self._now = int(BEGUN.timestamp() * 1_000_000)

    def of_acts(self) -> int:
        """Return the time of the next act, in UTC microseconds."""
        self._now += MINUTE
        return self._now

    def of_looks(self) -> int:
        """Return the time at which something is shown."""
        return self._now


def take_all(out: Path) -> None:
    """Write every picture into ``out``."""
    os.environ.pop("REVIEWER_NAME", None)  # each of them has a name of their own
    chance = random.Random(2025)
    secrets.token_hex = lambda nbytes=None: chance.randbytes(nbytes or 32).hex()
    application, clock = new_application(), Clock()
    application.setCursorFlashTime(0)
    with tempfile.TemporaryDirectory() as made:
        alone, company = Path(made) / "alone", Path(made) / "company"
        with Desk.sample(alone / "sample.casebook", someone(alone, "Robin Ash", "1"), clock=clock.of_acts):
            pass
        shutil.copytree(alone, company)
        take(application, alone, clock, scenes_alone, out)
        with Desk.open(company / "sample.casebook", home_in(company), clock.of_acts) as desk:
            for name, digit in (("mae", "2"), ("grace", "3")):
                put_key(company / name, digit)
            have_company(desk, company, clock.of_acts)
        home_in(company).settings.put(SHARE.of(company / "sample.casebook"), TEAM)
        take(application, company, clock, scenes_in_company, out)


def home_in(folder: Path) -> Home:
    """The folders of whoever has ``folder``."""
    return Home(folder / "config", ROOT / "resources", folder / "data")


def put_key(folder: Path, digit: str) -> None:
    """Give somebody a key that is the same each time."""
    (folder / "data").mkdir(parents=True)
    (folder / "config").mkdir()
    (folder / "config/author.key").write_text(digit * 64, encoding="ascii")
    (folder / "config/author.key").chmod(0o600)


def someone(folder: Path, name: str, digit: str) -> Home:
    """Somebody with a name and a key."""
    put_key(folder, digit)
    home = home_in(folder)
    home.choose_name(name)
    return home


def take(
    application: QApplication,
    folder: Path,
    clock: Clock,
    scenes: Callable[[MainWindow, Workspace, Path], Scenes],
    out: Path,
) -> None:
    """Take the pictures of some scenes in a window on the sample in ``folder``."""
    window = window_of(folder, application)
    window.resize(*SIZE)
    space = furnished(window, lambda: window.opening.open(folder / "sample.casebook"))
    space.session.desk.session.clock = clock.of_looks
    for name, show in scenes(window, space, folder).items():
        shown = show()
        keep(at_rest(shown, window), out / f"{name}.png")
        if shown is not window:
            shown.close()
    window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def at_rest(shown: QWidget, window: MainWindow) -> Image.Image:
    """Return what is shown, once that does not change any more and nothing is on its way, nor is said to be."""
    (strip,) = window.findChildren(StatusStrip)
    before, same, end = picture(shown), 0, time.monotonic() + PATIENCE
    while same < LOOKS:
        if time.monotonic() > end:
            raise TimeoutError(shown.windowTitle())
        settle(CALM)
        window.messages.clear()
        now = picture(shown)
        still = now == before and not window.work.busy and strip.isHidden()
        before, same = now, same + 1 if still else 0
    return before


def until(ready: Callable[[], object]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError
        settle(CALM)


def keep(shown: Image.Image, path: Path) -> None:
    """Write a picture with few colours, which a screen has; that makes it a third as large."""
    shown.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)


# --- what is shown ------------------------------------------------------------------------------------


def scenes_alone(window: MainWindow, space: Workspace, folder: Path) -> Scenes:
    """What whoever works alone sees, in the order in which it is shown."""

    def screen(name: str) -> QWidget:
        space.go(name)
        space.session.choose_body(JUDGED)
        until(lambda: space.session.settled)
        space.take_focus()
        return window

    def desk() -> QWidget:
        screen("desk")
        row = next(
            row for row in space.session.desk.reading.documents(JUDGED) if row.name == "Integrity plan.pdf"
        )
        card = space.session.desk.standing.state(JUDGED).criteria["policy"]
        place = next(each for each in card.evidence if each.place)
        space.go(
            "desk", {"place": Span(row.sha256, place.place, place.start, place.end), "criterion": "policy"}
        )
        return window

    def absence() -> QWidget:
        space.go("desk", {"body": OPEN, "criterion": "unit"})
        until(lambda: space.session.settled and not window.work.busy)
        looking = desk_of(space).view.checklist.looking
        looking.search("unit")
        until(lambda: looking.is_open)
        return window

    def new_inspection() -> QWidget:
        shutil.copytree(SAMPLE / "case", folder / "Boundaries 2025")
        os.chdir(folder)
        case = OpenCase(Path("Boundaries 2025"))  # whose whole name would be another each time
        made = case_window(window.look, case, window.work, window.action_list, window)
        made.show()
        made.resize(*SIZE)
        return made

    return {
        "desk": desk,
        "matrix": lambda: screen("matrix"),
        "letter": lambda: screen("letter"),
        "absence": absence,
        "new-inspection": new_inspection,
        **scenes_of_intake(window, space, folder),
    }


def scenes_of_intake(window: MainWindow, space: Workspace, folder: Path) -> Scenes:
    """What many sent at once: first whose it is, then what is to be decided once it is received."""

    def intake() -> QWidget:
        space.go("intake", {"paths": [parcel(folder / "Sent by the closing date")]})
        view = intake_of(space)
        until(lambda: view.assign.table.entries.items)
        view.assign.on.setText("26 Feb 2025")
        return window

    def intake_decide() -> QWidget:
        view = intake_of(space)
        view.assign.receive_now()
        until(lambda: view.decide.rows.groups and not window.work.busy)
        view.show_half(1)
        # The one that came late: which was there first, and so is chosen, depends on what was looked up first.
        (late,) = (matters[0] for sort, matters in view.decide.rows.groups if sort is Sort.LATE)
        view.decide.tree.setCurrentIndex(view.decide.rows.place_of(late.key))
        return window

    return {"intake": intake, "intake-decide": intake_decide}


def scenes_in_company(window: MainWindow, space: Workspace, _folder: Path) -> Scenes:
    """What whoever works with others sees."""

    def screen(name: str) -> QWidget:
        space.go(name)
        space.take_focus()
        return window

    return {name: partial(screen, name) for name in ("conflicts", "members")}


def desk_of(space: Workspace) -> DeskScreen:
    """Return the screen with the documents."""
    screen = space.screen_of("desk")
    assert isinstance(screen, DeskScreen)
    return screen


def intake_of(space: Workspace) -> TriageView:
    """Return the screen for what came from many at once."""
    screen = space.screen_of("intake")
    assert isinstance(screen, TriageScreen)
    return screen.view


if __name__ == "__main__":
    take_all(Path(sys.argv[1]))
