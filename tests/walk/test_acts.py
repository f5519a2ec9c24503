"""What was done is told, taken back and done again on later days; what left the house is only withdrawn or superseded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.walk.conftest import Run

BODY = "harrowdale"


def status(reviewer: Run, casebook: Path) -> dict[str, Any]:
    (row,) = reviewer("status", casebook, BODY, "--json").rows
    return row


@pytest.mark.long
def test_acts_of_earlier_days_are_taken_back_one_by_one(
    reviewer: Run, casebook: Path, tmp_path: Path
) -> None:
    """Each command is a sitting of its own."""
    assert "nothing to undo" in reviewer("undo", casebook, code=1).told, "the maker's acts are not mine"
    folder = tmp_path / "sent"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number}.txt").write_text(f"The plan number {number}.")
    before = reviewer("documents", casebook, BODY, "--json").rows
    reviewer("receive", casebook, BODY, folder)
    was = status(reviewer, casebook)["verdicts"]["policy"]
    reviewer("verdict", casebook, BODY, "policy", "falls-short", "--because", "Two pages are not enough.")
    assert status(reviewer, casebook)["verdicts"]["policy"] == "falls-short"
    assert "Undone: Verdict on" in reviewer("undo", casebook).out
    assert status(reviewer, casebook)["verdicts"]["policy"] == was
    assert "Undone: 40 documents received." in reviewer("undo", casebook).out
    assert reviewer("documents", casebook, BODY, "--json").rows == before
    assert "nothing to undo" in reviewer("undo", casebook, code=1).told
    assert "Done again: 40 documents received." in reviewer("redo", casebook).out
    assert "Done again: Verdict on" in reviewer("redo", casebook).out
    assert "nothing to do again" in reviewer("redo", casebook, code=1).told
    rows = reviewer("history", casebook, BODY, "policy", "--json").rows
    assert [row["finding"] for row in rows if row["finding"]][-1] == "falls-short"
    assert [row["stands"] for row in rows if row["subject"].startswith("verdict:")] == [
        False,
        False,
        False,
        True,
    ]
    assert "Two pages are not enough." in reviewer("history", casebook, BODY).out
    assert "All is as it was recorded" in reviewer("check", casebook).out


@pytest.mark.thorough
def test_a_signed_letter_is_signed_again_when_what_it_says_stands_again(
    reviewer: Run, casebook: Path, tmp_path: Path, sign: tuple[object, ...]
) -> None:
    was = status(reviewer, casebook)
    reviewer("letter", casebook, BODY, "-o", tmp_path / "1.pdf", *sign)
    verdict = ("verdict", casebook, BODY, "policy")
    reviewer(*verdict, "falls-short", "--because", "Two pages are not enough.")
    assert status(reviewer, casebook)["letter"] == "signed (changed since)"
    reviewer("verify", tmp_path / "1.pdf", "--casebook", casebook, code=1)
    assert "Undone: Verdict on" in reviewer("undo", casebook).out
    assert status(reviewer, casebook)["letter"] == "signed"
    assert "as it stands" in reviewer("verify", tmp_path / "1.pdf", "--casebook", casebook).out
    reviewer("letter", casebook, BODY, "-o", tmp_path / "again.pdf", *sign)
    assert (tmp_path / "again.pdf").read_bytes() == (tmp_path / "1.pdf").read_bytes()
    # A decision that says the same again is the same, whoever's record says it.
    rows = reviewer("history", casebook, BODY, "policy", "--json").rows
    because = next(row["because"] for row in rows if row["stands"] and row["subject"].startswith("verdict:"))
    reviewer(*verdict, "falls-short", "--because", "Two pages are not enough.")
    reviewer(*verdict, was["verdicts"]["policy"], "--because", because)
    assert status(reviewer, casebook)["letter"] == "signed"
    told = "Undone"
    while "Undone" in told:
        undone = reviewer("undo", casebook, code=None)
        told = undone.out
        assert "Letter" not in told
    assert status(reviewer, casebook)["letter"].startswith("signed"), "undo never un-signs"


@pytest.mark.long
def test_superseding_and_withdrawing_a_letter_take_a_reason(
    reviewer: Run, casebook: Path, tmp_path: Path, sign: tuple[object, ...]
) -> None:
    reviewer("letter", casebook, BODY, "-o", tmp_path / "1.pdf", *sign)
    reviewer("verdict", casebook, BODY, "policy", "falls-short", "--because", "Two pages are not enough.")
    again = ("letter", casebook, BODY, "-o", tmp_path / "2.pdf", *sign)
    told = reviewer(*again, code=1).told
    assert "signed on" in told
    assert "--because" in told
    assert not (tmp_path / "2.pdf").exists()
    rows = reviewer("letters", casebook, "-o", tmp_path / "all", *sign, "--json").rows
    (left,) = [row["left"] for row in rows if row["body"] == BODY]
    assert "stands already" in " ".join(left)
    reviewer(*again, "--because", "The policy was misread.")
    assert "supersedes" in reviewer("verify", tmp_path / "1.pdf", "--casebook", casebook, code=1).err
    assert "The policy was misread." in reviewer("history", casebook, BODY).out

    reviewer("withdraw", casebook, BODY, code=2)
    assert "reason" in reviewer("withdraw", casebook, BODY, "--because", " ", code=2).told
    assert (
        "withdrawn"
        in reviewer("withdraw", casebook, BODY, "--because", "Sent to the wrong force.", "--yes").out
    )
    assert status(reviewer, casebook)["letter"] == "withdrawn"
    told = reviewer("verify", tmp_path / "2.pdf", "--casebook", casebook, code=1).err
    assert "withdrew" in told
    assert "Sent to the wrong force." in told
    assert "No signed letter" in reviewer("withdraw", casebook, BODY, "--because", "Again.", code=2).told
    assert "Letter" not in reviewer("undo", casebook).out
    assert status(reviewer, casebook)["letter"] == "withdrawn", "undo brings no letter back"
    assert (tmp_path / "2.pdf").exists()
    assert "All is as it was recorded" in reviewer("check", casebook).out


@pytest.mark.thorough
def test_what_is_wrong_in_a_letters_words_is_told_and_keeps_it_from_being_signed(
    reviewer: Run, casebook: Path, tmp_path: Path, sign: tuple[object, ...]
) -> None:
    (block,) = [row for row in reviewer("paragraph", casebook, BODY, "--json").rows if row["links"]]
    key, composed = block["key"], block["markdown"]
    out = tmp_path / "h.pdf"
    words = (
        "--text",
        f"{composed} In all, 99 of 43 forces did so on 31 February.",
        "--because",
        "Thanks.",
    )
    told = reviewer("paragraph", casebook, BODY, key, *words)
    for line in ("“99 of 43” is more than all", "There is no “31 February”"):
        assert line in told.err
        assert line in reviewer("status", casebook, BODY).out
        assert line in reviewer("letter", casebook, BODY, "-o", out, *sign, code=1).err
    assert not out.exists()
    assert status(reviewer, casebook)["left"] == 2
    told = reviewer("paragraph", casebook, BODY, key, "--text", composed, "--because", "As composed.")
    assert told.err == ""
    told = reviewer(
        "paragraph", casebook, BODY, "new", "--text", "> We thank Penmarsh.", "--because", "Thanks."
    )
    listed = "“Penmarsh” is a name of"
    assert listed in told.err
    assert status(reviewer, casebook)["left"] == 0
    assert listed in status(reviewer, casebook)["look_at"][0]
    assert "Look at this before you sign:" in reviewer("status", casebook, BODY).out
    made = reviewer("letter", casebook, BODY, "-o", out, *sign)
    assert listed in made.err
    assert out.exists()
    ran = reviewer("letters", casebook, "-o", tmp_path / "all", *sign, "--json")
    (row,) = [row for row in ran.rows if row["body"] == BODY]
    assert listed in row["look_at"][0]
    assert f"{BODY}: look at this: {listed}" in ran.err


@pytest.mark.thorough
def test_what_the_window_can_do_to_passages_and_paragraphs_the_command_line_can(
    reviewer: Run, casebook: Path, tmp_path: Path
) -> None:
    first, *_ = reviewer("passages", casebook, BODY, "--json").rows
    reviewer("note", casebook, first["evidence"][:10], code=2)
    reviewer("note", casebook, first["evidence"][:10], "--text", "See page 2.", "--stance", "contradicts")
    rows = reviewer("history", casebook, BODY, first["criterion"], "--json").rows
    assert "See page 2." in [row["because"] for row in rows if row["stands"]]
    (noted,) = [row for row in rows if row["because"] == "See page 2."]
    reviewer("untie", casebook, noted["record"][:10])
    left = reviewer("passages", casebook, BODY, "--json").rows
    assert noted["record"] not in [row["evidence"] for row in left]
    assert "no tied passage" in reviewer("untie", casebook, noted["record"][:10], code=2).told
    assert "Undone: Passage untied" in reviewer("undo", casebook).out

    blocks = reviewer("paragraph", casebook, BODY, "--json").rows
    key = blocks[0]["key"]
    told = reviewer("paragraph", casebook, BODY, key, "--text", "We also met your team.")
    assert "linked to no verdict" in told.err
    reviewer("paragraph", casebook, BODY, key, "--text", "We met your team.", "--because", "Thanks.")
    made = reviewer(
        "paragraph", casebook, BODY, "new", "--after", key, "--text", "It is sound.", "--link", "policy"
    )
    assert made.err == ""
    now = reviewer("paragraph", casebook, BODY, "--json").rows
    assert [row["markdown"] for row in now][:2] == ["We met your team.", "It is sound."]
    assert "no paragraph" in reviewer("paragraph", casebook, BODY, "nonesuch", "--text", "x", code=2).told
    reviewer("paragraph", casebook, BODY, key, "--restore")
    reviewer("paragraph", casebook, BODY, now[1]["key"], "--restore")
    assert reviewer("paragraph", casebook, BODY, "--json").rows == blocks
