"""PowerPoint shows by python-pptx: a part per slide, with its tables, notes and comments."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from mmap import mmap
from typing import Any

from reviewer.documents.formats import docx, package, package_also
from reviewer.documents.formats.beside import hidden_place
from reviewer.documents.formats.extract import Extract, joined
from reviewer.documents.reader.values import RefusalError
from reviewer.model import NoteCode, NoText, Part
from reviewer.model.notes import note
from reviewer.model.problems import Reason, Thing

EXTRACTOR = "python-pptx/2"
_DAMAGED = RefusalError(Reason.OFFICE_DAMAGED, thing=Thing.SHOW)


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return a part per slide."""
    del args
    with package.office(data, Thing.SHOW, whole=True) as archive:
        extract = Extract("pptx", EXTRACTOR, also=package_also.office(archive))
    for number, slide in enumerate(_slides(data), start=1):
        hidden = slide._element.get("show") == "0"  # noqa: SLF001  # the library tells no other way
        text = joined(_lines(slide))
        pictured = not text and len(slide.shapes) > 0
        label = f"slide {number}{' (hidden)' if hidden else ''}"
        no_text = NoText.PICTURE if pictured else None
        extract.parts.append(Part(f"slide{number}", label, text, no_text, hidden=hidden))
    unseen = sum(part.hidden for part in extract.parts)
    if unseen:
        extract.also.insert(0, note(NoteCode.HIDDEN_SLIDES, hidden_place(extract.parts), slides=unseen))
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
            yield from docx.drawn(relation.target_part.blob)
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

    return [line for line in docx.paragraphs(etree.tostring(shape._element)) if line]  # noqa: SLF001  # no other way


def _broken(text: str) -> str:
    return text.replace("\v", "\n")


def _comments(xml: bytes) -> list[str]:
    from lxml import etree

    root: Any = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    texts = [] if root is None else [node.text or "" for node in root.iter("{*}text")]
    return [text for text in texts if text.strip()] or docx.paragraphs(xml)
