"""Values enter Markdown as text: whatever CommonMark would read as markup is escaped."""

from __future__ import annotations

import re

ANYWHERE = re.compile(r"([\\`*_\[\]<>&~|])")
AT_START = re.compile(r"(?:(?=[#+=:-])|(?<=\d)(?=[.)](?:\s|$)))")
START = re.compile(r"(\d{0,9})([#+=:.)-])")
EDGES = re.compile(r"^[ \t]+|[ \t]+$")


def escape(value: str) -> str:
    """Return Markdown that prints the value as typed, wherever in a paragraph it enters (CommonMark 2.4).

    A line break becomes a space, since it could begin a block; spaces at the edges become character
    references (CommonMark 2.5), since four of them begin a code block and two before a line's end break it.
    """
    line = re.sub(r"\s*[\r\n\x0b\x0c\x85\u2028\u2029]\s*", " ", value)
    text = ANYWHERE.sub(r"\\\1", line)
    # "# x", "- x", "+ x", "1. x", "1) x", "=" begin blocks; the value may stand first on its line.
    text = START.sub(r"\1\\\2", text, count=1) if START.match(text) else text
    return EDGES.sub(lambda edge: "".join(f"&#{ord(space)};" for space in edge.group()), text)
