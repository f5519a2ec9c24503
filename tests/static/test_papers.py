"""Each claim in the papers for the IT department names a test that is there and when it runs, or says that it has none."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.static.statements import statements

PAPERS = sorted((ROOT / "docs/trust").glob("*.md"))
_TEST = re.compile(r"`(tests/[\w/.]+?)(?:::(\w+))?`((?:(?!`tests/)[^|\n])*)")
"""A file of tests, one of them, and what is said beside it."""
_SAID_LATE = re.compile("in the whole run|`make test-all`")
_LONG = re.compile(r"\bmark\.long\b|\bgrid\(")
_TABLE = re.compile(r"^\|.*\| held by \|\n\|[-|]+\|\n((?:\|.*\n)+)", re.MULTILINE)


def left_to_the_whole_run(path: Path, name: str = "") -> Iterator[str]:
    """Yield the tests of a file, or the one of that name, that `make test-all` alone runs, or runs with more cases."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    given = {
        ast.unparse(each.targets[0]): ast.unparse(each.value)
        for each in tree.body
        if isinstance(each, ast.Assign)
    }
    long = [known for known, value in given.items() if _LONG.search(value)]
    all_of_it = "pytestmark" in long
    for each in statements(tree):
        if isinstance(each, ast.FunctionDef) and each.name.startswith("test_") and name in {"", each.name}:
            marks = " ".join(map(ast.unparse, each.decorator_list))
            if all_of_it or _LONG.search(marks) or any(re.search(rf"\b{known}\b", marks) for known in long):
                yield each.name


def unheld(paper: str, root: Path) -> list[str]:
    """Return what is wrong with what a paper names: tests that are not there, or don't run at each change, and claims that name none."""
    wrong = []
    for place, name, beside in _TEST.findall(paper):
        path = root / place
        if not path.exists():
            wrong.append(f"{place} is not there")
        elif name and f"def {name}(" not in path.read_text(encoding="utf-8"):
            wrong.append(f"{place} has no {name}")
        elif not _SAID_LATE.search(beside) and (late := list(left_to_the_whole_run(path, name))):
            wrong.append(
                f'{place} has tests that no change runs, and "in the whole run" is not beside it: {late}'
            )
    for rows in _TABLE.findall(paper):
        for row in rows.splitlines():
            last = row.rstrip().removesuffix("|").rpartition("|")[2]
            if "no test" not in last and not _TEST.search(last):
                wrong.append(f"nothing holds: {row[:80]}")
    return wrong


INSTALLERS = {
    "setup program": "packaging/windows/reviewer.nsi",
    ".msi": "packaging/windows/reviewer.wxs",
    ".dmg": "packaging/macos/dmg.sh",
}
"""What is handed out for other systems, by what the papers call it: what it is made by."""
TELLING = (
    "docs/guide/it.md",
    "docs/guide/installing.md",
    "docs/trust/deploying.md",
    "docs/trust/building.md",
)
"""The pages that say what there is for which system."""


def told_otherwise(page: str, made: set[str]) -> list[str]:
    """Return where a page about installers says something else of other systems than is so."""
    wrong = [f"it does not name: {name}" for name in sorted(made) if name not in page]
    wrong += [f"nothing makes: {name}" for name in INSTALLERS if name in page and name not in made]
    if re.search(r"\bno installer\b", page):
        wrong.append("it says that there is no installer")
    if not re.search(r"\bnever run\b", page):
        wrong.append("it does not say that none was ever run there")
    return wrong


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_what_a_paper_claims_is_held_by_a_test_or_said_to_have_none(paper: Path) -> None:
    assert unheld(paper.read_text(encoding="utf-8"), ROOT) == []


def test_a_claim_that_nothing_holds_is_found() -> None:
    head = "| claim | held by |\n|---|---|\n"
    assert unheld(f"{head}| it is safe | everybody knows |\n", ROOT)
    assert unheld(f"{head}| it is safe | `tests/faults/test_cage.py::test_of_old` |\n", ROOT)
    assert unheld(f"{head}| it is safe | `tests/faults/test_of_old.py` |\n", ROOT)
    assert not unheld(f"{head}| it is safe | no test |\n", ROOT)
    assert len(PAPERS) > 1


def test_a_test_that_no_change_runs_is_found_unless_the_paper_says_so(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/test_some.py").write_text(
        "SIZES = grid((1, 2), ordinary=(1,))\n"
        "@pytest.mark.thorough\ndef test_quick(): ...\n"
        "@pytest.mark.long\ndef test_slow(): ...\n"
        "@pytest.mark.parametrize('size', SIZES)\ndef test_sizes(size): ...\n"
        "@pytest.mark.parametrize('at', [pytest.param(1, marks=pytest.mark.long), 2])\ndef test_places(at): ...\n",
        encoding="utf-8",
    )
    (tmp_path / "tests/test_all.py").write_text(
        "pytestmark = [pytest.mark.long]\ndef test_one(): ...\n", encoding="utf-8"
    )

    def found(*names: str) -> bool:
        return bool(unheld(", ".join(names), tmp_path))

    assert not found("`tests/test_some.py::test_quick`")
    for each in ("::test_slow", "::test_sizes", "::test_places", ""):
        assert found(f"`tests/test_some.py{each}`")
        assert not found(f"`tests/test_some.py{each}` (in the whole run)")
    assert found("`tests/test_all.py::test_one`")
    assert found("`tests/test_all.py`", "`tests/test_some.py::test_slow` (in the whole run)"), (
        "each has its own"
    )


@pytest.mark.parametrize("place", TELLING)
def test_every_page_that_tells_of_other_systems_names_the_same_installers(place: str) -> None:
    made = {name for name, source in INSTALLERS.items() if (ROOT / source).is_file()}
    assert told_otherwise((ROOT / place).read_text(encoding="utf-8"), made) == []


def test_no_page_denies_an_installer() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    assert [path.name for path in pages if "no installer" in path.read_text(encoding="utf-8")] == []


def test_a_page_that_tells_otherwise_is_found() -> None:
    every = set(INSTALLERS)
    good = "a setup program, an .msi and a .dmg, never run"
    assert not told_otherwise(good, every)
    assert told_otherwise(good.replace(".msi", "archive"), every)
    assert told_otherwise(good, every - {".dmg"})
    assert told_otherwise(good.removesuffix(", never run"), every)
    assert told_otherwise(f"{good}; there is no installer", every)


def test_the_contact_that_a_distributor_puts_in_is_still_to_be_put_in() -> None:
    """Whoever puts one in says so in the paper, and takes this away."""
    paper = (ROOT / "docs/trust/upkeep.md").read_text(encoding="utf-8")
    packaging = ROOT / "packaging"
    control = (packaging / "linux/control").read_text(encoding="utf-8")
    metainfo = (packaging / "linux/reviewer.metainfo.xml").read_text(encoding="utf-8")
    windows = (packaging / "windows/reviewer.wxs").read_text(encoding="utf-8")
    (maintainer,) = re.findall(r"^Maintainer: (.+)$", control, re.MULTILINE)
    (developer,) = re.findall(r"<developer.*?<name>(.+?)</name>", metainfo, re.DOTALL)
    assert f"`{maintainer}`" in paper
    assert f'"{developer}"' in paper
    assert f'Manufacturer="{developer}"' in windows
    assert 'type="contact"' not in metainfo
    assert "ARPCONTACT" not in windows
