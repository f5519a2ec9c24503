"""Names of members in an archive that any system can unpack: short, without what a disk refuses, each once."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

_REFUSED = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 100  # characters of a name; paths of 260 are the shortest that a system refuses
_LONGEST_ENDING = 12


def plain(name: str, instead: str = "unnamed") -> str:
    """Return a name as every file system takes it, as near to the given one as can be."""
    shown = "".join(
        "" if unicodedata.category(each) in {"Cf", "Cs"} else each
        for each in unicodedata.normalize("NFC", name)
    )
    said = _REFUSED.sub("_", shown).strip(" .")
    if _RESERVED.fullmatch(said):
        said = f"_{said}"
    ending = PurePosixPath(said).suffix
    if len(said) > _LONGEST:
        ending = ending if len(ending) <= _LONGEST_ENDING else ""
        said = said[: _LONGEST - len(ending)].rstrip(" .") + ending
    return said or instead


class MemberNames:
    """Gives each member a name that no other has, on systems too that don't tell capitals apart."""

    def __init__(self) -> None:
        """No name is given yet."""
        self._given: set[str] = set()

    def free(self, folder: str, name: str) -> str:
        """Return "folder/name", or with " (2)", " (3)" … before the ending, whichever is free."""
        path = PurePosixPath(plain(name))
        number = 1
        while True:
            mark = "" if number == 1 else f" ({number})"
            said = f"{folder}/{path.stem}{mark}{path.suffix}"
            if said.casefold() not in self._given:
                self._given.add(said.casefold())
                return said
            number += 1


def is_safe(name: str) -> bool:
    """Tell whether a member's name leads to no other place than its own, on any system."""
    parts = name.split("/")
    return (
        bool(name) and not _REFUSED.search(name.replace("/", "")) and all(part.strip(" .") for part in parts)
    )
