"""What pyHanko is told: the key that signs, the time, and to leave the appearance alone."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from asn1crypto import x509  # type: ignore[import-untyped]
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import BaseStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from reviewer.letters.identity import Identity

if TYPE_CHECKING:
    from reviewer.letters.identity import SigningKey

DIGEST = "sha256"
ATTRIBUTES = 2048  # signed attributes and DER around them; about 600 in a letter


class _AsPrinted(BaseStampStyle):
    """The appearance was printed with the letter."""

    def create_stamp(self, writer: object, box: object, text_params: object) -> None:
        """Give no stamp, so that pyHanko leaves /AP as it is."""


class KeySigner(signers.Signer):
    """Signs with a key that cryptography has loaded and checked once.

    pyHanko's SimpleSigner parses and checks an RSA key again at each signature, and signs in its dry run.
    """

    def __init__(self, identity: Identity) -> None:
        """Take an opened identity."""
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register_multiple(x509.Certificate.load(other) for other in identity.chain)
        super().__init__(signing_cert=x509.Certificate.load(identity.certificate), cert_registry=store)
        self._key: SigningKey = identity.key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001, FBT002
        """Return the signature of data; for a dry run the real one does, as ``room_for`` spares us any."""
        del dry_run
        digest = getattr(hashes, digest_algorithm.upper())()
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), digest)
        return self._key.sign(data, ec.ECDSA(digest))


class TimedSigner(signers.PdfSigner):
    """Claims the signing time that it is given, so that the letter, its field and the casebook say the same."""

    def __init__(self, about: signers.PdfSignatureMetadata, signer: signers.Signer, at: datetime) -> None:
        """Take what is claimed, who signs, and an aware time."""
        super().__init__(about, signer, stamp_style=_AsPrinted())
        self._at = at

    def init_signing_session(
        self,
        pdf_out: BasePdfFileWriter,
        existing_fields_only: bool = False,  # noqa: FBT001, FBT002
    ) -> PdfSigningSession:
        """Open pyHanko's session at our time."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


def metadata(field: str, identity: Identity, reason: str) -> signers.PdfSignatureMetadata:
    """Return what the signature claims: a certification that permits no change."""
    return signers.PdfSignatureMetadata(
        field_name=field,
        name=identity.name,
        reason=reason or None,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )


def room_for(identity: Identity) -> int:
    """Return how many hexadecimal digits to leave for a signature.

    Told, pyHanko need not make every signature twice to see how long it gets.
    """
    certificates = len(identity.certificate) + sum(map(len, identity.chain))
    return 2 * (certificates + _signature_size(identity.key) + ATTRIBUTES)


def _signature_size(key: SigningKey) -> int:
    """An RSA signature is as long as its key; an ECDSA one, in DER, twice that and nine bytes."""
    return (key.key_size + 7) // 8 * 2 + 9


@lru_cache(maxsize=4)
def signer_for(identity: Identity) -> KeySigner:
    """Return the signer of an identity; the same for the same certificate."""
    return KeySigner(identity)
