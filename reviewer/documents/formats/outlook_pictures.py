"""Pictures that are written into the body of an Outlook message: into its HTML, or its packed rich text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.documents.formats import html_pictures, rtf, rtf_packed, rtf_page
from reviewer.documents.formats.extract import Extract
from reviewer.documents.formats.pictures import Gathered
from reviewer.documents.reader.values import RefusalError
from reviewer.model.problems import Reason

if TYPE_CHECKING:
    from PIL.Image import Image

_PAGE, _RICH = "page", "rich"


def add(extract: Extract, page: str, packed: bytes) -> None:
    """Add a part for each picture of a body to those of its message; of a *page*, else of *packed* rich text."""
    gathered, host = Gathered(), extract.parts[0]
    rich = rtf_packed.unpacked(packed) if packed else b""
    markup = page or rtf_page.html_of(rich)
    for number, data in enumerate(html_pictures.taken_out(markup)[1]):
        gathered.add(data, f"{_PAGE}#{number}", host.place, host.label)
    if not markup.strip() and rich:
        for key, data in rtf.pictures(rich):
            gathered.add(data, f"{_RICH}#{key}", host.place, host.label)
    extract.parts += gathered.parts()
    extract.also += gathered.notes_left_out()


def picture(page: str, packed: bytes, key: str) -> Image:
    """Return the picture of this key, upright."""
    sort, _inside, number = key.partition("#")
    rich = rtf_packed.unpacked(packed) if packed else b""
    if sort == _PAGE:
        return html_pictures.picture(page or rtf_page.html_of(rich), number)
    if sort != _RICH:
        raise RefusalError(Reason.MEMBER_MISSING)
    return rtf.picture(rich, {"key": number})
