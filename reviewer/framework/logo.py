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
STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")  # PNG, JPEG
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
        if not path.is_file() or path.resolve().parent != folder.resolve():
            problem = (
                "{file} is no file of the case folder"
                if path.exists()
                else "{file} is missing from the case folder"
            )
            raise complain(
                FILE,
                KEY,
                Phrase(problem, file=file),
                "Put the picture beside inspection.toml.",
            )
        size = path.stat().st_size
        with path.open("rb") as opened:
            start = opened.read(max(map(len, STARTS)))
    except OSError as error:
        problem = Phrase("{file} can't be read: {why}", file=file, why=why_refused(error))
        raise complain(FILE, KEY, problem, "Check the file's permissions.") from None
    if size > MOST_BYTES:
        raise complain(
            FILE,
            KEY,
            Phrase("{file} is larger than {most_bytes:,} bytes", file=file, most_bytes=MOST_BYTES),
            "Save a smaller picture.",
        )
    if not start.startswith(STARTS):
        raise complain(FILE, KEY, Phrase("{file} is neither PNG nor JPEG", file=file), PLAIN)
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
