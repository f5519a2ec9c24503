"""The tree of an OpenDocument file with what stands outside its paragraphs put into them: controls, formulas, charts.

OpenDocument 1.3 part 3: 10 (drawings), 7.4 and 6.4 (ruby, fields), 13 (forms), 10.3.17 (titles and descriptions).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reviewer.documents.formats import open_forms, symbols
from reviewer.documents.formats.open_objects import Objects
from reviewer.documents.formats.word_tree import attribute, find_all, fit, within

TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
_LINES = ("p", "h")


def write(content: Any, objects: Objects, *, slides: bool) -> None:
    """Put into the tree what controls, fields, formulas and (on *slides*) charts show; other charts are kept in *objects*."""
    controls = open_forms.shown(content)
    for node in find_all(content, "control"):
        text = controls.get(attribute(node, "control"), "")
        if within(node, *_LINES) and attribute(node, "anchor-type") != "as-char":
            _put_box(node, text)
        else:
            _put(node, f" {text} " if text and within(node, *_LINES) else text)
    for node in find_all(content, "fieldmark", "fieldmark-start"):
        text = open_forms.field(node)
        if text:
            _add(node, text)
    for node in find_all(content, "object", "object-ole"):
        kind, lines = objects.text(node)
        if kind == "math":
            _put(node, " ".join(lines))
        elif kind == "chart" and slides:
            _put(node, "\n".join(lines))
        elif kind == "chart":
            objects.charts += lines


def alternatives(content: Any) -> list[str]:
    """Return titles and descriptions of drawings, each drawing's in a line, each once."""
    words: dict[str, None] = {}
    for drawing in dict.fromkeys(node.getparent() for node in find_all(content, "title", "desc")):
        said = (
            " ".join("".join(one.itertext()).split()) for one in drawing.iterchildren("{*}title", "{*}desc")
        )
        text = ": ".join(filter(None, said))
        words |= {text: None} if text else {}
    return list(words)


def readings(content: Any) -> list[str]:
    """Return the readings that stand over words (ruby) with the words, neighbours together."""
    pairs: list[tuple[Any, str, str]] = []
    for ruby in find_all(content, "ruby"):
        base, reading = (
            "".join("".join(one.itertext()) for one in ruby.iterchildren(f"{{*}}{name}"))
            for name in ("ruby-base", "ruby-text")
        )
        before = ruby.getprevious()
        if pairs and pairs[-1][0] is before and not (before.tail or "").strip():
            _ruby, words, above = pairs.pop()
            base, reading = words + base, above + reading
        pairs.append((ruby, base, reading))
    return [f"{base}: {reading}" for _ruby, base, reading in pairs if reading.strip()]


def in_symbols(content: Any, trees: list[Any]) -> None:
    """Write the characters of symbol fonts as what they show; *trees* hold the styles and fonts."""
    fonts = dict(_fonts(trees))
    if not fonts:
        return
    for node in content.iter("{*}span", "{*}p", "{*}h"):
        name = fonts.get(attribute(node, "style-name"))
        if name:
            node.text = symbols.text(name, node.text or "") if _private(node.text) else node.text
            for child in node:
                child.tail = symbols.text(name, child.tail or "") if _private(child.tail) else child.tail


def _private(text: str | None) -> bool:
    """Tell whether there are characters of a symbol font's own: others are shown in another font."""
    return any("\uf020" <= each <= "\uf0ff" for each in text or "")


def _fonts(trees: list[Any]) -> list[tuple[str, str]]:
    """Return each style that asks for a symbol font, with the font."""
    faces: dict[str, str] = {}
    for tree in trees:
        for face in tree.iter("{*}font-face"):
            faces[attribute(face, "name")] = attribute(face, "font-family").strip("'\" ")
    known: Mapping[str, str] = {name: family for name, family in faces.items() if symbols.font(family)}
    return [
        (attribute(style, "name"), known[attribute(properties, "font-name")])
        for tree in trees
        for style in tree.iter("{*}style")
        for properties in style.iterchildren("{*}text-properties")
        if attribute(properties, "font-name") in known
    ]


def _put(node: Any, text: str) -> None:
    """Put text in the place of an element: into its paragraph, else as a paragraph of its own."""
    parent = node.getparent()
    if parent is None:
        return
    made = _made(text, inline=within(node, *_LINES))
    made[-1].tail, node.tail = node.tail, None
    at = parent.index(node)
    parent[at : at + 1] = made


def _put_box(node: Any, text: str) -> None:
    """Put text in the place of an element as a box of its own, which comes after the paragraph."""
    from lxml import etree

    box: Any = etree.Element(f"{{{DRAW}}}text-box")
    box.extend(_made(text, inline=False))
    box.tail = node.tail
    parent = node.getparent()
    parent[parent.index(node)] = box


def _add(node: Any, text: str) -> None:
    parent = node.getparent()
    made = _made(text, inline=True)
    made[-1].tail, node.tail = node.tail, None
    at = parent.index(node)
    parent[at + 1 : at + 1] = made


def _made(text: str, *, inline: bool) -> list[Any]:
    from lxml import etree

    made = []
    for line in [text.replace("\n", " ")] if inline else text.split("\n"):
        element: Any = etree.Element(f"{{{TEXT}}}{'span' if inline else 'p'}")
        element.text = fit(line)
        made.append(element)
    return made
