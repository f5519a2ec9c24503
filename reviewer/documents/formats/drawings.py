"""What charts and diagrams of Office say: titles, names of series and categories, labels, the text of each shape.

ECMA-376 part 1: 21.2 (charts, whose names stand in the part as they were last shown: ``c:strCache``, 21.2.2.200),
21.4 (diagrams); [MS-ODRAWXML] 2.24 (newer charts).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reviewer.documents.formats.package_parts import parsed
from reviewer.documents.formats.word_tree import is_on

_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


def drawn(xml: bytes) -> list[str]:
    """Return the text of a diagram's or chart's part: its paragraphs, then the names of series and categories."""
    tree = _tree(xml)
    lines = [*paragraphs(xml), *dict.fromkeys(_names(tree)), *_values(tree)]
    return [line for line in lines if line.strip()]


def _names(tree: Any) -> Iterator[str]:
    """Yield what names series and categories, whichever way the chart keeps them."""
    for value in tree.iterfind(".//{*}strCache/{*}pt/{*}v"):
        yield value.text or ""
    for path in ("strLit/{*}pt/{*}v", "lvl/{*}pt/{*}v", "tx/{*}v", "txData/{*}v", "strDim/{*}lvl/{*}pt"):
        for value in tree.iterfind(f".//{{*}}{path}"):
            yield value.text or ""
    for cache in tree.iterfind(".//{*}cat/{*}numRef/{*}numCache/{*}pt/{*}v"):
        yield cache.text or ""


def _values(tree: Any) -> Iterator[str]:
    """Yield a line of values for each series that writes them beside its bars or points."""
    for series in tree.iterfind(".//{*}ser"):
        if any(is_on(node) for node in series.iterfind("{*}dLbls/{*}showVal")):
            values = [
                value.text or "" for value in series.iterfind("{*}val/{*}numRef/{*}numCache/{*}pt/{*}v")
            ]
            if values:
                yield "\t".join(values)


def _tree(xml: bytes) -> Any:
    """Return the root of an XML part as far as it can be recovered, an empty one if nothing can."""
    from lxml import etree

    root, _whole = parsed(xml)
    return etree.Element("none") if root is None else root


def paragraphs(xml: bytes) -> list[str]:
    """Return the text of each paragraph (``w:p``, ``a:p``) of a part; struck-out text is not in ``t``."""
    return ["".join(_runs(paragraph)) for paragraph in _tree(xml).iter("{*}p")]


def _runs(paragraph: Any) -> list[str]:
    runs = []
    for node in paragraph.iter("{*}t", *(f"{{*}}{mark}" for mark in _MARKS)):
        name = node.tag.rpartition("}")[2]
        runs.append((node.text or "") if name == "t" else _MARKS[name])
    return runs
