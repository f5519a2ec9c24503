"""Elements and attributes of XML by their local names (Namespaces in XML 1.0), whatever namespace a program wrote them in."""

from __future__ import annotations

from typing import Any


def name_of(node: Any) -> str:
    """Return an element's local name."""
    return str(node.tag).rpartition("}")[2]


def attribute(node: Any, name: str) -> str:
    """Return the value of an element's attribute by its local name, "" where it has none."""
    return next((str(value) for key, value in node.attrib.items() if key.rpartition("}")[2] == name), "")
