"""An Outlook item out of its storage: headers, text and attachments, whatever of it is there.

Sources: [MS-OXMSG] 2 (streams and their names), [MS-OXPROPS] (property numbers), [MS-OXCMSG] 2.2.2 (attachments).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from email import policy
from email.parser import HeaderParser
from typing import Any

from reviewer.documents.formats import outlook_names, outlook_text

_TEXT, _TEXT8, _BYTES, _STORAGE = "001F", "001E", "0102", "000D"
_ITEM, _INSIDE, _BESIDE = (
    32,
    24,
    8,
)  # where properties begin: of the file, of a message inside, of an attachment
_SUBJECT, _BODY, _HTML, _RTF, _HEADERS, _CLASS = "0037", "1000", "1013", "1009", "007D", "001A"
_SENDER, _SENDER_SMTP, _SENDER_ADDRESS = ("0C1A", "0042"), ("5D01", "5D02"), ("0C1F", "0065")
_SENT, _RECEIVED, _CODEPAGE, _MESSAGE_CODEPAGE, _KIND = 0x0039, 0x0E06, 0x3FDE, 0x3FFD, 0x0C15
_LOCALE, _BEGINS, _ENDS = 0x3FF1, 0x0060, 0x0061
_DATA, _LONG_NAME, _NAME, _TITLE, _MIME = "3701", "3707", "3704", "3001", "370E"
_WRITTEN, _PEOPLE = "%a, %d %b %Y %H:%M:%S +0000", {1: "To", 2: "Cc", 3: "Bcc"}


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something attached: bytes, or with *item* another message."""

    name: str
    mime: str
    data: bytes
    item: Item | None = None


class Item:
    """A message, appointment or the like in a storage of ``oxmsg``."""

    def __init__(self, storage: Any, *, inside: bool = False) -> None:
        """Keep the *storage*; *inside*: it lies in another item."""
        from oxmsg.properties import Properties

        self._storage = storage
        self._streams = {stream.name: stream.bytes_ for stream in storage.streams}
        self._properties = Properties(storage, _INSIDE if inside else _ITEM)
        self._encoding = self._own_encoding()

    @property
    def subject(self) -> str:
        """The subject, "" if there is none."""
        return " ".join(self._string(_SUBJECT).split())

    @property
    def sort(self) -> str:
        """The message class in lower case, such as ``ipm.note``."""
        return self._string(_CLASS).lower()

    def headers(self) -> list[tuple[str, str]]:
        """Return From, To, Cc, Bcc, Date and Subject, from the transport's headers where an item keeps none itself."""
        sent = HeaderParser(policy=policy.compat32).parsestr(self._string(_HEADERS))
        headers = [("From", self._sender() or _one(sent, "From"))]
        people = self._recipients()
        for kind in _PEOPLE.values():
            headers += [(kind, ", ".join(who for how, who in people if how == kind) or _one(sent, kind))]
        headers.append(("Reply-To", _one(sent, "Reply-To")))
        date = self._date(_SENT) or self._date(_RECEIVED)
        headers += [("Date", _one(sent, "Date") or date), ("Subject", self.subject or _one(sent, "Subject"))]
        headers += [("Begins", self._date(_BEGINS)), ("Ends", self._date(_ENDS)), ("Where", self._where())]
        return [(name, value) for name, value in headers if value]

    def _where(self) -> str:
        """Return the place of a meeting, which is a property with a name."""
        pid = outlook_names.location(self._storage)
        return " ".join(self._string(f"{pid:04X}").split()) if pid else ""

    def bodies(self) -> list[outlook_text.Body]:
        """Return the forms of the body: plain, and out of HTML or packed RTF where that says more."""
        return outlook_text.bodies(self._string(_BODY), self.page, self.packed)

    @property
    def page(self) -> str:
        """The body as HTML, "" if it is not kept so."""
        return self._string(_HTML) or outlook_text.page_text(
            self._streams.get(_stream(_HTML, _BYTES), b""), _number(self._properties, _CODEPAGE)
        )

    @property
    def packed(self) -> bytes:
        """The body as packed rich text, b"" if it is not kept so."""
        packed: bytes = self._streams.get(_stream(_RTF, _BYTES), b"")
        return packed

    def body(self) -> str:
        """Return all that the body says."""
        return "\n\n".join(one.text for one in self.bodies())

    def _own_encoding(self) -> str:
        numbers = (_number(self._properties, pid) for pid in (_MESSAGE_CODEPAGE, _CODEPAGE))
        locale = _number(self._properties, _LOCALE)
        narrow = [self._streams.get(_stream(pid, _TEXT8), b"") for pid in (_SUBJECT, _BODY, _SENDER[0])]
        pages = (*numbers, outlook_text.page_of(locale) if locale else 0)
        return outlook_text.encoding(pages, b"\n".join(narrow))

    def attachments(self) -> Iterator[Attachment]:
        """Yield what is attached, in the order of the storage."""
        for number, storage in enumerate(self._storage.iter_attachment_storages(), start=1):
            streams = {stream.name: stream.bytes_ for stream in storage.streams}
            inner = [one for one in storage.storages if one.name == _stream(_DATA, _STORAGE)]
            item = None
            if inner and any(stream.name == "__properties_version1.0" for stream in inner[0].streams):
                item = Item(inner[0], inside=True)
            names = (self._of(streams, name) for name in (_LONG_NAME, _NAME, _TITLE))
            name = next((" ".join(name.split()) for name in names if name.strip()), "")
            name = name.replace("\\", "/").rpartition("/")[2]
            data = streams.get(_stream(_DATA, _BYTES), b"")
            if inner and item is None:  # an OLE object: its streams are all that there is
                data = b"".join(stream.bytes_ for stream in inner[0].streams if stream.name == "CONTENTS")
            yield Attachment(name or f"attachment-{number}", self._of(streams, _MIME), data, item)

    def _sender(self) -> str:
        name = next(filter(None, map(self._string, _SENDER)), "")
        address = next(
            (sender for sender in map(self._string, (*_SENDER_SMTP, *_SENDER_ADDRESS)) if "@" in sender), ""
        )
        return _person(name, address)

    def _recipients(self) -> list[tuple[str, str]]:
        from oxmsg.properties import Properties

        recipients = []
        for storage in self._storage.iter_recipient_storages():
            streams = {stream.name: stream.bytes_ for stream in storage.streams}
            address = next((a for a in (self._of(streams, pid) for pid in ("39FE", "3003")) if "@" in a), "")
            kind = _number(Properties(storage, _BESIDE), _KIND)
            recipients.append((_PEOPLE.get(kind & 3, "To"), _person(self._of(streams, _TITLE), address)))
        return recipients

    def _date(self, pid: int) -> str:
        with suppress(Exception):  # what the library makes of a broken date is no date
            date = self._properties.date_prop_value(pid)
            if isinstance(date, dt.datetime):
                return date.strftime(_WRITTEN)
        return ""

    def _string(self, pid: str) -> str:
        return self._of(self._streams, pid)

    def _of(self, streams: dict[str, bytes], pid: str) -> str:
        wide, narrow = streams.get(_stream(pid, _TEXT)), streams.get(_stream(pid, _TEXT8))
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        return narrow.decode(self._encoding, "replace").rstrip("\0") if narrow is not None else ""


def _stream(pid: str, kind: str) -> str:
    return f"__substg1.0_{pid}{kind}"


def _number(properties: Any, pid: int) -> int:
    with suppress(Exception):  # a table of properties that is cut off or not there has no number in it
        value = properties.int_prop_value(pid)
        return int(value) if isinstance(value, int) else 0
    return 0


def _one(headers: Any, name: str) -> str:
    return ", ".join(" ".join(str(value).split()) for value in headers.get_all(name, []))


def _person(name: str, address: str) -> str:
    name = " ".join(name.split())
    if not address or address == name:
        return name or address
    return f"{name} <{address}>" if name else address
