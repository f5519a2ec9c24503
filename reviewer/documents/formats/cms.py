"""Signed and encrypted files and mail (CMS, RFC 5652; PKCS #7): what is wrapped, who signed it, whom it is for.

Nothing is verified here: who signed is what the file says.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from mmap import mmap
from typing import Any

from reviewer.documents.formats import package
from reviewer.documents.reader.values import RefusalError
from reviewer.model.problems import Reason

# The object identifiers 1.2.840.113549.1.7.2 … 7 and 1.2.840.113549.1.9.16.1.9 and 23, as they are written (X.690 8.19).
_KIND = re.compile(
    rb"\x30(?:[\x00-\x80]|[\x81-\x84].{1,4}?)"
    rb"\x06(?:\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07[\x02-\x07]|\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01[\x09\x17])",
    re.DOTALL,
)
_ARMOUR = re.compile(
    rb"\A\s*-----BEGIN (?:PKCS ?#?7|CMS)(?: SIGNED DATA)?-----\s*(.*?)\s*-----END", re.DOTALL
)
_LETTERS = re.compile(rb"\A\s*M[A-Za-z0-9+/\s]+={0,2}\s*\Z")
_HEAD = 64
_MOST = 8  # persons that are named


class Sort(StrEnum):
    """What a CMS file does with what it wraps."""

    SIGNED = "signed"
    DETACHED = "detached"  # signed, and what was signed is another file
    CERTIFICATES = "certificates"  # signed by nobody: a way to send certificates
    ENCRYPTED = "encrypted"
    COMPRESSED = "compressed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Wrapped:
    """What was found: ``content`` is b"" where nothing is wrapped or it can't be had; ``people`` signed it, or may open it."""

    sort: Sort
    content: bytes = b""
    people: tuple[str, ...] = ()
    when: str = ""


def is_cms(data: mmap | bytes) -> bool:
    """Tell a CMS file, bare, in base64 or between PEM's lines."""
    start = bytes(data[:_HEAD])
    if _KIND.match(start):
        return True
    if not start.lstrip()[:1] or start.lstrip()[:1] not in b"M-":
        return False
    return bool(_KIND.match(_bare(data, 4096)[:_HEAD]))


def opened(data: mmap | bytes) -> Wrapped:
    """Return what a CMS file wraps; RefusalError where it is none or can't be taken apart."""
    raw = bytes(data) if _KIND.match(bytes(data[:_HEAD])) else _bare(data)
    try:
        outer = import_module("asn1crypto.cms").ContentInfo.load(raw)
        return _opened(outer, str(outer["content_type"].native))
    except (MemoryError, RefusalError):
        raise
    except Exception as error:  # the library raises whatever a file makes it raise
        raise RefusalError(Reason.SIGNED_FILE_UNREADABLE) from error


def _bare(data: mmap | bytes, most: int | None = None) -> bytes:
    """Return the bytes behind base64, of the beginning only if *most* is given."""
    text = bytes(data[:most])
    armoured = _ARMOUR.match(text) or re.match(rb"\A\s*-----BEGIN [^\n]*-----\s*(.*)", text, re.DOTALL)
    letters = armoured[1] if armoured else text
    if not _LETTERS.match(letters):
        return b""
    letters = b"".join(letters.split())
    try:
        return base64.b64decode(letters[: len(letters) // 4 * 4])
    except binascii.Error:
        return b""


def _opened(outer: Any, kind: str) -> Wrapped:
    if kind == "signed_data":
        return _signed(outer["content"])
    if kind == "compressed_data":
        return Wrapped(Sort.COMPRESSED, _inflated(_octets(outer["content"]["encap_content_info"]["content"])))
    if kind in {
        "enveloped_data",
        "signed_and_enveloped_data",
        "authenticated_enveloped_data",
        "encrypted_data",
    }:
        return Wrapped(Sort.ENCRYPTED, people=_recipients(outer["content"]))
    return Wrapped(Sort.OTHER)


def _signed(signed: Any) -> Wrapped:
    content = signed["encap_content_info"]["content"]
    signers = list(signed["signer_infos"])
    if not signers:
        people = _few(
            _subject(one.chosen) for one in signed["certificates"] or () if one.name == "certificate"
        )
        sort = Sort.SIGNED if content.native is not None else Sort.CERTIFICATES
        return Wrapped(sort, _octets(content), people)
    sort = Sort.DETACHED if content.native is None else Sort.SIGNED
    known = [one.chosen for one in signed["certificates"] or () if one.name == "certificate"]
    people = _few(_signer(signer, known) for signer in signers)
    return Wrapped(sort, _octets(content), people, next(filter(None, map(_when, signers)), ""))


def _octets(content: Any) -> bytes:
    """Return what is wrapped: octets by CMS, anything at all by the older PKCS #7."""
    if content.native is None:
        return b""
    native = getattr(content, "native", None)
    return native if isinstance(native, bytes) else bytes(content.contents or b"")


def _inflated(data: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    data_out = unpacker.decompress(data, package.LARGEST_ENTRY)
    if unpacker.unconsumed_tail:
        raise RefusalError(Reason.MEMBER_TOO_LARGE, megabytes=package.LARGEST_ENTRY // package.MEGABYTE)
    return data_out


def _signer(signer: Any, known: Iterable[Any]) -> str:
    """Return the signer's name from the certificate that comes along, else what the signature says of it."""
    sid = signer["sid"]
    for certificate in known:
        with suppress(Exception):
            if sid.name == "subject_key_identifier":
                if certificate.key_identifier == sid.native:
                    return _subject(certificate)
            elif (
                certificate.serial_number == sid.chosen["serial_number"].native
                and certificate.issuer == sid.chosen["issuer"]
            ):
                return _subject(certificate)
    with suppress(Exception):
        return _name_of(sid.chosen["issuer"])
    return ""


def _when(signer: Any) -> str:
    with suppress(Exception):
        for attribute in signer["signed_attrs"]:
            if attribute["type"].native == "signing_time":
                return f"{attribute['values'][0].native:%Y-%m-%d %H:%M} UTC"
    return ""


def _recipients(content: Any) -> tuple[str, ...]:
    def names() -> Iterator[str]:
        with suppress(Exception):  # encrypted data has none
            for one in content["recipient_infos"]:
                with suppress(Exception):
                    yield _name_of(one.chosen["rid"].chosen["issuer"])

    return _few(names())


def _subject(certificate: Any) -> str:
    with suppress(Exception):
        return _name_of(certificate.subject)
    return ""


def _name_of(name: Any) -> str:
    """Return the common name of a distinguished name, with its e-mail address; else the whole of it."""
    known = name.native
    parts = [known.get("common_name"), known.get("email_address")]
    parts_of_name = [" ".join(str(part).split()) for part in parts if part]
    return " ".join([*parts_of_name[:1], *(f"<{address}>" for address in parts_of_name[1:])]) or str(
        name.human_friendly
    )


def _few(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name[:200] for name in names if name))[:_MOST]
