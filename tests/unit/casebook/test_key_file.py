"""A saved key opens with its password alone, holds what was saved, and nothing else passes for one."""

from __future__ import annotations

import json

import pytest

from reviewer.casebook import new_author, refuse_weak, sealed, unsealed
from reviewer.errors import ReviewerError, WrongPasswordError, WrongUseError

WORD = "four words that nobody expects"
ANN = new_author("Ann Archer")


@pytest.fixture(scope="module")
def file() -> bytes:
    return sealed(ANN, WORD)


@pytest.mark.thorough
def test_what_is_opened_is_the_author_with_their_name(file: bytes) -> None:
    opened = unsealed(file, WORD, "ann.key")
    assert (opened.name, opened.seed, opened.key) == (ANN.name, ANN.seed, ANN.key)
    assert opened.sign(b"m") == ANN.sign(b"m")


@pytest.mark.thorough
def test_nothing_of_the_key_or_of_whose_it_is_can_be_read_in_the_file(file: bytes) -> None:
    for secret in (ANN.seed, ANN.seed.hex().encode(), ANN.key.encode(), b"Archer", WORD.encode()):
        assert secret not in file
    assert sealed(ANN, WORD) != file, "each file has a salt of its own"


@pytest.mark.thorough
def test_another_password_does_not_open_it_nor_is_it_taken_apart_from_its_salt(file: bytes) -> None:
    for word in ("", WORD.upper(), f"{WORD} "):
        with pytest.raises(WrongPasswordError, match="does not open"):
            unsealed(file, word, "ann.key")
    other = {**json.loads(file), "salt": json.loads(sealed(ANN, WORD))["salt"]}
    with pytest.raises(WrongPasswordError):
        unsealed(json.dumps(other).encode(), WORD, "ann.key")


@pytest.mark.thorough
def test_an_accent_is_the_same_however_the_keyboard_makes_it() -> None:
    made = sealed(ANN, "caf\u00e9 caf\u00e9 zw\u00f6lf")
    assert unsealed(made, "cafe\u0301 cafe\u0301 zwo\u0308lf", "ann.key").seed == ANN.seed


def changed(file: bytes, **values: object) -> bytes:
    return json.dumps({**json.loads(file), **values}).encode()


@pytest.mark.thorough
def test_what_is_no_saved_key_is_said_to_be_none(file: bytes) -> None:
    token = str(json.loads(file)["sealed"])
    rubbish = (
        b"", b"\xff\x00", b"[]", b"{}", b"[" * 100_000, b"\x30\x82\x01\x00", file[:-20], ANN.seed.hex().encode(), file + b" " * (1 << 16),
        changed(file, salt="no"), changed(file, salt=1), changed(file, sealed="\u00e9"), changed(file, **{"reviewer-key": "1"}),
    )  # fmt: skip
    for data in rubbish:
        with pytest.raises(WrongUseError, match="is no saved key"):
            unsealed(data, WORD, "ann.key")
    with pytest.raises(WrongPasswordError):
        unsealed(changed(file, sealed=token[:-4]), WORD, "ann.key")
    with pytest.raises(ReviewerError, match="newer version"):
        unsealed(changed(file, **{"reviewer-key": 2}), WORD, "ann.key")


@pytest.mark.parametrize(
    "word", ["", "short", "aaaaaaaaaaaaaaaa", "abababababab", "ann archer and son", "ANN ARCHER AND SON"]
)
def test_a_password_that_would_be_guessed_is_refused(word: str) -> None:
    with pytest.raises(WrongUseError, match="soon be guessed"):
        refuse_weak(word, "Ann Archer and Son")
    refuse_weak(WORD, "Ann Archer and Son")
