"""OpenDocument workbooks: cells as they are shown, and what stands outside them.

Source: OpenDocument 1.3 part 3, 9.1 (tables), 9.4.4 (messages), 10.7 (shapes), 11 (charts), 16.9 (headers and footers).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from zipfile import ZipFile

from reviewer.documents.formats import open_pictures, open_shown, package
from reviewer.documents.formats.local_names import attribute
from reviewer.documents.formats.pictures import Spot
from reviewer.documents.formats.sheet_text import Cell
from reviewer.documents.formats.workbook_beside import Beside
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Aside, Part
from reviewer.model.problems import Reason, Thing

_GROUPS = frozenset({"table-row-group", "table-header-rows", "table-rows"})
_CELLS = frozenset({"table-cell", "covered-table-cell"})
_ASIDE = frozenset({"annotation", "note", "desc", "title", "ruby-text"})
_BOXES = frozenset(
    {
        "text-box",
        "custom-shape",
        "rect",
        "ellipse",
        "circle",
        "line",
        "path",
        "polygon",
        "polyline",
        "connector",
        "caption",
    }
)
_VALUES = ("string-value", "date-value", "time-value", "value")
_FIELDS = {
    "page-number": "&[Page]",
    "page-count": "&[Pages]",
    "sheet-name": "",
    "date": "&[Date]",
    "time": "&[Time]",
}
_USUAL_PAGE = "Default"
_OFFERED = re.compile(r"cell-content-is-in-list\((.*)\)\s*\Z", re.DOTALL)
_CHOICE = re.compile(r'"((?:[^"]|"")*)"')
_DEEPEST = 100
_LONGEST_VALUE = 64
_MOST = 1 << 21  # rows or columns


class OpenBook:
    """A workbook, by the trees of its content and its styles."""

    def __init__(self, archive: ZipFile) -> None:
        """Parse it; RefusalError if it is locked or has no content."""
        manifest = "META-INF/manifest.xml"
        if manifest in archive.namelist() and b"encryption-data" in package.entry(archive, manifest):
            raise RefusalError(Reason.LOCKED_WORKBOOK)
        for name in ("content.xml", "styles.xml"):
            if name in archive.namelist():
                package.refuse_entities(package.entry(archive, name), Thing.WORKBOOK)
        content = package.tree(archive, "content.xml")
        if content is None:
            raise RefusalError(Reason.WORKBOOK_DAMAGED)
        self._archive, self._content = archive, content
        self._styles = package.tree(archive, "styles.xml")
        self._tables = _by_name(content.iterfind("./{*}body/{*}spreadsheet/{*}table"))
        self._families = {
            attribute(style, "name"): style
            for style in content.iterfind("./{*}automatic-styles/{*}style")
            if attribute(style, "family") == "table"
        }

    @property
    def names(self) -> list[str]:
        """The names of its sheets, in their order."""
        return list(self._tables)

    @property
    def hidden(self) -> set[str]:
        """The names of those that are not shown."""
        return {
            name
            for name, table in self._tables.items()
            for style in [self._families.get(attribute(table, "style-name"))]
            if style is not None
            and any(attribute(node, "display") == "false" for node in style.iter("{*}table-properties"))
        }

    def cells(self, name: str, unkept: Callable[[str], None]) -> Iterator[Cell]:
        """Yield a sheet's cells in their order; *unkept* hears the names of those whose formula has no value."""
        number = 0
        for row in _rows(self._tables[name]):
            times = _times(row, "number-rows-repeated")
            line = list(_line(row))
            for cell, formula_alone in line:
                if formula_alone:
                    unkept(Cell(number + 1, cell.column, "").name)
            shown = [cell for cell, formula_alone in line if not formula_alone]
            for again in range(times if shown else 0):
                yield from (Cell(number + again + 1, *cell[1:]) for cell in shown)
            number += times

    def beside(self) -> Iterator[Beside]:
        """Yield what stands outside the cells."""
        for name, table in self._tables.items():
            boxes = [line for node in table.iter("{*}p", "{*}h") if _is_boxed(node) for line in _texts(node)]
            charts = [
                line for node in table.iter("{*}object") for line in self._chart(attribute(node, "href"))
            ]
            yield from (
                Beside(name, aside, lines)
                for aside, lines in (
                    (Aside.TEXT_BOXES, boxes),
                    (Aside.CHARTS, charts),
                    (Aside.ALTERNATIVE_TEXT, open_shown.alternatives(table)),
                )
                if lines
            )
        texts = (
            (Aside.HEADERS_AND_FOOTERS, list(self._pages())),
            (Aside.CELL_MESSAGES, list(self._messages())),
        )
        yield from (Beside("", aside, list(dict.fromkeys(lines))) for aside, lines in texts if lines)

    def pictures(self) -> Iterator[tuple[str, Spot]]:
        """Yield the pictures of its sheets, and those of pages and fills."""
        hosts = [(f"sheet:{name}", f"sheet {name}") for name in self._tables]
        for (place, label), table in zip(hosts, self._tables.values(), strict=True):
            yield from ((key, Spot(place, label)) for key in open_pictures.names(table))
        parts = [Part(place, label, "") for place, label in hosts]
        yield from open_pictures.of_styles(self._styles, self._content, parts)

    def _chart(self, address: str) -> list[str]:
        """Return the titles and names of a chart, not its numbers."""
        root = package.tree(self._archive, f"{address.removeprefix('./').rstrip('/')}/content.xml")
        charts = [] if root is None else list(root.iter("{*}chart"))
        return [
            line
            for chart in charts
            if next(chart.iterancestors("{*}body"), None) is not None and _name(chart.getparent()) == "chart"
            for node in chart.iter("{*}p")
            if attribute(node.getparent(), "value-type") not in {"float", "percentage", "currency"}
            for line in _texts(node)
        ]

    def _pages(self) -> Iterator[str]:
        """Yield the lines of headers and footers of the pages that sheets use."""
        styles = (self._families.get(attribute(table, "style-name")) for table in self._tables.values())
        used = {attribute(style, "master-page-name") if style is not None else "" for style in styles}
        used = {name or _USUAL_PAGE for name in used}
        for page in self._styles.iter("{*}master-page") if self._styles is not None else ():
            for node in page.iterchildren("{*}*") if attribute(page, "name") in used else ():
                if _name(node).startswith(("header", "footer")) and attribute(node, "display") != "false":
                    yield from (line for paragraph in node.iter("{*}p") for line in _texts(paragraph))

    def _messages(self) -> Iterator[str]:
        """Yield what is said at cells, and what they offer to choose from."""
        for rule in self._content.iter("{*}content-validation"):
            where = attribute(rule, "base-cell-address").replace("$", "")
            for message in rule.iterchildren("{*}help-message", "{*}error-message"):
                if attribute(message, "display") == "true":
                    said = " ".join(line for node in message.iter("{*}p") for line in _texts(node))
                    yield " ".join(
                        filter(None, (where, ": ".join(filter(None, (attribute(message, "title"), said)))))
                    )
            offered = _OFFERED.search(attribute(rule, "condition"))
            choices = _CHOICE.findall(offered[1]) if offered else []
            if choices and attribute(rule, "display-list") != "none":
                yield f"{where} {', '.join(choice.replace(chr(34) * 2, chr(34)) for choice in choices)}".strip()


def _by_name(nodes: Iterable[Any]) -> dict[str, Any]:
    """Return sheets by their names, in their order; one that is named like another gets a number."""
    sheets: dict[str, Any] = {}
    for node in nodes:
        given = name = attribute(node, "name")
        number = 1
        while name in sheets:
            number += 1
            name = f"{given} ({number})"
        sheets[name] = node
    return sheets


def _rows(node: Any, depth: int = 0) -> Iterator[Any]:
    for child in node.iterchildren("{*}*") if depth < _DEEPEST else ():
        if _name(child) == "table-row":
            yield child
        elif _name(child) in _GROUPS:
            yield from _rows(child, depth + 1)


def _line(row: Any) -> Iterator[tuple[Cell, bool]]:
    """Yield what a row's cells show, and whether one is a formula without a value."""
    column = 0
    for node in row.iterchildren("{*}*"):
        if _name(node) in _CELLS:
            times = _times(node, "number-columns-repeated")
            text, raw = _shown(node), _raw(node)
            raw = "" if raw == text else raw
            alone = not text and bool(attribute(node, "formula")) and not attribute(node, "value-type")
            for again in range(times if text or alone else 0):
                yield Cell(1, column + again + 1, text, raw), alone
            column += times


def _shown(cell: Any) -> str:
    """Return the text that the file has of a cell, which is as its format shows it; the value where it has none."""
    lines = (line for node in cell.iterchildren("{*}p", "{*}h") for line in _texts(node))
    text = " ".join(lines)
    if text or not attribute(cell, "value-type"):
        return text
    if attribute(cell, "boolean-value"):
        return attribute(cell, "boolean-value").upper()
    return next((value for name in _VALUES if (value := attribute(cell, name))), "")


def _raw(cell: Any) -> str:
    """Return the number, day or time that a cell holds; "" where it is a text (19.385: the value's type)."""
    raw = next((value for name in _VALUES[1:] if (value := attribute(cell, name))), "")
    return raw if len(raw) <= _LONGEST_VALUE else ""


def _texts(paragraph: Any) -> list[str]:
    lines = ("".join(_pieces(paragraph, 0))).split("\n")
    return [line for each in lines if (line := " ".join(each.split()))]


def _pieces(node: Any, depth: int) -> Iterator[str]:
    yield (node.text or "").replace("\n", " ")
    for child in node.iterchildren() if depth < _DEEPEST else ():
        name = _name(child)
        if name in _FIELDS:
            yield _FIELDS[name]
        elif name in {"s", "tab", "line-break"}:
            yield "\n" if name == "line-break" else " "
        elif name and name not in _ASIDE and name not in _BOXES:
            yield from _pieces(child, depth + 1)
        yield (child.tail or "").replace("\n", " ")


def _is_boxed(paragraph: Any) -> bool:
    """Tell whether a paragraph stands in a shape, not in a cell or a comment of its own."""
    for above in paragraph.iterancestors():
        name = _name(above)
        if name in _BOXES:
            return next(above.iterancestors("{*}annotation"), None) is None
        if name in _CELLS or name == "annotation":
            return False
    return False


def _times(node: Any, name: str) -> int:
    text = attribute(node, name)
    return max(1, min(int(text), _MOST)) if text.isascii() and text.isdecimal() and len(text) < 8 else 1  # noqa: PLR2004


def _name(node: Any) -> str:
    return str(node.tag).rpartition("}")[2] if node is not None and isinstance(node.tag, str) else ""
