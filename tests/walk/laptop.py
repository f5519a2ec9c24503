"""A laptop: a person's own folders, a screen, a keyboard, and the real window on it, in processes of its own.

What is pressed goes through the X server, where a window manager gives the focus as on any desk; what the window shows is asked over
AT-SPI (assistive_client.py).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.commands import folders_of
from tests.conftest import ROOT, missing
from tests.displays import display

LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
SYSTEM_PYTHON = "/usr/bin/python3"
CLIENT = Path(__file__).with_name("assistive_client.py")
SESSION = """
"$1" --launch-immediately >&2 & bus=$!
"$2" "$3/main.py" ${4:+"$4"} >&2 & window=$!
shift 4
"$@"
code=$?
[ $code = 0 ] || { kill -ABRT $window; sleep 1; }  # it says what it was doing
kill $window $bus; wait
exit $code
"""
SMALL = "1366x768"
"""The smallest screen that the window is made for, in pixels."""
PATIENCE = 30
"""Seconds in which anything has to come about, on a machine that has other work too."""


class Told(NamedTuple):
    """What is said of one thing in the window."""

    role: str
    name: str
    description: str
    text: str
    can_have_focus: bool


@pytest.fixture
def launcher(tool: Callable[[str], str]) -> str:
    """The program that begins the bus of assistive technology."""
    tool("dbus-run-session")
    place = next((each for each in LAUNCHERS if Path(each).exists()), None)
    asks = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    known = subprocess.run([SYSTEM_PYTHON, "-c", asks], capture_output=True, check=False)
    if place is None or known.returncode:
        missing("AT-SPI with a client of the system's own", "packaging/setup.sh --tests installs it")
    return place


class Laptop:
    """Presses keys before the window, and reads what it shows."""

    def __init__(self, session: subprocess.Popen[str], errors: Path) -> None:
        """Take what `switched_on` has begun; ``errors`` is what the window and all beside it say."""
        self._session, self._errors = session, errors

    def press(self, *keys: str) -> None:
        """Press keys one after another, each with its modifiers: Ctrl+Shift+Y."""
        self._order("press", *keys)

    def type(self, words: str) -> None:
        """Type where the focus is."""
        self._order("type", words)

    def shows(self, *words: str) -> list[Told]:
        """Wait until one of these is to be read in the window; return all that is."""
        return self._order("shows", *words)

    def hides(self, words: str) -> list[Told]:
        """Wait until this is to be read nowhere in the window."""
        return self._order("hides", words)

    def at(self, name: str) -> list[Told]:
        """Wait until what has the focus has a name that begins so."""
        return self._order("at", name)

    def quit(self) -> None:
        """End the program by its key."""
        self.press("Ctrl+Q")
        self._order("gone")

    def _order(self, *order: str) -> list[Told]:
        assert self._session.stdin is not None
        assert self._session.stdout is not None
        self._session.stdin.write(json.dumps(order) + "\n")
        self._session.stdin.flush()
        answer = self._session.stdout.readline()
        came_about, rows = json.loads(answer) if answer else (False, [])
        shown = [Told(*row) for row in rows]
        if not came_about:
            self._session.stdin.close()
            self._session.wait()
            said = [f"{one.role}: {one.name} {one.text}" for one in shown if one.name or one.text]
            pytest.fail("\n".join((f"{order} did not come about:", *said, self._errors.read_text()[-4000:])))
        return shown


@contextmanager
def switched_on(
    tool: Callable[[str], str], launcher: str, home: Path, surroundings: Mapping[str, str], *casebook: Path
) -> Iterator[Laptop]:
    """Have the program run in somebody's folders, until it has ended or the block does; without a casebook it begins with none."""
    client = [SYSTEM_PYTHON, CLIENT, "Reviewer", PATIENCE, "-"]
    words = ["sh", "-c", SESSION, "sh", launcher, sys.executable, ROOT, *(casebook or ("",)), *client]
    assistive = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_ACCESSIBILITY": "1", "PYTHONFAULTHANDLER": "1"}
    manager = [tool("matchbox-window-manager"), "-use_titlebar", "no"]
    with ExitStack() as stack:
        screen = stack.enter_context(display(tool, SMALL))
        own = stack.enter_context(tempfile.TemporaryDirectory(prefix="rv-"))  # short, for its sockets
        around = {**screen, **folders_of(home), **surroundings, **assistive, "XDG_RUNTIME_DIR": own}
        errors = stack.enter_context((home / "said.txt").open("w"))
        managing = stack.enter_context(subprocess.Popen(manager, env=around, stderr=subprocess.DEVNULL))
        stack.callback(managing.terminate)
        begun = [tool("dbus-run-session"), "--", *map(str, words)]
        pipe = subprocess.PIPE
        session = subprocess.Popen(begun, env=around, stdin=pipe, stdout=pipe, stderr=errors, text=True)
        stack.enter_context(session)
        yield Laptop(session, home / "said.txt")
