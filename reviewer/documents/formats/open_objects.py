"""Objects inside an OpenDocument file: charts and formulas as text, other documents as documents of their own.

OpenDocument 1.3 part 3, 10.4.6 (objects), 11 (charts); part 2, 3 (the manifest). An object is a folder of the package,
which is made into a package of its own; or an OLE file.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from typing import Any
from xml.sax.saxutils import quoteattr

from reviewer.documents.formats import embedded, equations, package
from reviewer.documents.formats.extract import Inside
from reviewer.documents.formats.package_parts import parsed
from reviewer.documents.formats.word_tree import attribute, name_of
from reviewer.documents.reader.values import RefusalError
from reviewer.model.problems import Reason, Thing

_MANIFEST = "META-INF/manifest.xml"
_ENDINGS = {"text": "odt", "spreadsheet": "ods", "presentation": "odp", "drawing": "odg"}
_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_OBJECT = re.compile(r"Object \d+(?:/|\Z)")
_LARGEST = 64 << 20


class Objects:
    """The objects of one package, each read once."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Keep the archive."""
        self._archive = archive
        self._names = archive.namelist()
        self._left = _LARGEST
        self._seen: set[str] = set()
        self.members: list[Inside] = []
        self.shut: list[str] = []
        self.charts: list[str] = []

    def text(self, node: Any) -> tuple[str, list[str]]:
        """Return what an object (``draw:object``, ``draw:object-ole``) is, ``math``, ``chart`` or "", and its lines."""
        place = posixpath.normpath(attribute(node, "href").lstrip("/")) if attribute(node, "href") else ""
        if not place or place.startswith((".", "#")) or ":" in place:
            inside = next(node.iterchildren("{*}math"), None)
            return ("math", equations.lines([inside])) if inside is not None else ("", [])
        self._seen.add(place)
        root = self._root(place)
        if root is not None and name_of(root) == "math":
            return "math", equations.lines([root])
        body = None if root is None else root.find("{*}body")
        sort = next((name_of(child) for child in body if name_of(child)), "") if body is not None else ""
        if sort == "chart":
            return "chart", chart(root)
        self._keep(place, sort)
        return "", []

    def rest(self) -> list[str]:
        """Return the objects that were not opened, with those that nothing in the text refers to."""
        stored = {name.split("/")[0] for name in self._names if _OBJECT.match(name)}
        return [*self.shut, *sorted(stored - self._seen)]

    def _root(self, place: str) -> Any:
        name = f"{place}/content.xml"
        if name not in self._names:
            return None
        self._left -= self._archive.getinfo(name).file_size
        if self._left < 0:
            raise RefusalError(Reason.OBJECTS_TOO_LARGE)
        data = package.entry(self._archive, name)
        package.refuse_entities(data, Thing.OPENDOCUMENT)
        return parsed(data)[0]

    def _keep(self, place: str, sort: str) -> None:
        if any(member.key == place for member in self.members) or place in self.shut:
            return
        if sort in _ENDINGS:
            self.members.append(Inside(place, f"{place}.{_ENDINGS[sort]}", ""))
        elif place in self._names:
            file, shut = embedded.listed(self._archive, [place])
            self.members += file
            self.shut += shut
        elif any(name.startswith(f"{place}/") for name in self._names):
            self.shut.append(place)


def fetch(archive: zipfile.ZipFile, key: str) -> bytes:
    """Return the object called *key* as a file of its own."""
    if key in archive.namelist():
        return embedded.fetch(archive, key)
    return packaged(archive, key)


def packaged(archive: zipfile.ZipFile, folder: str) -> bytes:
    """Return a folder of the package as a package of its own."""
    inside = [name for name in archive.namelist() if name.startswith(f"{folder}/") and not name.endswith("/")]
    body = parsed(package.entry(archive, f"{folder}/content.xml"))[0].find("{*}body")
    sort = next(name_of(child) for child in body if name_of(child))
    kind = f"application/vnd.oasis.opendocument.{'graphics' if sort == 'drawing' else sort}"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
        copy.writestr("mimetype", kind, zipfile.ZIP_STORED)
        for name in inside:
            copy.writestr(name.removeprefix(f"{folder}/"), package.entry(archive, name))
        entries = "".join(
            f"<manifest:file-entry manifest:full-path={quoteattr(name.removeprefix(f'{folder}/'))}/>"
            for name in inside
        )
        copy.writestr(
            _MANIFEST, f'<manifest:manifest xmlns:manifest="{_NAMESPACE}">{entries}</manifest:manifest>'
        )
    return made.getvalue()


def chart(root: Any) -> list[str]:
    """Return what a chart says: titles, then the names of its series and categories, and values where they are written."""
    chart_node = root.find(".//{*}chart/{*}chart")
    if chart_node is None:
        return []
    titles = [_words(node) for node in chart_node.iter("{*}title", "{*}subtitle", "{*}footer", "{*}label")]
    names = [
        _words(cell)
        for cell in chart_node.iter("{*}table-cell")
        if attribute(cell, "value-type") in {"string", ""}
    ]
    drawn = [
        _words(node)
        for node in chart_node.iter("{*}p")
        if next(node.iterancestors("{*}shapes"), None) is not None
    ]
    lines = [*dict.fromkeys((*titles, *names, *drawn))]
    if any(
        attribute(node, "data-label-number") in {"value", "value-and-percentage"}
        for node in root.iter("{*}chart-properties")
    ):
        rows = chart_node.iter("{*}table-row")
        cells = (
            ["".join(_words(cell)) for cell in row if attribute(cell, "value-type") == "float"]
            for row in rows
        )
        lines += ["\t".join(row) for row in cells if row]
    return [line for line in lines if line.strip()]


def _words(node: Any) -> str:
    return " ".join(" ".join("".join(one.itertext()).split()) for one in node.iter("{*}p")).strip() or (
        " ".join("".join(node.itertext()).split()) if name_of(node) == "p" else ""
    )
