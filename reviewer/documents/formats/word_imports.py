"""Parts of a Word document that Word imports when it opens it (``w:altChunk``): read, and put where they stand.

ECMA-376 part 1, 17.17.2.1: the part may be a Word document, rich text, a web page or plain text; each is read as a file of
its kind is. What stands beside the text of an imported part stands beside the text of the whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any

from reviewer.documents.formats import kinds
from reviewer.documents.formats.package_parts import Parts
from reviewer.documents.formats.word_tree import add_text, attribute, find_all, made, put
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Note, NoteCode, Part
from reviewer.model.notes import note

DEEPEST = 4
LARGEST = 4 << 20  # characters that imported parts may add in all, a line counting for some
A_LINE = 256
_MODULES = {
    "html": "html", "mhtml": "mhtml", "rtf": "rtf", "text": "text", "odt": "opendocument", "doc": "old_word",
}  # fmt: skip
Said = tuple[list[Part], list[Note]]
"""The parts of an imported file, and what else is in it."""
Document = Callable[[bytes, int], Said]
"""Reads a Word document that lies so many imports deep."""


@dataclass(frozen=True, slots=True)
class _Read:
    """One imported part: its lines, those beside them, and what else is in it."""

    lines: list[str]
    beside: list[str]
    also: list[Note]


@dataclass(slots=True)
class Imports:
    """What came in: lines that stand beside the text of parts, and notes on what else is in them and what was not read.

    *document* reads a part that is a Word document itself.
    """

    document: Document
    beside: list[str] = field(default_factory=list)
    also: list[Note] = field(default_factory=list)
    _left: int = LARGEST
    _texts: dict[str, _Read | Note] = field(default_factory=dict)

    def write(self, root: Any, parts: Parts, part: str, space: str, depth: int) -> bool:
        """Put the text of imported parts into the tree of *part*, which itself lies *depth* imports deep."""
        found = find_all(root, "altChunk")
        targets = {one.identity: one for one in parts.relations(part)} if found else {}
        for node in found:
            relation = targets.get(attribute(node, "id"))
            lines: list[str] = []
            if relation is None:
                self._say(note(NoteCode.IMPORT_ABSENT))
            elif not relation.outside:  # of what is elsewhere the package tells
                lines = self._lines(parts, relation.target, depth)
            put(node, *(_block(line, space) for line in lines))
        return bool(found)

    def _lines(self, parts: Parts, target: str, depth: int) -> list[str]:
        if target not in self._texts:
            self._texts[target] = read = self._read(parts, target, depth)
            if isinstance(read, _Read):
                self.beside += read.beside
                for one in read.also:
                    nameless = one.code is NoteCode.IMPORT_DAMAGED and not one.values
                    self._say(note(one.code, imported=_name(target)) if nameless else replace(one, place=""))
        read = self._texts[target]
        if isinstance(read, Note):
            self._say(read)
            return []
        size = sum(len(line) + A_LINE for line in read.lines)
        if size > self._left:
            self._say(note(NoteCode.IMPORT_TOO_LONG, imported=_name(target)))
            return []
        self._left -= size
        return read.lines

    def _say(self, told: Note) -> None:
        if told not in self.also:
            self.also.append(told)

    def _read(self, parts: Parts, target: str, depth: int) -> _Read | Note:
        """Return what a part says, or a note of why it was not read."""
        name = _name(target)
        if depth >= DEEPEST:
            return note(NoteCode.IMPORT_TOO_DEEP, imported=name, depth=depth + 1)
        try:
            data = parts.data(target)
            if not data:
                return note(NoteCode.IMPORT_MISSING if data is None else NoteCode.IMPORT_EMPTY, imported=name)
            found = self._parts(data, parts.content_type(target), name, depth)
        except RefusalError as refusal:
            values = dict(refusal.problem.values)
            return note(NoteCode.IMPORT_REFUSED, imported=name, reason=refusal.problem.reason, **values)
        if found is None:
            return note(NoteCode.IMPORT_UNKNOWN, imported=name)
        text = [line for part in found[0] if part.aside is None for line in part.text.split("\n")]
        aside = [part for part in found[0] if part.aside is not None]
        beside = [f"{part.label}: {line}" for part in aside for line in part.text.split("\n")]
        return _Read(text, beside, found[1])

    def _parts(self, data: bytes, declared: str, name: str, depth: int) -> Said | None:
        """Return the parts of an imported file, and what else is in it; None if its kind is not known."""
        kind = _kind(data, declared)
        if kind == "docx":
            return self.document(data, depth + 1)
        if kind not in _MODULES:
            return None
        module = import_module(f"reviewer.documents.formats.{_MODULES[kind]}")
        extract = module.read(data, {"name": "", "password": None})
        damaged = [note(NoteCode.IMPORT_DAMAGED, imported=name)] if extract.problem else []
        return extract.parts, [*extract.also, *damaged]


def _name(target: str) -> str:
    return target.rpartition("/")[2]


def _kind(data: bytes, declared: str) -> str:
    told = kinds.kind_of(data)
    if "html" in declared and told in {"text", "unknown", "eml"}:
        return "html"
    return "mhtml" if told == "eml" and ("message" in declared or "mht" in declared) else told


def _block(line: str, space: str) -> Any:
    """Return a paragraph; of a line with tabs a row of a table."""
    cells = line.split("\t")
    paragraphs = [made(space, "p", add_text(made(space, "r"), cell)) for cell in cells]
    if len(paragraphs) == 1:
        return paragraphs[0]
    return made(space, "tbl", made(space, "tr", *(made(space, "tc", each) for each in paragraphs)))
