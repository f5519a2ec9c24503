"""Takes the pictures that are looked at: every screen and every dialog in every look. Not a test.

`make shots`, or `python -m tests.ui.shots OUT [SCENE…] [--look LOOK…]`, where a scene or a look is a name or a pattern such as
`preferences-*` or `dark-200-1366*`; without any, all are taken. The guide's own pictures are made by pictures.py.
Writes `index.html` beside the pictures: a row for what is shown, a column for each look.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("REVIEWER_NAME", "Robin Ash")

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from reviewer.app import make_window, new_application
from reviewer.desk import Desk, Home
from reviewer.desk.closing import write_merged
from reviewer.model import Span
from reviewer.ui.desk.screen import DeskScreen
from reviewer.ui.members.screen import MembersScreen
from reviewer.ui.screens import SCREENS
from reviewer.ui.screenshots import furnished, save, settle, tells_most, unseen
from reviewer.ui.theme import ThemeName
from reviewer.ui.window import MainWindow
from reviewer.ui.workspace import Workspace
from tests.ui.company import have_company
from tests.ui.every_dialog import DIALOGS, JUDGED, UNREAD, Stage, prepare
from tests.ui.shot_scenes import KEEPS_FOCUS, intake, over_the_desk, sections

ROOT = Path(__file__).resolve().parents[2]
THEMES = (ThemeName.LIGHT, ThemeName.DARK, ThemeName.CONTRAST)
SIZES = ((1366, 768), (1920, 1080))
PERCENTS = (100, 200)
CODES = 3.0
"""Seconds in which the codes of a few people are worked out."""


@dataclass(frozen=True, slots=True)
class Wearing:
    """One look: a theme, the size of text, and the window's size."""

    theme: ThemeName
    percent: int
    size: tuple[int, int]

    def __str__(self) -> str:
        return f"{self.theme.value}-{self.percent}-{self.size[0]}x{self.size[1]}"


@dataclass(frozen=True, slots=True)
class Camera:
    """Writes pictures into ``out``, of those scenes and looks that are ``wanted`` by their patterns; all where there are none."""

    out: Path
    scenes: Sequence[str] = ()
    looks: Sequence[str] = ()

    def wants(self, name: str, look: Wearing) -> bool:
        """Tell whether a picture is to be taken."""
        return _is_one_of(name, self.scenes) and _is_one_of(str(look), self.looks)

    def take(self, shown: QWidget, name: str, look: Wearing) -> None:
        """Write a picture of a window, with a menu that is open over it."""
        save(shown, path := self.out / f"{name}--{look}.png")
        menu = QApplication.activePopupWidget()
        if menu is not None:
            with QPainter(picture := QPixmap(str(path))) as painter:
                painter.drawPixmap(shown.mapFromGlobal(menu.pos()), menu.grab())
            picture.save(str(path))
            menu.close()


def _is_one_of(name: str, patterns: Sequence[str]) -> bool:
    return not patterns or any(fnmatchcase(name, each) for each in patterns)


LOOKS = tuple(Wearing(*look) for look in product(THEMES, PERCENTS, SIZES))


def wear(window: MainWindow, look: Wearing) -> None:
    """Have a window look so."""
    window.look.choose(look.theme, look.percent)
    window.resize(*look.size)
    settle(0.2)


def states(space: Workspace) -> Mapping[str, Callable[[], object]]:
    """What the screens show with a casebook that is worked on, by the picture's name: how each is come to."""

    def screen(name: str, body: str) -> Callable[[], object]:
        def go() -> None:
            space.go(name)
            space.session.choose_body(body)

        return go

    most = tells_most(space)
    return {
        **{kind.id: screen(kind.id, UNREAD if kind.id == "pieces" else most) for kind in SCREENS},
        "desk-passage": lambda: _at_a_passage(space, most),
        "desk-locked": lambda: _at_a_locked_document(space),
        "desk-looking": lambda: _looking(space),
        "desk-found": lambda: _searching(space),
        "letter-signed": screen("letter", JUDGED),
        "letter-blocked": screen("letter", UNREAD),
    }


def _desk(space: Workspace) -> DeskScreen:
    screen = space.screen_of("desk")
    assert isinstance(screen, DeskScreen)
    return screen


def _at_a_passage(space: Workspace, body: str) -> None:
    space.go("desk")
    space.session.choose_body(body)
    settle(0.3)
    cards = space.session.desk.standing.state(body).criteria
    key, found = next((key, each) for key, card in cards.items() for each in card.evidence if each.place)
    document = found.record.content.passage.document
    space.go("desk", {"place": Span(document, found.place, found.start, found.end), "criterion": key})


def _at_a_locked_document(space: Workspace) -> None:
    space.go("desk")
    space.session.choose_body(UNREAD)
    settle(0.3)
    space.session.choose_document(
        next(row for row in space.session.desk.reading.documents(UNREAD) if row.locked)
    )


def _looking(space: Workspace) -> None:
    space.go("desk", {"body": UNREAD, "criterion": "partners"})
    settle(0.3)
    _desk(space).view.checklist.looking.search("partners")


def _searching(space: Workspace) -> None:
    space.go("desk")
    space.session.choose_body(JUDGED)
    space.search_for("integrity unit")


def take_screens(
    window: MainWindow, scenes: Mapping[str, Callable[[], object]], camera: Camera, look: Wearing
) -> None:
    """Take a picture of each scene in one look."""
    wear(window, look)
    for name, go in scenes.items():
        if not camera.wants(name, look):
            continue
        go()
        settle(1.2)
        space = window.workspace
        if name not in KEEPS_FOCUS and space is not None:
            space.bodies.list.setFocus()
        settle(0.1)
        camera.take(window, name, look)
        if space is not None and not space.results.isHidden():
            space.results.leave()
        if space is not None and _desk(space).made is not None:
            _desk(space).view.checklist.looking.back()
        window.messages.clear()


def take_dialogs(stage: Stage, camera: Camera, look: Wearing) -> None:
    """Take a picture of each dialog in one look, as large as it makes itself on that screen."""
    wear(stage.window, look)
    for kind, make in DIALOGS.items():
        if not camera.wants(kind.__name__, look):
            continue
        dialog = make(stage)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        dialog.show()
        settle(0.3)
        camera.take(dialog, kind.__name__, look)
        dialog.close()
        QCoreApplication.processEvents()


def asked(window: MainWindow, space: Workspace) -> Mapping[str, Callable[[], object]]:
    """What acts of members and keys ask before they do anything, by the picture's name; of a colleague, also what can't be done just now."""
    members = space.screen_of("members")
    assert isinstance(members, MembersScreen)
    controller, keys = members.controller, ("save_key", "load_key")
    shown = controller.shown
    controller.view.table.go_to(next(row.key for row in shown.rows if not row.is_me) if shown else "")
    return {
        "members-acts": controller.acts.show,
        "members-refuse": controller.refuse,
        "members-role": controller.change_role,
        "members-remove": controller.remove,
        "members-heir": controller.name_heir,
        "members-close": controller.close_inspection,
        "members-take-place": controller.take_place,
        "members-retire": controller.retire,
        **{f"author-{key}": partial(window.action_list.run, f"author.{key}") for key in keys},
    }


def take_asked(
    window: MainWindow, asks: Mapping[str, Callable[[], object]], camera: Camera, look: Wearing
) -> None:
    """Take a picture of each dialog that asks in one look."""
    wear(window, look)
    for name, ask in asks.items():
        if not camera.wants(name, look):
            continue
        ask()
        settle(0.8)
        for dialog in [each for each in window.findChildren(QDialog) if each.isVisible()]:
            camera.take(dialog, name, look)
            dialog.reject()
        QCoreApplication.processEvents()


def write_index(out: Path) -> Path:
    """Write a page that shows every picture, each a link to itself."""
    names = sorted({path.stem.partition("--")[0] for path in out.glob("*--*.png")})
    rows = "".join(f"<h2>{html.escape(name)}</h2><div>{''.join(_cells(out, name))}</div>" for name in names)
    style = (
        "body{font:14px sans-serif}div{display:flex;flex-wrap:wrap;gap:8px}img{width:440px;border:1px solid}"
    )
    page = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Screens</title><style>{style}</style>{rows}</html>'
    (out / "index.html").write_text(page, encoding="utf-8")
    return out / "index.html"


def _cells(out: Path, name: str) -> Iterator[str]:
    for path in sorted(out.glob(f"{name}--*.png")):
        look = html.escape(path.stem.partition("--")[2])
        yield f'<figure><figcaption>{look}</figcaption><a href="{path.name}"><img alt="{look}" src="{path.name}"></a></figure>'


def window_of(folder: Path, application: QApplication) -> MainWindow:
    """A window that nobody sees, with folders of its own."""
    home = Home(folder / "config", ROOT / "resources", folder / "data")
    home.data.mkdir(parents=True, exist_ok=True)
    window = make_window(application, home, folder / "log", reads_scans=False)
    window.look.choose(ThemeName.LIGHT)
    unseen(window)
    settle()
    return window


def main(out: Path, chosen: Sequence[str], looks: Sequence[str]) -> None:
    """Write pictures and the page into ``out``: each size that is wanted in a process of its own, on a screen of that size."""
    out.mkdir(parents=True, exist_ok=True)
    wanted = {look.size for look in LOOKS if _is_one_of(str(look), looks)}
    for wide, high in (size for size in SIZES if size in wanted):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as screen:
            one = {"name": "one", "x": 0, "y": 0, "width": wide, "height": high, "dpr": 1}
            json.dump({"screens": [{**one, "logicalDpi": 96, "logicalBaseDpi": 96}]}, screen)
            screen.flush()
            platform = f"offscreen:configfile={screen.name}"
            words = [sys.executable, "-m", "tests.ui.shots", str(out), *chosen, "--size", f"{wide}x{high}"]
            subprocess.run(words, env={**os.environ, "QT_QPA_PLATFORM": platform}, check=True)
    print(write_index(out))


def take_all(camera: Camera, looks: Sequence[Wearing]) -> None:
    """Take every picture that is wanted in some looks."""
    application = new_application()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        take_empty(application, folder, camera, looks)
        home = Home(folder / "full/config", ROOT / "resources", folder / "full/data")
        home.data.mkdir(parents=True)
        with Desk.sample(folder / "full.casebook", home) as desk:
            prepare(desk, folder)
        full = window_of(folder / "full", application)  # of who signed what is in it: nobody else may record
        space = furnished(full, lambda: full.opening.open(folder / "full.casebook"))
        stage = Stage(full, folder)
        for look in looks:
            print(look)
            take_screens(full, {**states(space), **over_the_desk(full, space, JUDGED)}, camera, look)
            take_dialogs(stage, camera, look)
            wear(full, look)
            for name, dialog in sections(stage, partial(camera.wants, look=look)):
                camera.take(dialog, name, look)
        full.close()
        take_company(application, folder / "company", camera, looks)


def take_empty(application: QApplication, folder: Path, camera: Camera, looks: Sequence[Wearing]) -> None:
    """Take pictures of a window without a casebook, and with one in which nothing was done."""
    empty = window_of(folder / "empty", application)
    for look in looks:
        take_screens(empty, {"welcome": lambda: None}, camera, look)
    case = ROOT / "resources/samples/boundaries/case"
    space = furnished(empty, lambda: empty.opening.new(case, folder / "new.casebook"))
    nothing = {f"{kind.id}-empty": (lambda name=kind.id: space.go(name)) for kind in SCREENS}
    for look in looks:
        take_screens(empty, nothing, camera, look)
    empty.close()


def take_company(application: QApplication, folder: Path, camera: Camera, looks: Sequence[Wearing]) -> None:
    """Take pictures of what is there to be seen only where one does not work alone, in a ``folder`` that is made."""
    os.environ.pop("REVIEWER_NAME")  # each of them has a name of their own
    home = Home(folder / "worked/config", ROOT / "resources", folder / "worked/data")
    home.data.mkdir(parents=True)
    home.choose_name("Robin Ash")
    with Desk.sample(folder / "sample.casebook", home) as desk:
        have_company(desk, folder)
    write_merged(
        folder / "sample.casebook", home
    )  # of all that by now: written at a sync it has what was signed then
    window = window_of(folder / "worked", application)
    space = furnished(window, lambda: window.opening.open(folder / "sample.casebook"))
    space.go("members")
    settle(CODES)
    scenes = {f"{name}-company": (lambda name=name: space.go(name)) for name in ("conflicts", "members")}
    for look in looks:
        take_screens(window, scenes, camera, look)
        take_asked(window, asked(window, space), camera, look)
    for half in intake(
        space, folder / "sent"
    ):  # what is received once can't be looked at before in another look
        for look in looks:
            take_screens(window, half, camera, look)
    window.close()
    take_merged(application, folder, camera, looks)


def take_merged(application: QApplication, folder: Path, camera: Camera, looks: Sequence[Wearing]) -> None:
    """Take pictures of the merged file in the shared folder, before somebody who has no casebook."""
    (folder / "passing").mkdir()
    window = window_of(folder / "passing", application)
    written = (folder / "Shared with the team/merged").iterdir()
    merged = max(written, key=lambda each: each.stat().st_mtime)
    space = furnished(window, lambda: window.opening.open(merged))
    scenes = {f"{kind.id}-merged": (lambda name=kind.id: space.go(name)) for kind in SCREENS}
    for look in looks:
        take_screens(window, scenes, camera, look)
    window.close()


def _read_words() -> argparse.Namespace:
    words = argparse.ArgumentParser(
        prog="python -m tests.ui.shots", description="Take pictures of every screen and dialog."
    )
    words.add_argument("out", type=Path, metavar="OUT")
    words.add_argument("scenes", nargs="*", metavar="SCENE")
    words.add_argument("--look", nargs="+", default=[], metavar="LOOK")
    words.add_argument("--size", help=argparse.SUPPRESS)
    return words.parse_args()


if __name__ == "__main__":
    read = _read_words()
    if read.size:
        sized = [look for look in LOOKS if "{}x{}".format(*look.size) == read.size]
        camera = Camera(read.out, read.scenes, read.look)
        take_all(camera, [look for look in sized if _is_one_of(str(look), read.look)])
    else:
        main(read.out, sys.argv[2:], read.look)
