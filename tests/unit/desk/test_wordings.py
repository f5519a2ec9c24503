"""What is wrong with a letter's words keeps it from being signed, in its own language; what may be meant is listed."""

from __future__ import annotations

import pytest

from reviewer.desk import Desk
from reviewer.desk.words.blockers import blocker_and_remedy, left_words
from reviewer.desk.words.objections import OBJECTIONS, objection_words
from reviewer.errors import NotReadyError, PaperError
from reviewer.model.fields import values_of
from reviewer.model.objections import Objection
from reviewer.model.objections import ObjectionCode as Code
from reviewer.review import BlockerCode

BODY = "harrowdale"
OWN = "own-1"


@pytest.fixture
def judged(desk: Desk) -> Desk:
    """A body whose letter can be drafted."""
    for criterion in desk.case.framework.criteria:
        desk.judging.verdict(BODY, criterion.key, criterion.findings[0], "As quoted.")
    return desk


def _wrong(desk: Desk) -> list[Objection]:
    blockers = desk.standing.state(BODY).blocks_signing
    return [b.objection for b in blockers if b.objection and b.code is BlockerCode.LETTER_WORDS]


def test_certain_things_are_left_before_signing_and_doubtful_ones_are_listed(judged: Desk) -> None:
    assert not _wrong(judged)
    other = next(body for body in judged.case.bodies if body.code != BODY)
    text = f"We thank {other.name}. We met on 31 February 2025."
    judged.drafts.edit(BODY, OWN, 150, text, because="Courtesy.")
    (wrong,) = _wrong(judged)
    doubt, own = judged.letters.doubts(BODY)
    assert (own.code, own.sentence) == (Code.OWN_WORDS, text)
    assert (wrong.code, wrong.block, doubt.code, doubt.words) == (
        Code.NO_SUCH_DAY,
        OWN,
        Code.OTHER_BODY,
        other.name,
    )
    assert judged.standing.state(BODY).doubts == (doubt, own)
    (line,) = (line for line in judged.standing.body_lines() if line.code == BODY)
    assert line.left == len(judged.standing.state(BODY).blocks_signing)
    with pytest.raises(NotReadyError, match="There is no “31 February 2025”"):
        judged.drafts.ready(BODY, signing=True)
    judged.history.undo()
    assert not _wrong(judged)
    assert not judged.letters.doubts(BODY)


def test_a_wrong_word_in_one_language_keeps_only_that_letter_waiting(judged: Desk) -> None:
    judged.drafts.edit(BODY, OWN, 150, "Ar 31 Chwefror 2025.", "cy", because="Diolch.")
    view = judged.standing.state(BODY)
    (wrong,) = _wrong(judged)
    assert wrong.language == "cy"
    assert not [each for each in view.left_in("") if each.objection]
    assert [each.objection for each in view.left_in("cy") if each.objection] == [wrong]
    assert not judged.drafts.objections(BODY)
    found = judged.drafts.objections(BODY, "cy")
    assert [each.code for each in found] == [Code.NO_SUCH_DAY, Code.OWN_WORDS]
    assert found[0] == wrong


def test_ones_own_words_are_held_against_the_verdict_that_stands_now(judged: Desk) -> None:
    block = next(block for block in judged.drafts.draft(BODY).blocks if block.links)
    judged.drafts.edit(BODY, block.key, block.order, f"**{block.markdown}**", links=block.links)
    assert not _wrong(judged)
    policy = judged.criterion("policy")
    judged.judging.verdict(BODY, "policy", policy.findings[1], "Read again.")
    assert {wrong.code for wrong in _wrong(judged)} == {Code.STALE_LINK, Code.OTHER_FINDING, Code.LEFT_OUT}


def test_a_link_that_no_letter_may_have_is_refused_and_nothing_is_kept(judged: Desk) -> None:
    before = judged.position
    with pytest.raises(PaperError, match="leads neither"):
        judged.drafts.edit(BODY, OWN, 150, "[x](here)", because="x")
    assert judged.position == before


def test_what_nobody_sees_hides_nothing_that_no_letter_may_have(judged: Desk) -> None:
    with pytest.raises(PaperError, match="deep"):
        judged.drafts.edit(BODY, OWN, 150, f"\u200b{'> ' * 200}deep", because="x")
    judged.drafts.edit(BODY, OWN, 150, "[x](https\u200b://a.example)", because="x")
    assert judged.drafts.draft(BODY) is not None


def test_a_character_that_no_page_can_show_is_left_before_signing(judged: Desk) -> None:
    judged.drafts.edit(BODY, OWN, 150, "Shalom: שלום", because="Courtesy.")
    (wrong,) = _wrong(judged)
    assert wrong.code is Code.UNPRINTABLE
    assert "right to left" in objection_words(wrong)


def test_what_may_be_meant_hides_no_character_that_cannot_be_shown(judged: Desk) -> None:
    other = next(body for body in judged.case.bodies if body.code != BODY)
    judged.drafts.edit(BODY, OWN, 150, f"We thank {other.name}. שלום", because="Courtesy.")
    assert [wrong.code for wrong in _wrong(judged)] == [Code.UNPRINTABLE]
    assert [doubt.code for doubt in judged.letters.doubts(BODY)] == [Code.OTHER_BODY, Code.OWN_WORDS]
    (line,) = (line for line in judged.standing.body_lines() if line.code == BODY)
    assert not line.ready


def test_a_paragraph_is_charged_with_nothing_that_stands_in_another(judged: Desk) -> None:
    judged.drafts.edit(BODY, OWN, 150, "שלום", because="Courtesy.")
    assert not judged.drafts.would_block(BODY, "own-2", 160, "Thank you.", because="Courtesy.")
    (own,) = judged.drafts.would_block(BODY, OWN, 150, "שלום again", because="Courtesy.")
    assert own.code is Code.UNPRINTABLE


@pytest.mark.parametrize("code", list(Code))
def test_every_objection_has_words(code: Code) -> None:
    names = ("what", "title", "said", "recorded", "weekday", "name", "of", "target")
    values = values_of({**dict.fromkeys(names, "so"), "gone": ("so", ""), "new": ("so", "so")})
    words = objection_words(Objection(code, "own-1", "A sentence.", 0, 1, values))
    assert words
    assert "{" not in words
    assert set(OBJECTIONS) == set(Code)


def test_a_long_sentence_is_shown_where_it_is_wrong() -> None:
    start = "Further to my letter, which was long and said many things of which few were of any use, "
    wrong = Objection(Code.NO_SUCH_DAY, "k", f"{start}we met on 31 June.", len(start) + 10, len(start) + 17)
    assert objection_words(wrong) == (
        "There is no “31 June”, as in “…were of any use, we met on 31 June.” Write the day as it was."
    )
    recorded = f"{start}nothing was provided."
    same = Objection(Code.OPPOSITE, "k", f"{start}something was provided.", values=(("recorded", recorded),))
    assert "something was" in objection_words(same)
    assert "nothing was" in objection_words(same)


def test_a_blocker_says_it_as_it_is(judged: Desk) -> None:
    judged.drafts.edit(BODY, OWN, 150, "Thank you.")
    (blocker,) = (b for b in judged.standing.state(BODY).blocks_signing if b.objection)
    assert left_words(blocker) == "“Thank you.” is linked to no verdict."
    assert blocker_and_remedy(blocker).endswith("or say why it is no finding.")
