"""OpenDocument text and presentations by lxml: no entities, nothing fetched.

Source: OpenDocument 1.3 part 3, 5 (text), 5.5 (change tracking), 10 (drawings), 14.4 (notes), 14.1 (annotations).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from mmap import mmap
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from reviewer.documents.formats import (
    embedded,
    kinds,
    open_numbers,
    open_objects,
    open_pictures,
    open_shown,
    package,
)
from reviewer.documents.formats.extract import Extract, Inside, joined
from reviewer.documents.formats.flow import Flow
from reviewer.documents.formats.local_names import attribute
from reviewer.documents.formats.open_objects import Objects
from reviewer.documents.formats.package_parts import parsed
from reviewer.documents.formats.pictures import Gathered, Spot, with_pictures
from reviewer.documents.formats.side_parts import unseen_text
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Aside, Note, NoteCode, Part
from reviewer.model.notes import note
from reviewer.model.problems import Reason, Thing, problem

if TYPE_CHECKING:
    from PIL.Image import Image

EXTRACTOR = "opendocument/4"
_DEEPEST = 200
_SPACE = re.compile("[ \t\r\n]+")
_LONGEST_RUN = 1000  # spaces written as one
_LINES = frozenset({"p", "h"})
_ASIDE = {"note": Aside.NOTES, "annotation": Aside.COMMENTS, "tracked-changes": Aside.DELETED_TEXT}
# Drawings whose text comes after the paragraph that they stand in.
_BOXES = frozenset({
    "text-box", "custom-shape", "rect", "ellipse", "circle", "polygon", "polyline", "regular-polygon", "path", "line",
    "connector", "caption", "measure",
})  # fmt: skip
_LEFT_OUT = frozenset(
    {"forms", "sequence-decls", "annotation-end", "settings", "title", "desc", "ruby-text", "notes"}
)


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return a part per heading or slide, then headers, footers, notes, comments and what was struck out."""
    del args
    kind = kinds.kind_of(data)
    with package.opened(data, Thing.OPENDOCUMENT) as archive:
        content, whole = _parsed(archive, "content.xml")
        extract = Extract(
            kind,
            EXTRACTOR,
            problem=None if whole else problem(Reason.OFFICE_CUT_OFF, thing=Thing.OPENDOCUMENT),
        )
        styles = _styles(archive, extract)
        objects = Objects(archive)
        open_shown.in_symbols(content, [tree for tree in (content, styles) if tree is not None])
        open_shown.write(content, objects, slides=kind == "odp")
        inside = embedded.file_notes(objects.members)
        extract.also = [*inside, *_also(archive, content, objects.rest()), *extract.also]
        extract.members = objects.members
        if kind == "odp":
            spots: list[tuple[str, Spot]] = []
            flow = _slides(content, styles, extract, spots)
        else:
            flow = _text_document(content, styles, objects)
            spots = flow.pictures()
        extract.parts += flow.parts()
        extract.also += unseen_text(extract.parts)[::-1]
        if flow.cut:
            extract.also.append(note(NoteCode.NESTED_TOO_DEEP, levels=_DEEPEST))
        add_pictures(archive, extract, [*spots, *open_pictures.of_styles(styles, content, extract.parts)])
    return extract


def add_pictures(archive: ZipFile, extract: Extract, spots: Iterable[tuple[str, Spot]]) -> None:
    """Add a part for each picture of the package that could hold words."""
    gathered = Gathered()
    open_pictures.gather(archive, gathered, spots)
    extract.parts = with_pictures(extract.parts, gathered)
    extract.also += gathered.notes_left_out()


def picture(data: mmap | bytes, args: dict[str, Any]) -> Image:
    """Return the picture ``key``: its name in the package."""
    with package.opened(data, Thing.OPENDOCUMENT) as archive:
        return open_pictures.decoded(archive, str(args["key"]))


def member(data: mmap | bytes, args: dict[str, Any]) -> bytes:
    """Return the bytes of a file inside; ``key`` is its name or folder in the package."""
    with package.opened(data, Thing.OPENDOCUMENT) as archive:
        return open_objects.fetch(archive, str(args["key"]))


def _text_document(content: Any, styles: Any, objects: Objects) -> Flow:
    open_numbers.write(content, (styles,))
    flow = Flow()
    for body in content.iterchildren("{*}body"):
        _walk(body, flow)
    _furniture([styles], flow)
    flow.beside(Aside.CHARTS, objects.charts)
    flow.beside(Aside.READINGS, open_shown.readings(content))
    described = [open_shown.alternatives(tree) for tree in (content, styles) if tree is not None]
    flow.beside(Aside.ALTERNATIVE_TEXT, dict.fromkeys(chain(*described)))
    return flow


def beside_sheets(archive: ZipFile) -> tuple[list[Note], list[str], list[Inside]]:
    """Return what else is in an OpenDocument workbook, its comments, and the files inside it."""
    content, _whole = _parsed(archive, "content.xml")
    objects = Objects(archive)
    for node in content.iter("{*}object", "{*}object-ole"):
        objects.text(node)
    comments = [_by(node) + " ".join(_texts(node)) for node in content.iter("{*}annotation")]
    notes = [*embedded.file_notes(objects.members), *_also(archive, content, objects.rest())]
    return notes, comments, objects.members


def _styles(archive: ZipFile, extract: Extract) -> Any:
    """Return where headers and footers are; a file may have none, and one whose text is whole is read without."""
    if "styles.xml" not in archive.namelist():
        return None
    try:
        return _parsed(archive, "styles.xml")[0]
    except RefusalError:
        extract.also.append(note(NoteCode.FURNITURE_DAMAGED))
        return None


def _parsed(archive: ZipFile, name: str) -> tuple[Any, bool]:
    """Return the root of a part, and whether it is whole."""
    if name not in archive.namelist():
        raise RefusalError(Reason.PACKAGE_PART_MISSING, thing=Thing.OPENDOCUMENT, part=name)
    root, whole = parsed(_plain(archive, name))
    if root is None:  # nothing could be recovered
        raise RefusalError(Reason.OFFICE_DAMAGED, thing=Thing.OPENDOCUMENT)
    return root, whole


def _plain(archive: ZipFile, name: str) -> bytes:
    manifest = "META-INF/manifest.xml"
    if manifest in archive.namelist() and b"encryption-data" in package.entry(archive, manifest):
        raise RefusalError(Reason.LOCKED_FOR_GOOD)
    text = package.entry(archive, name)
    package.refuse_entities(text, Thing.OPENDOCUMENT)
    return text


def _walk(node: Any, flow: Flow, depth: int = 0) -> None:
    """Add the paragraphs below *node* in order; what stands aside goes to its own part."""
    flow.cut = flow.cut or depth >= _DEEPEST
    for child in node.iterchildren("{*}*") if depth < _DEEPEST else ():
        name = _name(child)
        if name in _LINES:
            _line(child, flow, depth)
        elif name == "table-row":
            cells = [
                _cell(cell, flow, depth)
                for cell in child.iterchildren("{*}table-cell", "{*}covered-table-cell")
            ]
            for key in open_pictures.names(child):
                flow.picture(key)
            flow.line("\t".join(cells).rstrip("\t"))
        elif name == "section" and attribute(child, "display") == "none":
            flow.beside(Aside.HIDDEN_TEXT, _texts(child))
        elif name in _ASIDE:
            _aside(child, flow)
        elif name not in _LEFT_OUT:
            if name == "image":
                flow.picture(open_pictures.name(child))
            _walk(child, flow, depth + 1)


def _line(paragraph: Any, flow: Flow, depth: int) -> None:
    for key in open_pictures.names(paragraph):
        flow.picture(key)
    flow.line(_text(paragraph, flow), heading=_name(paragraph) == "h")
    for frame in paragraph.iter(
        *(f"{{*}}{name}" for name in _BOXES)
    ):  # what stands in a frame comes after its paragraph
        if next(frame.iterancestors("{*}p", "{*}h"), None) is paragraph:
            _walk(frame, flow, depth + 1)


def _cell(cell: Any, flow: Flow, depth: int) -> str:
    lines = [_text(line, flow) for line in cell.iter("{*}p", "{*}h") if depth < _DEEPEST]
    return " ".join(" ".join(line.split()) for line in lines if line.strip())


def _text(node: Any, flow: Flow | None) -> str:
    return "".join(_pieces(node, flow))


def _pieces(node: Any, flow: Flow | None, depth: int = 0) -> Iterator[str]:
    """Yield the text of a paragraph; white space as 6.1.2 of the standard folds it."""
    yield _folded(node.text)
    if flow is not None:
        flow.cut = flow.cut or depth >= _DEEPEST
    for child in node.iterchildren() if depth < _DEEPEST else ():
        name = _name(child)
        if name in _ASIDE:
            if flow is not None:
                _aside(child, flow)
        elif name == "hidden-text":
            if flow is not None:
                flow.beside(Aside.HIDDEN_TEXT, [attribute(child, "string-value")])
        elif name == "s":
            yield " " * min(int(attribute(child, "c") or 1), _LONGEST_RUN)
        elif name in {"tab", "line-break"}:
            yield "\t" if name == "tab" else "\n"
        elif name not in _LEFT_OUT and name not in _BOXES:
            yield from _pieces(child, flow, depth + 1)
        yield _folded(child.tail)


def _folded(text: str | None) -> str:
    return _SPACE.sub(" ", text) if text else ""


def _aside(node: Any, flow: Flow) -> None:
    """Put a note, a comment or the struck-out text into its own part."""
    aside = _ASIDE[_name(node)]
    if aside is Aside.DELETED_TEXT:
        for change in node.iter("{*}deletion"):
            flow.beside(Aside.DELETED_TEXT, [_by(change) + " ".join(_texts(change))])
    elif aside is Aside.COMMENTS:
        flow.beside(aside, [_by(node) + " ".join(_texts(node))])
    else:
        citation = next((" ".join(c.itertext()) for c in node.iter("{*}note-citation")), "")
        flow.beside(aside, [f"{citation} {' '.join(_texts(node))}".strip()])


def _by(node: Any) -> str:
    author = next(("".join(one.itertext()) for one in node.iter("{*}creator")), "")
    day = next(("".join(one.itertext())[:10] for one in node.iter("{*}date")), "")
    who = ", ".join(filter(None, (author.strip(), day.strip())))
    return f"{who}: " if who else ""


def _texts(node: Any) -> list[str]:
    texts = (" ".join(_text(line, None).split()) for line in node.iter("{*}p", "{*}h"))
    return [line for line in texts if line]


def _furniture(roots: Iterable[Any], flow: Flow) -> None:
    """Add headers and footers, each line told once; a presentation has them on its master slides."""
    for root in (root for root in roots if root is not None):
        for aside in (Aside.HEADER, Aside.FOOTER):
            for node in root.iter(f"{{*}}{aside}", f"{{*}}{aside}-left", f"{{*}}{aside}-first"):
                flow.beside(aside, _texts(node), once=True)
            for node in root.iter(f"{{*}}{aside}-decl"):
                flow.beside(aside, [" ".join("".join(node.itertext()).split())], once=True)
        for node in root.iter("{*}date-time-decl"):
            if attribute(node, "source") == "fixed":
                flow.beside(Aside.FOOTER, [" ".join("".join(node.itertext()).split())], once=True)
        for master in root.iter("{*}master-page"):
            boxes = (f"{{*}}{name}" for name in _BOXES)
            lines = [line for node in master.iter(*boxes) for line in _texts(node)]
            flow.beside(Aside.MASTER_SLIDE, [line for line in lines if line != "<number>"], once=True)


def _slides(content: Any, styles: Any, extract: Extract, spots: list[tuple[str, Spot]]) -> Flow:
    """Add the slides to *extract*, and their pictures to *spots*; returns what stands beside them."""
    beside = Flow()
    _furniture([content, styles], beside)
    hidden = {
        attribute(style, "name")
        for style in content.iter("{*}style")
        if any(attribute(node, "visibility") == "hidden" for node in style.iter("{*}drawing-page-properties"))
    }
    for number, page in enumerate(content.iter("{*}page"), start=1):
        flow = Flow()
        _walk(page, flow)
        lines = [part.text for part in flow.parts() if part.aside not in _ASIDE.values()]
        lines += [f"Comment: {part.text}" for part in flow.parts() if part.aside is Aside.COMMENTS]
        notes = [line for node in page.iterchildren("{*}notes") for line in _texts(node)]
        lines += [f"Notes: {joined(notes)}"] if notes else []
        lines += [f"Alternative text: {line}" for line in open_shown.alternatives(page)]
        beside.beside(Aside.READINGS, open_shown.readings(page))
        beside.cut = beside.cut or flow.cut
        unseen = attribute(page, "style-name") in hidden
        label = f"slide {number}{' (hidden)' if unseen else ''}"
        extract.parts.append(Part(f"slide{number}", label, joined(lines), hidden=unseen))
        spots += [(key, Spot(f"slide{number}", label)) for key in open_pictures.names(page)]
    return beside


def _name(node: Any) -> str:
    return (
        node.tag.rpartition("}")[2] if isinstance(node.tag, str) else "notes"
    )  # comments and the like: left out


def _also(archive: ZipFile, content: Any, shut: list[str] | None = None) -> list[Note]:
    from reviewer.documents.formats.package_also import opendocument

    return opendocument(archive, _linked(content), shut)


def _linked(content: Any) -> Iterable[tuple[str, str]]:
    for node in content.iter(
        "{*}image", "{*}object", "{*}a", "{*}section-source", "{*}event-listener", "{*}object-ole"
    ):
        yield _name(node), attribute(node, "href")
