"""Word documents: mammoth makes HTML of the text, whose headings cut it into sections; the rest is read from the XML.

Headers, footers, notes, comments, tracked changes, hidden text and alternative text come after the text as parts of
their own; the text is as with every change accepted (see word_marks), with what mammoth knows nothing of (word_shown).
Files inside are documents of their own, and pictures parts of their own (``word_pictures``).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from mmap import mmap
from typing import TYPE_CHECKING, Any

from reviewer.documents.formats import (
    embedded,
    package,
    package_also,
    package_pictures,
    word_imports,
    word_marks,
    word_pictures,
)
from reviewer.documents.formats.drawings import drawn, paragraphs
from reviewer.documents.formats.extract import Extract, joined
from reviewer.documents.formats.html import sections
from reviewer.documents.formats.package_parts import Parts
from reviewer.documents.formats.side_parts import LABELS, place_beside
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Aside, Note, NoteCode, Part
from reviewer.model.notes import note
from reviewer.model.problems import Reason, Thing, problem

if TYPE_CHECKING:
    from PIL.Image import Image

EXTRACTOR = "mammoth-html/5"
_BESIDE = re.compile(
    r"word/(header|footer|charts/chart(?:ex)?|diagrams/data|drawings/drawing)\d*\.xml\Z", re.IGNORECASE
)
_KINDS = frozenset({"header", "footer", "chart", "chartEx", "diagramData"})
_DAMAGED = RefusalError(Reason.OFFICE_DAMAGED, thing=Thing.WORD)


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return a part per heading, then what stands beside the text."""
    del args
    with package.office(data, Thing.WORD, whole=True) as archive:
        marks = word_marks.marks_in(archive, _imported)
        parts, notes = _parts(data, archive, marks)
        members, shut = embedded.listed(archive, embedded.objects(archive))
        also = [
            *_also(marks, parts),
            *notes,
            *embedded.file_notes(members),
            *package_also.office(archive, shut),
        ]
    cut = problem(Reason.OFFICE_CUT_OFF, thing=Thing.WORD) if marks.spoilt else None
    return Extract("docx", EXTRACTOR, parts, members, cut, also=also)


def member(data: mmap | bytes, args: dict[str, Any]) -> bytes:
    """Return the bytes of a file inside; ``key`` is its entry in the package."""
    with package.opened(data, Thing.WORD) as archive:
        return embedded.fetch(archive, str(args["key"]))


def _imported(data: bytes, depth: int) -> word_imports.Said:
    """Return the parts of a document that another one imports, and what else is in it."""
    with package.office(data, Thing.WORD, whole=True) as archive:
        marks = word_marks.marks_in(archive, _imported, depth)
        parts, notes = _parts(data, archive, marks)
        damaged = [note(NoteCode.IMPORT_DAMAGED)] if marks.spoilt else []
        return parts, [*_also(marks, parts), *notes, *package_also.office(archive), *damaged]


def picture(data: mmap | bytes, args: dict[str, Any]) -> Image:
    """Return the picture ``key``: its entry in the package, or in a part that is imported."""
    key = str(args["key"])
    with package.opened(data, Thing.WORD) as archive:
        if "\n" in key:
            return word_imports.picture(archive, key, args, picture)
        return package_pictures.picture(archive, key)


def _parts(
    data: mmap | bytes, archive: zipfile.ZipFile, marks: word_marks.Marks
) -> tuple[list[Part], list[Note]]:
    """Return the parts of text, then those of pictures, and what is told of pictures that are left out."""
    shown = word_marks.as_shown(archive, marks.replaced) if marks.replaced else data
    markup, marked = _as_html(shown), marks.pictures.marked
    content = sections(word_pictures.unmarked(markup) if marked else markup, page=False)
    parts = content.parts("beginning")
    if not parts and any(met.aside is None for met in marks.pictures.met):
        parts.append(Part("s1", "beginning", ""))
    own = len(parts)
    asides = {met.aside for met in marks.pictures.met}
    for aside, lines in [(Aside.NOTES, content.notes), *_beside(archive, marks)]:
        text = joined(lines)
        if text or aside in asides:
            parts.append(Part(f"s{len(parts) + 1}", LABELS[aside], text, aside=aside))
    if not marks.pictures.met:
        return parts, []
    places = _places(markup, parts, own) if marked else {}
    gathered = word_pictures.gathered(Parts(archive), marks.pictures, places, parts)
    return [*parts, *gathered.parts()], gathered.notes_left_out()


def _places(markup: str, parts: Sequence[Part], own: int) -> dict[int, word_pictures.Place]:
    """Return where pictures stand in the parts, by number: in the first *own* of them, or in the notes."""
    marked = sections(markup, page=False)
    lines = [line for _heading, section in marked.sections for line in section]
    places = word_pictures.places(lines, [part.text for part in parts[:own]])
    notes = next((number for number, part in enumerate(parts) if part.aside is Aside.NOTES), None)
    if notes is not None:
        beside = word_pictures.places(marked.notes, [parts[notes].text])
        places |= {number: (notes, at) for number, (_part, at) in beside.items()}
    return places


def _also(marks: word_marks.Marks, parts: list[Part]) -> list[Note]:
    beside = (
        (marks.changes, NoteCode.TRACKED_CHANGES, Aside.TRACKED_CHANGES),
        (marks.hidden, NoteCode.HIDDEN_TEXT, Aside.HIDDEN_TEXT),
        (marks.comments, NoteCode.COMMENTS, Aside.COMMENTS),
    )
    notes = [note(code, place_beside(parts, aside)) for lines, code, aside in beside if lines]
    if marks.fetching:
        notes.append(note(NoteCode.FIELDS_FETCHING, fields=marks.fetching))
    return [*notes, *marks.imports.also]


def _as_html(data: mmap | bytes) -> str:
    import mammoth

    try:
        return str(mammoth.convert_to_html(io.BytesIO(data), convert_image=lambda _image: []).value)
    except (MemoryError, RefusalError):
        raise
    except Exception as error:  # mammoth raises whatever the file makes it raise
        raise _DAMAGED from error


def _beside(archive: zipfile.ZipFile, marks: word_marks.Marks) -> list[tuple[Aside, list[str]]]:
    """Return what stands beside the text, and its paragraphs; the same header on every page is told once."""
    texts: dict[Aside, list[str]] = {Aside.HEADER: [], Aside.FOOTER: [], Aside.CHARTS: []}
    named = _named(archive)
    for name in sorted(archive.namelist()):
        kind = _BESIDE.match(name)
        if kind or name in named:
            word = kind.group(1).lower() if kind else named[name]
            aside = Aside(word) if word in {Aside.HEADER, Aside.FOOTER} else Aside.CHARTS
            text = marks.replaced.get(name) or package.entry(archive, name)
            aside_texts = drawn(text) if aside is Aside.CHARTS else paragraphs(text)
            texts[aside] += [line for line in aside_texts if line not in texts[aside]]
    texts[Aside.COMMENTS] = marks.comments
    texts[Aside.TRACKED_CHANGES] = marks.changes
    texts[Aside.HIDDEN_TEXT] = marks.hidden
    texts[Aside.BESIDE_IMPORTS] = marks.imports.beside
    texts[Aside.READINGS] = marks.readings
    texts[Aside.ALTERNATIVE_TEXT] = marks.alternatives
    return list(texts.items())


def _named(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the entries that the main part calls a header, a footer, a chart or a diagram, and which."""
    parts = Parts(archive)
    main = next(parts.related("", "officeDocument"), "")
    related = ((parts.name(one.target), one) for one in parts.relations(main) if one.kind in _KINDS)
    return {name: one.kind for name, one in related if name is not None and not one.outside}
