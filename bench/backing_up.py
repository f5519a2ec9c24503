"""Rows about backups: a whole, verified one beside SQLite's own copy, and a casebook as one file beside zip."""

from __future__ import annotations

import itertools
import os
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench import make_files
from bench.entry import Entry, Measure, tool
from bench.make_desk import ROOT, make_desk
from bench.measure import Cost, cost_of
from reviewer.casebook import Casebook
from reviewer.model import Receipt, Verdict

RECORDS, A_SAVE = 100_000, 10
DOCUMENTS, A_DOCUMENT = 200, 5 << 20
ENVIRONMENT = {**os.environ, "REVIEWER_NAME": "Robin Ash"}


def backup() -> tuple[Measure, Measure]:
    """`backup -o` of 100,000 records in 10,000 saves, each record and signature read back; `sqlite3 .backup` of the same file, synced.

    The peer checks nothing: it is what the bare copy costs on this disk.
    """
    folder = _folder("backup")
    casebook = _many_records(folder)
    numbers = itertools.count()

    def ours() -> float:
        target = folder / f"{next(numbers)}.backup"
        cost = cost_of([sys.executable, ROOT / "main.py", "backup", casebook, "-o", target], _private(folder))
        shutil.rmtree(target)
        return cost.cpu

    def peer() -> float:
        target = folder / f"{next(numbers)}.sqlite"
        sql = f"{tool('sqlite3')} '{casebook / 'casebook.sqlite'}' '.backup {target}' && sync '{target}'"
        cost = cost_of(["/bin/sh", "-c", sql])
        target.unlink()
        return cost.cpu

    return ours, peer


def export() -> tuple[Measure, Measure]:
    """`export` of 200 documents of 5 MB, each hashed on its way; `zip -0` of the same documents, synced."""
    folder = _folder("export")
    casebook = _many_documents(folder)
    return lambda: _exported(casebook, folder).cpu, lambda: _zipped(casebook, folder)


def import_() -> tuple[Measure, Measure]:
    """`import` of 200 documents of 5 MB, all checked twice; `unzip` of the same archive, synced."""
    folder = _folder("import")
    casebook, archive = _many_documents(folder), folder / "all.zip"
    _exported(casebook, folder)
    made, unpacked = folder / "made.casebook", folder / "unpacked"

    def ours() -> float:
        shutil.rmtree(made, ignore_errors=True)
        return cost_of([sys.executable, ROOT / "main.py", "import", archive, made], _private(folder)).cpu

    def peer() -> float:
        shutil.rmtree(unpacked, ignore_errors=True)
        unzip = f"{tool('unzip')} -q '{archive}' -d '{unpacked}' && find '{unpacked}' -type f | xargs -d '\\n' sync"
        return cost_of(["/bin/sh", "-c", unzip]).cpu

    return ours, peer


def memory() -> tuple[Measure, None]:
    """`export` of 1 GB of documents, in pieces: megabytes of the process at its most."""
    folder = _folder("memory")
    casebook = _many_documents(folder)
    return lambda: _exported(casebook, folder).peak, None


def _exported(casebook: Path, folder: Path) -> Cost:
    """Export to `all.zip` in the folder, anew."""
    target = folder / "all.zip"
    target.unlink(missing_ok=True)
    return cost_of([sys.executable, ROOT / "main.py", "export", casebook, "-o", target], _private(folder))


def _zipped(casebook: Path, folder: Path) -> float:
    target = folder / "peer.zip"
    target.unlink(missing_ok=True)
    sql = f"{tool('zip')} -q -0 -r '{target}' '{casebook / 'documents'}' && sync '{target}'"
    return cost_of(["/bin/sh", "-c", sql]).cpu


def _folder(name: str) -> Path:
    folder = make_files.FOLDER / f"backups-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _private(folder: Path) -> dict[str, str]:
    """Return an environment in which the command has a home of its own, with the key of who made the casebook."""
    kept = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")}
    return {**ENVIRONMENT, **kept}


def _made(folder: Path) -> Iterator[Casebook]:
    with make_desk(folder / "desk", 1) as desk:
        yield desk.session.casebook


def _many_records(folder: Path) -> Path:
    for casebook in _made(folder):
        casebook._database.run("PRAGMA synchronous = OFF")  # noqa: SLF001 - it is only being made
        for save in range(RECORDS // A_SAVE):
            with casebook.act() as act:
                for number in range(A_SAVE):
                    because = f"The plan of {save} names a contact and says when it was looked at, in part {number}."
                    act.put(Verdict(f"b{save}", f"c{number}", "in-place", because))
    return folder / "desk/many.casebook"


def _many_documents(folder: Path) -> Path:
    for casebook in _made(folder):
        for number in range(DOCUMENTS):
            sha = casebook.files.put(os.urandom(A_DOCUMENT))
            with casebook.act() as act:
                act.put(Receipt("b0000", sha, f"{number}.pdf", f"{number}.pdf", date(2025, 2, 20)))
    return folder / "desk/many.casebook"


ENTRIES = (
    Entry("backup of 100,000 records, verified / sqlite3 .backup", "CPU", 25, None, backup, 3),
    Entry("export of 1 GB in 200 documents / zip -0", "CPU", 2, None, export, 3),
    Entry("import of 1 GB in 200 documents / unzip", "CPU", 2, None, import_, 3),
    Entry("export of 1 GB, memory", "MB", None, 100, memory, 2),
)
