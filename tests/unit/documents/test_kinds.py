"""What a file is said to be when it was cut off."""

from __future__ import annotations

import io
import random
import sqlite3
import struct
import wave
import zipfile

import pytest

from reviewer.desk.words.problems import remedy_of
from reviewer.documents.formats.kinds import kind_of
from reviewer.model import Reason
from reviewer.model.problems import problem


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


def stored(*paths: tuple[str, ...]) -> bytes:
    """Return an OLE file with empty streams at these paths: one sector of 16 entries and more, [MS-CFB] 2.6."""
    names = sorted({path[:end] for path in paths for end in range(1, len(path) + 1)})
    places = {path: number for number, path in enumerate(names, start=1)}

    def children(above: tuple[str, ...]) -> list[int]:
        return [places[path] for path in names if path[:-1] == above]

    def entry(name: str, sort: int, beside: int, below: int) -> bytes:
        written = name.encode("utf-16-le") + b"\0\0"
        head = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), sort, 1)
        return (head + struct.pack("<iii", -1, beside, below)).ljust(116, b"\0") + struct.pack("<iQ", -2, 0)

    made = [entry("Root Entry", 5, -1, next(iter(children(())), -1))]
    for path in names:
        siblings, inner = children(path[:-1]), children(path)
        after = [number for number in siblings if number > places[path]]
        made.append(entry(path[-1], 1 if inner else 2, next(iter(after), -1), next(iter(inner), -1)))
    made += [entry("", 0, -1, -1)] * (-len(made) % 4)
    sectors = len(made) // 4
    fat = [-3, *(n + 2 for n in range(sectors - 1)), -2]
    head = (
        bytes.fromhex("d0cf11e0a1b11ae1")
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
    )
    head += struct.pack("<IIiIIiIiI", 0, 1, 1, 0, 4096, -2, 0, -2, 0) + struct.pack("<i", 0)
    return head.ljust(512, b"\xff") + struct.pack(f"<{len(fat)}i", *fat).ljust(512, b"\xff") + b"".join(made)


@pytest.mark.parametrize(
    ("paths", "kind"),
    [
        ((("WordDocument",), ("1Table",)), "doc"),
        ((("WORDDOCUMENT",),), "doc"),
        ((("BOOK",),), "xls"),
        ((("powerpoint document",),), "ppt"),
        ((("WordDocument",), ("ObjectPool", "_1", "PowerPoint Document")), "doc"),
        ((("Workbook",), ("MBD0001", "WordDocument"), ("MBD0002", "PowerPoint Document")), "xls"),
        ((("__properties_version1.0",), ("__attach", "WordDocument")), "msg"),
        ((("Contents",), ("Inside", "Workbook")), "ole"),
    ],
)
def test_an_ole_file_is_what_its_root_holds(paths: tuple[tuple[str, ...], ...], kind: str) -> None:
    assert kind_of(stored(*paths)) == kind


def test_an_ole_file_that_was_cut_off_is_what_its_entries_name() -> None:
    whole = stored(("WORDDOCUMENT",), ("1Table",))
    assert kind_of(whole[:512] + bytes(512) + whole[1024:]) == "doc"


def database() -> bytes:
    with sqlite3.connect(":memory:") as made:
        made.execute("CREATE TABLE pages (text)")
        made.executemany("INSERT INTO pages VALUES (?)", [("counter corruption " * 20,)] * 900)
        return made.serialize()


def sound(width: int) -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setparams((1, width, 8000, 0, "NONE", ""))
        file.writeframes(bytes(range(100, 140)) * 500)
    return made.getvalue()


def evenly(odd: bool) -> bytes:
    """Return bytes of which every other one is 0 in places, as in numbers of 16 bits."""
    numbers = random.Random(4)
    values = [numbers.choice((numbers.randrange(256), numbers.randrange(65536))) for _count in range(9000)]
    return struct.pack(f"{'>' if odd else '<'}9000H", *values)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (database(), "database"),
        (b"\0\1\0\0Standard ACE DB\0" + bytes(4000), "database"),
        (sound(1), "video"),
        (sound(2), "video"),
        (b"ID3\4\0\0\0\0\0\0" + bytes(3000), "video"),
        (b"\xff\xfb\x90\x64" + bytes(range(256)) * 20, "video"),
        (bytes(9000), "zeros"),
        (bytes(3 << 20), "zeros"),
        (evenly(odd=False), "unknown"),
        (evenly(odd=True), "unknown"),
        (bytes((1, 0, 2, 0, 7, 0)) * 900, "unknown"),
        (b"\xff\xfe" + bytes(range(256)) * 20, "unknown"),
        (b"A text at first.\n" * 600 + bytes(range(256)) * 40, "unknown"),
        (b"A text at first.\n" * 600 + bytes(9000), "unknown"),
        (b"!BDN" + bytes(900), "pst"),
        (b"A note on files that begin with %PDF-1.4, with no more of one.", "text"),
        (b"junk\n%PDF-1.4\n1 0 obj <<>> endobj", "pdf"),
        (b"BZh is how bzip2 begins.", "text"),
        (b"ustar".rjust(262, b"a") + b" " * 300, "text"),
    ],
)
def test_a_file_is_text_only_if_it_reads_as_text_all_through(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-16", "utf-32", "cp1252", "cp1251", "cp932"]
)
def test_text_is_text_in_any_encoding(encoding: str) -> None:
    words = {"cp1251": "Протокол заседания. ", "cp932": "会議の議事録です。 "}.get(
        encoding, "Café policy, £5.\r\n"
    )
    assert kind_of((words * 3000).encode(encoding)) == "text"
    assert kind_of(words.encode(encoding)) == "text"


@pytest.mark.parametrize(
    "reason",
    [
        Reason.KIND_UNKNOWN, Reason.KIND_OLE, Reason.NO_TEXT_FOUND, Reason.READING_TOO_SLOW, Reason.READING_TOO_LARGE,
        Reason.READER_DIED, Reason.READER_CONFUSED, Reason.READER_DIED_TWICE,
    ],
)  # fmt: skip
def test_nobody_is_asked_for_a_pdf_as_a_pdf(reason: Reason) -> None:
    assert "PDF" in remedy_of(problem(reason))
    for of_a_pdf in (problem(reason, ending=".pdf"), problem(reason, is_pdf=1)):
        assert "ask the sender for another copy." in remedy_of(of_a_pdf).lower()
