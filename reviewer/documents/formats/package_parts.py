"""The parts of an Office package and how they refer to each other: ECMA-376 part 2, 6.5 (relationships), 6.2.3 (content types).

Kinds of relationships are told by the end of their name, so that Strict files (ISO 29500) are read like the usual ones.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from reviewer.documents.formats import package
from reviewer.documents.formats.word_tree import attribute


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: ``kind`` is the last word of the relationship's type, ``target`` a part's name or an address."""

    identity: str
    kind: str
    target: str
    outside: bool = False


class Parts:
    """The parts of a package by name; names are looked up whatever their case."""

    def __init__(self, archive: ZipFile) -> None:
        """Keep the archive, which stays open as long as this is used."""
        self.archive = archive
        self._names = {_tidy(name).lower(): name for name in reversed(archive.namelist())}
        self._relations: dict[str, list[Relation]] = {}

    def name(self, wanted: str) -> str | None:
        """Return the entry of a part, None if there is none."""
        return self._names.get(_tidy(wanted).lower()) or self._names.get(_tidy(unquote(wanted)).lower())

    def data(self, wanted: str) -> bytes | None:
        """Return the bytes of a part, None if there is none; RefusalError when it is damaged."""
        name = self.name(wanted)
        return None if name is None else package.entry(self.archive, name)

    def tree(self, wanted: str) -> tuple[Any, bool]:
        """Return the root of an XML part and whether it is whole; None if there is none or nothing can be recovered."""
        data = self.data(wanted)
        return (None, data is None) if not data else parsed(data)

    def relations(self, part: str) -> list[Relation]:
        """Return what a part refers to; "" is the package itself."""
        if part not in self._relations:
            folder, _slash, file = _tidy(part).rpartition("/")
            root, _whole = self.tree(f"{folder}/_rels/{file}.rels")
            self._relations[part] = [] if root is None else list(_relations(root, folder))
        return self._relations[part]

    def related(self, part: str, *kinds: str) -> Iterator[str]:
        """Yield the names of the parts of these kinds that a part refers to and that are there."""
        for relation in self.relations(part):
            if relation.kind in kinds and not relation.outside and self.name(relation.target):
                yield relation.target

    def content_type(self, part: str) -> str:
        """Return what the package says a part is, in small letters; "" if it says nothing."""
        root, _whole = self.tree("[Content_Types].xml")
        name, ending = "/" + _tidy(part).lower(), part.rpartition(".")[2].lower()
        said = ""
        for node in root if root is not None else ():
            if attribute(node, "PartName").lower() == name:
                return attribute(node, "ContentType").lower()
            if attribute(node, "Extension").lower() == ending:
                said = attribute(node, "ContentType").lower()
        return said


def parsed(data: bytes) -> tuple[Any, bool]:
    """Return the root of XML as far as it can be recovered, and whether it was whole; None if nothing could be."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=True
    )
    try:
        root: Any = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None, False
    return root, not any(error.level_name == "FATAL" for error in parser.error_log)


def _relations(root: Any, folder: str) -> Iterator[Relation]:
    for node in root.iter("{*}Relationship"):
        kind = attribute(node, "Type").rpartition("/")[2]
        target, outside = attribute(node, "Target"), attribute(node, "TargetMode").lower() == "external"
        where = target if outside else _place(target, folder)
        yield Relation(attribute(node, "Id"), kind, where, outside)


def _place(target: str, folder: str) -> str:
    bare = target.partition("#")[0].replace("\\", "/")
    return _tidy(bare) if bare.startswith("/") else _tidy(posixpath.normpath(posixpath.join(folder, bare)))


def _tidy(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")
