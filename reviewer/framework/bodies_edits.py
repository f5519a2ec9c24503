"""Edits of the bodies' file: cells, lines, and a table that is pasted from a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reviewer.framework.bodies import CODE, NEEDED
from reviewer.framework.text_edits import Edit

_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=\t|\r?\n|\Z)')
_PLAIN = re.compile(r"[^\t\n]*")
MEANT = {
    "code": "code", "id": "code", "key": "code", "reference": "code",
    "name": "name", "body": "name", "force": "name", "organisation": "name", "organization": "name",
}  # fmt: skip
"""What columns of other people's tables are called that every body needs."""


@dataclass(frozen=True, slots=True)
class BodiesTable:
    """The bodies' file as a table: ``lines`` are where its rows stand in the text, each without its end."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[tuple[int, int], ...]

    def row_at(self, line: int, text: str) -> int:
        """Return the row that stands on a line, from 1, of the text; -1 where none does."""
        starts = [text.count("\n", 0, start) + 1 for start, _ in self.lines]
        return starts.index(line) if line in starts else -1


def bodies_table(text: str) -> BodiesTable:
    """Return the table of a text: its first line that is not empty names the columns."""
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((at, at + len(line)))
        at += len(line) + 1
    cells = [tuple(cell.strip() for cell in text[start:end].split("\t")) for start, end in spans]
    columns = cells[0] if cells else ()
    rows = tuple((*row, *[""] * (len(columns) - len(row))) for row in cells[1:])
    return BodiesTable(columns, rows, tuple(spans[1:]))


def cell_words(words: str) -> str:
    """Return what a cell can hold of words: one line, without tabs."""
    return re.sub(r"[\t\n\r]+", " ", words).strip()


def setting_cell(text: str, row: int, column: int, words: str) -> tuple[Edit, ...]:
    """Return the edits after which a cell of the table says these words."""
    table = bodies_table(text)
    if table.rows[row][column] == cell_words(words):
        return ()
    start, end = table.lines[row]
    cells = text[start:end].split("\t")
    if column >= len(cells):
        return (Edit(end, end, "\t" * (column - len(cells) + 1) + cell_words(words)),)
    before = start + sum(len(cell) + 1 for cell in cells[:column])
    return (Edit(before, before + len(cells[column]), cell_words(words)),)


def adding_rows(text: str, rows: Sequence[Sequence[str]]) -> tuple[Edit, ...]:
    """Return the edits that put rows after the last."""
    end = len(text.rstrip("\n"))
    lines = "".join("\n" + "\t".join(map(cell_words, row)) for row in rows)
    return (Edit(end, end, lines if end else lines.lstrip("\n")),)


def removing_rows(text: str, rows: Sequence[int]) -> tuple[Edit, ...]:
    """Return the edits that take rows out, each with the end of its line."""
    lines = bodies_table(text).lines
    return tuple(Edit(lines[row][0], min(lines[row][1] + 1, len(text)), "") for row in rows)


# --- what is pasted ---------------------------------------------------------------------------------


def cells_of(clip: str) -> list[list[str]]:
    """Return the rows of a table as a spreadsheet copies it: a cell of several lines stands there in quotation marks, and is one line here."""
    rows: list[list[str]] = [[]]
    at = 0
    clip = clip.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    while at <= len(clip):
        quoted, plain = _QUOTED.match(clip, at), _PLAIN.match(clip, at)
        words, end = (plain[0], plain.end()) if plain else ("", len(clip))
        if quoted and re.search(r'[\t\n]|""', quoted[1]):
            words, end = quoted[1].replace('""', '"'), quoted.end()
        rows[-1].append(cell_words(words))
        at = end + 1
        if at <= len(clip) and clip[at - 1] == "\n":
            rows.append([])
    return [row for row in rows if any(row)]


def column_name(heading: str) -> str:
    """Return a heading as a column's name: "Chief officer" is "chief_officer"."""
    name = re.sub(r"[^a-z0-9]+", "_", heading.lower()).strip("_")
    return name if re.match("[a-z]", name) else f"column_{name}".rstrip("_")


def headings_of(row: Sequence[str], columns: Sequence[str]) -> list[str] | None:
    """Return the columns that the first row of what is pasted names; None where it names none, and is a body."""
    names = [column_name(cell) for cell in row]
    meant = [name if name in columns else MEANT.get(name, name) for name in names]
    known = {*columns, *NEEDED}
    if not known.intersection(meant):
        return None
    if "name" not in meant:  # what bodies are called stands first, such as under "Parish"
        strange = next((at for at, name in enumerate(meant) if name not in known), None)
        meant = [name if at != strange else "name" for at, name in enumerate(meant)]
    return [names[at] if name in meant[:at] else name for at, name in enumerate(meant)]


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a paste makes: the whole text of the file, and how many bodies are new, and how many have other facts."""

    text: str
    added: int
    changed: int


def pasted(text: str, clip: str, code_of: Mapping[str, str] | None = None) -> Pasted:
    """Return a table with what was copied from a spreadsheet put in.

    With headings its columns are matched by them, in whatever order, and a column that is not there yet is added; without, they are
    taken in the table's order, from "name" on where the first is no code. A body whose code, or else whose name, is there
    already has its facts changed; ``code_of`` gives codes by name for those who have none.
    """
    rows = cells_of(clip)
    table = bodies_table(text)
    columns = list(table.columns) or list(NEEDED)
    named = headings_of(rows[0], columns) if rows else None
    if named is not None:
        rows = rows[1:]
        columns += [name for name in named if name not in columns]
    else:
        coded = all(CODE.match(row[0]) for row in rows)
        order = columns if coded else [*columns[columns.index("name") :]] if "name" in columns else columns
        named = order
    made = replace(table, columns=tuple(columns))
    whole = [[*row, *[""] * (len(columns) - len(row))] for row in made.rows]
    added = changed = 0
    for row in rows:
        facts = dict(zip(named, row, strict=False))
        at = _same_body(whole, columns, facts)
        if at is None:
            if not facts.get("code") and code_of is not None:
                facts["code"] = code_of.get(facts.get("name", ""), "")
            whole.append([facts.get(column, "") for column in columns])
            added += 1
        else:
            new = [facts.get(column) or old for column, old in zip(columns, whole[at], strict=False)]
            changed += new != whole[at]
            whole[at] = new
    lines = [
        "\t".join(columns),
        *("\t".join(row).rstrip("\t") if not any(row[1:]) else "\t".join(row) for row in whole),
    ]
    return Pasted("\n".join(lines) + "\n", added, changed)


def _same_body(
    whole: Sequence[Sequence[str]], columns: Sequence[str], facts: Mapping[str, str]
) -> int | None:
    for needed in NEEDED:
        if needed in columns and facts.get(needed):
            column = columns.index(needed)
            return next((at for at, row in enumerate(whole) if row[column] == facts[needed]), None)
    return None
