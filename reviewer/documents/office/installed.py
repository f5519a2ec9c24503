"""Whether LibreOffice is installed, where, and which one."""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

ENDINGS: Mapping[str, str] = MappingProxyType({"ppt95": "ppt"})
"""The endings of kinds whose names are not theirs: LibreOffice tells some kinds by them."""

_PLACES = ("/usr/lib/libreoffice", "/usr/lib64/libreoffice", "/opt/libreoffice")


@dataclass(frozen=True, slots=True)
class Installed:
    """An installation: ``folder`` holds its ``program/soffice.bin``; ``version`` tells it from others."""

    folder: Path
    version: str

    @property
    def program(self) -> Path:
        """The program itself, which needs no shell to start it."""
        return self.folder / "program" / "soffice.bin"


def installed() -> Installed | None:
    """Return the LibreOffice of this machine, None if there is none that can be caged (Linux has the cage)."""
    if not sys.platform.startswith("linux"):
        return None
    return next((Installed(folder, _version(folder)) for folder in _folders() if _whole(folder)), None)


def _folders() -> Iterator[Path]:
    for name in ("soffice", "libreoffice"):
        path = shutil.which(name)
        if path:
            yield Path(path).resolve().parents[1]
    yield from map(Path, _PLACES)


def _whole(folder: Path) -> bool:
    return (folder / "program" / "soffice.bin").is_file()


def _version(folder: Path) -> str:
    """Return its build, from its own file of versions; else what tells one program file from another."""
    try:
        text = (folder / "program" / "versionrc").read_text("utf-8", "replace")
    except OSError:
        text = ""
    build = re.search(r"^buildid=(.+)$", text, re.MULTILINE)
    state = (folder / "program" / "soffice.bin").stat()
    words = f"{build.group(1) if build else ''} {state.st_size} {state.st_mtime_ns}"
    return hashlib.sha256(words.encode()).hexdigest()[:16]
