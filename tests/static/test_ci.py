"""What CI runs is `make test`, and what it says and returns is what the tests said and returned."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

CLOSINGS = ("===== 412 passed, 3 skipped in 75.20s (0:01:15) =====", "== 1 failed, 9 passed in 1.02s ==")


def run_ci(root: Path, folder: Path, make: str) -> tuple[int, list[str]]:
    """The exit code and the lines of .ci/run with a `make` of this script's."""
    (folder / "make").write_text(f"#!/bin/sh\n{make}\n")
    (folder / "make").chmod(0o755)
    env = {
        **os.environ,
        "PATH": f"{folder}:{os.environ['PATH']}",
        "DISPLAY": ":7",
        "REVIEWER_REQUIRE_TOOLS": "",
    }
    command = ["bash", str(root / ".ci/run")]
    done = subprocess.run(
        command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout.splitlines()


@pytest.mark.parametrize(("code", "closing"), list(zip((0, 2), CLOSINGS, strict=True)))
def test_it_ends_with_the_closing_line_and_the_code_of_the_tests(
    root: Path, tmp_path: Path, code: int, closing: str
) -> None:
    returned, lines = run_ci(root, tmp_path, f"echo '{closing}'; echo make: '***' Error; exit {code}")
    assert (returned, lines[-1]) == (code, closing)


def test_it_fails_when_no_test_was_reached(root: Path, tmp_path: Path) -> None:
    returned, lines = run_ci(root, tmp_path, "echo 'reviewer/desk.py:1: error'; exit 2")
    assert (returned, lines) == (2, ["reviewer/desk.py:1: error"])


def test_it_requires_every_tool_and_borrows_no_screen(root: Path, tmp_path: Path) -> None:
    _, lines = run_ci(root, tmp_path, 'echo "$@ $REVIEWER_REQUIRE_TOOLS $QT_QPA_PLATFORM ${DISPLAY:-none}"')
    assert lines == ["test more=--durations=30 1 offscreen none"]


def run_make(
    root: Path, folder: Path, failing: str, target: str = "test", **further: str
) -> tuple[int, str, list[str]]:
    """What `make test` returns and says, and what it ran, where programs only say so and those named so fail."""
    (folder / "packaging").mkdir()
    (folder / ".venv/bin").mkdir(parents=True)
    shutil.copy(root / "Makefile", folder)
    fetching = (f"packaging/fetch-{name}.sh" for name in ("verapdf", "dss", "html-tools", "sbom-tools"))
    checking = (f".venv/bin/{name}" for name in ("python", "mypy", "ruff", "lint-imports"))
    for name in ("packaging/setup.sh", "packaging/bundle.sh", *fetching, *checking):
        script = (
            f'echo "{name} $*" >>ran; case "{name} $*" in {failing}) echo "{name} is wrong"; exit 1 ;; esac'
        )
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    env = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "REVIEWER_"))}
    done = subprocess.run(
        ["make", target], cwd=folder, env={**env, **further}, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, (folder / "ran").read_text().splitlines()


def test_tests_begin_when_set_up_and_every_check_are_done(root: Path, tmp_path: Path) -> None:
    code, _said, ran = run_make(root, tmp_path, "nothing")
    assert code == 0
    assert ran[-1].startswith(".venv/bin/python -m pytest")
    before = [line for line in ran if line.startswith(".venv")]
    assert ran.index("packaging/setup.sh --tests") < ran.index(before[0])
    for check in ("mypy", "ruff format --check", "ruff check", "lint-imports"):
        assert sum(line.startswith(f".venv/bin/{check}") for line in before) == 1, check


def test_every_check_that_fails_is_told_and_then_no_test_begins(root: Path, tmp_path: Path) -> None:
    code, said, ran = run_make(root, tmp_path, "*mypy*|*ruff*check|*lint-imports*")
    assert code == 2
    for name in ("mypy", "ruff", "lint-imports"):
        assert f".venv/bin/{name} is wrong" in said
    assert not [line for line in ran if "pytest" in line]


@pytest.mark.parametrize(
    ("target", "around"), [("test", {"REVIEWER_THOROUGH": "1"}), ("test-all", {}), ("test-bundle", {})]
)
def test_where_the_bundle_is_tried_what_it_is_made_by_is_set_up(
    root: Path, tmp_path: Path, target: str, around: dict[str, str]
) -> None:
    code, _said, ran = run_make(root, tmp_path, "nothing", target, **around)
    assert code == 0
    assert "packaging/setup.sh --tests --bundle" in ran


def test_at_a_desk_nothing_is_set_up_for_the_bundle(root: Path, tmp_path: Path) -> None:
    _code, _said, ran = run_make(root, tmp_path, "nothing")
    assert not [line for line in ran if "bundle" in line]


@pytest.mark.parametrize("failing", ["nothing", "*bundle.sh*"])
def test_the_bench_has_the_bundle_made_and_runs_without_where_it_cannot_be(
    root: Path, tmp_path: Path, failing: str
) -> None:
    code, _said, ran = run_make(root, tmp_path, failing, "bench")
    assert (code, [line.strip() for line in ran]) == (
        0,
        ["packaging/setup.sh --bench --bundle", "packaging/bundle.sh", ".venv/bin/python -m bench"],
    )
