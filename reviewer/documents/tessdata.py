"""Where the data lies by which print is recognised, on the reader's side and on ours."""

from __future__ import annotations

from pathlib import Path

_DATA = "eng.traineddata"


def folder() -> Path:
    """Return the folder of the data; that there is any says ``is_there``."""
    above = Path(__file__).resolve().parents[2]
    folders = (above / "resources/tessdata", above / "reviewer_resources/tessdata")
    return next((folder for folder in folders if (folder / _DATA).is_file()), folders[0])


def is_there() -> bool:
    """Tell whether the data came with the program."""
    return (folder() / _DATA).is_file()
