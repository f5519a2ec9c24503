"""What has the form of a head is canonical JSON that says the same; whatever else is in a head, JSON's own reader decides."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.casebook.canonical import canonical, value_of
from reviewer.casebook.head_form import author_said, record_fields, record_said, save_said
from reviewer.casebook.heads import InLine, head_of, in_line_of, save_head_of

HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NUMBERS = st.integers(0, 2**53 - 1)
RECORDS = st.fixed_dictionaries(
    {
        "author": HASHES, "body": HASHES, "kind": TEXTS, "parents": st.lists(HASHES, max_size=2), "subject": TEXTS,
        "time": NUMBERS, "version": NUMBERS,
    }
)  # fmt: skip
SAVES = st.fixed_dictionaries(
    {
        "author": HASHES, "copy": TEXTS, "inspection": TEXTS, "number": NUMBERS, "previous": TEXTS,
        "records": st.lists(HASHES, max_size=2), "time": NUMBERS, "version": NUMBERS,
    }
)  # fmt: skip
PLAIN = {
    "author": "a" * 64, "body": "b" * 64, "kind": "verdict", "parents": ["c" * 64, "d" * 64], "subject": "é ~\x7f",
    "time": 2**53 - 1, "version": 0,
}  # fmt: skip


@given(said=RECORDS | SAVES)
def test_what_has_the_form_is_what_json_says(said: dict[str, Any]) -> None:
    text = canonical(said)
    read = record_said(text) if "body" in said else save_said(text)
    assert read == said or (read is None and "\\" in text)
    assert author_said(text) == said["author"]


@given(said=SAVES, more=st.booleans())
def test_where_a_save_stands_is_what_its_whole_head_says(said: dict[str, Any], more: bool) -> None:
    text = canonical({**said, "because": "a newer program"} if more else said).encode()
    save = sha256(text).digest()
    head = save_head_of(save, text)
    assert in_line_of(save, text) == InLine(*(said[name] for name in InLine._fields))
    assert head is not None
    assert in_line_of(save, text) == InLine(head.author, head.copy, head.number, head.previous)
    assert in_line_of(bytes(32), text) is None


def test_a_plain_head_has_the_form() -> None:
    assert record_said(canonical(PLAIN)) == PLAIN


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"kind":"verdict"', '"kind": "verdict"'),
        ('"kind":"verdict"', '"kind":"ver\\u0064ict"'),
        ('"kind":"verdict"', '"kind":"ver\ndict"'),
        ('"kind":"verdict"', '"kind":"ver\ud800dict"'),
        ('"kind":"verdict",', ""),
        ('"kind":"verdict"', '"kind":"verdict","kind":"verdict"'),
        ('"version":0', '"version":00'),
        ('"version":0', '"version":0.0'),
        ('"version":0', '"version":true'),
        ('"version":0', f'"version":{2**53}'),
        ('"version":0}', '"version":0}\n'),
        ('"a', '"A'),
        ('["c', '[,"c'),
        ("aaaa", "aa\x00a"),
        ("cccc", "cc\x00c"),
        ('","d', '", "d'),
    ],
)
def test_what_is_not_canonical_has_it_not(old: str, new: str) -> None:
    text = canonical(PLAIN).replace(old, new, 1)
    assert text != canonical(PLAIN)
    assert record_said(text) is None


@pytest.mark.parametrize("spoilt", [b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xc0\xaf"])
def test_what_is_no_text_has_not_the_form_and_is_no_head(spoilt: bytes) -> None:
    text = canonical(PLAIN).encode().replace(b"verdict", b"ver" + spoilt + b"dict")
    assert record_fields(text) is None
    assert head_of(sha256(text).digest(), text) is None


def test_half_a_surrogate_pair_is_in_no_head_of_a_save() -> None:
    said = {
        "author": "a" * 64, "copy": "laptop", "inspection": "b" * 64, "number": 1, "previous": "", "records": [], "time": 1,
        "version": 1,
    }  # fmt: skip
    assert save_said(canonical(said)) == said
    assert save_said(canonical(said).replace("laptop", "lap\udc00top")) is None
    for other in ("lap\x00top", "lap\ntop"):
        assert save_said(canonical(said).replace("laptop", other)) is None
    for each in ("aaaa", "bbbb"):
        nul = canonical(said).replace(each, each[1:] + "\x00", 1)
        assert (save_said(nul), author_said(nul) in {None, "a" * 64}) == (None, True)


def test_a_head_that_says_more_is_read_by_jsons_own_reader() -> None:
    more = {**PLAIN, "because": "a newer program"}
    assert record_said(canonical(more)) is None
    assert value_of(canonical(more)) == more == json.loads(canonical(more))
