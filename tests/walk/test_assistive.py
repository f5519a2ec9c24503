"""What someone who listens gets of the desk: read by an AT-SPI client in a process of its own, on a screen of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from tests.conftest import missing

LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
SYSTEM_PYTHON = "/usr/bin/python3"
CLIENT = Path(__file__).with_name("assistive_client.py")
SESSION = """
"$1" --launch-immediately & bus=$!
"$2" "$3/main.py" "$4" & window=$!
"$5" "$6" Reviewer 60
code=$?
kill $window $bus; wait
exit $code
"""


@pytest.fixture
def launcher(tool: Callable[[str], str]) -> str:
    tool("dbus-run-session")
    found = next((each for each in LAUNCHERS if Path(each).exists()), None)
    known = subprocess.run(
        [
            SYSTEM_PYTHON,
            "-c",
            "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi",
        ],
        capture_output=True,
        check=False,
    )
    if found is None or known.returncode:
        missing("AT-SPI with a client of the system's own", "packaging/setup.sh --tests installs it")
    return found


@pytest.mark.screen
@pytest.mark.slow
def test_the_desk_is_readable_by_a_screen_reader(
    launcher: str, tool: Callable[[str], str], screen: dict[str, str], tmp_path: Path, root: Path
) -> None:
    home = Home(tmp_path / "home/config/reviewer", root / "resources", tmp_path / "home/data/reviewer")
    home.data.mkdir(parents=True)
    folder = tmp_path / "sample.casebook"
    Desk.sample(folder, home).close()
    home.set(f"where:{folder.resolve()}", {"body": "harrowdale", "card": "policy"})
    words = ["sh", "-c", SESSION, "sh", launcher, sys.executable, root, folder, SYSTEM_PYTHON, CLIENT]
    env = {**screen, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_ACCESSIBILITY": "1"}
    done = subprocess.run(
        [tool("dbus-run-session"), "--", *map(str, words)],
        env=env, capture_output=True, text=True, check=False, timeout=180,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr + done.stdout[-3000:]
    told = [tuple(row) for row in json.loads(done.stdout.splitlines()[-1])]
    names = {role: [name for each, name, _d, _t in told if each == role] for role, *_rest in told}
    every = [name for _role, name, _description, _text in told]
    (line,) = [name for name in names["list item"] if name.startswith("Harrowdale")]
    assert "A clear policy: met" in line, "a body says its verdicts in words"
    assert any(name.startswith("1. A clear policy: In place (met)") for name in every), (
        "a card says its finding"
    )
    assert any("Alt+1" in description for _r, _n, description, _t in told), "an open card says its keys"
    assert any(name.startswith("Where the work is: ") for name in every)
    texts = [text for _role, _name, _description, text in told if len(text) > 60]
    assert texts, "the document's text is there to be read"
