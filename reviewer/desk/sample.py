"""The bundled sample: its walk as data, and the doing of it by the desk's own verbs."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reviewer.desk.home import Home
from reviewer.desk.views import Progress, Report
from reviewer.desk.write import Writing
from reviewer.model import Stance

# Typed with Any: rows of walk.toml, which is the program's own and held by a test.
Row = Mapping[str, Any]
SAMPLE = "boundaries"


@dataclass(frozen=True, slots=True)
class Walk:
    """What walk.toml says: ``rows`` by step, each in order, and the folder that its paths start from."""

    folder: Path
    rows: Mapping[str, Any]

    @classmethod
    def of(cls, home: Home) -> Walk:
        """Read the walk of the sample that the program brings along."""
        folder = home.resources / "samples" / SAMPLE
        return cls(folder, tomllib.loads((folder / "walk.toml").read_text(encoding="utf-8")))

    @property
    def case(self) -> Path:
        """The sample's case folder."""
        return self.folder / str(self.rows["case"])

    def steps(self, name: str) -> Sequence[Row]:
        """Return the rows of one step."""
        found = self.rows.get(name, ())
        return list(found)


def walk_through(desk: Writing, walk: Walk, progress: Report | None = None) -> None:
    """Receive and judge what the walk says; letters are for whoever asks for them."""
    verbs = {
        "receive": _receive,
        "include": _include,
        "evidence": _evidence,
        "absence": _absence,
        "verdict": _verdict,
        "category": _category,
    }
    total = sum(len(walk.steps(name)) for name in verbs)
    done = 0
    for name, verb in verbs.items():
        for row in walk.steps(name):
            verb(desk, walk, row)
            done += 1
            if progress:
                progress(Progress(done, total, f"{name} {row['body']}"))


def _receive(desk: Writing, walk: Walk, row: Row) -> None:
    desk.receive(row["body"], [walk.folder / path for path in row["paths"]], row["on"])


def _include(desk: Writing, _walk: Walk, row: Row) -> None:
    desk.include(row["body"], row["document"], row["because"])


def _evidence(desk: Writing, _walk: Walk, row: Row) -> None:
    desk.evidence(
        row["body"],
        row["criterion"],
        row["document"],
        row["quote"],
        place=row.get("place"),
        note=row.get("note", ""),
        stance=Stance(row.get("stance", "supports")),
    )


def _absence(desk: Writing, _walk: Walk, row: Row) -> None:
    desk.absence(row["body"], row["criterion"], looked_at=row.get("looked_at", False))


def _verdict(desk: Writing, _walk: Walk, row: Row) -> None:
    desk.verdict(row["body"], row["criterion"], row["finding"], row["because"])


def _category(desk: Writing, _walk: Walk, row: Row) -> None:
    desk.category(row["body"], row["category"], row["because"])


def half_made(folder: Path) -> Path:
    """Return where a sample is made before it gets its name, emptied of what an interrupted one left."""
    temporary = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.parent.mkdir(parents=True, exist_ok=True)
    return temporary
