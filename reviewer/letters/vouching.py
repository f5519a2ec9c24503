"""Who vouches for a signer, and how long: certificates to trust, lists of revoked ones, dates, and how strong keys are.

Runs in the reader process: what is given is bytes from outside too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from reviewer.letters.revocation import Revocation, carried, revocation
from reviewer.model.signatures import SignatureCode

if TYPE_CHECKING:
    from asn1crypto import crl, x509  # type: ignore[import-untyped]
    from pyhanko.sign.validation import PdfSignatureStatus
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
    from pyhanko_certvalidator import ValidationContext

    from reviewer.letters.signature_check import SignatureCheck

STRONG_DIGESTS = frozenset(("sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512", "shake256"))
RSA_BITS = 2048  # NIST SP 800-131A, 3: less is not to be signed with since 2014
CURVE_BITS = 224  # the same
CLOCK_SLIP = timedelta(minutes=5)
SIGNING_USES = frozenset(("digital_signature", "non_repudiation"))


@dataclass(frozen=True, slots=True)
class Given:
    """What a check may rest on: the time, certificates to trust, lists of revoked ones.

    ``sources`` are the numbers of the files that the roots stand in, ``unreadable`` those of files that hold nothing known.
    """

    now: datetime
    roots: tuple[x509.Certificate, ...]
    sources: tuple[int, ...]
    lists: tuple[crl.CertificateList, ...]
    unreadable: tuple[int, ...]
    asked: bool

    def context(self, signature: EmbeddedPdfSignature) -> ValidationContext:
        """Return what pyHanko follows certificates by.

        The uppermost certificate in the file is taken for a root too: so that a revoked one is known also where nobody is
        trusted. Whether somebody trusted is on the way is asked afterwards. The time is now, or the last at which the
        signer's certificate held: its dates are looked at on their own.
        """
        from pyhanko_certvalidator import ValidationContext

        begin, end = _validity(signature.signer_cert)
        crls, ocsps = carried(signature)
        return ValidationContext(
            trust_roots=[*self.roots, chain(signature)[-1]],
            moment=max(begin, min(self.now, end)),
            allow_fetching=False,
            other_certs=signature.other_embedded_certs,
            crls=[*self.lists, *crls],
            ocsps=ocsps,
            retroactive_revinfo=True,
        )

    def judge(
        self, signature: EmbeddedPdfSignature, status: PdfSignatureStatus, check: SignatureCheck
    ) -> None:
        """Tell what speaks against the signer, and who vouches."""
        self._judge_strength(signature, status, check)
        self._judge_dates(signature, check)
        path = status.validation_path
        asked = Revocation(known=False) if path is None else revocation(path, self.context(signature))
        if asked.on is not None and asked.certificate is not None:
            at = signature.self_reported_timestamp
            code = SignatureCode.REVOKED_SINCE if at and asked.on > at else SignatureCode.REVOKED_BEFORE
            check.tell(code, on=_day(asked.on), at=check.signed_at, name=named(asked.certificate))
        self._judge_trust(status, check, asked)

    def _judge_strength(
        self, signature: EmbeddedPdfSignature, status: PdfSignatureStatus, check: SignatureCheck
    ) -> None:
        if status.md_algorithm not in STRONG_DIGESTS:
            check.tell(
                SignatureCode.WEAK_DIGEST, algorithm=status.md_algorithm.upper().replace("SHA1", "SHA-1")
            )
        kind, bits, least = _strength(signature.signer_cert)
        if bits < least:
            check.tell(SignatureCode.WEAK_KEY, algorithm=kind, bits=bits)
        uses = signature.signer_cert.key_usage_value
        if uses is not None and not uses.native & SIGNING_USES:
            check.tell(SignatureCode.NOT_FOR_SIGNING)

    def _judge_dates(self, signature: EmbeddedPdfSignature, check: SignatureCheck) -> None:
        at = signature.self_reported_timestamp
        begin, end = _validity(signature.signer_cert)
        if at is None:
            check.tell(SignatureCode.NO_TIME)
        elif at > self.now + CLOCK_SLIP:
            check.tell(SignatureCode.TO_COME, at=check.signed_at)
        if at is not None and at < begin:
            check.tell(SignatureCode.NOT_YET_VALID, begin=_day(begin), at=check.signed_at)
        elif at is not None and at > end:
            check.tell(SignatureCode.EXPIRED_BEFORE, end=_day(end), at=check.signed_at)
        elif self.now > end:
            check.tell(SignatureCode.EXPIRED_SINCE, end=_day(end), at=check.signed_at)

    def _judge_trust(self, status: PdfSignatureStatus, check: SignatureCheck, asked: Revocation) -> None:
        way = {each.dump() for each in _way(status)}
        vouchers = [at for at, root in enumerate(self.roots) if root.dump() in way]
        check.trusted = bool(vouchers and status.trusted and asked.on is None)
        if check.trusted:
            root, file = self.roots[vouchers[0]], str(self.sources[vouchers[0]])
            check.tell(SignatureCode.TRUSTED, name=named(root), file=file)
            if not asked.known:
                check.tell(SignatureCode.REVOCATION_UNKNOWN)
        elif not self.asked:
            check.tell(SignatureCode.UNVOUCHED)
        elif asked.on is not None:
            return
        elif vouchers and "CRYPTO" in str(status.trust_problem_indic):
            check.tell(SignatureCode.WEAK_CHAIN)
        else:
            check.tell(SignatureCode.UNTRUSTED)


def given(args: dict[str, Any]) -> Given:
    """Return what a check may rest on from the arguments of ``inspect.verify``."""
    from asn1crypto import crl, x509

    trust, revoked = ([bytes.fromhex(each) for each in args.get(name, ())] for name in ("trust", "revoked"))
    roots: list[x509.Certificate] = []
    lists: list[crl.CertificateList] = []
    sources: list[int] = []
    unreadable = []
    files = [
        *((x509.Certificate, each) for each in trust),
        *((crl.CertificateList, each) for each in revoked),
    ]
    for number, (kind, file) in enumerate(files):
        try:
            read = [kind.load(der, strict=True) for der in _ders(file)]
            for each in read:
                each.native  # noqa: B018  # reads it to the end
        except (ValueError, TypeError, KeyError):
            unreadable.append(number)
        else:
            (roots if kind is x509.Certificate else lists).extend(read)
            sources += [number] * len(read) if kind is x509.Certificate else []
    now = datetime.fromisoformat(str(args["now"]))
    return Given(now, tuple(roots), tuple(sources), tuple(lists), tuple(unreadable), bool(trust))


def _ders(file: bytes) -> Iterator[bytes]:
    from asn1crypto import pem

    if pem.detect(file):
        yield from (der for _, _, der in pem.unarmor(file, multiple=True))
    else:
        yield file


def chain(signature: EmbeddedPdfSignature) -> tuple[x509.Certificate, ...]:
    """Return the signer's certificate and those in the file that stand above it, the nearest first."""
    from asn1crypto import x509

    from reviewer.letters.envelope import in_order

    own = signature.signer_cert
    others = [each.dump() for each in signature.other_embedded_certs]
    return (own, *map(x509.Certificate.load, in_order(own.dump(), others)))


def _way(status: PdfSignatureStatus) -> Sequence[x509.Certificate]:
    path = status.validation_path
    return [] if path is None else list(path.iter_certs(include_root=True))


def _strength(certificate: x509.Certificate) -> tuple[str, int, int]:
    """Return a key's kind, its bits, and the fewest that such a key is to have."""
    from cryptography.hazmat.primitives.asymmetric import dsa, ec, rsa
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    key = load_der_public_key(certificate.public_key.dump())
    if isinstance(key, ec.EllipticCurvePublicKey):
        return "EC", key.key_size, CURVE_BITS
    if isinstance(key, rsa.RSAPublicKey | dsa.DSAPublicKey):
        return "RSA" if isinstance(key, rsa.RSAPublicKey) else "DSA", key.key_size, RSA_BITS
    return "", 0, 0  # Edwards curves, of which none is weak


def named(certificate: x509.Certificate) -> str:
    """Return what a certificate's owner is called: the first of its common names, else the whole of its name."""
    name = certificate.subject.native.get("common_name") or certificate.subject.human_friendly
    return str(name[0] if isinstance(name, list) else name)


def _validity(certificate: x509.Certificate) -> tuple[datetime, datetime]:
    return certificate.not_valid_before, certificate.not_valid_after


def _day(at: datetime) -> str:
    return at.astimezone(UTC).date().isoformat()
