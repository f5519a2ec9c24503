"""A plan that is sent again, on the command line: offered, recorded, compared, its passages confirmed and carried."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.walk.conftest import Run

OLD = "".join(f"Clause {n} names the officers who answer for district {n}.\n" for n in range(14)) + (
    "The unit has named a contact at the refuge. It has two posts and one vacancy.\nIt is audited on request.\n"
)
NEW = OLD.replace("two posts", "three posts").replace("It is audited on request.\n", "")


def done(reviewer: Run, *words: str) -> str:
    return reviewer(*words).out


def listed(reviewer: Run, *words: str) -> list[dict[str, Any]]:
    return reviewer(*words, "--json").rows


@pytest.mark.thorough
def test_the_way_of_a_passage_from_one_version_to_the_next(reviewer: Run, root: Path, tmp_path: Path) -> None:
    book = str(tmp_path / "walk.casebook")
    done(reviewer, "new", book, "--case", str(root / "resources/samples/boundaries/case"))
    for name, day, text in (("Plan.txt", "2025-02-10", OLD), ("Plan v2.txt", "2025-02-24", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        done(reviewer, "receive", book, "harrowdale", str(tmp_path / name), "--on", day)
    for criterion, quote in (
        ("partners", "named a contact"),
        ("unit", "It has two posts"),
        ("systems", "audited on request"),
    ):
        done(reviewer, "evidence", book, "harrowdale", criterion, "Plan.txt", "--quote", quote)

    (offered,) = listed(reviewer, "versions", book, "harrowdale")
    assert (offered["state"], offered["newer"], offered["earlier"]) == (
        "looks like one",
        "Plan v2.txt",
        "Plan.txt",
    )
    done(reviewer, "version", book, "harrowdale", "Plan v2.txt", "Plan.txt")
    (pair,) = listed(reviewer, "versions", book, "harrowdale")
    assert (pair["kept"], pair["changed"], pair["gone"], pair["carried"]) == (1, 1, 1, 0)

    told = done(reviewer, "compare", book, "Plan v2.txt", "Plan.txt")
    assert "“two” became “three”." in told
    assert "gone: “It is audited on request.”" in told
    assert [row["kind"] for row in listed(reviewer, "compare", book, "Plan v2.txt", "Plan.txt")] == [
        "changed",
        "gone",
    ]

    assert "named a contact" in done(reviewer, "carry", book, "harrowdale", "Plan v2.txt")
    changed = next(each["evidence"] for each in pair["passages"] if each["fate"] == "changed")
    assert "It has three posts" in done(
        reviewer, "carry", book, "harrowdale", "Plan v2.txt", "--changed", changed
    )
    (pair,) = listed(reviewer, "versions", book, "harrowdale")
    assert (pair["kept"], pair["changed"], pair["gone"], pair["carried"]) == (0, 0, 1, 2)
    rows = listed(reviewer, "passages", book, "harrowdale")
    assert {row["criterion"]: (row["name"], row["state"]) for row in rows} == {
        "partners": ("Plan v2.txt", "exact"), "unit": ("Plan v2.txt", "exact"), "systems": ("Plan.txt", "exact"),
    }  # fmt: skip
    assert done(reviewer, "check", book) == "All is as it was recorded.\n"

    refused = reviewer("confirm", book, rows[0]["evidence"], code=None)
    assert (refused.code, "word for word" in refused.err) == (2, True)
    refused = reviewer("version", book, "harrowdale", "Plan.txt", "Plan v2.txt", code=None)
    assert (refused.code, "already" in refused.err) == (2, True)
    refused = reviewer("carry", book, "harrowdale", "Plan.txt", code=None)
    assert (refused.code, "no version" in refused.err) == (2, True)
    carry_beside_what_is_tied(reviewer, book)
    done(reviewer, "version", book, "harrowdale", "Plan v2.txt", "Plan.txt", "--not")
    assert listed(reviewer, "versions", book, "harrowdale") == []


def carry_beside_what_is_tied(reviewer: Run, book: str) -> None:
    """What is tied in the newer version by hand is not tied a second time, and it is said."""
    for name, district in (("Plan.txt", 3), ("Plan v2.txt", 3), ("Plan.txt", 4)):
        quote = f"the officers who answer for district {district}."
        done(reviewer, "evidence", book, "harrowdale", "partners", name, "--quote", quote)
    carried = reviewer("carry", book, "harrowdale", "Plan v2.txt", code=None)
    assert "district 4" in carried.out
    assert "district 3" not in carried.out
    assert carried.err == "Left as it is: 1 passage tied there already.\n"
    refused = reviewer("carry", book, "harrowdale", "Plan v2.txt", code=None)
    assert (refused.code, "1 passage tied there already" in refused.err) == (2, True)
