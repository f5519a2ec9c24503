"""The guide's table of keys, written from the list: python -m reviewer.ui.actions.key_tables [GUIDE]."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QKeySequence

from reviewer.ui.actions.action import Action
from reviewer.ui.actions.keys import key_words
from reviewer.ui.actions.topics import key_lines, title_of

GUIDE = Path("docs/guide/keys.md")
BEGIN, END = "<!-- keys: begin -->", "<!-- keys: end -->"


def all_actions() -> tuple[Action[Any], ...]:
    """Return every act of the program, as it is known without a window."""
    from reviewer.ui.casebook_actions import casebook_actions, of_other_windows
    from reviewer.ui.screens import SCREENS
    from reviewer.ui.window_actions import window_actions

    return (*window_actions(), *of_other_windows(), *casebook_actions(SCREENS))


def key_tables(actions: Iterable[Action[Any]]) -> str:
    """Return all keys as Markdown: a heading and a table for each topic."""
    parts = []
    portable = partial(key_words, form=QKeySequence.SequenceFormat.PortableText)
    for topic, lines in key_lines(actions, portable):
        rows = "\n".join(f"| {keys} | {words} |" for keys, words in lines)
        parts.append(f"## {title_of(topic)}\n\n| keys | |\n|---|---|\n{rows}\n")
    return "\n".join(parts)


def with_tables(guide: str, tables: str) -> str:
    """Return a page of the guide with other tables between its two marks; ValueError if it lacks a mark."""
    before, begin, rest = guide.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the guide needs {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{tables}\n{END}{after}"


def main(argv: list[str]) -> int:
    """Write the tables into the guide."""
    path = Path(argv[0]) if argv else GUIDE
    path.write_text(with_tables(path.read_text("utf-8"), key_tables(all_actions())), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
