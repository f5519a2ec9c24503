"""Paths as people type them: what leads nowhere is told in a sentence, before anything is asked of it."""

from __future__ import annotations

from pathlib import Path

from reviewer.errors import WrongUseError, why_refused


def typed_path(words: str) -> Path:
    """Return the path that was typed, "~" being a person's own folder; nothing need be there. WrongUseError if nothing ever can."""
    path = expanded(words.strip())
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return path
    except OSError as error:  # links that lead in a circle, a name that is too long, a folder that is shut
        raise WrongUseError(
            "{path} leads nowhere: {why}", "Name another place.", path=path, why=why_refused(error)
        ) from error
    except ValueError as error:
        raise WrongUseError(
            "{path} is no path: there is a character in it that no path has",
            "Type it anew, or choose it.",
            path=words.strip().replace("\0", "�"),
        ) from error
    return path


def expanded(words: str) -> Path:
    """Return a path with the folder that "~" or "~NAME" at its beginning stands for; WrongUseError where nobody is called so."""
    path = Path(words)
    try:
        return path.expanduser()
    except RuntimeError as error:  # as pathlib says it
        raise WrongUseError(
            "{path} leads nowhere: this computer knows no folder {own}",
            "Write the path out in full.",
            path=words,
            own=path.parts[0],
        ) from error
