"""Outlook's messages (.msg) and its envelope of other programs' mail (winmail.dat).

What Outlook shows is argued: the page where there is one, else the rich text, else the plain one; olefile opens each message,
and the program `tnef` 1.4 gave back the text and the files of each envelope.

Sources: [MS-OXMSG] 2 (streams), [MS-OXPROPS] (numbers), [MS-OXTNEF] 2.1 (attributes and their checksums).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

from tests.needles import words
from tests.needles.carriers import Carrier, Make
from tests.needles.ole import Stored, compound
from tests.needles.pictures import png

_CLASS, _SUBJECT, _BODY, _RTF, _HTML = 0x001A, 0x0037, 0x1000, 0x1009, 0x1013
_DATA, _NAME, _METHOD, _CODE_PAGE, _INTERNET_PAGE = 0x3701, 0x3707, 0x3705, 0x3FFD, 0x3FDE
_TEXT, _TEXT8, _BINARY, _NUMBER = 0x001F, 0x001E, 0x0102, 0x0003


def _streams(
    texts: Mapping[int, bytes], kinds: Mapping[int, int], numbers: Mapping[int, int], head: int
) -> dict[str, Stored]:
    rows = b""
    streams: dict[str, Stored] = {}
    for tag, data in texts.items():
        kind = kinds.get(tag, _TEXT)
        size = len(data) + {_TEXT: 2, _TEXT8: 1}.get(kind, 0)
        rows += struct.pack("<HHIII", kind, tag, 6, size, 0)
        streams[f"__substg1.0_{tag:04X}{kind:04X}"] = data
    for tag, number in numbers.items():
        rows += struct.pack("<HHIII", _NUMBER, tag, 6, number, 0)
    streams["__properties_version1.0"] = bytes(head) + rows
    return streams


def _message(
    texts: Mapping[int, bytes], kinds: Mapping[int, int] | None = None, numbers: Mapping[int, int] | None = None,
    attached: Sequence[tuple[str, bytes]] = (),
) -> bytes:  # fmt: skip
    """A note with these properties and attachments."""
    plain = {_CLASS: _wide("IPM.Note"), _SUBJECT: _wide("The board in March")}
    stored = _streams({**plain, **texts}, kinds or {}, numbers or {}, 32)
    head = struct.pack("<8xIIII8x", 0, len(attached), 0, len(attached))
    properties = stored["__properties_version1.0"]
    assert isinstance(properties, bytes)
    stored["__properties_version1.0"] = head + properties[32:]
    for number, (name, data) in enumerate(attached):
        kept = _streams({_DATA: data, _NAME: _wide(name)}, {_DATA: _BINARY}, {_METHOD: 1}, 8)
        stored[f"__attach_version1.0_#{number:08X}"] = kept
    stored["__nameid_version1.0"] = {f"__substg1.0_000{n}0102": b"" for n in (2, 3, 4)}
    return compound(stored)


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def plain(phrase: str) -> bytes:
    return _message({_BODY: _wide(f"Dear all,\r\n{phrase}\r\n")})


def in_code_page(encoding: str, number: int, *names: int) -> Make:
    """Return a maker of a message whose letters are of one code page, which the properties ``names`` name."""

    def make(phrase: str) -> bytes:
        body = f"{phrase}\r\n".encode(encoding)
        return _message(
            {_BODY: body, _SUBJECT: b"board", _CLASS: b"IPM.Note"},
            {_BODY: _TEXT8, _SUBJECT: _TEXT8, _CLASS: _TEXT8},
            dict.fromkeys(names, number),
        )

    return make


def as_page(phrase: str) -> bytes:
    """The body is HTML alone."""
    return _message({_HTML: f"<html><body><p>{phrase}</p></body></html>".encode()}, {_HTML: _BINARY})


def as_rich_text(phrase: str) -> bytes:
    """The body is rich text alone, kept unpacked ([MS-OXRTFCP] 2.1.3.1.1, MELA)."""
    text = rf"{{\rtf1\ansi {phrase}\par}}".encode()
    packed = struct.pack("<IIII", len(text) + 12, len(text), 0x414C454D, 0) + text
    return _message({_RTF: packed}, {_RTF: _BINARY})


def page_says_more(phrase: str) -> bytes:
    page = f"<html><body><p>Dear all,</p><p>{phrase}</p></body></html>".encode()
    return _message({_BODY: _wide("Dear all,\r\n"), _HTML: page}, {_HTML: _BINARY})


def with_picture(phrase: str) -> bytes:
    return _message({_BODY: _wide("See the picture.\r\n")}, attached=[("needle.png", png(phrase))])


def with_file(phrase: str) -> bytes:
    return _message({_BODY: _wide("See the annex.\r\n")}, attached=[("annex.txt", phrase.encode())])


# --- winmail.dat -----------------------------------------------------------------------------------

_MESSAGE, _ATTACHMENT = 1, 2


def envelope(text: str = "", file: tuple[str, bytes] | None = None, rich: str = "") -> bytes:
    """The envelope, with a body of plain text or of packed rich text, and a file."""
    out = struct.pack("<IH", 0x223E9F78, 1)
    out += _attribute(_MESSAGE, 0x89006, struct.pack("<I", 0x10000)) + _attribute(
        _MESSAGE, 0x69007, struct.pack("<II", 1252, 0)
    )
    out += _attribute(_MESSAGE, 0x78008, b"IPM.Microsoft Mail.Note\0")
    if text:
        out += _attribute(_MESSAGE, 0x2800C, text.encode() + b"\0")
    if rich:
        body = rich.encode()
        packed = struct.pack("<IIII", len(body) + 12, len(body), 0x414C454D, 0) + body
        packed += bytes(-len(packed) % 4)
        size = len(body) + 16
        properties = struct.pack("<IHHII", 1, _BINARY, _RTF, 1, size) + packed
        out += _attribute(_MESSAGE, 0x69003, properties)
    if file is not None:
        name, data = file
        out += _attribute(_ATTACHMENT, 0x69002, struct.pack("<HIHHI", 1, 0xFFFFFFFF, 32, 32, 0))
        out += _attribute(_ATTACHMENT, 0x18010, name.encode() + b"\0") + _attribute(
            _ATTACHMENT, 0x6800F, data
        )
    return out


def _attribute(level: int, kind: int, data: bytes) -> bytes:
    return struct.pack("<BII", level, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def _mailed(made: bytes) -> bytes:
    """A message of another program that holds the envelope, which Outlook opens and hides."""
    whole = MIMEMultipart()
    whole["From"], whole["To"], whole["Subject"] = "ada@example.org", "bo@example.org", "The board in March"
    whole.attach(MIMEText("See below.\n"))
    part = MIMEApplication(made, "ms-tnef", name="winmail.dat")
    part.add_header("Content-Disposition", "attachment", filename="winmail.dat")
    whole.attach(part)
    return whole.as_bytes()


def envelope_text(phrase: str) -> bytes:
    return _mailed(envelope(f"Dear all, {phrase}"))


def envelope_rich_text(phrase: str) -> bytes:
    return _mailed(envelope(rich=rf"{{\rtf1\ansi {phrase}\par}}"))


def envelope_file(phrase: str) -> bytes:
    return _mailed(envelope("See the annex.", ("annex.txt", f"The annex says: {phrase}".encode())))


def envelope_picture(phrase: str) -> bytes:
    return _mailed(envelope("See the picture.", ("needle.png", png(phrase))))


def envelope_alone(phrase: str) -> bytes:
    """As a web mail program hands it over."""
    return envelope("See the annex.", ("annex.txt", f"The annex says: {phrase}".encode()))


CARRIERS = (
    Carrier("msg plain text", ".msg", plain),
    Carrier("msg in Big5", ".msg", in_code_page("big5", 950, _CODE_PAGE), draw=words.chinese),
    Carrier(
        "msg in Big5, named as the internet's code page",
        ".msg",
        in_code_page("big5", 950, _INTERNET_PAGE),
        draw=words.chinese,
    ),
    Carrier(
        "msg in Shift JIS",
        ".msg",
        in_code_page("cp932", 932, _CODE_PAGE, _INTERNET_PAGE),
        draw=words.japanese,
    ),
    Carrier(
        "msg in windows-1251",
        ".msg",
        in_code_page("cp1251", 1251, _CODE_PAGE, _INTERNET_PAGE),
        draw=words.cyrillic,
    ),
    Carrier("msg HTML alone", ".msg", as_page),
    Carrier("msg rich text alone", ".msg", as_rich_text),
    Carrier("msg HTML says more than the plain text", ".msg", page_says_more),
    Carrier("msg attached picture", ".msg", with_picture),
    Carrier("msg attached file", ".msg", with_file),
    Carrier("eml winmail.dat text", ".eml", envelope_text),
    Carrier("eml winmail.dat rich text", ".eml", envelope_rich_text),
    Carrier("eml winmail.dat file", ".eml", envelope_file),
    Carrier("eml winmail.dat picture", ".eml", envelope_picture),
    Carrier("winmail.dat alone", ".dat", envelope_alone),
)
