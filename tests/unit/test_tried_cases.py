"""Case folders changed at random: what `new` refuses has a fault that `case check` names, what it takes has none, and nothing breaks it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from reviewer.errors import CaseError, ReviewerError
from reviewer.framework import load_case
from reviewer.framework.tried_case import try_case
from reviewer.model.case_faults import CaseFault
from reviewer.wording import check_case, template_faults
from tests.scale import scale
from tests.unit.small_case import write_case

SIGNS = '"[]{}=x\t\n% 1'
VALUES = ("1", "true", "[]", "{}", '""', '"x"', "[1, 2]", "2020-01-01", '[["x"]]')


def no_logo(_path: Path) -> object:
    raise CaseError("No logo is drawn here")


def change(folder: Path, seed: int) -> None:
    """Spoil some lines of some files, as slips of the hand do."""
    rng = random.Random(seed)
    for _ in range(rng.choice((1, 1, 2, 4))):
        file = rng.choice(sorted(folder.iterdir()))
        lines = file.read_text("utf-8").split("\n")
        at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        match rng.randrange(5):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[other])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                cut = rng.randrange(len(lines[at]) + 1)
                lines[at] = lines[at][:cut] + rng.choice(SIGNS) + lines[at][cut + rng.randrange(6) :]
            case _:
                key, is_pair, _ = lines[at].partition("=")
                lines[at] = f"{key}= {rng.choice(VALUES)}" if is_pair else ""
        file.write_text("\n".join(lines), "utf-8")


def refused(folder: Path) -> bool:
    try:
        check_case(load_case(folder, no_logo))  # type: ignore[arg-type]
    except ReviewerError:
        return True
    return False


def faults_of(folder: Path) -> list[CaseFault]:
    tried = try_case(folder, no_logo)  # type: ignore[arg-type]
    errors = template_faults(tried.case) if tried.case else ()
    return [*tried.faults, *map(tried.fault_of, errors)]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("framework.cy.toml", "[criterion.phrase]", "", "criterion[1].phrase"),
        ("framework.cy.toml", 'key = "fences"', "key = {}", "criterion[1].key"),
        ("framework.toml", 'key = "fences"', "key = {}", "criterion[1].key"),
        ("framework.cy.toml", 'key = "fences"', 'key = ["fences"]', "criterion[1].key"),
        ("framework.toml", 'findings = ["seen", "partly", "nothing"]', 'findings = "seen"', "criterion[1].findings"),
    ],
)  # fmt: skip
def test_a_slip_in_one_language_is_named_and_stops_no_look_at_the_other(
    tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    folder = write_case(tmp_path / "case", welsh=True)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    welsh = folder / "framework.cy.toml"  # a phrase for one finding is enough there while these are not known
    welsh.write_text(welsh.read_text("utf-8").replace("default =", "seen =", 1), "utf-8")
    assert refused(folder)
    assert told in " ".join(str(fault.key) for fault in faults_of(folder) if fault.file == file)


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(scale("spoilt", small=25, whole=400)))
def test_what_is_refused_is_named_and_nothing_else(tmp_path: Path, seed: int) -> None:
    folder = write_case(tmp_path / "case", welsh=True)
    change(folder, seed)
    faults = faults_of(folder)
    assert bool(faults) == refused(folder), faults
    for fault in faults:
        assert fault.file
        assert fault.problem
        text = (folder / fault.file).read_text("utf-8") if (folder / fault.file).is_file() else ""
        assert fault.line <= text.count("\n") + 1
