from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.letters import DraftSentence, split_sentences
from reviewer.letters.sentences import sentences_of
from reviewer.model import Origin
from reviewer.paper import Field, Paragraph, Run, blocks_from_markdown


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three? Four… Five.", ["One.", "Two!", "Three?", "Four…", "Five."]),
        ("She said ‘No.’ They went.", ["She said ‘No.’", "They went."]),
        (
            "Dr. Span and Mrs. Arch met J. Smith. Then No. 5 closed.",
            ["Dr. Span and Mrs. Arch met J. Smith.", "Then No. 5 closed."],
        ),
        ("In 3.5 years, e.g. Next year.", ["In 3.5 years, e.g. Next year."]),
        ("by 31 May. 2016 was better.", ["by 31 May.", "2016 was better."]),
        ("no stop", ["no stop"]),
        ("  ", []),
    ],
)
def test_sentences_end_where_a_reader_says(text: str, parts: list[str]) -> None:
    assert list(split_sentences(text)) == parts


@given(st.text("aB. !?’”\n", max_size=60))
def test_no_word_is_lost(text: str) -> None:
    assert " ".join(split_sentences(text)).split() == text.split()


def test_marked_runs_are_the_sentence_that_they_name() -> None:
    told = {"\ue100": DraftSentence("Found.", Origin.FINDING, ("v",), ("c",))}
    (block,) = blocks_from_markdown(
        "Before. \ue100 After *all*. Last.", {"\ue100": (Run("Found.", mark="\ue100"),)}
    )
    assert [(s.text, s.origin) for s in sentences_of(block, told)] == [
        ("Before.", Origin.STANDING),
        ("Found.", Origin.FINDING),
        ("After all.", Origin.STANDING),
        ("Last.", Origin.STANDING),
    ]


def test_every_kind_of_block_has_its_sentences() -> None:
    text = "## Head\n\n> Quote. Two.\n\n- item\n  1. inner\n\n| a | b |\n|---|---|\n| c | d |"
    found = [s.text for block in blocks_from_markdown(text) for s in sentences_of(block, {})]
    assert found == ["Head", "Quote.", "Two.", "item", "inner", "a", "b", "c", "d"]
    assert sentences_of(Field("F", "t", ("x",)), {}) == ()
    assert sentences_of(Paragraph(()), {}) == ()
