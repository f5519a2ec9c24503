"""The bundle: of the size and cost that was promised, the same from the same source, and nothing in it that may not be shipped."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from importlib.metadata import metadata
from pathlib import Path

import pytest

from bundling.contents import shipped as distributions
from bundling.elf import library
from bundling.facts import facts, libraries
from bundling.licences import UnlicensedError, read, shipped
from reviewer.desk.parts import SBOM, TEXT
from tests.bundle.conftest import Bundle
from tests.conftest import ROOT

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.timeout(1200),  # whichever is the first has the bundle made
    pytest.mark.xdist_group("bundle"),
    pytest.mark.skipif(sys.platform != "linux", reason="the folder, .deb and .tar.gz are Linux's"),
]

LICENCES = ROOT / "packaging/licences.tsv"
MEGABYTE = 1_000_000


def said(bundle: Bundle, *words: object) -> str:
    """Run the bundled program and return what it printed."""
    return subprocess.run(
        [str(bundle.program), *map(str, words)], capture_output=True, text=True, check=True, timeout=300
    ).stdout


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def test_it_is_no_larger_than_was_promised(bundle: Bundle) -> None:
    assert size(bundle.folder) <= 220 * MEGABYTE
    assert bundle.package.stat().st_size <= 65 * MEGABYTE


@pytest.mark.long
def test_the_same_source_gives_the_same_bytes(
    bundle: Bundle, build: Callable[[Path], Bundle], tmp_path: Path
) -> None:
    again = build(tmp_path / "again")

    def hashes(of: Bundle) -> dict[str, str]:
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (of.archive, of.package)}

    assert hashes(again) == hashes(bundle)


def test_nothing_in_it_names_the_machine_that_made_it(bundle: Bundle) -> None:
    named = [
        path.name
        for path in bundle.folder.rglob("*")
        if path.is_file() and os.fsencode(ROOT) in path.read_bytes()
    ]
    assert named == []


def test_every_native_library_has_a_licence_and_none_is_gpl(bundle: Bundle) -> None:
    parts = shipped(bundle.folder, read(LICENCES))
    assert {"Qt", "Python", "Tesseract", "PDFium"} <= {part.name for part in parts}
    bare = [part for part in parts if "GPL" in part.licence and not part.licence.startswith("LGPL")]
    assert [(part.name, part.licence) for part in bare] == [
        ("PyInstaller's starter", "GPL-2.0-or-later WITH Bootloader-exception")
    ]


@pytest.mark.parametrize("licence", ["GPL-2.0-or-later", "AGPL-3.0-only", "nobody's"])
def test_a_library_that_may_not_be_shipped_ends_the_build(
    bundle: Bundle, tmp_path: Path, licence: str
) -> None:
    place = tmp_path / "_internal/libjbig.so.0"
    place.parent.mkdir()
    shutil.copy(next(path for path, _ in libraries(bundle.folder) if path.name.startswith("libbz2")), place)
    table = tmp_path / "licences.tsv"
    table.write_text(f"file\tpart\tlicence\n_internal/libjbig.*\tJBIG-KIT\t{licence}\n", encoding="utf-8")
    with pytest.raises(UnlicensedError, match=r"_internal/libjbig\.so\.0"):
        shipped(tmp_path, read(table))
    with pytest.raises(UnlicensedError, match="no line"):
        shipped(tmp_path, [])


def test_no_package_of_python_in_it_is_gpl() -> None:
    for name in sorted(distributions()):
        told = metadata(name).json
        words = [
            str(told.get("license_expression") or told.get("license") or ""),
            *map(str, told.get("classifier", ())),
        ]
        free = [word for word in words if "GPL" in word and "LGPL" not in word]
        assert not free or "LGPL" in " ".join(words), f"{name}: {free}"


def test_its_list_of_parts_has_every_native_library_and_no_package_that_is_not_shipped(
    bundle: Bundle,
) -> None:
    inside = bundle.folder / "_internal"
    listed = json.loads((inside / SBOM).read_text(encoding="utf-8"))
    assert (listed["bomFormat"], listed["specVersion"]) == ("CycloneDX", "1.6")
    files = {
        file["name"]: file["hashes"][0]["content"]
        for component in listed["components"]
        for file in component.get("components", ())
    }
    for path, _library in libraries(bundle.folder):
        name = path.relative_to(bundle.folder).as_posix()
        assert files[name] == hashlib.sha256(path.read_bytes()).hexdigest(), name
    packages = {each["name"] for each in listed["components"] if each.get("purl", "").startswith("pkg:pypi/")}
    assert packages <= distributions()
    assert packages.isdisjoint({"pip", "pycparser", "pytest", "pyinstaller", "cyclonedx-python-lib"})
    named = {each["name"] for each in listed["components"]}
    assert {
        "Python",
        "Qt",
        "PDFium",
        "Tesseract",
        "Leptonica",
        "OpenSSL",
        "SQLite",
        "libxml2",
        "Inter (typeface)",
    } <= named
    texts = [
        each["value"]
        for c in listed["components"]
        for each in c.get("properties", ())
        if each["name"] == TEXT
    ]
    assert [text for text in texts if not (inside / text).is_file()] == []
    asked = {each["value"] for each in listed["metadata"]["component"]["properties"]}
    assert "libarchive13" in asked, "the system's own"


def test_the_licences_that_it_shows_are_those_of_its_list(bundle: Bundle) -> None:
    listed = json.loads((bundle.folder / "_internal" / SBOM).read_text(encoding="utf-8"))
    shown = json.loads(said(bundle, "licences", "--json"))
    assert sorted(row["name"] for row in shown) == sorted(
        ["reviewer", *(each["name"] for each in listed["components"])]
    )
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in said(bundle, "licences", "Qt")


def test_of_jbig_there_is_only_what_stands_in_for_it(bundle: Bundle) -> None:
    (found,) = (path for path, _ in libraries(bundle.folder) if "jbig" in path.name)
    assert found.stat().st_size < 20_000
    asks = [path.name for path, each in libraries(bundle.folder) if found.name in each.needed]
    assert asks, "nothing asks for it any more: leave it out"


def test_it_says_its_glibc_and_what_a_window_needs(bundle: Bundle) -> None:
    needs = facts(bundle.folder)
    assert (2, 28) <= needs.glibc <= tuple(map(int, os.confstr("CS_GNU_LIBC_VERSION").split()[1].split(".")))  # type: ignore[union-attr]
    words = (bundle.folder / "README.txt").read_text(encoding="utf-8")
    assert f"glibc {needs.least} or later" in words
    control = subprocess.run(
        ["dpkg-deb", "--field", str(bundle.package), "Depends"], capture_output=True, text=True, check=True
    ).stdout
    assert f"libc6 (>= {needs.least})" in control
    for name in ("libegl1", "libfontconfig1", "xkb-data", "libarchive13"):
        assert name in words
        assert name in control
    assert all(library(path) is not None for path in (bundle.program, Path("/bin/sh").resolve()))


def test_the_desktop_takes_it_in(bundle: Bundle, tool: Callable[[str], str], tmp_path: Path) -> None:
    share = bundle.folder / "share"
    subprocess.run([tool("desktop-file-validate"), *share.rglob("*.desktop")], check=True)
    appstream: list[str | Path] = [
        tool("appstreamcli"),
        "validate",
        "--no-net",
        *share.rglob("*.metainfo.xml"),
    ]
    subprocess.run(appstream, check=True, stdout=subprocess.DEVNULL)
    home = tmp_path / "home"
    env = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home / "share")}
    subprocess.run([bundle.folder / "install.sh"], check=True, env=env)
    tool("update-mime-database")
    casebook, merged = tmp_path / "x.casebook", tmp_path / "20250225T101010.123456Z-0a1b2c3d.sqlite"
    casebook.mkdir()
    for file in (casebook / "casebook.sqlite", merged, tmp_path / "other.sqlite"):
        file.write_bytes(b"SQLite format 3\0" + bytes(84))

    def kind(path: Path) -> str:
        asked = "import sys; from PySide6.QtCore import QMimeDatabase as D; print(D().mimeTypeForFile(sys.argv[1]).name())"
        words = [sys.executable, "-c", asked, str(path)]
        return subprocess.run(words, capture_output=True, text=True, check=True, env=env).stdout.strip()

    assert kind(casebook / "casebook.sqlite") == "application/x-reviewer-casebook"
    assert kind(merged) == "application/x-reviewer-merged"
    assert kind(tmp_path / "other.sqlite") in {"application/vnd.sqlite3", "application/x-sqlite3"}
    entry = (home / "share/applications/reviewer.desktop").read_text(encoding="utf-8")
    assert f'Exec="{bundle.folder}/reviewer-desk" %f' in entry
    subprocess.run([home / ".local/bin/reviewer", "--help"], check=True, env=env, stdout=subprocess.DEVNULL)
    subprocess.run([bundle.folder / "install.sh", "--remove"], check=True, env=env)
    assert [path for path in home.rglob("*reviewer*") if "mime" not in path.parts] == []


def test_the_archive_unpacks_to_the_folder(bundle: Bundle, tmp_path: Path) -> None:
    with tarfile.open(bundle.archive) as tar:
        members = tar.getmembers()
        assert {member.uname for member in members} == {"root"}
        assert len({member.mtime for member in members}) == 1
        names = [member.name for member in members]
    assert names == sorted(names) or len(names) == len(set(names))
    assert {f"{bundle.folder.name}/{name}" for name in ("reviewer", "reviewer-desk", "install.sh")} <= set(
        names
    )


def test_the_archive_is_put_on_and_taken_off_by_the_guides_own_lines(bundle: Bundle, tmp_path: Path) -> None:
    guide = (ROOT / "docs/guide/installing.md").read_text(encoding="utf-8")
    (lines,) = re.findall(r"^```\n(tar .*?)^```$", guide, re.MULTILINE | re.DOTALL)
    (tmp_path / bundle.archive.name).symlink_to(bundle.archive)
    home = tmp_path / "home"
    env = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home / "share")}
    subprocess.run(["sh", "-euxc", lines], cwd=tmp_path, env=env, check=True, stdin=subprocess.DEVNULL)
    assert (tmp_path / bundle.folder.name / "reviewer").is_file()
    assert [path for path in home.rglob("*reviewer*") if "mime" not in path.parts] == []


def test_help_costs_no_more_than_in_a_checkout(bundle: Bundle) -> None:
    """By the processor's time, since a busy machine is nobody's doing; `make bench` has the seconds that were promised."""
    from resource import RUSAGE_CHILDREN, getrusage  # not on Windows

    def taken(*words: object) -> float:
        before = getrusage(
            RUSAGE_CHILDREN
        )  # to the microsecond; os.times counts in hundredths, a twentieth of it
        subprocess.run([*map(str, words), "--help"], check=True, stdout=subprocess.DEVNULL)
        after = getrusage(RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    pairs = [(taken(bundle.program), taken(sys.executable, ROOT / "main.py")) for _each in range(7)]
    assert min(ours for ours, _ in pairs) <= 1.1 * min(others for _, others in pairs), pairs


def test_it_runs_no_code_that_its_surroundings_name(bundle: Bundle, tmp_path: Path) -> None:
    told = tmp_path / "told"
    for name in ("sitecustomize.py", "click.py", "usercustomize.py"):
        (tmp_path / name).write_text(f"open({str(told)!r}, 'w')", encoding="utf-8")
    around = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONSTARTUP": str(tmp_path / "click.py")}
    done = subprocess.run(
        [bundle.program, "--help"], capture_output=True, text=True, check=True, env=around, cwd=tmp_path
    )
    assert "demo" in done.stdout
    assert not told.exists()
