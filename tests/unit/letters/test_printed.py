from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from reviewer.letters import SignatureLook, paper_of, text_of
from reviewer.model import Sender
from reviewer.paper import Field, Heading, render_html, render_pdf, render_text
from tests.scale import grid
from tests.unit.letters.letter_case import NOW, draft, own


def pages_of(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]


LOOK = SignatureLook("Ŵyn Prŷs-Example", NOW)


def test_the_text_twin_is_subject_salutation_body_closing_and_name() -> None:
    lines = text_of(draft(), issued=True).split("\n\n")
    assert lines[:2] == ["Safe footbridges: Arch & Town Council", "Dear Chief Engineer"]
    assert lines[-2:] == ["Yours sincerely", "Ŵyn Prŷs-Example\n"]
    assert "Bridge Inspectorate" not in text_of(draft())


def test_a_draft_says_so_in_each_twin_and_a_signed_letter_does_not() -> None:
    for language, words in (("", "DRAFT, not signed"), ("cy", "DRAFFT, heb ei lofnodi")):
        made = draft(language=language)
        assert text_of(made).startswith(f"{words}\n\n")
        assert words in render_html(paper_of(made, None))
        assert words not in text_of(made, issued=True)
        for paper in (paper_of(made, LOOK), paper_of(made, None, issued=True)):
            assert words not in render_html(paper) + render_text(paper)


LASTS = ("One line.", "A longer end. " * 30, "- one\n- two", "| a | b |\n|---|---|\n| 1 | 2 |", "> Said.")
COUNTS = range(12, 32)


@pytest.mark.parametrize(
    ("count", "last"),
    grid(product(COUNTS, LASTS), ordinary=[(count, LASTS[count % len(LASTS)]) for count in COUNTS]),
)
def test_what_closes_a_letter_never_stands_alone(count: int, last: str) -> None:
    filling = own("own-1", "\n".join(f"Line {n}\\" for n in range(count)) + "\nlast", order=1)
    made = draft(filling, own("own-2", last, order=9000))
    pages = [words.split("\n") for words in pages_of(render_pdf(paper_of(made, LOOK)))]
    (closing,) = (page for page in pages if "Yours sincerely" in page)
    assert "Inspector of Footbridges" in closing
    shown = [line for line in closing if line and not line.startswith(("TEST", "bridges", "Page"))]
    assert shown.index("Yours sincerely") > 0, "the end of what it closes stands above it"


def test_the_order_on_paper() -> None:
    text = render_text(paper_of(draft(), LOOK))
    places = [text.index(words) for words in (
        "Bridge Inspectorate", "Made up for tests", "1 Span Road, Archford", "01632 960 001", "Ŵyn Prŷs-Example\nInspector",
        "Chief Engineer\nArch & Town Council\nBy e-mail", "Copied to: The Town Clerk", "5 April 2032",
        "Safe footbridges: Arch", "Dear Chief Engineer", "On 2 February 2032", "Yours sincerely",
        "Digitally signed by Ŵyn Prŷs-Example", "6 April 2032, 09:30 UTC", "Issued by the signatory of this letter",
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
    text = render_text(paper_of(bare, None, issued=True))
    assert text.startswith("Office\n\nŴyn Prŷs-Example")
    assert "Copied" not in text


def test_the_telephone_can_be_dialled_and_the_address_is_one() -> None:
    html = render_html(paper_of(draft(), None))
    assert (
        '<address><p class="small">1 Span Road, Archford<br><a href="tel:01632960001">01632&nbsp;960&nbsp;001</a></p></address>'
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
