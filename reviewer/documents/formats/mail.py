"""E-mail (.eml) and mailboxes (.mbox) by the standard library.

``mime1`` is the message: its main headers, its attachments' names, and its text if it is of one piece; ``mime1.2`` and so on are its
text parts, numbered as RFC 3501 numbers body parts. Attachments and messages inside are documents of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from functools import lru_cache
from mmap import mmap
from typing import Any, cast

from reviewer.documents.formats import kinds, smime
from reviewer.documents.formats.extract import Extract, Inside, joined
from reviewer.documents.formats.html import as_text
from reviewer.documents.formats.text import decode
from reviewer.documents.reader.values import RefusalError
from reviewer.model import NoteCode, Part
from reviewer.model.notes import note
from reviewer.model.problems import Reason, problem

EXTRACTOR = "mail/1"
MOST_MESSAGES = 20_000
DEEPEST = 40
_HEADERS = ("From", "To", "Cc", "Bcc", "Reply-To", "Date", "Subject")
_SURROGATE = re.compile("[\ud800-\udfff]")


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return the message's parts and members, or a mailbox's list with each message as a member."""
    del args
    if kinds.kind_of(data) == "mbox":
        return _mailbox(data)
    return _extract(_parsed(data))


def message_extract(data: bytes) -> Extract:
    """Return what is in a message that was wrapped in another file."""
    return _extract(BytesParser(policy=policy.default).parsebytes(data))


def _extract(message: EmailMessage) -> Extract:
    extract = Extract("eml", EXTRACTOR)
    message, sealed = _unsealed(message)
    if sealed:
        extract.also.append(note(NoteCode.SIGNED_MAIL))
    locked = message.get_content_type() in {*smime.PACKED, "multipart/encrypted"}
    if locked:
        extract.problem = problem(Reason.ENCRYPTED_MAIL)
    texts = [(place, label, text) for place, part in _shown(message) for label, text in [_text(part)]]
    members = [] if locked else list(_members(message))
    extract.members = [Inside(place, name, "") for place, name, _part in members]
    head = _head(message, [name for _place, name, _part in members])
    own = [text for place, _label, text in texts if place == "1"]
    extract.parts.append(Part("mime1", "message", "\n\n".join([head, *own]).strip()))
    extract.parts += [
        Part(f"mime{place}", label, text) for place, label, text in texts if place != "1" and text
    ]
    return extract


def member(data: mmap | bytes, args: dict[str, Any]) -> bytes:
    """Return the bytes of an attachment (``key`` is its number, as 1.2) or of a mailbox's message (from 0)."""
    key = str(args["key"])
    if kinds.kind_of(data) == "mbox":
        start, end = _messages(data)[int(key)]
        return bytes(data[start:end])
    return _member(_parsed(data), key)


def member_of(data: bytes, key: str) -> bytes:
    """Return an attachment of a message that was wrapped in another file."""
    return _member(BytesParser(policy=policy.default).parsebytes(data), key)


def _member(message: EmailMessage, key: str) -> bytes:
    message, _sealed = _unsealed(message)
    for place, _name, part in _members(message):
        if place == key:
            return _bytes(part)
    raise RefusalError(Reason.MEMBER_MISSING)


@lru_cache(maxsize=1)
def _parsed(data: mmap | bytes) -> EmailMessage:
    return BytesParser(policy=policy.default).parsebytes(bytes(data).lstrip(b"\r\n"))


def _unsealed(message: EmailMessage) -> tuple[EmailMessage, bool]:
    """Return the message as its sender wrote it, out of a signature that wraps it whole, and whether it is signed."""
    if message.get_content_type() not in smime.PACKED:
        return message, message.get_content_type() == "multipart/signed"
    payload = message.get_payload(decode=True)
    wrapped = smime.content(payload) if isinstance(payload, bytes) else None
    if not wrapped:
        return message, False
    inner = BytesParser(policy=policy.default).parsebytes(wrapped)
    for name, value in message.raw_items():
        if name.lower() not in inner and not name.lower().startswith("content-"):
            inner[name] = _SURROGATE.sub("\ufffd", " ".join(str(value).split()))
    return inner, True


def _walk(part: EmailMessage, place: str = "1", depth: int = 0) -> Iterator[tuple[str, EmailMessage]]:
    """Yield the leaves with their numbers; a message inside is a leaf."""
    if part.get_content_maintype() != "multipart" or not part.is_multipart() or depth > DEEPEST:
        yield place, part
        return
    for number, child in enumerate(cast("list[EmailMessage]", part.get_payload()), start=1):
        yield from _walk(child, f"{place}.{number}", depth + 1)


def _is_text(part: EmailMessage) -> bool:
    kind = part.get_content_type()
    texts = part.get_content_maintype() == "text" or kind in {
        "message/delivery-status",
        "message/disposition-notification",
    }
    return texts and not _named(part) and part.get_content_disposition() != "attachment"


def _shown(message: EmailMessage) -> list[tuple[str, EmailMessage]]:
    """Return the text parts to show: of two alternatives the plain one, if it says anything."""
    leaves = [(place, part) for place, part in _walk(message) if _is_text(part)]
    plain = {
        place.rpartition(".")[0]
        for place, part in leaves
        if part.get_content_subtype() == "plain" and _text(part)[1]
    }
    alternatives = _alternatives(message)
    return [
        (place, part)
        for place, part in leaves
        if part.get_content_subtype() != "html"
        or not any(_under(place, a) and a in plain for a in alternatives)
    ]


def _alternatives(part: EmailMessage, place: str = "1", depth: int = 0) -> list[str]:
    if part.get_content_maintype() != "multipart" or not part.is_multipart() or depth > DEEPEST:
        return []
    found = [place] if part.get_content_subtype() == "alternative" else []
    for number, child in enumerate(cast("list[EmailMessage]", part.get_payload()), start=1):
        found += _alternatives(child, f"{place}.{number}", depth + 1)
    return found


def _under(place: str, above: str) -> bool:
    return place.startswith(f"{above}.")


def _text(part: EmailMessage) -> tuple[str, str]:
    """Return a label and the text of a text part."""
    if part.is_multipart():  # message/delivery-status comes as a list of header blocks
        blocks = cast("list[EmailMessage]", part.get_payload())
        return "delivery report", joined(f"{k}: {v}" for block in blocks for k, v in _raw(block))
    payload = part.get_payload(decode=True)
    text = decode(payload if isinstance(payload, bytes) else b"", _charset(part))
    if part.get_content_subtype() == "html":
        return "message (from HTML)", as_text(text)
    return "message", text.strip()


def _charset(part: EmailMessage) -> str | None:
    try:
        charset = part.get_content_charset()
    except (LookupError, ValueError):
        return None
    # What calls itself ASCII and is not is some other encoding; what KS C 5601 calls itself is often its superset.
    return {"ks_c_5601-1987": "cp949", "us-ascii": None, "gb2312": "gb18030"}.get(charset or "", charset)


def _raw(part: EmailMessage) -> list[tuple[str, str]]:
    """Return the headers as they can be read, decoded where they are sound, raw where they are not."""
    found = []
    for name, raw in part.raw_items():
        value = str(raw)
        if _SURROGATE.search(value):
            value = decode(value.encode("utf-8", "surrogateescape"))
        else:
            with suppress(Exception):  # the library stumbles over odd headers in many ways; raw is left
                value = str(part.policy.header_fetch_parse(name, value))
        found.append((name, " ".join(value.split())))
    return found


def _head(message: EmailMessage, attachments: list[str]) -> str:
    headers = _raw(message)
    lines = [
        f"{wanted}: {value}"
        for wanted in _HEADERS
        for name, value in headers
        if name.lower() == wanted.lower()
    ]
    if attachments:
        lines.append(f"Attachments: {', '.join(attachments)}")
    return "\n".join(lines)


def _named(part: EmailMessage) -> str:
    try:
        name = part.get_filename() or ""
    except (LookupError, ValueError, TypeError):
        return "attachment"
    if _SURROGATE.search(name):
        name = decode(name.encode("utf-8", "surrogateescape"))
    return " ".join(name.replace("\\", "/").rpartition("/")[2].split())


def _members(message: EmailMessage) -> Iterator[tuple[str, str, EmailMessage]]:
    """Yield the attachments: number, name, part."""
    for place, part in _walk(message):
        if not _is_text(part) and part.get_content_maintype() != "multipart":
            yield place, _named(part) or _made_up(place, part), part


def _made_up(place: str, part: EmailMessage) -> str:
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        inner = cast("list[EmailMessage]", part.get_payload())[0]
        subject = next((value for name, value in _raw(inner) if name.lower() == "subject"), "")
        return f"{subject.replace('/', ' ') or 'message'}.eml"
    return f"part-{place}.{part.get_content_subtype()}"


def _bytes(part: EmailMessage) -> bytes:
    if part.is_multipart():
        inner = cast("list[EmailMessage]", part.get_payload())
        return b"\n\n".join(_message_bytes(message) for message in inner)
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _message_bytes(message: EmailMessage) -> bytes:
    try:
        return message.as_bytes(policy=policy.compat32)
    except Exception:  # noqa: BLE001  # broken headers cannot always be written again; the text can
        lines = "\n".join(f"{name}: {value}" for name, value in _raw(message))
        return f"{lines}\n\n{_text(message)[1]}".encode("utf-8", "replace")


def _messages(data: mmap | bytes) -> list[tuple[int, int]]:
    """Return where each message of a mailbox starts and ends (RFC 4155: a From line after an empty one)."""
    found = list(kinds.FROM_LINE.finditer(data))
    ends = [match.start() for match in found[1:]] + [len(data)]
    return [(match.end(), end) for match, end in zip(found, ends, strict=True)]


def _mailbox(data: mmap | bytes) -> Extract:
    spans = _messages(data)
    if len(spans) > MOST_MESSAGES:
        raise RefusalError(Reason.MAILBOX_TOO_LARGE, messages=len(spans))
    extract = Extract("mbox", EXTRACTOR)
    lines = []
    parser = BytesParser(policy=policy.default)
    for number, (start, end) in enumerate(spans):
        message = parser.parsebytes(bytes(data[start:end]), headersonly=True)
        head = {name.lower(): value for name, value in _raw(message)}
        lines.append("\t".join((head.get("date", ""), head.get("from", ""), head.get("subject", ""))))
        name = f"{number + 1} {head.get('subject', 'message')}".replace("/", " ")
        extract.members.append(Inside(str(number), f"{name[:120]}.eml", ""))
    extract.parts.append(Part("mime1", "list of messages", "\n".join(lines)))
    return extract
