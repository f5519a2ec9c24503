"""The sizes that keep this project readable: bounds for each file and function, aims for the middle of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.static.statements import statements

FILE_BOUND, FILE_MEDIAN, FILE_TENTH = 400, 150, 300
FUNCTION_BOUND, FUNCTION_MEDIAN, FUNCTION_TENTH = 60, 8, 20
VAGUE = {"util", "utils", "helper", "helpers", "manager", "managers", "misc", "common"}


def share(sizes: list[int], part: float) -> int:
    """The size that the given part of all sizes does not exceed; 0 of none."""
    return sorted(sizes)[int(part * (len(sizes) - 1))] if sizes else 0


def sources(root: Path) -> Iterator[Path]:
    yield from (
        path for room in ("reviewer", "tests", "bench") for path in sorted((root / room).rglob("*.py"))
    )


def complaints(root: Path) -> Iterator[str]:
    """A line for each thing out of shape under the project's folder."""
    files: list[int] = []
    functions: list[int] = []
    for path in sources(root):
        text = path.read_text(encoding="utf-8")
        where, own = path.relative_to(root), path.is_relative_to(root / "reviewer")
        length = text.count("\n")
        files += [length] if own else []
        if length > FILE_BOUND:
            yield f"{where} has {length} lines, more than {FILE_BOUND}"
        if path.stem in VAGUE:
            yield f"{where}: name a module after what is in it"
        for node in statements(ast.parse(text)):
            if isinstance(node, ast.Global):
                yield f"{where}:{node.lineno} uses `global`: hand it in by the constructor"
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                functions += [size] if own else []
                if size > FUNCTION_BOUND:
                    yield f"{where}:{node.lineno} {node.name} has {size} lines, more than {FUNCTION_BOUND}"
    aims = (
        ("file", files, FILE_MEDIAN, FILE_TENTH),
        ("function", functions, FUNCTION_MEDIAN, FUNCTION_TENTH),
    )
    for what, sizes, median, tenth in aims:
        print(
            f"lines of {len(sizes)} {what}s: {share(sizes, 0.5)} / {share(sizes, 0.9)} (bound {median} / {tenth})"
        )
        if share(sizes, 0.5) > median or share(sizes, 0.9) > tenth:
            found = f"{share(sizes, 0.5)} / {share(sizes, 0.9)}"
            yield f"{what}s are {found} lines (median / 90th percentile), aimed at {median} / {tenth}"


def test_every_file_and_function_is_of_a_readable_size(root: Path) -> None:
    assert list(complaints(root)) == []
