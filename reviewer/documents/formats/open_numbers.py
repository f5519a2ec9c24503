"""The numbers of lists and headings in OpenDocument text, written into the text where the page shows them.

The file has only rules for counting them: OpenDocument 1.3 part 3, 5.3 (lists), 16.30 (their styles), 16.34 (outline).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from reviewer.documents.formats.local_names import attribute, name_of
from reviewer.documents.formats.word_numbers import shown

_FIGURES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_PLACE = re.compile(r"%(\d+)%")
_DEEPEST = 60
_MOST = 6  # digits of a number that a list may begin with


@dataclass(frozen=True, slots=True)
class Level:
    """How one level counts; ``words`` has "%1%.%2%" where the file says so, else prefix and suffix stand round it."""

    figures: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    levels: int = 1
    words: str = ""


Levels = Mapping[int, Level]


@dataclass(slots=True)
class Lists:
    """The styles of lists, and how far each list has counted, level by level."""

    styles: dict[str, Levels]
    outline: Levels
    headings: dict[int, int] = field(default_factory=dict)
    by_style: dict[str, dict[int, int]] = field(default_factory=dict)
    by_name: dict[str, dict[int, int]] = field(default_factory=dict)


def write(content: Any, others: Iterable[Any]) -> None:
    """Put numbers before the paragraphs and headings of *content*; *others* are trees that may hold its styles too."""
    trees = [tree for tree in (content, *others) if tree is not None]
    lists = Lists(dict(_styles(trees)), next(_outlines(trees), {}))
    for body in content.iterchildren("{*}body"):
        _walk(body, lists, 0)


def _walk(node: Any, lists: Lists, depth: int) -> None:
    for child in node.iterchildren("{*}*") if depth < _DEEPEST else ():
        name = name_of(child)
        if name == "list":
            _begin(child, lists, depth)
        elif name == "h":
            _heading(child, lists)
        elif name != "tracked-changes":
            _walk(child, lists, depth + 1)


def _begin(node: Any, lists: Lists, depth: int) -> None:
    """Number a list of the first level: one that goes on where another stopped, or anew."""
    style, follows = attribute(node, "style-name"), attribute(node, "continue-list")
    if follows in lists.by_name:
        counted = lists.by_name[follows]
    elif attribute(node, "continue-numbering") == "true" and style in lists.by_style:
        counted = lists.by_style[style]
    else:
        counted = {}
    lists.by_style[style] = counted
    if attribute(node, "id"):
        lists.by_name[attribute(node, "id")] = counted
    _list(node, lists, style, 1, counted, depth)


def _list(node: Any, lists: Lists, style: str, level: int, counted: dict[int, int], depth: int) -> None:
    if depth >= _DEEPEST:
        return
    levels = lists.styles.get(style, {})
    for item in node.iterchildren("{*}list-item", "{*}list-header"):
        own = next(item.iterchildren("{*}p", "{*}h"), None)
        if own is not None and name_of(item) == "list-item":
            _count(counted, level, levels, attribute(item, "start-value"))
            _put(own, label(levels, counted, level))
        for child in item.iterchildren("{*}*"):
            if name_of(child) == "list":
                _list(child, lists, attribute(child, "style-name") or style, level + 1, counted, depth + 1)
            else:
                _walk(child, lists, depth + 1)


def _heading(node: Any, lists: Lists) -> None:
    level = _whole(attribute(node, "outline-level")) or 1
    if attribute(node, "is-list-header") != "true" and lists.outline.get(level, Level()).figures:
        _count(lists.headings, level, lists.outline, attribute(node, "start-value"))
        _put(node, label(lists.outline, lists.headings, level))


def _count(counted: dict[int, int], level: int, levels: Levels, start: str) -> None:
    if start:
        counted[level] = _whole(start)
    else:
        counted[level] = counted[level] + 1 if level in counted else levels.get(level, Level()).start
    for deeper in [one for one in counted if one > level]:
        del counted[deeper]


def label(levels: Levels, counted: Mapping[int, int], level: int) -> str:
    """Return what stands before an item of this level (from 1), "" for a bullet or nothing."""
    own = levels.get(level, Level())
    if own.figures not in _FIGURES:
        return ""

    def number(at: int) -> str:
        there = levels.get(at, Level())
        return shown(counted.get(at, there.start), _FIGURES.get(there.figures, "none"))

    if own.words:
        return _PLACE.sub(lambda place: number(int(place[1])), own.words).strip()
    among = (number(at) for at in range(max(1, level - own.levels + 1), level + 1))
    return f"{own.prefix}{'.'.join(filter(None, among))}{own.suffix}".strip()


def _put(paragraph: Any, text: str) -> None:
    if text and "".join(paragraph.itertext()).strip():
        paragraph.text = f"{text} {paragraph.text or ''}"


def _styles(trees: Iterable[Any]) -> Iterator[tuple[str, Levels]]:
    for tree in trees:
        for style in tree.iter("{*}list-style"):
            yield attribute(style, "name"), dict(_levels(style))


def _outlines(trees: Iterable[Any]) -> Iterator[Levels]:
    for tree in trees:
        for style in tree.iter("{*}outline-style"):
            yield dict(_levels(style))


def _levels(style: Any) -> Iterator[tuple[int, Level]]:
    for one in style.iterchildren("{*}list-level-style-number", "{*}outline-level-style"):
        yield _whole(attribute(one, "level")), Level(
            attribute(one, "num-format"), attribute(one, "num-prefix"), attribute(one, "num-suffix"),
            _whole(attribute(one, "start-value") or "1"), _whole(attribute(one, "display-levels")) or 1, attribute(one, "num-list-format"),
        )  # fmt: skip


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST else 0
