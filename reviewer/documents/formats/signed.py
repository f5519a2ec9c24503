"""Signed and encrypted files (.p7m, .p7s and the like): what is wrapped is a document of its own, or the mail that it is.

``text`` says who signed. A signature over another file holds no document; what is locked to a certificate can't be opened.
"""

from __future__ import annotations

import re
from functools import lru_cache
from mmap import mmap
from typing import TYPE_CHECKING, Any

from reviewer.documents.formats import cms, kinds, mail
from reviewer.documents.formats.extract import Extract, Inside
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Note, Part, Reason
from reviewer.model.notes import note
from reviewer.model.problems import problem

if TYPE_CHECKING:
    from PIL.Image import Image

EXTRACTOR = "signed/2"
_MIME = re.compile(rb"\A\s*(?:content-type|mime-version|content-transfer-encoding):", re.IGNORECASE)
_ENDINGS = (".p7m", ".p7s", ".p7z", ".p7", ".pkcs7")
_SIGNED = "Signed by: "


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return what is wrapped: a message by its parts, anything else as a member."""
    wrapped, name = _opened(data), str(args.get("name", ""))
    if wrapped.sort is cms.Sort.ENCRYPTED:
        raise RefusalError(Reason.ENCRYPTED_FILE)
    if wrapped.sort is cms.Sort.OTHER:
        raise RefusalError(Reason.SIGNED_FILE_UNREADABLE)
    if _is_mail(wrapped.content):
        extract = mail.message_extract(wrapped.content)
        extract.kind, extract.extractor = "p7m", EXTRACTOR
    else:
        extract = Extract("p7m", EXTRACTOR, [Part("text", "signature", _who(wrapped))])
        if wrapped.content:
            extract.members = [Inside("0", _unwrapped_name(name), "")]
    if wrapped.people or wrapped.sort is not cms.Sort.COMPRESSED:
        extract.also.insert(0, _note(wrapped))
    if wrapped.sort is cms.Sort.SIGNED and not wrapped.content:
        extract.problem = problem(Reason.SIGNED_FILE_UNREADABLE)
    return extract


def picture(data: mmap | bytes, args: dict[str, Any]) -> Image:
    """Return the picture ``key`` of the message that is wrapped."""
    return mail.picture_of(_opened(data).content, str(args["key"]))


def member(data: mmap | bytes, args: dict[str, Any]) -> bytes:
    """Return the bytes of what is wrapped, or of an attachment (``key``) of the message that it is."""
    content = _opened(data).content
    return mail.member_of(content, str(args["key"])) if _is_mail(content) else content


def _is_mail(content: bytes) -> bool:
    """Tell a message, or the body of one, which has headers for what it is alone."""
    return bool(_MIME.match(content)) or kinds.kind_of(content) == "eml"


@lru_cache(maxsize=1)
def _opened(data: mmap | bytes) -> cms.Wrapped:
    return cms.opened(data)


def _who(wrapped: cms.Wrapped) -> str:
    label = "Certificate of: " if wrapped.sort is cms.Sort.CERTIFICATES else _SIGNED
    lines = [f"{label}{one}" for one in wrapped.people] or [f"{label}somebody that it doesn't name"]
    return "\n".join([*lines, *([f"Signed on: {wrapped.when}"] if wrapped.when else [])])


def _note(wrapped: cms.Wrapped) -> Note:
    code = mail.ALONE.get(wrapped.sort)
    return mail.signed_by(wrapped) if code is None else note(code)


def _unwrapped_name(name: str) -> str:
    for ending in _ENDINGS:
        if name.lower().endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)]
    return f"{name or 'file'} unwrapped"
