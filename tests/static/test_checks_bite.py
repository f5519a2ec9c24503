"""Each check of this project, proved once by a deliberate break in a copy: a check that never bites checks nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.static.test_shape import complaints

SCRIPTS = Path(sys.executable).parent

# One break for each contract of import-linter: the contract, the module that breaks it, and its line.
BROKEN_IMPORTS = (
    ("Each room imports only", "model.py", "import reviewer.desk"),
    ("Each room imports only", "review/__init__.py", "import reviewer.letters"),
    ("Screens and commands", "ui/__init__.py", "import reviewer.casebook"),
    ("Screens and commands", "cli/__init__.py", "import reviewer.documents.reader"),
    ("Qt only", "desk/__init__.py", "import PySide6.QtCore"),
    ("SQL only", "review/__init__.py", "import sqlite3"),
    ("SQL only", "sharing/__init__.py", "import sqlite_utils"),
    ("ReportLab only", "letters/__init__.py", "import reportlab.pdfgen"),
    ("pyHanko only", "paper/__init__.py", "import pyhanko.sign"),
    ("Jinja2 only", "letters/__init__.py", "import jinja2"),
    ("What parses bytes", "desk/__init__.py", "import pypdfium2"),
)

# What the fixtures and pytest's settings must fail; the names say which.
BAD_TESTS = """
import os, socket, sys, threading, warnings
from pathlib import Path
import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QWidget
kept = []

def test_refused_connect():
    with socket.socket() as one:
        try:
            one.connect(("127.0.0.1", 9))
        except AssertionError:
            pass
def test_refused_bind():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
def test_refused_six():
    with socket.socket(socket.AF_INET6) as one:
        one.bind(("::1", 0))
def test_refused_lookup(): socket.getaddrinfo("localhost", 80)
def test_refused_thread(): threading.Thread(target=threading.Event().wait, daemon=True).start()
def test_refused_window(qtbot): kept.append(QWidget())
def test_refused_timer(qtbot): kept.append(QTimer()); kept[-1].start(1000)
def test_refused_qt_warning(qtbot): qWarning("something is wrong")
def test_refused_warning(): warnings.warn("something is old", DeprecationWarning)
def test_refused_unclosed():
    open(__file__)
    import gc; gc.collect()
def test_refused_tool(tool): tool("a-program-that-nobody-has")
def test_refused_verapdf(verapdf): pass
def test_refused_dss(dss): pass
def test_refused_html(html_tools): pass
@pytest.mark.xfail
def test_refused_xfail(): pass

def test_allowed_unix(tmp_path):
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(tmp_path / "s"))
def test_allowed_window(qtbot):
    window = QWidget(); qtbot.addWidget(window); timer = QTimer(window); timer.start(1000); window.show()
def test_allowed_settings(private_folders):
    import platformdirs
    assert Path(platformdirs.user_config_dir("reviewer")).is_relative_to(private_folders)
"""


def run(folder: Path, *command: str, **environment: str) -> tuple[int, str]:
    env = {**os.environ, "PYTHONPATH": "", "COLUMNS": "300", **environment}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A copy of the project's settings, with an empty package of its name."""
    folder = tmp_path / "copy"
    (folder / "reviewer").mkdir(parents=True)
    shutil.copy(root / "pyproject.toml", folder)
    (folder / "reviewer/__init__.py").write_text('"""A copy."""\n')
    return folder


@pytest.mark.parametrize(
    ("rule", "break_"),
    [
        ("TID251", '"""Bad."""\n\nimport urllib.request\n\nurllib.request.urlopen("x")\n'),
        ("T201", '"""Bad."""\n\nprint("left over")\n'),
        ("D103", '"""Bad."""\n\n\ndef act() -> None:\n    return\n'),
        ("ANN001", '"""Bad."""\n\n\ndef act(it) -> None:\n    """Act."""\n'),
        ("BLE001", '"""Bad."""\n\ntry:\n    X = 1\nexcept Exception:\n    X = 2\n'),
    ],
)
def test_ruff_refuses(copy: Path, rule: str, break_: str) -> None:
    (copy / "reviewer/bad.py").write_text(break_)
    code, said = run(copy, f"{SCRIPTS}/ruff", "check", "--no-cache")
    assert (code, rule in said) == (1, True), said


def test_ruff_refuses_an_unformatted_file(copy: Path) -> None:
    (copy / "reviewer/bad.py").write_text("x   =  1\n")
    code, said = run(copy, f"{SCRIPTS}/ruff", "format", "--check", "--no-cache")
    assert (code, "bad.py" in said) == (1, True), said


def test_mypy_refuses_in_the_package_and_in_the_tests(copy: Path) -> None:
    (copy / "tests").mkdir()
    (copy / "reviewer/bad.py").write_text("def size(of: str) -> int:\n    return of\n")
    (copy / "tests/test_bad.py").write_text("def test_it(it):\n    assert it\n")
    code, said = run(copy, f"{SCRIPTS}/mypy", "--cache-dir", str(copy / "cache"))
    assert code == 1
    assert {"[return-value]", "[no-untyped-def]"} <= set(said.split()), said


@pytest.fixture
def house(root: Path, copy: Path) -> Path:
    """The copy with every module of the real package."""
    caches = shutil.ignore_patterns("__pycache__")
    shutil.copytree(root / "reviewer", copy / "reviewer", dirs_exist_ok=True, ignore=caches)
    return copy


def test_import_linter_refuses_each_broken_contract(house: Path) -> None:
    for _, module, line in BROKEN_IMPORTS:
        path = house / "reviewer" / module
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    code, said = run(house, f"{SCRIPTS}/lint-imports", "--no-cache")
    assert code == 1
    for contract, module, line in BROKEN_IMPORTS:
        broken = [each for each in said.splitlines() if each.startswith(contract) and "BROKEN" in each]
        assert broken, f"{contract}:\n{said}"
        importer = "reviewer." + module.removesuffix("/__init__.py").removesuffix(".py")
        imported = line.removeprefix("import ")
        named = imported if imported.startswith("reviewer") else imported.split(".")[0]
        assert f"{importer} -> {named} (l." in said, said


def test_import_linter_refuses_a_room_that_has_no_place(house: Path) -> None:
    (house / "reviewer/attic.py").write_text("")
    code, said = run(house, f"{SCRIPTS}/lint-imports", "--no-cache")
    assert (code, "attic" in said) == (1, True), said


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("long", "x = 1\n" * 401, "long.py has 401 lines"),
        ("one", "def far() -> None:\n" + "    act()\n" * 60, "far has 61 lines"),
        ("globe", "def act() -> None:\n    global x\n    x = 1\n", "uses `global`"),
        ("utils", "", "name a module after what is in it"),
        ("wide", "def act() -> None:\n" + "    act()\n" * 9, "functions are 10 / 10"),
        ("tall", "x = 1\n" * 301, "files are"),
    ],
)
def test_the_shape_test_refuses(tmp_path: Path, name: str, text: str, complaint: str) -> None:
    (tmp_path / "reviewer").mkdir()
    (tmp_path / f"reviewer/{name}.py").write_text(text)
    assert complaint in "\n".join(complaints(tmp_path))


@pytest.fixture
def bad_tests(root: Path, copy: Path) -> Path:
    """The copy with this project's fixtures and tests that break every rule they hold."""
    (copy / "tests").mkdir()
    for name in (
        "conftest.py",
        "commands.py",
        "displays.py",
        "groups.py",
        "guards.py",
        "once.py",
        "scale.py",
        "warm.py",
    ):
        shutil.copy(root / "tests" / name, copy / "tests")
    (copy / "tests/test_bad.py").write_text(BAD_TESTS)
    return copy


def test_the_fixtures_refuse_each_break_and_nothing_else(bad_tests: Path) -> None:
    pytest_ = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist", "-rA")
    _, said = run(bad_tests, *pytest_, REVIEWER_REQUIRE_TOOLS="1", REVIEWER_COLD="1")
    expected = {
        line.split("(")[0].removeprefix("def ") for line in BAD_TESTS.splitlines() if "def test_" in line
    }
    seen = {outcome: set[str]() for outcome in ("PASSED", "FAILED", "ERROR")}
    for line in said.splitlines():
        outcome, _, rest = line.partition(" ")
        if outcome in seen and "::" in rest:
            seen[outcome].add(rest.split("::")[1].split(" ")[0])
    refused = seen["FAILED"] | seen["ERROR"]
    assert refused == {name for name in expected if name.startswith("test_refused")}, said
    assert seen["PASSED"] - refused == {name for name in expected if name.startswith("test_allowed")}, said


def test_a_missing_tool_only_skips_where_nothing_is_required(bad_tests: Path) -> None:
    pytest_ = (
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "-k",
        "tool or verapdf or dss or html",
    )
    code, said = run(bad_tests, *pytest_, REVIEWER_REQUIRE_TOOLS="", REVIEWER_COLD="1")
    assert (code, "4 skipped" in said) == (0, True), said
    assert "a-program-that-nobody-has is not here: packaging/setup.sh --tests installs it" in said


def test_an_unknown_marker_is_refused(bad_tests: Path) -> None:
    (bad_tests / "tests/test_bad.py").write_text("import pytest\n@pytest.mark.slwo\ndef test_it(): pass\n")
    code, said = run(bad_tests, sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist")
    assert (code, "slwo" in said) == (2, True), said
