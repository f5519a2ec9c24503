"""A stranger's first day: a screen that lists letters, in a copy of the house, by one folder and one line; an act by one `Action`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.static.test_checks_bite import SCRIPTS, run

FOLDER = {
    "__init__.py": '''"""All letters in one list: whose is signed."""

from __future__ import annotations

from reviewer.desk.words.language import say
from reviewer.ui.screen import ScreenKind, later

SCREEN = ScreenKind(
    "mailing",
    lambda: say("Letters"),
    lambda: say("Le&tters of all"),
    later("reviewer.ui.mailing.screen:MailingScreen"),
    later("reviewer.ui.mailing.screen:mailing_actions"),
)
''',
    "screen.py": '''"""The list, and the act on it."""

from __future__ import annotations

from PySide6.QtWidgets import QListWidget

from reviewer.desk.snapshot import Snapshot
from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action, Scope, Topic
from reviewer.ui.screen import Context, PlainScreen


class MailingScreen(PlainScreen[QListWidget]):
    """Lists the letters, a row for each body."""

    def __init__(self, context: Context) -> None:
        """List those of the casebook that is open."""
        self._context = context
        super().__init__(self._build)

    def _build(self) -> QListWidget:
        view = QListWidget()
        view.setAccessibleName(say("Letters"))
        return view

    def refresh(self, snapshot: Snapshot) -> None:
        """Show whose letter is signed."""
        self.view.clear()
        self.view.addItems([f"{line.name}: {line.letter_state or '-'}" for line in snapshot.lines])


def mailing_actions() -> tuple[Action[MailingScreen], ...]:
    """Return what can be done on it."""
    return (
        Action(
            "mailing.first",
            say("The first letter"),
            ("Ctrl+Alt+L",),
            Scope.SCREEN,
            lambda screen: screen.view.setCurrentRow(0),
            topic=Topic.LETTER,
            screen="mailing",
        ),
    )
''',
}
"""One folder, and the act in it: one `Action`."""

WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from reviewer.app import make_window, new_application
from reviewer.desk import Home
from reviewer.ui.screenshots import furnished, settle

folder = Path(sys.argv[1])
home = Home(folder / "config", Path.cwd() / "resources", folder / "data")
home.data.mkdir(parents=True)
application = new_application()
window = make_window(application, home, folder / "log", reads_scans=False)
window.show()
window.activateWindow()
settle(0.3)
case = Path.cwd() / "resources/samples/boundaries/case"
space = furnished(window, lambda: window.opening.new(case, folder / "new.casebook"))
space.bodies.list.setFocus()
QTest.keyClick(space.bodies.list, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
settle(0.5)
view = space.screen_of("mailing").widget
assert space.shown == "mailing", space.shown
print("rows:", *(view.item(row).text() for row in range(view.count())), sep="\\n")
window.action_list.run("mailing.first")
assert view.currentRow() == 0
window.close()
"""


@pytest.fixture
def house(root: Path, tmp_path: Path) -> Path:
    """A copy of the tree with the stranger's folder in it, and the stranger's line in the list of screens."""
    copy = tmp_path / "copy"
    caches = shutil.ignore_patterns("__pycache__")
    for folder in ("reviewer", "resources", "docs"):
        shutil.copytree(root / folder, copy / folder, ignore=caches)
    for file in ("pyproject.toml", "main.py"):
        shutil.copy(root / file, copy)
    mailing = copy / "reviewer/ui/mailing"
    mailing.mkdir()
    for name, text in FOLDER.items():
        (mailing / name).write_text(text, encoding="utf-8")
    screens = copy / "reviewer/ui/screens.py"
    text = screens.read_text(encoding="utf-8")
    assert '    "conflicts",\n' in text
    screens.write_text(
        text.replace('    "conflicts",\n', '    "conflicts",\n    "mailing",\n'), encoding="utf-8"
    )
    return copy


@pytest.mark.long  # most of it is mypy
def test_the_checks_find_nothing(house: Path, root: Path, tmp_path: Path) -> None:
    known = root / ".mypy_cache"
    if known.is_dir():  # what `make check` found of a file is so of its copy
        shutil.copytree(known, tmp_path / "cache")
    for words in (
        ("ruff", "format", "--check", "--no-cache", "reviewer"),
        ("ruff", "check", "--no-cache", "reviewer"),
        ("lint-imports", "--no-cache"),
        ("mypy", "--cache-dir", str(tmp_path / "cache"), "reviewer/ui/mailing", "reviewer/ui/screens.py"),
    ):
        code, said = run(house, f"{SCRIPTS}/{words[0]}", *words[1:])
        assert code == 0, said


@pytest.mark.thorough
def test_the_guides_table_has_the_screen_and_the_act(house: Path) -> None:
    code, said = run(house, sys.executable, "-m", "reviewer.ui.actions.key_tables", PYTHONPATH=str(house))
    assert code == 0, said
    table = (house / "docs/guide/keys.md").read_text(encoding="utf-8")
    assert "| Ctrl+8 | Letters of all |" in table
    assert "| Ctrl+Alt+L | The first letter |" in table


@pytest.mark.thorough
def test_a_window_shows_the_screen_by_its_key_and_does_the_act(house: Path, tmp_path: Path) -> None:
    script = tmp_path / "window.py"
    script.write_text(WINDOW, encoding="utf-8")
    code, said = run(house, sys.executable, str(script), str(tmp_path / "who"), PYTHONPATH=str(house))
    assert code == 0, said
    assert "Thornwick Constabulary: -" in said
