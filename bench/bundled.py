"""The bundle against the checkout that it was made of: what it may cost to need no Python."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from bench import make_files
from bench.entry import Entry, Measure
from bench.measure import NotRunError, cost_of, until_paint

ROOT = Path(__file__).resolve().parent.parent
CHECKOUT = (sys.executable, ROOT / "main.py")


def program() -> tuple[object, ...]:
    """Return the words that start the bundled program, $REVIEWER_BUNDLE's if that names a folder; NotRunError where it has not been made."""
    path = Path(os.environ.get("REVIEWER_BUNDLE", ROOT / "build/bundle")) / "reviewer/reviewer"
    if not path.is_file():
        raise NotRunError("there is no bundle: make bundle makes it")
    return (path,)


def environment() -> dict[str, str]:
    """Settings of their own, and no screen: what is measured is ours and not the window system's."""
    home = make_files.FOLDER / "home"
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")}
    return {**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen", "REVIEWER_NAME": "Bench"}


def sample(env: dict[str, str]) -> Path:
    """Make the sample's casebook, and return it."""
    demo = make_files.FOLDER / "demo"
    shutil.rmtree(demo, ignore_errors=True)
    cost_of([*CHECKOUT, "demo", demo], env)
    return demo / "sample.casebook"


def first_paint() -> tuple[Measure, Measure]:
    """From the start of the process to a paint of the sample's bodies and verdicts: the same casebook in both."""
    env, words = environment(), program()
    casebook = sample(env)
    ours, peer = ([*each, casebook, "--report-paint"] for each in (words, CHECKOUT))
    return lambda: until_paint(ours, env), lambda: until_paint(peer, env)


def shown_help() -> tuple[Measure, Measure]:
    """The whole process that prints what commands there are."""
    env, words = environment(), program()
    return lambda: cost_of([*words, "--help"], env).wall, lambda: cost_of([*CHECKOUT, "--help"], env).wall


def memory() -> tuple[Measure, Measure]:
    """The most that the window's process has until the sample is painted."""
    env, words = environment(), program()
    casebook = sample(env)
    ours, peer = ([*each, casebook, "--report-paint"] for each in (words, CHECKOUT))
    return lambda: cost_of(ours, env).peak, lambda: cost_of(peer, env).peak


ENTRIES = (
    Entry("bundle: first paint of the sample / of a checkout", "wall", 1.1, None, first_paint),
    Entry("bundle: --help / of a checkout", "wall", 1.1, 0.25, shown_help),
    Entry("bundle: memory at the first paint / of a checkout", "MB", 1.1, None, memory),
)
