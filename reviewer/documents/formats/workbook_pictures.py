"""The pictures of an Excel package, XML or binary: of drawings, charts, backgrounds, page headers, comments, controls and cells.

ECMA-376 part 1, 12.3 (what sheets and drawings are related to), 18.3.1.46 (page headers), 18.3.1.67 (backgrounds);
[MS-XLSX] 2.1 (pictures in cells).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zipfile import ZipFile

from reviewer.documents.formats.extract import Extract
from reviewer.documents.formats.package_parts import Parts
from reviewer.documents.formats.package_pictures import Reference, Shown, beneath, related
from reviewer.documents.formats.pictures import Gathered
from reviewer.model import Part

_DRAWN = (
    "drawing", "vmlDrawing", "chart", "chartEx", "chartUserShapes", "diagramData", "diagramDrawing", "themeOverride",
)  # fmt: skip
_IN_CELLS = ("richValueRel", "cellImage")


def add(archive: ZipFile, sheets: Iterable[tuple[str, str]], extract: Extract) -> None:
    """Add a part for each picture of the sheets, given by their names and parts; and one for a sheet that is nothing else."""
    parts, gathered = Parts(archive), Gathered()
    shown = Shown(parts, gathered)
    for name, place in sheets:
        pictures = [*related(parts, place), *beneath(parts, place, _DRAWN, set())]
        if pictures:
            host = _host(extract, name)
            shown.take(pictures, host.place, host.label)
    in_cells = _in_cells(parts)
    if in_cells:
        host = next(iter(extract.parts), None) or _host(extract, "")
        shown.take(in_cells, host.place, host.label)
    extract.parts += gathered.parts()
    extract.also += gathered.notes_left_out()


def _host(extract: Extract, name: str) -> Part:
    """Return the part of a sheet, a new one without text if there is none: it has no cells."""
    place = f"sheet:{name}"
    host = next((part for part in extract.parts if part.place == place), None)
    if host is None:
        host = Part(place, f"sheet {name}", "")
        extract.parts.append(host)
    return host


def _in_cells(parts: Parts) -> Sequence[Reference]:
    """Return the pictures that cells hold; which cells is not told."""
    book = next(parts.related("", "officeDocument"), "")
    return list(beneath(parts, book, _IN_CELLS, set()))
