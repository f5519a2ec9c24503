"""A draft's web page says on every printed page that it is one, in a real browser; a signed letter's twin on none."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from reviewer.letters import SignatureLook, paper_of
from reviewer.paper import Paper, render_html, render_pdf
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
