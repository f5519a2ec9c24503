"""Starts the window, or the command line when the first word is a command."""

from __future__ import annotations

import sys
from pathlib import Path

WINDOW_OPTIONS = ("--sample", "--welcome", "--report-paint", "--screenshots")


def main(arguments: list[str]) -> int:
    """Return the exit code; ``arguments`` are without the program's name."""
    if not arguments or arguments[0] in WINDOW_OPTIONS or _is_casebook(arguments[0]):
        from reviewer.app import main as window

        return window(arguments)
    from reviewer.cli import main as command

    return command(arguments)


def _is_casebook(word: str) -> bool:
    # The window says what a merged file is, and how to read it.
    return word.rstrip("/\\").endswith((".casebook", ".sqlite")) or (Path(word) / "casebook.sqlite").exists()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:  # before a command has begun: nothing was done yet
        from reviewer.desk.words.language import say

        sys.exit(f"\nreviewer: {say('Stopped; nothing was done.')}")
