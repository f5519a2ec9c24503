"""What the palette finds for what is typed, and which letters it marks."""

from __future__ import annotations

import pytest

from reviewer.ui.actions.matching import match

NAMES = (
    "Make the selection evidence", "Copy with its source, in quotation marks", "Sync", "Letter", "Turn left",
    "Write all letters", "Widen the selection",
)  # fmt: skip


def found(typed: str) -> list[str]:
    fits = [(fit, name) for name in NAMES if (fit := match(typed, name)) is not None]
    return [name for _, name in sorted(fits, key=lambda pair: pair[0])]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("le", "Letter"),
        ("LETTER", "Letter"),
        ("selection make", "Make the selection evidence"),
        ("mse", "Make the selection evidence"),
        ("copq", "Copy with its source, in quotation marks"),
        ("sýnc", "Sync"),
    ],
)
def test_the_best_comes_first(typed: str, first: str) -> None:
    assert found(typed)[0] == first


def test_letters_that_match_are_known() -> None:
    fit = match("mse", "Make the selection evidence")
    assert fit is not None
    assert fit.letters == (0, 9, 10)


@pytest.mark.parametrize("typed", ["xyz", "cnyo", "ettr"])
def test_what_fits_nothing_finds_nothing(typed: str) -> None:
    assert found(typed) == []


def test_nothing_typed_fits_everything() -> None:
    assert len(found(" ")) == len(NAMES)
