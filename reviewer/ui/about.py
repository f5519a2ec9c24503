"""What Reviewer is."""

from __future__ import annotations

from pathlib import Path

from reviewer.desk.words.language import say


def about_lines(log_file: Path, cage: str) -> tuple[str, ...]:
    """Return what the About dialog says; ``cage`` is what keeps documents from doing harm on this machine."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("reviewer")
    except PackageNotFoundError:
        number = ""
    return (
        f"Reviewer {number}".strip(),
        say("Works offline; nothing leaves this machine but what you share."),
        cage,
        say("MIT licence. Log: {}").format(log_file),
    )


def machines_cage() -> str:
    """Start a reader and return what keeps it in. Not for the thread of a window."""
    from reviewer.desk import new_reader
    from reviewer.desk.outside import reader_words

    with new_reader() as reader:
        return reader_words(reader)
