"""The pictures of an OpenDocument package: where its trees name them, and their files.

OpenDocument 1.3 part 3: 10.4.4 (images), 16.8 and 16.40 (fills and grounds of styles); part 2, 3 (the package).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from zipfile import ZipFile

from reviewer.documents.formats import image, package
from reviewer.documents.formats.pictures import BEGINNING, Gathered, Spot
from reviewer.documents.formats.word_tree import attribute
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Part
from reviewer.model.problems import Reason

if TYPE_CHECKING:
    from PIL.Image import Image

_GROUNDS = ("{*}background-image", "{*}fill-image")
_WITHIN = "data:"  # begins the key of a picture that is written into the tree: the hash of what is written


def name(node: Any) -> str:
    """Return what finds the picture of a ``draw:image``: its name in the package, or a hash of what is written in it; "" of one outside."""
    place = attribute(node, "href")
    if not place:
        inside = next(node.iterchildren("{*}binary-data"), None)
        return "" if inside is None else _key(inside)
    if ":" in place or place.startswith(("/", "../", "//")):
        return ""
    return unquote(place.removeprefix("./"))


def names(node: Any) -> Iterator[str]:
    """Yield what finds each picture in an element, that of an object among them."""
    for drawing in node.iter("{*}image"):
        key = name(drawing)
        if key:
            yield key


def of_styles(styles: Any, content: Any, parts: Sequence[Part]) -> Iterator[tuple[str, Spot]]:
    """Yield the pictures of pages, headers, masters and fills, which stand nowhere in the text."""
    first = Spot(parts[0].place, parts[0].label) if parts else BEGINNING
    for tree in (styles, content):
        for node in tree.iter(*_GROUNDS) if tree is not None else ():
            if name(node):
                yield name(node), first
    for node in styles.iter("{*}image") if styles is not None else ():
        if name(node):
            yield name(node), first


def gather(archive: ZipFile, gathered: Gathered, spots: Iterable[tuple[str, Spot]]) -> None:
    """Take the pictures of a package that stand at these spots; one that is not in it is told."""
    held = _Held(archive)
    for key, spot in spots:
        data = held.bytes_of(key) if key else b""
        if data is None:
            gathered.missing(key, spot.within, spot.label)
        elif data:
            gathered.add(data, key, spot.within, spot.label, spot.at)


def decoded(archive: ZipFile, key: str) -> Image:
    """Return the picture that ``name`` found, upright."""
    data = _Held(archive).bytes_of(key)
    if not data:
        raise RefusalError(Reason.PICTURE_DAMAGED)
    return image.decoded(data)


class _Held:
    """The pictures that a package holds, as files or written into its trees."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._names = frozenset(archive.namelist())
        self._written: dict[str, bytes] | None = None

    def bytes_of(self, key: str) -> bytes | None:
        """Return a picture's bytes; b"" for an object, which is none, and None where it is not there or damaged."""
        if key.startswith(_WITHIN):
            if self._written is None:
                self._written = dict(_written(self._archive))
            return self._written.get(key)
        if key not in self._names:
            return b"" if any(entry.startswith(f"{key}/") for entry in self._names) else None
        try:
            return package.entry(self._archive, key) or None
        except RefusalError:
            return None


def _written(archive: ZipFile) -> Iterator[tuple[str, bytes]]:
    for part in ("content.xml", "styles.xml"):
        tree = package.tree(archive, part)
        for node in tree.iter("{*}binary-data") if tree is not None else ():
            with suppress(binascii.Error, ValueError):
                yield _key(node), base64.b64decode("".join((node.text or "").split()))


def _key(node: Any) -> str:
    return f"{_WITHIN}{hashlib.sha256((node.text or '').encode()).hexdigest()[:16]}"
