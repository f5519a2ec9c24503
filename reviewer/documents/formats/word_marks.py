"""What a Word document says beside its plain text: tracked changes, hidden text, comments with what they stand on.

The text itself is as it would be with every change accepted and nothing hidden shown, so that a quotation of it is what a
reader of the page sees, with the numbers that Word counts by itself (``word_numbers``). What was struck out or hidden
stands in parts of its own. What was put in is in the text already: of that only the first and last words are told, so
that a quotation still fits once. ECMA-376 part 1, 17.13 and 17.3.2.41.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from reviewer.documents.formats import package, word_numbers, word_shown
from reviewer.documents.formats.local_names import attribute, name_of
from reviewer.documents.formats.package_parts import Parts
from reviewer.documents.formats.word_bound import Bound
from reviewer.documents.formats.word_imports import Document, Imports
from reviewer.documents.formats.word_pictures import WordPictures

_STORY = re.compile(r"word/(document|footnotes|endnotes|header|footer)\d*\.xml\Z", re.IGNORECASE)
_MAIN = "word/document.xml"
_DEFINING = (("numbering", "word/numbering.xml"), ("styles", "word/styles.xml"))
_STORIES = ("header", "footer", "footnotes", "endnotes")
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_NO_LISTS = b'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
_DONE = {"ins": "Inserted", "del": "Deleted", "moveFrom": "Moved from here", "moveTo": "Moved to here"}
_GONE = frozenset({"del", "moveFrom"})
_OFF = frozenset({"0", "false", "off", "none"})
_TEXT = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_FETCHING = re.compile(r"\s*(INCLUDEPICTURE|INCLUDETEXT|LINK|DDE|DDEAUTO|IMPORT|DATABASE)\b")
_FEW = 6


@dataclass(slots=True)
class Marks:
    """What was found: lines, and the parts of the package to be read as shown: numbered, without what they hide."""

    imports: Imports
    pictures: WordPictures
    changes: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)
    fetching: int = 0
    spoilt: bool = False
    replaced: dict[str, bytes] = field(default_factory=dict)


def marks_in(archive: zipfile.ZipFile, document: Document, depth: int = 0) -> Marks:
    """Look through body, notes, headers and footers.

    *document* reads Word documents that this one imports, *depth* is how many documents import this one.
    """
    pictures, anchored, parts = WordPictures(), dict[str, str](), Parts(archive)
    marks, roots, rewritten = Marks(Imports(document, pictures), pictures), dict[str, Any](), set[str]()
    bound = Bound(parts)
    main = parts.name(next(parts.related("", "officeDocument"), _MAIN)) or _MAIN
    lists, styled = (_related(parts, main, kind, usual) for kind, usual in _DEFINING)
    looks = package.tree(archive, styled)
    styles = _hidden_styles(looks)
    stories = {parts.name(name) for name in parts.related(main, *_STORIES)}
    for name in (
        name for name in archive.namelist() if _STORY.match(name) or name == main or name in stories
    ):
        root, whole = parts.tree(name)
        if root is not None:
            marks.spoilt = marks.spoilt or not whole
            changed = pictures.meet(parts, name, root, whole=whole)
            changed = bound.write(root, _space(root)) or changed or not whole
            changed = _look(root, name, parts, marks, depth) or changed
            anchored |= _anchored(root)
            hidden = _take_hidden(root, styles)
            marks.hidden += hidden
            numbered = name == main and word_numbers.write(package.tree(archive, lists), looks, root)
            roots[name] = root
            rewritten |= {name} if hidden or numbered or changed else set()
    rewritten |= pictures.mark(roots, _space)
    marks.replaced |= {name: _written(roots[name]) for name in roots if name in rewritten}
    pictures.meet_others(parts, main)
    if lists in archive.namelist():  # they are written out; and mammoth fails of those that lead nowhere
        marks.replaced[lists] = _NO_LISTS
    remarks = {parts.name(name) for name in parts.related(main, "comments")}
    for name in archive.namelist():
        if re.match(r"word/comments\d*\.xml\Z", name, re.IGNORECASE) or name in remarks:
            root, _whole = parts.tree(name)
            if root is not None:
                word_shown.write(root, _space(root))
            marks.comments += _comments(root, anchored)
    return marks


def _related(parts: Parts, main: str, kind: str, usual: str) -> str:
    """Return the entry that the main part calls its *kind*, else the one of the usual name."""
    return parts.name(next(parts.related(main, kind), usual)) or usual


def _look(root: Any, name: str, parts: Parts, marks: Marks, depth: int) -> bool:
    """Note what a part says, and write out what mammoth would leave out; tells whether anything was written."""
    space = _space(root)
    marks.alternatives = list(dict.fromkeys((*marks.alternatives, *word_shown.alternatives(root))))
    marks.readings += word_shown.readings(root)
    marks.fetching += sum(bool(_FETCHING.match(node.text or "")) for node in root.iter("{*}instrText"))
    imported = marks.imports.write(root, parts, name, space, depth)
    shown = word_shown.write(root, space)
    marks.changes += _changes(root)
    return imported or shown


def _space(root: Any) -> str:
    return _STRICT if str(root.tag).startswith(f"{{{_STRICT}}}") else _WORD


def _written(root: Any) -> bytes:
    from lxml import etree

    return etree.tostring(root)


def as_shown(archive: zipfile.ZipFile, replaced: dict[str, bytes]) -> bytes:
    """Return the package's XML again, with these parts in place of its own."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as copy:
        for name in dict.fromkeys(archive.namelist()):
            if name.lower().endswith((".xml", ".rels")):
                copy.writestr(name, replaced.get(name) or package.entry(archive, name))
    return made.getvalue()


def _changes(root: Any) -> list[str]:
    """Return a line per change; neighbours of one author, day and sort in a paragraph are one."""
    runs: list[tuple[Any, str, str]] = []
    for node in root.iter(*(f"{{*}}{name}" for name in _DONE)):
        text = "".join(_pieces(node))
        if text.strip():
            name = name_of(node)
            head = ", ".join((_DONE[name], *_who(node)))
            paragraph = next(node.iterancestors("{*}p"), None)
            if runs and runs[-1][0] is paragraph and runs[-1][1] == head and _next_to(node):
                text = runs.pop()[2] + text
            runs.append((paragraph, head, text))
    return [
        f"{head}: {text if head.startswith(_shown_whole()) else _few(text)}"
        for _paragraph, head, text in runs
    ]


def _shown_whole() -> tuple[str, ...]:
    return tuple(_DONE[name] for name in _GONE)


def _next_to(node: Any) -> bool:
    before = node.getprevious()
    return before is not None and name_of(before) == name_of(node)


def _who(node: Any) -> list[str]:
    return list(filter(None, (attribute(node, "author").strip(), attribute(node, "date")[:10])))


def _few(text: str) -> str:
    """Return a short text whole, of a long one the first and the last words."""
    words = text.split()
    if len(words) <= _FEW:
        return " ".join(words)
    half = _FEW // 2
    return f"{' '.join(words[:half])} … {' '.join(words[-half:])} ({len(words)} words)"


def _pieces(node: Any) -> Iterator[str]:
    for part in node.iter("{*}t", "{*}delText", *(f"{{*}}{name}" for name in _TEXT)):
        name = name_of(part)
        yield _TEXT.get(name, part.text or "")


def _hidden_styles(root: Any) -> frozenset[str]:
    if root is None:
        return frozenset()
    styles = (style for style in root.iter("{*}style") if any(map(_on, style.iterfind("{*}rPr/{*}vanish"))))
    return frozenset(attribute(style, "styleId") for style in styles)


def _take_hidden(root: Any, styles: frozenset[str]) -> list[str]:
    """Take the hidden runs out; returns their text, a line per paragraph."""
    lines: dict[Any, list[str]] = {}
    for run in [run for run in root.iter("{*}r") if _is_hidden(run, styles)]:
        text = "".join(_pieces(run))
        if text.strip() and not any(name_of(above) in _GONE for above in run.iterancestors()):
            lines.setdefault(next(run.iterancestors("{*}p"), root), []).append(text)
            run.getparent().remove(run)
    return ["".join(texts) for texts in lines.values()]


def _is_hidden(run: Any, styles: frozenset[str]) -> bool:
    own = run.find("{*}rPr/{*}vanish")
    if own is not None:
        return _on(own)
    if not styles:
        return False
    named: Iterable[Any] = run.iterfind("{*}rPr/{*}rStyle")
    paragraph = next(run.iterancestors("{*}p"), None)
    above = paragraph.iterfind("{*}pPr/{*}pStyle") if paragraph is not None else ()
    return any(attribute(style, "val") in styles for style in (*named, *above))


def _on(node: Any) -> bool:
    return attribute(node, "val").lower() not in _OFF


def _anchored(root: Any) -> dict[str, str]:
    """Return for each comment's number the words that it stands on."""
    open_, words = set[str](), dict[str, list[str]]()
    for node in root.iter("{*}commentRangeStart", "{*}commentRangeEnd", "{*}t"):
        name, number = name_of(node), attribute(node, "id")
        if name == "commentRangeStart":
            open_.add(number)
        elif name == "commentRangeEnd":
            open_.discard(number)
        else:
            for one in open_:
                words.setdefault(one, []).append(node.text or "")
    return {number: _few("".join(texts)) for number, texts in words.items()}


def _comments(root: Any, anchored: dict[str, str]) -> list[str]:
    lines = []
    for comment in root.iter("{*}comment") if root is not None else ():
        paragraphs = ("".join(_pieces(paragraph)) for paragraph in comment.iter("{*}p"))
        text = " ".join(line for line in paragraphs if line.strip())
        words = anchored.get(attribute(comment, "id"), "")
        head = ", ".join((*_who(comment), *([f"on “{words}”"] if words else [])))
        if text:
            lines.append(f"{head}: {text}" if head else text)
    return lines
