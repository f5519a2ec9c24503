"""What the bundle says of itself: the C library that it needs, and the system's packages that have the other libraries it asks for."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bundling.elf import Library, Version, library

BROUGHT = ("fontconfig-config", "libarchive13", "xkb-data")
"""Packages that no library asks for by name: typefaces' settings, what unpacks archives, and what keys of a keyboard mean."""

OPTIONAL = ("libqgtk3.so",)
"""Plugins that are passed over where what they need is not there: GTK's own dialogs."""

_LIBC = (
    "libc.so",
    "libm.so",
    "libpthread.so",
    "libdl.so",
    "librt.so",
    "libutil.so",
    "libresolv.so",
    "ld-linux",
)


@dataclass(frozen=True, slots=True)
class Facts:
    """``glibc`` is the least version that all of it runs with; ``missing`` the names of libraries that the system has to have."""

    glibc: Version
    missing: tuple[str, ...]

    @property
    def least(self) -> str:
        """The version as one says it."""
        return ".".join(map(str, self.glibc))


def libraries(folder: Path) -> Iterator[tuple[Path, Library]]:
    """Go through the libraries, modules and programs beneath a folder, with what each says of itself."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and (found := library(path)):
            yield path, found


def facts(folder: Path) -> Facts:
    """Return what a bundle's folder needs."""
    found = list(libraries(folder))
    here = {path.name for path, _each in found}
    needed = {name for path, each in found if path.name not in OPTIONAL for name in each.needed}
    missing = sorted(name for name in needed - here if not name.startswith(_LIBC))
    return Facts(max(each.glibc for _path, each in found), tuple(missing))


@cache
def packages(missing: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the packages of the system here that have these libraries; dpkg looks through all of its lists for each."""
    names = set(BROUGHT)
    for name in missing:
        asked = subprocess.run(
            ["dpkg-query", "--search", f"*/{name}"], capture_output=True, text=True, check=False
        ).stdout
        owners = sorted(
            {line.partition(":")[0] for line in asked.splitlines() if not line.startswith("diversion")}
        )
        if not owners:
            raise SystemExit(
                f"bundle: no package here has {name}; packaging/setup.sh installs those that a window needs"
            )
        names.add(owners[0])
    return tuple(sorted(names))
