"""Fixtures that every test may ask for, and the guards that every test runs under."""

from __future__ import annotations

import gc
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import HealthCheck, settings

from tests.commands import folders_of, reviewer_of
from tests.displays import display
from tests.groups import pytest_collection_finish
from tests.guards import OfflineGuard, running_threads, surviving_qt, surviving_threads
from tests.once import Once, once
from tests.scale import (
    COLD,
    pytest_collection_modifyitems,
    pytest_sessionfinish,
    pytest_terminal_summary,
    pytest_testnodedown,
    scale,
)
from tests.warm import WarmProgram

__all__ = [
    "once",
    "pytest_collection_finish",
    "pytest_collection_modifyitems",
    "pytest_sessionfinish",
    "pytest_terminal_summary",
    "pytest_testnodedown",
    "reviewer_of",
]

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from tests.warm_readers import WarmReaders  # on Linux alone

ROOT = Path(__file__).resolve().parent.parent
REQUIRED = os.environ.get("REVIEWER_REQUIRE_TOOLS") == "1"

# A shell starts what runs in the background with Ctrl+C ignored, and what tests start would take that on, and go on when it is stopped.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Before anything imports Qt. A test that wants a real screen starts a process of its own on one.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# No deadlines: the machine may be busy. CI draws the same examples each time, so that it is red for a reason.
EXAMPLES = scale("examples", small=25, whole=100)
settings.register_profile("ci", max_examples=EXAMPLES, deadline=None, derandomize=True, database=None)
settings.register_profile(
    "desk", max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

_offline = OfflineGuard()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keep Python's collector away from what is collected: all tests and modules stay until the end of the run.

    Looking through them again and again is a good part of collecting, and of each test that lets the collector run.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def missing(what: str, remedy: str) -> NoReturn:
    """Skip the test that asked for it, saying why; where everything is required (CI), fail instead."""
    reason = f"{what} is not here: {remedy}"
    if REQUIRED:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real cases and real documents beside the project; $REVIEWER_SHARED names another place."""
    folder = Path(os.environ.get("REVIEWER_SHARED") or ROOT.parent / "shared")
    if not (folder / "cases").is_dir():
        missing(f"the folder of shared cases ({folder})", "name it with REVIEWER_SHARED")
    return folder


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """Find an outside program: `tool("pdfsig")` gives its path, or the test is skipped (failed in CI)."""

    def find(name: str) -> str:
        path = shutil.which(name, path=os.environ.get("PATH", os.defpath) + ":/usr/sbin:/sbin")
        return path or missing(f"the program {name}", "packaging/setup.sh --tests installs it")

    return find


@pytest.fixture(scope="session")
def verapdf(tool: Callable[[str], str]) -> list[str]:
    """The words that a veraPDF command starts with."""
    jars = sorted((ROOT / "build/verapdf").glob("greenfield-apps-*.jar"))
    if not jars:
        missing("veraPDF", "`make verapdf` fetches it")
    return [tool("java"), "-cp", str(jars[-1]), "org.verapdf.apps.GreenfieldCliWrapper"]


@pytest.fixture
def standards(
    verapdf: list[str], tmp_path: Path
) -> Callable[[Mapping[str, bytes]], dict[str, frozenset[str]]]:
    """Ask veraPDF about files by name: the standards that each says it keeps (ua1, 2a), and does.

    One call for all files and standards: most of what one costs is Java's start.
    """

    def ask(files: Mapping[str, bytes]) -> dict[str, frozenset[str]]:
        paths = {str(tmp_path / f"{name}.pdf"): name for name in files}
        for path, name in paths.items():
            Path(path).write_bytes(files[name])
        words = [*verapdf, "--flavour", "0", "--defaultflavour", "ua1", "--format", "text", *paths]
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=300)
        told = [line.split() for line in done.stdout.splitlines() if line.startswith(("PASS", "FAIL"))]
        assert {line[1] for line in told} == set(paths), done.stderr[-2000:]
        return {
            name: frozenset(line[2] for line in told if line[:2] == ["PASS", path])
            for path, name in paths.items()
        }

    return ask


@pytest.fixture(scope="session")
def dss(tool: Callable[[str], str]) -> list[str]:
    """The words that a question to EU DSS starts with (tests/dss/CheckLetters.java)."""
    jars = ROOT / "build/dss"
    if not jars.is_dir():
        missing("EU DSS", "`make dss` fetches it")
    tool("javac")  # java runs the checker from its source only where the compiler is
    return [tool("java"), "-cp", f"{jars}/*", str(ROOT / "tests/dss/CheckLetters.java")]


@pytest.fixture(scope="session")
def html_tools(tool: Callable[[str], str]) -> Path:
    """The folder of Node packages that judge HTML, as the lock names them."""
    tool("node")
    made, lock = ROOT / "build/html-tools", ROOT / "tests/tools/package-lock.json"
    ready = made / ".ready"
    if not ready.is_file() or ready.read_text().strip() != hashlib.sha256(lock.read_bytes()).hexdigest():
        missing("html-validate", "packaging/fetch-html-tools.sh fetches it")
    return made / "node_modules"


@pytest.fixture(scope="session")
def made_sample(once: Once, root: Path) -> Path:
    """The sample, received and judged: `data/sample.casebook`, and `config` with the key of who made it. For copies."""
    from reviewer.desk import Desk, Home

    def make(folder: Path) -> None:
        home = Home(folder / "config", root / "resources", folder / "data")
        home.data.mkdir()
        Desk.sample(folder / "data/sample.casebook", home).close()

    return once("sample", make)


@pytest.fixture(scope="session")
def warm_program(warm_readers: WarmReaders | None) -> Iterator[WarmProgram | None]:
    """What forks for each command; None where each is started from nothing."""
    if COLD or not hasattr(os, "fork"):
        yield None
        return
    made = WarmProgram(warm_readers)
    yield made
    made.close()


@pytest.fixture(scope="session")
def warm_readers() -> Iterator[WarmReaders | None]:
    """What forks for each reader process; None where each is started from nothing."""
    if COLD or sys.platform != "linux":
        yield None
        return
    from tests.warm_readers import WarmReaders

    made = WarmReaders.started()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def readers_start_warm(
    request: pytest.FixtureRequest, warm_readers: WarmReaders | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Have this process's readers forked, but for a test of how they are started and kept in."""
    if warm_readers is not None and not request.node.get_closest_marker("cold_reader"):
        warm_readers.put_on(monkeypatch.setattr)


@pytest.fixture
def screen(tool: Callable[[str], str]) -> Iterator[dict[str, str]]:
    """A screen of its own under Xvfb: the environment for a process whose window is to appear on it."""
    with display(tool) as surroundings:
        yield surroundings


@pytest.fixture(autouse=True)
def offline() -> Iterator[None]:
    """No test reaches the network: the program is offline. Unix sockets are free."""
    with _offline.on():
        yield


@pytest.fixture(autouse=True)
def private_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Settings, keys and caches of the person who runs the tests are never seen, let alone changed."""
    home = tmp_path / "home"
    for name, folder in folders_of(home).items():
        monkeypatch.setenv(name, folder)
    # Short, since the path of a Unix socket has room for 107 bytes; Qt wants it for its owner alone.
    with tempfile.TemporaryDirectory(prefix="rv-") as runtime:
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        yield home


@pytest.fixture
def stays_open() -> list[QObject]:
    """What a test may leave to the next one: nothing, unless a folder of tests says otherwise, and looks itself what is left in the end."""
    return []


@pytest.fixture(autouse=True)
def nothing_survives(request: pytest.FixtureRequest, stays_open: list[QObject]) -> Iterator[None]:
    """A test that leaves a thread, a running timer or a window behind fails: the next one would meet it."""
    windowed = "qapp" in request.fixturenames
    threads, things = running_threads(), surviving_qt() if windowed else []
    yield
    if stays_open:
        return
    left = [f"thread {name}" for name in surviving_threads(threads)]
    if windowed:
        left += [each for each in surviving_qt() if each not in things]
    if left:
        pytest.fail("left behind: " + "; ".join(left), pytrace=False)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """What Qt's application is made with, as the program makes its own (`reviewer.app.new_application`)."""
    return ["reviewer", "-style", "Fusion"]
