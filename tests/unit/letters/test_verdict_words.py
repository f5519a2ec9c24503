"""A sentence that names no criterion is held against the verdicts it stands with; what it may mean is listed and blocks nothing."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.letters import known_of, lint
from reviewer.model import Block, Finding, Origin, Tone
from reviewer.model.objections import ObjectionCode as Code
from tests.unit.letters.letter_case import FINDINGS, VERDICTS, draft, objections, own, the_case

ALL = tuple(VERDICTS.values())
SOUND = "You showed us surveys of every bridge."
SILENT = "You sent nothing about how soon repairs are made or lamps on every bridge."
THANKS = "We thank you for what you sent."


def against(
    words: str, *, key: str = "findings", links: tuple[str, ...] = (), language: str = ""
) -> list[tuple[Code, bool]]:
    because = "" if links else "It is no finding."
    return [
        (each.code, each.certain) for each in objections(own(key, words, links, because), language=language)
    ]


@pytest.mark.parametrize(
    "words",
    [
        "In short, this has only begun.",
        "All of it is begun.",
        "None of this is sound.",
        "That work had begun.",
    ],
)
def test_another_verdict_in_other_words_is_listed_by_the_paragraph_it_stands_in(words: str) -> None:
    """Each verdict is told, and so nobody asked what the sentence beside them says."""
    told = against(f"{SOUND} {SILENT} {THANKS} {words}")
    assert told == [(Code.OTHER_VERDICT, False)]


@pytest.mark.parametrize(
    "words",
    [
        "We thank you for your help.", "This is sound.", "It has not begun.", "Nothing was sent.",
        "We showed it to the council.", "Your clerk was kind.",
    ],
)  # fmt: skip
def test_what_says_no_other_verdict_is_let_be(words: str) -> None:
    assert against(f"{SOUND} {SILENT} {THANKS} {words}") == []


def test_a_sentence_of_ones_own_is_held_against_the_verdicts_that_it_is_linked_to() -> None:
    assert against("So it has begun.", key="own-1", links=(VERDICTS["surveys"],)) == [
        (Code.OTHER_VERDICT, False)
    ]
    assert against("So it has begun.", key="own-1") == [], "it is linked to none, and stands with none"


def test_a_moved_verdict_is_what_ones_own_paragraph_is_held_against() -> None:
    found = objections(
        own("findings", f"{SILENT} {THANKS}", ALL),
        own("own-1", f"{SOUND} It has begun.", (VERDICTS["surveys"],), order=990),
    )
    assert (Code.OTHER_VERDICT, "own-1") in [(each.code, each.block) for each in found]


def test_another_verdict_is_listed_in_another_language_by_its_own_words() -> None:
    composed = draft(language="cy")
    block = next(block for block in composed.blocks if block.key == "findings")
    begun = draft(language="cy", findings=dict.fromkeys(FINDINGS, "begun"))
    other = next(s.text for s in begun.sentences if s.origin is Origin.FINDING)
    named = draft(language="cy", findings={**FINDINGS, "surveys": "begun"})
    alone = next(s.text for s in named.sentences if s.criteria == ("surveys",))
    telling = [word for word in other.rstrip(".").split() if word in alone.rstrip(".").split()]
    assert telling
    found = against(f"{block.markdown} {' '.join(telling).capitalize()} hynny.", language="cy")
    assert (Code.OTHER_VERDICT, False) in found


def test_a_sentence_of_no_verdict_that_is_turned_round_is_listed_beside_what_stood_there() -> None:
    turned = THANKS.replace("thank", "do not thank")
    assert (Code.TURNED_ROUND, False) in against(f"{SOUND} {SILENT} {turned}")


standing = [
    (block, sentence.text)
    for block in draft().blocks
    for sentence in block.sentences
    if sentence.origin is Origin.STANDING
    and len(sentence.text.split()) > 2
    and sentence.text in block.markdown
]


@given(st.sampled_from(standing), st.data())
def test_any_standing_sentence_that_is_turned_round_is_listed_and_blocks_nothing(
    chosen: tuple[object, str], data: st.DataObject
) -> None:
    block, said = chosen
    words = said.split()
    at = data.draw(st.integers(1, len(words) - 1))
    turned = " ".join([*words[:at], "not", *words[at:]])
    markdown = block.markdown.replace(said, turned)  # type: ignore[attr-defined]
    kept = Block("arch", "letter", block.key, block.order, Origin.WRITTEN, markdown, (), "x")  # type: ignore[attr-defined]
    found = objections(kept)
    assert Code.TURNED_ROUND in {each.code for each in found}
    assert not any(each.certain for each in found if each.code in {Code.TURNED_ROUND, Code.OTHER_VERDICT})


@given(
    st.lists(
        st.sampled_from(
            [
                "sound",
                "begun",
                "nothing",
                "sent",
                "you",
                "showed",
                "us",
                "about",
                "has",
                "not",
                "have",
                "this",
                "all",
                "it",
                "is",
            ]
        )
    ),
    st.booleans(),
)
def test_what_names_no_criterion_never_blocks(words: list[str], linked: bool) -> None:
    text = f"{SOUND} {SILENT} {THANKS} This {' '.join(words)}."
    found = objections(own("findings", text, ALL if linked else (), "" if linked else "x"))
    assert not any(each.certain for each in found), found


@pytest.mark.thorough
@pytest.mark.parametrize(
    "words", ["has begun ", "sound ", "not ", "tri deg un o 43 ", "un ar ddeg ar hugain "]
)
def test_a_long_paragraph_is_read_in_no_time(words: str) -> None:
    began = time.process_time()
    objections(own("findings", words * 5_000, ALL))
    objections(own("findings", words * 5_000, ALL), language="cy")
    assert time.process_time() - began < 5


def test_a_finding_that_no_criterion_can_have_is_said_nowhere() -> None:
    case = the_case()
    spare = Finding("spare", "Spare", Tone.MET, "Nobody says {{ phrases | all_of }}.")
    framework = replace(case.framework, findings=(*case.framework.findings, spare))
    case = replace(case, framework=framework)
    known = known_of(case, case.languages[""], case.body("arch"), FINDINGS, frozenset({3, 4}))
    assert lint(draft(), known) == ()
