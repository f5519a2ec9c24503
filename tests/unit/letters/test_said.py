"""A printed letter says what its draft does, however it is set; with one word changed it does not."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.documents.reader import Reader
from reviewer.letters import SignatureLook, paper_of, says, sign
from reviewer.model.pages import TaggedText
from reviewer.paper import render_pdf
from tests.sixty import COUNT, letter_to
from tests.unit.letters.letter_case import NOW, draft, opened, own, p12
from tests.unit.paper.test_every_word import EXAMPLES

AT = datetime(2032, 4, 6, 9, 30, tzinfo=UTC)
LOOKS = (
    SignatureLook("Ŵyn Prŷs-Example", AT),
    SignatureLook("Robin Ash", AT, "Deputy Inspector", "Ŵyn Prŷs-Example"),
    None,
)
ROWS = "\n".join(f"| row {number} of it | value {number} and more |" for number in range(40))
TALL = " ".join(f"word{number}" for number in range(260))
OTHER = " ".join(f"other{number}" for number in range(330))
TEXTS = {
    "a table over two pages": f"| Col one | Col two |\n|---|---|\n{ROWS}",
    "a row of two tall cells": f"| A | B |\n|---|---|\n| {TALL} | {OTHER} |",
    "two tables": f"| A | B |\n|---|---|\n{ROWS}\n\nThen.\n\n| C | *D* |\n|---|---|\n{ROWS}",
    "lists": "1. one\n2. two\n   - a\n   - b\n\n> quote\n>\n> - li\n\n- \n- x",
    "a long word": f"Word {'abcdefghij' * 30} after. {'annexe-' * 60} plan",
    "beyond 65,536": "A measure of \U00010141 and \U000101d0.",
    "signs": "Signs ✓ → ½ ☐ ∑ ≤ H₂O 10\u202f000 nb\u2011hyphen soft\u00adhyphen a\u200db é ẹ, ﬁnal eﬀect ™ № Ελλάδα Łódź ŉ ǰ",
}


Read = Callable[[bytes], TaggedText]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    """What the reader process reads of a file of these bytes."""
    path = tmp_path_factory.mktemp("read") / "letter.pdf"

    def reading(data: bytes) -> TaggedText:
        path.write_bytes(data)
        return reader.tagged(path)

    with Reader() as reader:
        yield reading


@pytest.mark.thorough
@pytest.mark.parametrize("markdown", TEXTS.values(), ids=TEXTS.keys())
def test_a_signed_letter_says_what_was_composed(markdown: str, read: Read) -> None:
    identity = opened(p12())
    look = SignatureLook(identity.name, NOW)
    paper = paper_of(draft(own("own-1", markdown)), look)
    said = read(sign(render_pdf(paper), identity, NOW))
    assert says(paper, said)
    for word in markdown.replace("|", " ").split():
        if word.isalnum():
            other = paper_of(draft(own("own-1", markdown.replace(word, f"{word}s", 1))), look)
            assert not says(other, said), word
            return


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.integers(0, COUNT - 1), st.integers(0, 2**32), st.sampled_from(("", "cy")), st.sampled_from(LOOKS))
def test_any_letter_says_what_was_composed_and_nothing_else(
    read: Read, kind: int, seed: int, language: str, look: SignatureLook | None
) -> None:
    paper = paper_of(letter_to(kind, seed, language), look, issued=look is None)
    said = read(render_pdf(paper))
    assert says(paper, said)
    for other in altered(said, random.Random(seed)):
        assert not says(paper, other)


def altered(said: TaggedText, chance: random.Random) -> Iterator[TaggedText]:
    """Yield a reading with a word changed, left out, added and moved, with a space more, and with a word beside the text."""
    words = said.words.split()
    at = chance.choice([at for at, word in enumerate(words[:-1]) if word not in {words[at + 1], "-"}])
    before, word, follows, after = words[:at], words[at], words[at + 1], words[at + 2 :]
    for others in (
        (f"{word}s", follows), (follows,), (word, "not", follows), (follows, word), (word + follows,),
    ):  # fmt: skip
        if not (len(others) == 1 and word.endswith("-")):
            yield replace(said, words=" ".join((*before, *others, *after)))
    for field in said.fields:
        yield replace(said, fields=(f"{field} 2",))
    page = chance.randrange(len(said.aside))
    beside = f"{said.aside[page]} Not meant"
    yield replace(said, aside=(*said.aside[:page], beside, *said.aside[page + 1 :]))


def test_what_is_no_letter_says_nothing_of_one(read: Read) -> None:
    paper = paper_of(draft(), LOOKS[0])
    for data in (b"", b"no PDF", b"%PDF-1.7\nnone", render_pdf(paper)[:2000]):
        assert not says(paper, read(data))
