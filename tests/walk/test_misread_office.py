"""Real files of old programs that were misread once are named as what they are, and LibreOffice reads them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.documents.office.converting import Office
from reviewer.documents.reader import Reader, Reading
from reviewer.model import Reason
from tests.conftest import missing

BY_OFFICE = {
    "presentation/unc-_oxford.ppt": ("ppt95", "The Distributed National Electronic Resource"),
    "presentation/ecdl_paris.ppt": ("ppt95", "JISC Digital Library initiatives"),
    "doc/testWordPerfect_42.doc": ("wpd", "Sluwe Sjaantje sloeg de slome slager"),
    "doc/testWordPerfect_50.doc": ("wpd", "Sluwe Sjaantje sloeg de slome slager"),
}


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


@pytest.fixture(scope="module")
def misread(shared: Path) -> Path:
    folder = shared / "corpus-misread"
    return (
        folder
        if folder.is_dir()
        else missing(f"the folder of misread files ({folder})", "it lies beside corpus")
    )


def reading(reader: Reader, path: Path) -> Reading:
    done = reader.read(path, path.name, "0" * 64)
    for member in done.members:
        if member.path is not None:
            member.path.unlink()
    return done


@pytest.mark.thorough
@pytest.mark.parametrize("name", BY_OFFICE)
def test_a_file_of_an_old_program_is_named_and_libreoffice_reads_it(
    reader: Reader, misread: Path, name: str, tmp_path: Path
) -> None:
    kind, words = BY_OFFICE[name]
    text = reading(reader, misread / name).text
    assert text.problem is not None
    assert (text.kind, text.problem.reason in {Reason.KIND_SHOW_95, Reason.KIND_WORDPERFECT}) == (kind, True)
    office = Office()
    if office.why_not(kind):
        missing("LibreOffice", "packaging/setup.sh --tests installs it")
    made = tmp_path / "made"
    made.write_bytes(office.opendocument(misread / name, kind))
    assert words in "\n".join(part.text for part in reading(reader, made).text.parts)
