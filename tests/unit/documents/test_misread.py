"""Every file of ../shared/corpus-misread reads right now, or is told truly: a check for each line of its list.

The list (MANIFEST.tsv) says what went wrong with each. A line without a check fails; what only LibreOffice can read is
held in tests/walk/test_misread_office.py.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from reviewer.desk.words.problems import problem_words
from reviewer.documents.reader import Reader
from reviewer.model import Aside, NoteCode, Reason
from reviewer.model.doubts import Doubt
from tests.conftest import missing
from tests.unit.documents.misread import (
    Check,
    Found,
    blank,
    cells,
    clear_where_clear,
    doubts,
    holds,
    inside_is_locked,
    lacks,
    locked,
    mended,
    refused,
    says,
    sized,
    sound,
    told,
    unread,
)  # fmt: skip

_PASSWORDS = {"pdf-encrypted/bug1782186.pdf": "Hello"}
_STRICT = "docx/argSz-Argument_Size_(Sub-Superscript_Function_Superscript)-val--2.docx"
_LOCKED_FILES = "pdf-encrypted/enc-XI-R6,V5,U=attachment,encrypted-attachments.pdf"
_WHO = "Signed by: Alessandro De Angelis"

WANTED: Mapping[str, tuple[Check, ...]] = {
    # Mail and what is signed
    "msg/chinese-traditional.msg": (says("MSG 格式測試", "張毓倫"), sound),
    "eml/multipart_report_multiple_status.eml": (
        says("This Message was undeliverable", "has restricted SMS e-mail", "Action: failed"),
        holds("Your Friend F M wants you to join HomeRun.eml"),
    ),
    "signed-other/testPKCS17Sig-v2.xml.p7m": (says(_WHO, kind="p7m"), sound, holds("testPKCS17Sig-v2.xml")),
    "signed-other/testPKCS17Sig-v4.xml.p7m": (says(_WHO, kind="p7m"), sound, holds("testPKCS17Sig-v4.xml")),
    "signed-other/CAdESDoubleLTA.p7m": (says("Signed by: good-user", kind="p7m"), sound, holds("CAdESDoubleLTA")),
    "signed-other/cades-bes-signeddata-detached.p7s": (
        says("Signed by: good-user", kind="p7m"), sound, told(NoteCode.SIGNATURE_ALONE), holds(),
    ),
    "signed-other/testPKCS7_enveloped_def.p7m": (refused(Reason.ENCRYPTED_FILE),),
    # Kinds by structure
    "doc/47950_lower.doc": (says("This is a sample Word document", kind="doc"), sound),
    "spreadsheet/BOOK_in_capitals.xls": (says("Exposures by Counterparty", kind="xls"), sound),
    "doc/testWORD_2006ml.doc": (says("The quick brown fox", kind="doc"), sound),
    "spreadsheet/ole2-embedding.xls": (says("1 2 3", kind="xls"), sound),
    "presentation/unc-_oxford.ppt": (refused(Reason.KIND_SHOW_95, "ppt95"),),
    "presentation/ecdl_paris.ppt": (refused(Reason.KIND_SHOW_95, "ppt95"),),
    "doc/testWordPerfect_42.doc": (refused(Reason.KIND_WORDPERFECT, "wpd"),),
    "doc/testWordPerfect_50.doc": (refused(Reason.KIND_WORDPERFECT, "wpd"),),
    "pdf-malformed/issue-1503.pdf": (refused(Reason.KIND_UNKNOWN, ending=".pdf"),),
    # Word
    "doc/cn.orthodox.www_divenbog_APRIL_30-APRIL.DOC": (says("The Holy Apostle James, Son of Zebedee, one of the 12 Apostles"), sound),
    "doc/Bug60936.doc": (says("4 skóre a před 7 lety"), sound),
    "doc/Bug60942b.doc": (says("Четыре балла и семь лет"), sound),
    "doc/lists-margins.doc": (says("1. Left 0in. First +0in.", "4. Left -0.7in"), sound),
    "doc/testWORD_numbered_list.doc": (says("1) This", "a) Is", "i) A multi"), sound),
    "doc/61586.doc": (says("μg.h/mL", "TEST®"), lacks("111 (g"), sound),
    _STRICT: (says("^x"), sound),
    "docx/2010-sample1.docx": (says("(-b±√(b^2-4ac))/2a"), sound),
    "docx/stress007.docx": (says("Y_tij=β_0+β_tx_t"), sound),
    "docx/testAltChunkHTML.docx": (says("Simple paragraph with a emphasized word.", "Col 1\tCol 2"), sound),
    "docx/61470.docx": (says("東京", "とうきょう"), sound),
    # Shows
    "presentation/_HC_sndtgt-SoundTarget-builtIn.pptx": (says(kind="pptx"), sound),
    "presentation/algnJustLow_mainLvl1ppr_AlignmentLevel1JustifiedLow.pptx": (says("Paragraph one of this test file."), sound),
    "presentation/dbl_endParaRprU_EndofParagraphUnderlineDouble.pptx": (says("underline applied to the last character"), sound),
    "presentation/testPPT_masterText.pptx": (says("Text that I added to the master slide"), sound),
    "presentation/testPPT_masterText2.ppt": (says("Text that I added to the master slide"), sound),
    # OpenDocument
    "odt-ods-odp/open-document-signed.odt": (says("Column 1\nColumn 2", "Row 4"), sound),
    "odt-ods-odp/open-document.odt": (says("Column 1\nColumn 2", "Row 4"), sound),
    "odt-ods-odp/unknown-content1.odt": (says("Spalte 1", "Zeile 4", "=>√4<="), sound),
    "odt-ods-odp/testODP_NPE.odp": (says("© Copyright 2009 Tme McGraw Hill Companies"), sound),
    "odt-ods-odp/field-types.odt": (says("☒ r1-a", "☐ r1-b", "☒ Check Box 2", "salad πʬ"), sound),
    "odt-ods-odp/form.odt": (says("☒ r1-a", "☒ Check Box 2", "salad πʬ"), sound),
    "odt-ods-odp/defaultFormat.ods": (says("a", kind="ods"), cells(1), sound),
    # Workbooks
    "spreadsheet/FilterByCF.xlsx": (says("6 3 10 8 2 1 7 3 5 4"), cells(10), sound),
    "spreadsheet/Simple.xlsb": (says("This is an example spreadsheet created with Microsoft Excel 2007 Beta 2."), sound),
    "spreadsheet/testEXCEL-charts.xls": (
        says("YottaPuff", "eksaxis", "whyaxis", "fizzlepuff", "WhamPuff", aside=Aside.CHARTS), sound,
    ),
    "spreadsheet/testEXCEL_headers_footers.xls": (
        says("Header - Corporate Spreadsheet", "Footer - Author: John Smith", aside=Aside.HEADERS_AND_FOOTERS), sound,
    ),
    "spreadsheet/testEXCEL_hyperlinks.xlsx": (says("should have link to Tika's getting started page", aside=Aside.TEXT_BOXES), sound),
    "spreadsheet/testEXCEL_textbox.xls": (says("this is some autoshape text", aside=Aside.TEXT_BOXES), sound),
    # PDF
    "pdf-forms-active/attachment.pdf": (says("This document contains one attachment", page=1), sound, holds("foo.txt")),
    "pdf-damaged-recoverable/T04_006_premature-EOF.pdf": (says("Hello PDF-world!", page=1), mended),
    "pdf-encrypted/issue19484_2.pdf": (locked,),
    "pdf-encrypted/pr6531_2.pdf": (says("Bluebeam should be encrypting this.", page=1), sound),
    "pdf-encrypted/r5-user-password.pdf": (says("pdf encryption test", page=1), sound),
    "pdf-encrypted/bug1782186.pdf": (unread, sound),  # a drawing of an ellipse
    "pdf-encrypted/embedded-encrypted-nocf.pdf": (says("Hello World", page=1), inside_is_locked),
    "pdf-encrypted/encrypted-attachment.pdf": (says("Example", page=1), inside_is_locked),
    _LOCKED_FILES: (says("Potato 0", page=1), inside_is_locked),
    "pdf-forms-active/annotation-tx.pdf": (says("tx annotation", page=1),),
    "pdf-forms-active/bug_889099.pdf": (says("Good :]", page=1),),
    "pdf-forms-active/form-document-defaults.pdf": (
        says("\u2612 r1-a \u2610 r1-b", "\u2610 Check Box \u2612 Check Box 2", page=1), says("salad \u03c0\u02ac", page=3),
    ),
    "pdf-forms-active/bug1669099.pdf": (
        says("Antrag auf Mitgliedschaft", "\u2610 Ich m\u00f6chte Mitglied im CCC Salzburg", page=1),
    ),
    "pdf-forms-active/minimal-annotless.pdf": (says("Hello World", page=1), mended),
    "pdf-forms-active/minimal-two-fields-tagged.pdf": (sized(300, 144),),
    "pdf-damaged-recoverable/annotations.pdf": (
        says("Dummy PDF file", page=1), told(NoteCode.COMMENT, text="A popup note"),
    ),
    "pdf-damaged-recoverable/uri_action.pdf": (sized(200, 200),),
    "pdf-many-pages/219789.pdf": (
        says("Rice Processing in Nigeria: a survey", "expansion of the rice economy", page=13),
    ),
    "pdf-signed/ed448-shake256-nolen.pdf": (sized(300, 144),),
    "pdf-signed/extensions-indirect-not-all-paths.pdf": (sized(300, 144), says("Digitally signed by Alice", page=1)),
    "pdf-signed/check_custom_rotate_none_180_10_20.pdf": (says("ABCDEFGH IJKLMNOP QRSTUVWX YZ123456 34567891011", page=1),),
    "pdf-text/test_180.pdf": (says("ABCDEFGH IJKLMNOP QRSTUVWX YZ123456 34567891011", page=1),),
    "pdf-malformed/T04_009_trailer-no-opening-brackets.pdf": (says("Hello PDF-world!", page=1), mended),
    "pdf-malformed/parser_rebuildxref_error_notrailer.pdf": (says("Hello, world! Goodbye, world!", page=1), mended),
    "pdf-malformed/trailer_unterminated.pdf": (blank, mended),
    "pdf-encodings/issue5202.pdf": (says("\U00020b9f\u308b\u3001\U00029e3d\u3001\U0002000b\u3002", page=1),),
    "pdf-encodings/issue20232.pdf": (doubts(Doubt.OTHER_LETTERS),),
    "pdf-signed/pdf-signed-corrupted.pdf": (unread, told(NoteCode.LETTERS_UNKNOWN), doubts(Doubt.UNKNOWN_LETTERS)),
    # Pictures
    "image/testWebp_Alpha_Lossy.webp": (clear_where_clear, unread),
}  # fmt: skip


@pytest.fixture(scope="module")
def misread(shared: Path) -> Path:
    """The folder of files that were misread."""
    folder = shared / "corpus-misread"
    if not (folder / "MANIFEST.tsv").is_file():
        missing(f"the folder of misread files ({folder})", "name its parent with REVIEWER_SHARED")
    return folder


def test_every_line_of_the_list_has_its_check(misread: Path) -> None:
    with (misread / "MANIFEST.tsv").open(encoding="utf-8", newline="") as lines:
        listed = {row["file"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}
    assert listed == set(WANTED)
    assert all(WANTED.values())


@pytest.mark.thorough
@pytest.mark.parametrize("name", sorted(WANTED))
def test_it_reads_right_or_is_told(reader: Reader, misread: Path, name: str) -> None:
    path = misread / name
    reading = reader.read(path, path.name, "0" * 64, _PASSWORDS.get(name))
    inside = []
    for member in reading.members:
        inside.append((member, member.path.read_bytes() if member.path is not None else b""))
        if member.path is not None:
            member.path.unlink()
    found = Found(reader, path, reading.text, tuple(inside))
    assert [check(found) for check in WANTED[name]] == [True] * len(WANTED[name])


def test_a_file_called_pdf_is_not_asked_for_as_a_pdf(reader: Reader, misread: Path) -> None:
    path = misread / "pdf-malformed/issue-1503.pdf"
    problem = reader.read(path, path.name, "0" * 64).text.problem
    assert problem is not None
    assert "as a PDF" not in problem_words(problem)
