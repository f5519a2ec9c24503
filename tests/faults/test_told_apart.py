"""What can be wrong with a signed PDF is told apart in plain words: each file here has one thing wrong, and one says so."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import asn1crypto.keys  # type: ignore[import-untyped]
import pikepdf
import pytest
from asn1crypto import crl, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

from reviewer.desk.words.signatures import SIGNATURES, signature_words
from reviewer.letters import SignatureLook, paper_of, sign
from reviewer.letters.inspect import verify
from reviewer.model.signatures import SignatureCode, signature_fact_of
from reviewer.paper import render_pdf
from tests.authorities import NOW, Party, elliptic, root, rsa_key, signatory
from tests.faults import altered_updates
from tests.faults.signed_letter import Letter
from tests.unit.letters.letter_case import draft

DAYS = timedelta(days=1)
TOP = root()
MIDDLE = TOP.issue(
    "Office of Tests", elliptic(), authority=True, begin=NOW - 900 * DAYS, end=NOW + 900 * DAYS
)
ROWAN = signatory(above=MIDDLE)
PLAIN = render_pdf(paper_of(draft(), None))


def letter(party: Party = ROWAN, at: datetime = NOW) -> bytes:
    identity = party.identity(at=at)
    return sign(render_pdf(paper_of(draft(), SignatureLook(identity.name, at))), identity, at)


def signed_elsewhere(party: Party = ROWAN, digest: str = "sha256", *, twice: bool = False) -> bytes:
    """A PDF that another program signs, without certifying it."""
    data = PLAIN
    for name in ("Approval", "Second")[: 1 + twice]:
        key = party.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register_multiple(
            x509.Certificate.load(each.public_bytes(Encoding.DER)) for each in party.above
        )
        signer = SimpleSigner(
            x509.Certificate.load(party.der), asn1crypto.keys.PrivateKeyInfo.load(key), store
        )
        about = PdfSignatureMetadata(name, digest, subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED)
        out = PdfSigner(about, signer, new_field_spec=SigFieldSpec(name)).sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(data))
        )
        data = out.getvalue()
    return bytes(data)


def locked() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(PLAIN)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


def changed() -> bytes:
    data = letter()
    at = data.index(b"stream\n") + 40
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def asked(
    data: bytes, at: datetime = NOW, trust: tuple[bytes, ...] = (), revoked: tuple[bytes, ...] = ()
) -> dict[str, Any]:
    told = {
        "now": at.isoformat(),
        "trust": [each.hex() for each in trust],
        "revoked": [each.hex() for each in revoked],
    }
    found, payload = verify(data, told)
    assert payload == b""
    return found


def codes(found: dict[str, Any]) -> list[str]:
    for fact in found["facts"]:
        words = signature_words(signature_fact_of(fact))
        assert words.endswith("."), words
        assert "{" not in words, words
        assert "Error" not in words, words
    return [fact["code"] for fact in found["facts"]]


CASES: dict[str, tuple[Callable[[], dict[str, Any]], list[SignatureCode]]] = {
    "good": (lambda: asked(letter()), [SignatureCode.UNVOUCHED]),
    "trusted": (
        lambda: asked(letter(), trust=(TOP.der,)),
        [SignatureCode.TRUSTED, SignatureCode.REVOCATION_UNKNOWN],
    ),
    "trusted, PEM": (
        lambda: asked(letter(), trust=(TOP.pem.encode(),)),
        [SignatureCode.TRUSTED, SignatureCode.REVOCATION_UNKNOWN],
    ),
    "trusted, the one between": (
        lambda: asked(letter(), trust=(MIDDLE.der,)),
        [SignatureCode.TRUSTED, SignatureCode.REVOCATION_UNKNOWN],
    ),
    "trusted, itself": (
        lambda: asked(letter(), trust=(ROWAN.der,)),
        [SignatureCode.TRUSTED],
    ),
    "trusted, and not revoked": (
        lambda: asked(letter(), trust=(TOP.der,), revoked=(MIDDLE.revoke(at=NOW, until=NOW + 30 * DAYS),)),
        [SignatureCode.TRUSTED],
    ),
    "trusted by another": (
        lambda: asked(letter(), trust=(root("Root of Others").der,)),
        [SignatureCode.UNTRUSTED],
    ),
    "trusted by a namesake": (lambda: asked(letter(), trust=(root().der,)), [SignatureCode.UNTRUSTED]),
    "expired since": (
        lambda: asked(letter(), at=NOW + 800 * DAYS),
        [SignatureCode.EXPIRED_SINCE, SignatureCode.UNVOUCHED],
    ),
    "expired since, trusted": (
        lambda: asked(letter(), at=NOW + 800 * DAYS, trust=(TOP.der,)),
        [SignatureCode.EXPIRED_SINCE, SignatureCode.TRUSTED, SignatureCode.REVOCATION_UNKNOWN],
    ),
    "to come": (
        lambda: asked(letter(), at=NOW - 10 * DAYS),
        [SignatureCode.TO_COME, SignatureCode.UNVOUCHED],
    ),
    "revoked before": (
        lambda: asked(
            letter(),
            at=NOW + 10 * DAYS,
            revoked=(MIDDLE.revoke(ROWAN, at=NOW - 5 * DAYS, until=NOW + 30 * DAYS),),
        ),
        [SignatureCode.REVOKED_BEFORE, SignatureCode.UNVOUCHED],
    ),
    "revoked since, trusted": (
        lambda: asked(
            letter(),
            at=NOW + 10 * DAYS,
            trust=(TOP.der,),
            revoked=(MIDDLE.revoke(ROWAN, at=NOW + 5 * DAYS, until=NOW + 30 * DAYS),),
        ),
        [SignatureCode.REVOKED_SINCE],
    ),
    "its authority revoked": (
        lambda: asked(
            letter(),
            at=NOW + 10 * DAYS,
            revoked=(TOP.revoke(MIDDLE, at=NOW - 5 * DAYS, until=NOW + 30 * DAYS),),
        ),
        [SignatureCode.REVOKED_BEFORE, SignatureCode.UNVOUCHED],
    ),
    "a list by somebody else": (
        lambda: asked(
            letter(),
            at=NOW + 10 * DAYS,
            revoked=(root("Office of Tests").revoke(ROWAN, at=NOW, until=NOW + 30 * DAYS),),
        ),
        [SignatureCode.UNVOUCHED],
    ),
    "added to": (lambda: asked(letter() + b"\n%more\n"), [SignatureCode.ADDED, SignatureCode.UNVOUCHED]),
    "changed": (lambda: asked(changed()), [SignatureCode.CHANGED]),
    "another program's": (
        lambda: asked(signed_elsewhere(), at=datetime.now(NOW.tzinfo)),
        [SignatureCode.NOT_A_LETTER],
    ),
    "locked": (lambda: asked(locked()), [SignatureCode.PDF_LOCKED]),
    "unsigned": (lambda: asked(PLAIN), [SignatureCode.UNSIGNED]),
    "no PDF": (lambda: asked(b"Dear Chief Constable"), [SignatureCode.NOT_PDF]),
    "cut off": (lambda: asked(letter()[:9000]), [SignatureCode.PDF_DAMAGED]),
}


@pytest.mark.thorough
@pytest.mark.parametrize("name", CASES)
def test_each_is_told_apart(name: str) -> None:
    ask, expected = CASES[name]
    found = ask()
    told = codes(found)
    today = {SignatureCode.NOT_YET_VALID, SignatureCode.UNVOUCHED} if name == "another program's" else set()
    assert [code for code in told if code not in today] == expected
    assert found["good"] == (
        (name.startswith(("good", "trusted")) and SignatureCode.UNTRUSTED not in expected)
        or "somebody else" in name
    )


def test_dates_of_the_certificate_are_held_against_the_time_of_signing() -> None:
    """A signer whose computer's clock stands wrong, or who turns it back."""
    party = signatory(valid=(NOW - 10 * DAYS, NOW + 10 * DAYS), above=MIDDLE)
    identity = party.identity()
    for at, code in (
        (NOW - 20 * DAYS, SignatureCode.NOT_YET_VALID),
        (NOW + 20 * DAYS, SignatureCode.EXPIRED_BEFORE),
    ):
        data = sign(render_pdf(paper_of(draft(), SignatureLook(identity.name, at))), identity, at)
        found = asked(data, at=NOW + 21 * DAYS)
        assert codes(found) == [code, SignatureCode.UNVOUCHED]
        assert not found["good"]


@pytest.mark.parametrize(
    ("party", "digest", "code"),
    [
        (ROWAN, "sha1", SignatureCode.WEAK_DIGEST),
        (signatory(key=rsa_key(1024), above=MIDDLE), "sha256", SignatureCode.WEAK_KEY),
    ],
)
def test_weak_ways_of_signing_are_named(party: Party, digest: str, code: SignatureCode) -> None:
    found = asked(signed_elsewhere(party, digest))
    assert code in codes(found)
    words = " ".join(signature_words(signature_fact_of(fact)) for fact in found["facts"])
    assert ("SHA-1" if digest == "sha1" else "1024 bits") in words
    assert not found["good"]


def test_what_the_file_itself_says_of_revoked_certificates_is_believed_of_its_issuer() -> None:
    for issuer, revoked in ((MIDDLE, True), (root("Office of Tests"), False)):
        lists = [issuer.revoke(ROWAN, at=NOW - 5 * DAYS, until=NOW + 30 * DAYS)]
        out = io.BytesIO(letter())
        crls = [crl.CertificateList.load(each) for each in lists]
        DocumentSecurityStore.add_dss(out, None, certs=(), crls=crls)
        told = codes(asked(out.getvalue(), at=NOW + DAYS))
        assert told[0] == SignatureCode.ADDED
        assert (SignatureCode.REVOKED_BEFORE in told) == revoked


@pytest.mark.thorough
def test_two_signatures_are_counted_and_their_signers_named() -> None:
    found = asked(signed_elsewhere(twice=True))
    assert SignatureCode.SEVERAL in codes(found)
    other = altered_updates.update_signed(Letter(letter()), None)  # type: ignore[arg-type]
    fact = next(fact for fact in asked(other)["facts"] if fact["code"] == SignatureCode.SEVERAL)
    assert fact["values"] == {"number": 2, "names": ["Rowan Ellery", "Somebody Else"]}


def test_a_certificate_of_two_names_is_called_by_the_first_wherever_it_is_named() -> None:
    """It was called “['Office', 'Office of Tests']” where it vouches."""
    above = TOP.issue(
        "Office\nOffice of Tests", elliptic(), authority=True, begin=NOW - 90 * DAYS, end=NOW + 90 * DAYS
    )
    party = signatory("Rowan\nRowan Ellery", above=above)
    found = asked(letter(party), trust=(above.der,))
    assert found["signer"] == party.identity().name == "Rowan"
    assert found["facts"][0] == {
        "code": SignatureCode.TRUSTED,
        "values": {"name": "Office", "file": "0"},
    }
    gone_list = above.revoke(party, at=NOW - 5 * DAYS, until=NOW + 30 * DAYS)
    gone = asked(letter(party), NOW + 10 * DAYS, revoked=(gone_list,))
    assert gone["facts"][0]["values"]["name"] == "Rowan"


def test_who_when_and_for_whom_are_said_of_what_was_signed_alone() -> None:
    found = asked(letter())
    assert (found["signer"], found["signed_at"]) == ("Rowan Ellery", "2032-04-06T09:30:00Z")
    assert found["fingerprint"] == ROWAN.identity().fingerprint
    assert found["reference"].endswith("/arch")
    assert found["title"]
    assert (asked(changed())["title"], asked(changed())["reference"]) == ("", "")


def test_what_is_given_to_help_and_cannot_is_named_by_its_number() -> None:
    found = asked(
        letter(),
        trust=(TOP.der, b"no", b"-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----"),
        revoked=(TOP.der,),
    )
    assert found["unreadable"] == [1, 2, 3]


def test_every_fact_has_words() -> None:
    assert set(SIGNATURES) == set(SignatureCode)


def test_signed_files_of_others_are_told_truly(shared: Path) -> None:
    for path in sorted((shared / "corpus/pdf-signed").iterdir()):
        found = asked(path.read_bytes())
        assert not found["good"], path.name
        print(path.name, codes(found))
