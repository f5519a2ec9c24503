"""What else is in an Office or OpenDocument package: macros, objects, links that fetch, signatures. Told in sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from mmap import mmap
from typing import Any
from zipfile import ZipFile

from reviewer.documents.formats import package

LINKS_SHOWN = 3
_RELATION = re.compile(r"(?:/|^)_rels/[^/]*\.rels\Z")
# What Office fetches by itself when the file is opened (the ends of relationship types, ECMA-376 part 1).
_FETCHED = {
    "attachedTemplate": "a template", "oleObject": "an object", "image": "a picture", "frame": "a frame",
    "subDocument": "a part of the document", "externalLinkPath": "a workbook", "video": "a video", "audio": "a sound",
    "media": "a film or sound", "aFChunk": "an imported part", "slideMaster": "a slide master", "mailMergeSource": "data for a mail merge",
    "pivotCacheDefinition": "data for a pivot table",
}  # fmt: skip
MACROS = "Macros (programs); they were not run."
SIGNATURE = "A digital signature; it was not checked here."


def counted(number: int, one: str, many: str) -> str:
    """Return "1 sheet" or "2 sheets"."""
    return f"{number:,} {one if number == 1 else many}"


def office(archive: ZipFile, shut: Sequence[str] | None = None) -> list[str]:
    """Return the sentences that any Office package may call for; *shut*: the embedded objects that were not opened, unless all."""
    names = archive.namelist()
    told = []
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        told.append(MACROS)
    told += _inside(
        [name for name in names if "/embeddings/" in name.lower()] if shut is None else shut,
        [name for name in names if "/activex/" in name.lower() and name.lower().endswith(".bin")],
    )
    told += _fetching(_outside(archive))
    if any(name.lower().startswith("_xmlsignatures/") and name.lower().endswith(".xml") for name in names):
        told.append(SIGNATURE)
    return told


def _inside(objects: Sequence[str], controls: Sequence[str]) -> list[str]:
    told = []
    if objects:
        shown = ", ".join(name.rpartition("/")[2] for name in objects[:LINKS_SHOWN])
        told.append(f"{counted(len(objects), 'embedded object', 'embedded objects')} ({shown}), not opened.")
    if controls:
        told.append(f"{counted(len(controls), 'ActiveX control', 'ActiveX controls')}, not run.")
    return told


def _outside(archive: ZipFile) -> list[tuple[str, str]]:
    """Return kind and address of each relationship that leads out of the package."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    found = []
    for name in (name for name in archive.namelist() if _RELATION.search(name)):
        root: Any = etree.fromstring(package.entry(archive, name) or b"<none/>", parser)
        for relation in root.iter("{*}Relationship") if root is not None else ():
            if str(relation.get("TargetMode", "")).lower() == "external":
                kind = str(relation.get("Type", "")).rpartition("/")[2]
                found.append((kind, str(relation.get("Target", ""))))
    return found


def _fetching(outside: Iterable[tuple[str, str]]) -> list[str]:
    """Return a sentence per kind of what would be fetched, and one that counts the links to follow."""
    kinds: dict[str, list[str]] = {}
    links = Counter(target for kind, target in outside if kind == "hyperlink")
    for kind, target in outside:
        if kind in _FETCHED:
            kinds.setdefault(_FETCHED[kind], []).append(target)
    told = [
        f"{what[0].upper()}{what[1:]} from elsewhere, not fetched: {listed(where)}."
        for what, where in kinds.items()
    ]
    if links:
        told.append(f"{counted(len(links), 'link', 'links')}: {listed(list(links))}.")
    return told


def listed(where: Sequence[str]) -> str:
    """Return the first few addresses, and how many more there are."""
    distinct = list(dict.fromkeys(" ".join(one.split())[:200] for one in where))
    more = len(distinct) - LINKS_SHOWN
    return ", ".join(distinct[:LINKS_SHOWN]) + (f" and {more} more" if more > 0 else "")


def opendocument(
    archive: ZipFile, linked: Iterable[tuple[str, str]], shut: Sequence[str] | None = None
) -> list[str]:
    """Return the sentences that an OpenDocument package calls for.

    *linked*: element and address of what it points to; *shut*: the objects inside that were not opened, unless all.
    """
    names = archive.namelist()
    told = []
    basic = [
        n
        for n in names
        if n.startswith(("Basic/", "Scripts/")) and not n.endswith(("script-lc.xml", "script-lb.xml", "/"))
    ]
    if basic:
        told.append(MACROS)
    links, fetched = [], []
    for element, address in linked:
        if element == "a":
            links += [address] if address and not address.startswith("#") else []
        elif "://" in address or address.startswith(("//", "\\\\", "../")):
            fetched.append(address)
    objects = {n.split("/")[0] for n in names if re.match(r"Object \d+(?:/|\Z)", n)}
    told += _inside(sorted(objects) if shut is None else shut, ())
    if fetched:
        told.append(f"Content from elsewhere, not fetched: {listed(fetched)}.")
    if links:
        told.append(f"{counted(len(set(links)), 'link', 'links')}: {listed(links)}.")
    if "META-INF/documentsignatures.xml" in names:
        told.append(SIGNATURE)
    return told


def ole(data: mmap | bytes, *, shut: bool | None = None) -> list[str]:
    """Return the sentences that an old binary Office file calls for, by the names of what is stored in it.

    *shut*: whether there are embedded objects that were not opened, where that is known.
    """
    stored = {
        name: data.find(name.encode("utf-16-le")) >= 0
        for name in ("_VBA_PROJECT", "Ole10Native", "ObjectPool", "_signatures")
    }
    told = [MACROS] if stored["_VBA_PROJECT"] else []
    if shut or (shut is None and (stored["Ole10Native"] or stored["ObjectPool"])):
        told.append("Embedded objects, not opened.")
    if stored["_signatures"]:
        told.append(SIGNATURE)
    return told
