from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from reviewer.letters import SignatureLook, paper_of, text_of
from reviewer.model import Sender
from reviewer.paper import Field, Heading, render_html, render_pdf, render_text
from tests.unit.letters.letter_case import NOW, draft

LOOK = SignatureLook("Ŵyn Prŷs-Example", NOW)


def test_the_text_twin_is_subject_salutation_body_closing_and_name() -> None:
    lines = text_of(draft()).split("\n\n")
    assert lines[:2] == ["Safe footbridges: Arch & Town Council", "Dear Chief Engineer"]
    assert lines[-2:] == ["Yours sincerely", "Ŵyn Prŷs-Example\n"]
    assert "Bridge Inspectorate" not in text_of(draft())


def test_the_order_on_paper() -> None:
    text = render_text(paper_of(draft(), LOOK))
    places = [text.index(words) for words in (
        "Bridge Inspectorate", "Made up for tests", "1 Span Road, Archford", "01632 960 001", "Ŵyn Prŷs-Example\nInspector",
        "Chief Engineer\nArch & Town Council\nBy e-mail", "Copied to: The Town Clerk", "5 April 2032",
        "Safe footbridges: Arch", "Dear Chief Engineer", "On 2 February 2032", "Yours sincerely",
        "Digitally signed by Ŵyn Prŷs-Example", "6 April 2032, 09:30 UTC", LOOK.reason,
    )]  # fmt: skip
    assert places == sorted(places)


def test_only_a_letter_to_be_signed_has_the_field() -> None:
    assert not any(isinstance(block, Field) for block in paper_of(draft(), None).blocks)
    field = paper_of(draft(), LOOK).blocks[-1]
    assert isinstance(field, Field)
    assert field.tooltip == "Digital signature of Ŵyn Prŷs-Example, 6 April 2032, 09:30 UTC"


def test_the_subject_is_the_one_heading_of_level_one() -> None:
    headings = [
        block for block in paper_of(draft(), None).blocks if isinstance(block, Heading) and block.level == 1
    ]
    assert [heading.text for heading in headings] == ["Safe footbridges: Arch & Town Council"]


def test_what_the_sender_has_not_is_left_out() -> None:
    bare = replace(draft(), sender=Sender("Office"), copied_to="", delivery="", blocks=())
    text = render_text(paper_of(bare, None))
    assert text.startswith("Office\n\nŴyn Prŷs-Example")
    assert "Copied" not in text


def test_the_telephone_can_be_dialled_and_the_address_is_one() -> None:
    html = render_html(paper_of(draft(), None))
    assert (
        '<address><p class="small">1 Span Road, Archford<br><a href="tel:01632960001">01632 960 001</a></p></address>'
        in html
    )


def test_a_draft_gives_the_same_bytes() -> None:
    assert render_pdf(paper_of(draft(), None)) == render_pdf(paper_of(draft(), None))


def test_pdftotext_reads_the_same_words_in_the_same_order(tool: Callable[[str], str], tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(render_pdf(paper_of(draft(), LOOK)))
    done = subprocess.run(
        [tool("pdftotext"), path, "-"], capture_output=True, check=True, text=True, encoding="utf-8"
    )
    found = done.stdout.split()
    for paragraph in render_text(paper_of(draft(), LOOK)).split("\n\n"):
        words = paragraph.split()
        starts = [at for at in range(len(found)) if found[at : at + len(words)] == words]
        assert starts, paragraph
        found = found[starts[0] :]
