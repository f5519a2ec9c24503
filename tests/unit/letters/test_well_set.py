"""Letters are well set whatever they say: no lone line, no lone signature, no heading at the foot of a page."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime

import pytest

from reviewer.letters import SignatureLook, paper_of
from reviewer.paper import Heading, Paragraph
from reviewer.paper.pdf import proof_of
from tests.sixty import letter_to
from tests.unit.paper.printed_pages import elements

LOOK = SignatureLook("Ŵyn Prŷs-Example", datetime(2032, 4, 6, 9, 30, tzinfo=UTC))


@pytest.mark.thorough
@pytest.mark.parametrize("kind", range(0, 60, 3))
def test_the_signature_stands_with_the_end_of_the_letter(kind: int) -> None:
    *_, (_, last), (_, closing), (_, name), (tag, _) = elements(
        proof_of(paper_of(letter_to(kind, 11), LOOK)).pdf
    )
    assert tag == "Form"
    assert closing == name, "the closing and the name are on one page"
    assert max(last) == max(closing), "and so is the end of what they close"


@pytest.mark.thorough
@pytest.mark.parametrize("kind", range(0, 60, 5))
def test_no_line_of_a_paragraph_stands_alone_on_a_page(kind: int) -> None:
    paper = paper_of(letter_to(kind, 12), None)
    proof = proof_of(paper)
    lines: defaultdict[int, defaultdict[int, set[float]]] = defaultdict(lambda: defaultdict(set))
    for area in proof.areas:
        lines[area.block][area.page].add(area.top)
    last = {
        page: max(area.top for area in proof.areas if area.page == page) for page in range(len(proof.sizes))
    }
    for number, block in enumerate(paper.blocks):
        pages = lines[number]
        if isinstance(block, Paragraph) and len(pages) > 1:
            assert min(map(len, pages.values())) > 1, block
        if isinstance(block, Heading) and number + 1 < len(paper.blocks):
            assert max(pages[max(pages)]) < last[max(pages)], block
