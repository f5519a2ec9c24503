"""What an Excel package says beside its cells: comments, hidden rows and columns, data kept or fetched from elsewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from typing import Any
from zipfile import ZipFile

from reviewer.documents.formats import package, package_also
from reviewer.model import Note, NoteCode
from reviewer.model.notes import listed, note

_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*\shidden=[\"'](?:1|true)[\"']")
_HIDDEN_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*\shidden=[\"'](?:1|true)[\"']")
_KEPT = (
    ("xl/pivotcache/pivotcacherecords", NoteCode.PIVOT_DATA),
    ("xl/connections", NoteCode.CONNECTIONS),
    ("xl/macrosheets/", NoteCode.MACRO_SHEETS),
)


def also(archive: ZipFile, shut: Sequence[str]) -> list[Note]:
    """Return what else is in the workbook; *shut*: the embedded objects that were not opened."""
    names = archive.namelist()
    hidden = [_hidden(archive, name) for name in names if re.match(r"xl/worksheets/[^/]+\.xml\Z", name)]
    rows, columns = sum(row for row, _column in hidden), sum(column for _row, column in hidden)
    notes = list(_unseen(rows, columns))
    notes += [note(code) for start, code in _KEPT if any(name.lower().startswith(start) for name in names)]
    books = list(_other_books(archive))
    if books:
        notes.append(note(NoteCode.OTHER_WORKBOOKS, **listed(books)))
    rest = package_also.office(archive, shut)
    return [*notes, *(one for one in rest if one.code is not NoteCode.FETCHED_WORKBOOK)]


def _unseen(rows: int, columns: int) -> Iterator[Note]:
    if rows and columns:
        yield note(NoteCode.HIDDEN_ROWS_AND_COLUMNS, rows=rows, columns=columns)
    elif rows:
        yield note(NoteCode.HIDDEN_ROWS, rows=rows)
    elif columns:
        yield note(NoteCode.HIDDEN_COLUMNS, columns=columns)


def _hidden(archive: ZipFile, name: str) -> tuple[int, int]:
    text = package.entry(archive, name)
    return len(_HIDDEN_ROW.findall(text)), len(_HIDDEN_COLUMN.findall(text))


def _other_books(archive: ZipFile) -> Iterator[str]:
    for name in archive.namelist():
        if re.match(r"xl/externalLinks/_rels/[^/]+\.rels\Z", name):
            root = _root(archive, name)
            yield from (str(node.get("Target", "")) for node in root.iter("{*}Relationship"))


def comments(archive: ZipFile) -> list[str]:
    """Return the comments of all sheets, each with its sheet's name, its cell and who made it."""
    lines = []
    for sheet, place in sheets(archive):
        related = relations(archive, place)
        threaded = [target for kind, target in related if kind == "threadedComment"]
        for target in threaded or [target for kind, target in related if kind == "comments"]:
            lines += [f"{sheet}!{line}" for line in _of_sheet(_root(archive, target))]
    return lines


def _of_sheet(root: Any) -> Iterator[str]:
    authors = ["".join(node.itertext()).strip() for node in root.iter("{*}author")]
    for comment in root.iter("{*}comment", "{*}threadedComment"):
        number = str(comment.get("authorId", ""))
        author = authors[int(number)] if number.isdigit() and int(number) < len(authors) else ""
        text = " ".join("".join(node.text or "" for node in comment.iter("{*}t", "{*}text")).split())
        said = text if not author or text.startswith(author) else f"{author}: {text}"
        yield f"{comment.get('ref', '')} {said}"


def sheets(archive: ZipFile) -> Iterator[tuple[str, str]]:
    """Yield each sheet's name and its part, those that are charts too."""
    if "xl/workbook.xml" not in archive.namelist():
        return
    book = _root(archive, "xl/workbook.xml")
    places = numbered(archive, "xl/workbook.xml")
    for sheet in book.iter("{*}sheet"):
        number = next((str(v) for k, v in sheet.attrib.items() if k.endswith("}id")), "")
        if number in places:
            yield str(sheet.get("name", "")), places[number]


def relations(archive: ZipFile, place: str) -> list[tuple[str, str]]:
    """Return what a part points to in the package: the end of each relation's type, and the part."""
    folder, _slash, file = place.rpartition("/")
    name = f"{folder}/_rels/{file}.rels"
    if name not in archive.namelist():
        return []
    targets = [
        (str(node.get("Type", "")).rpartition("/")[2], _target(node, folder)) for node in _each(archive, name)
    ]
    return [(kind, target) for kind, target in targets if target in archive.namelist()]


def numbered(archive: ZipFile, place: str) -> dict[str, str]:
    """Return the parts that a part points to, by the name that it gives each."""
    folder, _slash, file = place.rpartition("/")
    name = f"{folder}/_rels/{file}.rels"
    each = _each(archive, name) if name in archive.namelist() else ()
    return {str(node.get("Id", "")): _target(node, folder) for node in each}


def _each(archive: ZipFile, name: str) -> Iterator[Any]:
    yield from _root(archive, name).iter("{*}Relationship")


def _target(node: Any, folder: str) -> str:
    target = str(node.get("Target", ""))
    return (
        target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    )


def _root(archive: ZipFile, name: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root: Any = etree.fromstring(package.entry(archive, name) or b"<none/>", parser)
    return etree.Element("none") if root is None else root
