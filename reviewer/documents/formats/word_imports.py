"""Parts of a Word document that Word imports when it opens it (``w:altChunk``): read, and put where they stand.

ECMA-376 part 1, 17.17.2.1: the part may be a Word document, rich text, a web page or plain text; each is read as a file of
its kind is. What stands beside the text of an imported part stands beside the text of the whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from reviewer.documents.formats import kinds
from reviewer.documents.formats.package_parts import Parts
from reviewer.documents.formats.word_pictures import WordPictures
from reviewer.documents.formats.word_tree import add_text, attribute, find_all, made, put
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Note, NoteCode, Part
from reviewer.model.notes import note
from reviewer.model.problems import Reason

if TYPE_CHECKING:
    from PIL.Image import Image

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
Drawing = Callable[[bytes, dict[str, Any]], "Image"]
"""Draws a picture of a Word document, as ``picture`` of its module does."""


@dataclass(frozen=True, slots=True)
class _Read:
    """One imported part: its lines, those beside them, what else is in it, and its pictures."""

    lines: list[str]
    beside: list[str]
    also: list[Note]
    pictures: list[Part]


@dataclass(slots=True)
class Imports:
    """What came in: lines that stand beside the text of parts, and notes on what else is in them and what was not read.

    *document* reads a part that is a Word document itself; *pictures* takes the pictures of all.
    """

    document: Document
    pictures: WordPictures
    beside: list[str] = field(default_factory=list)
    also: list[Note] = field(default_factory=list)
    _left: int = LARGEST
    _texts: dict[str, _Read | Note] = field(default_factory=dict)

    def write(self, root: Any, parts: Parts, part: str, space: str, depth: int) -> bool:
        """Put the text of imported parts into the tree of *part*, which itself lies *depth* imports deep."""
        chunks = find_all(root, "altChunk")
        targets = {one.identity: one for one in parts.relations(part)} if chunks else {}
        for node in chunks:
            relation = targets.get(attribute(node, "id"))
            blocks: list[Any] = []
            if relation is None:
                self._say(note(NoteCode.IMPORT_ABSENT))
            elif not relation.outside:  # of what is elsewhere the package tells
                blocks = self._blocks(parts, relation.target, depth, space)
            put(node, *blocks)
        return bool(chunks)

    def _blocks(self, parts: Parts, target: str, depth: int, space: str) -> list[Any]:
        """Return an imported part as paragraphs; its pictures stand at the first of them."""
        blocks = [_block(line, space) for line in self._lines(parts, target, depth)]
        read = self._texts[target]
        if isinstance(read, _Read) and read.pictures:
            blocks = blocks or [made(space, "p")]
            self.pictures.meet_imported(read.pictures, target, blocks[0])
        return blocks

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

    def _say(self, note: Note) -> None:
        if note not in self.also:
            self.also.append(note)

    def _read(self, parts: Parts, target: str, depth: int) -> _Read | Note:
        """Return what a part says, or a note of why it was not read."""
        name = _name(target)
        if depth >= DEEPEST:
            return note(NoteCode.IMPORT_TOO_DEEP, imported=name, depth=depth + 1)
        try:
            data = parts.data(target)
            if not data:
                return note(NoteCode.IMPORT_MISSING if data is None else NoteCode.IMPORT_EMPTY, imported=name)
            imported = self._parts(data, parts.content_type(target), name, depth)
        except RefusalError as refusal:
            values = dict(refusal.problem.values)
            return note(NoteCode.IMPORT_REFUSED, imported=name, reason=refusal.problem.reason, **values)
        if imported is None:
            return note(NoteCode.IMPORT_UNKNOWN, imported=name)
        pictures = [part for part in imported[0] if part.picture is not None]
        written = [part for part in imported[0] if part.picture is None]
        text = [line for part in written if part.aside is None for line in part.text.split("\n")]
        aside = [part for part in written if part.aside is not None]
        beside = [f"{part.label}: {line}" for part in aside for line in part.text.split("\n")]
        return _Read(text, beside, imported[1], pictures)

    def _parts(self, data: bytes, declared: str, name: str, depth: int) -> Said | None:
        """Return the parts of an imported file, and what else is in it; None if its kind is not known."""
        kind = _kind(data, declared)
        if kind == "docx":
            return self.document(data, depth + 1)
        module = _module(kind)
        if module is None:
            return None
        extract = module.read(data, {"name": "", "password": None})
        damaged = [note(NoteCode.IMPORT_DAMAGED, imported=name)] if extract.problem else []
        return extract.parts, [*extract.also, *damaged]


def picture(archive: ZipFile, key: str, args: dict[str, Any], document: Drawing) -> Image:
    """Return the picture *key* of an imported part, whose name stands before it; *document* draws those of Word documents."""
    target, _end, inner = key.partition("\n")
    parts = Parts(archive)
    data = parts.data(target)
    if data is None:
        raise RefusalError(Reason.MEMBER_MISSING)
    kind, asked = _kind(data, parts.content_type(target)), {**args, "key": inner}
    if kind == "docx":
        return document(data, asked)
    module = _module(kind)
    if module is None or not hasattr(module, "picture"):
        raise RefusalError(Reason.MEMBER_MISSING)
    image: Image = module.picture(data, asked)
    return image


def _module(kind: str) -> Any:
    """Return the module that reads a kind, None if it is none that Word imports."""
    return import_module(f"reviewer.documents.formats.{_MODULES[kind]}") if kind in _MODULES else None


def _name(target: str) -> str:
    return target.rpartition("/")[2]


def _kind(data: bytes, declared: str) -> str:
    kind = kinds.kind_of(data)
    if "html" in declared and kind in {"text", "unknown", "eml"}:
        return "html"
    return "mhtml" if kind == "eml" and ("message" in declared or "mht" in declared) else kind


def _block(line: str, space: str) -> Any:
    """Return a paragraph; of a line with tabs a row of a table."""
    cells = line.split("\t")
    paragraphs = [made(space, "p", add_text(made(space, "r"), cell)) for cell in cells]
    if len(paragraphs) == 1:
        return paragraphs[0]
    return made(space, "tbl", made(space, "tr", *(made(space, "tc", each) for each in paragraphs)))
