"""A signed letter that was altered, anywhere in its file, is never called good. `make alterations` tries 400 of them."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from reviewer.letters.inspect import verify
from tests.authorities import NOW
from tests.faults.alterations import BUILT, BYTES, alterations, is_told_truly, signed_letters
from tests.faults.verified_files import an_hour_ago, faults_of_command, verified

SHORT = 60
BY_COMMAND = 2 * len(BYTES)  # of each sort one at least


@pytest.mark.thorough
def test_no_altered_letter_is_good_and_what_is_said_of_it_is_so() -> None:
    letters = signed_letters()
    for letter in letters:
        found, _ = verify(letter.data, {"now": NOW.isoformat()})
        assert found["good"], found["facts"]
    tried = list(islice(alterations(letters), SHORT))
    assert {altered.how for altered in tried} == {act.__name__ for act in (*BYTES, *BUILT)}
    for altered in tried:
        found, _ = verify(altered.data, {"now": NOW.isoformat()})
        assert not found["good"], altered.how
        assert is_told_truly(altered, found), (altered.how, found["facts"])


@pytest.mark.long
def test_the_command_refuses_each_in_a_sentence_that_is_the_verifiers(tmp_path: Path) -> None:
    at = an_hour_ago()
    letters = signed_letters(at)
    tried = [altered.data for altered in islice(alterations(letters), BY_COMMAND)]
    answers = [verify(data, {"now": at.isoformat()})[0] for data in tried]
    assert faults_of_command(tried, answers, tmp_path) == []
    whole = verified([letter.data for letter in letters], tmp_path)
    assert (whole.code, [row["good"] for row in whole.rows]) == (0, [True, True]), (
        "else all are refused for another reason"
    )
    plain = verified([letters[0].data, tried[0]], tmp_path, as_json=False)
    assert plain.code == 1
    assert "0.pdf: good" in plain.out
    assert "1.pdf: NOT GOOD" in plain.err
