"""Text as Outlook keeps it: which code page it is in, and the same body as plain text, HTML and packed rich text.

Sources: [MS-OXPROPS] (PidTagMessageCodepage, PidTagInternetCodepage, PidTagMessageLocaleId), [MS-LCID] 2.2.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reviewer.documents.formats import rtf, rtf_packed, rtf_page
from reviewer.documents.formats.html import text_and_alternatives
from reviewer.documents.formats.saying_more import says_more
from reviewer.documents.formats.side_parts import LABELS
from reviewer.documents.formats.text import decode
from reviewer.model import Aside, Part

_NAMED = {
    65001: "utf-8", 1200: "utf-16-le", 20127: "cp1252", 28591: "cp1252", 28592: "iso8859_2", 28595: "iso8859_5",
    28597: "iso8859_7", 28598: "iso8859_8", 28599: "iso8859_9", 28605: "iso8859_15", 20866: "koi8_r", 21866: "koi8_u",
    50220: "iso2022_jp", 50221: "iso2022_jp", 50222: "iso2022_jp", 50225: "iso2022_kr", 51932: "euc_jp",
    51949: "euc_kr", 51936: "gb18030", 936: "gb18030", 54936: "gb18030", 52936: "hz", 10000: "mac_roman",
}  # fmt: skip
_TRADITIONAL = frozenset({0x0404, 0x0C04, 0x1404})  # Taiwan, Hong Kong, Macao
# The code page of Windows by the primary language of a locale; those of Western Europe have 1252.
_LANGUAGES = {
    0x04: 936, 0x11: 932, 0x12: 949, 0x1E: 874, 0x2A: 1258, 0x08: 1253, 0x1F: 1254, 0x2C: 1254, 0x0D: 1255,
    0x01: 1256, 0x20: 1256, 0x29: 1256, 0x25: 1257, 0x26: 1257, 0x27: 1257,
    0x05: 1250, 0x0E: 1250, 0x15: 1250, 0x18: 1250, 0x1A: 1250, 0x1B: 1250, 0x1C: 1250, 0x24: 1250,
    0x02: 1251, 0x19: 1251, 0x22: 1251, 0x23: 1251, 0x2F: 1251,
}  # fmt: skip


def encoding_of(page: int) -> str | None:
    """Return Python's name of a code page of Windows; None for none, or one that is not known here."""
    name = _NAMED.get(page, f"cp{page}")
    try:
        codecs.lookup(name)
    except LookupError:
        return None
    return name


def page_of(locale: int) -> int:
    """Return the code page of a locale."""
    return 950 if locale in _TRADITIONAL else _LANGUAGES.get(locale & 0x3FF, 1252)


def encoding(pages: Iterable[int], sample: bytes) -> str:
    """Return the encoding of a message's narrow strings: the first of the *pages* it names that *sample* can be in."""
    if sample.isascii():
        sample = b""
    for page in filter(None, pages):
        name = encoding_of(page)
        if name and _fits(sample, name):
            return name
    if not sample:
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"


def _fits(sample: bytes, name: str) -> bool:
    try:
        sample.decode(name)
    except UnicodeDecodeError:
        return False
    return True


class Body(NamedTuple):
    """A form of a message's body, or what stands beside one."""

    label: str
    text: str
    aside: Aside | None = None


def bodies(plain: str, page: str, packed: bytes) -> list[Body]:
    """Return each form of a body that says something that no other before it does, the alternative text last."""
    plain = plain.replace("\r\n", "\n").replace("\r", "\n").strip()
    result = [Body("message", plain)] if plain else []
    unpacked = b"" if page.strip() else rtf_packed.unpacked(packed)
    page = page if page.strip() else rtf_page.html_of(unpacked)
    alternatives = ""
    if page.strip():
        text, alternatives = text_and_alternatives(page)
        result.append(Body("message (from HTML)", text))
    elif unpacked:
        text = "\n".join(part.text for part in rtf.parsed(unpacked)[0])
        result.append(Body("message (from rich text)", text))
    texts = [
        one
        for number, one in enumerate(result)
        if one.text.strip() and (not number or says_more(one.text, plain))
    ]
    aside = Aside.ALTERNATIVE_TEXT
    return [*texts, Body(LABELS[aside], alternatives, aside)] if alternatives else texts


def parts_of(head: str, said: Sequence[Body]) -> list[Part]:
    """Return ``mime1``, the head and the body; what another form of the body says more is ``mime1.2``."""
    first = "" if not said or said[0].aside else said[0].text
    rest = said[1:] if first else said
    own = Part("mime1", "message", "\n\n".join(filter(None, (head.strip(), first.strip()))))
    numbered = enumerate(rest, start=2)
    return [own, *(Part(f"mime1.{number}", one.label, one.text, aside=one.aside) for number, one in numbered)]


def page_text(data: bytes, page: int) -> str:
    """Return a body of HTML, whose code page is a property of the message."""
    return decode(data, encoding_of(page) if page else None)
