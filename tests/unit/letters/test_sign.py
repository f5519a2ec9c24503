from __future__ import annotations

import random
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from reviewer.errors import PaperError
from reviewer.letters import Identity, paper_of, sign
from reviewer.letters.inspect import verify
from reviewer.model.signatures import SignatureCode
from reviewer.paper import render_pdf
from tests.unit.letters.letter_case import NOW, brought, draft, opened, p12, printed

IDENTITY = opened(p12())
PRINTED = printed(IDENTITY)
SIGNED = sign(PRINTED, IDENTITY, NOW, "For tests")


def pem(identity: Identity) -> str:
    return x509.load_der_x509_certificate(identity.certificate).public_bytes(Encoding.PEM).decode()


def checked(data: bytes, *trust: str) -> dict[str, Any]:
    told = {"now": NOW.isoformat(), "trust": [each.encode().hex() for each in trust]}
    found, payload = verify(data, told)
    assert payload == b""
    return found


def test_a_signed_letter_is_sound_and_says_who_and_when() -> None:
    found = checked(SIGNED)
    assert {key: found[key] for key in ("good", "signed", "intact", "covers_whole", "certified", "trusted")} == {
        "good": True, "signed": True, "intact": True, "covers_whole": True, "certified": True, "trusted": False,
    }  # fmt: skip
    assert (found["signer"], found["signed_at"]) == ("Ŵyn Prŷs-Example", "2032-04-06T09:30:00Z")
    assert found["fingerprint"] == IDENTITY.fingerprint
    assert codes(found) == [SignatureCode.UNVOUCHED]


def test_what_was_printed_stands_at_its_beginning() -> None:
    assert SIGNED.startswith(PRINTED)


def test_a_letter_without_the_field_cannot_be_signed() -> None:
    with pytest.raises(PaperError, match="cannot be signed"):
        sign(render_pdf(paper_of(draft(), None)), IDENTITY, NOW)


def test_nothing_is_signed_twice() -> None:
    with pytest.raises(PaperError, match="cannot be signed"):
        sign(SIGNED, IDENTITY, NOW)


@pytest.mark.parametrize(
    "key",
    [
        ec.generate_private_key(ec.SECP256R1()),
        ec.generate_private_key(ec.SECP521R1()),
        rsa.generate_private_key(65537, 2048),
    ],
    ids=["P-256", "P-521", "RSA-2048"],
)
def test_other_kinds_of_key_with_their_chain(key: ec.EllipticCurvePrivateKey) -> None:
    identity = opened(brought(key, issuer="Root of Tests"))
    found = checked(sign(printed(identity), identity, NOW))
    assert found["good"]
    assert found["signer"] == "Brought Along"


def test_pdfsig_agrees_and_sees_each_change(tool: Callable[[str], str], tmp_path: Path) -> None:
    def told(data: bytes) -> str:
        path = tmp_path / "letter.pdf"
        path.write_bytes(data)
        return subprocess.run(
            [tool("pdfsig"), "-nocert", path], capture_output=True, check=False, text=True
        ).stdout

    sound = told(SIGNED)
    assert "Signature is Valid" in sound
    assert "Total document signed" in sound
    assert "Not total document signed" in told(SIGNED + b"\n%more\n")
    assert "Signature is Valid" not in told(changed(SIGNED, 5000))


def codes(found: dict[str, Any]) -> list[SignatureCode]:
    return [SignatureCode(fact["code"]) for fact in found["facts"]]


def changed(data: bytes, at: int, bit: int = 1) -> bytes:
    return data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :]


@pytest.mark.thorough
def test_a_changed_byte_is_seen_wherever_it_is() -> None:
    """Within the signature too, where no signature covers its own bytes."""
    chance = random.Random(20320406)
    start, end = gap_of(SIGNED)
    places = [chance.randrange(len(SIGNED)) for _ in range(60)] + [
        chance.randrange(start, end) for _ in range(60)
    ]
    kept = [at for at in places if checked(changed(SIGNED, at, 1 << chance.randrange(7)))["good"]]
    assert kept == []


def test_the_unsigned_fields_of_the_signature_are_seen_too() -> None:
    start, _ = gap_of(SIGNED)
    for at in (3, 25, 29, 31, 33, 36, 42):  # length, version, digest algorithm: read over by validators
        byte = int(SIGNED[start + 1 + 2 * at : start + 3 + 2 * at], 16) ^ 4
        data = SIGNED[: start + 1 + 2 * at] + b"%02X" % byte + SIGNED[start + 3 + 2 * at :]
        assert not checked(data)["good"], at


def gap_of(data: bytes) -> tuple[int, int]:
    numbers = data[data.rindex(b"/ByteRange [") + 12 :].split(b"]")[0].split()
    return int(numbers[1]), int(numbers[2])


@pytest.mark.parametrize("more", [b"\n", b"%\n", b"\n1 0 obj\n<<>>\nendobj\n", SIGNED])
def test_appended_bytes_are_seen(more: bytes) -> None:
    found = checked(SIGNED + more)
    assert not found["good"]
    assert not found["covers_whole"]


def test_metadata_stay_as_they_were_printed() -> None:
    added = SIGNED[len(PRINTED) :]
    assert b"pyHanko" not in SIGNED
    assert b"xmpmeta" not in added
    assert b"/ModDate" not in added


def test_an_update_after_signing_is_seen() -> None:
    import io

    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(SIGNED))
    writer.root["/Lang"] = generic.pdf_string("fr")
    writer.update_root()  # type: ignore[no-untyped-call]
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    found = checked(out.getvalue())
    assert (found["good"], found["intact"], found["covers_whole"]) == (False, True, False)
    assert codes(found) == [SignatureCode.ADDED, SignatureCode.UNVOUCHED]


def test_trust_is_asked_for_when_it_is_given() -> None:
    assert codes(checked(SIGNED, pem(IDENTITY))) == [SignatureCode.TRUSTED]
    refused = checked(SIGNED, pem(opened(p12("Somebody Else"))))
    assert (refused["good"], refused["trusted"], refused["intact"]) == (False, False, True)
    assert codes(refused) == [SignatureCode.UNTRUSTED]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", SignatureCode.NOT_PDF),
        (b"MZ\x90\x00", SignatureCode.NOT_PDF),
        (PRINTED, SignatureCode.UNSIGNED),
        (SIGNED[: len(SIGNED) // 2], SignatureCode.PDF_DAMAGED),
        (b"%PDF-1.7\n" + b"\x00" * 500, SignatureCode.PDF_DAMAGED),
    ],
)
def test_what_is_no_signed_pdf(data: bytes, code: SignatureCode) -> None:
    found = checked(data)
    assert not found["good"]
    assert codes(found) == [code]


def test_signed_files_of_others_get_a_sane_answer(shared: Path) -> None:
    files = sorted((shared / "corpus/pdf-signed").iterdir())
    assert files
    for path in files:
        found = checked(path.read_bytes())
        assert found["signer"], path.name
        assert codes(found), path.name
        assert not found["good"], path.name


def test_broken_files_get_a_sane_answer(shared: Path) -> None:
    for path in sorted((shared / "corpus/pdf-malformed").iterdir()):
        found = checked(path.read_bytes())
        assert not found["good"], path.name
        assert codes(found), path.name
