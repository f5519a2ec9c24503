"""Fonts in a file: only what it shows, made once for files that show the same characters."""

from __future__ import annotations

import io
import unicodedata

import pikepdf
import pypdfium2  # type: ignore[import-untyped]

from reviewer.paper import Paragraph, Run, render_pdf
from tests.unit.paper.test_pdf import paper


def shown(pdf: bytes) -> str:
    """The text of all pages, without white space."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


def programs(pdf: bytes) -> list[bytes]:
    """The programs of the fonts that are embedded, as they stand in the file."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        objects = [each for each in opened.objects if isinstance(each, pikepdf.Dictionary)]
        return sorted(each.FontFile2.read_raw_bytes() for each in objects if "/FontFile2" in each)


def test_more_characters_than_one_font_of_a_file_can_have_are_all_shown() -> None:
    many = [
        chr(code)
        for code in (*range(0x21, 0x7F), *range(0xA1, 0x17F), *range(0x391, 0x3CA), *range(0x410, 0x450))
    ]
    chosen = [each for each in many if unicodedata.category(each)[0] in "LN"]
    assert len(chosen) > 300
    words = ["".join(chosen[at : at + 9]) for at in range(0, len(chosen), 9)]
    pdf = render_pdf(paper(Paragraph((Run(" ".join(words)),))))
    assert "".join(words) in shown(pdf)
    assert len(programs(pdf)) > 1


def test_files_that_show_the_same_characters_hold_the_same_fonts() -> None:
    one, other = (paper(Paragraph((Run(text),))) for text in ("dread the sea", "the dares head"))
    first = render_pdf(one)
    assert programs(first) == programs(render_pdf(other))
    assert render_pdf(one) == first
    assert "dreadthesea" in shown(first)
    assert "thedareshead" in shown(render_pdf(other))
