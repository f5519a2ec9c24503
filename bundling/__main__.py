"""Makes the archives of the bundle's folder (packaging/bundle.sh): ``python -m bundling FOLDER``, which holds ``reviewer``."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from pathlib import Path

from bundling.archives import debian, laid, packed
from bundling.facts import Facts, facts
from bundling.facts import packages as packages_of
from bundling.licences import read, shipped
from bundling.parts import Part, of_system, parts
from bundling.sbom import sbom
from reviewer.desk.parts import SBOM

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
    machine = platform.machine()
    needs = facts(made / "reviewer")
    found = _listed(made, __version__, needs, at)
    folder, package = (
        _folder(made, __version__, machine, needs),
        f"reviewer_{__version__}_{_MACHINES[machine]}.deb",
    )
    packed(folder, made / f"{folder.name}.tar.gz", at)
    debian(_tree(made, __version__, machine, needs, found), made / package, at)
    shutil.copyfile(made / "reviewer/_internal" / SBOM, made / f"{folder.name}.cdx.json")
    print(
        f"Made of {len(found)} parts, for glibc {needs.least} or later: {folder}, and beside it .tar.gz, .cdx.json and {package}"
    )


def _listed(made: Path, version: str, needs: Facts, at: int) -> list[Part]:
    """Return the parts of the folder, and write the list of them, and what licences of the system's libraries say, into it."""
    rows, inside = read(ROOT / "packaging/licences.tsv"), made / "reviewer/_internal"
    shipped(made / "reviewer", rows)  # or it ends here
    packages = (made / "work/reviewer/packages.txt").read_text(encoding="utf-8").split()
    for name in sorted({brought.name for brought in of_system(made / "reviewer", rows)}):
        laid(Path(f"/usr/share/doc/{name}/copyright").resolve(), inside / "licences" / name / "copyright")
    found = parts(made / "reviewer", rows, packages, ROOT / "packaging/requirements.lock")
    (inside / SBOM).write_text(sbom(version, found, packages_of(needs.missing), at), encoding="utf-8")
    return found


def _folder(made: Path, version: str, machine: str, needs: Facts) -> Path:
    folder = made / f"reviewer-{version}-linux-{machine}"
    shutil.rmtree(folder, ignore_errors=True)
    laid(made / "reviewer", folder)
    (folder / "reviewer-desk").symlink_to("reviewer")
    laid(LINUX / "install.sh", folder / "install.sh")
    for source, place in SHARED.items():
        laid(source, folder / "share" / place)
    words = (LINUX / "README.txt").read_text(encoding="utf-8")
    libraries = " ".join(packages_of(needs.missing))
    text = words.format(version=version, machine=machine, glibc=needs.least, libraries=libraries)
    (folder / "README.txt").write_text(text, encoding="utf-8")
    return folder


def _tree(made: Path, version: str, machine: str, needs: Facts, found: list[Part]) -> Path:
    tree = made / "work/deb"
    shutil.rmtree(tree, ignore_errors=True)
    laid(made / "reviewer", tree / "usr/lib/reviewer")
    for name in ("reviewer", "reviewer-desk"):
        (tree / "usr/bin").mkdir(exist_ok=True, parents=True)
        (tree / "usr/bin" / name).symlink_to("../lib/reviewer/reviewer")
    for source, place in SHARED.items():
        laid(source, tree / "usr/share" / place)
    words = (LINUX / "control").read_text(encoding="utf-8")
    depends = ", ".join([f"libc6 (>= {needs.least})", *packages_of(needs.missing)])
    size = sum(path.stat().st_size for path in tree.rglob("*") if not path.is_symlink()) // 1024
    text = words.format(version=version, machine=_MACHINES[machine], depends=depends, size=size)
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN/control").write_text(text, encoding="utf-8")
    lines = [f"{part.name} {part.version}: {part.licence}\n".replace(" :", ":") for part in found]
    copyright_ = tree / "usr/share/doc/reviewer/copyright"
    copyright_.parent.mkdir(parents=True)
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    head = (
        "The parts of this package by their licences; the texts are in /usr/lib/reviewer/_internal/licences."
    )
    (copyright_.parent / SBOM).symlink_to(f"../../../lib/reviewer/_internal/{SBOM}")
    copyright_.write_text(f"{head}\n\n{''.join(lines)}\nReviewer itself:\n\n{licence}", encoding="utf-8")
    return tree


if __name__ == "__main__":
    main(Path(sys.argv[1]))
