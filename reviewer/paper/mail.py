"""A note as an e-mail draft (.eml, RFC 5322) that any mail program opens, to be sent from there."""

from __future__ import annotations

from email.charset import QP, Charset
from email.errors import MessageError
from email.header import Header
from email.headerregistry import Address
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import Compat32

_LINES = Compat32(linesep="\r\n")
"""The older of Python's policies: the newer one folds a long subject within a letter, and loses the space between two words."""

_WORD = 60  # letters; a longer word is encoded, since a line can only be folded between words


def draft(
    subject: str, text: str, *, to: str = "", reply_to: str = "", body: str = "", language: str = ""
) -> bytes:
    """Return the message in UTF-8; ``to`` is left out where it is not known, or is no address.

    ``body`` is the code of whom it is about, and stands in Keywords (RFC 5322, 3.6.5); ``language`` a tag, in Content-Language
    (RFC 3282). It has no From, Date or Message-ID: those are whoever sends it's. ``X-Unsent`` makes Outlook open it for editing.
    """
    charset = Charset("utf-8")
    charset.body_encoding = QP
    message = MIMENonMultipart("text", "plain", policy=_LINES)
    words = subject.split()
    foldable = subject.isascii() and all(len(word) <= _WORD for word in words)
    line = Header(" ".join(words), None if foldable else "utf-8", header_name="Subject")
    message["Subject"] = line.encode()
    for header, address in (("To", to), ("Reply-To", reply_to)):
        if is_address(address):
            message[header] = str(Address(addr_spec=address))
    if body:
        message["Keywords"] = body
    message["X-Unsent"] = "1"
    if language:
        message["Content-Language"] = language
    message.set_payload(text if text.endswith("\n") else f"{text}\n", charset)
    return message.as_bytes()


def is_address(address: str) -> bool:
    """Tell whether a text is one e-mail address and nothing else."""
    try:
        return bool(Address(addr_spec=address).domain) if address else False
    except (MessageError, ValueError, IndexError):  # what the parser raises for half an address differs
        return False
