"""The pictures of a Word document, and before which character of the text each stands.

Where a picture stands in the tree a mark is put that mammoth carries along as it does text; the text is made without the
marks, and the letters before each mark are counted. So the text is the same as of a document without pictures.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from reviewer.documents.formats.package_parts import Parts
from reviewer.documents.formats.package_pictures import Reference, Shown, beneath, references, related
from reviewer.documents.formats.pictures import Gathered
from reviewer.documents.formats.word_tree import add_text, find_all, made, name_of
from reviewer.model import Aside, Part

_SIGN, _FIRST, _MOST = "\U0010fff0", 0x100000, 0xFF00  # private: a mark is the sign and its number
_MARKS = re.compile(f"{_SIGN}([{chr(_FIRST)}-{chr(_FIRST + _MOST - 1)}])")
_RUN_OF_LETTERS = re.compile(r"\S+")
_PLACED = frozenset({"document", "footnotes", "endnotes"})
_ASIDES = {
    "document": None, "footnotes": Aside.NOTES, "endnotes": Aside.NOTES, "hdr": Aside.HEADER, "ftr": Aside.FOOTER,
    "comments": Aside.COMMENTS, "numbering": None,
}  # fmt: skip
_DRAWN = ("chart", "chartEx", "chartUserShapes", "diagramData", "diagramDrawing")
_OTHERS = ("numbering", "comments")
Place = tuple[int, int]
"""A part, by its place in a list of parts, and a code point in its text."""


@dataclass(frozen=True, slots=True)
class Met:
    """A picture that was met: where it is referred to, and which part of the text that is.

    Of a picture in an imported document ``part`` is its part there.
    """

    reference: Reference
    aside: Aside | None
    part: Part | None = None


@dataclass(slots=True)
class WordPictures:
    """The pictures in the order in which they are met; a picture's number is its place among them."""

    met: list[Met] = field(default_factory=list)
    marked: set[int] = field(default_factory=set)
    _drawn: set[str] = field(default_factory=set)

    def meet(self, parts: Parts, name: str, root: Any, *, whole: bool) -> bool:
        """Note the pictures of a part of the document, before anything in it is changed, and of its charts and diagrams.

        What refers to a picture that is not there is taken out of the tree, since mammoth fails of it; tells whether any was.
        """
        aside, pictures = _ASIDES.get(name_of(root)), references(parts, name, root)
        for one in pictures:
            if not one.is_inside:
                one.node.attrib.clear()
        self.met += [Met(one, aside) for one in pictures]
        self.met += [] if whole else [Met(one, aside) for one in related(parts, name)]
        self.met += [Met(one, Aside.CHARTS) for one in beneath(parts, name, _DRAWN, self._drawn)]
        return any(not one.is_inside for one in pictures)

    def meet_others(self, parts: Parts, main: str) -> None:
        """Note the pictures of comments, and those that stand before the paragraphs of lists."""
        for kind in _OTHERS:
            pictures = beneath(parts, main, (kind,), self._drawn)
            self.met += [Met(one, _ASIDES[kind]) for one in pictures]

    def meet_imported(self, parts: Sequence[Part], entry: str, block: Any) -> None:
        """Note the pictures of an imported document, which begins with a paragraph or table of this one."""
        for part in parts:
            if part.picture is not None:
                self.met.append(Met(Reference(block, f"{entry}\n{part.picture.key}"), None, part))

    def mark(self, roots: Mapping[str, Any], space: Callable[[Any], str]) -> set[str]:
        """Put a mark before each picture in trees that are ready to be read; returns the names of the trees that have any.

        *space* gives the namespace of Word's elements in a tree.
        """
        if not self.met or any(_SIGN in "".join(root.itertext()) for root in roots.values()):
            return set()
        changed = set[str]()
        for name, root in roots.items():
            for number, node in self._standing(root) if name_of(root) in _PLACED else ():
                mark = add_text(made(space(root), "r"), _SIGN + chr(_FIRST + number))
                if name_of(node) == "p":
                    node.insert(0, mark)
                else:
                    node.addprevious(mark[0])
                self.marked.add(number)
                changed.add(name)
        for name in changed:
            _take_out_drawings(roots[name])
        return changed

    def _standing(self, root: Any) -> Iterator[tuple[int, Any]]:
        """Yield the number of each picture whose element is still in this tree, with what it is of its run; of an import the paragraph."""
        for number, one in enumerate(self.met[:_MOST]):
            node = one.reference.node
            above = [] if node is None else [node, *node.iterancestors()]
            if not above or above[-1] is not root:
                continue
            if one.part is not None:
                paragraph = next(node.iter("{*}p"), None)
            else:
                runs = (each for each, over in pairwise(above) if name_of(over) == "r")
                paragraph = next(runs, None)
            if paragraph is not None:
                yield number, paragraph


def _take_out_drawings(root: Any) -> None:
    """Take out the drawings that hold no text: nothing is made of them, and mammoth is slow to find that out."""
    for drawing in find_all(root, "drawing"):
        if next(drawing.iter("{*}t", "{*}txbxContent"), None) is None and drawing.getparent() is not None:
            drawing.getparent().remove(drawing)


def gathered(
    parts: Parts, pictures: WordPictures, places: Mapping[int, Place], texts: Sequence[Part]
) -> Gathered:
    """Return the pictures with their places in ``texts``; one whose mark did not come out stands where the one before it does."""
    result = Gathered()
    shown, last = Shown(parts, result), dict[Aside | None, int]()
    loose = list[tuple[Met, Part]]()
    for number, met in enumerate(pictures.met):
        first = next((at for at, text in enumerate(texts) if text.aside is met.aside), 0)
        part, at = places.get(number, (last.get(met.aside, first), -1))
        last[met.aside] = part
        if at < 0:
            loose.append((met, texts[part]))
        else:
            _put(shown, met, texts[part], at)
    for met, text in loose:  # after the others, which know where they stand, and may be the same
        _put(shown, met, text, -1)
    return result


def _put(shown: Shown, met: Met, text: Part, at: int) -> None:
    if met.part is None:
        shown.put(met.reference, text.place, text.label, at)
    else:
        shown.put_part(met.part, met.reference.key, text.place, text.label, at)


def unmarked(markup: str) -> str:
    """Return HTML without the marks."""
    return _MARKS.sub("", markup)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A picture's number, how many letters stand before it, and whether it leads a line that goes on with text, or is alone in one."""

    number: int
    letters: int
    leads: bool
    is_alone: bool


def places(lines: Iterable[str], texts: Sequence[str]) -> dict[int, Place]:
    """Return where pictures stand in ``texts``, by number; ``lines`` are the same text with the marks."""
    wanted, by_mark, passed = deque(_marks(lines)), dict[int, Place](), 0
    for part, text in enumerate(texts):
        for run in _RUN_OF_LETTERS.finditer(text):
            size = run.end() - run.start()
            while wanted and wanted[0].letters + wanted[0].leads <= passed + size:
                mark = wanted.popleft()
                at = run.start() + max(0, mark.letters - passed)
                by_mark[mark.number] = part, at + (mark.is_alone and text[at : at + 1] == "\n")
            passed += size
    last = (len(texts) - 1, len(texts[-1])) if texts else (0, 0)
    return by_mark | dict.fromkeys((mark.number for mark in wanted), last)


def _marks(lines: Iterable[str]) -> Iterator[_Mark]:
    passed = 0
    for line in lines:
        if _SIGN not in line:
            passed += _letters(line)
            continue
        pieces = _MARKS.split(line)
        sizes = [_letters(piece) for piece in pieces[::2]]
        before, whole = 0, sum(sizes)
        for size, number in zip(sizes, pieces[1::2], strict=False):
            before += size
            leads = not before and (whole > 0 or not passed)
            yield _Mark(ord(number) - _FIRST, passed + before, leads, is_alone=not whole)
        passed += whole


def _letters(text: str) -> int:
    return sum(map(len, text.split()))
