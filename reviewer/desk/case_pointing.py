"""Which field of the window a fault or a doubt of a case folder is about, so that one is led to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from reviewer.desk.case_fields import (
    FRAMEWORK,
    INSPECTION_FIELDS,
    LETTER,
    LETTER_FIELDS,
    SENDER_FIELDS,
    CaseField,
    Rows,
    naming_field,
    phrase_field,
    row_fields,
)
from reviewer.desk.case_languages import files_of, language_of, own_fields, with_languages
from reviewer.desk.case_saving import OpenCase
from reviewer.framework.fault_places import case_text
from reviewer.model.case_faults import CaseFault
from reviewer.model.objections import Objection

LEAST = 8
"""Characters that a field and a sentence of a letter must share, so that the sentence is taken to come from it."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """Where one is led: to a field, at a line of its text from 0; or to a cell of the bodies (row and column, from 0)."""

    field: CaseField | None = None
    line: int = 0
    cell: tuple[int, int] | None = None


def fields_of(case: OpenCase) -> Iterator[CaseField]:
    """Give every field that a folder has by now."""
    languages = case.fields.languages
    yield from with_languages((*INSPECTION_FIELDS, *SENDER_FIELDS, *LETTER_FIELDS), languages)
    for language in languages:
        yield from own_fields(language)
    answers = [row.key for row in case.fields.rows(Rows.FINDINGS) if row.key]
    for rows in Rows:
        for at, row in enumerate(case.fields.rows(rows)):
            phrases = (phrase_field(at, key) for key in answers if rows is Rows.CRITERIA)
            yield from with_languages((*row_fields(rows, at), *phrases), languages, row.key)


def pointed(case: OpenCase, fault: CaseFault) -> Pointed | None:
    """Return where a fault is put right; None where the window has no field for it."""
    if fault.file == case.bodies.file:
        return Pointed(cell=_cell(case, fault))
    if fault.file in {LETTER, *(files_of(language)[1] for language in case.fields.languages)}:
        return _in_letter(case, fault)
    source = case.fields.sources.get(fault.file)
    if source is None or case.fields.data(fault.file) is None:
        return None
    path = case_text(fault.file, source.text)[0].path_of(fault.key)
    field = _field_at(case, fault.file, path)
    if field is not None:
        return Pointed(field)
    return _of_row(path) if fault.file == FRAMEWORK or language_of(fault.file) else None


def _field_at(case: OpenCase, file: str, path: tuple[str | int, ...]) -> CaseField | None:
    """Return the field of a place in a TOML file, of a place within it, or of one around it."""
    fields = [(case.fields.place(field), field) for field in fields_of(case) if field.file == file]
    known = {where: field for where, field in fields if where is not None}
    for end in range(len(path), 0, -1):
        if path[:end] in known:
            return known[path[:end]]
    lacking = (each for where, each in fields if where is None and each.needed and path == each.path[:1])
    if (row := next(lacking, None)) is not None:
        return row  # of a row that has no words in that language
    return next((field for whole, field in known.items() if path and whole[: len(path)] == path), None)


def _of_row(path: tuple[str | int, ...]) -> Pointed | None:
    """Return the name of a row, where a fault is of what no field has, such as its key."""
    rows = next((each for each in Rows if path and path[0] == each.value), None)
    at = next((step for step in path if isinstance(step, int)), 0)
    if rows is None:
        return None
    return Pointed(row_fields(rows, at)[-1] if "phrase" in path else naming_field(rows, at))


def _cell(case: OpenCase, fault: CaseFault) -> tuple[int, int]:
    text, table = case.bodies.text or "", case.bodies.table
    row = max(0, table.row_at(fault.line, text))
    lines = text.split("\n")
    before = lines[fault.line - 1][: max(0, fault.column - 1)] if 0 < fault.line <= len(lines) else ""
    return row, min(before.count("\t"), max(0, len(table.columns) - 1))


def _in_letter(case: OpenCase, fault: CaseFault) -> Pointed:
    letters = (field for field in fields_of(case) if field.file == fault.file)
    known = {str(field.path[0]): field for field in letters}
    key = next((name for name in known if name != "text" and fault.key.startswith(name)), "text")
    source = case.fields.sources.get(fault.file)
    said = case.fields.says(known["text"])
    above = source.text.count("\n") - said.count("\n") if source is not None else 0
    return Pointed(known[key], max(0, fault.line - 1 - above) if key == "text" else 0)


def pointed_doubt(case: OpenCase, doubt: Objection) -> Pointed | None:
    """Return the field whose words a doubted sentence is most likely made of; None where none shares enough with it."""
    best, shared = None, LEAST
    for field in fields_of(case):
        said = case.fields.says(field)
        match = SequenceMatcher(None, said, doubt.sentence, autojunk=False).find_longest_match()
        if match.size >= shared:
            best, shared = Pointed(field, said.count("\n", 0, match.a)), match.size + 1
    return best
