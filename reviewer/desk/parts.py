"""What the program is made of: each part with its version, its licence, and the licence's text where it came along.

What was installed as a bundle says so itself: the list is the SBOM that was made with it. In a checkout it is asked of the packages' metadata.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importlib.metadata import Distribution, PackageMetadata

    from reviewer.desk.home import Home

SBOM = "sbom.cdx.json"
"""CycloneDX, in the folder that has the resources."""
TEXT, WITHIN = "reviewer:licence-text", "reviewer:brought-by"
"""Names of properties in it: the path of a licence's text beside it, and by which package a part came."""
ITSELF = "reviewer"
NOT_SHIPPED = frozenset({"pip", "pycparser"})
"""What packages ask for and nothing here uses: left out of the bundle (bundling/contents.py)."""

_IS_TEXT = re.compile(r"(?i)(licen[cs]e|copying|notice|copyright|ofl)")
_LICENCES = "/licenses/"
_BY_CLASSIFIER: Mapping[str, str] = {
    "Python Software Foundation License": "PSF-2.0",
    "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
}
_BY_WORDS: Mapping[str, str] = {
    "Apache 2.0": "Apache-2.0", "Apache License, Version 2.0": "Apache-2.0", "CC0": "CC0-1.0",
}  # fmt: skip
_CHOSEN = ("LGPL-3.0-only", "Apache-2.0", "MIT")
"""Of a package under several licences, the one that is chosen."""


@dataclass(frozen=True, slots=True)
class Part:
    """``licence`` is an SPDX expression, or what the part says of itself; ``within`` is what brought it, "" of what stands alone."""

    name: str
    version: str
    licence: str
    within: str = ""
    texts: tuple[Path, ...] = ()

    def text(self) -> str:
        """Return the texts of its licence, one after another; "" where none came along."""
        return "\n\n".join(path.read_text(encoding="utf-8", errors="replace") for path in self.texts)


def parts(home: Home) -> tuple[Part, ...]:
    """Return all of them, by name, Reviewer itself first. Reads files: not for the thread of a window."""
    above = home.resources.parent
    found = _listed(above) if (above / SBOM).is_file() else _installed()
    return tuple(
        sorted(found, key=lambda part: (part.name.lower() != ITSELF, part.name.lower(), part.within))
    )


def is_whole(home: Home) -> bool:
    """Tell whether the list has the native libraries too: in a checkout nobody has listed them."""
    return (home.resources.parent / SBOM).is_file()


# --- as a bundle lists it --------------------------------------------------------------------------------


def _listed(folder: Path) -> Iterator[Part]:
    made = json.loads((folder / SBOM).read_text(encoding="utf-8"))
    for component in (made["metadata"]["component"], *made["components"]):
        properties = [(each["name"], each["value"]) for each in component.get("properties", ())]
        texts = tuple(folder / value for name, value in properties if name == TEXT)
        within = next((value for name, value in properties if name == WITHIN), "")
        yield Part(component["name"], component.get("version", ""), _said(component), within, texts)


def _said(component: Mapping[str, Any]) -> str:
    first: Mapping[str, Any] = next(iter(component.get("licenses", ())), {})
    licence = first.get("license", {})
    return str(first.get("expression") or licence.get("id") or licence.get("name") or "")


# --- as packages say it -----------------------------------------------------------------------------------


def _installed() -> Iterator[Part]:
    from importlib.metadata import distribution

    for name in sorted(closure(ITSELF) - NOT_SHIPPED):
        found = distribution(name)
        texts = tuple(Path(str(file.locate())) for file in text_files(found))
        yield Part(name, found.version, licence_of(found.metadata), texts=texts)


def closure(name: str) -> frozenset[str]:
    """Return the names of a distribution and all that it asks for on this system, as its metadata says."""
    from importlib.metadata import distribution

    from packaging.requirements import Requirement

    found: set[tuple[str, frozenset[str]]] = set()
    waiting = [(name, frozenset[str]())]
    while waiting:
        each, extras = waiting.pop()
        if (plain(each), extras) in found:
            continue
        found.add((plain(each), extras))
        for text in distribution(each).requires or ():
            asked = Requirement(text)
            is_met = partial(_is_met, asked)
            if any(map(is_met, extras or {""})):
                waiting.append((asked.name, frozenset(asked.extras)))
    return frozenset(each for each, _extras in found)


def _is_met(asked: Any, extra: str) -> bool:
    return asked.marker is None or bool(asked.marker.evaluate({"extra": extra}))


def plain(name: str) -> str:
    """Return a distribution's name as registries compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence_of(told: PackageMetadata) -> str:
    """Return a package's licence as SPDX has it where its metadata says so plainly, else in its own words."""
    said = [*(told.get_all("License-Expression") or ()), *(told.get_all("License") or ())]
    words = next(iter(said), "").strip().partition("\n")[0].partition(" (")[0]
    classifiers = [
        each.rpartition(" :: ")[2] for each in told.get_all("Classifier") or () if each.startswith("License")
    ]
    if not words:
        words = next((_BY_CLASSIFIER.get(each, each) for each in classifiers), "")
    choices = words.split(" OR ")
    return next((each for each in _CHOSEN if each in choices), _BY_WORDS.get(words, words))


def text_files(found: Distribution) -> Sequence[Any]:
    """Return the files of a distribution that have the text of a licence: its own, and those of what is linked into it."""
    return [file for file in found.files or () if _has_text(PurePosixPath(file), plain(found.name))]


def _has_text(file: PurePosixPath, package: str) -> bool:
    if ".dist-info" in str(file):
        return is_text(file.name) or _LICENCES in str(file)
    # The program's own resources are shipped where they are used.
    return (
        package != ITSELF
        and len(file.parts) > 1
        and is_text(file.name)
        and file.suffix in {"", ".txt", ".md"}
    )


def is_text(name: str) -> bool:
    """Tell whether a file is, by its name, the text of a licence."""
    return bool(_IS_TEXT.match(PurePosixPath(name).name))
