"""The list of all parts: as CycloneDX wants it, with licences and hashes, and the same bytes for the same folder and time."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, missing

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the bundle is Linux's"),
    pytest.mark.xdist_group("sbom"),  # what writes the list is fetched once, and by one
]

_MAKE = """
import sys
from pathlib import Path
from bundling.licences import read
from bundling.parts import parts
from bundling.sbom import sbom
root, folder, at = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
found = parts(folder, read(root / "packaging/licences.tsv"), ["pillow", "jinja2"], root / "packaging/requirements.lock")
print(sbom("1.2.3", found, ["libarchive13"], at), end="")
"""
_REFUSED = """
from bundling.parts import Part
from bundling import sbom
print(sbom.sbom("1", [Part("twice", "1", "MIT", hashes=("no hash",), purl="pkg:pypi/twice@1")], [], 0))
"""
AT = 1_800_000_000


@pytest.fixture(scope="module")
def lister() -> str:
    """The Python of the environment in which the list is written."""
    made = subprocess.run(
        [ROOT / "packaging/fetch-sbom-tools.sh"], capture_output=True, text=True, check=False
    )
    if made.returncode:
        missing(
            "what writes CycloneDX",
            f"packaging/fetch-sbom-tools.sh fetches it, and said: {made.stderr[-500:]}",
        )
    return made.stdout.strip()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a bundle's is, with two libraries of Pillow's wheel, Python's own, and a typeface."""
    inside = tmp_path_factory.mktemp("bundle") / "reviewer/_internal"
    (inside / "PIL").mkdir(parents=True)
    (inside / "licences/pillow").mkdir(parents=True)
    (inside / "licences/pillow/LICENSE").write_text("The licence.", encoding="utf-8")
    files = {
        file.name: Path(str(file.locate()))
        for file in distribution("pillow").files or ()
        if ".so" in file.name
    }
    tiff = next(name for name in files if name.startswith("libtiff-"))
    imaging = next(name for name in files if name.startswith("_imaging."))
    shutil.copy(files[tiff], inside / tiff)
    shutil.copy(files[imaging], inside / "PIL" / imaging)
    shutil.copy(files[tiff], inside / "libpython3.11.so.1.0")
    shutil.copytree(ROOT / "resources/fonts/inter", inside / "resources/fonts/inter")
    return inside.parent


def made(lister: str, folder: Path, at: int = AT) -> str:
    words = [lister, "-c", _MAKE, str(ROOT), str(folder), str(at)]
    return subprocess.run(words, capture_output=True, text=True, check=True, cwd=ROOT).stdout


@pytest.fixture(scope="module")
def text(lister: str, folder: Path) -> str:
    return made(lister, folder)


def by_name(text: str) -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in json.loads(text)["components"]}


@pytest.mark.thorough
def test_it_says_what_each_part_is_by_whom_it_came_and_under_which_licence(text: str, folder: Path) -> None:
    listed, parts = json.loads(text), by_name(text)
    assert (listed["bomFormat"], listed["specVersion"]) == ("CycloneDX", "1.6")
    assert listed["metadata"]["timestamp"] == "2027-01-15T08:00:00+00:00"
    assert set(parts) == {"Python", "libtiff", "pillow", "jinja2", "raqm", "zlib-ng", "Inter (typeface)"}
    tiff = parts["libtiff"]
    assert tiff["licenses"][0]["license"]["id"] == "libtiff"
    assert tiff["version"].startswith("4."), "Pillow's wheel says it"
    (file,) = tiff["components"]
    shipped = folder / file["name"]
    assert file["hashes"][0] == {
        "alg": "SHA-256",
        "content": hashlib.sha256(shipped.read_bytes()).hexdigest(),
    }
    assert {"name": "reviewer:brought-by", "value": "pillow"} in tiff["properties"]
    assert {"name": "reviewer:licence-text", "value": "licences/pillow/LICENSE"} in tiff["properties"]
    assert parts["Python"]["licenses"][0]["license"]["id"] == "PSF-2.0"
    assert parts["Inter (typeface)"]["licenses"][0]["license"]["id"] == "OFL-1.1"


def test_packages_have_their_purl_and_the_hashes_that_the_lock_allows(text: str) -> None:
    lock = (ROOT / "packaging/requirements.lock").read_text(encoding="utf-8")
    for name in ("pillow", "jinja2"):
        package, version = by_name(text)[name], distribution(name).version
        assert package["purl"] == f"pkg:pypi/{name}@{version}"
        (source,) = package["externalReferences"]
        assert source["type"] == "distribution"
        hashes = {each["content"] for each in source["hashes"]}
        own = re.split(r"\n(?=\S)", lock.partition(f"\n{name}=={version}")[2])[0]
        assert hashes
        assert all(f"sha256:{each}" in own for each in hashes)


def test_what_rests_on_what_is_said(text: str) -> None:
    listed, parts = json.loads(text), by_name(text)
    rests = {each["ref"]: set(each.get("dependsOn", ())) for each in listed["dependencies"]}
    assert parts["libtiff"]["bom-ref"] in rests[parts["pillow"]["bom-ref"]]
    assert parts["pillow"]["bom-ref"] in rests["reviewer"]


def test_the_same_folder_and_time_give_the_same_bytes_and_another_time_another_number(
    lister: str, folder: Path, text: str
) -> None:
    assert made(lister, folder) == text
    later = made(lister, folder, AT + 1)
    assert json.loads(later)["serialNumber"] != json.loads(text)["serialNumber"]


def test_what_the_schema_does_not_allow_is_not_written(lister: str) -> None:
    done = subprocess.run([lister, "-c", _REFUSED], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode != 0
    assert done.stdout == ""
    assert "InvalidError" in done.stderr
