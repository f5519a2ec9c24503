"""Figures of the house, printed (`pytest -s tests/static`) and bounded: what grows is seen before it hurts.

Those of functions and files are printed and bounded by test_shape.py, those of classes and imports by test_structure.py.
"""

from __future__ import annotations

import json
import subprocess
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from tests.static.alike import alike
from tests.static.module_names import MEANT_ONCE

CLONES, CLONE_LINES, CLONE_TOKENS = 5, 6, 50
"""Of clones 22 were found when this began, and 5 are to be the bound: it only goes down."""


def names(root: Path) -> Mapping[str, Sequence[str]]:
    """Where each name of a module or a package is met, under reviewer/."""
    found = defaultdict(list)
    for path in sorted((root / "reviewer").rglob("*.py")):
        place = path.parent if path.stem == "__init__" else path.with_suffix("")
        if place != root / "reviewer":
            found[place.name].append(place.relative_to(root / "reviewer").as_posix())
    return found


def test_each_name_of_a_module_has_one_meaning(root: Path) -> None:
    """A name that is met twice stands in the table with the meaning that it has in both places."""
    twice = {name: places for name, places in names(root).items() if len(places) > 1}
    unknown = {name: places for name, places in twice.items() if name not in MEANT_ONCE}
    print(f"\nnames of modules met twice: {len(twice)}, with two meanings: {len(unknown)}")
    assert unknown == {}, (
        "name the module otherwise, or say in tests/static/module_names.py what it means in both"
    )
    assert MEANT_ONCE.keys() - twice.keys() == set(), "not met twice any more: take it out"


def clones(jscpd: Path, root: Path, out: Path) -> Sequence[str]:
    """A line for each two places of reviewer/ that have the same text, of at least so many lines and tokens."""
    paths = alike((root / "reviewer").rglob("*.py"), CLONE_LINES, CLONE_TOKENS)
    if not paths:
        return []
    words: list[str | Path] = [
        jscpd, *sorted(path.relative_to(root) for path in paths),
        "--min-lines", str(CLONE_LINES), "--min-tokens", str(CLONE_TOKENS),
        "--format", "python", "--reporters", "json", "--output", out, "--silent",
    ]  # fmt: skip
    # It makes an error of each token that is new, and only looks whether there is one.
    subprocess.run(["node", "--stack-trace-limit=0", *words], cwd=root, check=True, capture_output=True)
    report = json.loads((out / "jscpd-report.json").read_text(encoding="utf-8"))
    return [
        f"{each['lines']} lines: "
        + " and ".join(f"{each[side]['name']}:{each[side]['start']}" for side in ("firstFile", "secondFile"))
        for each in report["duplicates"]
    ]


@pytest.mark.thorough
def test_clones(root: Path, html_tools: Path, tool: Callable[[str], str], tmp_path: Path) -> None:
    tool("node")
    found = clones(html_tools / "jscpd/bin/jscpd", root, tmp_path)
    print(f"\nclones of {CLONE_LINES} lines and more (bound {CLONES}): {len(found)}", *found, sep="\n  ")
    assert len(found) <= CLONES, "\n".join(found)


def test_a_clone_is_found(html_tools: Path, tool: Callable[[str], str], tmp_path: Path) -> None:
    tool("node")
    (tmp_path / "reviewer").mkdir()
    lines = "".join(
        f"def act_{n}(one: int, other: int) -> int:\n    return one * {n} + other\n" for n in range(12)
    )
    for name in ("one", "other"):
        (tmp_path / "reviewer" / f"{name}.py").write_text(lines)
    jscpd = html_tools / "jscpd/bin/jscpd"
    assert len(clones(jscpd, tmp_path, tmp_path / "out")) == 1
    (tmp_path / "reviewer/other.py").write_text("".join(lines.splitlines(keepends=True)[:4]))
    assert clones(jscpd, tmp_path, tmp_path / "out") == []
