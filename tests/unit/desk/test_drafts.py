"""A letter's paragraphs in the inspector's own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from reviewer.desk.letter_places import Place
from reviewer.desk.words.objections import objection_words
from reviewer.errors import ConflictError, WrongUseError
from tests.colleagues import joined
from tests.identities import identity_at
from tests.unit.desk.conftest import NOON, Clock

OWN = "own-1"


@pytest.fixture
def judged(desk: Desk) -> Desk:
    """A body whose letter can be drafted."""
    for criterion in desk.case.framework.criteria:
        desk.judging.verdict("harrowdale", criterion.key, criterion.findings[0], "As quoted.")
    return desk


def first(desk: Desk, language: str = "") -> tuple[str, int, str]:
    block = desk.drafts.draft("harrowdale", language).blocks[0]
    return block.key, block.order, block.markdown


def test_a_paragraph_says_at_once_what_would_block_it(judged: Desk) -> None:
    key, order, markdown = first(judged)
    assert not judged.drafts.would_block("harrowdale", key, order, markdown)
    words = f"{markdown} We also met the officers."
    (found,) = judged.drafts.would_block("harrowdale", key, order, words)
    assert objection_words(found).startswith("“We also met the officers.” is linked to no verdict")
    assert not judged.drafts.would_block("harrowdale", key, order, words, because="An act of courtesy.")
    link = dict(judged.drafts.draft("harrowdale").verdicts)["policy"]
    assert not judged.drafts.would_block("harrowdale", key, order, words, links=[link])
    (found,) = judged.drafts.would_block("harrowdale", key, order, "")
    assert "without a reason" in objection_words(found)
    assert not judged.drafts.objections("harrowdale")
    assert judged.drafts.draft("harrowdale").blocks[0].markdown == markdown


def test_what_is_left_out_of_the_findings_is_told(judged: Desk) -> None:
    block = next(block for block in judged.drafts.draft("harrowdale").blocks if block.links)
    found = judged.drafts.would_block(
        "harrowdale", block.key, block.order, "All is well.", because="My own words."
    )
    assert found
    assert all("no longer says" in objection_words(each) for each in found)


def test_a_composed_paragraph_is_restored_and_undo_brings_the_words_back(judged: Desk) -> None:
    key, order, markdown = first(judged)
    judged.drafts.edit("harrowdale", key, order, "My own words.")
    assert judged.drafts.objections("harrowdale")
    judged.drafts.restore("harrowdale", key)
    assert first(judged)[2] == markdown
    assert not judged.drafts.objections("harrowdale")
    judged.history.undo()
    assert first(judged)[2] == "My own words."
    judged.history.redo()
    with pytest.raises(WrongUseError, match="as it was composed"):
        judged.drafts.restore("harrowdale", key)


def test_a_paragraph_of_one_language_leaves_the_other_alone(judged: Desk) -> None:
    judged.drafts.edit("harrowdale", OWN, 150, "Diolch.", "cy", because="Courtesy.")
    assert any(block.key == OWN for block in judged.drafts.draft("harrowdale", "cy").blocks)
    assert not any(block.key == OWN for block in judged.drafts.draft("harrowdale").blocks)
    judged.drafts.restore("harrowdale", OWN, "cy")
    assert not any(block.key == OWN for block in judged.drafts.draft("harrowdale", "cy").blocks)


def test_two_people_who_wrote_one_paragraph_settle_it(
    judged: Desk, colleague: Home, clock: Clock, tmp_path: Path
) -> None:
    (tmp_path / "share").mkdir()
    judged.sharing.sync(tmp_path / "share")
    with joined(judged, tmp_path / "share", tmp_path / "theirs.casebook", colleague, clock) as theirs:
        theirs.drafts.edit("harrowdale", OWN, 150, "Theirs.", because="Courtesy.")
        judged.drafts.edit("harrowdale", OWN, 150, "Mine.", because="Courtesy.")
        theirs.sharing.sync(tmp_path / "share")
    judged.sharing.sync(tmp_path / "share")
    with pytest.raises(ConflictError):
        judged.drafts.edit("harrowdale", OWN, 150, "Ours.", because="Courtesy.")
    judged.drafts.edit("harrowdale", OWN, 150, "Ours.", because="Courtesy.", resolve=True)
    assert [block.markdown for block in judged.drafts.draft("harrowdale").blocks if block.key == OWN] == [
        "Ours."
    ]


def test_a_language_knows_its_own_signed_letter(judged: Desk, tmp_path: Path) -> None:
    for criterion in judged.case.framework.criteria:
        judged.judging.absence("harrowdale", criterion.key, looked_at=True)
        judged.judging.verdict("harrowdale", criterion.key, criterion.findings[0], "As quoted.")
    judged.judging.category("harrowdale", judged.case.framework.categories[0].key)
    identity_at(tmp_path / "r.p12", "Rowan Ellery", "secret", NOON)
    judged.letters.write("harrowdale", tmp_path / "h.cy.pdf", tmp_path / "r.p12", "secret", "cy")
    now = judged.letters.standing_letter("harrowdale", "cy")
    assert now is not None
    assert now.place is Place.STANDS
    assert judged.letters.standing_letter("harrowdale") is None
    judged.judging.verdict(
        "harrowdale", "policy", judged.case.framework.criteria[0].findings[0], "Read again."
    )
    now = judged.letters.standing_letter("harrowdale", "cy")
    assert now is not None
    assert now.place is Place.CHANGED
