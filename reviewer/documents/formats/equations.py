"""Equations in one line of text, as one would type them: ``x=(-b±√(b^2-4ac))/2a``.

Office's own: ECMA-376 part 1, 22.1; OpenDocument's: MathML 3.0, 3. What is written in an equation is in the line, in its
order; the marks between (``/``, ``^``, ``_``) say how it stands to each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

_DEEPEST = 100
_ALONE = 1  # characters that need no brackets
TOO_DEEP, _HAT = "\u2026", "\u0302"


def line(node: Any, depth: int = 0) -> str:
    """Return the text of an Office or MathML element and of all within it."""
    if depth > _DEEPEST:
        return TOO_DEEP
    name = _name(node)
    if name in _SILENT:
        return ""
    if name in _LEAVES:
        return (node.text or "").strip() if name != "t" else node.text or ""
    made = _MADE.get(name)
    return made(node, depth) if made else _all(node, depth)


def _all(node: Any, depth: int) -> str:
    return "".join(line(child, depth + 1) for child in _children(node))


def _children(node: Any) -> list[Any]:
    return [child for child in node if isinstance(child.tag, str)]


def _one(node: Any, name: str, depth: int) -> str:
    """Return the text of Office's part called *name* (``num``, ``den``, ``e`` ...)."""
    return "".join(line(child, depth + 1) for child in _children(node) if _name(child) == name)


def _nth(node: Any, at: int, depth: int) -> str:
    children = _children(node)
    return line(children[at], depth + 1) if at < len(children) else ""


def _wrapped(text: str) -> str:
    return text if len(text) <= _ALONE or text.isalnum() else f"({text})"


def _raised(mark: str, text: str) -> str:
    return f"{mark}{_wrapped(text)}" if text else ""


def _value(node: Any, *path: str) -> str | None:
    """Return the ``val`` of a property, None if there is none."""
    for name in path:
        node = next((child for child in _children(node) if _name(child) == name), None)
        if node is None:
            return None
    return next((str(value) for key, value in node.attrib.items() if key.rpartition("}")[2] == "val"), "")


def _fraction(node: Any, depth: int) -> str:
    return f"{_wrapped(_one(node, 'num', depth))}/{_wrapped(_one(node, 'den', depth))}"


def _scripts(node: Any, depth: int) -> str:
    below, above = _one(node, "sub", depth), _one(node, "sup", depth)
    base = _one(node, "e", depth)
    around = f"{_raised('_', below)}{_raised('^', above)}"
    return f"{around}{base}" if _name(node) == "sPre" else f"{base}{around}"


def _root(node: Any, depth: int) -> str:
    degree, base = _one(node, "deg", depth), _one(node, "e", depth)
    return f"√({degree}&{base})" if degree else f"√{_wrapped(base)}"


def _delimited(node: Any, depth: int) -> str:
    begin, end = _value(node, "dPr", "begChr"), _value(node, "dPr", "endChr")
    between = _value(node, "dPr", "sepChr")
    inside = [line(child, depth + 1) for child in _children(node) if _name(child) == "e"]
    joined = ("|" if between is None else between).join(inside)
    return f"{'(' if begin is None else begin}{joined}{')' if end is None else end}"


def _summed(node: Any, depth: int) -> str:
    sign = _value(node, "naryPr", "chr")
    around = f"{_raised('_', _one(node, 'sub', depth))}{_raised('^', _one(node, 'sup', depth))}"
    return f"{'∫' if sign is None else sign}{around} {_one(node, 'e', depth)}"


def _function(node: Any, depth: int) -> str:
    return f"{_one(node, 'fName', depth)} {_one(node, 'e', depth)}"


def _limit(node: Any, depth: int) -> str:
    mark = "_" if _name(node) == "limLow" else "^"
    return f"{_one(node, 'e', depth)}{_raised(mark, _one(node, 'lim', depth))}"


def _accented(node: Any, depth: int) -> str:
    accent = _value(node, "accPr", "chr")
    return f"{_one(node, 'e', depth)}{_HAT if accent is None else accent}"


def _grid(node: Any, depth: int) -> str:
    """Return a matrix or an array of equations, its rows apart by ``;``."""
    rows = [child for child in _children(node) if _name(child) in {"mr", "mtr", "mlabeledtr", "e"}]
    return "; ".join(
        line(row, depth + 1)
        if _name(row) == "e"
        else ", ".join(line(cell, depth + 2) for cell in _children(row))
        for row in rows
    )


def _over(node: Any, depth: int) -> str:
    return f"{_wrapped(_nth(node, 0, depth))}/{_wrapped(_nth(node, 1, depth))}"


def _set(*marks: str) -> Callable[[Any, int], str]:
    """Return what writes MathML's base with the scripts that follow it."""

    def written(node: Any, depth: int) -> str:
        scripts = (_raised(mark, _nth(node, at, depth)) for at, mark in enumerate(marks, start=1))
        return _nth(node, 0, depth) + "".join(scripts)

    return written


def _mroot(node: Any, depth: int) -> str:
    return f"√({_nth(node, 1, depth)}&{_nth(node, 0, depth)})"


def _msqrt(node: Any, depth: int) -> str:
    return f"√{_wrapped(_all(node, depth))}"


def _fenced(node: Any, depth: int) -> str:
    between = node.get("separators", ",")
    inside = (between[:1] or "").join(line(child, depth + 1) for child in _children(node))
    return f"{node.get('open', '(')}{inside}{node.get('close', ')')}"


def _name(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


_SILENT = frozenset({
    "", "annotation", "annotation-xml", "maligngroup", "malignmark", "rPr", "ctrlPr", "oMathParaPr", "del", "moveFrom",
})  # fmt: skip
_LEAVES = frozenset({"t", "mi", "mn", "mo", "mtext", "ms"})
_MADE: Mapping[str, Callable[[Any, int], str]] = {
    "f": _fraction, "sSup": _scripts, "sSub": _scripts, "sSubSup": _scripts, "sPre": _scripts, "rad": _root,
    "d": _delimited, "nary": _summed, "func": _function, "limLow": _limit, "limUpp": _limit, "acc": _accented,
    "m": _grid, "eqArr": _grid, "mfrac": _over, "msup": _set("^"), "msub": _set("_"), "msubsup": _set("_", "^"),
    "munder": _set("_"), "mover": _set("^"), "munderover": _set("_", "^"), "mroot": _mroot, "msqrt": _msqrt,
    "mtable": _grid, "mfenced": _fenced, "mspace": lambda _node, _depth: " ",
}  # fmt: skip


def lines(nodes: Iterable[Any]) -> list[str]:
    """Return the equations that say something, one a line."""
    return [text for text in (" ".join(line(node).split()) for node in nodes) if text]
