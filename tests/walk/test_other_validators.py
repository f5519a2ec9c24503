"""Validators that others wrote say of signed letters what we say: EU DSS, openssl cms and pdfsig.

The letters are signed below an authority below a root, with each kind of key that an identity may have. DSS judges by its own
default policy, which asks for revocation too: both authorities' lists are given, so that no network is needed. Each validator
is also asked about letters that are not good, for one that passes everything proves nothing.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_der_x509_crl

from reviewer.letters import Identity, SignatureLook, load_identity, make_identity, paper_of, sign
from reviewer.letters.inspect import verify
from reviewer.paper import render_pdf
from tests.authorities import Key, Party, elliptic, root, rsa_key, signatory
from tests.faults.signed_letter import Letter
from tests.unit.letters.letter_case import draft

# A day of its own, and not today's: DSS lets each length of key end in some year (RSA of 2048 bits in 2029).
AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
CHECKED = AT + timedelta(days=1)
KEYS: Mapping[str, Callable[[], Key]] = {
    "rsa-2048": rsa_key,
    "rsa-3072": lambda: rsa_key(3072),
    "rsa-4096": lambda: rsa_key(4096),
    "p-256": elliptic,
    "p-384": lambda: elliptic(ec.SECP384R1()),
    "p-521": lambda: elliptic(ec.SECP521R1()),
}
PASSED = ("TOTAL_PASSED", "", "PAdES-BASELINE-B", "FULL")

Said = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class House:
    """An authority below a root, and letters by name that people signed whom it vouches for."""

    root: Party
    office: Party
    signatories: Mapping[str, Party]
    letters: Mapping[str, bytes]

    def revoked(self, *parties: Party) -> tuple[bytes, ...]:
        """Both authorities' lists (DER); the office's has these on it."""
        until = AT + timedelta(days=30)
        return self.root.revoke(at=AT, until=until), self.office.revoke(*parties, at=AT, until=until)


def signed(identity: Identity, body: str = "arch") -> bytes:
    return sign(render_pdf(paper_of(draft(body=body), SignatureLook(identity.name, AT))), identity, AT)


@pytest.fixture(scope="module")
def house() -> House:
    highest = root(at=AT)
    years = timedelta(days=3000)
    office = highest.issue("Office of Tests", elliptic(), authority=True, begin=AT - years, end=AT + years)
    people = {name: signatory(key=make(), at=AT, above=office) for name, make in KEYS.items()}
    letters = {name: signed(person.identity(at=AT)) for name, person in people.items()}
    return House(highest, office, people, letters)


Ask = Callable[[Mapping[str, tuple[bytes, tuple[bytes, ...], Mapping[str, bytes]]]], Said]


@pytest.fixture
def ask(dss: list[str], tmp_path: Path) -> Ask:
    """Ask DSS about folders by name: what is trusted, what is known as revoked, and letters. "folder/letter": what it says."""

    def answer(folders: Mapping[str, tuple[bytes, tuple[bytes, ...], Mapping[str, bytes]]]) -> Said:
        for name, (trusted, lists, letters) in folders.items():
            folder = tmp_path / name
            folder.mkdir()
            (folder / "root.cer").write_bytes(trusted)
            for number, revoked in enumerate(lists):
                (folder / f"{number}.crl").write_bytes(revoked)
            for letter, data in letters.items():
                (folder / f"{letter}.pdf").write_bytes(data)
        words = [
            *dss,
            CHECKED.isoformat().replace("+00:00", "Z"),
            *(str(tmp_path / name) for name in folders),
        ]
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr
        rows = [line.split("\t") for line in done.stdout.splitlines()]
        return {f"{row[0]}/{row[1].removesuffix('.pdf')}": tuple(row[2:6]) for row in rows}

    return answer


def with_other_words(letter: bytes) -> bytes:
    """A byte of a page's stream turned."""
    at = letter.index(b"stream\n") + 40
    return letter[:at] + bytes([letter[at] ^ 1]) + letter[at + 1 :]


def with_another_number(letter: bytes) -> bytes:
    """A digit of the signature's own number turned."""
    at = Letter(letter).at_byte(len(Letter(letter).container)) - 9
    return letter[:at] + (b"1" if letter[at : at + 1] == b"0" else b"0") + letter[at + 1 :]


@pytest.mark.long
def test_dss_passes_every_kind_of_key_and_no_letter_that_is_not_good(house: House, ask: Ask) -> None:
    own = load_identity(make_identity("Rowan Ellery", "", AT), "", AT)
    one, other = house.letters["rsa-3072"], signed(house.signatories["rsa-3072"].identity(at=AT), "beam")
    altered = {
        "words": with_other_words(one),
        "number": with_another_number(one),
        "swapped": Letter(one).holding(Letter(other).container),
    }
    said = ask({
        "good": (house.root.der, house.revoked(), house.letters),
        "own": (own.certificate, (), {"letter": signed(own)}),
        "stranger": (root("Somebody Else", at=AT).der, house.revoked(), {"letter": one}),
        "revoked": (house.root.der, house.revoked(house.signatories["rsa-3072"]), {"letter": one}),
        "altered": (house.root.der, house.revoked(), altered),
    })  # fmt: skip
    assert {name: answer for name, answer in said.items() if name.startswith(("good/", "own/"))} == {
        **{f"good/{name}": PASSED for name in KEYS},
        "own/letter": PASSED,
    }
    assert {name: answer[:2] for name, answer in said.items() if not name.startswith(("good/", "own/"))} == {
        "stranger/letter": ("INDETERMINATE", "NO_CERTIFICATE_CHAIN_FOUND"),
        "revoked/letter": ("INDETERMINATE", "REVOKED_NO_POE"),
        "altered/words": ("TOTAL_FAILED", "HASH_FAILURE"),
        "altered/number": ("TOTAL_FAILED", "SIG_CRYPTO_FAILURE"),
        "altered/swapped": ("TOTAL_FAILED", "HASH_FAILURE"),
    }


@pytest.fixture
def openssl(tool: Callable[[str], str], house: House, tmp_path: Path) -> Callable[..., bool]:
    """Ask openssl whether a letter is signed by somebody below the root who was not revoked (all of the chain)."""
    program = tool("openssl")

    def judge(letter: bytes, *revoked: Party) -> bool:
        parts = Letter(letter)
        begin, length, end, rest = parts.byte_range
        container, content, trusted = (
            tmp_path / name for name in ("container.der", "content", "trusted.pem")
        )
        container.write_bytes(parts.container)
        content.write_bytes(letter[begin : begin + length] + letter[end : end + rest])
        lists = map(load_der_x509_crl, house.revoked(*revoked))
        pems = [house.root.pem.encode(), *(each.public_bytes(Encoding.PEM) for each in lists)]
        trusted.write_bytes(b"".join(pems))
        words = [
            "-inform",
            "DER",
            "-in",
            container,
            "-content",
            content,
            "-CAfile",
            trusted,
            "-out",
            "/dev/null",
        ]
        asked = ["-cades", "-crl_check_all", "-purpose", "any", "-attime", f"{CHECKED.timestamp():.0f}"]
        command = [program, "cms", "-verify", "-binary", *asked, *map(str, words)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        return done.returncode == 0

    return judge


@pytest.mark.thorough
def test_openssl_agrees(house: House, openssl: Callable[..., bool]) -> None:
    assert {name: openssl(letter) for name, letter in house.letters.items()} == dict.fromkeys(KEYS, True)
    for name, letter in house.letters.items():
        assert not openssl(with_other_words(letter)), name
        assert not openssl(with_another_number(letter)), name
        assert not openssl(letter, house.signatories[name]), name


def test_pdfsig_agrees(house: House, tool: Callable[[str], str], tmp_path: Path) -> None:
    program = tool("pdfsig")

    def said(letter: bytes) -> tuple[bool, bool]:
        (tmp_path / "letter.pdf").write_bytes(letter)
        words = [program, "-nocert", str(tmp_path / "letter.pdf")]
        told = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60).stdout
        return "Signature Validation: Signature is Valid." in told, "- Total document signed" in told

    assert {name: said(letter) for name, letter in house.letters.items()} == dict.fromkeys(KEYS, (True, True))
    for name, letter in house.letters.items():
        assert not said(with_other_words(letter))[0], name
        assert not said(with_another_number(letter))[0], name
        assert not said(letter + b"\n%more\n")[1], name


def test_ours_says_the_same(house: House) -> None:
    told = {"now": CHECKED.isoformat(), "trust": [house.root.der.hex()]}
    lists = [each.hex() for each in house.revoked()]
    for name, letter in house.letters.items():
        found, _ = verify(letter, {**told, "revoked": lists})
        assert (found["good"], found["trusted"], len(found["facts"])) == (True, True, 1), (
            name,
            found["facts"],
        )
        gone = [each.hex() for each in house.revoked(house.signatories[name])]
        for altered, revoked in (
            (with_other_words(letter), lists),
            (with_another_number(letter), lists),
            (letter, gone),
        ):
            assert not verify(altered, {**told, "revoked": revoked})[0]["good"], name
