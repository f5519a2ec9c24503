"""What the words of a case say that cannot be is told before anybody signs: own words were read, the template's never."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from reviewer.desk.case_doubts import doubts_of_case
from reviewer.desk.words.objections import case_doubt_words
from reviewer.framework import load_case
from reviewer.model.objections import ObjectionCode as Code
from tests.unit.desk.conftest import Clock

BODY = "harrowdale"


def _with(case_dir: Path, tmp_path: Path, words: str) -> Path:
    folder = tmp_path / "case"
    shutil.copytree(case_dir, folder)
    letter = folder / "letter.md"
    letter.write_text(f"{letter.read_text('utf-8').rstrip()}\n\n{words}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("words", "code", "wrong"),
    [
        ("Answer by 31 April 2025.", Code.NO_SUCH_DAY, "31 April 2025"),
        ("It was so in 99 o\u00adf 43.", Code.MORE_THAN_ALL, "99 of 43"),
        ("Answer by Monday 1 April 2025.", Code.OTHER_WEEKDAY, "Monday 1 April 2025"),
    ],
)
def test_what_cannot_be_in_a_template_is_told_and_blocks_nothing(
    case_dir: Path, tmp_path: Path, words: str, code: Code, wrong: str
) -> None:
    found = doubts_of_case(load_case(_with(case_dir, tmp_path, words)))
    assert [(each.code, each.certain, each.language) for each in found] == [(code, False, "")]
    assert wrong in case_doubt_words(found[0]).replace("\u00ad", "")


def test_a_template_that_says_a_verdict_besides_is_told(case_dir: Path, tmp_path: Path) -> None:
    """“Each verdict is said exactly once”: a standing sentence said one again, or another one."""
    case = load_case(case_dir)
    from reviewer.letters import compose_letter

    findings = {each.key: each.findings[0] for each in case.framework.criteria}
    made = compose_letter(case, "", case.bodies[0], findings, (), {key: key for key in findings})
    told = next(each.text for each in made.sentences if each.criteria)
    found = doubts_of_case(load_case(_with(case_dir, tmp_path, told)))
    assert {each.code for each in found} == {Code.SAID_TWICE, Code.OTHER_FINDING}
    assert not any(each.certain for each in found)


def test_a_sound_case_has_nothing_against_it(case_dir: Path, root: Path) -> None:
    assert doubts_of_case(load_case(case_dir)) == ()
    assert doubts_of_case(load_case(root / "tests/golden/case")) == ()


def test_it_is_listed_before_a_letter_is_signed_that_nobody_wrote_in(
    case_dir: Path, tmp_path: Path, home: Home, clock: Clock
) -> None:
    folder = _with(case_dir, tmp_path, "Answer by 31 April 2025.")
    with Desk.new(tmp_path / "Own.casebook", folder, home, clock) as desk:
        assert desk.letters.doubts(BODY) == ()
        for criterion in desk.case.framework.criteria:
            desk.judging.verdict(BODY, criterion.key, criterion.findings[0], "As quoted.")
        (found,) = desk.letters.doubts(BODY)
        assert (found.code, found.words) == (Code.NO_SUCH_DAY, "31 April 2025")
        assert desk.letters.doubts(BODY, "cy") == ()
        desk.drafts.edit(BODY, "own-1", 150, "Thank you.", because="Courtesy.")
        assert [each.code for each in desk.letters.doubts(BODY)] == [Code.OWN_WORDS, Code.NO_SUCH_DAY]
        assert desk.amending.look(folder).doubts == doubts_of_case(desk.case)
