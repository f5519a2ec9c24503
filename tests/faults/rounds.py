"""Rounds of a session that is cut off, and what must be there afterwards."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from reviewer.casebook import Author, Casebook

SESSION = Path(__file__).with_name("session.py")
CASE = {"inspection": {"title": "A made inspection"}, "framework": {"languages": {}}}


@dataclass
class Sessions:
    """The process that forks sessions; what they acknowledged comes out of ``lines``."""

    orders: IO[str]
    answers: IO[str]
    _ended: bool = False

    def start(self, folder: Path, seed: int, durability: str = "FULL") -> int:
        """Start a session and return its process id."""
        self.orders.write(json.dumps({"folder": str(folder), "seed": seed, "durability": durability}) + "\n")
        self.orders.flush()
        self._ended = False
        return int(self._line()["pid"])

    def next(self, number: int) -> list[dict[str, Any]]:
        """Wait for so many acknowledgements, or for the session's end; why it stopped is one too, if it could say."""
        lines: list[dict[str, Any]] = []
        while len(lines) < number and not self._ended:
            line = self._line()
            self._ended = bool(line.get("end"))
            lines += [] if self._ended else [line]
        return lines

    def rest(self) -> list[dict[str, Any]]:
        """Wait for the session's end and return the acknowledgements that are left."""
        return self.next(sys.maxsize)

    def _line(self) -> dict[str, Any]:
        line: dict[str, Any] = json.loads(self.answers.readline())
        return line


@contextmanager
def sessions(config: Path) -> Iterator[Sessions]:
    command = [sys.executable, str(SESSION), str(config)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        yield Sessions(process.stdin, process.stdout)
        process.stdin.close()


@dataclass
class Acknowledged:
    """All that was acknowledged of one casebook."""

    records: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)

    def add(self, lines: list[dict[str, Any]]) -> None:
        for line in lines:
            self.records |= set(line.get("records", ()))
            self.documents |= set(line.get("documents", ()))

    def missing(self, folder: Path, author: Author) -> list[str]:
        """Reopen as the program would; return what is gone of the acknowledged, and what check complains of."""
        with Casebook.open(folder, author, lambda: 0) as casebook:
            lost = [f"record {one}" for one in self.records if casebook.get(one) is None]
            lost += [f"document {one}" for one in self.documents if not casebook.files.verify(one)]
            assert casebook.index.search("strategy") is not None
            return lost + [problem.what for problem in casebook.check()] + list(casebook.notices)
