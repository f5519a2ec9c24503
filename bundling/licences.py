"""Under which licence each native library is shipped; none under the GPL, and none of which nobody knows."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from bundling.facts import libraries

ACCEPTED = frozenset({
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "FTL", "IJG AND BSD-3-Clause", "LGPL-3.0-only", "MIT", "MIT-CMU", "MPL-2.0",
    "OFL-1.1", "PSF-2.0", "Unicode-3.0", "Zlib", "blessing", "bzip2-1.0.6", "libpng-2.0", "libtiff",
    # It gives, in its own words, unlimited permission to combine it with other programs and to hand out what comes of it.
    "GPL-2.0-or-later WITH Bootloader-exception",
})  # fmt: skip
_DATA = "_internal/resources/"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: the files that it is about, as a pattern."""

    files: str
    part: str
    licence: str


@dataclass(frozen=True, slots=True, order=True)
class Shipped:
    """A part that is shipped."""

    name: str
    licence: str


class UnlicensedError(Exception):
    """Libraries that may not be shipped, and why."""


def read(table: Path) -> list[Row]:
    """Return the lines of packaging/licences.tsv."""
    lines = [line for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [Row(*each) for each in csv.reader(lines[1:], delimiter="\t")]


def covered(folder: Path, rows: Sequence[Row]) -> Iterator[tuple[Path, list[Row]]]:
    """Go through a bundle's libraries, and what else the list names, with the lines that each is covered by; none where none is."""
    data = sorted(path for path in (folder / _DATA).rglob("*") if path.is_file())
    for path in (*(path for path, _library in libraries(folder)), *data):
        name = path.relative_to(folder).as_posix()
        first = next((row for row in rows if fnmatchcase(name, row.files)), None)
        if first is not None or not name.startswith(_DATA):
            yield path, [row for row in rows if first is not None and row.files == first.files]


def shipped(folder: Path, rows: Sequence[Row]) -> list[Shipped]:
    """Return the parts whose libraries are in a bundle's folder; raises UnlicensedError."""
    parts, refused = set(), []
    for path, lines in covered(folder, rows):
        name = path.relative_to(folder).as_posix()
        if not lines:
            refused.append(f"{name}: no line in packaging/licences.tsv covers it")
        refused += [f"{name}: {row.licence}" for row in lines if row.licence not in ACCEPTED]
        parts |= {Shipped(row.part, row.licence) for row in lines}
    if refused:
        raise UnlicensedError("; ".join(refused))
    return sorted(parts)
