"""Small acts on the tree of a Word part: elements found by their name in any namespace, put in, replaced, unwrapped."""

from __future__ import annotations

from typing import Any

_OFF = frozenset({"0", "false", "off", "none"})
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def find_all(root: Any, *names: str) -> list[Any]:
    """Return all elements of these names in their order: a list, so that the tree may be changed meanwhile."""
    return list(root.iter(*(f"{{*}}{name}" for name in names)))


def name_of(node: Any) -> str:
    """Return an element's name without its namespace, "" of what is none."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def attribute(node: Any, name: str) -> str:
    """Return an attribute whatever its namespace, "" if there is none."""
    return next((str(said) for key, said in node.attrib.items() if key.rpartition("}")[2] == name), "")


def value(node: Any) -> str:
    """Return ``w:val``, "" if there is none or no element."""
    return "" if node is None else attribute(node, "val")


def is_on(node: Any) -> bool:
    """Tell whether a switch is on: without a value it is."""
    return attribute(node, "val").lower() not in _OFF


def within(node: Any, *names: str) -> bool:
    """Tell whether an element of one of these names is above it."""
    return next(node.iterancestors(*(f"{{*}}{name}" for name in names)), None) is not None


def made(space: str, name: str, *children: Any) -> Any:
    """Return a new element with these children, which leave where they were."""
    from lxml import etree

    element: Any = etree.Element(f"{{{space}}}{name}")
    element.extend(children)
    return element


def add_text(run: Any, text: str) -> Any:
    """Add text to a run, its ends of lines as ``w:br``; returns the run."""
    from lxml import etree

    space = run.tag.removesuffix("r")
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, f"{space}br")
        element: Any = etree.SubElement(run, f"{space}t")
        element.set(_SPACE, "preserve")
        element.text = fit(line)
    return run


def fit(text: str) -> str:
    """Return *text* with what XML can't have as U+FFFD."""
    from reviewer.documents.formats.extract import clean

    return clean(text)


def put(old: Any, *new: Any) -> None:
    """Put elements in the place of another."""
    parent = old.getparent()
    at = parent.index(old)
    _leave_tail(old)
    parent.remove(old)
    parent[at:at] = new


def after(node: Any, new: Any) -> None:
    """Put an element after another."""
    parent = node.getparent()
    parent.insert(parent.index(node) + 1, new)


def unwrap(node: Any) -> None:
    """Put an element's children in its place."""
    put(node, *list(node))


def _leave_tail(node: Any) -> None:
    """Forget what follows an element: between Word's elements there is only white space."""
    node.tail = None
