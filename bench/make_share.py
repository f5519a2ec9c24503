"""Makes casebooks of many records and shares of them, as inspections have them late: two people, one of whom has joined.

Acts are written straight into the database, since a casebook of 100,000 saves would take minutes by acts; what is written is what acts write.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path

from bench.make_desk import code_of, make_desk
from reviewer.casebook import Author, Casebook, load_or_make_author
from reviewer.casebook import subject as subjects
from reviewer.casebook.record import Chain, make_record, make_save
from reviewer.casebook.save_writing import insert_own, next_in_chain
from reviewer.model import Evidence, Passage, Role

CASEBOOK, SHARE = "desk/many.casebook", "share"


def founder(folder: Path) -> Author:
    """Return who began the casebook in a folder."""
    return load_or_make_author(folder / "desk/config", "Robin Ash")


def colleague(folder: Path) -> Author:
    """Return the colleague."""
    return load_or_make_author(folder / "config" / "reviewer", "Kim Lee")


def home_of_colleague(folder: Path) -> dict[str, str]:
    """Return the environment in which a command is the colleague's."""
    return _home(folder, "Kim Lee")


def home_of_founder(folder: Path) -> dict[str, str]:
    """Return the environment in which a command is the founder's."""
    return _home(folder / "founder", "Robin Ash")


def _home(folder: Path, name: str) -> dict[str, str]:
    kept = {f"XDG_{one}_HOME": str(folder / one.lower()) for one in ("CONFIG", "DATA", "CACHE", "STATE")}
    return {**os.environ, "REVIEWER_NAME": name, **kept}


def now() -> int:
    """Return the time in UTC microseconds."""
    return time.time_ns() // 1000


def write(casebook: Casebook, by: Author, saves: int, records: int) -> None:
    """Write so many saves of so many passages each, of documents that are not here."""
    database = casebook._database  # noqa: SLF001 - it is only being made
    with database.write():
        chain = next_in_chain(database, by)
        for number in range(chain.number, chain.number + saves):
            contents = [_evidence(number, part) for part in range(records)]
            rows = [make_record(one, subjects.itself("evidence"), by.key, now(), ()) for one in contents]
            save = make_save(by, chain, now(), rows)
            insert_own(database, save, chain, by)
            chain = Chain(chain.inspection, chain.copy, chain.number + 1, save.id)


def _evidence(number: int, part: int) -> Evidence:
    quote = f"The plan of {number} names a contact and says when it was looked at, in part {part}."
    return Evidence(
        code_of(0),
        "contact",
        Passage(f"{number:064x}", f"p{part + 1}", 90 * part, 90 * part + len(quote), quote),
    )


def make_casebook(folder: Path, saves: int, records: int) -> Path:
    """Make a casebook with so many saves in a new folder, its colleague admitted; returns it."""
    shutil.rmtree(folder, ignore_errors=True)
    with make_desk(folder / "desk", 1) as desk:
        casebook = desk.session.casebook
        casebook.team.admit(colleague(folder).key, "Kim Lee", Role.INSPECTOR)
        write(casebook, founder(folder), saves, records)
    (folder / "founder/config").mkdir(parents=True)
    (folder / "founder/config/reviewer").symlink_to("../../desk/config")
    return folder / CASEBOOK


if __name__ == "__main__":
    make_casebook(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
