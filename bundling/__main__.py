"""Makes the archives of the bundle's folder (packaging/bundle.sh): ``python -m bundling FOLDER``, which holds ``reviewer``."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from pathlib import Path

from bundling.archives import debian, laid, packed
from bundling.facts import Facts, facts, packages
from bundling.licences import Shipped, read, shipped

ROOT = Path(__file__).resolve().parent.parent
LINUX = ROOT / "packaging/linux"
SHARED = {
    LINUX / "reviewer.desktop": "applications/reviewer.desktop",
    LINUX / "reviewer.metainfo.xml": "metainfo/org.reviewer.reviewer.metainfo.xml",
    LINUX / "reviewer.mime.xml": "mime/packages/reviewer.xml",
    ROOT / "resources/icons/reviewer.svg": "icons/hicolor/scalable/apps/reviewer.svg",
}
"""What makes it one of the desktop's programs, and where that stands in a ``share`` folder."""

_MACHINES = {"x86_64": "amd64", "aarch64": "arm64"}


def main(made: Path) -> None:
    """Make a .tar.gz and a .deb in *made* of the folder ``reviewer`` in it, and say what they are."""
    from reviewer import __version__

    at = int(os.environ["SOURCE_DATE_EPOCH"])
    needs = facts(made / "reviewer")
    parts = shipped(made / "reviewer", read(ROOT / "packaging/licences.tsv"))
    machine = platform.machine()
    folder, package = (
        _folder(made, __version__, machine, needs),
        f"reviewer_{__version__}_{_MACHINES[machine]}.deb",
    )
    packed(folder, made / f"{folder.name}.tar.gz", at)
    debian(_tree(made, __version__, machine, needs, parts), made / package, at)
    print(
        f"Made of {len(parts)} parts, for glibc {needs.least} or later: {folder}, and beside it .tar.gz and {package}"
    )


def _folder(made: Path, version: str, machine: str, needs: Facts) -> Path:
    folder = made / f"reviewer-{version}-linux-{machine}"
    shutil.rmtree(folder, ignore_errors=True)
    laid(made / "reviewer", folder)
    (folder / "reviewer-desk").symlink_to("reviewer")
    laid(LINUX / "install.sh", folder / "install.sh")
    for source, place in SHARED.items():
        laid(source, folder / "share" / place)
    words = (LINUX / "README.txt").read_text(encoding="utf-8")
    libraries = " ".join(packages(needs.missing))
    text = words.format(version=version, machine=machine, glibc=needs.least, libraries=libraries)
    (folder / "README.txt").write_text(text, encoding="utf-8")
    return folder


def _tree(made: Path, version: str, machine: str, needs: Facts, parts: list[Shipped]) -> Path:
    tree = made / "work/deb"
    shutil.rmtree(tree, ignore_errors=True)
    laid(made / "reviewer", tree / "usr/lib/reviewer")
    for name in ("reviewer", "reviewer-desk"):
        (tree / "usr/bin").mkdir(exist_ok=True, parents=True)
        (tree / "usr/bin" / name).symlink_to("../lib/reviewer/reviewer")
    for source, place in SHARED.items():
        laid(source, tree / "usr/share" / place)
    words = (LINUX / "control").read_text(encoding="utf-8")
    depends = ", ".join([f"libc6 (>= {needs.least})", *packages(needs.missing)])
    size = sum(path.stat().st_size for path in tree.rglob("*") if not path.is_symlink()) // 1024
    text = words.format(version=version, machine=_MACHINES[machine], depends=depends, size=size)
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN/control").write_text(text, encoding="utf-8")
    lines = [f"{part.name}: {part.licence}\n" for part in parts]
    copyright_ = tree / "usr/share/doc/reviewer/copyright"
    copyright_.parent.mkdir(parents=True)
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    head = (
        "The parts of this package by their licences; the texts are in /usr/lib/reviewer/_internal/licences."
    )
    copyright_.write_text(f"{head}\n\n{''.join(lines)}\nReviewer itself:\n\n{licence}", encoding="utf-8")
    return tree


if __name__ == "__main__":
    main(Path(sys.argv[1]))
