"""What a file is said to be when it was cut off."""

from __future__ import annotations

import io
import zipfile

import pytest

from reviewer.documents.formats.kinds import kind_of


def boxed(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


WORD = boxed({"[Content_Types].xml": b"word/" * 30, "word/document.xml": b"words" * 300})


@pytest.mark.parametrize(
    ("whole", "kind"), [(WORD, "docx"), (boxed({"plan.docx": WORD, "more.txt": b"more"}), "zip")]
)
def test_a_cut_off_archive_is_no_word_document_though_it_begins_with_one(whole: bytes, kind: str) -> None:
    assert kind_of(whole) == kind
    assert kind_of(whole[:900]) == kind
