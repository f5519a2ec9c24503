"""The typefaces that the program brings along: the window reads the same on every machine, whatever is installed there."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

from PySide6.QtGui import QFontDatabase

FAMILIES = ("Inter", "Noto Sans", "Noto Sans Symbols", "Noto Sans Symbols2")
"""In the order in which a letter is sought in them; what none of them has comes from the system."""

_FOLDERS = ("inter", "noto")
_ENDINGS = (".otf", ".ttf")


class Typefaces:
    """Makes the typefaces in a folder known beside what else is done meanwhile: Qt's database of them may be used by any thread."""

    def __init__(self, fonts: Path) -> None:
        """Begin with what lies in ``fonts``; there is an application already."""
        self._families: tuple[str, ...] = ()
        self._loading = Thread(target=self._load, args=(fonts,), name="typefaces")
        self._loading.start()

    def families(self) -> tuple[str, ...]:
        """Return those of ``FAMILIES`` that there are, once all are known. Nothing may be written in a font before."""
        self._loading.join()
        return self._families

    def _load(self, fonts: Path) -> None:
        self._families = load_typefaces(fonts)


def _files(folder: Path) -> list[Path]:
    """Return the typefaces in a folder, by name; none where there is none."""
    there = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in there if path.suffix in _ENDINGS)


def load_typefaces(fonts: Path) -> tuple[str, ...]:
    """Make the typefaces in a folder known to the application; return those of ``FAMILIES`` that there are.

    Takes some 6 ms, nearly all of it without Python. A file that is missing or can't be read is passed over: the system's own typeface serves in its place.
    """
    there: set[str] = set()
    for folder in _FOLDERS:
        for file in _files(fonts / folder):
            there.update(QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file))))
    return tuple(family for family in FAMILIES if family in there)
