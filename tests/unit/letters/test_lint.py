"""What is said against a letter: what rests on nothing, what is left out, said twice, or said otherwise than recorded."""

from __future__ import annotations

import csv
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.framework import load_case
from reviewer.letters import compose_letter, known_of, lint
from reviewer.letters.claims import Claims
from reviewer.model import Block, Origin
from reviewer.model.objections import Objection
from reviewer.model.objections import ObjectionCode as Code
from tests.unit.letters.letter_case import FINDINGS, VERDICTS, draft, objections, own, the_case

ALL = tuple(VERDICTS.values())
SOUND = "You showed us surveys of every bridge."
SILENT = "You sent nothing about how soon repairs are made or lamps on every bridge."
THANKS = "We thank you for what you sent."


def _codes(found: tuple[Objection, ...]) -> list[tuple[Code, bool]]:
    return [(each.code, each.certain) for each in found]


def _of_findings(words: str, **more: str) -> list[tuple[Code, bool]]:
    """The codes against the findings' paragraph with other words, linked to all verdicts."""
    return _codes(objections(own("findings", words, ALL), **more))  # type: ignore[arg-type]


def _of_own(words: str) -> list[tuple[Code, bool]]:
    return _codes(objections(own("own-1", words, because="It is no finding.")))


def test_a_composed_letter_has_nothing_against_it() -> None:
    assert objections() == ()


def test_a_sentence_without_a_verdict_or_a_reason_is_named() -> None:
    (found,) = objections(own("own-1", "The bridges are pink."))
    assert found == Objection(Code.UNLINKED, "own-1", "The bridges are pink.")


def test_a_reason_or_a_link_is_enough() -> None:
    assert objections(own("own-1", "Thank you.", because="Courtesy.")) == ()
    assert objections(own("own-1", "Lamps are out.", [VERDICTS["lights"]])) == ()


def test_a_link_to_a_verdict_that_has_changed_is_named() -> None:
    (found,) = objections(own("own-1", "Lamps are out.", ["f" * 64]))
    assert (found.code, found.sentence) == (Code.STALE_LINK, "Lamps are out.")


def test_a_finding_that_was_edited_away_is_named() -> None:
    found = objections(own("findings", "Nothing.", because="x"))
    assert [(each.code, each.sentence) for each in found] == [(Code.LEFT_OUT, SOUND), (Code.LEFT_OUT, SILENT)]


def test_taking_a_paragraph_out_wants_a_reason() -> None:
    key = draft().blocks[0].key
    assert objections(own(key, "")) == (Objection(Code.TAKEN_OUT, key),)
    assert objections(own(key, "", because="It was asked on the telephone.")) == ()


def test_words_for_a_paragraph_that_is_gone_are_named() -> None:
    for words in ("Once here, " + "and long " * 20, ""):
        (found,) = objections(own("s-0", words, because="x"))
        assert (found.code, found.sentence) == (Code.ORPHAN, words.strip())


# --- each verdict exactly once -------------------------------------------------------------------


def test_a_verdict_that_is_said_again_is_named_where_it_is_said_again() -> None:
    (found,) = objections(own("own-1", f"> {SOUND}", because="x", order=990))
    assert (found.code, found.block, found.values) == (Code.SAID_TWICE, "own-1", (("title", "Surveys"),))


def test_what_is_said_alone_instead_of_together_is_said() -> None:
    alone = "You sent nothing about how soon repairs are made. You sent nothing about lamps on every bridge."
    assert _of_findings(f"{SOUND} {alone} {THANKS}") == []
    assert _of_findings(f"{SOUND} {SILENT} You sent nothing about lamps on every bridge.") == [
        (Code.SAID_TWICE, True)
    ]


def test_a_verdict_that_a_template_swallows_is_not_said() -> None:
    case = the_case()
    language = case.languages[""]
    made = compose_letter(case, "", case.body("arch"), FINDINGS, (), VERDICTS)
    swallowed = [block for block in made.blocks if block.key != "findings"]
    found = lint(
        replace(made, blocks=tuple(swallowed)),
        known_of(case, language, case.body("arch"), FINDINGS),
    )
    assert [(each.code, each.block) for each in found] == [(Code.NOT_SAID, "")] * 3


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (f"You sent nothing about surveys of every bridge. {SILENT}", Code.OTHER_FINDING),
        (f"**Surveys of every bridge** has begun. {SILENT}", Code.OTHER_FINDING),
        (f"You did not show us surveys of every bridge. {SILENT}", Code.OPPOSITE),
        (f"You didn’t show us surveys of every bridge. {SILENT}", Code.OPPOSITE),
        (f"You never showed us [surveys](https://a.example) of every bridge. {SILENT}", Code.OPPOSITE),
        (f"{SOUND} You sent us something about how soon repairs are made or lamps on every bridge.", None),
        (f"{SOUND} You showed us repairs within a month and lamps on every bridge.", Code.OTHER_FINDING),
        (f"| a | b |\n|---|---|\n| 1 | You did not show us surveys of every bridge. |\n\n{SILENT}", Code.OPPOSITE),
        (f"## You sent nothing about surveys of every bridge.\n\n{SILENT}", Code.OTHER_FINDING),
        (f"> You sent nothing about surveys of every bridge.\n\n{SILENT}", Code.OTHER_FINDING),
        (f"- a\n  - You did not show us surveys of every bridge.\n\n{SILENT}", Code.OPPOSITE),
    ],
)  # fmt: skip
def test_another_finding_and_the_opposite_block_and_other_words_are_listed(
    words: str, expected: Code | None
) -> None:
    found = dict(_of_findings(words))
    if expected is None:
        assert found == {Code.REWORDED: False}
    else:
        assert found[expected] is True


def test_other_words_for_the_same_are_listed_with_both() -> None:
    (found,) = objections(own("findings", f"Every bridge was surveyed. {SILENT} {THANKS}", ALL))
    assert (found.code, found.certain, found.sentence) == (Code.REWORDED, False, "Every bridge was surveyed.")
    assert found.values == (("recorded", SOUND),)


def test_words_that_fail_are_not_taken_for_the_opposite() -> None:
    """“Failed to” says what “did not” says: nobody may be kept from writing so."""
    words = f"{SOUND} You failed to send anything about how soon repairs are made or lamps on every bridge."
    assert _of_findings(words) == [(Code.REWORDED, False)]


def test_a_sign_that_was_pasted_stands_for_no_criterion() -> None:
    """U+FFFC, as word processors leave it where a picture stood, was read as one that is named."""
    words = f"You showed us surveys of every bridge and \ufffc. {SILENT} {THANKS}"
    assert _of_findings(words) == [(Code.REWORDED, False)]


def test_what_others_wrote_may_be_quoted() -> None:
    found = objections(
        own("own-1", "> You sent nothing about surveys of every bridge.", because="Our last letter.")
    )
    assert _codes(found) == [(Code.OTHER_FINDING, False)]


# --- figures, days and names ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "code", "certain", "wrong"),
    [
        ("We looked at 99 of 43 bridges.", Code.MORE_THAN_ALL, True, "99 of 43"),
        ("Ninety-nine out of the forty-three did.", Code.MORE_THAN_ALL, True, "Ninety-nine out of the forty-three"),
        ("They say “99 of 43 bridges”.", Code.MORE_THAN_ALL, False, "99 of 43"),
        ("> They say 99 of 43 bridges.", Code.MORE_THAN_ALL, False, "99 of 43"),
        ("Two of one kind were there.", Code.MORE_THAN_ALL, False, "Two of one"),
        ("See page 99 of 43 papers.", Code.MORE_THAN_ALL, False, "99 of 43"),
        ("In 2 of 44 councils it was so.", Code.OTHER_COUNT, False, "44 councils"),
        ("All 44 councils were asked.", Code.OTHER_COUNT, False, "44 councils"),
        ("You sent 17 documents.", Code.OTHER_COUNT, False, "17 documents"),
        ("We met on 31 February 2032.", Code.NO_SUCH_DAY, True, "31 February 2032"),
        ("We met on 31 February.", Code.NO_SUCH_DAY, True, "31 February"),
        ("We met on February 30th, 2032.", Code.NO_SUCH_DAY, True, "February 30th, 2032"),
        ("We met on the 29th of February 2031.", Code.NO_SUCH_DAY, True, "29th of February 2031"),
        ("We met on 31/02/2032.", Code.NO_SUCH_DAY, True, "31/02/2032"),
        ("We met on 2032-02-30.", Code.NO_SUCH_DAY, True, "2032-02-30"),
        ("Your plan of “31 June 2031” is old.", Code.NO_SUCH_DAY, False, "31 June 2031"),
        ("We met on Monday 6 April 2032.", Code.OTHER_WEEKDAY, True, "Monday 6 April 2032"),
        ("We wrote on 5 April 2031.", Code.OTHER_DAY, False, "5 April 2031"),
        ("We thank Beam Council.", Code.OTHER_BODY, False, "Beam Council"),
        ("We thank Beam.", Code.OTHER_BODY, False, "Beam"),
    ],
)  # fmt: skip
def test_what_the_record_says_otherwise_is_named(words: str, code: Code, certain: bool, wrong: str) -> None:
    (found,) = objections(own("own-1", words, because="It is no finding."))
    assert (found.code, found.certain, found.words) == (code, certain, wrong)


@pytest.mark.parametrize(
    "words",
    [
        "We looked at 12 of 43 bridges, and 100% of 43.",
        "Two councils did so, and 3 of 3 councils were asked.",
        "You sent 3 documents, of which 2 of 3 were plans.",
        "It may 31 times be so; march 40 miles.",
        "On 29 February 2032, on 31 March 2031 and on 12 May we met.",
        "On Tuesday 6 April 2032 we met; on 5 April 2032 too.",
        "Call 020 7946 0000 or see 1.31.12; section 31 May apply.",
        "We thank Arch & Town Council and its Chief Engineer.",
        "It was 24/7, 9/10 and 31/12/2031; 2 of 2017 is no date.",
        "On 31 December 2031 to 1 January 2032 nothing happened.",
        "In section 12 of 2010 it stands.",
        "Under order 12 of 3 May 2031, for 5 of 3-year plans.",
    ],
)
def test_nothing_is_made_of_what_is_sound(words: str) -> None:
    assert _of_own(words) == []


@pytest.mark.parametrize(
    ("before", "after", "code", "wrong"),
    [
        ("2 February 2032", "3 February 2032", Code.OTHER_FIGURE, "3"),
        ("Arch & Town Council", "Beam Council", Code.WRONG_BODY, "Beam Council"),
    ],
)
def test_a_figure_or_name_that_was_changed_in_a_composed_sentence_blocks(
    before: str, after: str, code: Code, wrong: str
) -> None:
    block = draft().blocks[0]
    words = block.markdown.replace("\\&", "&")
    assert before in words
    (found,) = objections(own(block.key, words.replace(before, after), because="Put right."))
    assert (found.code, found.certain, found.words) == (code, True, wrong)


def test_another_bodys_name_as_the_subject_of_a_finding_blocks() -> None:
    words = f"Beam Council showed us surveys of every bridge. {SILENT}"
    assert (Code.WRONG_BODY, True) in _of_findings(words)
    beside = f"You and Beam Council showed us surveys of every bridge. {SILENT}"
    assert (Code.OTHER_BODY, False) in _of_findings(beside)


# --- another language ------------------------------------------------------------------------------


def test_a_letter_in_another_language_is_read_by_its_own_wording() -> None:
    assert objections(language="cy") == ()
    composed = draft(language="cy")
    block = next(block for block in composed.blocks if block.key == "findings")
    told = [s.text for s in composed.sentences if s.origin is Origin.FINDING]
    other = next(
        s.text
        for s in draft(language="cy", findings={**FINDINGS, "surveys": "begun"}).sentences
        if s.criteria == ("surveys",)
    )
    words = block.markdown.replace(told[0], other)
    found = objections(own("findings", words, ALL), language="cy")
    assert _codes(found) == [(Code.OTHER_FINDING, True)]
    turned = block.markdown.replace(told[0], told[0].replace("Gwelsom", "Ni welsom"))
    assert turned != block.markdown
    assert _codes(objections(own("findings", turned, ALL), language="cy")) == [(Code.OPPOSITE, True)]
    (found_,) = objections(own("own-1", "Ar 31 Chwefror 2032.", because="x"), language="cy")
    assert (found_.code, found_.certain) == (Code.NO_SUCH_DAY, True)


@pytest.mark.parametrize(
    ("words", "code", "wrong"),
    [
        ("Gofynnwyd i bob un o’r 44 cyngor.", Code.OTHER_COUNT, "44 cyngor"),
        ("Gofynnwyd i’r 44 cyngor.", Code.OTHER_COUNT, "44 cyngor"),
        ("Mewn 2 o 44 o gynghorau oedd hi felly.", Code.OTHER_COUNT, "44 o gynghorau"),
        ("Mewn 2 allan o 44 cyngor oedd hi felly.", Code.OTHER_COUNT, "44 cyngor"),
        ("Gofynnwyd i bob un o'r 6 chyngor.", Code.OTHER_COUNT, "6 chyngor"),
        ("Daeth y 44 chyngor.", Code.OTHER_COUNT, "44 chyngor"),
        ("Edrychwyd ar 99 o’r 43 pont.", Code.MORE_THAN_ALL, "99 o’r 43"),
        ("Anfonoch 17 o ddogfennau.", Code.OTHER_COUNT, "17 o ddogfennau"),
        ("Gofynnwyd i bob un o’r 3 chyngor, a gwnaeth 2 o’r 3 chyngor hynny.", None, ""),
        ("Gwnaeth 2 o gynghorau hynny, ac anfonoch 3 dogfen.", None, ""),
    ],
)
def test_what_is_counted_is_held_against_the_record_in_another_language(
    words: str, code: Code | None, wrong: str
) -> None:
    """Bodies were looked for by the first language's words alone."""
    case = the_case()
    spoken = case.languages["cy"]
    welsh = replace(spoken, facts={**spoken.facts, "body_noun": ("cyngor", "cynghorau")})
    body = case.body("arch")
    block = own("own-1", words, because="x")
    known = known_of(case, welsh, body, FINDINGS, frozenset({3, 4}))
    *found, own_words = lint(compose_letter(case, "cy", body, FINDINGS, (block,), VERDICTS), known)
    assert [(each.code, each.words) for each in found] == ([(code, wrong)] if code else [])
    assert own_words.code is Code.OWN_WORDS


# --- any letter, any single change -----------------------------------------------------------------

findings_of_any = st.fixed_dictionaries(
    dict.fromkeys(FINDINGS, st.sampled_from(["sound", "begun", "silent"]))
)
bodies = st.sampled_from(["arch", "beam"])


@given(findings_of_any, bodies, st.sampled_from(["", "cy"]))
def test_nothing_is_said_against_any_letter_as_composed(
    findings: dict[str, str], body: str, language: str
) -> None:
    assert objections(findings=findings, body=body, language=language) == ()
    composed = draft(findings=findings, body=body, language=language)
    same = [
        Block(body, "letter", b.key, b.order, Origin.WRITTEN, b.markdown, (), "Read.")
        for b in composed.blocks
    ]
    assert objections(*same, findings=findings, body=body, language=language) == ()


def test_criteria_that_nothing_joins_any_more_are_other_words() -> None:
    findings = {"surveys": "begun", "repairs": "sound", "lights": "begun"}
    composed = draft(findings=findings)
    (told,) = [s.text for s in composed.sentences if " and lamps" in s.text]
    markdown = next(block.markdown for block in composed.blocks if block.key == "findings")
    edited = markdown.replace(told, told.replace(" and lamps", " lamps"))
    assert objections(own("findings", edited, ALL, ""), findings=findings)


@given(findings_of_any, st.data())
def test_any_change_of_a_verdicts_words_is_listed(findings: dict[str, str], data: st.DataObject) -> None:
    composed = draft(findings=findings)
    told = data.draw(st.sampled_from([s.text for s in composed.sentences if s.origin is Origin.FINDING]))
    words = told.split()
    at = data.draw(st.integers(0, len(words) - 1))
    change = data.draw(st.sampled_from(["drop", "not", "twice", "other"]))
    new = {
        "drop": [*words[:at], *words[at + 1 :]],
        "not": [*words[:at], "not", *words[at:]],
        "twice": [*words[:at], words[at], *words[at:]],
        "other": [*words[:at], "bridges", *words[at + 1 :]],
    }[change]
    if new == words:
        return
    markdown = next(b for b in composed.blocks if b.key == "findings").markdown.replace(told, " ".join(new))
    links, because = data.draw(st.sampled_from([(ALL, ""), ((), "x"), ((), "")]))
    assert objections(own("findings", markdown, links, because), findings=findings)


@pytest.mark.thorough
def test_nothing_is_said_against_the_real_cases_letters(shared: Path) -> None:
    folder = shared / "cases/abuse-of-position-2017"
    case = load_case(folder)
    with (folder / "verdicts.tsv").open(encoding="utf-8", newline="") as file:
        findings = {row["criterion"]: row["finding"] for row in csv.DictReader(file, delimiter="\t")}
    for body in case.bodies:
        composed = compose_letter(case, "", body, findings, (), {key: key for key in findings})
        own_words = [
            Block(body.code, "letter", b.key, b.order, Origin.WRITTEN, b.markdown, (), "Read.")
            for b in composed.blocks
        ]
        known = known_of(case, case.languages[""], body, findings)
        again = compose_letter(case, "", body, findings, own_words, {key: key for key in findings})
        assert lint(composed, known) == ()
        assert lint(again, known) == ()


def test_each_sentence_of_the_record_is_made_once_for_a_whole_letter() -> None:
    filled: list[tuple[str, ...]] = []

    def spoken(chosen: Mapping[str, str]) -> str:
        filled.append(tuple(chosen))
        return f"{' and '.join(chosen)}: {next(iter(chosen.values()))}."

    claims = Claims(the_case().languages[""], FINDINGS, spoken)
    said = ["surveys: sound.", "repairs and lights: silent.", "repairs: silent.", "lights: silent."]
    assert [list(claims.sentences(FINDINGS)) for _ in range(3)] == [said] * 3
    assert next(claims.sentences(["lights"])) == "repairs and lights: silent."
    assert filled == [("surveys",), ("repairs", "lights"), ("repairs",), ("lights",)]


@pytest.mark.thorough
@pytest.mark.parametrize("words", ["31 May ", "1 of ", "“", "‘a’ ", "no the ", "Beam "])
def test_a_paragraph_of_a_book_is_read_in_no_time(words: str) -> None:
    """It took 48 s of 20,000 dates: each of them looked at all the text before it."""
    began = time.process_time()
    objections(own("own-1", words * 10_000, ALL))
    assert time.process_time() - began < 4
