"""Outlook's own wrapping of mail (winmail.dat, TNEF): ``mime1`` is the message, its files are documents of their own.

Source: [MS-OXTNEF]. A message inside is a stream of the same kind, kept as it is.
"""

from __future__ import annotations

from functools import lru_cache
from mmap import mmap
from typing import TYPE_CHECKING, Any

from reviewer.documents.formats import outlook_pictures, outlook_text
from reviewer.documents.formats.extract import Extract, Inside
from reviewer.documents.formats.tnef_stream import Message, parsed
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Reason
from reviewer.model.problems import problem

if TYPE_CHECKING:
    from PIL.Image import Image

EXTRACTOR = "tnef/3"


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return the message, and what is attached to it as members."""
    del args
    message = _message(data)
    extract = Extract("tnef", EXTRACTOR)
    extract.members = [Inside(str(n), one.name, "") for n, one in enumerate(message.attachments)]
    head = [f"{name}: {value}" for name, value in message.headers]
    if extract.members:
        head.append(f"Attachments: {', '.join(one.name for one in extract.members)}")
    bodies = outlook_text.bodies(message.plain, message.page, message.packed)
    extract.parts += outlook_text.parts_of("\n".join(head), bodies)
    outlook_pictures.add(extract, message.page, message.packed)
    if message.cut_off:
        extract.problem = problem(Reason.TNEF_CUT_OFF)
    return extract


def picture(data: mmap | bytes, args: dict[str, Any]) -> Image:
    """Return the picture ``key`` of the body."""
    message = _message(data)
    return outlook_pictures.picture(message.page, message.packed, str(args["key"]))


def member(data: mmap | bytes, args: dict[str, Any]) -> bytes:
    """Return the bytes of an attachment; ``key`` is its number from 0."""
    attachments = _message(data).attachments
    if int(args["key"]) >= len(attachments):
        raise RefusalError(Reason.MEMBER_MISSING)
    return attachments[int(args["key"])].data


@lru_cache(maxsize=1)
def _message(data: mmap | bytes) -> Message:
    return parsed(bytes(data))
