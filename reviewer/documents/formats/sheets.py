"""Workbooks by calamine: a part per sheet, a line per row, cells apart by tabs, and where each cell starts."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from mmap import mmap
from typing import Any
from zipfile import ZipFile

from reviewer.documents.formats import kinds, opendocument, package, workbook_marks
from reviewer.documents.formats.beside import LABELS, hidden_place
from reviewer.documents.formats.extract import Extract
from reviewer.documents.formats.package_also import ole
from reviewer.documents.formats.workbook_beside import Beside, beside
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Aside, NoteCode, NoText, Part
from reviewer.model.notes import listed, note
from reviewer.model.problems import Problem, Reason, Thing, both, problem

EXTRACTOR = "calamine/2"
LONGEST = 32 << 20
_UNNAMED = re.compile(
    r"(?:Sheet|Tabelle|Feuil|Hoja|Foglio|Blad|Planilha|Arkusz|Ark|List|Munka|Taul|Chart) ?\d+"
)
"""Names that a program gave, in its language."""


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return a part per sheet, hidden ones too and labelled so."""
    del args
    kind = kinds.kind_of(data)
    extract = Extract(kind, EXTRACTOR)
    left, unseen = LONGEST, 0
    if kind != "xls":
        package.office(data, Thing.WORKBOOK, whole=False).close()
    workbook, damaged = _workbook(data), list[str]()
    for meta in workbook.sheets_metadata:
        if "WorkSheet" not in str(meta.typ):
            continue
        hidden = "Hidden" in str(meta.visible)
        label = f"sheet {meta.name}{' (hidden)' if hidden else ''}"
        rows = _rows(workbook, meta.name)
        if rows is None:
            damaged.append(meta.name)
            label += " (damaged)"
        text, cells = _sheet(rows or [], left)
        left -= len(text)
        unseen += hidden
        no_text = NoText.DAMAGED if rows is None else None
        part = Part(f"sheet:{meta.name}", label, text, no_text, tuple(cells), hidden=hidden)
        extract.parts.append(part)
    if damaged:
        extract.problem = _damaged(damaged)
    _beside(data, extract, unseen, [meta.name for meta in workbook.sheets_metadata])
    if left <= 0:
        extract.problem = both(extract.problem, problem(Reason.WORKBOOK_TOO_LONG))
    return extract


def _beside(data: mmap | bytes, extract: Extract, unseen: int, names: Sequence[str]) -> None:
    """Add parts for what stands outside the cells, and what else is in the file."""
    sheets = list(extract.parts)
    if unseen:
        extract.also.append(note(NoteCode.HIDDEN_SHEETS, hidden_place(sheets), sheets=unseen))
    found, comments = list[Beside](), list[str]()
    if extract.kind == "xls":
        extract.also += ole(data)
    else:
        with package.opened(data, Thing.WORKBOOK) as archive:
            if extract.kind == "xlsx":
                told, comments = workbook_marks.also(archive), workbook_marks.comments(archive)
                found += _outside(archive, extract)
            else:
                told, comments = opendocument.beside_sheets(archive)
        extract.also += told
    if comments:
        extract.also.append(note(NoteCode.COMMENTS, "s1"))
        _add(extract, Beside("", Aside.COMMENTS, comments), hidden=False)
    hidden = {part.place for part in sheets if part.hidden}
    for one in found:
        _add(extract, one, hidden=f"sheet:{one.sheet}" in hidden)
    if not all(_UNNAMED.fullmatch(name) for name in names):
        _add(extract, Beside("", Aside.SHEET_NAMES, names), hidden=False)


def _outside(archive: ZipFile, extract: Extract) -> list[Beside]:
    """Return what stands outside cells, as far as it can be read."""
    found = list[Beside]()
    try:
        found.extend(beside(archive))
    except RefusalError as refusal:
        extract.problem = both(extract.problem, refusal.problem)
    return found


def _add(extract: Extract, one: Beside, *, hidden: bool) -> None:
    place = f"s{sum(part.aside is not None for part in extract.parts) + 1}"
    label = f"{LABELS[one.aside]}{f', sheet {one.sheet}' if one.sheet else ''}"
    part = Part(place, label, "\n".join(one.lines), hidden=hidden, aside=one.aside)
    extract.parts.append(part)


def _workbook(data: mmap | bytes) -> Any:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise RefusalError(Reason.LOCKED_WORKBOOK) from error
    except CalamineError as error:
        raise RefusalError(Reason.WORKBOOK_DAMAGED) from error


def _rows(workbook: Any, name: str) -> list[list[Any]] | None:
    """Return a sheet's rows; None if the sheet is damaged, which says nothing of the others."""
    from python_calamine import CalamineError

    try:
        rows: list[list[Any]] = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except CalamineError:
        return None
    return rows


def _damaged(names: list[str]) -> Problem:
    return problem(Reason.SHEETS_DAMAGED, sheets=len(names), **listed(names))


def _sheet(rows: Iterable[list[Any]], left: int) -> tuple[str, list[tuple[int, str]]]:
    lines: list[str] = []
    cells: list[tuple[int, str]] = []
    at = 0
    for number, row in enumerate(rows, start=1):
        line: list[str] = []
        start = at
        for column, value in enumerate(row):
            text = _shown(value)
            if text:
                cells.append((start, f"{column_name(column)}{number}"))
            line.append(text)
            start += len(text) + 1
        whole = "\t".join(line).rstrip("\t")
        lines.append(whole)
        at += len(whole) + 1
        if at > left:
            break
    return "\n".join(lines), cells


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004  # as Excel
    if isinstance(value, dt.date | dt.time):
        return value.isoformat(" ") if isinstance(value, dt.datetime) else value.isoformat()
    return " ".join(str(value).replace("\t", " ").splitlines())


def column_name(column: int) -> str:
    """Return a column's letters: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name
