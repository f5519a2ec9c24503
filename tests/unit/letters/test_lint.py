from __future__ import annotations

from reviewer.letters import lint
from tests.unit.letters.letter_case import VERDICTS, draft, own


def test_a_composed_letter_has_nothing_against_it() -> None:
    assert lint(draft()) == ()


def test_a_sentence_without_a_verdict_or_a_reason_is_named() -> None:
    (line,) = lint(draft(own("own-1", "The bridges are pink.")))
    assert line == (
        "“The bridges are pink.” is linked to no verdict. Link it to the verdict it rests on, or say why it is no finding."
    )


def test_a_reason_or_a_link_is_enough() -> None:
    assert lint(draft(own("own-1", "Thank you.", because="Courtesy."))) == ()
    assert lint(draft(own("own-1", "Lamps are out.", [VERDICTS["lights"]]))) == ()


def test_a_link_to_a_verdict_that_has_changed_is_named() -> None:
    (line,) = lint(draft(own("own-1", "Lamps are out.", ["f" * 64])))
    assert line.startswith("“Lamps are out.” rests on a verdict that has changed since.")


def test_a_finding_that_was_edited_away_is_named() -> None:
    lines = lint(draft(own("findings", "Nothing.", because="x")))
    assert [line.split("“")[1][:16] for line in lines] == ["You showed us su", "You sent nothing"]
    assert all("Write it again, or link what replaces it." in line for line in lines)


def test_taking_a_paragraph_out_wants_a_reason() -> None:
    key = draft().blocks[0].key
    assert lint(draft(own(key, ""))) == (
        "A paragraph was taken out of the letter without a reason. Say why, or take that back.",
    )
    assert lint(draft(own(key, "", because="It was asked on the telephone."))) == ()


def test_words_for_a_paragraph_that_is_gone_are_named() -> None:
    (line,) = lint(draft(own("s-0", "Once here, " + "and long " * 20, because="x")))
    assert line.startswith("The paragraph that “Once here, and long")
    assert "…” was written for is no longer in the letter." in line
    (line,) = lint(draft(own("s-0", "", because="x")))
    assert "is no longer in the letter" in line
