"""The sender's logo, from a file of the case folder to pixels: what takes pictures apart is handed in, it may not be here."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reviewer.errors import Phrase, ReviewerError, why_refused
from reviewer.framework.faults import complain
from reviewer.model import Logo

FILE, KEY = "inspection.toml", "sender.logo"
ENDINGS = {b"\x89PNG\r\n\x1a\n": ".png", b"\xff\xd8\xff": ".jpg"}
"""What a picture's file ends with, by what it begins with."""
STARTS = tuple(ENDINGS)
MOST_BYTES = 5_000_000
LEAST_SIDE = 12  # pixels as it is printed: a millimetre
PLAIN = "Save it as PNG or JPEG, and try again."


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture on white: ``width`` times ``height`` of three bytes (red, green, blue), row by row from the top."""

    width: int
    height: int
    data: bytes


Draw = Callable[[Path], Pixels]
"""Draws a picture file as large as a logo is printed, in the reader process; ReviewerError if it can't be drawn."""


def read_logo(folder: Path, file: str, alternative_text: str, language: str, draw: Draw) -> Logo:
    """Return the logo of a case folder; CaseError names the file and what is wrong with it."""
    path = folder / file
    try:
        within = path.is_file() and path.resolve().parent == folder.resolve()
        there = path.exists()
    except OSError as error:
        raise _unreadable(file, error) from None
    if not within:
        problem = (
            "{file} is no file of the case folder" if there else "{file} is missing from the case folder"
        )
        raise complain(FILE, KEY, Phrase(problem, file=file), "Put the picture beside inspection.toml.")
    picture_bytes(path)
    try:
        drawn = draw(path)
    except ReviewerError as error:
        raise complain(
            FILE, KEY, Phrase("{file} can't be drawn ({error})", file=file, error=error), PLAIN
        ) from None
    if min(drawn.width, drawn.height) < LEAST_SIDE:
        problem = Phrase("{file} is so long and narrow that nobody would see it on a letter", file=file)
        raise complain(FILE, KEY, problem, "Take a picture that is less long.")
    return Logo(alternative_text, language, drawn.width, drawn.height, zlib.compress(drawn.data, 9))


def picture_bytes(path: Path) -> bytes:
    """Return what a picture file that may be a logo holds; CaseError if it is no PNG or JPEG, too large, or can't be read."""
    try:
        if not path.is_file():
            raise complain(FILE, KEY, Phrase("{file} is no file", file=path.name), PLAIN)
        with path.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise _unreadable(path.name, error) from None
    if len(data) > MOST_BYTES:
        problem = Phrase("{file} is larger than {most_bytes:,} bytes", file=path.name, most_bytes=MOST_BYTES)
        raise complain(FILE, KEY, problem, "Save a smaller picture.")
    if not data.startswith(STARTS):
        raise complain(FILE, KEY, Phrase("{file} is neither PNG nor JPEG", file=path.name), PLAIN)
    return data


def _unreadable(file: str, error: OSError) -> ReviewerError:
    problem = Phrase("{file} can't be read: {why}", file=file, why=why_refused(error))
    return complain(FILE, KEY, problem, "Check the file's permissions.")
