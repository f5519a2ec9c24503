"""Documents are listed as a person looks for them."""

from __future__ import annotations

import random
from datetime import date

from reviewer.desk.display import DocumentRow
from reviewer.desk.ordering import by_day_and_place, by_name

DAY = date(2025, 2, 20)


def row(name: str, inside: str = "", on: date = DAY) -> DocumentRow:
    return DocumentRow(f"receipt:{name}", "0" * 64, name, "harrowdale", on, inside, late=False, inside=inside)


def test_numbers_are_numbers_and_capitals_count_for_nothing() -> None:
    names = ["1.txt", "2 b.txt", "002 c.txt", "10.txt", "annex.txt", "plan 2.txt", "Plan 10.txt", "Plan.txt", "straße.txt"]  # fmt: skip
    mixed = names[:]
    random.Random(1).shuffle(mixed)
    assert sorted(mixed, key=by_name) == names


def test_a_name_of_digits_only_and_none_at_all_can_be_ordered() -> None:
    names = ["", "0", "00", "7", "9" * 5000, "a", "٣"]
    assert sorted(names, key=by_name)[:3] == ["", "0", "00"]


def test_what_came_in_a_file_follows_it_on_its_day() -> None:
    rows = [
        row("Zebra.txt", on=date(2025, 2, 1)),
        row("annex.txt"),
        row("Mail.eml"),
        row("Plan 2.pdf", "Mail.eml"),
        row("plan 10.pdf", "Mail.eml"),
        row("Submission.zip"),
        row("cover.eml", "Submission.zip/mail"),
        row("a list.txt", "Submission.zip/mail/cover.eml"),
        row("a policy.rtf", "Submission.zip/policies"),
        row("training.txt"),
    ]
    mixed = rows[:]
    random.Random(2).shuffle(mixed)
    assert [each.name for each in sorted(mixed, key=by_day_and_place)] == [each.name for each in rows]
