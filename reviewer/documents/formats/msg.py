"""Outlook messages (.msg): ``mime1`` is the head and the text, as for e-mail; attachments are documents of their own.

A message inside has no file of its own, so it is written out as an .eml, the same every time.
"""

from __future__ import annotations

import io
from dataclasses import replace
from email import policy
from email.message import EmailMessage, Message
from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from mmap import mmap
from typing import TYPE_CHECKING, Any

from reviewer.documents.formats import cms, mail, outlook_pictures, outlook_text
from reviewer.documents.formats.extract import Extract, Inside
from reviewer.documents.formats.outlook import Attachment, Item
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Note, NoteCode, Part
from reviewer.model.notes import note
from reviewer.model.problems import Reason, problem

if TYPE_CHECKING:
    from PIL.Image import Image

EXTRACTOR = "msg/4"
DEEPEST = 20
_MAIL = "ipm.note"
_SIGNED, _LOCKED = "ipm.note.smime.multipartsigned", "ipm.note.smime"


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return the message's head and text, and its attachments as members."""
    del args
    item = _item(data)
    extract = Extract("msg", EXTRACTOR)
    wrapped = _wrapped(item)
    pictured: list[Part] = []
    if wrapped is not None:
        inner = mail.message_extract(wrapped[0])
        extract.members, extract.problem = inner.members, inner.problem
        bodies = [
            outlook_text.Body("message", "\n\n".join(part.text for part in inner.parts if not part.picture))
        ]
        pictured = [part for part in inner.parts if part.picture]
        extract.also += [*wrapped[1], *inner.also]
    else:
        bodies = item.bodies()
        extract.members = [Inside(str(n), _name(one), "") for n, one in enumerate(item.attachments())]
        if item.sort.startswith(_LOCKED) and not bodies:
            extract.members = []
            extract.problem = problem(Reason.ENCRYPTED_MAIL)
    _add_parts(extract, item, bodies, own=wrapped is None)
    extract.parts += [_hosted(part, extract.parts[0]) for part in pictured]
    if wrapped is None and not extract.problem:
        outlook_pictures.add(extract, item.page, item.packed)
    if not item.sort.startswith(_MAIL) and item.sort:
        extract.also.append(note(NoteCode.OUTLOOK_ITEM, sort=item.sort))
    if not extract.parts[0].text and not extract.members and not extract.problem:
        extract.also.append(note(NoteCode.OUTLOOK_EMPTY))
    return extract


def _add_parts(extract: Extract, item: Item, bodies: list[outlook_text.Body], *, own: bool) -> None:
    """Add the head and the body."""
    head = "\n".join(f"{name}: {value}" for name, value in item.headers())
    if extract.members and own:
        head += "\nAttachments: " + ", ".join(member.name for member in extract.members)
    extract.parts += outlook_text.parts_of(head, bodies)


def _hosted(part: Part, host: Part) -> Part:
    """Return the part of a picture of what a signature wraps, whose text is all in the *host*."""
    shown = part.picture and replace(part.picture, within=host.place, at=-1)
    return replace(part, picture=shown)


def picture(data: mmap | bytes, args: dict[str, Any]) -> Image:
    """Return the picture ``key`` of the body, or of the message that a signature wraps."""
    item, key = _item(data), str(args["key"])
    wrapped = _wrapped(item)
    if wrapped is not None:
        return mail.picture_of(wrapped[0], key)
    return outlook_pictures.picture(item.page, item.packed, key)


def member(data: mmap | bytes, args: dict[str, Any]) -> bytes:
    """Return the bytes of an attachment: ``key`` is its number from 0, or its place in what a signature wraps."""
    item, key = _item(data), str(args["key"])
    wrapped = _wrapped(item)
    if wrapped is not None:
        return mail.member_of(wrapped[0], key)
    for number, attachment in enumerate(item.attachments()):
        if str(number) == key:
            return attachment.data if attachment.item is None else _as_eml(attachment.item).as_bytes()
    raise RefusalError(Reason.MEMBER_MISSING)


@lru_cache(maxsize=1)
def _item(data: mmap | bytes) -> Item:
    from oxmsg.storage import Storage

    try:
        ole = import_module("olefile").OleFileIO(io.BytesIO(data))
    except MemoryError:
        raise
    except Exception as error:  # the library raises whatever the file makes it raise
        raise RefusalError(Reason.OUTLOOK_DAMAGED) from error
    try:
        with ole:
            return Item(Storage.from_ole(ole))
    except MemoryError:
        raise
    except Exception as error:  # the same of this one
        raise RefusalError(Reason.OUTLOOK_UNREADABLE) from error


def _wrapped(item: Item) -> tuple[bytes, list[Note]] | None:
    """Return the mail that a signed message wraps, with what is told of the signature; None for any other."""
    if not item.sort.startswith(_LOCKED):
        return None
    for attachment in item.attachments():
        if item.sort.startswith(_SIGNED) or attachment.data[:13].lower() == b"content-type:":
            return attachment.data, []
        try:
            wrapped = cms.opened(attachment.data)
        except RefusalError:
            return None
        return (wrapped.content, [mail.signed_by(wrapped)]) if wrapped.content else None
    return None


def _name(attachment: Attachment) -> str:
    if attachment.item is None:
        return attachment.name
    return f"{(attachment.item.subject or attachment.name).replace('/', ' ')}.eml"


def _as_eml(item: Item, depth: int = 0) -> EmailMessage:
    """Write a message inside as e-mail, with what is attached to it; no random boundary, so that its hash lasts."""
    made = EmailMessage(policy=policy.SMTP)
    for name, value in item.headers():
        _set(made, name, value)
    made.set_content(item.body(), cte="base64")
    for attachment in item.attachments() if depth < DEEPEST else ():
        if attachment.item is not None:
            made.add_attachment(_as_eml(attachment.item, depth + 1))
        else:
            main, _slash, sub = _mime(attachment.mime)
            made.add_attachment(attachment.data, maintype=main, subtype=sub, filename=attachment.name)
    if made.is_multipart():
        made.set_boundary(sha256(f"{depth} {item.headers()}".encode("utf-8", "replace")).hexdigest()[:40])
    return made


def _set(made: Message, name: str, value: str) -> None:
    try:
        made[name] = value
    except (
        ValueError,
        IndexError,
        AttributeError,
        TypeError,
    ):  # what is no header by the standard is told in the text
        made[f"X-Outlook-{name}"] = value.encode("ascii", "replace").decode("ascii")


def _mime(declared: str) -> tuple[str, str, str]:
    main, slash, sub = declared.strip().lower().partition("/")
    if not (main.isalnum() and sub and sub.isascii() and " " not in sub) or main in {
        "message",
        "multipart",
        "text",
    }:
        return "application", "/", "octet-stream"
    return main, slash, sub
