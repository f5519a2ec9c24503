"""E-mail (.eml) and mailboxes (.mbox) by the standard library.

``mime1`` is the message: its main headers, its attachments' names, and its text if it is of one piece; ``mime1.2`` and so on are its
text parts, numbered as RFC 3501 numbers body parts. Attachments and messages inside are documents of their own. A signature
is told, with who made it; it is no document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email import policy
from email.message import EmailMessage
from functools import lru_cache, partial
from mmap import mmap
from typing import TYPE_CHECKING, Any, cast

from reviewer.documents.formats import cms, html_pictures, kinds, mail_texts
from reviewer.documents.formats.extract import Extract, Inside
from reviewer.documents.formats.mail_texts import headers_of, name_of, parsed, payload_of
from reviewer.documents.formats.pictures import Gathered
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Note, NoteCode, Part, Problem, Reason
from reviewer.model.notes import note
from reviewer.model.problems import problem

if TYPE_CHECKING:
    from PIL.Image import Image

EXTRACTOR = "mail/4"
MOST_MESSAGES = 20_000
_LAYERS = 8  # of signatures around signatures
_HEADERS = ("From", "To", "Cc", "Bcc", "Reply-To", "Date", "Subject")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PACKED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature"})
ALONE = {cms.Sort.DETACHED: NoteCode.SIGNATURE_ALONE, cms.Sort.CERTIFICATES: NoteCode.CERTIFICATES_ALONE}
"""What is said of what wraps nothing."""
_PGP = "application/pgp-signature"
_ENDINGS = {"text/calendar": "ics", "application/ms-tnef": "tnef", "text/rtf": "rtf"}
_PGP_MESSAGE = "-----BEGIN PGP MESSAGE-----"


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return the message's parts and members, or a mailbox's list with each message as a member."""
    del args
    if kinds.kind_of(data) == "mbox":
        return _mailbox(data)
    return _extract(_parsed(data))


def message_extract(data: bytes) -> Extract:
    """Return what is in a message that was wrapped in another file."""
    return _extract(_parse(data))


def _extract(message: EmailMessage) -> Extract:
    extract = Extract("eml", EXTRACTOR)
    message, notes, locked = _unsealed(message)
    extract.also += [*notes, *_signatures(message)]
    texts = [] if locked else mail_texts.shown(message)
    if any(said.text.startswith(_PGP_MESSAGE) for said in texts):
        locked = problem(Reason.ENCRYPTED_MAIL)
    extract.problem = locked
    members = [] if locked else [(place, name) for place, name, _bytes in _members(message)]
    extract.members = [Inside(place, name, "") for place, name in members]
    head = _head(message, [name for _place, name in members])
    own = [said.text for said in texts if said.place == "1"]
    extract.parts.append(Part("mime1", "message", "\n\n".join([head, *own]).strip()))
    extract.parts += [part for said in texts for part in said.parts()]
    if not locked:
        _add_pictures(extract, message)
    return extract


def _add_pictures(extract: Extract, message: EmailMessage) -> None:
    """Add a part for each picture that is written into the message's pages."""
    gathered, parts = Gathered(), {part.place: part for part in extract.parts}
    for place, page in mail_texts.pages(message):
        host = parts.get(f"mime{place}", extract.parts[0])
        for number, data in enumerate(html_pictures.taken_out(page)[1]):
            gathered.add(data, f"{place}#{number}", host.place, host.label)
    extract.parts += gathered.parts()
    extract.also += gathered.notes_left_out()


def picture(data: mmap | bytes, args: dict[str, Any]) -> Image:
    """Return the picture ``key``: the number of its part, and the picture's in that part's page."""
    return _picture(_parsed(data), str(args["key"]))


def picture_of(data: bytes, key: str) -> Image:
    """Return a picture of a message that was wrapped in another file."""
    return _picture(_parse(data), key)


def _picture(message: EmailMessage, key: str) -> Image:
    message, _notes, _locked = _unsealed(message)
    place, _inside, number = key.partition("#")
    page = dict(mail_texts.pages(message)).get(place)
    if page is None:
        raise RefusalError(Reason.MEMBER_MISSING)
    return html_pictures.picture(page, number)


def member(data: mmap | bytes, args: dict[str, Any]) -> bytes:
    """Return the bytes of an attachment (``key`` is its number, as 1.2) or of a mailbox's message (from 0)."""
    key = str(args["key"])
    if kinds.kind_of(data) == "mbox":
        start, end = _messages(data)[int(key)]
        return bytes(data[start:end])
    return _member(_parsed(data), key)


def member_of(data: bytes, key: str) -> bytes:
    """Return an attachment of a message that was wrapped in another file."""
    return _member(_parse(data), key)


def _member(message: EmailMessage, key: str) -> bytes:
    message, _notes, _locked = _unsealed(message)
    for place, _name, data in _members(message):
        if place == key:
            return data()
    raise RefusalError(Reason.MEMBER_MISSING)


def _parse(data: bytes) -> EmailMessage:
    try:
        return parsed(data)
    except RecursionError as error:
        raise RefusalError(Reason.MAIL_TOO_DEEP) from error


@lru_cache(maxsize=1)
def _parsed(data: mmap | bytes) -> EmailMessage:
    raw = bytes(data).lstrip(b"\r\n")
    counted = kinds.APPLE_MAIL.match(raw)
    if counted:
        raw = raw[counted.end() :][: int(counted[1])]
    return _parse(raw)


def _unsealed(message: EmailMessage) -> tuple[EmailMessage, list[Note], Problem | None]:
    """Return the message as its sender wrote it, out of signatures that wrap it whole, with what is told of them.

    The problem says why it is not to be had: it is encrypted, or wrapped in a way that is not known.
    """
    notes: list[Note] = []
    for _layer in range(_LAYERS):
        wrapped = _wrapped(message)
        if not isinstance(wrapped, cms.Wrapped):
            return message, notes, wrapped
        if wrapped.sort in ALONE:
            return message, [*notes, note(ALONE[wrapped.sort])], None
        if wrapped.people or wrapped.sort is cms.Sort.SIGNED:
            notes.append(signed_by(wrapped))
        if not wrapped.content:
            break
        message = _inside(message, wrapped.content)
    return message, notes, problem(Reason.SIGNED_FILE_UNREADABLE)


def _wrapped(message: EmailMessage) -> cms.Wrapped | Problem | None:
    """Return what a message is that is wrapped whole, why it can't be had, or None for any other message."""
    if message.get_content_type() == "multipart/encrypted":
        return problem(Reason.ENCRYPTED_MAIL)
    if not _is_packed(message):
        return None
    try:
        wrapped = cms.opened(payload_of(message))
    except RefusalError as refusal:
        return refusal.problem
    return problem(Reason.ENCRYPTED_MAIL) if wrapped.sort is cms.Sort.ENCRYPTED else wrapped


def _is_packed(message: EmailMessage) -> bool:
    named = name_of(message).lower().endswith(".p7m") and message.get_content_maintype() == "application"
    return message.get_content_type() in _PACKED or named


def _inside(outer: EmailMessage, wrapped: bytes) -> EmailMessage:
    inner = _parse(wrapped)
    for name, value in outer.raw_items():
        if name.lower() not in inner and not name.lower().startswith("content-"):
            inner[name] = _SURROGATE.sub("\ufffd", " ".join(str(value).split()))
    return inner


def signed_by(wrapped: cms.Wrapped) -> Note:
    """Return the note on a signature, with who made it and when if it says so."""
    who = ", ".join(wrapped.people)
    if who and wrapped.when:
        return note(NoteCode.SIGNED_BY_ON, who=who, when=wrapped.when)
    return note(NoteCode.SIGNED_BY, who=who) if who else note(NoteCode.SIGNED_MAIL)


def _signatures(message: EmailMessage) -> Iterator[Note]:
    """Yield a note for each signature that stands beside what it signs."""
    for _place, part in mail_texts.walk(message):
        fact = _signature(part)
        if fact:
            yield fact


def _signature(part: EmailMessage) -> Note | None:
    """Return the note on a part that is a signature and nothing else; None for any other part."""
    if part.get_content_type() == _PGP:
        return note(NoteCode.SIGNED_PGP)
    named = name_of(part).lower() == "smime.p7s" and part.get_content_maintype() == "application"
    if part.get_content_type() not in _SIGNATURES and not named:
        return None
    try:
        wrapped = cms.opened(payload_of(part))
    except RefusalError:
        return note(NoteCode.SIGNED_MAIL)
    return None if wrapped.content else signed_by(wrapped)


def _head(message: EmailMessage, attachments: list[str]) -> str:
    headers = headers_of(message)
    lines = [
        f"{wanted}: {value}"
        for wanted in _HEADERS
        for name, value in headers
        if name.lower() == wanted.lower()
    ]
    if attachments:
        lines.append(f"Attachments: {', '.join(attachments)}")
    return "\n".join(lines)


def _members(message: EmailMessage) -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """Yield the attachments: number, name, and what returns the bytes."""
    for place, part in mail_texts.walk(message):
        text = mail_texts.is_text(part)
        if mail_texts.holds_files(part) or (not text and not _signature(part)):
            yield place, name_of(part) or _made_up(place, part), partial(_bytes, part)
        elif text:
            for number, (name, lines) in enumerate(mail_texts.files_in_text(part), start=1):
                yield f"{place}.u{number}", name, partial(mail_texts.unpacked, lines)


def _made_up(place: str, part: EmailMessage) -> str:
    if part.get_content_maintype() == "multipart":  # parts within parts, deeper than is followed
        return f"part-{place}.eml"
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        inner = cast("list[EmailMessage]", part.get_payload())[0]
        subject = next((value for name, value in headers_of(inner) if name.lower() == "subject"), "")
        return f"{subject.replace('/', ' ') or 'message'}.eml"
    return f"part-{place}.{_ENDINGS.get(part.get_content_type(), part.get_content_subtype())}"


def _bytes(part: EmailMessage) -> bytes:
    if part.get_content_maintype() == "multipart":
        return _message_bytes(part)
    if part.is_multipart():
        inner = cast("list[EmailMessage]", part.get_payload())
        return b"\n\n".join(_message_bytes(message) for message in inner)
    return payload_of(part)


def _message_bytes(message: EmailMessage) -> bytes:
    try:
        return message.as_bytes(policy=policy.compat32)
    except Exception:  # noqa: BLE001  # broken headers cannot always be written again; the text can
        lines = "\n".join(f"{name}: {value}" for name, value in headers_of(message))
        return f"{lines}\n\n{mail_texts.text_of(message)}".encode("utf-8", "replace")


def _messages(data: mmap | bytes) -> list[tuple[int, int]]:
    """Return where each message of a mailbox starts and ends (RFC 4155: a From line after an empty one)."""
    starts = list(kinds.FROM_LINE.finditer(data))
    ends = [match.start() for match in starts[1:]] + [len(data)]
    return [(match.end(), end) for match, end in zip(starts, ends, strict=True)]


def _mailbox(data: mmap | bytes) -> Extract:
    spans = _messages(data)
    if len(spans) > MOST_MESSAGES:
        raise RefusalError(Reason.MAILBOX_TOO_LARGE, messages=len(spans))
    extract = Extract("mbox", EXTRACTOR)
    lines = []
    for number, (start, end) in enumerate(spans):
        message = parsed(bytes(data[start:end]), headers_only=True)
        head = {name.lower(): value for name, value in headers_of(message)}
        lines.append("\t".join((head.get("date", ""), head.get("from", ""), head.get("subject", ""))))
        name = f"{number + 1} {head.get('subject', 'message')}".replace("/", " ")
        extract.members.append(Inside(str(number), f"{name[:120]}.eml", ""))
    extract.parts.append(Part("mime1", "list of messages", "\n".join(lines)))
    return extract
