"""An inspection set up without a programmer: a case folder to fill in, from the blank one that the program brings along."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from pathlib import Path

from reviewer.desk.home import Home
from reviewer.errors import Phrase, ReviewerError, TakenError, WrongUseError, why_refused

BLANK = "blank-case"
LANGUAGE = "en-GB"
"""The language of a new case folder where none is said."""
_KEY = "@key@"
_NO_KEY = "inspection"


def blank_languages(home: Home) -> tuple[str, ...]:
    """Return the tags of the languages that a new case folder can be in."""
    return tuple(sorted(path.name for path in (home.resources / BLANK).iterdir() if path.is_dir()))


def new_case_folder(folder: Path, home: Home, language: str = LANGUAGE) -> tuple[Path, ...]:
    """Make a case folder to fill in, whole or not at all, and return its files.

    TakenError if anything has that name, WrongUseError for a language that there is no blank one in.
    """
    if language not in (known := blank_languages(home)):
        raise WrongUseError(
            "There is no blank case folder in “{language}”", "There is one in {known}.",
            language=language, known=", ".join(known),
        )  # fmt: skip
    if os.path.lexists(folder):
        raise TakenError(
            "{folder} is there already, so nothing was made",
            "Name a folder that is not there.",
            folder=folder,
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as making:
            made = Path(making) / "case"
            _fill(made, home.resources / BLANK / language, key_of(folder.resolve().name))
            made.rename(folder)
    except OSError as error:
        message = Phrase("The folder {path} cannot be made: {why}", path=folder, why=why_refused(error))
        raise ReviewerError(message, "Choose another place, or make room.") from error
    return tuple(sorted(folder.iterdir()))


def key_of(name: str) -> str:
    """Return a name as a key: "Safe Playgrounds, 2031" is "safe-playgrounds-2031"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or _NO_KEY


def _fill(folder: Path, blank: Path, key: str) -> None:
    """Copy the blank files, with the key in its places; copied as text, so that none is read-only as an installed one is."""
    folder.mkdir()
    for file in sorted(blank.iterdir()):
        text = file.read_text(encoding="utf-8").replace(_KEY, key)
        (folder / file.name).write_text(text, encoding="utf-8", newline="\n")
