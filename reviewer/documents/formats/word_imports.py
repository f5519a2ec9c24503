"""Parts of a Word document that Word imports when it opens it (``w:altChunk``): read, and put where they stand.

ECMA-376 part 1, 17.17.2.1: the part may be a Word document, rich text, a web page or plain text; each is read as a file of
its kind is. What stands beside the text of an imported part stands beside the text of the whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from reviewer.documents.formats import kinds
from reviewer.documents.formats.package_parts import Parts
from reviewer.documents.formats.word_tree import add_text, attribute, find_all, made, put
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Part

DEEPEST = 4
LARGEST = 4 << 20  # characters that imported parts may add in all, a line counting for some
A_LINE = 256
READ = frozenset({"docx", "rtf", "html", "mhtml", "text", "odt", "doc"})
BESIDE = "beside the text of imported parts"


Said = tuple[list[tuple[Part, bool]], list[str]]
"""The parts of an imported file, each with whether it stands beside the text; and what else is in it."""
Document = Callable[[bytes, int], Said]
"""Reads a Word document that lies so many imports deep."""


@dataclass(frozen=True, slots=True)
class _Read:
    """One imported part: its lines, those beside them, and what else is in it."""

    lines: list[str]
    beside: list[str]
    also: list[str]


@dataclass(slots=True)
class Imports:
    """What came in: lines that stand beside the text of parts, and sentences on what else is in them and what was not read.

    *document* reads a part that is a Word document itself.
    """

    document: Document
    beside: list[str] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    _left: int = LARGEST
    _texts: dict[str, _Read | str] = field(default_factory=dict)

    def write(self, root: Any, parts: Parts, part: str, space: str, depth: int) -> bool:
        """Put the text of imported parts into the tree of *part*, which itself lies *depth* imports deep."""
        found = find_all(root, "altChunk")
        targets = {one.identity: one for one in parts.relations(part)} if found else {}
        for node in found:
            relation = targets.get(attribute(node, "id"))
            if relation is None or relation.outside:
                lines: list[str] = []
                if relation is None:
                    self._say("An imported part that is not in the file.")
            else:
                lines = self._lines(parts, relation.target, depth)
            put(node, *(_block(line, space) for line in lines))
        return bool(found)

    def _lines(self, parts: Parts, target: str, depth: int) -> list[str]:
        name = target.rpartition("/")[2]
        if target not in self._texts:
            self._texts[target] = read = self._read(parts, target, depth)
            if isinstance(read, _Read):
                self.beside += read.beside
                self.also += [f"In an imported part ({name}): {sentence}" for sentence in read.also]
        read = self._texts[target]
        if isinstance(read, str):
            self._say(f"An imported part ({name}) was not read: {read}.")
            return []
        size = sum(len(line) + A_LINE for line in read.lines)
        if size > self._left:
            self._say(f"An imported part ({name}) was left out: there are more than can be shown.")
            return []
        self._left -= size
        return read.lines

    def _say(self, sentence: str) -> None:
        if sentence not in self.also:
            self.also.append(sentence)

    def _read(self, parts: Parts, target: str, depth: int) -> _Read | str:
        """Return what a part says, or why it was not read."""
        if depth >= DEEPEST:
            return f"it lies {depth + 1} imports deep"
        try:
            data = parts.data(target)
            if not data:
                return "it is not in the file" if data is None else "it is empty"
            found = self._parts(data, parts.content_type(target), depth)
        except RefusalError as refusal:
            return refusal.what[:1].lower() + refusal.what[1:]
        if found is None:
            return "it is of a kind that is not known here"
        text = [line for part, aside in found[0] if not aside for line in part.text.split("\n")]
        beside = [
            f"{part.label}: {line}" for part, aside in found[0] if aside for line in part.text.split("\n")
        ]
        return _Read(text, beside, found[1])

    def _parts(self, data: bytes, declared: str, depth: int) -> Said | None:
        """Return the parts of an imported file, each with whether it stands beside the text, and what else is in it."""
        kind = _kind(data, declared)
        if kind == "docx":
            return self.document(data, depth + 1)
        if kind not in READ:
            return None
        module = {
            "html": "html",
            "mhtml": "mhtml",
            "rtf": "rtf",
            "text": "text",
            "odt": "opendocument",
            "doc": "old_word",
        }[kind]
        extract = import_module(f"reviewer.documents.formats.{module}").read(
            data, {"name": "", "password": None}
        )
        also = [*extract.also, *([extract.problem] if extract.problem else [])]
        return [(part, part.label in _ASIDE) for part in extract.parts], also


_ASIDE = frozenset({"header", "footer", "notes", "comments", "hidden text", "deleted text (tracked changes)"})


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
