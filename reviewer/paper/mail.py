"""A note as an e-mail draft (.eml, RFC 5322) that any mail program opens, to be sent from there."""

from __future__ import annotations

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP


def draft(
    subject: str, text: str, *, to: str = "", reply_to: str = "", body: str = "", language: str = ""
) -> bytes:
    """Return the message in UTF-8; ``to`` is left out where it is not known, or is no address.

    ``body`` is the code of whom it is about, and stands in Keywords (RFC 5322, 3.6.5); ``language`` a tag, in Content-Language
    (RFC 3282). It has no From, Date or Message-ID: those are whoever sends it's. ``X-Unsent`` makes Outlook open it for editing.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(subject.split())
    for header, address in (("To", to), ("Reply-To", reply_to)):
        if is_address(address):
            message[header] = Address(addr_spec=address)
    if body:
        message["Keywords"] = body
    message["X-Unsent"] = "1"
    message.set_content(text, cte="quoted-printable")
    if language:
        message["Content-Language"] = language
    return message.as_bytes()


def is_address(address: str) -> bool:
    """Tell whether a text is one e-mail address and nothing else."""
    try:
        return bool(Address(addr_spec=address).domain) if address else False
    except (MessageError, ValueError, IndexError):  # what the parser raises for half an address differs
        return False
