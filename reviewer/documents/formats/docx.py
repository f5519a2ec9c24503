"""Word documents: mammoth makes HTML of the text, whose headings cut it into sections; the rest is read from the XML.

Headers, footers, notes and comments come after the text as parts of their own. Text that was struck out with
change tracking is left out, text that was put in is in.
"""

from __future__ import annotations

import io
import re
import zipfile
from mmap import mmap
from typing import Any

from reviewer.documents.formats import package
from reviewer.documents.formats.extract import Extract, joined
from reviewer.documents.formats.html import sections
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Part

EXTRACTOR = "mammoth-html/1"
_WHAT = "This Word document"
_BESIDE = re.compile(r"word/(header|footer|comments)\d*\.xml\Z", re.IGNORECASE)
_DAMAGED = RefusalError(f"{_WHAT} is damaged", "Ask the sender for it again, or for it as a PDF.")


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return a part per heading, then headers, footers, notes and comments."""
    del args
    with package.office(data, _WHAT, whole=True) as archive:
        found = sections(_as_html(data))
        extra = [("notes", found.notes), *_beside(archive)]
        pictured = any(name.startswith("word/media/") for name in archive.namelist())
    parts = found.parts("beginning")
    for label, lines in extra:
        text = joined(lines)
        if text:
            parts.append(Part(f"s{len(parts) + 1}", label, text))
    if not parts and pictured:
        parts.append(Part("s1", "beginning", "", unreadable=True))
    return Extract("docx", EXTRACTOR, parts)


def _as_html(data: mmap | bytes) -> str:
    import mammoth

    try:
        return str(mammoth.convert_to_html(io.BytesIO(data), convert_image=lambda _image: []).value)
    except (MemoryError, RefusalError):
        raise
    except Exception as error:  # mammoth raises whatever the file makes it raise
        raise _DAMAGED from error


def _beside(archive: zipfile.ZipFile) -> list[tuple[str, list[str]]]:
    """Return what stands beside the text: label and paragraphs; the same header on every page is told once."""
    told: dict[str, list[str]] = {"header": [], "footer": [], "comments": []}
    for name in sorted(archive.namelist()):
        kind = _BESIDE.match(name)
        if kind:
            lines = told[kind.group(1).lower()]
            lines += [line for line in paragraphs(package.entry(archive, name)) if line not in lines]
    return list(told.items())


def paragraphs(xml: bytes) -> list[str]:
    """Return the text of each paragraph (``w:p``, ``a:p``) of a part; struck-out text is not in ``t``."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root: Any = etree.fromstring(xml, parser)
    if root is None:  # nothing could be recovered
        return []
    return ["".join(_runs(paragraph)) for paragraph in root.iter("{*}p")]


def _runs(paragraph: Any) -> list[str]:
    marks = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
    found = []
    for node in paragraph.iter("{*}t", *(f"{{*}}{mark}" for mark in marks)):
        name = node.tag.rpartition("}")[2]
        found.append((node.text or "") if name == "t" else marks[name])
    return found
