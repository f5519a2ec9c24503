"""What has the form of a content is canonical JSON, and tells what finds it; whatever else is in one, JSON's own reader decides."""

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

from reviewer.casebook.body_form import formed
from reviewer.casebook.canonical import canonical, sha256, value_of
from reviewer.casebook.codec import KINDS, CasePart, Unknown, decode, encode
from reviewer.casebook.content_columns import columns_of
from reviewer.casebook.record import RecordRow, examined_record
from reviewer.casebook.subject import fits
from reviewer.model import Evidence, Passage

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
    if hint in {str, date}:
        return TEXTS
    return st.sampled_from([one.value for one in hint]) if issubclass(hint, StrEnum) else _fields(hint)


def _fields(type_: type[Any]) -> st.SearchStrategy[dict[str, Any]]:
    hints = get_type_hints(type_)
    return st.fixed_dictionaries({one.name: _values(hints[one.name]) for one in fields(type_)})


KIND = st.sampled_from([*FORMED, *MAPPED])
SAID = KIND.flatmap(
    lambda kind: st.tuples(
        st.just(kind), st.fixed_dictionaries({"fields": _fields(KINDS[kind]), "salt": TEXTS})
    )
)


def is_formed(kind: str, text: str) -> bool:
    return formed(kind, text) is not None


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
    told = formed(kind, canonical(value))
    assert (told is not None) == (kind not in MAPPED and few_digits)
    if told:
        assert told.columns == columns_of(value["fields"])


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
    if told := formed(kind, text):
        assert value_of(text) == json.loads(text)
        assert told.columns == columns_of(json.loads(text)["fields"])


@given(said=SAID, other=KIND)
def test_what_has_another_kinds_form_is_canonical_too(said: tuple[str, dict[str, Any]], other: str) -> None:
    assert not is_formed(other, canonical(said[1])) or value_of(canonical(said[1])) == said[1]


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
    assert is_formed("category", text)
    other = text.replace(old, new, 1)
    assert other != text
    assert not is_formed("category", other)
    head = {
        "author": "a" * 64, "body": sha256(other), "kind": "category", "parents": [], "subject": "category:b",
        "time": 1, "version": 1,
    }  # fmt: skip
    row = RecordRow(sha256(canonical(head)), canonical(head), other)
    assert examined_record(row, "a" * 64).fault == "a record's body is not the one that was signed"


def test_a_kind_that_nobody_knows_has_no_form() -> None:
    assert not is_formed("prophecy", canonical(PLAIN))


PASSAGES = st.fixed_dictionaries({"fields": _fields(Evidence), "salt": TEXTS})


@given(value=PASSAGES)
def test_a_passage_that_has_the_form_can_be_read_if_it_ends_after_it_begins(value: dict[str, Any]) -> None:
    """The check decodes none that has: it would find nothing else wrong with it."""
    told = formed("evidence", canonical(value))
    content = decode("evidence", 1, value["fields"])
    if told is not None and told.span is not None:
        begin, end = told.span
        assert (begin, end) == (value["fields"]["passage"]["start"], value["fields"]["passage"]["end"])
        assert isinstance(content, Unknown) != (0 <= begin <= end)
        assert isinstance(content, Unknown) or (isinstance(content, Evidence) and fits(content, "evidence:1"))


@pytest.mark.parametrize(
    ("old", "new"), [("supports", "doubts"), ("supports", "SUPPORTS"), ('"supports"', "1")]
)
def test_a_value_that_this_program_does_not_know_has_not_the_form(old: str, new: str) -> None:
    text = canonical(
        {"fields": encode(Evidence("kent", "plans", Passage("0" * 64, "p1", 0, 4, "this"))), "salt": ""}
    )
    assert is_formed("evidence", text)
    assert not is_formed("evidence", text.replace(old, new))
