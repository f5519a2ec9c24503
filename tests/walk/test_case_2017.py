"""A real review, end to end: the letter that its verdicts must give, signed, and refused once touched."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.walk.conftest import Case2017, Run, copied


def words_in_order(wanted: list[str], found: list[str]) -> bool:
    rest = iter(found)
    return all(word in rest for word in wanted)


def text_of(tool: Callable[[str], str], path: Path) -> str:
    done = subprocess.run([tool("pdftotext"), "-enc", "UTF-8", path, "-"], capture_output=True, check=True)
    return done.stdout.decode()


@pytest.fixture
def signed(signed_2017: Path, case_2017: Case2017, private_folders: Path, tmp_path: Path) -> Path:
    """The letter, signed; the case is judged then."""
    shutil.rmtree(case_2017.casebook)
    copied(signed_2017, private_folders, tmp_path)
    return tmp_path / "w-signed.pdf"


@pytest.mark.thorough
def test_the_letter_says_word_for_word_what_the_verdicts_give(
    reviewer: Run, case_2017: Case2017, tmp_path: Path, tool: Callable[[str], str]
) -> None:
    case_2017.judge(reviewer)
    text, pdf = tmp_path / "w.txt", tmp_path / "w.pdf"
    reviewer("letter", case_2017.casebook, "warwickshire", "-o", text)
    reviewer("letter", case_2017.casebook, "warwickshire", "-o", pdf)
    paragraphs = [" ".join(line.split()) for line in text.read_text("utf-8").splitlines() if line.strip()]
    assert paragraphs == ["DRAFT, not signed", *(" ".join(line.split()) for line in case_2017.expected)]
    whole = text_of(tool, pdf)
    assert whole.count("DRAFT, not signed") == whole.count("\f"), "it stands on every page"
    aside = re.compile(r"OFFICIAL|abuse-of-position-2017/warwickshire|Page \d of \d|DRAFT, not signed")
    printed = aside.sub("", whole).split()
    paragraphs = paragraphs[1:]
    assert words_in_order(" ".join(paragraphs).split(), printed)
    whole = " ".join(printed)
    assert [paragraph for paragraph in paragraphs if paragraph not in whole] == []


def test_a_missing_verdict_is_named_and_no_letter_is_written(
    reviewer: Run, case_2017: Case2017, tmp_path: Path
) -> None:
    rows = case_2017.verdicts
    for row in rows[:-1]:
        words = (row["body"], row["criterion"], row["finding"], "--because", row["because"])
        reviewer("verdict", case_2017.casebook, *words)
    out = tmp_path / "w.txt"
    ran = reviewer("letter", case_2017.casebook, "warwickshire", "-o", out, code=1)
    assert "Engagement with organisations that support vulnerable people" in ran.err
    assert len(ran.err.strip().splitlines()) == 1
    assert not out.exists()


@pytest.mark.thorough
def test_signing_waits_for_evidence_searches_and_a_category(
    reviewer: Run, case_2017: Case2017, tmp_path: Path
) -> None:
    case_2017.judge(reviewer)
    reviewer("identity", "new", tmp_path / "hmi.p12", "--name", "Michael Cunningham")
    out = tmp_path / "w.pdf"
    words = ("letter", case_2017.casebook, "warwickshire", "-o", out, "--sign", tmp_path / "hmi.p12")
    told = reviewer(*words, code=1).err
    for part in ("National strategy alignment", "Counter-corruption unit", "IT systems", "category"):
        assert part in told
    assert not out.exists()


@pytest.mark.thorough
def test_a_signed_letter_is_valid_and_one_changed_byte_is_refused(
    reviewer: Run, case_2017: Case2017, signed: Path, tool: Callable[[str], str], tmp_path: Path
) -> None:
    told = subprocess.run([tool("pdfsig"), signed], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert "good" in reviewer("verify", signed).out
    assert "as it stands" in reviewer("verify", signed, "--casebook", case_2017.casebook).out
    data = signed.read_bytes()
    at = data.index(b"stream") + 40
    touched, longer = tmp_path / "touched.pdf", tmp_path / "longer.pdf"
    touched.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    longer.write_bytes(data + b"\n% appended\n")
    for path in (touched, longer):
        assert "NOT GOOD" in reviewer("verify", path, code=1).err
    told = subprocess.run([tool("pdfsig"), longer], capture_output=True, text=True, check=False).stdout
    assert "Not total document signed" in told


@pytest.mark.thorough
def test_a_letter_whose_verdicts_have_changed_since_says_so(
    reviewer: Run, case_2017: Case2017, signed: Path
) -> None:
    words = ("warwickshire", "national-strategy", "reflected", "--because", "A later version reflects it.")
    reviewer("verdict", case_2017.casebook, *words)
    told = reviewer("verify", signed, "--casebook", case_2017.casebook, code=1).err
    assert "changed since" in told
    assert "good" in reviewer("verify", signed).out


def test_signing_again_gives_the_same_bytes(
    reviewer: Run, case_2017: Case2017, signed: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again.pdf"
    sign = ("--sign", tmp_path / "hmi.p12", "--password-file", tmp_path / "secret.txt")
    reviewer("letter", case_2017.casebook, "warwickshire", "-o", again, *sign)
    assert again.read_bytes() == signed.read_bytes()


@pytest.mark.thorough
def test_everything_checks_afterwards(reviewer: Run, case_2017: Case2017, signed: Path) -> None:
    assert signed.exists()
    assert "All is as it was recorded" in reviewer("check", case_2017.casebook).out
    status = reviewer("status", case_2017.casebook, "warwickshire").out
    assert "4 of 4 judged" in status
    assert "letter: signed" in status
