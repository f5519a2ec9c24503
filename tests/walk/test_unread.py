"""What nobody could read, in the real process: counted, listed, waited for, looked at, typed out, and an absence over it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.commands import Run
from tests.locked import WORD, locked_pdf
from tests.scans import FONTS

BODY, CRITERION = "harrowdale", "partners"


def scribbled() -> Image.Image:
    """Three rows of marks as large as letters, which say nothing."""
    draw, page = random.Random(3), Image.new("L", (700, 240), 255)
    pen = ImageDraw.Draw(page)
    for number in range(72):
        x, y = 40 + number % 24 * 26, 40 + number // 24 * 60
        pen.line([(x + draw.randrange(16), y + draw.randrange(24)) for _ in range(5)], fill=20, width=3)
    return page


def printed() -> Image.Image:
    """One printed line."""
    page = Image.new("L", (900, 120), 255)
    font = ImageFont.truetype(str(FONTS / "LiberationSans-Regular.ttf"), 34)
    ImageDraw.Draw(page).text((30, 40), "The board met in March and nobody took minutes.", font=font, fill=10)
    return page


@pytest.fixture
def scanned(reviewer: Run, root: Path, tmp_path: Path) -> Path:
    """A casebook with two pictures: a printed line, and a page of marks that look like writing."""
    casebook = tmp_path / "mine.casebook"
    printed().save(tmp_path / "line.png", dpi=(150, 150))
    scribbled().save(tmp_path / "marks.png", dpi=(150, 150))
    reviewer("new", casebook, "--case", root / "resources/samples/boundaries/case")
    for name in ("line.png", "marks.png"):
        reviewer("receive", casebook, BODY, tmp_path / name, "--on", "2025-02-01")
    return casebook


@pytest.mark.thorough
def test_an_absence_waits_for_recognition_then_for_a_person_and_then_stands(
    reviewer: Run, scanned: Path
) -> None:
    rows = reviewer("documents", scanned, "--json").rows
    assert [(row["unread"], row["waiting"]) for row in rows] == [(1, 1), (1, 1)]
    shown = reviewer("text", scanned, "marks.png", code=1)
    assert shown.out.count("[not read: ") == 1
    assert shown.told.startswith("No word of that was read.")
    reviewer("verdict", scanned, BODY, CRITERION, "not-shown", "--because", "Nothing says so.")
    told = reviewer("absence", scanned, BODY, CRITERION, "--looked-at").out
    assert "2 pieces not read" in told
    assert "2 pieces waiting for recognition" in told
    assert "2 unread pieces wait for recognition" in reviewer("status", scanned, BODY).out

    waiting = reviewer("unread", scanned, BODY, "--json").rows
    assert [piece["waits"] for piece in waiting] == [True, True]
    refused = reviewer("seen", scanned, BODY, waiting[0]["key"], code=2).told
    assert "waits for recognition" in refused
    assert "could not be searched" in reviewer("search", scanned, "nonesuch").err

    reviewer("recognise", scanned)
    (piece,) = reviewer("unread", scanned, "--json").rows
    assert (piece["name"], piece["why"], piece["waits"], piece["seen"]) == (
        "marks.png",
        "writing",
        False,
        False,
    )
    assert "1 unread piece not looked at" in reviewer("status", scanned, BODY).out
    (record,) = reviewer("absence", scanned, BODY, CRITERION, "--json").rows
    assert (record["left"], record["waiting"], record["looked_at"]) == (1, 0, False)
    (new,) = [row for row in record["pieces"] if row["new"]]
    assert new["piece"] == piece["piece"]

    assert (
        "1 piece looked at" in reviewer("seen", scanned, BODY, piece["key"], "--because", "Only marks.").out
    )
    assert "unread piece" not in reviewer("status", scanned, BODY).out
    assert reviewer("unread", scanned, "--json").rows[0]["seen"] is True
    assert reviewer("check", scanned).code == 0


@pytest.mark.thorough
def test_what_is_typed_out_is_found_quoted_and_taken_back(
    reviewer: Run, scanned: Path, tmp_path: Path
) -> None:
    reviewer("recognise", scanned)
    (piece,) = reviewer("unread", scanned, "--json").rows
    (tmp_path / "typed.txt").write_text("Handwritten: the marmalade was counted.\n")
    reviewer("transcribe", scanned, BODY, piece["key"], "--file", tmp_path / "typed.txt")
    (hit,) = reviewer("search", scanned, "marmalade", "--json").rows
    assert hit["place"] == "p1/transcribed"
    assert "typed by" in hit["label"]
    assert [row["unread"] for row in reviewer("documents", scanned, "--json").rows] == [0, 0]
    reviewer("evidence", scanned, BODY, CRITERION, "marks.png", "--quote", "the marmalade was counted")
    assert "typed out" in reviewer("unread", scanned).out
    assert "marmalade" in reviewer("text", scanned, "marks.png").out

    assert "taken back" in reviewer("transcribe", scanned, BODY, piece["key"], "--text", "").out
    assert reviewer("search", scanned, "marmalade", "--json").rows == []
    assert [row["unread"] for row in reviewer("documents", scanned, "--json").rows] == [0, 1]
    assert "to be given once" in reviewer("transcribe", scanned, BODY, piece["key"], code=2).told
    assert "no piece" in reviewer("seen", scanned, BODY, "0a0a0a0a", code=2).told


@pytest.mark.thorough
def test_what_a_password_would_open_is_refused_as_seen(reviewer: Run, scanned: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(locked_pdf("The plan.", WORD))
    reviewer("receive", scanned, BODY, tmp_path / "plan.pdf", "--on", "2025-02-20")
    (plan,) = [row for row in reviewer("unread", scanned, "--json").rows if row["name"] == "plan.pdf"]
    refused = reviewer("seen", scanned, BODY, plan["key"], code=2).told
    assert "“plan.pdf” is locked" in refused
    assert "unlock CASEBOOK BODY" in refused
    told = reviewer("absence", scanned, BODY, CRITERION, "--looked-at").out
    assert "1 piece locked: give the password" in told


@pytest.mark.thorough
def test_nothing_is_called_read_of_what_is_out_of_the_review(
    reviewer: Run, root: Path, tmp_path: Path
) -> None:
    casebook, late = tmp_path / "late.casebook", tmp_path / "late.png"
    scribbled().save(late, dpi=(150, 150))
    reviewer("new", casebook, "--case", root / "resources/samples/boundaries/case")
    assert reviewer("unread", casebook).err == "All of it is read.\n"
    reviewer("receive", casebook, BODY, late, "--on", "2025-12-01")
    said = reviewer("unread", casebook).err
    assert "All of it is read" not in said
    assert "Out of it: 1 document" in said
