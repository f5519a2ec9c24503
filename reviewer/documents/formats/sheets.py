"""Workbooks: a part per sheet, a line per row, cells apart by tabs, and where each cell starts.

The cells of .xlsx are read by ``sheet_cells``, those of .ods by ``open_sheets``; those of .xls by calamine, and what
it does not tell by ``old_sheets``.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import struct
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from math import isfinite
from mmap import mmap
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from reviewer.documents.formats import (
    binary_sheets,
    kinds,
    number_codes,
    office_blips,
    opendocument,
    package,
    package_pictures,
    sheet_cells,
    workbook_files,
    workbook_marks,
    workbook_pictures,
)
from reviewer.documents.formats.extract import Extract
from reviewer.documents.formats.old_sheets import OldBook
from reviewer.documents.formats.open_sheets import OpenBook
from reviewer.documents.formats.pictures import BEGINNING, Spot
from reviewer.documents.formats.sheet_cells import Unkept
from reviewer.documents.formats.sheet_text import Cell, Room, SheetText, sheet_text
from reviewer.documents.formats.side_parts import LABELS, hidden_place
from reviewer.documents.formats.workbook_beside import Beside, beside
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Aside, NoteCode, NoText, Part
from reviewer.model.notes import SHOWN, listed, note
from reviewer.model.problems import Problem, Reason, Thing, both, problem

if TYPE_CHECKING:
    from PIL.Image import Image

EXTRACTOR = "calamine/4"
LONGEST, MOST_CELLS = 32 << 20, 1_200_000
_UNNAMED = re.compile(
    r"(?:Sheet|Tabelle|Feuil|Hoja|Foglio|Blad|Planilha|Arkusz|Ark|List|Munka|Taul|Chart) ?\d+"
)
"""Names that a program gave, in its language."""


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return a part per sheet, hidden ones too and labelled so."""
    del args
    kind = kinds.kind_of(data)
    extract = Extract(kind, EXTRACTOR)
    if kind != "xls":
        package.office(data, Thing.WORKBOOK, whole=False).close()
    unkept = Unkept()
    if kind == "ods":
        _open(data, extract, unkept)
    elif kind != "xls" and _is_binary(data):
        _binary(data, extract)
    else:
        _excel(data, extract, unkept)
    if unkept.count:
        extract.problem = both(extract.problem, _without_values(unkept))
    return extract


def member(data: mmap | bytes, args: dict[str, Any]) -> bytes:
    """Return the bytes of a file inside."""
    return workbook_files.member(data, args)


def picture(data: mmap | bytes, args: dict[str, Any]) -> Image:
    """Return the picture ``key`` of a workbook."""
    kind = kinds.kind_of(data)
    if kind == "xls":
        return office_blips.picture(OldBook(data).pictures(), str(args["key"]))
    if kind == "ods":
        return opendocument.picture(data, args)
    with package.opened(data, Thing.WORKBOOK) as archive:
        return package_pictures.picture(archive, str(args["key"]))


def _excel(data: mmap | bytes, extract: Extract, unkept: Unkept) -> None:
    workbook = _workbook(data)
    metas = [meta for meta in workbook.sheets_metadata if "WorkSheet" in str(meta.typ)]
    hidden = {meta.name for meta in metas if "Hidden" in str(meta.visible)}
    names = [meta.name for meta in workbook.sheets_metadata]
    if extract.kind == "xls":
        old = OldBook(data)

        def read_one(name: str, budget: Room) -> SheetText | None:
            rows = _rows(workbook, name)
            return None if rows is None else sheet_text(_cells(rows, old.shown(name)), budget)

        _parts(extract, [meta.name for meta in metas], hidden, read_one)
        workbook_files.add_old(data, extract)
        _beside(extract, old.comments, list(old.beside()), names)
        first = next((Spot(part.place, part.label) for part in extract.parts), BEGINNING)
        gathered = office_blips.gather(old.pictures(first))
        extract.parts += gathered.parts()
        extract.also += gathered.notes_left_out()
        return
    with package.opened(data, Thing.WORKBOOK) as archive:
        _parts(extract, [meta.name for meta in metas], hidden, _reader(archive, workbook, unkept))
        workbook_files.add(archive, extract)
        sheets = list(workbook_marks.sheets(archive))
        texts = _outside(beside(archive, sheets), extract)
        _beside(extract, workbook_marks.comments(archive), texts, names)
        workbook_pictures.add(archive, sheets, extract)


def _is_binary(data: mmap | bytes) -> bool:
    with package.opened(data, Thing.WORKBOOK) as archive:
        return binary_sheets.BOOK in archive.namelist()


def _binary(data: mmap | bytes, extract: Extract) -> None:
    """Read a binary package, whose drawings are XML; what else stands outside its cells is said to be unread."""
    with package.opened(data, Thing.WORKBOOK) as archive:
        try:
            book = binary_sheets.binary_book(archive)
        except (struct.error, IndexError) as error:
            raise RefusalError(Reason.WORKBOOK_DAMAGED) from error

        def read_one(name: str, budget: Room) -> SheetText | None:
            try:
                return sheet_text(sorted(islice(book.cells(name), budget.cells + 1)), budget)
            except (struct.error, IndexError):
                return None

        names = [name for name, place in book.sheets.items() if "/worksheets/" in place]
        _parts(extract, names, book.hidden & set(names), read_one)
        extract.also.append(note(NoteCode.BINARY_WORKBOOK))
        workbook_files.add(archive, extract)
        _beside(extract, (), _outside(beside(archive, book.sheets.items()), extract), list(book.sheets))
        workbook_pictures.add(archive, book.sheets.items(), extract)


def _open(data: mmap | bytes, extract: Extract, unkept: Unkept) -> None:
    with package.opened(data, Thing.WORKBOOK) as archive:
        book = OpenBook(archive)

        def read_one(name: str, budget: Room) -> SheetText:
            return sheet_text(book.cells(name, unkept.of(name).add), budget)

        _parts(extract, book.names, book.hidden, read_one)
        notes, comments, extract.members = opendocument.beside_sheets(archive)
        extract.also += notes
        _beside(extract, comments, _outside(book.beside(), extract), book.names)
        opendocument.add_pictures(archive, extract, book.pictures())


def _parts(
    extract: Extract,
    names: Sequence[str],
    hidden: Collection[str],
    read_one: Callable[[str, Room], SheetText | None],
) -> None:
    """Add a part for each sheet, as far as there is room for all of them."""
    budget, damaged, is_cut = Room(LONGEST, MOST_CELLS), list[str](), False
    for name in names:
        sheet = read_one(name, budget)
        label = f"sheet {name}{' (hidden)' if name in hidden else ''}{' (damaged)' if sheet is None else ''}"
        damaged += [name] if sheet is None else []
        no_text = NoText.DAMAGED if sheet is None else None
        text, cells, raw = (sheet.text, sheet.cells, sheet.raw) if sheet else ("", (), ())
        is_hidden = name in hidden
        extract.parts.append(Part(f"sheet:{name}", label, text, no_text, cells, hidden=is_hidden, raw=raw))
        budget = Room(budget.letters - len(text), budget.cells - len(cells))
        is_cut = is_cut or bool(sheet and sheet.is_cut)
    if damaged:
        extract.problem = _damaged(damaged)
    if is_cut:
        extract.problem = both(extract.problem, problem(Reason.WORKBOOK_TOO_LONG))


def _reader(archive: ZipFile, workbook: Any, unkept: Unkept) -> Callable[[str, Room], SheetText | None]:
    """Return what reads a sheet by its name, up to a length; it returns None for one that is damaged.

    Of several sheets of one name, which only a faulty program writes, it reads one after another.
    """
    places, names = dict[str, list[str]](), set(archive.namelist())
    listed = sorted(workbook_marks.sheets(archive), key=lambda each: "/worksheets/" not in each[1])
    for sheet, place in listed:  # one that is a chart has no cells
        places.setdefault(sheet, []).append(place)
    shared = sheet_cells.book(archive)

    def read_one(name: str, budget: Room) -> SheetText | None:
        left = places.get(name, [""])
        place = left.pop(0) if len(left) > 1 else left[0]
        if place not in names:
            rows = _rows(workbook, name)
            return None if rows is None else sheet_text(_cells(rows, {}), budget)
        cells_read = sheet_cells.cells(package.entry(archive, place), shared, unkept.of(name))
        return (
            None if cells_read is None else sheet_text(sorted(islice(cells_read, budget.cells + 1)), budget)
        )

    return read_one


def _without_values(unkept: Unkept) -> Problem:
    more = max(0, unkept.count - SHOWN)
    return problem(Reason.FORMULAS_UNKEPT, **{**listed(unkept.names), "more": more, "formulas": unkept.count})


def _beside(extract: Extract, comments: Sequence[str], texts: Sequence[Beside], names: Sequence[str]) -> None:
    """Add parts for what stands outside the cells: comments first, as always."""
    hidden = {part.place for part in extract.parts if part.hidden}
    if hidden:
        extract.also.insert(0, note(NoteCode.HIDDEN_SHEETS, hidden_place(extract.parts), sheets=len(hidden)))
    if comments:
        extract.also.append(note(NoteCode.COMMENTS, "s1"))
        _add(extract, Beside("", Aside.COMMENTS, comments), hidden=False)
    for one in texts:
        _add(extract, one, hidden=f"sheet:{one.sheet}" in hidden)
    if not all(_UNNAMED.fullmatch(name) for name in names):
        _add(extract, Beside("", Aside.SHEET_NAMES, names), hidden=False)


def _outside(beside: Iterable[Beside], extract: Extract) -> list[Beside]:
    """Return what stands outside cells, as far as it can be read."""
    outside = list[Beside]()
    try:
        outside.extend(beside)
    except RefusalError as refusal:
        extract.problem = both(extract.problem, refusal.problem)
    return outside


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
    except BaseException as error:
        if _is_panic(error):
            raise RefusalError(Reason.WORKBOOK_DAMAGED) from error
        raise


def _rows(workbook: Any, name: str) -> list[list[Any]] | None:
    """Return a sheet's rows; None if the sheet is damaged, which says nothing of the others."""
    from python_calamine import CalamineError

    try:
        rows: list[list[Any]] = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except CalamineError:
        return None
    except BaseException as error:
        if _is_panic(error):
            return None
        raise
    return rows


def _is_panic(error: BaseException) -> bool:
    """Tell whether calamine gave up: what it raises then is no ``Exception``, and has no name that can be imported."""
    return type(error).__name__ == "PanicException"


def _damaged(names: list[str]) -> Problem:
    return problem(Reason.SHEETS_DAMAGED, sheets=len(names), **listed(names))


def _cells(rows: Iterable[list[Any]], shown: Mapping[tuple[int, int], tuple[str, str]]) -> Iterator[Cell]:
    """Yield the cells of rows; *shown* has those that are shown otherwise than their value, with their number."""
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            text, raw = shown.get((number, column), ("", ""))
            if not text:
                text = _shown(value)
                raw = number_codes.raw_of(value, text) if isinstance(value, float) and isfinite(value) else ""
            if text:
                yield Cell(number, column, text, raw)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return number_codes.general(Decimal(value)) if isfinite(value) else ""
    if isinstance(value, dt.date | dt.time):
        return value.isoformat(" ") if isinstance(value, dt.datetime) else value.isoformat()
    return str(value)
