"""PowerPoint shows by python-pptx: a part per slide, with its tables, notes and comments."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from mmap import mmap
from typing import Any

from reviewer.documents.formats import drawings, package, package_also
from reviewer.documents.formats.extract import Extract, joined
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Part

EXTRACTOR = "python-pptx/2"
_WHAT = "This presentation"
_DAMAGED = RefusalError(f"{_WHAT} is damaged", "Ask the sender for it again, or for it as a PDF.")


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return a part per slide."""
    del args
    with package.office(data, _WHAT, whole=True) as archive:
        extract = Extract("pptx", EXTRACTOR, also=package_also.office(archive))
    for number, slide in enumerate(_slides(data), start=1):
        hidden = " (hidden)" if slide._element.get("show") == "0" else ""  # noqa: SLF001  # the library tells no other way
        text = joined(_lines(slide))
        pictured = not text and len(slide.shapes) > 0
        extract.parts.append(Part(f"slide{number}", f"slide {number}{hidden}", text, unreadable=pictured))
    unseen = sum(part.label.endswith("(hidden)") for part in extract.parts)
    if unseen:
        slides = package_also.counted(unseen, "hidden slide", "hidden slides")
        extract.also.insert(0, f"{slides}, shown here and labelled so.")
    return extract


def _slides(data: mmap | bytes) -> list[Any]:
    import pptx

    try:
        return list(pptx.Presentation(io.BytesIO(data)).slides)
    except MemoryError:
        raise
    except Exception as error:  # python-pptx raises whatever the file makes it raise
        raise _DAMAGED from error


def _lines(slide: Any) -> Iterator[str]:
    yield from _shapes(slide.shapes)
    for relation in slide.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/chart", "/diagramData")):
            yield from drawings.drawn(relation.target_part.blob)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        notes = slide.notes_slide.notes_text_frame.text
        if notes.strip():
            yield f"Notes: {_broken(notes)}"
    for relation in slide.part.rels.values():
        if not relation.is_external and relation.reltype.endswith("/comments"):
            yield from (f"Comment: {line}" for line in _comments(relation.target_part.blob))


def _shapes(shapes: Iterable[Any]) -> Iterator[str]:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)
        elif getattr(shape, "has_table", False):
            for row in shape.table.rows:
                yield "\t".join(" ".join(cell.text.split()) for cell in row.cells)
        elif getattr(shape, "has_text_frame", False):
            yield _broken(shape.text_frame.text)
        else:
            yield from _drawn(shape)


def _drawn(shape: Any) -> list[str]:
    """Return the text of a diagram or chart that stands in the shape itself."""
    from lxml import etree

    return [line for line in drawings.paragraphs(etree.tostring(shape._element)) if line]  # noqa: SLF001  # no other way


def _broken(text: str) -> str:
    return text.replace("\v", "\n")


def _comments(xml: bytes) -> list[str]:
    from lxml import etree

    root: Any = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    texts = [] if root is None else [node.text or "" for node in root.iter("{*}text")]
    return [text for text in texts if text.strip()] or drawings.paragraphs(xml)
