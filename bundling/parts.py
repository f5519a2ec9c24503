"""What is in a bundle's folder, as values: packages of Python by their metadata, all else by packaging/licences.tsv."""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath

from bundling.contents import shipped
from bundling.licences import Row, covered
from bundling.versions import version_in
from reviewer.desk.parts import is_text, licence_of, plain

OWN = {
    "Python": "python",
    "PyInstaller's starter": "pyinstaller",
    "Reviewer (in libjbig's place)": "reviewer",
}
"""Parts that no wheel and no package of the system brings, though a file of their name may be in one."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the bundle, and the SHA-256 of its bytes there."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the bundle. ``purl`` is where it comes from, ``within`` the purl of the package that brought it, "" where none did.

    ``hashes`` are the SHA-256 of the packages that the lock allows; ``texts`` are paths of its licence's texts beside the SBOM.
    """

    name: str
    version: str
    licence: str
    purl: str = ""
    within: str = ""
    files: tuple[File, ...] = ()
    texts: tuple[str, ...] = ()
    hashes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """By which package a file came: its name, its purl, and its version."""

    name: str
    purl: str
    version: str


def parts(folder: Path, rows: Sequence[Row], packages: Sequence[str], lock: Path) -> list[Part]:
    """Return the parts of a bundle's folder by name: ``packages`` are the distributions in it, ``lock`` has their hashes."""
    inside = folder / "_internal"
    hashes, owners = hashes_of(lock), _owners(packages)
    found: dict[tuple[str, str, str], list[File]] = {}
    whose: dict[tuple[str, str, str], Brought] = {}
    for path, lines in covered(folder, rows):
        name = path.relative_to(folder).as_posix()
        for row in lines:
            brought = _brought(row.part, path.name, owners)
            key = (row.part, row.licence, brought.purl)
            whose[key] = brought
            found.setdefault(key, []).append(File(name, _hash(path)))
    own = {
        key: files
        for key, files in found.items()
        if whose[key].name in packages and _is_package_itself(key[0], whose[key].name)
    }
    attached: dict[str, list[File]] = {}
    for key, files in own.items():
        attached.setdefault(whose[key].name, []).extend(files)
    python = [
        _package(name, attached.get(name, ()), hashes.get(name, ()), inside)
        for name in packages
        if name != "reviewer"
    ]
    others = [_other(key, files, whose[key], inside) for key, files in found.items() if key not in own]
    return sorted(
        (*python, *others), key=lambda part: (part.name.lower(), part.purl, part.within, part.licence)
    )


def of_system(folder: Path, rows: Sequence[Row]) -> set[Brought]:
    """Return the system's packages that a bundle's libraries were taken from."""
    owners = _owners(shipped())
    found = {_brought(row.part, path.name, owners) for path, lines in covered(folder, rows) for row in lines}
    return {each for each in found if each.purl.startswith("pkg:deb/")}


def hashes_of(lock: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the SHA-256 of every file that a lock allows, by the name of the distribution."""
    entries = lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    return {
        plain(line.partition("==")[0]): tuple(re.findall("sha256:([0-9a-f]{64})", line))
        for line in entries
        if line
    }


def _is_package_itself(part: str, package: str) -> bool:
    """Tell whether a library is nothing but the compiled part of the package that brought it."""
    return plain(part) == package or (
        part == "Qt for Python" and package in {"pyside6-essentials", "shiboken6"}
    )


def _owners(packages: Iterable[str]) -> Mapping[str, Brought]:
    """Return which package brought a library, by the library's name: wheels give each of theirs a name of its own."""
    found: dict[str, Brought] = {}
    for name in packages:
        each = distribution(name)
        brought = Brought(name, f"pkg:pypi/{name}@{each.version}", each.version)
        found |= {file.name: brought for file in each.files or () if ".so" in file.name}
    return found


def _brought(part: str, file: str, owners: Mapping[str, Brought]) -> Brought:
    if part in OWN:
        return Brought(OWN[part], "", "")
    return owners.get(file) or _of_system(file)


@cache
def _of_system(file: str) -> Brought:
    """Return the system's package that has a library here; one that nobody has is Reviewer's own, as typefaces are."""
    asked = ["dpkg-query", "--search", f"*/{file}"]
    said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout if ".so" in file else ""
    names = sorted({line.partition(":")[0] for line in said.splitlines() if not line.startswith("diversion")})
    if not names:
        return Brought("", "", "")
    show = ["dpkg-query", "--show", "--showformat", "${Version}\n", names[0]]
    version = subprocess.run(show, capture_output=True, text=True, check=True).stdout.split("\n")[0]
    return Brought(names[0], f"pkg:deb/debian/{names[0]}@{version}", version)


def _package(name: str, files: Iterable[File], hashes: tuple[str, ...], inside: Path) -> Part:
    found = distribution(name)
    purl = f"pkg:pypi/{name}@{found.version}"
    return Part(
        name,
        found.version,
        licence_of(found.metadata),
        purl,
        files=tuple(files),
        texts=_texts(inside, name),
        hashes=hashes,
    )


def _other(key: tuple[str, str, str], files: Sequence[File], brought: Brought, inside: Path) -> Part:
    part, licence, purl = key
    version = version_in(
        part, brought.name, brought.version, [PurePosixPath(file.path).name for file in files]
    )
    of_system = purl.startswith("pkg:deb/")
    beside = tuple(_beside(files)) if not brought.name else ()
    texts = beside or _texts(inside, brought.name)
    return Part(part, version, licence, purl if of_system else "", purl, tuple(files), texts)


def _texts(inside: Path, name: str) -> tuple[str, ...]:
    files = [path for path in (inside / "licences" / name).rglob("*") if path.is_file()] if name else []
    found = sorted(
        files, key=lambda path: (path.name.startswith("GPL"), path)
    )  # LGPL first, which adds to it
    return tuple(path.relative_to(inside).as_posix() for path in found)


def _beside(files: Sequence[File]) -> list[str]:
    """Return the texts that lie in the folder of a part that is no code."""
    return [path.removeprefix("_internal/") for path in (file.path for file in files) if is_text(path)]


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
