"""What pyHanko is told: the key that signs, the time, and to leave the appearance alone."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from asn1crypto import x509  # type: ignore[import-untyped]
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import BaseStampStyle

from reviewer.letters.envelope import DIGEST, Envelope, in_order, smaller
from reviewer.letters.identity import Identity

if TYPE_CHECKING:
    from reviewer.letters.identity import SigningKey


class AsPrintedWriter(IncrementalPdfFileWriter):
    """Adds the signature to a PDF and nothing else."""

    def _update_meta(self) -> None:
        """Leave the metadata as printed: pyHanko would write the hour of this computer into it, and itself as producer."""


class _AsPrinted(BaseStampStyle):
    """The appearance was printed with the letter."""

    def create_stamp(self, writer: object, box: object, text_params: object) -> None:
        """Give no stamp, so that pyHanko leaves /AP as it is."""


class KeySigner(signers.Signer):
    """Signs with a key that cryptography has loaded and checked once, into a container whose parts are kept.

    pyHanko's own signers parse and check an RSA key again at each signature, sign in the dry run too, and put all parts
    of the container together for each letter, which takes three times as long as all else.
    """

    def __init__(self, identity: Identity) -> None:
        """Take an opened identity; of its other certificates those that stand above its own are put beside it."""
        super().__init__(signing_cert=x509.Certificate.load(identity.certificate))
        self.envelope = Envelope(identity.certificate, in_order(identity.certificate, identity.chain))
        self._key: SigningKey = identity.key

    async def async_sign(self, data_digest: bytes, digest_algorithm: str, *_: object, **__: object) -> bytes:
        """Return the container of a PAdES signature over a document's digest (ETSI EN 319 142-1, 6.3)."""
        attributes = self.envelope.attributes(data_digest)
        return self.envelope.filled(attributes, await self.async_sign_raw(attributes, digest_algorithm))

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001, FBT002
        """Return the signature of data; also for a dry run, which ``digits_to_leave`` spares pyHanko."""
        del dry_run
        digest = getattr(hashes, digest_algorithm.upper())()
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), digest)
        return smaller(self._key.sign(data, ec.ECDSA(digest)), self._key.curve)

    @cached_property
    def digits_to_leave(self) -> int:
        """How many hexadecimal digits to leave for a signature; told, pyHanko need not make each twice to see.

        An RSA signature is as long as its key; an ECDSA one, in DER, at most twice that and nine bytes.
        """
        size = (self._key.key_size + 7) // 8
        longest = size if isinstance(self._key, rsa.RSAPrivateKey) else 2 * size + 9
        return 2 * len(self.envelope.filled(self.envelope.attributes(bytes(32)), bytes(longest)))


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


@lru_cache(maxsize=4)
def signer_for(identity: Identity) -> KeySigner:
    """Return the signer of an identity; the same for the same certificate."""
    return KeySigner(identity)
