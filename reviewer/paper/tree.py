"""The structure tree of a tagged PDF (ISO 32000-1, 14.7), before it is written."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Content:
    """Marked content: a page, counted from 1, and its number on that page."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation on a page: the name of its object in the file."""

    page: int
    name: str


@dataclass(slots=True, eq=False)
class Node:
    """A structure element. ``kids`` are in reading order; ``texts`` are Alt, Lang and the like.

    ``owner`` and ``attributes`` make its attribute dictionary: ``owner`` is List, Table or Layout.
    """

    tag: str
    texts: dict[str, str] = field(default_factory=dict)
    owner: str = ""
    attributes: dict[str, str | tuple[float, ...]] = field(default_factory=dict)
    kids: list[Node | Content | Annotation] = field(default_factory=list)

    def add(self, tag: str, owner: str = "", texts: dict[str, str] | None = None, **attributes: str) -> Node:
        """Add an element at the end and return it; of its ``texts`` those that are "" are left out."""
        said = {key: text for key, text in (texts or {}).items() if text}
        node = Node(tag, said, owner, dict(attributes))
        self.kids.append(node)
        return node
