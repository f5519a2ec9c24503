"""Which files have a passage that stands elsewhere too: only these need be given to what tells clones (jscpd), which is slow."""

from __future__ import annotations

import builtins
import keyword
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

_ONCE_BUILT_IN = ("apply", "buffer", "cmp", "coerce", "file", "intern", "long", "reduce", "reload", "unicode")
_WORD = rf"\b(?:{'|'.join([*keyword.kwlist, *dir(builtins), *_ONCE_BUILT_IN])})\b"
_TOKEN = re.compile(
    rf'"""(?:(?!""").)*(?:""")?|"(?:[^"\\]|\\.)*"|#.*|{_WORD}|\d[\w.]*|(?:(?!{_WORD})[\s\w@])+|.'
)
"""What jscpd takes for a token, or a part of one: counted by these, a line has as many as it counts, or more."""


def alike(paths: Iterable[Path], lines: int, tokens: int) -> set[Path]:
    """Return the files that have so many lines, with so many tokens, as they stand elsewhere, there or in another file.

    A clone is equal from a place in its first line to one in its last, so that all lines between are equal whole. Places that
    begin with the same lines are looked at together, and with a line more each time, until there are enough tokens.
    """
    text = {path: ["", *path.read_text(encoding="utf-8").split("\n"), ""] for path in paths}
    weight = {path: [len(_TOKEN.findall(line)) for line in each] for path, each in text.items()}
    whole = lines - 1
    places: dict[str, list[tuple[Path, int]]] = defaultdict(list)
    for path, each in text.items():
        for at in range(1, len(each) - whole):
            places["\n".join(each[at : at + whole])].append((path, at))
    found: set[Path] = set()
    while places:
        longer: dict[str, list[tuple[Path, int]]] = defaultdict(list)
        for equal, at_all in places.items():
            enough = [
                (path, at) for path, at in at_all if sum(weight[path][at - 1 : at + whole + 1]) >= tokens
            ]
            found |= {path for path, _at in enough} if len(enough) > 1 else set()
            for path, at in at_all if len(at_all) > 1 else ():
                if at + whole < len(text[path]) - 1:
                    longer[f"{equal}\n{text[path][at + whole]}"].append((path, at))
        places, whole = longer, whole + 1
    return found
