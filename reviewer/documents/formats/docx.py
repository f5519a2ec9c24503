"""Word documents: mammoth makes HTML of the text, whose headings cut it into sections; the rest is read from the XML.

Headers, footers, notes, comments, tracked changes, hidden text and alternative text come after the text as parts of
their own; the text is as with every change accepted (see word_marks), with what mammoth knows nothing of (word_shown).
Files inside are documents of their own.
"""

from __future__ import annotations

import io
import re
import zipfile
from mmap import mmap
from typing import Any

from reviewer.documents.formats import embedded, package, package_also, word_imports, word_marks
from reviewer.documents.formats.drawings import drawn, paragraphs
from reviewer.documents.formats.extract import Extract, joined
from reviewer.documents.formats.html import sections
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Part

EXTRACTOR = "mammoth-html/4"
_WHAT = "This Word document"
_BESIDE = re.compile(
    r"word/(header|footer|charts/chart(?:ex)?|diagrams/data|drawings/drawing)\d*\.xml\Z", re.IGNORECASE
)
_DRAWN = "charts and diagrams"
_DAMAGED = RefusalError(f"{_WHAT} is damaged", "Ask the sender for it again, or for it as a PDF.")


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return a part per heading, then what stands beside the text."""
    del args
    with package.office(data, _WHAT, whole=True) as archive:
        marks = word_marks.found(archive, _imported)
        parts = [part for part, _aside in _parts(data, archive, marks)]
        pictured = any(name.startswith("word/media/") for name in archive.namelist())
        members, shut = embedded.listed(archive, embedded.objects(archive))
        also = [*_also(marks), *package_also.office(archive, shut)]
    if not parts and pictured:
        parts.append(Part("s1", "beginning", "", unreadable=True))
    problem = f"{_WHAT} is damaged inside: what stands after the damage is missing. {_DAMAGED.remedy}"
    return Extract("docx", EXTRACTOR, parts, members, problem if marks.spoilt else None, also=also)


def member(data: mmap | bytes, args: dict[str, Any]) -> bytes:
    """Return the bytes of a file inside; ``key`` is its entry in the package."""
    with package.opened(data, _WHAT) as archive:
        return embedded.fetch(archive, str(args["key"]))


def _imported(data: bytes, depth: int) -> word_imports.Said:
    """Return the parts of a document that another one imports, each with whether it stands beside the text; and what else is in it."""
    with package.office(data, _WHAT, whole=True) as archive:
        marks = word_marks.found(archive, _imported, depth)
        damaged = ["What stands after a damage in it is missing."] if marks.spoilt else []
        return _parts(data, archive, marks), [*_also(marks), *package_also.office(archive), *damaged]


def _parts(data: mmap | bytes, archive: zipfile.ZipFile, marks: word_marks.Marks) -> list[tuple[Part, bool]]:
    shown = word_marks.as_shown(archive, marks.replaced) if marks.replaced else data
    found = sections(_as_html(shown))
    parts = [(part, False) for part in found.parts("beginning")]
    for label, lines in [("notes", found.notes), *_beside(archive, marks)]:
        text = joined(lines)
        if text:
            parts.append((Part(f"s{len(parts) + 1}", label, text), True))
    return parts


def _also(marks: word_marks.Marks) -> list[str]:
    told = []
    if marks.changes:
        told.append(
            f"Tracked changes, listed in the part “{word_marks.CHANGES}”; the text is shown with all of them accepted."
        )
    if marks.hidden:
        told.append(f"Hidden text, in the part “{word_marks.HIDDEN}”.")
    if marks.comments:
        told.append(f"Comments, in the part “{word_marks.COMMENTS}”.")
    if marks.fetching:
        told.append(
            f"Fields that fetch from elsewhere or start programs: {marks.fetching}; none was followed."
        )
    return [*told, *marks.imports.also]


def _as_html(data: mmap | bytes) -> str:
    import mammoth

    try:
        return str(mammoth.convert_to_html(io.BytesIO(data), convert_image=lambda _image: []).value)
    except (MemoryError, RefusalError):
        raise
    except Exception as error:  # mammoth raises whatever the file makes it raise
        raise _DAMAGED from error


def _beside(archive: zipfile.ZipFile, marks: word_marks.Marks) -> list[tuple[str, list[str]]]:
    """Return what stands beside the text: label and paragraphs; the same header on every page is told once."""
    told: dict[str, list[str]] = {"header": [], "footer": [], _DRAWN: []}
    for name in sorted(archive.namelist()):
        kind = _BESIDE.match(name)
        if kind:
            label = _DRAWN if "/" in kind.group(1) else kind.group(1).lower()
            text = marks.replaced.get(name) or package.entry(archive, name)
            found = drawn(text) if label == _DRAWN else paragraphs(text)
            told[label] += [line for line in found if line not in told[label]]
    told[word_marks.COMMENTS] = marks.comments
    told[word_marks.CHANGES] = marks.changes
    told[word_marks.HIDDEN] = marks.hidden
    told[word_imports.BESIDE] = marks.imports.beside
    told[word_marks.READINGS] = marks.readings
    told[word_marks.ALTERNATIVES] = marks.alternatives
    return list(told.items())
