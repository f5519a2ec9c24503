"""Where each key and value and each entry of a list stands in a TOML text: ``tomllib`` says what a file holds, and not where.

It is asked of texts that ``tomllib`` has read, so it takes for granted that they are whole (TOML 1.0).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Path = tuple[str | int, ...]
Position = tuple[int, int]
"""Line and column, from 1, in characters."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_PART = re.compile(r"""[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([A-Za-z0-9_-]+))[ \t]*""")
_STRING = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL)
_BARE = re.compile(r"[^,\]}#\n]*")


def positions(text: str) -> Mapping[Path, Position]:
    """Return the position of each table, key and entry by its path: ("finding", 0, "key"), ("criterion", 1, "search", 2)."""
    scan = _Scan(text)
    scan.file()
    return MappingProxyType({path: _position(text, at) for path, at in scan.found.items()})


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one header, or before the first (``path`` is () there): ``start`` of the header's line, ``end`` of the last value's line.

    ``lines`` are the ends of lines after which another key of the table may stand: its header's, and each own key's.
    """

    path: Path
    start: int
    lines: list[int] = field(default_factory=list)

    @property
    def end(self) -> int:
        """The end of the line of its last key, or of its header."""
        return self.lines[-1] if self.lines else self.start


@dataclass(frozen=True, slots=True)
class Layout:
    """Offsets in a text: where each key begins, from where to where each value goes, and the sections in their order."""

    keys: Mapping[Path, int]
    values: Mapping[Path, tuple[int, int]]
    sections: tuple[Section, ...]


def layout(text: str) -> Layout:
    """Return where all of a text stands."""
    scan = _Scan(text)
    scan.file()
    return Layout(scan.found, scan.values, tuple(scan.sections))


def _position(text: str, at: int) -> Position:
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


class _Scan:
    """Goes through a text once; ``found`` is the offset of each path."""

    def __init__(self, text: str) -> None:
        self.found: dict[Path, int] = {}
        self.values: dict[Path, tuple[int, int]] = {}
        self.sections = [Section((), 0)]
        self._text, self._at = text, 0
        self._table: Path = ()
        self._rows: dict[Path, int] = {}  # how many entries an array of tables has yet

    def file(self) -> None:
        while self._skip():
            if self._text.startswith("[", self._at):
                self._header()
            elif self._pair(self._table):
                self.sections[-1].lines.append(self._line_end())
            else:
                return

    def _line_end(self) -> int:
        end = self._text.find("\n", self._at)
        return len(self._text) if end < 0 else end

    def _skip(self) -> bool:
        """Pass over blanks, ends of lines and comments; return whether anything is left."""
        match = _BLANK.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return self._at < len(self._text)

    def _header(self) -> None:
        start, is_row = self._at, self._text.startswith("[[", self._at)
        self._at += 1 + is_row
        path: Path = ()
        names = self._names()
        for name in names[:-1]:
            path = self._last_row((*path, name))
        path = (*path, *names[-1:])
        if is_row:
            self.found.setdefault(path, start)
            self._rows[path] = self._rows.get(path, 0) + 1
        self._table = self._last_row(path)
        self.found.setdefault(self._table, start)
        self._at += 1 + is_row
        self.sections.append(Section(self._table, self._text.rfind("\n", 0, start) + 1, [self._line_end()]))

    def _last_row(self, path: Path) -> Path:
        return (*path, self._rows[path] - 1) if path in self._rows else path

    def _names(self) -> tuple[str, ...]:
        names: list[str] = []
        while match := _PART.match(self._text, self._at):
            names.append(next(part for part in match.groups() if part is not None))
            self._at = match.end()
            if not self._text.startswith(".", self._at):
                break
            self._at += 1
        return tuple(names)

    def _pair(self, table: Path) -> bool:
        """Take one ``key = value``; return False where there is none."""
        start, names = self._at, self._names()
        if not names or not self._text.startswith("=", self._at):
            return False
        self._at += 1
        self.found.setdefault((*table, *names), start)
        self._value((*table, *names))
        return True

    def _value(self, path: Path) -> None:
        self._skip()
        start = self._at
        self._pass_value(path)
        self.values.setdefault(path, (start, start + len(self._text[start : self._at].rstrip())))

    def _pass_value(self, path: Path) -> None:
        if match := _STRING.match(self._text, self._at):
            self._at = match.end()
        elif self._text.startswith("[", self._at):
            self._several(path, "]")
        elif self._text.startswith("{", self._at):
            self._several(path, "}")
        elif bare := _BARE.match(self._text, self._at):
            self._at = bare.end()

    def _several(self, path: Path, end: str) -> None:
        """Take a list or an inline table to its end."""
        self._at += 1
        number = 0
        while self._skip() and not self._text.startswith(end, self._at):
            before = self._at
            if self._text.startswith(",", self._at):
                self._at += 1
            elif end == "]":
                self.found.setdefault((*path, number), self._at)
                self._value((*path, number))
                number += 1
            else:
                self._pair(path)
            if self._at == before:
                return
        self._at += 1
