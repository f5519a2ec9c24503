"""PDFs that were misread once, each right or told truly now: ../shared/corpus-misread, by its list of what went wrong."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reviewer.documents.reader import Reader
from reviewer.model import DocumentText
from reviewer.model.problems import Problem, Reason, problem
from tests.conftest import missing
from tests.said import notes_said

Check = Callable[[Reader, Path, DocumentText], bool]
_PASSWORDS = {"pdf-encrypted/bug1782186.pdf": "Hello"}


def says(*words: str, page: int = 1) -> Check:
    """The page has these words, one after the other."""

    def check(_reader: Reader, _path: Path, text: DocumentText) -> bool:
        said = " ".join(text.parts[page - 1].text.replace("\u00ad", "").split())
        return all(each in said for each in words)

    return check


def sized(width: float, height: float) -> Check:
    """Pages have this size after their text was read."""
    return lambda reader, path, _text: set(reader.page_sizes(path)) == {(width, height)}


def told(words: str) -> Check:
    """This is told of the file."""
    return lambda _reader, _path, text: any(words in each for each in notes_said(text.also))


def damaged(_reader: Reader, _path: Path, text: DocumentText) -> bool:
    """It is said to be damaged, and read as far as it could be saved."""
    return text.problem == Problem(Reason.PDF_MENDED)


def locked(_reader: Reader, _path: Path, text: DocumentText) -> bool:
    """It is said to be locked, not damaged."""
    return text.problem is not None and text.problem.wants_password


def opened(_reader: Reader, _path: Path, text: DocumentText) -> bool:
    """It opens, and what it shows is text or told as unread."""
    return bool(text.parts) and all(part.text.strip() or part.unreadable for part in text.parts)


def unread(_reader: Reader, _path: Path, text: DocumentText) -> bool:
    """Its first page is to be recognised, or looked at."""
    return text.parts[0].unreadable


def locked_inside(reader: Reader, path: Path, text: DocumentText) -> bool:
    """Its pages are text; its attachment is locked."""
    return locked(reader, path, text) and bool(text.parts[0].text.strip())


WANTED: Mapping[str, tuple[Check, ...]] = {
    "pdf-forms-active/attachment.pdf": (says("This document contains one attachment"),),
    "pdf-damaged-recoverable/T04_006_premature-EOF.pdf": (says("Hello PDF-world!"), damaged),
    "pdf-encrypted/issue19484_2.pdf": (locked,),
    "pdf-encrypted/pr6531_2.pdf": (says("Bluebeam should be encrypting this."),),
    "pdf-encrypted/r5-user-password.pdf": (says("pdf encryption test"),),
    "pdf-forms-active/annotation-tx.pdf": (says("tx annotation"),),
    "pdf-forms-active/bug_889099.pdf": (says("Good :]"),),
    "pdf-forms-active/form-document-defaults.pdf": (
        says("\u2612 r1-a \u2610 r1-b", "\u2610 Check Box \u2612 Check Box 2"), says("salad \u03c0\u02ac", page=3),
    ),
    "pdf-damaged-recoverable/annotations.pdf": (says("Dummy PDF file"), told("A popup note")),
    "pdf-forms-active/bug1669099.pdf": (says("Antrag auf Mitgliedschaft", "\u2610 Ich m\u00f6chte Mitglied im CCC Salzburg"),),
    "pdf-encrypted/embedded-encrypted-nocf.pdf": (locked_inside,),
    "pdf-encrypted/encrypted-attachment.pdf": (locked_inside,),
    "pdf-encrypted/enc-XI-R6,V5,U=attachment,encrypted-attachments.pdf": (locked_inside,),
    "pdf-many-pages/219789.pdf": (says("Rice Processing in Nigeria: a survey", "expansion of the rice economy", page=13),),
    "pdf-damaged-recoverable/uri_action.pdf": (sized(200, 200),),
    "pdf-forms-active/minimal-two-fields-tagged.pdf": (sized(300, 144),),
    "pdf-signed/ed448-shake256-nolen.pdf": (sized(300, 144),),
    "pdf-signed/extensions-indirect-not-all-paths.pdf": (sized(300, 144), says("Digitally signed by Alice")),
    "pdf-malformed/T04_009_trailer-no-opening-brackets.pdf": (says("Hello PDF-world!"), damaged),
    "pdf-malformed/parser_rebuildxref_error_notrailer.pdf": (says("Hello, world! Goodbye, world!"), damaged),
    "pdf-forms-active/minimal-annotless.pdf": (says("Hello World"), damaged),
    "pdf-malformed/trailer_unterminated.pdf": (opened, damaged),
    "pdf-encrypted/bug1782186.pdf": (opened,),
    "pdf-signed/check_custom_rotate_none_180_10_20.pdf": (says("ABCDEFGH IJKLMNOP QRSTUVWX YZ123456 34567891011"),),
    "pdf-text/test_180.pdf": (says("ABCDEFGH IJKLMNOP QRSTUVWX YZ123456 34567891011"),),
    "pdf-encodings/issue5202.pdf": (says("\U00020b9f\u308b\u3001\U00029e3d\u3001\U0002000b\u3002"),),
    "pdf-signed/pdf-signed-corrupted.pdf": (unread, told("Letters of page 1 say nothing")),
    "pdf-malformed/issue-1503.pdf": (lambda _r, _p, text: text.problem == problem(Reason.KIND_UNKNOWN, ending=".pdf"),),
}  # fmt: skip
OF_LETTERS = frozenset({"pdf-encodings/issue20232.pdf"})
"""Their letters have a wrong map, which only recognition can tell."""


@pytest.fixture(scope="module")
def misread(shared: Path) -> Path:
    """The folder of files that were misread."""
    folder = shared / "corpus-misread"
    if not (folder / "MANIFEST.tsv").is_file():
        missing(f"the folder of misread files ({folder})", "name its parent with REVIEWER_SHARED")
    return folder


def test_every_pdf_of_the_list_has_its_check(misread: Path) -> None:
    with (misread / "MANIFEST.tsv").open(encoding="utf-8", newline="") as lines:
        listed = {row["file"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}
    assert {name for name in listed if name.endswith(".pdf")} == set(WANTED) | OF_LETTERS


@pytest.mark.parametrize("name", sorted(WANTED))
def test_it_reads_right_or_is_told(reader: Reader, misread: Path, name: str) -> None:
    path = misread / name
    reading = reader.read(path, path.name, "00", _PASSWORDS.get(name))
    for member in reading.members:
        if member.path is not None:
            member.path.unlink()
    assert [check(reader, path, reading.text) for check in WANTED[name]] == [True] * len(WANTED[name])
