"""What stands outside the cells of an Excel package: drawings, charts, headers and footers, messages at cells.

Text boxes, diagrams and alternative text are of drawings. Sources: ECMA-376 part 1, 18.3.1.32 and 18.3.1.33 (messages and choices), 18.3.1.46 (headers and footers), 20.5 (drawings),
21.2 (charts), 21.4 (diagrams); [MS-ODRAWXML] 2.24 (newer charts).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from zipfile import ZipFile

from reviewer.documents.formats import package, slide_text, workbook_controls, workbook_marks
from reviewer.documents.formats.page_codes import page_lines
from reviewer.model import Aside

_ROOT = re.compile(rb"<(?:\w+:)?(?:worksheet|chartsheet|dialogsheet|macrosheet)\b[^>]*>")
_END = re.compile(rb"</(?:\w+:)?sheetData\s*>|<(?:\w+:)?sheetData\b[^>]*/>")
_CHARTS = frozenset({"chart", "chartEx"})
_YES = frozenset({"1", "true", "on"})
_SHOWN_CELLS = 3
_DEEPEST = 3  # a drawing in a chart in a drawing


@dataclass(frozen=True, slots=True)
class Beside:
    """Lines that stand beside one sheet's cells."""

    sheet: str
    aside: Aside
    lines: Sequence[str]


def beside(archive: ZipFile, sheets: Iterable[tuple[str, str]]) -> Iterator[Beside]:
    """Yield what stands beside the cells of each sheet, in the order of the sheets: their names and parts."""
    for name, place in sheets:
        if place not in archive.namelist():
            continue
        boxes, charts, described = list[str](), list[str](), list[str]()
        related = workbook_marks.relations(archive, place)
        for drawing in (target for kind, target in related if kind == "drawing"):
            _drawing(archive, drawing, boxes, charts, described)
        for drawing in (target for kind, target in related if kind == "vmlDrawing"):
            root = _tree(archive, drawing)
            boxes += [line for line in workbook_controls.shown(root) if line not in boxes]
            described += workbook_controls.described(root)
        tail = _tail(archive, place)
        texts = (
            (Aside.TEXT_BOXES, boxes),
            (Aside.CHARTS, charts),
            (Aside.ALTERNATIVE_TEXT, list(dict.fromkeys(described))),
            (Aside.HEADERS_AND_FOOTERS, list(_pages(tail, name))),
            (Aside.CELL_MESSAGES, list(_messages(tail))),
        )
        yield from (Beside(name, aside, lines) for aside, lines in texts if lines)


def _drawing(
    archive: ZipFile, place: str, boxes: list[str], charts: list[str], described: list[str], depth: int = 0
) -> None:
    """Add the words of a drawing's own shapes and their alternative texts, and the words of its charts and diagrams."""
    root = _tree(archive, place)
    boxes += _paragraphs(root)
    described += slide_text.alternatives([root])
    for kind, target in workbook_marks.relations(archive, place) if depth < _DEEPEST else ():
        if kind == "diagramData":
            charts += _paragraphs(_tree(archive, target))
        elif kind in _CHARTS:
            charts += _chart(_tree(archive, target))
            for inner, shapes in workbook_marks.relations(archive, target):
                if inner == "chartUserShapes":
                    _drawing(archive, shapes, charts, charts, described, depth + 1)


def _chart(root: Any) -> list[str]:
    """Return a chart's titles and typed labels, then the names of its series and categories as they were last shown."""
    names = [
        " ".join((node.text or "").split())
        for path in (".//{*}tx//{*}v", ".//{*}cat//{*}v", ".//{*}txData/{*}v", ".//{*}strDim//{*}pt")
        for node in root.iterfind(path)
    ]
    numbers = {
        (node.text or "").strip()
        for cache in ("numCache", "numLit")
        for node in root.iterfind(f".//{{*}}cat//{{*}}{cache}//{{*}}v")
    }
    return [*_paragraphs(root), *(name for name in dict.fromkeys(names) if name and name not in numbers)]


def _paragraphs(root: Any) -> list[str]:
    """Return the paragraphs of a drawing; of a shape that has another form for older programs, those of one form."""
    for fallback in list(root.iter("{*}Fallback")):
        choices = fallback.getparent().iterchildren("{*}Choice") if fallback.getparent() is not None else ()
        if any("".join(node.itertext()).strip() for choice in choices for node in choice.iter("{*}t")):
            fallback.getparent().remove(fallback)
    lines = (line for node in root.iter("{*}p") for line in "".join(_runs(node)).splitlines())
    return [line for line in lines if line.strip()]


def _runs(paragraph: Any) -> Iterator[str]:
    for node in paragraph.iter("{*}t", "{*}br"):
        yield "\n" if str(node.tag).endswith("}br") else node.text or ""


def _tail(archive: ZipFile, place: str) -> Any:
    """Return a sheet's part without its rows, which may be very many."""
    from lxml import etree

    text = package.entry(archive, place)
    start, end = _ROOT.search(text), None
    for match in _END.finditer(text, start.end() if start else 0):
        end = match
    if start and end:
        text = start[0] + text[end.end() :]
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root: Any = etree.fromstring(text or b"<none/>", parser)
    return etree.Element("none") if root is None else root


def _pages(tail: Any, sheet: str) -> Iterator[str]:
    """Yield the lines of the headers and footers that are printed; other ones for even pages only if that is on."""
    for furniture in tail.iterchildren("{*}headerFooter"):
        also = {"evenHeader": "differentOddEven", "firstHeader": "differentFirst"}
        for node in furniture.iterchildren("{*}*"):
            sort = str(node.tag).rpartition("}")[2]
            switch = also.get(sort.replace("Footer", "Header"))
            if switch is None or furniture.get(switch) in _YES:
                yield from page_lines(node.text or "", sheet)


def _messages(tail: Any) -> Iterator[str]:
    for rule in tail.iter("{*}dataValidation"):
        where = _where(rule)
        if rule.get("showInputMessage") in _YES:
            yield from _said(where, rule.get("promptTitle"), rule.get("prompt"))
        if rule.get("showErrorMessage") in _YES:
            yield from _said(where, rule.get("errorTitle"), rule.get("error"))
        if rule.get("type") == "list" and rule.get("showDropDown") not in _YES:
            offered = "".join("".join(node.itertext()) for node in rule.iterchildren("{*}formula1")).strip()
            if offered.startswith('"') and offered.endswith('"') and len(offered) > 1:
                choices = offered[1:-1].replace('""', '"').split(",")
                yield f"{where} {', '.join(filter(None, map(str.strip, choices)))}"


def _said(where: str, *words: str | None) -> Iterator[str]:
    said = ": ".join(" ".join(_plain(text).split()) for text in words if text)
    if said:
        yield f"{where} {said}"


def _plain(text: str) -> str:
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), text)


def _where(rule: Any) -> str:
    """Return the cells that a rule is for, the first few of them."""
    named = rule.get("sqref") or next(("".join(node.itertext()) for node in rule.iter("{*}sqref")), "")
    cells = named.split()
    return f"{' '.join(cells[:_SHOWN_CELLS])}{' …' if len(cells) > _SHOWN_CELLS else ''}"


def _tree(archive: ZipFile, name: str) -> Any:
    from lxml import etree

    root = package.tree(archive, name)
    return etree.Element("none") if root is None else root
