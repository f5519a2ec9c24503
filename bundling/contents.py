"""What goes into the bundle: the packages that the program asks for, and of libraries those that something in it needs.

The test tools and the bench's peers stand in the same environment; where a library would use one of them if it is there, the
bundle must not depend on whether it is. Libraries of the system are left to the system, but for what Python itself is made
with and what desktops don't all have (``SYSTEM``): what keeps them mended is the system's, and its package says that it is needed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from importlib.metadata import distribution, packages_distributions
from pathlib import Path, PurePosixPath

from bundling.elf import library
from reviewer.desk.parts import NOT_SHIPPED, closure, plain, text_files

Entry = tuple[str, str, str]
"""A file of the bundle as PyInstaller lists it: its path there, where it comes from, and its sort."""

HIDDEN = ("pypdfium2_raw", "isal.igzip_lib")
"""Packages of which a library is loaded, and no module; and what only a library asks for."""

_BY_NAME = re.compile(r"""\bimport_module\(\s*["']([a-z][\w.]*)["']""")

EXCLUDED = (
    "readline", "_gdbm", "_dbm",  # GPL and AGPL libraries behind parts of Python that nothing here uses
    "curses", "_curses", "_curses_panel", "tkinter", "_tkinter", "idlelib", "lib2to3", "pydoc_data", "ensurepip", "turtledemo", "test",
    "setuptools", "pkg_resources", "_distutils_hack", "numpy", "pip", "sqlite_utils.cli", "PySide6.QtNetwork",
    "pycparser", "pypdfium2_cli", "lxml.objectify", "lxml.isoschematron", "pydantic.v1",
    "PIL._avif", "PIL.AvifImagePlugin",  # such pictures are not read here, and their library is among the largest
)  # fmt: skip

PLUGINS = {
    "iconengines": ("qsvgicon",),
    "imageformats": ("qgif", "qico", "qjpeg", "qsvg", "qwebp"),
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    "platforms": ("qoffscreen", "qwayland", "qxcb"),
    "platformthemes": ("qgtk3", "qxdgdesktopportal"),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "wayland-graphics-integration-client": ("qt-plugin-wayland-egl", "dmabuf-server"),
    "wayland-shell-integration": ("xdg-shell",),
    "xcbglintegrations": ("qxcb-egl-integration", "qxcb-glx-integration"),
}
"""Qt's plugins that are taken along. The on-screen keyboard (GPL), databases, network and printers are not."""

SYSTEM = (
    "libcrypto", "libssl", "libsqlite3", "libffi", "libbz2", "liblzma", "libexpat", "libuuid",
    "libxcb-cursor", "libxcb-icccm", "libxcb-image", "libxcb-keysyms", "libxcb-render-util", "libxcb-util", "libxcb-xkb",
    "libxkbcommon", "libxkbcommon-x11",
)  # fmt: skip
"""Libraries of the building system that are taken along: those that Python is made with, and what a window on X11 needs beyond the common."""

QT = ("pyside6-essentials", "shiboken6")
LGPL = ("LGPL-3", "GPL-3")
"""The texts of the licence that Qt is shipped under, which its wheels lack, in packaging/licences; it is written as an addition to the other's."""

_ANYWHERE = {"iconengines": PLUGINS["iconengines"], "imageformats": PLUGINS["imageformats"]}
PLUGINS_ELSEWHERE = {
    "win32": {**_ANYWHERE, "platforms": ("qoffscreen", "qwindows"), "styles": ("qmodernwindowsstyle",)},
    "darwin": {**_ANYWHERE, "platforms": ("qcocoa", "qoffscreen"), "styles": ("qmacstyle",)},
}
"""The same for systems on which the bundle was never made."""

_DROPPED = (
    "PySide6/Qt/translations/", "PySide6/translations/", "PySide6/Qt/qml/", "PySide6/Qt/metatypes/", "pip-", "setuptools",
)  # fmt: skip
_OF_THIS_MACHINE = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json")


def shipped() -> frozenset[str]:
    """Return the names of the distributions that the program asks for, and that are not left out."""
    return closure("reviewer") - NOT_SHIPPED


def hidden(root: Path) -> list[str]:
    """Return the modules that the source asks for by their names, which no import statement tells of."""
    sources = (path.read_text(encoding="utf-8") for path in sorted((root / "reviewer").rglob("*.py")))
    return sorted({*HIDDEN, *(name for source in sources for name in _BY_NAME.findall(source))})


def excluded() -> list[str]:
    """Return the modules that must not be taken along, though a library would take them where they are."""
    wanted = shipped()
    others = [
        module
        for module, names in packages_distributions().items()
        if not wanted & {plain(name) for name in names}
    ]
    return sorted({*EXCLUDED, *others})


def datas(root: Path) -> list[tuple[str, str]]:
    """Return what is no code: from where, and into which folder."""
    about = distribution("reviewer")
    metadata = next(str(file.locate()) for file in about.files or () if file.name == "METADATA")
    own = [(str(root / "resources"), "resources"), (str(root / "docs/guide"), "docs/guide")]
    return [*own, (metadata, f"reviewer-{about.version}.dist-info"), *licences(root)]


def licences(root: Path) -> list[tuple[str, str]]:
    """Return the texts of the licences of all that is shipped, a folder each; Python's own and Qt's too."""
    found = [(str(Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"), "licences/python")]
    found += [(str(root / "packaging/licences" / text), f"licences/{name}") for name in QT for text in LGPL]
    for name in sorted(shipped()):
        for file in text_files(distribution(name)):
            folder = str(PurePosixPath(file).parent)
            below = folder.partition("/licenses")[2] if ".dist-info" in folder else f"/{folder}"
            found.append((str(file.locate()), f"licences/{name}{below}"))
    return [(source, folder) for source, folder in found if Path(source).is_file()]


_HELP = """
import sys
import main
main.main(["--help"])
print(*sorted(sys.modules), file=sys.stderr)
"""


def begun_with(root: Path) -> frozenset[str]:
    """Return the modules that a command has asked for when it begins, told by the one that only says which commands there are."""
    words = [sys.executable, "-c", _HELP]
    said = subprocess.run(words, cwd=root, check=True, capture_output=True, text=True).stderr
    return frozenset(said.split())


def taken(modules: Iterable[Entry], others: Iterable[Entry]) -> list[str]:
    """Return the distributions of which anything is taken along: what packages ask for and nothing here uses is not."""
    tops = {name.partition(".")[0] for name, *_rest in modules}
    tops |= {PurePosixPath(path).parts[0].partition(".")[0] for path, *_rest in others}
    owners = packages_distributions()
    found = {plain(name) for top in tops for name in owners.get(top, ())}
    return sorted(found & shipped())


def kept_datas(entries: Iterable[Entry]) -> list[Entry]:
    """Return the files without code to take along: nothing that says on which machine a package was installed, and how."""
    return sorted(
        e
        for e in entries
        if not e[0].startswith(_DROPPED) and PurePosixPath(e[0]).name not in _OF_THIS_MACHINE
    )


def kept_scripts(entries: Iterable[Entry], system: str = sys.platform) -> list[Entry]:
    """Return what is run at each start: the program itself, and elsewhere than on Linux what PyInstaller puts before it.

    That loads Qt and the start of other processes for every command and every process that reads, a third of what a start
    costs, and names Qt's folder to all that is started from here: these wheels find it themselves, and nothing here asks the rest.
    """
    return [entry for entry in entries if system != "linux" or not entry[0].startswith("pyi_rth_")]


def kept(entries: Iterable[Entry]) -> list[Entry]:
    """Return the libraries and compiled modules to take along, in the order of their paths; GPL ones are stood in for."""
    if sys.platform != "linux":
        return elsewhere(entries, sys.platform)
    stand_in = os.environ["STAND_IN_FOR_JBIG"]
    reached = _reached(entries, (*map(Path, sys.path), Path(sysconfig.get_path("stdlib"))))
    return [
        (path, stand_in if path.startswith("libjbig") else source, sort) for path, source, sort in reached
    ]


def elsewhere(entries: Iterable[Entry], system: str) -> list[Entry]:
    """Return those that PyInstaller found on another system, without plugins that nobody needs; SystemExit where one is under the GPL.

    What each library asks for is not looked into there, so that more is taken along than may be needed.
    """
    found = [entry for entry in entries if _is_wanted_elsewhere(entry[0].replace("\\", "/"), system)]
    barred = [
        path for path, *_rest in found if PurePosixPath(path.replace("\\", "/")).name.startswith("libjbig")
    ]
    if barred:
        raise SystemExit(
            f"bundle: under the GPL, and with nothing to stand in for it here: {', '.join(barred)}"
        )
    return sorted(found)


def _is_wanted_elsewhere(path: str, system: str) -> bool:
    if path.startswith(_DROPPED):
        return False
    if "/plugins/" not in path:
        return True
    folder, name = PurePosixPath(path).parts[-2:]
    return PurePosixPath(name.removeprefix("lib")).stem in PLUGINS_ELSEWHERE[system].get(folder, ())


def _reached(entries: Iterable[Entry], roots: Sequence[Path]) -> list[Entry]:
    candidates = {entry[0]: entry for entry in entries if _is_wanted(entry, roots)}
    by_name: dict[str, list[str]] = {}
    for path in candidates:
        by_name.setdefault(PurePosixPath(path).name, []).append(path)
    reached: set[str] = set()
    waiting = [path for path, entry in candidates.items() if entry[2] != "SYMLINK" and not _is_library(path)]
    while waiting:
        path = waiting.pop()
        if path not in reached:
            reached.add(path)
            found = library(Path(candidates[path][1])) if candidates[path][2] != "SYMLINK" else None
            needed = found.needed if found else (PurePosixPath(candidates[path][1]).name,)
            waiting += [other for name in needed for other in by_name.get(name, ())]
    return [candidates[path] for path in sorted(reached)]


def _is_wanted(entry: Entry, roots: Sequence[Path]) -> bool:
    path, source, sort = entry
    if path.startswith(_DROPPED):
        return False
    if "/plugins/" in path:
        folder, name = PurePosixPath(path).parts[-2:]
        return name.removeprefix("lib").removesuffix(".so") in PLUGINS.get(folder, ())
    places = (Path(source), Path(source).resolve())
    ours = any(
        place.is_relative_to(each) for place in places for root in roots for each in (root, root.resolve())
    )
    return (
        ours
        or sort == "SYMLINK"
        or PurePosixPath(path).name.startswith("libpython")
        or PurePosixPath(path).name.partition(".so")[0].partition(".")[0] in SYSTEM
    )


def _is_library(path: str) -> bool:
    """Tell a library, which is there for what needs it, from a module or plugin, which is loaded by name."""
    name = PurePosixPath(path).name
    by_name = "/plugins/" in path or name == "libpdfium.so" or name.startswith("libpython")
    return bool(re.match(r"lib.+\.so(\.|$)", name)) and not by_name
