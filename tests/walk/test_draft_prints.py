"""A draft's web page says on every printed page that it is one, in a real browser; a signed letter's twin on none."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from reviewer.letters import SignatureLook, paper_of
from reviewer.paper import Heading, Paper, Paragraph, Table, plain, render_html, render_pdf
from tests.unit.letters.letter_case import NOW, draft, own

PALE = 0xDD


@pytest.fixture
def browser() -> str:
    """A browser that prints."""
    return shutil.which("chromium") or pytest.skip("there is no Chromium here to print with")


def long(*, issued: bool) -> Paper:
    words = "\n\n".join(f"Paragraph {number}. " + "Words and words. " * 40 for number in range(9))
    look = SignatureLook("Robin Ash", NOW, "Deputy", "Ŵyn Prŷs-Example") if issued else None
    return paper_of(draft(own("own-1", words, order=1)), look, issued=issued)


def pale_share(page: pypdfium2.PdfPage) -> float:
    """How much of the middle of a page has the watermark's colour."""
    picture = page.render(scale=0.5).to_pil().convert("L")
    wide, high = picture.size
    middle = picture.crop((wide // 4, high // 4, 3 * wide // 4, 3 * high // 4))
    counts = middle.histogram()
    return float(counts[PALE] / sum(counts))


@pytest.mark.thorough
@pytest.mark.parametrize("issued", [False, True])
def test_each_printed_page_of_a_drafts_web_page_says_so(
    browser: str, tmp_path: Path, *, issued: bool
) -> None:
    (tmp_path / "letter.html").write_text(render_html(long(issued=issued)), encoding="utf-8")
    words = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
             "--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'printed.pdf'}", f"file://{tmp_path / 'letter.html'}")  # fmt: skip
    subprocess.run([browser, *words], capture_output=True, check=True, timeout=120)
    with pypdfium2.PdfDocument((tmp_path / "printed.pdf").read_bytes()) as printed:
        shares = [pale_share(page) for page in printed]
        title = printed.get_metadata_value("Title")
    assert len(shares) > 2
    assert all(share < 0.005 if issued else share > 0.03 for share in shares), shares
    assert title.startswith("DRAFT, not signed: ") is not issued


@pytest.mark.parametrize("issued", [False, True])
def test_the_title_that_is_read_out_says_that_it_is_a_draft(*, issued: bool) -> None:
    paper = long(issued=issued)
    with pypdfium2.PdfDocument(render_pdf(paper)) as pdf:
        assert pdf.get_metadata_value("Title").startswith("DRAFT, not signed: ") is not issued
    assert ("<title>DRAFT, not signed: " in render_html(paper)) is not issued


def printed_page(browser: str, folder: Path, paper: Paper) -> pypdfium2.PdfDocument:
    """A paper's web page as the browser prints it."""
    (folder / "page.html").write_text(render_html(paper), encoding="utf-8")
    words = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}",
             "--no-pdf-header-footer", f"--print-to-pdf={folder / 'page.pdf'}", f"file://{folder / 'page.html'}")  # fmt: skip
    subprocess.run([browser, *words], capture_output=True, check=True, timeout=120)
    return pypdfium2.PdfDocument((folder / "page.pdf").read_bytes())


def on_sheet(page: pypdfium2.PdfPage) -> Iterator[str]:
    """The letters that lie within the margins, 25 mm at each side."""
    text, edge = page.get_textpage(), 25 * 72 / 25.4 - 1
    for at in range(text.count_chars()):
        left, _, right, _ = text.get_charbox(at)
        if left >= edge and right <= page.get_width() - edge:
            yield text.get_text_range(at, 1)


SIX = tuple(letter * 84 for letter in "abcdef")
TABLES = {
    "long words": Table("", tuple("uvwxyz"), (SIX, SIX)),
    "a long name": Table("", ("Body", "Category", "Judged"), (("Q" * 200, "Good", "12"),)),
    "long words and short ones": Table("", ("W" * 20, "M" * 30, "Number"), (("Z" * 20, "Considerably", "Short"),)),
    "many columns": Table("", tuple(f"Column{n}" for n in range(12)), (tuple("wording" for _ in range(12)),)),
    "what fits": Table("", ("Requirement", "Outcome", "Page"), (("Counter-corruption", "Satisfactory", "12"),)),
}  # fmt: skip


@pytest.mark.thorough
@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_no_column_of_a_table_is_left_off_the_printed_sheet(
    browser: str, tmp_path: Path, table: Table
) -> None:
    made = replace(long(issued=True), blocks=(Heading("S", 1), table), marking="", reference="")
    with printed_page(browser, tmp_path, made) as document:
        there = Counter(letter for page in document for letter in on_sheet(page))
        whole = "".join(page.get_textpage().get_text_range() for page in document)
    asked = Counter("".join(str(cell) for row in (table.head, *table.rows) for cell in row))
    assert asked <= there
    for word in ("Category", "Number", "Short", "Requirement", "Counter-corruption", "Satisfactory"):
        assert word in whole or word not in str(table), f"{word} fits, and is not broken"


@pytest.mark.thorough
def test_who_signs_stands_with_the_closing_on_the_printed_sheet(browser: str, tmp_path: Path) -> None:
    """However long the letter is: the end of its text, the closing, the name and the seal are on one page."""
    for lines in (19, 22, 24):  # where a page would end within them
        words = "\n\n".join(f"Line {number}." for number in range(lines))
        look = SignatureLook("Robin Ash", NOW, "Deputy", "Ŵyn Prŷs-Example")
        made = paper_of(draft(own("own-1", words, order=1)), look, issued=True)
        with printed_page(browser, tmp_path, made) as document:
            texts = [page.get_textpage().get_text_range() for page in document]
        closing = next(block for block in made.blocks if isinstance(block, Paragraph) and block.together)
        (page,) = [text for text in texts if plain(closing.runs) in text]
        assert "Deputy" in page, lines
        assert "Digitally signed by Robin Ash" in page, lines
