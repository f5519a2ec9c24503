"""What the shapes of a slide, of its layout or its master say, in the order in which they lie in the file.

ECMA-376 part 1, 19.3.1 (slides), 20.1.2 and 21.1 (text in shapes and tables); part 3, 7.6 (choices). An equation stands in
a choice that older programs pass over: [MS-ODRAWXML] 2.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reviewer.documents.formats import drawings, equations, symbols
from reviewer.documents.formats.package_parts import Parts
from reviewer.documents.formats.word_tree import attribute, name_of
from reviewer.model import Aside

_DEEPEST = 100
_LOOSE = ("graphicFrame", "pic", "cxnSp", "contentPart")
_SHAPES = frozenset({"sp", "grpSp", "AlternateContent", *_LOOSE})
_DRAWN = ("chart", "chartEx", "diagramData")
_NO_TEXT = frozenset({"sldImg", "sldNum", "dt", "hdr", "ftr"})
ALTERNATIVE = "Alternative text: "


def shapes(root: Any) -> list[Any]:
    """Return the shapes of a slide, as the file has them."""
    tree = root.find("{*}cSld/{*}spTree")
    return [] if tree is None else [child for child in tree if name_of(child) in _SHAPES]


def lines(given: list[Any], depth: int = 0) -> Iterator[str]:
    """Yield the text of shapes: a line a paragraph, a row of a table a line."""
    for shape in given if depth < _DEEPEST else ():
        name = name_of(shape)
        if name == "grpSp":
            yield from lines(_inside(shape), depth + 1)
        elif name == "AlternateContent":
            yield from lines(_chosen(shape), depth + 1)
        elif name == "sp":
            yield _body(shape.find("{*}txBody"))
        else:
            table = shape.find("{*}graphic/{*}graphicData/{*}tbl")
            yield from _rows(table) if table is not None else _loose(shape)


def drawn(parts: Parts, part: str) -> Iterator[str]:
    """Yield what charts and diagrams of a slide say, with what is drawn onto the charts."""
    for target in parts.related(part, *_DRAWN):
        yield from drawings.drawn(parts.data(target) or b"<none/>")
        for above in parts.related(target, "chartUserShapes"):
            yield from drawings.drawn(parts.data(above) or b"<none/>")


def alternatives(given: list[Any]) -> list[str]:
    """Return the alternative texts of shapes and of those in them, each once."""
    words: dict[str, None] = {}
    for shape in given:
        for node in shape.iter("{*}cNvPr"):
            said = (" ".join(attribute(node, word).split()) for word in ("title", "descr"))
            text = ": ".join(filter(None, said))
            words |= {text: None} if text else {}
    return list(words)


def is_drawn(given: list[Any]) -> bool:
    """Tell whether any shape has an outline of its own, which may be that of letters."""
    return any(next(shape.iter("{*}custGeom"), None) is not None for shape in given)


def own(given: list[Any]) -> list[Any]:
    """Return the shapes of a layout or master that show on every slide: those that are no places to fill in."""
    return [shape for shape in given if _place(shape) is None]


def notes(root: Any) -> str:
    """Return what the notes page of a slide says: the notes, then what else was written on the page."""
    written = [shape for shape in shapes(root) if _kind(shape) not in _NO_TEXT]
    body = next((shape for shape in written if _kind(shape) == "body"), None)
    rest = [shape for shape in written if shape is not body]
    said = [*(lines([body]) if body is not None else ()), *filter(str.strip, lines(rest))]
    return "\n".join(said)


def furniture(root: Any) -> Iterator[tuple[Aside, str]]:
    """Yield the header and the footer of a page of notes."""
    for shape in shapes(root):
        aside = {"hdr": Aside.HEADER_OF_NOTES, "ftr": Aside.FOOTER_OF_NOTES}.get(_kind(shape) or "")
        if aside:
            yield aside, _body(shape.find("{*}txBody"))


def _place(shape: Any) -> Any:
    return (
        next(shape.iterfind("{*}nvSpPr/{*}nvPr/{*}ph"), None)
        if name_of(shape) == "sp"
        else shape.find("*/{*}nvPr/{*}ph")
    )


def _kind(shape: Any) -> str | None:
    place = _place(shape)
    return None if place is None else str(place.get("type", "obj"))


def _inside(shape: Any) -> list[Any]:
    return [child for child in shape if name_of(child) in _SHAPES]


def _chosen(node: Any) -> list[Any]:
    """Return the shapes of the newer version, unless only the older one has words."""
    versions = [_inside(child) for child in node if name_of(child) in {"Choice", "Fallback"}]
    said = [any(line.strip() for line in lines(version, _DEEPEST // 2)) for version in versions]
    return next(
        (version for version, words in zip(versions, said, strict=True) if words),
        versions[0] if versions else [],
    )


def _rows(table: Any) -> Iterator[str]:
    for row in table.iterfind("{*}tr"):
        cells = (_body(cell.find("{*}txBody")) for cell in row.iterfind("{*}tc"))
        yield "\t".join(" ".join(cell.split()) for cell in cells)


def _loose(shape: Any) -> Iterator[str]:
    """Yield the text that stands in a shape of another sort."""
    for paragraph in shape.iter("{*}p"):
        text = _paragraph(paragraph)
        if text:
            yield text


def _body(body: Any) -> str:
    return "" if body is None else "\n".join(_paragraph(one) for one in body.iterfind("{*}p"))


def _paragraph(node: Any, depth: int = 0) -> str:
    said = []
    for child in node if depth < _DEEPEST else ():
        name = name_of(child)
        if name in {"r", "fld"}:
            said.append(_run(child))
        elif name == "br":
            said.append("\n")
        elif name in {"m", "oMath", "oMathPara"}:
            said += equations.lines(child if name == "m" else (child,))
        elif name == "AlternateContent":
            choice = next((one for one in child if name_of(one) == "Choice"), None)
            said.append("" if choice is None else _paragraph(choice, depth + 1))
    return "".join(said)


def _run(run: Any) -> str:
    text = "".join(node.text or "" for node in run.iterfind("{*}t")).replace("\v", "\n")
    font = run.find("{*}rPr/{*}sym")
    if font is None:
        font = run.find("{*}rPr/{*}latin")
    return text if font is None else symbols.text(attribute(font, "typeface"), text)
