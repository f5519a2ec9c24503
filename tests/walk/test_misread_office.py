"""The real Word, rich text, OpenDocument and PowerPoint files that were misread once read right, or are told truly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.documents.office.converting import Office
from reviewer.documents.reader import Reader, Reading
from reviewer.model import Reason
from tests.conftest import missing

STRICT = "docx/argSz-Argument_Size_(Sub-Superscript_Function_Superscript)-val--2.docx"
SAID = {
    "doc/61586.doc": ("μg.h/mL", "TEST®"),
    "doc/Bug60936.doc": ("4 skóre a před 7 lety",),
    "doc/Bug60942b.doc": ("Четыре балла и семь лет",),
    "doc/cn.orthodox.www_divenbog_APRIL_30-APRIL.DOC": ("The Holy Apostle James, Son of Zebedee, one of the 12 Apostles",),
    "doc/lists-margins.doc": ("1. Left 0in. First +0in.", "4. Left -0.7in"),
    "doc/testWORD_numbered_list.doc": ("1) This", "a) Is", "i) A multi"),
    STRICT: ("^x",),
    "docx/2010-sample1.docx": ("(-b±√(b^2-4ac))/2a",),
    "docx/stress007.docx": ("Y_tij=β_0+β_tx_t",),
    "docx/testAltChunkHTML.docx": ("Simple paragraph with a emphasized word.", "Col 1\tCol 2"),
    "docx/61470.docx": ("東京", "とうきょう"),
    "odt-ods-odp/open-document-signed.odt": ("Column 1\nColumn 2", "Row 4"),
    "odt-ods-odp/open-document.odt": ("Column 1\nColumn 2", "Row 4"),
    "odt-ods-odp/unknown-content1.odt": ("Spalte 1", "Zeile 4", "=>√4<="),
    "odt-ods-odp/testODP_NPE.odp": ("© Copyright 2009 Tme McGraw Hill Companies",),
    "odt-ods-odp/field-types.odt": ("☒ r1-a", "☐ r1-b", "☒ Check Box 2", "salad πʬ"),
    "odt-ods-odp/form.odt": ("☒ r1-a", "☒ Check Box 2", "salad πʬ"),
    "presentation/algnJustLow_mainLvl1ppr_AlignmentLevel1JustifiedLow.pptx": ("Paragraph one of this test file.",),
    "presentation/dbl_endParaRprU_EndofParagraphUnderlineDouble.pptx": ("underline applied to the last character",),
    "presentation/testPPT_masterText.pptx": ("Text that I added to the master slide",),
    "presentation/testPPT_masterText2.ppt": ("Text that I added to the master slide",),
}  # fmt: skip
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


@pytest.mark.parametrize("name", SAID)
def test_a_file_that_was_misread_reads_right(reader: Reader, misread: Path, name: str) -> None:
    text = reading(reader, misread / name).text
    whole = "\n".join(part.text for part in text.parts)
    assert text.problem is None
    assert [words for words in SAID[name] if words not in whole] == []


def test_a_strict_show_without_words_is_a_show(reader: Reader, misread: Path) -> None:
    text = reading(reader, misread / "presentation/_HC_sndtgt-SoundTarget-builtIn.pptx").text
    assert (text.kind, text.problem, [part.place for part in text.parts]) == ("pptx", None, ["slide1"])


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
