"""The bundled sample: its walk as data, and the doing of it by the desk's own verbs."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reviewer.desk.display import Progress, Report
from reviewer.desk.home import Home
from reviewer.desk.judging import Judging
from reviewer.desk.receiving import Receiving
from reviewer.desk.recognition import Recognition
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
        rows = self.rows.get(name, ())
        return list(rows)


Verb = Callable[[Row], object]


def walk_through(verbs: Mapping[str, Verb], walk: Walk, progress: Report | None = None) -> None:
    """Do each step of the walk by its verb, in the order of the verbs."""
    total = sum(len(walk.steps(name)) for name in verbs)
    done = 0
    for name, verb in verbs.items():
        for row in walk.steps(name):
            verb(row)
            done += 1
            if progress:
                progress(Progress(done, total, f"{name} {row['body']}"))


def verbs_of(
    walk: Walk, receiving: Receiving, recognition: Recognition, judging: Judging
) -> Mapping[str, Verb]:
    """Return the verbs of the walk: receive and judge; letters are for whoever asks for them."""
    return {
        "receive": lambda row: receiving.receive(
            row["body"], [walk.folder / path for path in row["paths"]], row["on"]
        ),
        "include": lambda row: receiving.include(row["body"], row["document"], row["because"]),
        "recognise": lambda row: recognition.recognise(row["body"]),
        "evidence": lambda row: judging.evidence(
            row["body"],
            row["criterion"],
            row["document"],
            row["quote"],
            place=row.get("place"),
            note=row.get("note", ""),
            stance=Stance(row.get("stance", "supports")),
        ),
        "absence": lambda row: judging.absence(
            row["body"], row["criterion"], looked_at=row.get("looked_at", False)
        ),
        "verdict": lambda row: judging.verdict(row["body"], row["criterion"], row["finding"], row["because"]),
        "category": lambda row: judging.category(row["body"], row["category"], row["because"]),
    }


def half_made(folder: Path) -> Path:
    """Return where a sample is made before it gets its name, emptied of what an interrupted one left."""
    temporary = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.parent.mkdir(parents=True, exist_ok=True)
    return temporary
