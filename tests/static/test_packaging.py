"""Set-up fetches only what the lock names by its hash, and no file says where from."""

from __future__ import annotations

import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

LOCKS = ("requirements.lock", "bench.lock", "bundle.lock", "sbom.lock")
# Written in two halves, so that this file does not name them either.
HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("maven", "org"),
        ("maven", "apache", "org"),
        ("deb", "debian", "org"),
        ("archive", "ubuntu", "com"),
        ("proxy", "golang", "org"),
        ("crates", "io"),
    )
)
PLACES = ("/work" + "/main", "/work" + "/shared", "/root" + "/")


def entries(lock: Path) -> Iterator[tuple[Requirement, list[str]]]:
    """Each pinned requirement of a lock file with the lines of its hashes."""
    whole = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in whole.splitlines():
        pin, *hashes = re.split(r"\s+--hash=", line.strip())
        yield Requirement(pin), hashes


def wanted(root: Path) -> Iterator[tuple[str, Requirement]]:
    """Each requirement of pyproject.toml with the lock that is to satisfy it."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    for text in [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]:
        yield "requirements.lock", Requirement(text)
    for group in ("bench", "bundle", "sbom"):
        for text in project["dependency-groups"][group]:
            yield f"{group}.lock", Requirement(text)


@pytest.mark.parametrize("name", LOCKS)
def test_every_entry_is_one_version_with_its_hashes(root: Path, name: str) -> None:
    found = list(entries(root / "packaging" / name))
    assert found
    for pin, hashes in found:
        assert re.fullmatch(r"==[^,*]+", str(pin.specifier)), pin
        assert pin.url is None, pin
        assert hashes, pin
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in hashes), pin


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_says_nothing_of_where_packages_come_from(root: Path, name: str) -> None:
    text = (root / "packaging" / name).read_text(encoding="utf-8")
    assert not re.search(r"://|index-url|find-links|trusted-host|^#", text, re.MULTILINE)


def test_the_locks_fit_what_the_project_asks_for(root: Path) -> None:
    pins = {name: [pin for pin, _ in entries(root / "packaging" / name)] for name in LOCKS}
    for lock, requirement in wanted(root):
        fits = [
            pin
            for pin in pins[lock]
            if pin.name == requirement.name.lower()
            and requirement.specifier.contains(str(pin.specifier).removeprefix("=="))
        ]
        assert fits, f"{requirement} is not in {lock}: run `make lock`"


def test_what_judges_html_is_locked_by_version_and_hash_and_says_nothing_of_where_it_comes_from(
    root: Path,
) -> None:
    text = (root / "tests/tools/package-lock.json").read_text(encoding="utf-8")
    asked = json.loads((root / "tests/tools/package.json").read_text(encoding="utf-8"))["dependencies"]
    own, *packages = json.loads(text)["packages"].items()
    assert own[1]["dependencies"] == asked
    assert len(packages) > len(asked)
    for name, entry in packages:
        assert re.fullmatch(r"\d+\.\d+\.\d+\S*", entry["version"]), name
        assert entry["integrity"].startswith("sha512-"), name
        assert not entry.get("hasInstallScript"), name
    assert "://" not in text


def test_the_other_locks_agree_with_the_first(root: Path) -> None:
    main = {pin.name: str(pin.specifier) for pin, _ in entries(root / "packaging/requirements.lock")}
    for lock in LOCKS[1:]:
        for pin, _ in entries(root / "packaging" / lock):
            assert main.get(pin.name, str(pin.specifier)) == str(pin.specifier)


def test_the_environment_holds_what_the_lock_names(root: Path) -> None:
    from importlib.metadata import version

    for pin, _ in entries(root / "packaging/requirements.lock"):
        if pin.marker is None or pin.marker.evaluate():
            assert Version(version(pin.name)) in pin.specifier, f"{pin}: run `make setup`"


def test_sqlite_utils_is_the_one_with_transactions_of_its_own(root: Path) -> None:
    pins = {
        pin.name: str(pin.specifier).removeprefix("==") for pin, _ in entries(root / "packaging" / LOCKS[0])
    }
    assert Version(pins["sqlite-utils"]) >= Version("4")


def test_no_tracked_file_names_a_registry_or_a_place_on_one_machine(root: Path) -> None:
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=False)
    if tracked.returncode:
        pytest.skip("this is no git clone, so nothing tells what is tracked")
    named = []
    for name in filter(None, tracked.stdout.decode().split("\0")):
        path = root / name
        text = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
        named += [f"{name} names {each}" for each in HOSTS + PLACES if each in text]
    assert named == []


def test_jars_that_are_not_those_expected_are_not_taken(root: Path, tmp_path: Path) -> None:
    """Each way of fetching one, where Maven brings other files; what was there before stays."""
    for name in ("fetch-dss.sh", "fetch-verapdf.sh", "dss.sha256"):
        (tmp_path / "packaging").mkdir(exist_ok=True)
        shutil.copy(root / "packaging" / name, tmp_path / "packaging")
    maven = tmp_path / "bin/mvn"
    maven.parent.mkdir()
    script = 'for each; do case $each in -DoutputDirectory=*) to=${each#*=} ;; esac; done; mkdir -p "$to"; echo x >"$to/$JAR"'
    maven.write_text(f"#!/bin/sh\n{script}\n")
    maven.chmod(0o755)
    before = tmp_path / "build/dss/old.jar"
    before.parent.mkdir(parents=True)
    before.write_text("old")
    for name, jar in (("dss", "guava.jar"), ("verapdf", "greenfield-apps-1.28.2.jar")):
        env = {"PATH": f"{maven.parent}:{os.environ['PATH']}", "JAR": jar}
        command = ["bash", str(tmp_path / f"packaging/fetch-{name}.sh")]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (1, ""), name
        assert "expected" in done.stderr, name
    assert before.read_text() == "old"


def test_the_folder_called_packaging_hides_no_package(root: Path) -> None:
    assert not list((root / "packaging").rglob("*.py"))
    code = "import packaging.version as it; print(it.__file__)"
    found = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert "site-packages" in found.stdout


def test_what_letters_embed_is_here_with_its_licence(root: Path) -> None:
    from PIL import ImageFont

    fonts = root / "resources/fonts/liberation"
    styles = {ImageFont.truetype(str(path)).getname() for path in fonts.glob("*.ttf")}
    assert styles == {("Liberation Sans", style) for style in ("Regular", "Bold", "Italic", "Bold Italic")}
    assert "SIL OPEN FONT LICENSE Version 1.1" in (fonts / "OFL.txt").read_text(encoding="utf-8")
    profile = (root / "resources/icc/srgb.icc").read_bytes()
    size, major, space, mark = *struct.unpack(">I4xB", profile[:9]), profile[16:20], profile[36:40]
    assert (size, major, space, mark) == (len(profile), 2, b"RGB ", b"acsp")  # ICC.1:2001-04, clause 6.1
    assert "zlib licence" in (root / "resources/icc/LICENSE.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", ["inter", "noto"])
def test_what_the_window_is_set_in_is_here_with_its_licence(root: Path, folder: str) -> None:
    fonts = root / "resources/fonts" / folder
    assert any(fonts.glob("*.[ot]tf"))
    assert "SIL OPEN FONT LICENSE Version 1.1" in (fonts / "OFL.txt").read_text(encoding="utf-8")


def test_qt_survives_twenty_thousand_updates() -> None:
    """PySide6 6.12 loses a reference to None at each on Python 3.11, and aborts after some 4,000."""
    code = (
        "from PySide6.QtWidgets import QApplication, QWidget\n"
        "app = QApplication([]); widget = QWidget()\n"
        "for _ in range(20_000): widget.update()\n"
        "print('alive', flush=True)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "alive\n"), done.stderr
