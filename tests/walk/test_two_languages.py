"""The sample's Welsh, through real processes: letter, seal, overview and note say whose they are and in which language."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.unit.paper.printed_languages import html_languages, pdf_languages
from tests.walk.conftest import Run


@pytest.mark.thorough
def test_a_signed_welsh_letter_the_overview_and_the_note_say_their_languages(
    reviewer: Run, casebook: Path, tmp_path: Path, sign: tuple[object, ...]
) -> None:
    letter = tmp_path / "harrowdale.cy.pdf"
    reviewer("letter", casebook, "harrowdale", "-o", letter, "--lang", "cy", *sign)
    twin = tmp_path / "harrowdale.cy.html"
    reviewer("letter", casebook, "harrowdale", "-o", twin, "--lang", "cy")
    for said in (pdf_languages(letter.read_bytes()), html_languages(twin.read_text("utf-8"))):
        english = "\n".join(text for tag, text in said if tag == "en-GB")
        welsh = "\n".join(text for tag, text in said if tag == "cy")
        assert "Harrowdale Constabulary" in english, "it has no Welsh name"
        assert "Police and Crime Commissioner for Harrowdale" in english
        assert "Harrowdale Constabulary" not in welsh
        for words in (
            "Arolygiaeth Enghreifftiol",
            "Prif Gwnstabl",
            "Drwy e-bost",
            "Arolygydd Heddlu Enghreifftiol",
        ):
            assert words in welsh
        assert not {"Sample", "Chief", "Digitally", "signed", "By e-mail"} & set(welsh.split())
    assert any(
        "Llofnod digidol Rowan Ellery" in text
        for tag, text in pdf_languages(letter.read_bytes())
        if tag == "cy"
    )
    (row,) = reviewer("verify", letter, "--json").rows
    assert row["good"]
    assert "  Welsh  " in reviewer("register", casebook, "harrowdale").out, "its name, not its code"
    assert reviewer("register", casebook, "harrowdale", "--json").rows[0]["language"] == "cy"

    report = tmp_path / "overview.cy.html"
    reviewer("overview", casebook, "-o", report, "--lang", "cy")
    said = html_languages(report.read_text("utf-8"))
    assert ("cy", "Heddlu Aberwen") in said
    assert ("en-GB", "National overview") in said
    assert "gd" in reviewer("overview", casebook, "-o", tmp_path / "x.pdf", "--lang", "gd", code=1).told

    note = tmp_path / "ash-valley.eml"
    reviewer("chaser", casebook, "ash-valley", "-o", note)
    message = message_from_bytes(note.read_bytes(), policy=policy.default)
    assert (message["Keywords"], message["Content-Language"]) == ("ash-valley", "en-GB")
