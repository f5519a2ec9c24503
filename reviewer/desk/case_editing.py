"""A case folder that is being filled in: what its files say field by field, and the edits of them. Nothing is written here.

What a field is set to stands in the file afterwards, and all else in the file is as it was, to the byte. That is looked at after
every edit: a place that is written in a way that no edit knows is refused, and to be changed in the file itself.
"""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from reviewer.desk.case_fields import (
    FRAMEWORK,
    OPTIONAL_TABLES,
    CaseField,
    Holds,
    Path,
    Rows,
    naming_field,
)
from reviewer.desk.case_folders import key_of
from reviewer.desk.case_languages import blank_row, files_of, language_of
from reviewer.errors import Phrase, ReviewerError
from reviewer.framework.letter_edits import letter_parts, setting_letter
from reviewer.framework.text_edits import Edit, SourceText
from reviewer.framework.toml_edits import (
    Value,
    dropping,
    dropping_table,
    inserting,
    moving,
    removing,
    row_spans,
    setting,
    value_at,
    written,
)

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A criterion, a finding or a category, by its key and by what it is called."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class RemovedRow:
    """A row that was taken out, with what it said; ``before`` and ``after`` are its ``file`` then.

    ``elsewhere``: what was taken out with it, its words in the further languages.
    """

    file: str
    rows: Rows
    at: int
    block: str
    name: str
    before: SourceText
    after: SourceText
    elsewhere: tuple[RemovedRow, ...] = ()


class CaseFields:
    """The TOML files and the letters of a case folder, as text that is edited."""

    def __init__(self, sources: Mapping[str, SourceText]) -> None:
        """``sources`` are the folder's files by name; those that can't be had are missing."""
        self.sources = dict(sources)

    def data(self, file: str) -> Data | None:
        """Return what a TOML file says; None where it is no TOML, no text, or not there."""
        if file not in self.sources:
            return None
        try:
            return tomllib.loads(self.sources[file].text)
        except (UnicodeDecodeError, tomllib.TOMLDecodeError):
            return None

    def can_edit(self, file: str) -> bool:
        """Tell whether a file is whole enough for its fields to be set."""
        if _is_letter(file):
            return self._letter(file) is not None
        return self.data(file) is not None

    def _letter(self, file: str) -> Mapping[str, tuple[str, int, int]] | None:
        with suppress(KeyError, UnicodeDecodeError):
            return letter_parts(self.sources[file].text)
        return None

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags of the further languages, those of which only one file is there too."""
        return tuple(sorted({language_of(file) for file in self.sources} - {""}))

    def place(self, field: CaseField) -> Path | None:
        """Return where a field stands in its file; None where its row has no words in that language."""
        if not field.row:
            return field.path
        name = str(field.path[0])
        keys = [row.key for row in self._rows_in(field.file, name, "key")]
        return (name, keys.index(field.row), *field.path[1:]) if field.row in keys else None

    def says(self, field: CaseField) -> str:
        """Return what the files say of a field, as it is typed: days as 2017-05-31, a list with an entry a line, "" for nothing."""
        if _is_letter(field.file):
            return (self._letter(field.file) or {}).get(str(field.path[0]), ("", 0, 0))[0]
        return _typed(self._value_of(field))

    def is_set(self, field: CaseField) -> bool:
        """Tell whether the files say anything of a field, be it an empty text."""
        if _is_letter(field.file):
            return str(field.path[0]) in (self._letter(field.file) or {})
        return self._value_of(field) is not None

    def _value_of(self, field: CaseField) -> Any:
        where = self.place(field)
        return None if where is None else value_at(self.data(field.file) or {}, where)

    def put(self, field: CaseField, words: str) -> bool:
        """Have the files say these words of a field; return whether they did not before. ReviewerError where the place can't be edited."""
        if _is_letter(field.file):
            return self._put_in_letter(field.file, str(field.path[0]), words)
        value = _value(field, words)
        if value is None:
            return self._say_nothing_of(field)
        if self.place(field) is None:
            self._insert(field.file, Rows(field.path[0]), None, blank_row(str(field.path[0]), field.row))
        path = self._needed_place(field)
        return self._edit(
            field.file,
            lambda text: setting(text, path, value),
            lambda data: _put(data, path, list(value) if isinstance(value, tuple) else value),
        )

    def _needed_place(self, field: CaseField) -> Path:
        if (where := self.place(field)) is None:
            raise refused(field.file)
        return where

    def _say_nothing_of(self, field: CaseField) -> bool:
        if self.place(field) is None:
            return False
        path = self._needed_place(field)
        table = path[:-1]
        changed = self._edit(field.file, lambda text: dropping(text, path), lambda data: _drop(data, path))
        left = value_at(self.data(field.file), table)
        if field.row and left == {"key": field.row}:
            self._take_out(field.file, Rows(path[0]), int(path[1]))
        elif left == {} and (table in OPTIONAL_TABLES or (field.beside is not None and not field.row)):
            self._edit(field.file, lambda text: dropping_table(text, table), lambda data: _drop(data, table))
        return changed

    def _put_in_letter(self, file: str, key: str, words: str) -> bool:
        before = self._letter(file)
        if before is None:
            raise refused(file)
        source = self.sources[file]
        edits = setting_letter(source.text, key, words)
        made = source.edited(edits)
        after = letter_parts(made.text) or {}
        said = {name: part[0] for name, part in before.items()} | {key: words}
        if {name: part[0] for name, part in after.items()} != said:
            raise refused(file)
        self.sources[file] = made
        return bool(edits)

    def _edit(
        self,
        file: str,
        edits_of: Callable[[str], Iterable[Edit]],
        expect: Callable[[dict[str, Any]], object],
    ) -> bool:
        """Edit a TOML file, and hold what it says then against what it should say."""
        before = self.data(file)
        if before is None:
            raise refused(file)
        expected = copy.deepcopy(dict(before))
        try:
            expect(expected)
            made = self.sources[file].edited(edits_of(self.sources[file].text))
            after = tomllib.loads(made.text)
        except (IndexError, KeyError, TypeError, ValueError) as error:
            raise refused(file) from error
        if after != expected:
            raise refused(file)
        changed = made != self.sources[file]
        self.sources[file] = made
        return changed

    # --- criteria, findings and categories ------------------------------------------------------------

    def rows(self, rows: Rows) -> tuple[CaseRow, ...]:
        """Return what there is of a sort, in order."""
        return self._rows_in(FRAMEWORK, rows.value, str(naming_field(rows, 0).path[-1]))

    def _rows_in(self, file: str, name: str, called: str) -> tuple[CaseRow, ...]:
        known = (self.data(file) or {}).get(name)
        tables = [row for row in known if isinstance(row, dict)] if isinstance(known, list) else []
        return tuple(CaseRow(_typed(row.get("key")), _typed(row.get(called))) for row in tables)

    def add_row(self, rows: Rows, at: int) -> None:
        """Put an empty row before the one at ``at``; after the last where that is how many there are."""
        answers = [row.key for row in self.rows(Rows.FINDINGS) if row.key]
        self._insert(FRAMEWORK, rows, at, _blank(rows, answers))

    def _insert(self, file: str, rows: Rows, at: int | None, block: str) -> None:
        """Put a row's text before the one at ``at``; after the last for None."""
        new = tomllib.loads(block)[rows.value][0]
        there = len(self._rows_in(file, rows.value, "key"))
        before = there if at is None else at

        def expect(data: dict[str, Any]) -> None:
            data.setdefault(rows.value, []).insert(before, new)

        self._edit(file, lambda text: inserting(text, rows.value, before, block), expect)

    def remove_row(self, rows: Rows, at: int) -> RemovedRow:
        """Take a row out, with its words in the further languages, and return what puts it back."""
        row, elsewhere = self.rows(rows)[at], []
        removed = self._take_out(FRAMEWORK, rows, at)
        for file in (files_of(language)[0] for language in self.languages):
            keys = [each.key for each in self._rows_in(file, rows.value, "key")]
            if row.key and row.key in keys:
                with suppress(ReviewerError):  # what can't be taken out there is told as a fault
                    elsewhere.append(self._take_out(file, rows, keys.index(row.key)))
        return replace(removed, name=row.name, elsewhere=tuple(elsewhere))

    def _take_out(self, file: str, rows: Rows, at: int) -> RemovedRow:
        before = self.sources[file]
        try:
            start, end = row_spans(before.text, rows.value)[at]
        except IndexError:
            raise refused(file) from None

        def expect(data: dict[str, Any]) -> None:
            del data[rows.value][at]
            if not data[rows.value]:
                del data[rows.value]

        self._edit(file, lambda text: removing(text, rows.value, at), expect)
        return RemovedRow(file, rows, at, before.text[start:end], "", before, self.sources[file])

    def put_back(self, removed: RemovedRow) -> None:
        """Put a row back that was taken out."""
        for row in (removed, *removed.elsewhere):
            if self.sources.get(row.file) == row.after:
                self.sources[row.file] = row.before
            elif row.file in self.sources:
                there = len(self._rows_in(row.file, row.rows.value, "key"))
                self._insert(row.file, row.rows, min(row.at, there), row.block)

    def move_row(self, rows: Rows, at: int, by: int) -> bool:
        """Have a row and the one after (1) or before it (-1) change places; False where there is none."""
        if not 0 <= at + by < len(self.rows(rows)):
            return False

        def expect(data: dict[str, Any]) -> None:
            tables = data[rows.value]
            tables[at], tables[at + by] = tables[at + by], tables[at]

        return self._edit(FRAMEWORK, lambda text: moving(text, rows.value, at, by), expect)

    def name_row(self, rows: Rows, at: int) -> bool:
        """Give a row that has none a key made of what it is called; one that it has stays, since judgements hang on it."""
        known = self.rows(rows)
        if at >= len(known) or known[at].key or not known[at].name:
            return False
        key = free_key(key_of(known[at].name), {row.key for row in known})
        named = self.put(CaseField(FRAMEWORK, (rows.value, at, "key"), needed=True), key)
        for file in (files_of(language)[0] for language in self.languages):
            taken = {row.key for row in self._rows_in(file, rows.value, "key")}
            if (
                rows is not Rows.CATEGORIES and self.can_edit(file) and key not in taken
            ):  # else nothing must be said
                self._insert(file, rows, None, blank_row(rows.value, key))
        return named


def _is_letter(file: str) -> bool:
    return file.endswith(".md")


def free_key(key: str, taken: set[str]) -> str:
    """Return the key, or the first of KEY-2, KEY-3 … that nothing has."""
    number, free = 1, key
    while free in taken:
        number += 1
        free = f"{key}-{number}"
    return free


def refused(file: str) -> ReviewerError:
    """Return the error that a place of a file can't be edited."""
    what = Phrase("{file} is written in a way that the window can't change there", file=file)
    return ReviewerError(what, "Change it in the file itself; it is shown here then.")


def _blank(rows: Rows, answers: list[str]) -> str:
    if rows is Rows.FINDINGS:
        return '[[finding]]\nkey = ""\nlabel = ""\ntone = "unknown"\nsentence = ""'
    if rows is Rows.CATEGORIES:
        return '[[category]]\nkey = ""\nlabel = ""'
    listed = f'[[criterion]]\nkey = ""\ntitle = ""\nquestion = ""\nfindings = {written(answers)}'
    return f'{listed}\n[criterion.phrase]\ndefault = ""'


def _typed(value: object) -> str:
    """Return a value as it is typed into a field."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, list):
        return "\n".join(map(_typed, value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _value(field: CaseField, words: str) -> Value | None:
    """Return the value of what was typed into a field; None where nothing is to be said of it. What is no day or year stays a text."""
    if not words.strip() and not field.needed:
        return None
    match field.holds:
        case Holds.LINES | Holds.CHOICES:
            return tuple(line for line in words.split("\n") if line.strip()) or (() if field.needed else None)
        case Holds.SWITCH:
            return bool(words)
        case Holds.DAY:
            with suppress(ValueError):
                return date.fromisoformat(words.strip())
        case Holds.YEAR:
            if words.strip().isdecimal() and words.strip().isascii():
                return int(words)
        case _:
            pass
    return words


def _put(data: dict[str, Any], path: Path, value: object) -> None:
    here: Any = data
    for step in path[:-1]:
        here = here.setdefault(step, {}) if isinstance(here, dict) else here[step]
    if not isinstance(here, dict):
        raise TypeError(path)
    here[path[-1]] = value


def _drop(data: dict[str, Any], path: Path) -> None:
    here: Any = data
    for step in path[:-1]:
        here = here.get(step, {}) if isinstance(here, dict) else here[step]
    if isinstance(here, dict):
        here.pop(path[-1], None)
