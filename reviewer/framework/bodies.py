"""``bodies.tsv``: a header of column names, then one inspected body a line. No quoting: a cell is as typed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reviewer.errors import CaseError, Phrase
from reviewer.framework.characters import check_characters
from reviewer.framework.faults import complain, raise_first
from reviewer.model import Body

NEEDED = ("code", "name")
COLUMN = re.compile(r"[a-z][a-z0-9_]*\Z")
CODE = re.compile(r"[a-z0-9][a-z0-9-]*\Z")


def read_bodies(file: str, text: str) -> tuple[Body, ...]:
    """Return the bodies in the file's order; an empty or missing cell is no fact.

    Raises CaseError naming the line and column for a missing or duplicate column, a code that is no
    slug or is there already, or a line with more cells than the header.
    """
    bodies, errors = scan_bodies(file, text)
    raise_first(errors)
    return bodies


def scan_bodies(file: str, text: str) -> tuple[tuple[Body, ...], tuple[CaseError, ...]]:
    """Return the bodies whose lines are sound, and the first error of each other line."""
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        problem = "empty; expected a first line of column names, code and name among them"
        return (), (complain(file, "", problem),)
    try:
        columns = _columns(file, lines[0])
    except CaseError as error:
        return (), (error,)
    bodies: dict[str, tuple[int, Body]] = {}
    errors: list[CaseError] = []
    for number, line in lines[1:]:
        try:
            body = _body(file, number, columns, line.split("\t"))
        except CaseError as error:
            errors.append(error)
            continue
        if body.code in bodies:
            problem = Phrase(
                'code "{code}" is there already, on line {line}; expected each once',
                code=body.code,
                line=bodies[body.code][0],
            )
            errors.append(complain(file, _line(number), problem))
        else:
            bodies[body.code] = (number, body)
    if not bodies and not errors:
        problem = "it names nobody; expected one a line under the column names"
        errors.append(complain(file, "", problem))
    return tuple(body for _, body in bodies.values()), tuple(errors)


def _columns(file: str, line: tuple[int, str]) -> list[str]:
    number, text = line
    columns = [cell.strip() for cell in text.split("\t")]
    for needed in NEEDED:
        if needed not in columns:
            present = ", ".join(columns)
            raise complain(
                file, _line(number), Phrase('column "{needed}" is missing; found {found}', needed=needed, found=present),
                "Separate the columns with tabs, and name them on the first line.",
            )  # fmt: skip
    for position, column in enumerate(columns):
        if not COLUMN.match(column):
            problem = Phrase(
                'column {position} is called "{column}"; expected small letters, digits and _',
                position=position + 1,
                column=column,
            )
            raise complain(file, _line(number), problem)
        if column in columns[:position]:
            raise complain(
                file,
                _line(number),
                Phrase('column "{column}" is there twice; expected each once', column=column),
            )
    return columns


def _body(file: str, number: int, columns: Sequence[str], cells: Sequence[str]) -> Body:
    place = _line(number)
    if len(cells) > len(columns):
        problem = Phrase(
            "{number} cells; expected at most {most}, as many as the column names",
            number=len(cells),
            most=len(columns),
        )
        raise complain(file, place, problem)
    facts = {
        column: _cell(file, number, column, cell.strip())
        for column, cell in zip(columns, cells, strict=False)
        if cell.strip()
    }
    for needed in NEEDED:
        if needed not in facts:
            raise complain(file, _column(number, needed), "empty; every row needs one")
    if not CODE.match(facts["code"]):
        problem = Phrase(
            'expected small letters, digits and hyphens only, found "{code}"', code=facts["code"]
        )
        raise complain(file, _column(number, "code"), problem)
    return Body(facts["code"], facts["name"], facts)


def _cell(file: str, number: int, column: str, cell: str) -> str:
    try:
        return check_characters(cell)
    except ValueError as error:
        raise _bad_cell(file, number, column, error) from None


def _bad_cell(file: str, number: int, column: str, error: ValueError) -> CaseError:
    return complain(file, _column(number, column), Phrase("it holds {error}", error=error.args[0]))


def _line(number: int) -> Phrase:
    return Phrase("line {number}", number=number)


def _column(number: int, name: str) -> Phrase:
    return Phrase("line {number}, column {name}", number=number, name=name)
