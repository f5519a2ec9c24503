"""Signing identities that cannot sign: one line that names the file, no letter, and nothing in the record."""

from __future__ import annotations

import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from reviewer.letters import make_identity
from tests.commands import Run
from tests.faults.conftest import Clean

PASSWORD = "heron"
NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def good() -> bytes:
    return make_identity("Rowan Ellery", PASSWORD, NOW)


@pytest.fixture
def password(tmp_path: Path) -> Path:
    path = tmp_path / "password.txt"
    path.write_text(f"{PASSWORD}\n")
    return path


def keyless(whole: bytes) -> bytes:
    held = pkcs12.load_pkcs12(whole, PASSWORD.encode())
    assert held.cert is not None
    guard = BestAvailableEncryption(PASSWORD.encode())
    return pkcs12.serialize_key_and_certificates(b"Rowan", None, held.cert.certificate, None, guard)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("wrong password", "password"),
        ("no password", "password"),
        ("expired", "expired on"),
        ("not yet", "not valid before"),
        ("keyless", "without its key"),
        ("a letter", "no signing identity"),
        ("empty", "no signing identity"),
    ],
)
def test_an_identity_that_cannot_sign(
    reviewer: Run, judged: Path, tmp_path: Path, good: bytes, password: Path, what: str, told: str
) -> None:
    file, out = tmp_path / "rowan.p12", tmp_path / "letter.pdf"
    contents: dict[str, Callable[[], bytes]] = {
        "expired": lambda: make_identity("Rowan Ellery", PASSWORD, NOW - timedelta(days=365 * 6)),
        "not yet": lambda: make_identity("Rowan Ellery", PASSWORD, NOW + timedelta(days=30)),
        "keyless": lambda: keyless(good),
        "a letter": lambda: b"Dear Chief Constable",
        "empty": lambda: b"",
    }
    file.write_bytes(contents.get(what, lambda: good)())
    if what == "wrong password":
        password.write_text("egret\n")
    key = () if what == "no password" else ("--password-file", password)
    records = (judged / "casebook.sqlite").read_bytes()
    line = reviewer("letter", judged, "harrowdale", "-o", out, "--sign", file, *key, code=1).told
    assert told in line
    assert "rowan.p12" in line
    assert not out.exists()
    assert (judged / "casebook.sqlite").read_bytes() == records
    if what != "no password":
        assert told in reviewer("identity", "show", file, *key, code=1).told


@pytest.mark.thorough
def test_a_signed_letter_that_has_no_place_to_go_is_kept_and_handed_out_again(
    reviewer: Run, clean: Clean, judged: Path, tmp_path: Path, good: bytes, password: Path
) -> None:
    file, out = tmp_path / "rowan.p12", tmp_path / "letter.pdf"
    file.write_bytes(good)
    signing = ("--sign", file, "--password-file", password)
    nowhere = tmp_path / "no folder/letter.pdf"
    assert str(nowhere) in reviewer("letter", judged, "harrowdale", "-o", nowhere, *signing, code=1).told
    clean(judged)
    reviewer("letter", judged, "harrowdale", "-o", out, *signing)
    assert "as it stands" in reviewer("verify", out, "--casebook", judged).out
    (row,) = [row for row in reviewer("status", judged, "--json").rows if row["body"] == "harrowdale"]
    assert row["letter"] == "signed"
    clean(judged)


def test_an_identity_is_never_made_over_another_file(reviewer: Run, tmp_path: Path, password: Path) -> None:
    file = tmp_path / "mine.p12"
    reviewer("identity", "new", file, "--name", "Rowan Ellery", "--password-file", password)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    line = reviewer("identity", "new", file, "--name", "Another", "--password-file", password, code=2).told
    assert str(file) in line
    assert file.read_bytes() == before


@pytest.mark.parametrize("name", [" ", "R\udce9my", "Rowan\nEllery", "R" * 65])
def test_names_that_no_certificate_can_hold(reviewer: Run, tmp_path: Path, name: str) -> None:
    file = tmp_path / "mine.p12"
    assert "name" in reviewer("identity", "new", file, "--name", name, code=2).told
    assert not file.exists()


@pytest.mark.thorough
def test_all_letters_are_judged_though_one_is_missing(
    reviewer: Run, judged: Path, tmp_path: Path, good: bytes, password: Path
) -> None:
    file, out = tmp_path / "rowan.p12", tmp_path / "letter.pdf"
    file.write_bytes(good)
    reviewer("letter", judged, "harrowdale", "-o", out, "--sign", file, "--password-file", password)
    ran = reviewer("verify", tmp_path / "no such.pdf", out, code=1)
    assert "no such.pdf: NOT GOOD" in ran.err
    assert f"{out}: good" in ran.out
    assert "Signed by Rowan Ellery, " in ran.out
    assert "Fingerprint (SHA-256): " in ran.out
    assert "/harrowdale)" in ran.out
    rows = reviewer("verify", tmp_path / "no such.pdf", out, "--json", code=1).rows
    assert [row["good"] for row in rows] == [False, True]
    assert "holds no certificate" in reviewer("verify", out, "--trust", file, code=2).told


def test_files_that_are_not_there(reviewer: Run, judged: Path, tmp_path: Path, password: Path) -> None:
    missing, out = tmp_path / "no such.p12", tmp_path / "letter.pdf"
    for words in (
        ("identity", "show", missing),
        ("letter", judged, "harrowdale", "-o", out, "--sign", missing, "--password-file", password),
        ("verify", missing),
    ):
        assert "no such.p12" in reviewer(*words, code=2).told
    assert not out.exists()
