"""The numbers that Word counts by itself ("4.2.1", "b.", "iv)"), written into the text where the page shows them.

A force cites its own policy by such numbers, and the file has only rules for counting them: ECMA-376 part 1, 17.9.
Bullets are left out. Lists that rest on the same definition go on counting, unless one says where to start again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN = 4000
_PARAGRAPHS = frozenset({
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p", "{http://purl.oclc.org/ooxml/wordprocessingml/main}p",
})  # fmt: skip
_UNNUMBERED = frozenset({"bullet", "none"})


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts: from where, in which figures, in which words ("%1.%2)"), after which level."""

    start: int = 1
    figures: str = "decimal"
    words: str = ""
    style: str = ""
    legal: bool = False


@dataclass(slots=True)
class Numbers:
    """The lists of a document, and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # by list
    shares: dict[str, str] = field(default_factory=dict)  # the definition that a list rests on
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)  # list and level by paragraph style
    counted: dict[str, dict[int, int]] = field(default_factory=dict)  # by definition
    _begun: set[str] = field(default_factory=set)

    def next(self, number: str, level: int) -> str:
        """Count on in list *number* at *level* (from 0); returns what stands before the paragraph, "" if nothing."""
        levels = self.levels.get(number)
        if levels is None or not 0 <= level < _LEVELS:
            return ""
        counted = self.counted.setdefault(self.shares[number], {})
        if number not in self._begun:
            self._begun.add(number)
            for restarted in self.restarts.get(number, ()):
                counted.pop(restarted, None)
        own = levels.get(level, Level())
        start = self.restarts.get(number, {}).get(level, own.start)
        counted[level] = counted[level] + 1 if level in counted else start
        for deeper in range(level + 1, _LEVELS):
            counted.pop(deeper, None)
        if own.figures in _UNNUMBERED:
            return ""
        return _PLACE.sub(
            lambda place: self._shown(levels, counted, own, int(place[1]) - 1), own.words
        ).strip()

    @staticmethod
    def _shown(levels: Mapping[int, Level], counted: Mapping[int, int], own: Level, level: int) -> str:
        there = levels.get(level, Level())
        return shown(counted.get(level, there.start), "decimal" if own.legal else there.figures)


def write(lists: Any, styles: Any, root: Any) -> bool:
    """Put each paragraph's number before its text, in the tree of the document's main part; tells whether any has one.

    *lists* and *styles* are the roots of the parts that define them, None where there are none.
    """
    numbers = _numbers(lists, styles)
    if not numbers.levels:
        return False
    written = False
    for paragraph in root.iter("{*}p"):
        at = _place(paragraph, numbers)
        if at is not None and not _unseen(paragraph):
            label = numbers.next(*at)
            written = bool(label) or written
            if (
                label
                and paragraph.tag in _PARAGRAPHS
                and any((text.text or "").strip() for text in paragraph.iter("{*}t"))
            ):
                _put(paragraph, f"{label} ")
    return written


def _unseen(paragraph: Any) -> bool:
    """Tell whether a paragraph is another one's stand-in for older programs, or struck out whole."""
    if next(paragraph.iterancestors("{*}Fallback"), None) is not None:
        return True
    struck_out = paragraph.find("{*}pPr/{*}rPr/{*}del") is not None
    return struck_out and next(paragraph.iter("{*}t"), None) is None


def shown(number: int, figures: str) -> str:
    """Return *number* in the figures that the format names; those not known here as decimal ones."""
    if figures in {"lowerLetter", "upperLetter"} and number > 0:
        times, letter = divmod(number - 1, 26)
        text = chr(ord("a") + letter) * (times + 1)  # after z comes aa, then bb: 17.18.59
    elif figures in {"lowerRoman", "upperRoman"} and 0 < number < _MOST_ROMAN:
        text = _roman(number)
    elif figures == "decimalZero":
        text = f"{number:02}"
    elif figures == "ordinal":
        text = f"{number}{_ordinal(number)}"
    else:
        text = "" if figures in _UNNUMBERED else str(number)
    return text.upper() if figures.startswith("upper") else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


def _ordinal(number: int) -> str:
    if number % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _place(paragraph: Any, numbers: Numbers) -> tuple[str, int] | None:
    """Return the list and the level of a paragraph: its own words, else its style's."""
    style = _value(paragraph.find("{*}pPr/{*}pStyle"))
    named = numbers.styles.get(style)
    own = paragraph.find("{*}pPr/{*}numPr")
    if own is None:
        return named
    number = _value(own.find("{*}numId")) or (named[0] if named else "")
    level = _value(own.find("{*}ilvl")) or (str(named[1]) if named else "0")
    return None if number in {"", "0"} else (number, _whole(level))


def _put(paragraph: Any, label: str) -> None:
    from lxml import etree

    space = paragraph.tag.removesuffix("p")
    run = etree.Element(f"{space}r")
    text = etree.SubElement(run, f"{space}t")
    text.text = label
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    properties = paragraph.find("{*}pPr")
    paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, run)


def _numbers(root: Any, styles: Any) -> Numbers:
    numbers = Numbers()
    if root is None:
        return numbers
    defined = {_get(one, "abstractNumId"): one for one in root.iter("{*}abstractNum")}
    linked = {_value(one.find("{*}styleLink")): _get(one, "abstractNumId") for one in defined.values()}
    for one in root.iter("{*}num"):
        number, rests_on = _get(one, "numId"), _value(one.find("{*}abstractNumId"))
        definition = defined.get(rests_on)
        if definition is not None and definition.find("{*}numStyleLink") is not None:
            rests_on = linked.get(_value(definition.find("{*}numStyleLink")), rests_on)
            definition = defined.get(rests_on)
        if definition is not None:
            numbers.shares[number] = rests_on
            numbers.levels[number] = dict(_levels(definition))
            _override(one, numbers, number)
    if styles is not None:
        numbers.styles = dict(_numbered_styles(styles, numbers))
    return numbers


def _override(one: Any, numbers: Numbers, number: str) -> None:
    for change in one.iter("{*}lvlOverride"):
        level, start = _whole(_get(change, "ilvl")), change.find("{*}startOverride")
        numbers.levels[number] |= dict(_levels(change))
        if start is not None:
            numbers.restarts.setdefault(number, {})[level] = _whole(_value(start))


def _levels(definition: Any) -> Iterator[tuple[int, Level]]:
    for one in definition.iterchildren("{*}lvl"):
        start, legal = one.find("{*}start"), one.find("{*}isLgl")
        yield (
            _whole(_get(one, "ilvl")),
            Level(
                1 if start is None else _whole(_value(start)),
                _value(one.find("{*}numFmt")) or "decimal",
                _value(one.find("{*}lvlText")),
                _value(one.find("{*}pStyle")),
                legal is not None and _value(legal).lower() not in {"0", "false", "off"},
            ),
        )


def _numbered_styles(root: Any, numbers: Numbers) -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield the list and level of each paragraph style that has one, of its own or from the style it is based on."""
    styles = {_get(style, "styleId"): style for style in root.iter("{*}style")}
    for name in styles:
        at, seen = name, set[str]()
        while at in styles and at not in seen:
            seen.add(at)
            own = styles[at].find("{*}pPr/{*}numPr")
            number = "" if own is None else _value(own.find("{*}numId"))
            if number:
                level = _value(own.find("{*}ilvl"))
                by_style = (n for n, one in numbers.levels.get(number, {}).items() if one.style == name)
                if number != "0":
                    yield name, (number, _whole(level) if level else next(by_style, 0))
                break
            at = _value(styles[at].find("{*}basedOn"))


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0  # noqa: PLR2004  # no list is as long


def _value(node: Any) -> str:
    return "" if node is None else _get(node, "val")


def _get(node: Any, attribute: str) -> str:
    return next(
        (str(value) for name, value in node.attrib.items() if name.rpartition("}")[2] == attribute), ""
    )
