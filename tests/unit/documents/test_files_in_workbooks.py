"""Files inside workbooks are documents of their own, whichever way the workbook keeps them."""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable

import pytest

from reviewer.documents.formats import ole_storage
from reviewer.documents.reader import Reading
from reviewer.model import NoteCode
from tests.needles.old_formats import word_97, workbook
from tests.needles.ole import compound
from tests.needles.open_writing import cell, content, object_frame, sheets, table
from tests.needles.sheets import embedded_document

Read = Callable[..., Reading]
PLACE = "Object 1"


def with_storages(book: bytes, **inside: dict[str, bytes]) -> bytes:
    """An old workbook with more storages."""
    with importlib.import_module("olefile").OleFileIO(io.BytesIO(book)) as ole:
        return compound({"Workbook": bytes(ole.openstream("Workbook").read()), **inside})


def streams(file: bytes) -> dict[str, bytes]:
    with importlib.import_module("olefile").OleFileIO(io.BytesIO(file)) as ole:
        return {path[0]: bytes(ole.openstream(path).read()) for path in ole.listdir()}


def open_book() -> bytes:
    text = content("text", "<text:p>The words inside</text:p>")
    shown = cell(f"<text:p>a</text:p>{object_frame(PLACE)}")
    return sheets(table(shown), {f"{PLACE}/": "text", f"{PLACE}/content.xml": text})


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", embedded_document("The words inside")),
        ("a.xls", with_storages(workbook(b""), MBD0001=streams(word_97("The words inside")))),
        ("a.ods", open_book()),
    ],
)
def test_a_document_in_a_workbook_is_a_document_of_its_own(read: Read, name: str, data: bytes) -> None:
    found = read(data, name)
    (member,) = found.members
    assert member.path is not None
    inside = read(member.path.read_bytes(), member.name)
    member.path.unlink()
    assert "The words inside" in "\n".join(part.text for part in inside.text.parts)
    assert [note.code for note in found.text.also] == [NoteCode.FILES]
    assert "The words inside" not in found.text.parts[0].text


def test_an_object_of_an_old_workbook_that_is_not_known_is_told(read: Read) -> None:
    found = read(
        with_storages(workbook(b""), MBD0001={"\x01Thing": b"bytes"}, Other={"WordDocument": b"x"}), "a.xls"
    )
    assert found.members == ()
    assert [note.code for note in found.text.also] == [NoteCode.OBJECTS_UNCOUNTED]


def test_a_storage_is_found_in_a_pool_or_in_the_file_itself() -> None:
    file = compound({"Pool": {"One": {"a": b"1"}, "b": b"2"}, "Two": {"c": b"3"}, "d": b"4"})
    with importlib.import_module("olefile").OleFileIO(io.BytesIO(file)) as ole:
        assert ole_storage.storages(ole, "pool") == ["One"]
        assert sorted(ole_storage.storages(ole, "")) == ["Pool", "Two"]
        assert [name for name, _data in ole_storage.each(ole, "", "T")] == ["Two"]
