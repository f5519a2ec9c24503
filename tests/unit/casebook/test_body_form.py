"""What has the form of a content is canonical JSON; whatever else is in one, JSON's own reader decides."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.casebook.body_form import has_form
from reviewer.casebook.canonical import canonical, sha256, value_of
from reviewer.casebook.codec import KINDS, CasePart
from reviewer.casebook.record import RecordRow, examined_record

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NASTY = st.sampled_from('"\\/{}[]:,0-.eEntu \t\n\r\x00\x1f\x7f\u2028\ud800\U0001f600') | st.characters()
MAPPED = {"search"}
FORMED = sorted(
    kind for kind, type_ in KINDS.items() if kind not in MAPPED and not issubclass(type_, CasePart)
)


def _values(hint: Any) -> st.SearchStrategy[Any]:
    """Return values that JSON can have where a content has a value of a type."""
    if get_origin(hint) is tuple:
        return st.lists(_values(get_args(hint)[0]), max_size=3)
    if get_origin(hint) is not None and issubclass(get_origin(hint), Mapping):
        return st.dictionaries(TEXTS, TEXTS, max_size=3)
    if hint is bool:
        return st.booleans()
    if hint is int:
        return st.integers(-(2**53) + 1, 2**53 - 1)
    return TEXTS if hint in {str, date} or issubclass(hint, StrEnum) else _fields(hint)


def _fields(type_: type[Any]) -> st.SearchStrategy[dict[str, Any]]:
    hints = get_type_hints(type_)
    return st.fixed_dictionaries({one.name: _values(hints[one.name]) for one in fields(type_)})


KIND = st.sampled_from([*FORMED, *MAPPED])
SAID = KIND.flatmap(
    lambda kind: st.tuples(
        st.just(kind), st.fixed_dictionaries({"fields": _fields(KINDS[kind]), "salt": TEXTS})
    )
)


def _numbers(value: Any) -> list[int]:
    if isinstance(value, dict):
        return [number for each in value.values() for number in _numbers(each)]
    if isinstance(value, list):
        return [number for each in value for number in _numbers(each)]
    return [value] if type(value) is int else []


@given(said=SAID)
def test_what_a_content_says_has_the_form(said: tuple[str, dict[str, Any]]) -> None:
    kind, value = said
    few_digits = all(abs(number) < 10**15 for number in _numbers(value))
    assert has_form(kind, canonical(value)) == (kind not in MAPPED and few_digits)


@given(said=SAID, data=st.data())
def test_what_was_changed_has_the_form_only_where_it_is_canonical(
    said: tuple[str, dict[str, Any]], data: st.DataObject
) -> None:
    """Above all: the quick way never takes what the slow one refuses."""
    kind, text = said[0], canonical(said[1])
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        until = data.draw(st.integers(at, min(len(text), at + 3)))
        text = text[:at] + "".join(data.draw(st.lists(NASTY, max_size=3))) + text[until:]
    if has_form(kind, text):
        assert value_of(text) == json.loads(text)


@given(said=SAID, other=KIND)
def test_what_has_another_kinds_form_is_canonical_too(said: tuple[str, dict[str, Any]], other: str) -> None:
    assert not has_form(other, canonical(said[1])) or value_of(canonical(said[1])) == said[1]


PLAIN = {"fields": {"body": "b", "category": "é \x7f“”", "because": 'a "word"\n\x01'}, "salt": "00"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"body":', '"body": '),
        ('"b"', '"\\u0062"'),
        ('"b"', '"\\/"'),
        ("\\u0001", "\\u0041"),
        ("\\u0001", "\\u000a"),
        ("\\u0001", "\\u001F"),
        ("\\u0001", "\x01"),
        ('"b"', '"b\ud800"'),
        ('"b"', "1.0"),
        ('"because":', '"because":"","because":'),
        ('"salt":"00"}', '"salt":"00","salt":"00"}'),
        ('"salt":"00"}', '"salt":"00"}\n'),
    ],
)
def test_a_spelling_that_is_not_canonical_is_refused(old: str, new: str) -> None:
    text = canonical(PLAIN)
    assert has_form("category", text)
    other = text.replace(old, new, 1)
    assert other != text
    assert not has_form("category", other)
    head = {
        "author": "a" * 64, "body": sha256(other), "kind": "category", "parents": [], "subject": "category:b",
        "time": 1, "version": 1,
    }  # fmt: skip
    row = RecordRow(sha256(canonical(head)), canonical(head), other)
    assert examined_record(row, "a" * 64).fault == "a record's body is not the one that was signed"


def test_a_kind_that_nobody_knows_has_no_form() -> None:
    assert not has_form("prophecy", canonical(PLAIN))
