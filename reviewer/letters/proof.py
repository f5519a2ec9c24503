"""A draft as it would be printed, and where its paragraphs and findings stand on the pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewer.letters.draft import DraftBlock, LetterDraft, SignatureLook
from reviewer.letters.printed import paper_of, paragraph_keys
from reviewer.letters.sentences import DraftSentence
from reviewer.paper import Area, proof_of, text_of_blocks


@dataclass(frozen=True, slots=True)
class ProofSpot:
    """A stretch of a page (from 0), its sides in points from the page's top left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class ProofParagraph:
    """A paragraph on the pages: ``text`` is its twin, ``because`` why it was taken out if it has none.

    Of what was taken out the one spot has no height, and is where it would stand.
    """

    key: str
    text: str
    spots: tuple[ProofSpot, ...]
    edited: bool = False
    because: str = ""


@dataclass(frozen=True, slots=True)
class ProofFinding:
    """A finding on the pages: the first criterion that it tells of, and the paragraph it stands in."""

    criterion: str
    key: str
    text: str
    spots: tuple[ProofSpot, ...]


@dataclass(frozen=True, slots=True)
class LetterProof:
    """The PDF of a draft, each page's width and height and its side margins in points, and what stands where, in order."""

    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    margin: float
    paragraphs: tuple[ProofParagraph, ...]
    findings: tuple[ProofFinding, ...]


def letter_proof(
    draft: LetterDraft, signing: SignatureLook | None = None, *, issued: bool = False
) -> LetterProof:
    """Print a draft as ``paper_of`` makes it of these; PaperError for the first thing that cannot be printed."""
    proof = proof_of(paper_of(draft, signing, issued=issued))
    keys = paragraph_keys(draft, signing, issued=issued)
    areas: dict[str, list[Area]] = {}
    for area in proof.areas:
        areas.setdefault(keys[area.block], []).append(area)
    last = (*areas.get("", ()), *proof.areas)[0]
    paragraphs: list[ProofParagraph] = []
    findings: list[ProofFinding] = []
    records = {record: criterion for criterion, record in draft.verdicts}
    for block in draft.blocks:
        held = areas.get(block.key, [])
        spots = tuple(map(_spot, held)) or (_after(last),)
        last = held[-1] if held else last
        because = "" if held else block.because
        text = " ".join(text_of_blocks(block.blocks).split()) if held else ""
        paragraphs.append(ProofParagraph(block.key, text, spots, block.edited, because))
        findings += _findings(block, held, records)
    return LetterProof(proof.pdf, proof.sizes, proof.margin, tuple(paragraphs), tuple(findings))


def _spot(area: Area) -> ProofSpot:
    return ProofSpot(area.page, area.left, area.top, area.right, area.bottom)


def _after(area: Area) -> ProofSpot:
    """Return the place of what does not stand there any more: the line's lower edge before it."""
    return ProofSpot(area.page, area.left, area.bottom, area.right, area.bottom)


def _findings(block: DraftBlock, areas: Sequence[Area], records: Mapping[str, str]) -> Iterator[ProofFinding]:
    by_mark = {each.mark: each for each in block.sentences if each.mark and _criterion(each, records)}
    held: dict[str, list[ProofSpot]] = {}
    for area in areas:
        if area.mark in by_mark:
            held.setdefault(area.mark, []).append(_spot(area))
    for mark, spots in held.items():
        yield ProofFinding(_criterion(by_mark[mark], records), block.key, by_mark[mark].text, tuple(spots))


def _criterion(sentence: DraftSentence, records: Mapping[str, str]) -> str:
    """Return the first criterion that a sentence tells of, or that the verdict is on which it is linked to; or ""."""
    linked = (records[link] for link in sentence.links if link in records)
    return next(iter(sentence.criteria), next(linked, ""))
