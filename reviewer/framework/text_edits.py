"""A text file of a case folder that is changed in places: all that is not edited stays as it is, to the byte."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

BOM = b"\xef\xbb\xbf"
_ENDS = re.compile(r"\r\n?")


class Edit(NamedTuple):
    """What stands from ``start`` to ``end`` of a text (characters, ends of lines counted as one) becomes ``words``."""

    start: int
    end: int
    words: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits that do not lie over each other."""
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.words + text[edit.end :]
    return text


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file's bytes as text: ``text`` has plain ends of lines, as the case reader takes it."""

    data: bytes

    @property
    def text(self) -> str:
        """What the case reader reads; UnicodeDecodeError where that is none."""
        return _ENDS.sub("\n", self._raw)

    @property
    def _raw(self) -> str:
        return self.data.removeprefix(BOM).decode("utf-8")

    def edited(self, edits: Iterable[Edit]) -> SourceText:
        """Return the file with edits of its ``text``; what is put in has the ends of lines that the file begins with."""
        raw = self._raw
        pairs = [match.start() for match in _ENDS.finditer(raw) if len(match[0]) > 1]
        # In ``text`` each pair before a place is one character shorter.
        shorter = [at - number for number, at in enumerate(pairs)]
        ending = match[0] if (match := re.search(r"\r\n?|\n", raw)) else "\n"
        moved = [
            Edit(
                edit.start + bisect_left(shorter, edit.start),
                edit.end + bisect_left(shorter, edit.end),
                edit.words.replace("\n", ending),
            )
            for edit in edits
        ]
        head = BOM if self.data.startswith(BOM) else b""
        return SourceText(head + edited(raw, moved).encode("utf-8"))
