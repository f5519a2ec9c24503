"""What is printed, kept whole: a change of one word or tag shows. REVIEWER_GOLDEN=write makes the files anew."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest

from reviewer.framework import load_case
from reviewer.letters import SignatureLook, compose_letter, paper_of, text_of
from reviewer.letters.draft import LetterDraft
from reviewer.overview import count, csv_of, overview_paper
from reviewer.overview.figures import Figures
from reviewer.paper import Paper, render_html, render_pdf, render_text

HERE = Path(__file__).parent
FINDINGS = {"surveys": "sound", "repairs": "silent", "lights": "silent"}
AT = datetime(2032, 4, 6, 9, 30, tzinfo=UTC)
CASE = load_case(HERE / "case")


def letter(language: str = "") -> LetterDraft:
    verdicts = {key: f"{number}" * 64 for number, key in enumerate(FINDINGS)}
    return compose_letter(CASE, language, CASE.body("arch"), FINDINGS, (), verdicts)


def figures() -> Figures:
    found = {"arch": FINDINGS, "beam": {"surveys": "begun"}}
    return count(CASE, found, {"arch": "unknown"})


def signed_paper() -> Paper:
    return paper_of(letter(), SignatureLook("Ŵyn Prŷs-Example", AT))


def overview() -> Paper:
    return overview_paper(CASE, figures(), AT)


def pdf_text(paper: Paper) -> str:
    with pypdfium2.PdfDocument(render_pdf(paper)) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return "\n---- page ----\n".join(text.replace("\r\n", "\n") for text in pages) + "\n"


def tags(paper: Paper) -> str:
    """The structure tree: a tag a line, with what assistive technology is told beside the text."""
    with pikepdf.open(io.BytesIO(render_pdf(paper))) as pdf:
        return "\n".join(_lines(pdf.Root.StructTreeRoot.K, 0)) + "\n"


def _lines(node: pikepdf.Object, depth: int) -> list[str]:
    told = [f"{key}={node[key]}" for key in ("/Alt", "/Lang", "/A") if key in node and key != "/A"]
    if "/A" in node:
        told += [f"{key}={node.A[key]}" for key in ("/Scope", "/ListNumbering") if key in node.A]
    out = ["  " * depth + " ".join([str(node.S), *told])]
    kids = node.K if isinstance(node.K, pikepdf.Array) else [node.K]
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary):
            out += _lines(kid, depth + 1) if "/S" in kid else ["  " * (depth + 1) + "(annotation)"]
    return out


KEPT: dict[str, Callable[[], str]] = {
    "letter.txt": lambda: text_of(letter()),
    "letter-cy.txt": lambda: render_text(paper_of(letter("cy"), None)),
    "letter.html": lambda: render_html(signed_paper()),
    "letter.pdf.txt": lambda: pdf_text(signed_paper()),
    "letter.tags.txt": lambda: tags(signed_paper()),
    "overview.html": lambda: render_html(overview()),
    "overview.tags.txt": lambda: tags(overview()),
    "overview.pdf.txt": lambda: pdf_text(overview()),
    "overview.csv": lambda: csv_of(figures()),
}


@pytest.mark.parametrize("name", KEPT)
def test_it_is_printed_as_it_was(name: str) -> None:
    path = HERE / name
    made = KEPT[name]()
    if os.environ.get("REVIEWER_GOLDEN") == "write":
        path.write_text(made, encoding="utf-8", newline="")
    assert made == path.read_bytes().decode("utf-8")
