"""Calendar files and invitations in mail (iCalendar, RFC 5545, by the library of that name): what, when, where, who, as lines.

Files inside an event are documents of their own. Time zones that a file defines itself are not computed: the name that the
file gives is shown beside the time.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from mmap import mmap
from typing import TYPE_CHECKING, Any

from reviewer.documents.formats.extract import Extract, Inside
from reviewer.documents.formats.html import as_text as page_text
from reviewer.documents.formats.saying_more import says_more
from reviewer.documents.formats.text import LARGEST, decode
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Part
from reviewer.model.problems import Reason

if TYPE_CHECKING:
    from icalendar import Calendar, Component

EXTRACTOR = "ics/1"
_SHOWN = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"})
_SORTS = {"VEVENT": "Event", "VTODO": "Task", "VJOURNAL": "Journal", "VFREEBUSY": "Free and busy times"}
_METHODS = {
    "REQUEST": "Invitation", "CANCEL": "Cancelled", "REPLY": "Reply to an invitation", "COUNTER": "Another time proposed",
    "PUBLISH": "Published event", "ADD": "More times added",
}  # fmt: skip
_ANSWERS = {
    "ACCEPTED": "accepted",
    "DECLINED": "declined",
    "TENTATIVE": "tentative",
    "DELEGATED": "delegated",
}
_TEXTS = (
    ("Where", "LOCATION"), ("Status", "STATUS"), ("Categories", "CATEGORIES"), ("Contact", "CONTACT"),
    ("Resources", "RESOURCES"), ("Address", "URL"),
)  # fmt: skip
_ZONES = re.compile(r"^BEGIN:VTIMEZONE\b.*?^END:VTIMEZONE[^\n]*\n?", re.IGNORECASE | re.MULTILINE | re.DOTALL)


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return the events as one part, and the files inside them as members."""
    del args
    if len(data) > LARGEST:
        raise RefusalError(Reason.TEXT_TOO_LONG, megabytes=len(data) >> 20)
    text = decode(bytes(data))
    members = [Inside(str(n), name, "") for n, (name, _bytes) in enumerate(_files(text))]
    return Extract("ics", EXTRACTOR, [Part("text", "events", as_text(text))], members)


def member(data: mmap | bytes, args: dict[str, Any]) -> bytes:
    """Return the bytes of a file inside an event; ``key`` is its number."""
    files = list(_files(decode(bytes(data))))
    if int(args["key"]) >= len(files):
        raise RefusalError(Reason.MEMBER_MISSING)
    return files[int(args["key"])][1]


def has_files(text: str) -> bool:
    """Tell whether files lie in a calendar."""
    return "BASE64" in text.upper() and any(True for _each in _files(text))


def as_text(text: str) -> str:
    """Return what a calendar says as lines; as it stands where it can't be taken apart."""
    lines: list[str] = []
    for calendar in _calendars(text):
        method = str(calendar.get("METHOD", "")).upper()
        events = (one for one in calendar.walk() if one.name in _SHOWN)
        lines += ["\n".join(_lines(one, _METHODS.get(method) or _SORTS[str(one.name)])) for one in events]
    return "\n\n".join(lines) or text.strip()


def _calendars(text: str) -> list[Calendar]:
    from icalendar import Calendar

    try:
        return list(Calendar.from_ical(_ZONES.sub("", text), multiple=True))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):  # what a broken file makes it raise
        return []


def _lines(event: Component, heading: str) -> Iterator[str]:
    yield f"{heading}: {_text(event, 'SUMMARY')}"
    when = " to ".join(filter(None, (_time(event, "DTSTART"), _time(event, "DTEND") or _time(event, "DUE"))))
    if when:
        yield f"When: {when}"
    lasts = getattr(event.get("DURATION"), "dt", None)
    if isinstance(lasts, timedelta):
        yield f"Lasts: {lasts}"
    for rule in _all(event, "RRULE"):
        yield f"Repeats: {rule.to_ical().decode('utf-8', 'replace')}"
    for label, name in _TEXTS:
        value = _text(event, name)
        if value:
            yield f"{label}: {value}"
    yield from (f"Organiser: {_person(one)}" for one in _all(event, "ORGANIZER"))
    yield from (f"Invited: {_person(one)}" for one in _all(event, "ATTENDEE"))
    yield from (f"Comment: {one}" for one in _all(event, "COMMENT"))
    yield from _description(event)
    yield from (f"Attached: {name}" for name in _attached(event))


def _description(event: Component) -> Iterator[str]:
    """Yield the description, and the same as HTML, as Outlook writes it, where that says more."""
    plain = "\n".join(str(one) for one in _all(event, "DESCRIPTION")).strip()
    page = page_text("\n".join(str(one) for one in _all(event, "X-ALT-DESC"))).strip()
    if plain:
        yield plain
    if page and says_more(page, plain):
        yield page


def _text(event: Component, name: str) -> str:
    values = (_plain(one) for one in _all(event, name))
    return ", ".join(filter(None, values))


def _plain(value: Any) -> str:
    if hasattr(value, "cats"):  # categories are a list
        return ", ".join(str(one) for one in value.cats)
    return " ".join(str(value).split())


def _all(event: Component, name: str) -> list[Any]:
    value = event.get(name)
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _time(event: Component, name: str) -> str:
    value = event.get(name)
    moment, zone = getattr(value, "dt", None), str(getattr(value, "params", {}).get("TZID", ""))
    if isinstance(moment, datetime):
        zone = zone or (moment.tzname() or "")
        return f"{moment:%Y-%m-%d %H:%M}" + (f" ({zone})" if zone else "")
    return f"{moment:%Y-%m-%d}" if isinstance(moment, date) else ""


def _person(value: Any) -> str:
    params = getattr(value, "params", {})
    name, address = str(params.get("CN", "")), re.sub(r"\Amailto:", "", str(value), flags=re.IGNORECASE)
    answer = _ANSWERS.get(str(params.get("PARTSTAT", "")).upper(), "")
    who = f"{name} <{address}>" if name and name != address else name or address
    return f"{who} ({answer})" if answer else who


def _attached(event: Component) -> Iterator[str]:
    for number, value in enumerate(_all(event, "ATTACH"), start=1):
        yield _file_name(value, number) if _is_binary(value) else str(value)


def _is_binary(value: Any) -> bool:
    return str(getattr(value, "params", {}).get("ENCODING", "")).upper() == "BASE64"


def _file_name(value: Any, number: int) -> str:
    params = value.params
    name = str(params.get("FILENAME") or params.get("X-FILENAME") or params.get("X-APPLE-FILENAME") or "")
    return " ".join(name.replace("\\", "/").rpartition("/")[2].split()) or f"attachment-{number}"


def _files(text: str) -> Iterator[tuple[str, bytes]]:
    for calendar in _calendars(text):
        for event in calendar.walk():
            for number, value in enumerate(_all(event, "ATTACH"), start=1):
                if _is_binary(value):
                    yield _file_name(value, number), _bytes(value)


def _bytes(value: Any) -> bytes:
    raw = value.to_ical()
    try:
        return base64.b64decode(raw if isinstance(raw, bytes) else str(raw).encode())
    except binascii.Error:
        return b""
