"""The typefaces that the program brings along: the window reads the same on every machine, whatever is installed there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFontDatabase

FAMILIES = ("Inter", "Noto Sans", "Noto Sans Symbols", "Noto Sans Symbols2")
"""In the order in which a letter is sought in them; what none of them has comes from the system."""

_FOLDERS = ("inter", "noto")


def load_typefaces(fonts: Path) -> tuple[str, ...]:
    """Make the typefaces in a folder known to the application; return those of ``FAMILIES`` that there are.

    Takes some 6 ms. A file that is missing or can't be read is passed over: the system's own typeface serves in its place.
    """
    there: set[str] = set()
    for folder in _FOLDERS:
        for file in sorted((fonts / folder).glob("*.[ot]tf")):
            there.update(QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file))))
    return tuple(family for family in FAMILIES if family in there)
