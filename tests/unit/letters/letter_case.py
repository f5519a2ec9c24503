"""A case and identities for the tests of letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from reviewer.framework import load_case
from reviewer.letters import (
    Identity,
    LetterDraft,
    SignatureLook,
    compose_letter,
    known_of,
    lint,
    load_identity,
    make_identity,
    paper_of,
)
from reviewer.model import Block, Case, Origin
from reviewer.model.objections import OWN_WORDING, Objection
from reviewer.paper import render_pdf

NOW = datetime(2032, 4, 6, 9, 30, tzinfo=UTC)
PASSWORD = "vellum"
FINDINGS = {"surveys": "sound", "repairs": "silent", "lights": "silent"}
VERDICTS = {"surveys": "a" * 64, "repairs": "b" * 64, "lights": "c" * 64}


@cache
def the_case() -> Case:
    return load_case(Path(__file__).parents[2] / "golden/case")


def draft(
    *edited: Block, findings: Mapping[str, str] = FINDINGS, body: str = "arch", language: str = ""
) -> LetterDraft:
    case = the_case()
    return compose_letter(case, language, case.body(body), findings, edited, VERDICTS)


def objections(
    *edited: Block,
    findings: Mapping[str, str] = FINDINGS,
    body: str = "arch",
    language: str = "",
    documents: frozenset[int] = frozenset({3, 4}),
) -> tuple[Objection, ...]:
    """What is said against a letter, its edited paragraphs and all, beside that they are a person's own words."""
    found = remarks(*edited, findings=findings, body=body, language=language, documents=documents)
    return tuple(each for each in found if each.code not in OWN_WORDING)


def remarks(
    *edited: Block,
    findings: Mapping[str, str] = FINDINGS,
    body: str = "arch",
    language: str = "",
    documents: frozenset[int] = frozenset({3, 4}),
) -> tuple[Objection, ...]:
    """All that is said of a letter before it is signed."""
    case = the_case()
    known = known_of(case, case.languages[language], case.body(body), findings, documents)
    return lint(draft(*edited, findings=findings, body=body, language=language), known)


def own(key: str, markdown: str, links: Sequence[str] = (), because: str = "", order: int = 250) -> Block:
    return Block("arch", "letter", key, order, Origin.WRITTEN, markdown, tuple(links), because)


def printed(identity: Identity) -> bytes:
    return render_pdf(paper_of(draft(), SignatureLook(identity.name, NOW)))


def p12(name: str = "Ŵyn Prŷs-Example") -> bytes:
    return make_identity(name, PASSWORD, NOW)


def opened(data: bytes) -> Identity:
    return load_identity(data, PASSWORD, NOW)


def brought(
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, *, signing: bool = True, issuer: str = ""
) -> bytes:
    """A PKCS#12 file as an authority would hand it out; with an issuer the chain is in it."""
    authority = ec.generate_private_key(ec.SECP256R1())
    own_name, from_name = _name("Brought Along"), _name(issuer or "Brought Along")
    certificate = _certificate(own_name, from_name, key, authority if issuer else key, signing=signing)
    above = [_certificate(from_name, from_name, authority, authority, signing=True)] if issuer else None
    return pkcs12.serialize_key_and_certificates(
        b"x", key, certificate, above, BestAvailableEncryption(PASSWORD.encode())
    )


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "Office"),
            x509.NameAttribute(x509.NameOID.COMMON_NAME, common),
        ]
    )


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey,
    signer: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey,
    *,
    signing: bool,
) -> x509.Certificate:
    top = subject == issuer and key is signer and signing and "Root" in subject.rfc4514_string()
    uses = x509.KeyUsage(signing, signing, not signing, False, False, top, top, False, False)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=700))
        .add_extension(x509.BasicConstraints(top, None), critical=True)
        .add_extension(uses, critical=True)
        .sign(signer, hashes.SHA256())
    )
