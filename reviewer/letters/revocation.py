"""Whether certificates on the way to a signer were revoked: asked of the lists and answers that are here. Nothing is fetched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from reviewer.letters.at_once import at_once

if TYPE_CHECKING:
    from asn1crypto import crl, ocsp, x509  # type: ignore[import-untyped]
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
    from pyhanko_certvalidator import ValidationContext
    from pyhanko_certvalidator.path import ValidationPath


@dataclass(frozen=True, slots=True)
class Revocation:
    """What lists and answers say: ``known`` whether any speaks of the signer's certificate, ``on`` and of whom if one was revoked."""

    known: bool
    on: datetime | None = None
    certificate: x509.Certificate | None = None


def revocation(path: ValidationPath, context: ValidationContext) -> Revocation:
    """Ask about each certificate of a path that somebody issued, the signer's last; its list of roots can't be asked."""
    known = path.pkix_len == 0  # its own issuer: there is nobody who could revoke it
    for certificate in list(path.iter_certs(include_root=False)):
        answers = [_asked(certificate, path, context, by_list=by_list) for by_list in (False, True)]
        for answer in answers:
            if isinstance(answer, datetime):
                return Revocation(known=True, on=answer, certificate=certificate)
        known = any(answers)
    return Revocation(known)


def _asked(
    certificate: x509.Certificate, path: ValidationPath, context: ValidationContext, *, by_list: bool
) -> bool | datetime:
    """Return when it was revoked, True where it was not, False where nobody says."""
    from pyhanko_certvalidator.errors import CRLValidationError, OCSPValidationError, RevokedError
    from pyhanko_certvalidator.revinfo.validate_crl import verify_crl
    from pyhanko_certvalidator.revinfo.validate_ocsp import verify_ocsp_response

    try:
        at_once((verify_crl if by_list else verify_ocsp_response)(certificate, path, context))
    except RevokedError as revoked:
        at: datetime = revoked.revocation_dt
        return at
    except (CRLValidationError, OCSPValidationError):
        return False
    return True


def carried(signature: EmbeddedPdfSignature) -> tuple[list[crl.CertificateList], list[ocsp.OCSPResponse]]:
    """Return what the file itself holds: beside its pages (ISO 32000-2, 12.8.4.3), or in what was signed (12.8.3.3.2)."""
    from asn1crypto import crl, ocsp
    from pyhanko.sign.general import find_cms_attribute_iter
    from pyhanko.sign.validation import DocumentSecurityStore
    from pyhanko.sign.validation.errors import NoDSSFoundError

    crls: list[crl.CertificateList] = []
    ocsps: list[ocsp.OCSPResponse] = []
    try:
        store = DocumentSecurityStore.read_dss(signature.reader)
    except NoDSSFoundError:
        pass
    else:
        crls = [crl.CertificateList.load(each.get_object().data) for each in store.crls]
        ocsps = [ocsp.OCSPResponse.load(each.get_object().data) for each in store.ocsps]
    attributes = signature.signer_info["signed_attrs"]
    for archival in find_cms_attribute_iter(attributes, "adobe_revocation_info_archival"):
        crls += list(archival["crl"] or ())
        ocsps += list(archival["ocsp"] or ())
    return crls, ocsps
