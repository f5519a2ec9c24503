"""Saved web pages (.mhtml, RFC 2557): the page in sections, as html reads it; and the pictures that were saved with it."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage
from mmap import mmap
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from reviewer.documents.formats import html_pictures, image
from reviewer.documents.formats.extract import Extract
from reviewer.documents.formats.html import sections
from reviewer.documents.formats.html_shown import written_by
from reviewer.documents.formats.mail_texts import parsed, payload_of
from reviewer.documents.formats.pictures import BEGINNING, Gathered, Spot, with_pictures
from reviewer.documents.formats.text import LARGEST, decode
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Aside, NoteCode, Part
from reviewer.model.notes import note
from reviewer.model.problems import Reason

if TYPE_CHECKING:
    from PIL.Image import Image

EXTRACTOR = "mhtml/3"
_PLACE = ("Content-Location", "Snapshot-Content-Location")


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return a part per heading of the page, and of the pages in its frames."""
    del args
    if len(data) > LARGEST:
        raise RefusalError(Reason.SAVED_PAGE_TOO_LONG, megabytes=len(data) >> 20)
    message = parsed(bytes(data).lstrip(b"\r\n"))
    extract, gathered = Extract("mhtml", EXTRACTOR), Gathered()
    saved = _Saved(message)
    sheets = (part for part in message.walk() if part.get_content_type() == "text/css")
    styles = [written for sheet in sheets for written in written_by(_markup(sheet))]
    for number, page in enumerate(_pages(message)):
        markup, files = html_pictures.taken_out(_markup(page))
        content, start = sections(markup), len(extract.parts) + 1
        for written in styles if number == 0 else ():
            content.beside.add(Aside.STYLE, written)
        own = [replace(part, place=f"s{n}") for n, part in enumerate(content.parts("beginning"), start=start)]
        beside = enumerate(content.parts_beside(), start=start + len(own))
        extract.parts += [*own, *(replace(part, place=f"s{n}") for n, part in beside)]
        html_pictures.gather(gathered, content.pictures(own), files, own, saved.at, f"{number}#")
    saved.rest(gathered, extract.parts)
    address = next((str(message[name] or "") for name in _PLACE if message[name]), "")
    extract.parts = with_pictures(extract.parts, gathered)
    extract.also += gathered.notes_left_out()
    if not extract.parts:
        raise RefusalError(Reason.SAVED_PAGE_EMPTY)
    if address:
        extract.also.append(note(NoteCode.SAVED_FROM, address=" ".join(address.split())))
    return extract


def picture(data: mmap | bytes, args: dict[str, Any]) -> Image:
    """Return the picture ``key``: the number of its part, or of a page and of the picture in its markup."""
    message = parsed(bytes(data).lstrip(b"\r\n"))
    page, inside, number = str(args["key"]).partition("#")
    if inside:
        return html_pictures.picture(_markup(_pages(message)[int(page)]), number)
    part = dict(enumerate(message.walk())).get(int(page))
    if part is None:
        raise RefusalError(Reason.MEMBER_MISSING)
    return image.decoded(payload_of(part))


def _pages(message: EmailMessage) -> list[EmailMessage]:
    return [part for part in message.walk() if part.get_content_type() == "text/html"]


class _Saved:
    """The pictures that a page was saved with, by the addresses that name them (RFC 2557, 8.2 and 8.3)."""

    def __init__(self, message: EmailMessage) -> None:
        self._named: dict[str, str] = {}
        self._files: dict[str, bytes] = {}
        self._met = set[str]()
        for number, part in enumerate(message.walk()):
            if part.get_content_maintype() != "image":
                continue
            self._files[str(number)] = payload_of(part)
            identity = str(part["Content-ID"] or "").strip().strip("<>")
            for address in (
                f"cid:{identity}" if identity else "",
                str(part["Content-Location"] or "").strip(),
            ):
                if address:
                    self._named[address] = str(number)

    def at(self, address: str) -> tuple[str, bytes] | None:
        """Return key and file of the picture at an address, None where it was not saved."""
        key = self._named.get(unquote(address)) or self._named.get(address)
        if key is None:
            return None
        self._met.add(key)
        return key, self._files[key]

    def rest(self, gathered: Gathered, parts: list[Part]) -> None:
        """Take the pictures that nothing in the page's text names, as those of styles."""
        spot = Spot(parts[0].place, parts[0].label) if parts else BEGINNING
        for key, data in self._files.items():
            if key not in self._met:
                gathered.add(data, key, spot.within, spot.label)


def _markup(page: EmailMessage) -> str:
    payload = page.get_payload(decode=True)
    try:
        charset = page.get_content_charset()
    except (LookupError, ValueError):
        charset = None
    return decode(payload if isinstance(payload, bytes) else b"", charset)
