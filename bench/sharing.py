"""Rows about the share: what a sync costs beside tools that copy the same files, and what reading all of it costs.

Each is taken at 10,000 and at 100,000 records, ten a save, and its exponent between the two is told: 1 is as much again for as much again.
"""

from __future__ import annotations

import math
import shutil
import statistics
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench import make_files, make_share
from bench.entry import Entry, Measure, tool
from bench.make_desk import ROOT
from bench.measure import Cost, NotRunError, cost_of, told

SMALL, LARGE, A_SAVE = 10_000, 100_000, 10
SYNC = [sys.executable, "-m", "bench.programs.share"]
_taken: dict[tuple[str, int], list[float]] = {}


def _folder(records: int, a_save: int = A_SAVE) -> Path:
    """Return a folder with a casebook of so many records that nobody shares yet, made once."""

    def make(place: Path) -> None:
        make_share.make_casebook(place, records // a_save, a_save)

    kept = ROOT / "reviewer" / "casebook"
    sources = [Path(make_share.__file__), *sorted(kept.glob("*schema*.py"))]
    return make_files.made(make_files.FOLDER / f"shared-{records}-{a_save}", make, *sources)


def _shared(records: int, name: str, a_save: int = A_SAVE) -> Path:
    """Return a fresh copy of that folder, whose casebook is shared once."""
    place = make_files.FOLDER / f"sharing-{name}"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(_folder(records, a_save), place, symlinks=True)
    told([*SYNC, "first", place])
    return place


def _noted(name: str, records: int, measure: Measure) -> Measure:
    """Remember what is measured, for the row of its exponent."""
    taken = _taken.setdefault((name, records), [])

    def noting() -> float:
        taken.append(measure())
        return taken[-1]

    return noting


def _program(what: str, records: int, folder: Path) -> Measure:
    return _noted(what, records, lambda: told([*SYNC, what, folder]))


def _copied(folder: Path) -> Measure:
    """`cp` of the whole database, synced: what a shared file costs at each change."""
    source, target = folder / make_share.CASEBOOK / "casebook.sqlite", folder / "copied.sqlite"
    return lambda: cost_of(["/bin/sh", "-c", f"cp '{source}' '{target}' && sync '{target}'"]).wall


def _backup(folder: Path, *, cpu: bool = False) -> Measure:
    """`sqlite3 .backup` of the database, synced."""
    source, target = folder / make_share.CASEBOOK / "casebook.sqlite", folder / "backup.sqlite"
    command = f"rm -f '{target}' && {tool('sqlite3')} '{source}' '.backup {target}' && sync '{target}'"

    def measure() -> float:
        cost = cost_of(["/bin/sh", "-c", command])
        return cost.cpu if cpu else cost.wall

    return measure


def nothing_new(records: int) -> tuple[Measure, Measure]:
    """A sync that finds nothing to do; `rsync -a` of the same share to a copy that is the same."""
    folder = _shared(records, "nothing")
    command = [tool("rsync"), "-a", f"{folder / make_share.SHARE}/", folder / "copy"]
    return _program("nothing_new", records, folder), lambda: cost_of(command).wall


def push(records: int) -> tuple[Measure, Measure]:
    """1% more records put on the share and read back; `cp` of the whole database, synced."""
    folder = _shared(records, "push")
    return _program("push", records, folder), _copied(folder)


def pull(records: int) -> tuple[Measure, Measure]:
    """1% more records by a colleague, each verified; `cp` of the whole database, synced."""
    folder = _shared(records, "pull")
    _joined(folder).replace(folder / "theirs.casebook")
    return _program("pull", records, folder), _copied(folder)


def sent(records: int) -> tuple[Measure, Measure]:
    """Bytes that 1% more records put on the share, the merged file apart; bytes of the whole database."""
    folder = _shared(records, "sent")
    size = (folder / make_share.CASEBOOK / "casebook.sqlite").stat
    return _program("sent", records, folder), lambda: float(size().st_size)


def first(records: int) -> tuple[Measure, Measure]:
    """A whole casebook into an empty share, packed and read back; `sqlite3 .backup` of it, synced, which checks nothing."""
    source, folder = _folder(records), make_files.FOLDER / "sharing-first"

    def ours() -> float:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(source, folder, symlinks=True)
        return told([*SYNC, "first", folder])

    return _noted("first", records, ours), _backup(source)


def merged(records: int) -> tuple[Measure, Measure]:
    """The merged file, each record and signature examined; `sqlite3 .backup`, which checks nothing. Written at most hourly."""
    folder = _shared(records, "merged")
    return _program("merged", records, folder), _backup(folder, cpu=True)


def strangers() -> tuple[Measure, None]:
    """A sync with nothing new beside 5,000 packs of a stranger; processor time that it takes more than without them."""
    folder = _shared(SMALL, "strangers")
    return lambda: told([*SYNC, "strangers", folder]), None


def large_strangers() -> tuple[Measure, None]:
    """The dearest of six syncs beside six packs of a stranger, 60 MB in one line each; processor time more than without them."""
    folder = _shared(SMALL, "large-strangers")
    return lambda: told([*SYNC, "large_strangers", folder]), None


def _joined(folder: Path) -> Path:
    _join(folder)
    return folder / "joined.casebook"


def _join(folder: Path) -> Cost:
    target = folder / "joined.casebook"
    shutil.rmtree(target, ignore_errors=True)
    command = [sys.executable, ROOT / "main.py", "join", folder / make_share.SHARE, target]
    return cost_of(command, make_share.home_of_colleague(folder))


def _check(folder: Path) -> Cost:
    command = [sys.executable, ROOT / "main.py", "check", folder / make_share.CASEBOOK]
    return cost_of(command, make_share.home_of_founder(folder))


def _whole(run: Callable[[Path], Cost], records: int) -> tuple[Measure, None]:
    """The command, whole; processor time."""
    folder = _shared(records, run.__name__)
    return _noted(run.__name__, records, lambda: run(folder).cpu), None


def _memory(run: Callable[[Path], Cost], a_save: int) -> tuple[Measure, None]:
    """The command, whole, with so many records a save; the most memory that it had at once."""
    folder = _shared(LARGE, f"{run.__name__}-memory-{a_save}", a_save)
    return lambda: run(folder).peak, None


def _verified(run: Callable[[Path], Cost], saves: int) -> tuple[Measure, Measure]:
    """The command, whole, where each record is a save of its own; bare verification of as many signatures."""
    folder = _shared(saves, f"{run.__name__}-saves", 1)
    command = [sys.executable, "-m", "bench.programs.signatures", saves]
    return _noted(f"{run.__name__} saves", saves, lambda: run(folder).cpu), lambda: told(command)


def _exponent(name: str) -> tuple[Measure, None]:
    """How what was measured grows from 10,000 to 100,000 records."""

    def measure() -> float:
        small, large = _taken.get((name, SMALL)), _taken.get((name, LARGE))
        if not small or not large:
            raise NotRunError("its rows at both sizes come first")
        return math.log(statistics.median(large) / statistics.median(small)) / math.log(LARGE / SMALL)

    return measure, None


def _rows(records: int) -> tuple[Entry, ...]:
    of = f"{records:,} records"
    return (
        Entry(f"sync with nothing new, {of} / rsync", "wall", 3, 0.1, partial(nothing_new, records), 3),
        Entry(f"push of 1%, {of} / cp of the database", "wall", 1.5, None, partial(push, records), 3),
        Entry(f"pull of 1%, {of} / cp of the database", "wall", 3, None, partial(pull, records), 3),
        Entry(f"bytes sent of 1%, {of} / of the database", "count", 1 / 50, None, partial(sent, records), 1),
        Entry(f"first sync, {of} / sqlite3 .backup", "wall", 4, None, partial(first, records), 3),
        Entry(f"merged file, {of}, apart / sqlite3 .backup", "CPU", None, None, partial(merged, records), 3),
        Entry(f"join, {of}, 10 a save", "CPU", None, 8, partial(_whole, _join, records)),
        Entry(f"check, {of}, 10 a save", "CPU", None, 8, partial(_whole, _check, records)),
    )


def _exponents() -> tuple[Entry, ...]:
    names = {
        "nothing_new": "sync with nothing new", "push": "push of 1%", "pull": "pull of 1%", "sent": "bytes sent of 1%",
        "first": "first sync", "merged": "merged file", "_join": "join", "_check": "check",
        "_join saves": "join, one record a save", "_check saves": "check, one record a save",
    }  # fmt: skip
    return tuple(
        Entry(f"{words}, exponent from 10,000 to 100,000", "power", None, 1.1, partial(_exponent, name))
        for name, words in names.items()
    )


def _saves(saves: int, limit: float | None) -> tuple[Entry, ...]:
    """Rows of as many saves as records: a command's start, which is most of it at 10,000, is bounded by no peer's time."""
    return tuple(
        Entry(
            f"{words}, {saves:,} saves / bare verification",
            "CPU",
            limit,
            None,
            partial(_verified, run, saves),
            1,
        )
        for words, run in (("join", _join), ("check", _check))
    )


ENTRIES = (
    *_rows(SMALL),
    *_rows(LARGE),
    *_saves(SMALL, None),
    *_saves(LARGE, 2),
    *_exponents(),
    Entry("sync beside 5,000 packs of a stranger, more than without", "CPU", None, 0.05, strangers),
    Entry(
        "sync beside six packs of 60 MB in a line, more than without", "CPU", None, 0.05, large_strangers, 1
    ),
    Entry("join, 100,000 records, memory", "MB", None, 250, partial(_memory, _join, A_SAVE)),
    Entry("check, 100,000 records, memory", "MB", None, 250, partial(_memory, _check, A_SAVE)),
    Entry("join, 100,000 saves, memory", "MB", None, 250, partial(_memory, _join, 1), 1),
    Entry("check, 100,000 saves, memory", "MB", None, 250, partial(_memory, _check, 1), 1),
)
