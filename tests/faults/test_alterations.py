"""A signed letter that was altered, anywhere in its file, is never called good. `make alterations` tries 400 of them."""

from __future__ import annotations

from itertools import islice

from reviewer.letters.inspect import verify
from tests.authorities import NOW
from tests.faults.alterations import BUILT, BYTES, alterations, is_told_truly, signed_letters

SHORT = 60


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
