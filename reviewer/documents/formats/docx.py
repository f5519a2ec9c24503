"""Word documents: mammoth makes HTML of the text, whose headings cut it into sections; the rest is read from the XML.

Headers, footers, notes, comments, tracked changes and hidden text come after the text as parts of their own; the text
is as with every change accepted (see word_marks).
"""

from __future__ import annotations

import io
import re
import zipfile
from mmap import mmap
from typing import Any

from reviewer.documents.formats import package, package_also, word_marks
from reviewer.documents.formats.beside import LABELS, place_beside
from reviewer.documents.formats.extract import Extract, joined
from reviewer.documents.formats.html import sections
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Aside, Note, NoteCode, NoText, Part
from reviewer.model.notes import note
from reviewer.model.problems import Reason, Thing

EXTRACTOR = "mammoth-html/3"
_BESIDE = re.compile(r"word/(header|footer|charts/chart|diagrams/data)\d*\.xml\Z", re.IGNORECASE)
_DAMAGED = RefusalError(Reason.OFFICE_DAMAGED, thing=Thing.WORD)


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return a part per heading, then what stands beside the text."""
    del args
    with package.office(data, Thing.WORD, whole=True) as archive:
        marks = word_marks.found(archive)
        shown = word_marks.as_shown(archive, marks.replaced) if marks.replaced else data
        found = sections(_as_html(shown))
        extra = [(Aside.NOTES, found.notes), *_beside(archive, marks)]
        pictured = any(name.startswith("word/media/") for name in archive.namelist())
        also = package_also.office(archive)
    parts = found.parts("beginning")
    for aside, lines in extra:
        text = joined(lines)
        if text:
            parts.append(Part(f"s{len(parts) + 1}", LABELS[aside], text, aside=aside))
    if not parts and pictured:
        parts.append(Part("s1", "beginning", "", NoText.PICTURE))
    return Extract("docx", EXTRACTOR, parts, also=[*_also(marks, parts), *also])


def _also(marks: word_marks.Marks, parts: list[Part]) -> list[Note]:
    beside = (
        (marks.changes, NoteCode.TRACKED_CHANGES, Aside.TRACKED_CHANGES),
        (marks.hidden, NoteCode.HIDDEN_TEXT, Aside.HIDDEN_TEXT),
        (marks.comments, NoteCode.COMMENTS, Aside.COMMENTS),
    )
    notes = [note(code, place_beside(parts, aside)) for lines, code, aside in beside if lines]
    if marks.fetching:
        notes.append(note(NoteCode.FIELDS_FETCHING, fields=marks.fetching))
    return notes


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
    told: dict[Aside, list[str]] = {Aside.HEADER: [], Aside.FOOTER: [], Aside.CHARTS: []}
    for name in sorted(archive.namelist()):
        kind = _BESIDE.match(name)
        if kind:
            aside = Aside.CHARTS if "/" in kind.group(1) else Aside(kind.group(1).lower())
            text = marks.replaced.get(name) or package.entry(archive, name)
            found = drawn(text) if aside is Aside.CHARTS else paragraphs(text)
            told[aside] += [line for line in found if line not in told[aside]]
    told[Aside.COMMENTS] = marks.comments
    told[Aside.TRACKED_CHANGES] = marks.changes
    told[Aside.HIDDEN_TEXT] = marks.hidden
    return list(told.items())


def drawn(xml: bytes) -> list[str]:
    """Return the text of a diagram's or chart's part: its paragraphs, then the names of series and categories.

    Those stand in the part as they were last shown: ``c:strCache``, ECMA-376 part 1, 21.2.2.200.
    """
    names = [value.text or "" for value in _tree(xml).iterfind(".//{*}strCache/{*}pt/{*}v")]
    return [line for line in (*paragraphs(xml), *dict.fromkeys(names)) if line.strip()]


def _tree(xml: bytes) -> Any:
    """Return the root of an XML part as far as it can be recovered, an empty one if nothing can."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root: Any = etree.fromstring(xml, parser)
    return etree.Element("none") if root is None else root


def paragraphs(xml: bytes) -> list[str]:
    """Return the text of each paragraph (``w:p``, ``a:p``) of a part; struck-out text is not in ``t``."""
    return ["".join(_runs(paragraph)) for paragraph in _tree(xml).iter("{*}p")]


def _runs(paragraph: Any) -> list[str]:
    marks = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
    found = []
    for node in paragraph.iter("{*}t", *(f"{{*}}{mark}" for mark in marks)):
        name = node.tag.rpartition("}")[2]
        found.append((node.text or "") if name == "t" else marks[name])
    return found
