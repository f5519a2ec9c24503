"""Where a letter leads: a link does not lead elsewhere than it says, and nobody's address comes in place of the case's unseen."""

from __future__ import annotations

import pytest

from reviewer.model.objections import ObjectionCode as Code
from tests.unit.letters.letter_case import draft, objections, own, remarks, the_case

MAIL = the_case().inspection.enquiries.email
BLOCK = next(block for block in draft().blocks if MAIL in block.markdown)


def _found(words: str, key: str = "own-1") -> list[tuple[Code, bool, str]]:
    return [(each.code, each.certain, each.words) for each in objections(own(key, words, because="x"))]


@pytest.mark.parametrize(
    "words",
    [
        f"[{MAIL}](mailto:someone@evil.example)",
        f"[{MAIL}](mailto:{MAIL}?bcc=someone@evil.example)",
        f"[{MAIL}](mailto:{MAIL},someone@evil.example)",
        f"[**{MAIL}**](mailto:some%6Fne@evil.example)",
        "[020 7946 0000](tel:+442079460001)",
    ],
)
def test_a_link_to_another_address_than_it_shows_blocks(words: str) -> None:
    """The letter showed the case's address, and mail went to another one."""
    assert Code.WRONG_LINK in {code for code, sure, _ in _found(f"Write to {words}.") if sure}


@pytest.mark.parametrize(
    "words",
    [
        f"Write to [{MAIL}](mailto:{MAIL.upper()}).",
        f"Write to <{MAIL}>.",
        "See <https://bridges.example/a/>.",
    ],
)
def test_a_link_that_shows_where_it_leads_is_let_be(words: str) -> None:
    assert _found(words) == []


def test_where_other_words_lead_is_listed() -> None:
    assert _found("See [the website](https://evil.example).") == [(Code.OTHER_LINK, False, "the website")]
    assert _found("See [bridges.example](https://evil.example).")[0][:2] == (Code.OTHER_LINK, False)


def test_a_changed_target_in_a_composed_paragraph_is_told() -> None:
    markdown = BLOCK.markdown.replace("\\", "")
    assert _found(markdown, BLOCK.key) == []
    (wrong,) = _found(markdown.replace(f"mailto:{MAIL}", "mailto:a@evil.example"), BLOCK.key)
    assert wrong == (Code.WRONG_LINK, True, MAIL)
    both = remarks(own(BLOCK.key, markdown.replace(MAIL, "a@evil.example"), because="x"))
    assert ("new", ("a@evil.example",)) in next(each for each in both if each.code is Code.CHANGED).values


def test_another_address_or_number_is_listed() -> None:
    assert _found("Write to a@evil.example.") == [(Code.OTHER_ADDRESS, False, "a@evil.example")]
    assert _found(f"Write to {MAIL}; see section 1234, page 5, of 2032.") == []
