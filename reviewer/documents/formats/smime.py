"""Signed or encrypted mail (S/MIME, RFC 8551): what a signature wraps is read; what a certificate locks cannot be."""

from __future__ import annotations

from importlib import import_module

PACKED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})


def content(data: bytes) -> bytes | None:
    """Return what a signed message (CMS, RFC 5652) wraps; None when it is encrypted or no CMS at all."""
    cms = import_module("asn1crypto.cms")
    try:
        outer = cms.ContentInfo.load(data)
        if outer["content_type"].native != "signed_data":
            return None
        inner = outer["content"]["encap_content_info"]["content"]
        return bytes(inner.native) if inner.native is not None else b""
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  # whatever ASN.1 it is not
        return None
