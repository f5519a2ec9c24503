"""No word of a letter falls off the page, whoever it is to and whatever was written in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.letters import SignatureLook, paper_of
from reviewer.paper import Field
from tests.sixty import COUNT, letter_to
from tests.unit.paper.test_every_word import EXAMPLES, assert_whole

LOOK = SignatureLook("Ŵyn Prŷs-Example", datetime(2032, 4, 6, 9, 30, tzinfo=UTC))


@pytest.mark.thorough
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.integers(0, COUNT - 1), st.integers(0, 2**32), st.sampled_from(("", "cy")))
def test_every_word_is_printed_once_in_order_to_any_body(kind: int, seed: int, language: str) -> None:
    draft = letter_to(kind, seed, language)
    assert_whole(paper_of(draft, None))
    signed = paper_of(draft, LOOK)
    # What the seal says is its appearance, no text of the page.
    assert_whole(replace(signed, blocks=tuple(b for b in signed.blocks if not isinstance(b, Field))))
