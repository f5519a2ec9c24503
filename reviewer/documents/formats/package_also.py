"""What else is in an Office or OpenDocument package: macros, objects, links that fetch, signatures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from mmap import mmap
from typing import Any
from zipfile import ZipFile

from reviewer.documents.formats import package
from reviewer.model import Note, NoteCode
from reviewer.model.notes import listed, note

_RELATION = re.compile(r"(?:/|^)_rels/[^/]*\.rels\Z")
# What Office fetches by itself when the file is opened (the ends of relationship types, ECMA-376 part 1).
_FETCHED = {
    "attachedTemplate": NoteCode.FETCHED_TEMPLATE, "oleObject": NoteCode.FETCHED_OBJECT,
    "image": NoteCode.FETCHED_PICTURE, "frame": NoteCode.FETCHED_FRAME, "subDocument": NoteCode.FETCHED_SUBDOCUMENT,
    "aFChunk": NoteCode.FETCHED_IMPORT,
    "externalLinkPath": NoteCode.FETCHED_WORKBOOK, "video": NoteCode.FETCHED_VIDEO, "audio": NoteCode.FETCHED_SOUND,
    "media": NoteCode.FETCHED_MEDIA, "slideMaster": NoteCode.FETCHED_SLIDE_MASTER,
    "mailMergeSource": NoteCode.FETCHED_MERGE_DATA, "pivotCacheDefinition": NoteCode.FETCHED_PIVOT_DATA,
}  # fmt: skip


def office(archive: ZipFile, shut: Sequence[str] | None = None) -> list[Note]:
    """Return the notes that any Office package may call for; *shut*: the embedded objects that were not opened, unless all."""
    names = archive.namelist()
    notes = list[Note]()
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        notes.append(note(NoteCode.MACROS))
    notes += _inside(
        [name for name in names if "/embeddings/" in name.lower()] if shut is None else shut,
        _controls(names),
    )
    notes += _fetching(_outside(archive))
    if any(name.lower().startswith("_xmlsignatures/") and name.lower().endswith(".xml") for name in names):
        notes.append(note(NoteCode.SIGNATURE))
    return notes


def _controls(names: Sequence[str]) -> list[str]:
    """Return the parts of ActiveX controls: what each keeps in bytes, or its description where it keeps nothing so."""
    parts = [name for name in names if "/activex/" in name.lower() and "/_rels/" not in name.lower()]
    parts_kept, described = (
        [name for name in parts if name.lower().endswith(ending)] for ending in (".bin", ".xml")
    )
    return max(parts_kept, described, key=len)


def _inside(objects: Sequence[str], controls: Sequence[str]) -> list[Note]:
    notes = []
    if objects:
        shown = listed([name.rpartition("/")[2] for name in objects])
        notes.append(note(NoteCode.OBJECTS, objects=len(objects), names=shown["names"]))
    if controls:
        notes.append(note(NoteCode.ACTIVEX, controls=len(controls)))
    return notes


def _outside(archive: ZipFile) -> list[tuple[str, str]]:
    """Return kind and address of each relationship that leads out of the package."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    names = []
    for name in (name for name in archive.namelist() if _RELATION.search(name)):
        root: Any = etree.fromstring(package.entry(archive, name) or b"<none/>", parser)
        for relation in root.iter("{*}Relationship") if root is not None else ():
            if str(relation.get("TargetMode", "")).lower() == "external":
                kind = str(relation.get("Type", "")).rpartition("/")[2]
                names.append((kind, str(relation.get("Target", ""))))
    return names


def _fetching(outside: Iterable[tuple[str, str]]) -> list[Note]:
    """Return a note per kind of what would be fetched, and one that counts the links to follow."""
    kinds: dict[NoteCode, list[str]] = {}
    links = Counter(target for kind, target in outside if kind == "hyperlink")
    for kind, target in outside:
        if kind in _FETCHED:
            kinds.setdefault(_FETCHED[kind], []).append(target)
    notes = [note(code, **listed(where)) for code, where in kinds.items()]
    if links:
        notes.append(note(NoteCode.LINKS, links=len(links), **listed(list(links))))
    return notes


def opendocument(
    archive: ZipFile, linked: Iterable[tuple[str, str]], shut: Sequence[str] | None = None
) -> list[Note]:
    """Return the notes that an OpenDocument package calls for.

    *linked*: element and address of what it points to; *shut*: the objects inside that were not opened, unless all.
    """
    names = archive.namelist()
    notes = list[Note]()
    basic = [
        n
        for n in names
        if n.startswith(("Basic/", "Scripts/")) and not n.endswith(("script-lc.xml", "script-lb.xml", "/"))
    ]
    if basic:
        notes.append(note(NoteCode.MACROS))
    links, fetched = [], []
    for element, address in linked:
        if element == "a":
            links += [address] if address and not address.startswith("#") else []
        elif "://" in address or address.startswith(("//", "\\\\", "../")):
            fetched.append(address)
    objects = {n.split("/")[0] for n in names if re.match(r"Object \d+(?:/|\Z)", n)}
    notes += _inside(sorted(objects) if shut is None else shut, ())
    if fetched:
        notes.append(note(NoteCode.CONTENT_FETCHED, **listed(fetched)))
    if links:
        notes.append(note(NoteCode.LINKS, links=len(set(links)), **listed(links)))
    if "META-INF/documentsignatures.xml" in names:
        notes.append(note(NoteCode.SIGNATURE))
    return notes


def ole(data: mmap | bytes, *, shut: bool | None = None) -> list[Note]:
    """Return the notes that an old binary Office file calls for, by the names of what is stored in it.

    *shut*: whether there are embedded objects that were not opened, where that is known.
    """
    stored = {
        name: data.find(name.encode("utf-16-le")) >= 0
        for name in ("_VBA_PROJECT", "Ole10Native", "ObjectPool", "_signatures")
    }
    notes = [note(NoteCode.MACROS)] if stored["_VBA_PROJECT"] else []
    if shut or (shut is None and (stored["Ole10Native"] or stored["ObjectPool"])):
        notes.append(note(NoteCode.OBJECTS_UNCOUNTED))
    if stored["_signatures"]:
        notes.append(note(NoteCode.SIGNATURE))
    return notes
