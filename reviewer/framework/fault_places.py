"""Where in a file of a case folder a fault stands: an error's place, as a person would say it, to line and column."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reviewer.errors import CaseError, Phrase, ReviewerError
from reviewer.framework.toml_positions import Path, Position, positions
from reviewer.model.case_faults import CaseFault

_LINE = re.compile(r"line (?P<line>[0-9]+)(?:, column (?P<column>\w+))?\Z")
_OF_TOML = re.compile(r"\(at line (?P<line>[0-9]+), column (?P<column>[0-9]+)\)")
_STEP = re.compile(r"(?P<name>[^.\[\]]+)(?:\[(?P<number>[0-9]+)\])?\.?")
_NAMED = re.compile(r" \((?P<name>[^()]*)\)\Z")
_IN_TEXT = re.compile(r", line [0-9]+\Z")
NOWHERE: Position = (0, 0)


@dataclass(frozen=True, slots=True)
class CaseText:
    """A file of a case folder as text; ``data`` is what its TOML says, {} where it says none."""

    name: str
    text: str
    data: Mapping[str, Any] = field(default_factory=dict)

    def place_of(self, key: str, words: Sequence[str]) -> Position:
        """Return where a key stands, as errors call it, or what it lies in; ``words`` are what is wrong there, if any is."""
        if match := _LINE.search(key):
            return self._in_line(int(match["line"]), match["column"] or "", words)
        if not self.name.endswith(".toml"):
            return self._after_start(key)
        known, path = positions(self.text), self.path_of(key)
        path = next((found for word in words if (found := self._within(path, word))), path)
        while path and path not in known:
            path = path[:-1]
        return known.get(path, NOWHERE)

    def _in_line(self, number: int, column: str, words: Sequence[str]) -> Position:
        lines = self.text.split("\n")
        line = lines[number - 1] if number <= len(lines) else ""
        if self.name.endswith(".tsv"):
            return number, _cell_at(lines, line, column)
        at = next((at for word in words if (at := line.find(word)) >= 0), -1)
        return number, at + 1 if at >= 0 else len(line) - len(line.lstrip()) + 1

    def _after_start(self, key: str) -> Position:
        """Return where a line begins with a key of front matter."""
        lines = enumerate(self.text.split("\n"), 1)
        return next(((n, 1) for n, line in lines if key and line.startswith(f"{key}:")), NOWHERE)

    def path_of(self, key: str) -> Path:
        """Return the path of a key as errors call it: "finding[2].sentence" is ("finding", 1, "sentence")."""
        named = _NAMED.search(key)
        path: list[str | int] = []
        for step in _STEP.finditer(_NAMED.sub("", key)):
            path.append(step["name"])
            if step["number"]:
                path.append(int(step["number"]) - 1)
        rows = self.data.get(str(path[0])) if path else None
        if named and isinstance(rows, list) and not isinstance((*path, "")[1], int):
            keys = [row.get("key") for row in rows if isinstance(row, Mapping)]
            if named["name"] in keys:
                path.insert(1, keys.index(named["name"]))
        return tuple(path)

    def _within(self, path: Path, word: str) -> Path:
        """Return the path of the entry or key that a fault is about, () where it is not one of these."""
        here: Any = self.data
        for step in path:
            try:
                here = here[step]
            except (KeyError, IndexError, TypeError):
                return ()
        if isinstance(here, list) and word in here:
            return (*path, len(here) - 1 - here[::-1].index(word))
        return (*path, word) if isinstance(here, Mapping) and word in here else ()


def _cell_at(lines: Sequence[str], line: str, column: str) -> int:
    """Return where a cell begins in its line, by its column's name."""
    heads = next((each for each in lines if each.strip()), "").split("\t")
    names = [head.strip() for head in heads]
    if column not in names:
        return 1
    return sum(len(cell) + 1 for cell in line.split("\t")[: names.index(column)]) + 1


def case_text(name: str, text: str) -> tuple[CaseText, tomllib.TOMLDecodeError | None]:
    """Return a file as text with its data, and why it is no TOML if it is to be and is not."""
    if not name.endswith(".toml"):
        return CaseText(name, text), None
    try:
        return CaseText(name, text, tomllib.loads(text)), None
    except tomllib.TOMLDecodeError as error:
        return CaseText(name, text), error


def fault_of(error: ReviewerError, texts: Mapping[str, CaseText]) -> CaseFault:
    """Return an error about a file of the folder as a fault with its place."""
    values = error.what.values
    place = str(values.get("place", values.get("file", "")))
    file, _, key = place.partition(": ")
    problem = values.get("problem", values.get("message"))
    if not isinstance(problem, str):
        return CaseFault("", "", *NOWHERE, error.what, error.remedy)
    line, column = NOWHERE
    if match := _OF_TOML.search(problem) if isinstance(error, CaseError) else None:
        line, column = int(match["line"]), int(match["column"])
    elif file in texts:
        key = key if _LINE.fullmatch(key) else _IN_TEXT.sub("", key)
        line, column = texts[file].place_of(key, _words(problem))
    elif match := _LINE.fullmatch(key):  # of a file that is no text
        line, column = int(match["line"]), 1
    shown = "" if _LINE.fullmatch(key) else key
    return CaseFault(file, shown, line, column, problem, error.remedy)


def _words(problem: str) -> tuple[str, ...]:
    """Return what a problem names of the file, the longest first: an unknown name, a key that is there twice."""
    values = problem.values if isinstance(problem, Phrase) else {}
    named = (values.get(name) for name in ("name", "found", "twice", "what", "character"))
    return tuple(word for word in named if isinstance(word, str) and not isinstance(word, Phrase) and word)
