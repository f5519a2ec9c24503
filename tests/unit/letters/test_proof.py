"""What is said of where a letter's words stand is where they are printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer.letters import letter_proof, paper_of
from reviewer.letters.proof import ProofSpot
from reviewer.paper import render_pdf
from tests.sixty import letter_to
from tests.unit.paper.printed_pages import Printed, Shown, squeezed

HIGH = 297 * 72 / 25.4


def within(shown: Shown, spots: tuple[ProofSpot, ...]) -> bool:
    middle, across = HIGH - (shown.bottom + shown.top) / 2, (shown.left + shown.right) / 2
    return any(
        spot.page == shown.page
        and spot.top <= middle <= spot.bottom
        and spot.left - 1 <= across <= spot.right + 8
        for spot in spots
    )


@pytest.mark.thorough
@pytest.mark.parametrize("kind", range(0, 60, 4))
def test_each_paragraph_is_said_to_stand_where_its_words_are(kind: int) -> None:
    draft = letter_to(kind, 5)
    proof = letter_proof(draft)
    assert proof.pdf == render_pdf(paper_of(draft, None)), "the very bytes that are exported"
    printed = [shown for shown in Printed(proof.pdf).shown if shown.content is not None]
    assert [each.key for each in proof.paragraphs] == [block.key for block in draft.blocks]
    for paragraph in proof.paragraphs:
        here = squeezed("".join(shown.text for shown in printed if within(shown, paragraph.spots)))
        assert sorted(here) == sorted(squeezed(paragraph.text)), paragraph.key
    for finding in proof.findings:
        here = squeezed("".join(shown.text for shown in printed if within(shown, finding.spots)))
        assert squeezed(finding.text)[:12] in here


def test_each_finding_leads_to_its_criterion() -> None:
    proof = letter_proof(letter_to(1, 3))
    assert {finding.criterion for finding in proof.findings} == {"surveys", "lights"}
    assert all(finding.key == "findings" for finding in proof.findings)


def test_what_was_taken_out_stands_where_it_stood() -> None:
    draft = letter_to(1, 3)
    taken = replace(draft.blocks[2], blocks=(), sentences=(), edited=True, because="Said by telephone")
    proof = letter_proof(replace(draft, blocks=(*draft.blocks[:2], taken, *draft.blocks[3:])))
    gone = proof.paragraphs[2]
    (spot,) = gone.spots
    assert (gone.text, gone.because) == ("", "Said by telephone")
    assert spot.top == spot.bottom == proof.paragraphs[1].spots[-1].bottom
