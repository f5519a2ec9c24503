"""Signs a printed letter: a PAdES certification signature that allows no change (ISO 32000-1, 12.8.2.2).

The field and its appearance are in the PDF already, drawn with embedded fonts: pyHanko's own stamps would
break both standards, so it signs into what is there.
"""

from __future__ import annotations

import io
from datetime import datetime

from reviewer.errors import PaperError
from reviewer.letters.identity import Identity
from reviewer.letters.printed import FIELD


def sign(pdf: bytes, identity: Identity, at: datetime, reason: str = "") -> bytes:
    """Return a signed PDF, its first bytes those of ``pdf``; ``at`` is the signing time that it claims.

    Raises PaperError if the PDF has no empty signature field made for it.
    """
    from pyhanko.sign.general import SigningError

    from reviewer.letters.at_once import at_once
    from reviewer.letters.pades import AsPrintedWriter, TimedSigner, metadata, signer_for

    out = io.BytesIO()
    key = signer_for(identity)
    signer = TimedSigner(metadata(FIELD, identity, reason), key, at)
    writer = AsPrintedWriter(io.BytesIO(pdf))
    try:
        at_once(
            signer.async_sign_pdf(
                writer, existing_fields_only=True, bytes_reserved=key.digits_to_leave, output=out
            )
        )
    except SigningError as error:
        raise PaperError(
            "The PDF cannot be signed: {error}", "Sign a letter that was printed for it.", error=error
        ) from error
    return out.getvalue()
