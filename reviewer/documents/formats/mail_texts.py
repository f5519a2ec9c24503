"""What a message says by itself: its text parts, told from what is attached, and which of two alternatives says more."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from email import policy
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.parser import BytesParser
from functools import lru_cache
from typing import Any, cast

from reviewer.documents.formats.extract import joined
from reviewer.documents.formats.html import text_and_alternatives
from reviewer.documents.formats.invitation import as_text as invitation_text
from reviewer.documents.formats.invitation import has_files
from reviewer.documents.formats.saying_more import says_more
from reviewer.documents.formats.side_parts import LABELS
from reviewer.documents.formats.text import decode
from reviewer.model import Aside, Part

DEEPEST = 40
_REMEMBERED = 512  # headers of one message
_SURROGATE = re.compile("[\ud800-\udfff]")
_REPORTS = frozenset(
    {"message/delivery-status", "message/disposition-notification", "message/feedback-report"}
)
_PAGES = frozenset({"html", "x-amp-html", "watch-html"})
_NO_TEXTS = frozenset({"rtf"})  # text by name, and a document of its own

_FILE_IN_TEXT = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]+)\r?\n((?:[ -`]{1,90}\r?\n)+?)end\r?$", re.MULTILINE)


class _Remembering(HeaderRegistry):
    """Reads each header of a message once: the library's own reads it anew whenever anybody asks for it."""

    def __init__(self) -> None:
        super().__init__()
        self._once = lru_cache(_REMEMBERED)(super().__call__)

    def __call__(self, name: str, value: str) -> Any:
        return self._once(name, value)


def parsed(data: bytes, *, headers_only: bool = False) -> EmailMessage:
    """Return a message as the standard library divides it."""
    parser = BytesParser(policy=policy.default.clone(header_factory=_Remembering()))
    return parser.parsebytes(data, headersonly=headers_only)


def walk(part: EmailMessage, place: str = "1", depth: int = 0) -> Iterator[tuple[str, EmailMessage]]:
    """Yield the leaves with their numbers; a message inside is a leaf."""
    if part.get_content_maintype() != "multipart" or not part.is_multipart() or depth > DEEPEST:
        yield place, part
        return
    for number, child in enumerate(cast("list[EmailMessage]", part.get_payload()), start=1):
        yield from walk(child, f"{place}.{number}", depth + 1)


def is_text(part: EmailMessage) -> bool:
    """Tell a text of the message from what is attached to it."""
    kind = part.get_content_type()
    if part.get_content_maintype() == "multipart":  # its boundary is missing, so nobody can divide it
        return not part.is_multipart()
    texts = part.get_content_maintype() == "text" and part.get_content_subtype() not in _NO_TEXTS
    return (
        (texts or kind in _REPORTS) and not name_of(part) and part.get_content_disposition() != "attachment"
    )


def holds_files(part: EmailMessage) -> bool:
    """Tell an invitation with files in it, which is text, and a document of its own too."""
    return part.get_content_type() == "text/calendar" and has_files(decode(payload_of(part), _charset(part)))


def files_in_text(part: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Yield name and lines of each file that was written into a plain text (uuencode: POSIX.1-2017)."""
    if part.get_content_type() == "text/plain":
        data = payload_of(part)
        for match in _FILE_IN_TEXT.finditer(data) if b"begin " in data else ():
            yield " ".join(decode(match[1]).replace("\\", "/").rpartition("/")[2].split()) or "file", match[2]


def unpacked(lines: bytes) -> bytes:
    """Return the bytes of a file that was written into a text, as far as its lines are whole."""
    made = []
    for line in lines.splitlines():
        try:
            made.append(binascii.a2b_uu(line))
        except binascii.Error:
            break
    return b"".join(made)


@dataclass(frozen=True, slots=True)
class Said:
    """What a text part says, its number and label; ``alternatives`` show where pictures of HTML do not."""

    place: str
    label: str
    text: str
    alternatives: str = ""

    def parts(self) -> list[Part]:
        """Return the parts of what is not in the message's first one."""
        own = [Part(f"mime{self.place}", self.label, self.text)] if self.text and self.place != "1" else []
        if not self.alternatives:
            return own
        aside = Aside.ALTERNATIVE_TEXT
        return [*own, Part(f"mime{self.place}/{aside}", LABELS[aside], self.alternatives, aside=aside)]


def shown(message: EmailMessage) -> list[Said]:
    """Return what each text part says; HTML beside a plain text only if it says more than that."""
    leaves = [(part, _said(place, part)) for place, part in walk(message) if is_text(part)]
    alternatives = _alternatives(message)
    texts = []
    for part, said in leaves:
        plain = [
            other.text
            for one, other in leaves
            if one.get_content_subtype() == "plain"
            and other.text
            and _alternative(said.place, other.place, alternatives)
        ]
        more = part.get_content_subtype() not in _PAGES or not plain or says_more(said.text, "\n".join(plain))
        texts.append(said if more else replace(said, text=""))
    return texts


def pages(message: EmailMessage) -> Iterator[tuple[str, str]]:
    """Yield number and markup of each text part that is HTML."""
    for place, part in walk(message):
        if is_text(part) and part.get_content_subtype() in _PAGES:
            yield place, decode(payload_of(part), _charset(part))


def _alternative(place: str, beside: str, alternatives: list[str]) -> bool:
    """Tell whether two parts are in one choice, the plain one as a choice by itself."""
    return any(place.startswith(f"{one}.") and beside.rpartition(".")[0] == one for one in alternatives)


def _alternatives(part: EmailMessage, place: str = "1", depth: int = 0) -> list[str]:
    if part.get_content_maintype() != "multipart" or not part.is_multipart() or depth > DEEPEST:
        return []
    places = [place] if part.get_content_subtype() == "alternative" else []
    for number, child in enumerate(cast("list[EmailMessage]", part.get_payload()), start=1):
        places += _alternatives(child, f"{place}.{number}", depth + 1)
    return places


def _said(place: str, part: EmailMessage) -> Said:
    if part.get_content_type() in _REPORTS:
        return Said(place, "delivery report", _report(part))
    text = decode(payload_of(part), _charset(part))
    if part.get_content_subtype() in _PAGES:
        return Said(place, "message (from HTML)", *text_and_alternatives(text))
    if part.get_content_subtype() == "calendar":
        return Said(place, "invitation", invitation_text(text))
    return Said(place, "message", text.strip())


def text_of(part: EmailMessage) -> str:
    """Return the text of a text part."""
    return _said("", part).text


def _report(part: EmailMessage) -> str:
    """Return a report's blocks of headers (RFC 3464), and whatever else a server wrote into them."""
    if not part.is_multipart():
        return decode(payload_of(part)).strip()
    lines = []
    for block in cast("list[EmailMessage]", part.get_payload()):
        lines += [f"{name}: {value}" for name, value in headers_of(block)]
        rest = block.get_payload()
        lines += rest.strip().splitlines() if isinstance(rest, str) else []
    return joined(lines)


def payload_of(part: EmailMessage) -> bytes:
    """Return the bytes of a part, out of its transfer encoding."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _charset(part: EmailMessage) -> str | None:
    try:
        charset = part.get_content_charset()
    except (LookupError, ValueError):
        return None
    # What calls itself ASCII and is not is some other encoding; what KS C 5601 calls itself is often its superset.
    known = {
        "ks_c_5601-1987": "cp949", "us-ascii": None, "gb2312": "gb18030", "big5": "cp950",
        "iso-8859-1": "cp1252", "shift_jis": "cp932",
    }  # fmt: skip
    return known.get(charset or "", charset)


def headers_of(part: EmailMessage) -> list[tuple[str, str]]:
    """Return the headers as they can be read, decoded where they are sound, raw where they are not."""
    headers = []
    for name, raw in part.raw_items():
        value = str(raw)
        if _SURROGATE.search(value):
            value = decode(value.encode("utf-8", "surrogateescape"))
        else:
            with suppress(Exception):  # the library stumbles over odd headers in many ways; raw is left
                value = str(part.policy.header_fetch_parse(name, value))
        headers.append((name, " ".join(value.split())))
    return headers


def name_of(part: EmailMessage) -> str:
    """Return the file's name that a part has, "" if it has none."""
    try:
        name = part.get_filename() or ""
    except (LookupError, ValueError, TypeError):
        return "attachment"
    if _SURROGATE.search(name):
        name = decode(name.encode("utf-8", "surrogateescape"))
    return " ".join(name.replace("\\", "/").rpartition("/")[2].split())
