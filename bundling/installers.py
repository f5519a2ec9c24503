"""The installers for Windows, of the folder that was made there; they can be made on Linux too. Neither was ever run."""

from __future__ import annotations

import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

_NAMESPACE = "http://schemas.microsoft.com/wix/2006/wi"
_OURS = uuid.UUID("b8c0b3d2-6a0e-5d34-8a0f-5f0a3f1f7a55")
_SHORT = 12  # hex digits that name a file or folder in the tables of an MSI

SOURCES = Path("packaging/windows")


def setup(root: Path, folder: Path, version: str, made: Path, makensis: str = "makensis") -> Path:
    """Make reviewer-VERSION-setup.exe in *made* of the program's folder, and return it."""
    out = made / f"reviewer-{version}-setup.exe"
    defined = [f"-DVERSION={version}", f"-DFOLDER={folder.resolve()}", f"-DOUT={out.resolve()}"]
    source = str(root / SOURCES / "reviewer.nsi")
    subprocess.run([makensis, "-V2", "-WX", "-NOCD", *defined, source], check=True)
    return out


def msi(root: Path, folder: Path, version: str, made: Path, wixl: str = "wixl") -> Path:
    """Make reviewer-VERSION.msi in *made* of the program's folder, and return it."""
    out, harvested = (made / f"reviewer-{version}.msi").resolve(), (made / "files.wxs").resolve()
    harvested.write_text(files(folder), encoding="utf-8")
    product = str(
        uuid.uuid5(_OURS, version)
    ).upper()  # of a version: what is installed twice is installed once
    values = {
        "Version": version,
        "Product": product,
        "SourceDir": ".",
    }  # wixl knows no files by their whole paths
    defined = [word for name, value in values.items() for word in ("-D", f"{name}={value}")]
    sources = [str((root / SOURCES / "reviewer.wxs").resolve()), str(harvested)]
    subprocess.run([wixl, "-a", "x64", *defined, "-o", str(out), *sources], check=True, cwd=folder)
    return out


def files(folder: Path) -> str:
    """Return the WiX source that lists what is in a folder: a component a file, whose GUID stays the same from version to version."""
    ET.register_namespace("", _NAMESPACE)
    whole = ET.Element(_tag("Wix"))
    group = ET.SubElement(ET.SubElement(whole, _tag("Fragment")), _tag("ComponentGroup"), Id="ProgramFiles")
    here = ET.SubElement(ET.SubElement(whole, _tag("Fragment")), _tag("DirectoryRef"), Id="INSTALLDIR")
    for name in _listed(folder, folder, here):
        ET.SubElement(group, _tag("ComponentRef"), Id=f"c{name}")
    return ET.tostring(whole, encoding="unicode", xml_declaration=True)


def _listed(folder: Path, whole: Path, under: ET.Element) -> Iterator[str]:
    """Put what is in a folder under an element, and yield what names each file."""
    for path in sorted(folder.iterdir()):
        place = path.relative_to(whole).as_posix()
        named = uuid.uuid5(_OURS, place)
        short = named.hex[:_SHORT]
        if path.is_dir():
            inner = ET.SubElement(under, _tag("Directory"), Id=f"d{short}", Name=path.name)
            yield from _listed(path, whole, inner)
            continue
        component = ET.SubElement(under, _tag("Component"), Id=f"c{short}", Guid=str(named).upper())
        source = f"$(var.SourceDir)/{place}"
        ET.SubElement(component, _tag("File"), Id=f"f{short}", Name=path.name, Source=source, KeyPath="yes")
        yield short


def _tag(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"
