"""Days and moments in words, and read back as they are shown, in any language."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from reviewer.desk.words.days import date_words, read_day, short_date_words, short_moment_words
from tests.reworded import Longer, speak

DAYS = [date(2017, month, 3) for month in range(1, 13)]


def test_a_day_is_said_long_and_short() -> None:
    assert date_words(date(2017, 9, 30)) == "30 September 2017"
    assert short_date_words(date(2017, 9, 30)) == "30 Sep 2017"
    at = datetime(2017, 9, 30, 12, tzinfo=UTC).timestamp() * 1_000_000
    assert short_moment_words(int(at)).startswith("30 Sep 2017, ")


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_day_is_read_as_it_is_shown(day: date) -> None:
    assert read_day(short_date_words(day)) == read_day(date_words(day)) == day


def test_a_day_is_read_in_another_language_as_it_is_shown_and_in_english(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    english = [short_date_words(day) for day in DAYS]
    speak(monkeypatch, Longer())
    assert short_date_words(DAYS[8]) != english[8]
    for write in (short_date_words, date_words):
        assert [read_day(write(day).strip("⟦⟧").replace(" yyyy", "")) for day in DAYS] == DAYS
    assert [read_day(text) for text in english] == DAYS


@pytest.mark.parametrize("text", ["", "30 Wug 2017", "31 Feb 2017", "30 9", "30 9 17", "x 9 2017"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text) is None
