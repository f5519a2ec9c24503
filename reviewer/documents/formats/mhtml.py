"""Saved web pages (.mhtml, RFC 2557): the page in sections, as html reads it; its pictures are left alone."""

from __future__ import annotations

from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from mmap import mmap
from typing import Any

from reviewer.documents.formats.extract import Extract
from reviewer.documents.formats.html import sections
from reviewer.documents.formats.text import LARGEST, decode
from reviewer.documents.reader.values import RefusalError
from reviewer.model import NoteCode
from reviewer.model.notes import note
from reviewer.model.problems import Reason

EXTRACTOR = "mhtml/2"
_PLACE = ("Content-Location", "Snapshot-Content-Location")


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return a part per heading of the page, and of the pages in its frames."""
    del args
    if len(data) > LARGEST:
        raise RefusalError(Reason.SAVED_PAGE_TOO_LONG, megabytes=len(data) >> 20)
    message = BytesParser(policy=policy.default).parsebytes(bytes(data).lstrip(b"\r\n"))
    extract = Extract("mhtml", EXTRACTOR)
    for page in (part for part in message.walk() if part.get_content_type() == "text/html"):
        found = sections(_markup(page))
        start = len(extract.parts) + 1
        both = (*found.parts("beginning"), *found.parts_beside())
        extract.parts += [replace(part, place=f"s{n}") for n, part in enumerate(both, start=start)]
    address = next((str(message[name] or "") for name in _PLACE if message[name]), "")
    if not extract.parts:
        raise RefusalError(Reason.SAVED_PAGE_EMPTY)
    if address:
        extract.also.append(note(NoteCode.SAVED_FROM, address=" ".join(address.split())))
    return extract


def _markup(page: EmailMessage) -> str:
    payload = page.get_payload(decode=True)
    try:
        charset = page.get_content_charset()
    except (LookupError, ValueError):
        charset = None
    return decode(payload if isinstance(payload, bytes) else b"", charset)
