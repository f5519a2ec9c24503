"""A plan that is sent again, on the command line: offered, recorded, compared, its passages confirmed and carried."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

OLD = "".join(f"Clause {n} names the officers who answer for district {n}.\n" for n in range(14)) + (
    "The unit has named a contact at the refuge. It has two posts and one vacancy.\nIt is audited on request.\n"
)
NEW = OLD.replace("two posts", "three posts").replace("It is audited on request.\n", "")
CASE = "resources/samples/boundaries/case"


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "main.py", *words]
    return subprocess.run(
        command, cwd=root, env=os.environ, capture_output=True, text=True, check=False, timeout=120
    )


def done(root: Path, *words: str) -> str:
    made = run(root, *words)
    assert made.returncode == 0, made.stderr
    return made.stdout


def listed(root: Path, *words: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(done(root, *words, "--json"))
    return rows


def test_the_way_of_a_passage_from_one_version_to_the_next(root: Path, tmp_path: Path) -> None:
    book = str(tmp_path / "walk.casebook")
    done(root, "new", book, "--case", CASE)
    for name, day, text in (("Plan.txt", "2025-02-10", OLD), ("Plan v2.txt", "2025-02-24", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        done(root, "receive", book, "harrowdale", str(tmp_path / name), "--on", day)
    for criterion, quote in (
        ("partners", "named a contact"),
        ("unit", "It has two posts"),
        ("systems", "audited on request"),
    ):
        done(root, "evidence", book, "harrowdale", criterion, "Plan.txt", "--quote", quote)

    (offered,) = listed(root, "versions", book, "harrowdale")
    assert (offered["state"], offered["newer"], offered["earlier"]) == (
        "looks like one",
        "Plan v2.txt",
        "Plan.txt",
    )
    done(root, "version", book, "harrowdale", "Plan v2.txt", "Plan.txt")
    (pair,) = listed(root, "versions", book, "harrowdale")
    assert (pair["kept"], pair["changed"], pair["gone"], pair["carried"]) == (1, 1, 1, 0)

    told = done(root, "compare", book, "Plan v2.txt", "Plan.txt")
    assert "“two” became “three”." in told
    assert "gone: “It is audited on request.”" in told
    assert [row["kind"] for row in listed(root, "compare", book, "Plan v2.txt", "Plan.txt")] == [
        "changed",
        "gone",
    ]

    assert "named a contact" in done(root, "carry", book, "harrowdale", "Plan v2.txt")
    changed = next(each["evidence"] for each in pair["passages"] if each["fate"] == "changed")
    assert "It has three posts" in done(
        root, "carry", book, "harrowdale", "Plan v2.txt", "--changed", changed
    )
    (pair,) = listed(root, "versions", book, "harrowdale")
    assert (pair["kept"], pair["changed"], pair["gone"], pair["carried"]) == (0, 0, 1, 2)
    rows = listed(root, "passages", book, "harrowdale")
    assert {row["criterion"]: (row["name"], row["state"]) for row in rows} == {
        "partners": ("Plan v2.txt", "exact"), "unit": ("Plan v2.txt", "exact"), "systems": ("Plan.txt", "exact"),
    }  # fmt: skip
    assert done(root, "check", book) == "All is as it was recorded.\n"

    refused = run(root, "confirm", book, rows[0]["evidence"])
    assert (refused.returncode, "word for word" in refused.stderr) == (2, True)
    refused = run(root, "version", book, "harrowdale", "Plan.txt", "Plan v2.txt")
    assert (refused.returncode, "already" in refused.stderr) == (2, True)
    refused = run(root, "carry", book, "harrowdale", "Plan.txt")
    assert (refused.returncode, "no version" in refused.stderr) == (2, True)
    carry_beside_what_is_tied(root, book)
    done(root, "version", book, "harrowdale", "Plan v2.txt", "Plan.txt", "--not")
    assert listed(root, "versions", book, "harrowdale") == []


def carry_beside_what_is_tied(root: Path, book: str) -> None:
    """What is tied in the newer version by hand is not tied a second time, and it is said."""
    for name, district in (("Plan.txt", 3), ("Plan v2.txt", 3), ("Plan.txt", 4)):
        quote = f"the officers who answer for district {district}."
        done(root, "evidence", book, "harrowdale", "partners", name, "--quote", quote)
    carried = run(root, "carry", book, "harrowdale", "Plan v2.txt")
    assert "district 4" in carried.stdout
    assert "district 3" not in carried.stdout
    assert carried.stderr == "Left as it is: 1 passage tied there already.\n"
    refused = run(root, "carry", book, "harrowdale", "Plan v2.txt")
    assert (refused.returncode, "1 passage tied there already" in refused.stderr) == (2, True)
