"""Takes the pictures that are looked at: every screen and every dialog in every look. Not a test.

`make shots`, or `python -m tests.ui.shots OUT`. The guide's own pictures are made by pictures.py.
Writes `index.html` beside the pictures: a row for what is shown, a column for each look.

    python -m tests.ui.shots OUT LOOK [NAME…]

writes those of the looks whose names end so (1366x768, light-100-1366x768), or of them the ones of these names (desk-found, About).
"""

from __future__ import annotations

import html
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("REVIEWER_NAME", "Robin Ash")

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QDialog

from reviewer.app import make_window, new_application
from reviewer.desk import Desk, Home
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

ROOT = Path(__file__).resolve().parents[2]
THEMES = (ThemeName.LIGHT, ThemeName.DARK, ThemeName.CONTRAST)
SIZES = ((1366, 768), (1920, 1080))
PERCENTS = (100, 200)
HERE = "--here"
"""What a process is told that has the screen of its looks."""
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


LOOKS = tuple(Wearing(*look) for look in product(THEMES, PERCENTS, SIZES))


Scenes = Mapping[str, Callable[[], object]]
"""By the name of a picture, how that is come to which it shows."""


def named(scenes: Scenes, names: Sequence[str]) -> Scenes:
    """Return the scenes of these names; all of them where none is named."""
    return {name: go for name, go in scenes.items() if not names or name in names}


def wear(window: MainWindow, look: Wearing) -> None:
    """Have a window look so."""
    window.look.choose(look.theme, look.percent)
    window.resize(*look.size)
    settle(0.2)


def states(space: Workspace) -> Scenes:
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


def take_screens(window: MainWindow, scenes: Scenes, out: Path, look: Wearing) -> None:
    """Write a picture of each scene in one look."""
    wear(window, look)
    for name, go in scenes.items():
        go()
        settle(1.2)
        space = window.workspace
        if name != "desk-looking" and space is not None:
            space.bodies.list.setFocus()
        settle(0.1)
        save(window, out / f"{name}--{look}.png")
        if space is not None and not space.results.isHidden():
            space.results.leave()
        if space is not None and _desk(space).made is not None:
            _desk(space).view.checklist.looking.back()
        window.messages.clear()


def take_dialogs(stage: Stage, out: Path, look: Wearing, names: Sequence[str] = ()) -> None:
    """Write a picture of each dialog in one look, or of those of some names, as large as it makes itself on that screen."""
    wear(stage.window, look)
    for kind, make in DIALOGS.items():
        if names and kind.__name__ not in names:
            continue
        dialog = make(stage)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        dialog.show()
        settle(0.3)
        save(dialog, out / f"{kind.__name__}--{look}.png")
        dialog.close()
        QCoreApplication.processEvents()


def asked(window: MainWindow, space: Workspace) -> Scenes:
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


def take_asked(window: MainWindow, asks: Scenes, out: Path, look: Wearing) -> None:
    """Write a picture of each dialog that asks in one look."""
    wear(window, look)
    for name, ask in asks.items():
        ask()
        settle(0.8)
        for dialog in [each for each in window.findChildren(QDialog) if each.isVisible()]:
            save(dialog, out / f"{name}--{look}.png")
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


def main(out: Path, ending: str = "", names: Sequence[str] = ()) -> None:
    """Write every picture and the page into ``out``: each size in a process of its own, on a screen of that size."""
    out.mkdir(parents=True, exist_ok=True)
    for wide, high in SIZES:
        looks = [str(look) for look in LOOKS if look.size == (wide, high) and str(look).endswith(ending)]
        if not looks:
            continue
        with tempfile.NamedTemporaryFile("w", suffix=".json") as screen:
            one = {"name": "one", "x": 0, "y": 0, "width": wide, "height": high, "dpr": 1}
            json.dump({"screens": [{**one, "logicalDpi": 96, "logicalBaseDpi": 96}]}, screen)
            screen.flush()
            platform = f"offscreen:configfile={screen.name}"
            words = [sys.executable, "-m", "tests.ui.shots", HERE, str(out), ",".join(looks), *names]
            subprocess.run(words, env={**os.environ, "QT_QPA_PLATFORM": platform}, check=True)
    print(write_index(out))


def take_all(out: Path, looks: Sequence[Wearing], names: Sequence[str] = ()) -> None:
    """Write every picture in some looks into ``out``, or those of some names; what only company shows has none."""
    application = new_application()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        empty = window_of(folder / "empty", application)
        for look in looks:
            take_screens(empty, named({"welcome": lambda: None}, names), out, look)
        case = ROOT / "resources/samples/boundaries/case"
        space = furnished(empty, lambda: empty.opening.new(case, folder / "new.casebook"))
        nothing = {f"{kind.id}-empty": (lambda name=kind.id: space.go(name)) for kind in SCREENS}
        for look in looks:
            take_screens(empty, named(nothing, names), out, look)
        empty.close()
        home = Home(folder / "full/config", ROOT / "resources", folder / "full/data")
        home.data.mkdir(parents=True)
        with Desk.sample(folder / "full.casebook", home) as desk:
            prepare(desk, folder)
        full = window_of(folder / "full", application)  # of who signed what is in it: nobody else may record
        space = furnished(full, lambda: full.opening.open(folder / "full.casebook"))
        for look in looks:
            print(look)
            take_screens(full, named(states(space), names), out, look)
            take_dialogs(Stage(full, folder), out, look, names)
        full.close()
        if not names:
            take_company(application, folder / "company", out, looks)


def take_company(application: QApplication, folder: Path, out: Path, looks: Sequence[Wearing]) -> None:
    """Write pictures of what is there to be seen only where one does not work alone, in a ``folder`` that is made."""
    os.environ.pop("REVIEWER_NAME")  # each of them has a name of their own
    home = Home(folder / "worked/config", ROOT / "resources", folder / "worked/data")
    home.data.mkdir(parents=True)
    home.choose_name("Robin Ash")
    with Desk.sample(folder / "sample.casebook", home) as desk:
        have_company(desk, folder)
    window = window_of(folder / "worked", application)
    space = furnished(window, lambda: window.opening.open(folder / "sample.casebook"))
    space.go("members")
    settle(CODES)
    scenes = {f"{name}-company": (lambda name=name: space.go(name)) for name in ("conflicts", "members")}
    for look in looks:
        take_screens(window, scenes, out, look)
        take_asked(window, asked(window, space), out, look)
    window.close()


if __name__ == "__main__":
    match sys.argv[1:]:
        case [first, folder, looks, *names] if first == HERE:
            take_all(Path(folder), [look for look in LOOKS if str(look) in looks.split(",")], names)
        case [folder, ending, *names]:
            main(Path(folder), ending, names)
        case [folder]:
            main(Path(folder))
        case _:
            sys.exit(__doc__)
