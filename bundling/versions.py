"""Which version a native part has: wheels tell it in the lists that they carry (PEP 770), libraries when they are asked."""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_AS_NAMED = re.compile(r"\.so\.([\d.]+)$")
_BY_FILE = frozenset({"Brotli", "ICU", "XZ Utils", "Zstandard"})
"""Parts whose libraries have the version of the release in their names."""


def _tesseract(line: str) -> str:
    import tesserocr  # type: ignore[import-untyped]  # typed, but not marked as such

    found = re.search(rf"{line}[ -]([\d.]+)", tesserocr.tesseract_version())
    return found[1] if found else ""


def _pdfium() -> str:
    import pypdfium2_raw  # type: ignore[import-untyped]  # as the other

    folder = Path(str(pypdfium2_raw.__file__)).parent
    made = json.loads((folder / "version.json").read_text(encoding="utf-8"))
    return ".".join(str(made[name]) for name in ("major", "minor", "build", "patch"))


def _qpdf() -> str:
    import pikepdf

    return str(pikepdf.__libqpdf_version__)


def _zlib_ng() -> str:
    from PIL import features

    return features.version("zlib_ng") or ""


def _isal() -> str:
    import isal

    return str(isal.ISAL_VERSION)


def _zlib_ng_of_its_own() -> str:
    from zlib_ng import zlib_ng

    return str(zlib_ng.ZLIBNG_VERSION)


def _xml(name: str) -> str:
    from lxml import etree

    return ".".join(map(str, getattr(etree, name)))


def _reviewer() -> str:
    from reviewer import __version__

    return __version__


def _pyinstaller() -> str:
    lock = (ROOT / "packaging/bundle.lock").read_text(encoding="utf-8")
    found = re.search(r"^pyinstaller==(\S+)", lock, re.MULTILINE)
    return found[1] if found else ""


_ASKED: Mapping[str, Callable[[], str]] = {
    "Python": platform.python_version,
    "PyInstaller's starter": _pyinstaller,
    "Reviewer (in libjbig's place)": _reviewer,
    "PDFium": _pdfium,
    "Qt": lambda: distribution("pyside6-essentials").version,
    "Tesseract": lambda: _tesseract("tesseract"),
    "Leptonica": lambda: _tesseract("leptonica"),
    "qpdf": _qpdf,
    "zlib-ng": _zlib_ng,
    "zlib-ng (the library)": _zlib_ng_of_its_own,
    "ISA-L": _isal,
    "libxml2": lambda: _xml("LIBXML_COMPILED_VERSION"),
    "libxslt": lambda: _xml("LIBXSLT_COMPILED_VERSION"),
}


def version_in(part: str, package: str, version: str, files: Sequence[str]) -> str:
    """Return the version of a part that a package of a ``version`` brought in these files; "" where nobody says it."""
    if part in _ASKED:
        return _ASKED[part]()
    if package and not _is_wheel(package):
        return version
    if told := next(_told(part, package), "") if package else "":
        return told
    named = next(filter(None, map(_AS_NAMED.search, files)), None)
    return named[1] if named and part in _BY_FILE else ""


def _is_wheel(package: str) -> bool:
    from importlib.metadata import PackageNotFoundError

    try:
        return distribution(package) is not None
    except PackageNotFoundError:
        return False


def _told(part: str, package: str) -> Iterator[str]:
    """Yield what the lists that a wheel carries say of a part."""
    for file in distribution(package).files or ():
        if "/sboms/" in str(file) and file.name.endswith(".json"):
            listed = json.loads(Path(str(file.locate())).read_text(encoding="utf-8")).get("components", ())
            native = (each for each in listed if not str(each.get("purl", "")).startswith("pkg:cargo/"))
            yield from (
                str(each["version"])
                for each in native
                if each.get("version") and _is_same(part, each["name"])
            )


def _is_same(part: str, name: str) -> bool:
    ours, theirs = (re.sub("[^a-z0-9]", "", each.lower()) for each in (part, name))
    return theirs == ours or theirs.endswith(ours) or theirs in {f"{ours}2", f"{ours}libs"}
