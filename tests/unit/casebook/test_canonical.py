"""One value has one JSON text (RFC 8785), and one text one value."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.casebook.canonical import canonical, is_canonical

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
LEAVES = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT
VALUES = st.dictionaries(
    TEXT, LEAVES | st.lists(LEAVES, max_size=3) | st.dictionaries(TEXT, LEAVES, max_size=3), max_size=5
)


@given(value=VALUES)
def test_canonical_text_reads_back_as_the_value_and_is_known_for_canonical(value: dict[str, object]) -> None:
    text = canonical(value)
    assert json.loads(text) == value
    assert is_canonical(text)


@pytest.mark.parametrize(
    "text",
    [
        '{"b":1,"a":2}',
        '{"a": 1}',
        '{"a":1,"a":2}',
        '{"a":1.0}',
        '{"a":NaN}',
        '{"a":"\\u0041"}',
        "[1]",
        "",
        "{",
        "[" * 9999,
    ],
)
def test_any_other_text_is_not(text: str) -> None:
    assert not is_canonical(text)


def test_a_float_is_a_bug_wherever_it_hides() -> None:
    with pytest.raises(TypeError):
        canonical({"a": [{"b": 0.5}]})


def test_half_a_character_from_a_file_name_becomes_a_mark() -> None:
    assert canonical({"name": "plan\udcff.pdf"}) == '{"name":"plan\N{REPLACEMENT CHARACTER}.pdf"}'
