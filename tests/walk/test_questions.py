"""What the command line asks on a terminal: only a plain yes does it; without a terminal the option is asked for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.commands import Run, saves
from tests.terminal import EMPTY, END, INTERRUPT, NO, YES, on_terminal

BODY = "harrowdale"
REFUSALS = {"no": NO, "nothing": EMPTY, "Ctrl+C": INTERRUPT, "the end of input": END}


@pytest.fixture
def signed(reviewer: Run, casebook: Path, sign: tuple[object, ...], tmp_path: Path) -> Path:
    """A casebook whose Harrowdale has a signed letter."""
    reviewer("letter", casebook, BODY, "-o", tmp_path / "1.pdf", *sign)
    return casebook


@pytest.fixture
def case(root: Path, tmp_path: Path) -> Path:
    """The sample's case with another day."""
    folder = Path(shutil.copytree(root / "resources/samples/boundaries/case", tmp_path / "case"))
    inspection = folder / "inspection.toml"
    words = inspection.read_text("utf-8")
    inspection.write_text(
        words.replace("letters_dated = ", "letters_dated = 2031-06-30 # "), encoding="utf-8"
    )
    return folder


def state(reviewer: Run, casebook: Path) -> str:
    return str(reviewer("status", casebook, BODY, "--json").rows[0]["letter"])


@pytest.mark.thorough
def test_a_letter_is_not_withdrawn_and_no_case_amended_without_a_yes(
    reviewer: Run, signed: Path, case: Path, private_folders: Path
) -> None:
    before = saves(signed)
    for refusal, keys in REFUSALS.items():
        for words, question, left in (
            (("withdraw", signed, BODY, "--because", "Sent astray."), "Withdraw it for good?", "Nothing was withdrawn"),
            (("amend", signed, "--case", case), "Amend the case", "Nothing was changed"),
        ):  # fmt: skip
            ran = on_terminal(private_folders, *words, question=question, answer=keys)
            assert ran.asked, ran.shown
            assert ran.code != 0
            assert "Traceback" not in ran.shown
            assert (left if refusal in {"no", "nothing"} else "Stopped; what was done is kept") in ran.shown
        assert saves(signed) == before, refusal
    assert state(reviewer, signed) == "signed"


@pytest.mark.thorough
def test_a_yes_withdraws_and_amends(reviewer: Run, signed: Path, case: Path, private_folders: Path) -> None:
    ran = on_terminal(private_folders, "amend", signed, "--case", case, question="Amend the case", answer=YES)
    assert (ran.asked, ran.code) == (True, 0), ran.shown
    assert "The case is amended: " in ran.shown
    assert state(reviewer, signed) == "signed (the case was amended since)"
    words = ("withdraw", signed, BODY, "--because", "Sent astray.")
    ran = on_terminal(private_folders, *words, question="Withdraw it for good?", answer=YES)
    assert (ran.asked, ran.code) == (True, 0), ran.shown
    assert "Rowan Ellery signed on" in ran.shown, "it says whose letter it is before it asks"
    assert state(reviewer, signed) == "withdrawn"


@pytest.mark.thorough
def test_without_a_terminal_nothing_is_asked_and_the_option_is_named(
    reviewer: Run, signed: Path, case: Path
) -> None:
    before = saves(signed)
    withdrawn = reviewer("withdraw", signed, BODY, "--because", "Sent astray.", code=1)
    assert "Nothing was withdrawn" in withdrawn.told
    assert "--yes" in withdrawn.told
    amended = reviewer("amend", signed, "--case", case, code=1)
    assert "Nothing was changed" in amended.err
    assert "--yes" in amended.err
    assert saves(signed) == before
    reviewer("amend", signed, "--case", case, "--yes")
    reviewer("withdraw", signed, BODY, "--because", "Sent astray.", "--yes")
    assert state(reviewer, signed) == "withdrawn"


@pytest.mark.long
def test_a_password_that_is_not_given_signs_nothing(
    reviewer: Run, casebook: Path, sign: tuple[object, ...], private_folders: Path, tmp_path: Path
) -> None:
    before, out = saves(casebook), tmp_path / "1.pdf"
    words = ("letter", casebook, BODY, "-o", out, *sign[:2])
    for keys in (INTERRUPT, END, b"wrong\n"):
        ran = on_terminal(private_folders, *words, question="Password of the identity", answer=keys)
        assert ran.asked, ran.shown
        assert ran.code != 0
        assert "Traceback" not in ran.shown
        typed = ran.shown.split("Password of the identity")[1].splitlines()[0]
        assert "wrong" not in typed, "it is not shown"
        assert not out.exists()
        assert saves(casebook) == before
    assert state(reviewer, casebook) == ""


@pytest.mark.long
def test_a_deputy_and_a_letter_that_stands_take_an_option_on_a_terminal_too(
    reviewer: Run, signed: Path, sign: tuple[object, ...], private_folders: Path, tmp_path: Path
) -> None:
    """No question can be answered by a stray key: as what somebody signs, and why again, is written out."""
    deputy = tmp_path / "sam.p12"
    reviewer("identity", "new", deputy, "--name", "Sam Carr", "--password-file", tmp_path / "secret")
    reviewer("verdict", signed, BODY, "supervisors", "under-way", "--because", "Misread.")
    before = saves(signed)
    for identity, option in ((deputy, "--as-deputy"), (sign[1], "--because")):
        words = ("letter", signed, BODY, "-o", tmp_path / "2.pdf", "--sign", identity, *sign[2:])
        ran = on_terminal(private_folders, *words, question="?", answer=YES)
        assert not ran.asked, ran.shown
        assert ran.code != 0
        assert option in ran.shown
        assert not (tmp_path / "2.pdf").exists()
    assert saves(signed) == before
