"""What the program is made of: as a bundle lists it, and as packages say it in a checkout."""

from __future__ import annotations

import json
from importlib.metadata import distribution
from pathlib import Path

import pytest

from bundling.contents import licences
from bundling.versions import version_in
from reviewer.desk import Home
from reviewer.desk.parts import SBOM, TEXT, WITHIN, is_whole, parts, text_files
from reviewer.desk.words.parts import licence_words, no_text_words, part_words, parts_words


@pytest.fixture
def bundled(tmp_path: Path) -> Home:
    """A home whose resources lie in a bundle that lists three parts."""
    inside = tmp_path / "_internal"
    (inside / "licences/pillow").mkdir(parents=True)
    (inside / "licences/pillow/LICENSE").write_text("The licence of Pillow and libtiff.", encoding="utf-8")
    text = {"name": TEXT, "value": "licences/pillow/LICENSE"}
    listed = {
        "metadata": {
            "component": {"name": "reviewer", "version": "9.9", "licenses": [{"license": {"id": "MIT"}}]}
        },
        "components": [
            {
                "name": "pillow",
                "version": "13.0.0",
                "licenses": [{"license": {"id": "MIT-CMU"}}],
                "properties": [text],
            },
            {
                "name": "libtiff",
                "version": "4.7.2",
                "licenses": [{"license": {"id": "libtiff"}}],
                "properties": [text, {"name": WITHIN, "value": "pillow"}],
            },
            {"name": "Aardvark", "licenses": [{"license": {"name": "as it says"}}]},
        ],
    }
    (inside / SBOM).write_text(json.dumps(listed), encoding="utf-8")
    return Home(tmp_path / "config", inside / "resources", tmp_path / "data")


def test_a_bundle_says_what_its_list_says_and_nothing_else(bundled: Home) -> None:
    found = parts(bundled)
    assert is_whole(bundled)
    assert [part_words(part) for part in found] == [
        "reviewer 9.9",
        "Aardvark",
        "libtiff 4.7.2",
        "pillow 13.0.0",
    ]
    assert [licence_words(part) for part in found] == [
        "MIT",
        "as it says",
        "libtiff, came with pillow",
        "MIT-CMU",
    ]
    assert [part.text() for part in found][2:] == ["The licence of Pillow and libtiff."] * 2
    assert no_text_words(found[1]) == "Aardvark came without the text of its licence, which is: as it says."
    assert parts_words(4, whole=True) == "Reviewer is made of 4 parts, each under its own licence."


def test_in_a_checkout_it_is_what_the_packages_say(home: Home) -> None:
    found = {part.name: part for part in parts(home)}
    assert not is_whole(home)
    assert next(iter(found)) == "reviewer"
    assert found["lxml"].version == distribution("lxml").version
    assert found["cryptography"].licence == "Apache-2.0", "one of the two that it may be had under"
    assert "BSD" in found["lxml"].text()
    assert found.keys().isdisjoint({"pip", "pycparser", "pytest", "ruff", "babel"}), "none of it is shipped"
    assert "from a checkout here" in parts_words(len(found), whole=False)


def test_what_is_linked_into_a_package_has_the_text_of_its_own_licence_there() -> None:
    """ISA-L's (BSD) asks for it with whatever it is compiled into; it lies beside the package's own, which is another."""
    texts = [Path(str(file.locate())) for file in text_files(distribution("isal"))]
    assert any("Copyright(c) 2011-2024 Intel" in text.read_text("utf-8") for text in texts)
    assert any("PYTHON SOFTWARE FOUNDATION" in text.read_text("utf-8") for text in texts)
    sources = [folder for _, folder in licences(Path(__file__).parents[3])]
    assert {"licences/isal", "licences/isal/isal/isa-l", "licences/zlib-ng/zlib_ng/zlib-ng"} <= set(sources)


def test_a_library_has_its_own_version_whatever_package_it_came_with() -> None:
    assert version_in("ISA-L", "isal", distribution("isal").version, ()).startswith("2.")
    assert version_in("zlib-ng (the library)", "zlib-ng", distribution("zlib-ng").version, ()).startswith(
        "2."
    )
