"""The stream of a TNEF file taken apart: attributes, and in some of them properties, whose sizes are never believed.

Source: [MS-OXTNEF] 2.1 (attributes, properties), [MS-OXPROPS] (numbers of properties), [MS-OXCDATA] 2.11.1 (their types).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from reviewer.documents.formats import outlook_text

_HEAD, _ATTRIBUTE = 6, 9  # signature and key; level, name and size
# The lower half of an attribute's name, which is enough: the upper one tells the type of its value.
_SUBJECT, _BODY, _PROPERTIES, _PAGE = 0x8004, 0x800C, 0x9003, 0x9007
_ATTACHMENT, _TITLE, _DATA, _ABOUT = 0x9002, 0x8010, 0x800F, 0x9005
_LEVELS = frozenset({1, 2})
_FIXED = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0xA: 4, 0xB: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_NARROW, _WIDE, _BINARY, _OBJECT = 0x1E, 0x1F, 0x102, 0xD
_VARIABLE = frozenset({_NARROW, _WIDE, _BINARY, _OBJECT})
_MANY = 0x1000
_NAMED = 0x8000
_MESSAGE_INSIDE = bytes.fromhex("0703020000000000c000000000000046")  # IID_IMessage
_GUID = 16
_MOST = 5000  # attributes, properties and attachments


@dataclass(slots=True)
class Attachment:
    """A file, or a message as a stream of the same kind."""

    name: str = ""
    data: bytes = b""


@dataclass(slots=True)
class Message:
    """What a stream holds. ``page`` is HTML, ``packed`` rich text as Outlook packs it; ``cut_off``: it ends too early."""

    headers: list[tuple[str, str]] = field(default_factory=list)
    plain: str = ""
    page: str = ""
    packed: bytes = b""
    attachments: list[Attachment] = field(default_factory=list)
    cut_off: bool = False


@dataclass(slots=True)
class _Raw:
    """Attributes by number, and the attachments' own."""

    own: dict[int, bytes] = field(default_factory=dict)
    attached: list[dict[int, bytes]] = field(default_factory=list)
    cut_off: bool = False


class _CutOffError(Exception):
    """A size leads beyond the end."""


def parsed(data: bytes) -> Message:
    """Return the message of a stream, as far as it goes."""
    raw = _attributes(data)
    properties = _properties(raw.own.get(_PROPERTIES, b""))
    encoding = _encoding(raw, properties)
    message = Message(cut_off=raw.cut_off)
    text = _Texts(properties, encoding)
    subject = text.of(0x0037) or _narrow(raw.own.get(_SUBJECT, b""), encoding)
    sender = text.of(0x0C1A) or text.of(0x0042)
    headers = (("From", sender), ("Subject", subject), ("Report on", text.of(0x0049)))
    message.headers = [(name, value) for name, value in headers if value]
    report = text.of(0x1001, one_line=False)
    message.plain = text.of(0x1000, one_line=False) or report or _narrow(raw.own.get(_BODY, b""), encoding)
    page = int.from_bytes(properties.get((0x3FDE, 3), b"")[:4], "little")
    message.page = text.of(0x1013, one_line=False) or outlook_text.page_text(
        properties.get((0x1013, _BINARY), b""), page
    )
    message.packed = properties.get((0x1009, _BINARY), b"")
    message.attachments = [_attachment(one, encoding, n) for n, one in enumerate(raw.attached, start=1)]
    return message


def _attributes(data: bytes) -> _Raw:
    raw, at = _Raw(), _HEAD
    for _count in range(_MOST):
        if at + _ATTRIBUTE > len(data):
            return raw
        level, name, _type, size = struct.unpack_from("<BHHI", data, at)
        if level not in _LEVELS:  # what a transfer put behind it
            return raw
        at += _ATTRIBUTE
        value = data[at : at + size]
        raw.cut_off |= len(value) < size
        at += size + 2  # and a sum, which is not checked
        if name == _ATTACHMENT:
            raw.attached.append({})
        elif name in {_TITLE, _DATA, _ABOUT}:
            if not raw.attached:
                raw.attached.append({})
            raw.attached[-1][name] = value
        else:
            raw.own.setdefault(name, value)
    raw.cut_off = True
    return raw


def _encoding(raw: _Raw, properties: dict[tuple[int, int], bytes]) -> str:
    def number(value: bytes) -> int:
        return int.from_bytes(value[:4], "little")

    sample = b"\n".join(
        (raw.own.get(_SUBJECT, b""), raw.own.get(_BODY, b""), properties.get((0x1000, _NARROW), b""))
    )
    pages = (
        number(raw.own.get(_PAGE, b"")),
        *(number(properties.get((pid, 3), b"")) for pid in (0x3FFD, 0x3FDE)),
    )
    return outlook_text.encoding(pages, sample.replace(b"\0", b""))


def _attachment(raw: dict[int, bytes], encoding: str, number: int) -> Attachment:
    properties = _properties(raw.get(_ABOUT, b""))
    text = _Texts(properties, encoding)
    names = (text.of(0x3707), text.of(0x3704), _narrow(raw.get(_TITLE, b""), encoding), text.of(0x3001))
    name = next(filter(None, names), "").replace("\\", "/").rpartition("/")[2]
    data = raw.get(_DATA, b"") or properties.get((0x3701, _BINARY), b"")
    inner = properties.get((0x3701, _OBJECT), b"")
    if inner.startswith(_MESSAGE_INSIDE):
        return Attachment(f"{name or f'message-{number}'}.tnef", inner[_GUID:])
    return Attachment(name or f"attachment-{number}", data or inner[_GUID:])


@dataclass(frozen=True, slots=True)
class _Texts:
    properties: dict[tuple[int, int], bytes]
    encoding: str

    def of(self, number: int, *, one_line: bool = True) -> str:
        """Return a property as text, "" if there is none."""
        wide, narrow = self.properties.get((number, _WIDE)), self.properties.get((number, _NARROW))
        text = wide.decode("utf-16-le", "replace") if wide else _narrow(narrow or b"", self.encoding)
        text = text.split("\0", 1)[0]
        return " ".join(text.split()) if one_line else text


def _narrow(value: bytes, encoding: str) -> str:
    return value.split(b"\0", 1)[0].decode(encoding, "replace")


def _properties(data: bytes) -> dict[tuple[int, int], bytes]:
    """Return the first value of each property by number and type; of many values all, one after another."""
    properties: dict[tuple[int, int], bytes] = {}
    try:
        for key, value in _read(_Stream(data)):
            properties.setdefault(key, value)
    except _CutOffError:
        pass  # what came before is kept
    return properties


def _read(stream: _Stream) -> Iterator[tuple[tuple[int, int], bytes]]:
    if not stream.data:
        return
    for _count in range(min(stream.number(), _MOST)):
        kind, number = struct.unpack("<HH", stream.take(4))
        if number >= _NAMED:
            stream.take(_GUID)
            if stream.number():
                stream.padded(stream.number())
            else:
                stream.take(4)
        yield (number, kind & ~_MANY), _value(stream, kind)


def _value(stream: _Stream, kind: int) -> bytes:
    single = kind & ~_MANY
    if single in _VARIABLE:
        return b"".join(stream.padded(stream.number()) for _count in range(stream.counted()))
    if single not in _FIXED:
        raise _CutOffError  # where the next begins is not known then
    many = stream.counted() if kind & _MANY else 1
    return b"".join(stream.take(_FIXED[single]) for _count in range(many))


class _Stream:
    """Bytes that are taken in order; _CutOffError at their end."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._at = 0

    def take(self, size: int) -> bytes:
        """Return the next *size* bytes."""
        value = self.data[self._at : self._at + size]
        if len(value) < size:
            raise _CutOffError
        self._at += size
        return value

    def padded(self, size: int) -> bytes:
        """Return the next *size* bytes, and pass over what fills them up to a multiple of 4."""
        value = self.take(size)
        self._at += -size % 4
        return value

    def number(self) -> int:
        """Return the next 4 bytes as a number."""
        return int.from_bytes(self.take(4), "little")

    def counted(self) -> int:
        """Return the next number as one of values, each of which takes 4 bytes at least."""
        count = self.number()
        if count * 4 > len(self.data) - self._at:
            raise _CutOffError
        return count
