"""Archives of every kind: what is in them is received, whatever they are packed with; what can't be unpacked says so."""

from __future__ import annotations

import io
import stat
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewer.documents.formats import entry_names, unpacking
from reviewer.documents.reader import Reading, RefusalError
from reviewer.model import NoteCode, Reason
from tests.containers import packed, rar, zip_named, zipped

Read = Callable[..., Reading]
FILES = {"policies/one.txt": b"Counter corruption", "zwölf.txt": b"Body-worn video"}


@pytest.fixture
def unpacked(read: Read) -> Iterator[Callable[..., tuple[Reading, dict[str, bytes]]]]:
    """Read an archive; returns the reading and the bytes of its members by folder and name."""
    left: list[Path] = []

    def take(data: bytes, name: str, password: str | None = None) -> tuple[Reading, dict[str, bytes]]:
        found = read(data, name, password)
        members = {}
        for one in found.members:
            if one.path is not None:
                left.append(one.path)
                members["/".join(filter(None, (one.origin, one.name)))] = one.path.read_bytes()
        return found, members

    yield take
    for path in left:
        path.unlink()


Unpacked = Callable[..., tuple[Reading, dict[str, bytes]]]


@pytest.mark.parametrize(
    ("kind", "name", "form", "packing"),
    [
        ("7z", "a.7z", "7zip", None),
        ("tar", "a.tar", "gnutar", None),
        ("tar", "a.tar", "pax", None),
        ("gzip", "a.tgz", "gnutar", "gzip"),
        ("bzip2", "a.tar.bz2", "gnutar", "bzip2"),
        ("xz", "a.tar.xz", "gnutar", "xz"),
        ("zstd", "a.tar.zst", "gnutar", "zstd"),
        ("lz4", "a.tar.lz4", "gnutar", "lz4"),
        ("compress", "a.tar.Z", "gnutar", "compress"),
        ("cpio", "a.cpio", "cpio_newc", None),
        ("iso", "a.iso", "iso9660", None),
    ],
)
def test_each_file_of_an_archive_is_received(
    unpacked: Unpacked, kind: str, name: str, form: str, packing: str | None
) -> None:
    found, members = unpacked(packed(form, FILES, packing), name)
    assert (found.text.kind, found.text.problem) == (kind, None)
    assert members == FILES
    assert sorted(found.text.parts[0].text.splitlines()) == sorted(FILES)


def test_the_files_of_a_rar_are_received(unpacked: Unpacked) -> None:
    found, members = unpacked(rar(FILES), "a.rar")
    assert (found.text.kind, found.text.problem) == ("rar", None)
    assert members == FILES


@pytest.mark.parametrize(
    ("packing", "ending"), [("gzip", ".gz"), ("bzip2", ".bz2"), ("xz", ".xz"), ("zstd", ".zst")]
)
def test_a_single_packed_file_is_one_document(unpacked: Unpacked, packing: str, ending: str) -> None:
    _found, members = unpacked(packed("raw", {"x": b"Words"}, packing), f"letter.txt{ending}")
    assert members == {"letter.txt": b"Words"}
    _found, members = unpacked(packed("raw", {"x": b"Words"}, packing), "letter")
    assert list(members) == ["letter unpacked"]


@pytest.mark.thorough
def test_many_files_come_in_steps_each_once(unpacked: Unpacked) -> None:
    files = {f"{number:04}.txt": b"%d" % number for number in range(1500)}
    _found, members = unpacked(packed("gnutar", files, "gzip"), "a.tar.gz")
    assert members == files


def test_a_zip_locked_with_aes_opens_with_its_password(unpacked: Unpacked) -> None:
    data = packed("zip", FILES, options="zip:encryption=aes256", password="Swordfish")
    for password in (None, "Trout"):
        found, members = unpacked(data, "a.zip", password)
        assert found.text.problem is not None
        assert (found.text.problem.reason, members) == (Reason.LOCKED_MEMBER, {})
    found, members = unpacked(data, "a.zip", "Swordfish")
    assert (found.text.problem, members) == (None, FILES)


def test_bytes_before_a_zip_and_programs_that_unpack_themselves(unpacked: Unpacked) -> None:
    for before in (b"HTTP/1.1 200 OK\r\n\r\n", b"\0\1\2" * 999):
        found, members = unpacked(before + zipped(FILES), "a.zip")
        assert (found.text.kind, members, found.text.also) == ("zip", FILES, ())
    program = b"MZ\x90\0" + bytes(5000)
    for archive, kind in ((zipped(FILES), "zip"), (packed("7zip", FILES), "7z"), (rar(FILES), "rar")):
        found, members = unpacked(program + archive, "a.exe")
        assert (found.text.kind, members) == (kind, FILES)
        assert [note.code for note in found.text.also] == [NoteCode.UNPACKS_ITSELF]
    assert unpacked(program + b"7z\xbc\xaf\x27\x1c" + bytes(99), "a.exe")[0].text.kind == "program"


def test_a_zip_that_lost_its_list_gives_what_is_there(unpacked: Unpacked) -> None:
    found, members = unpacked(zipped(FILES)[:-60], "a.zip")
    assert members == FILES
    assert NoteCode.DIRECTORY_LOST in {note.code for note in found.text.also}


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("utf-8", ["Straße.txt", "Résumé.txt"]),
        ("cp850", ["Straße.txt", "Résumé £5.txt"]),
        ("cp1252", ["Résumé – final.txt"]),
        ("cp866", ["Отчёт за год.txt"]),
        ("cp1251", ["Протокол заседания.txt"]),
        ("cp932", ["警察報告書.txt", "会議の議事録.txt"]),
        ("cp437", ["plain.txt"]),
    ],
)
def test_names_in_old_code_pages(read: Read, page: str, names: list[str]) -> None:
    found = read(zip_named([name.encode(page) for name in names]), "a.zip")
    assert [member.name for member in found.members] == names
    for member in found.members:
        assert member.path is not None
        member.path.unlink()


def test_links_and_names_that_lead_out_are_told_and_never_followed(unpacked: Unpacked) -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE):
            link = tarfile.TarInfo("link")
            link.type, link.linkname = kind, "/etc/passwd"
            archive.addfile(link)
        for name in ("../../etc/cron.d/x", "C:\\Windows\\y.txt"):
            info = tarfile.TarInfo(name)
            info.size = 5
            archive.addfile(info, io.BytesIO(b"words"))
    found, members = unpacked(made.getvalue(), "a.tar")
    assert members == {"etc/cron.d/x": b"words", "Windows/y.txt": b"words"}
    assert {(note.code, note.value("links")) for note in found.text.also} == {
        (NoteCode.LINKS_IN_ARCHIVE, 2),
        (NoteCode.NAMES_LEAD_OUT, None),
    }
    boxed = io.BytesIO()
    with zipfile.ZipFile(boxed, "w") as archive_zip:
        info_zip = zipfile.ZipInfo("link")
        info_zip.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive_zip.writestr(info_zip, "/etc/passwd")
        archive_zip.writestr("../../x.txt", "words")
    found, members = unpacked(boxed.getvalue(), "a.zip")
    assert members == {"x.txt": b"words"}
    assert {note.code for note in found.text.also} == {NoteCode.LINKS_IN_ARCHIVE, NoteCode.NAMES_LEAD_OUT}


def test_paths_are_cut_to_what_stays_inside() -> None:
    assert entry_names.split("a/b/../c.txt") == ("a/b", "c.txt")
    assert entry_names.split("\\\\server\\share\\c.txt") == ("server/share", "c.txt")
    assert entry_names.split("..") == ("", "")


def test_an_archive_that_was_cut_off_gives_what_stands_before(unpacked: Unpacked) -> None:
    whole = packed("gnutar", {"one.txt": b"1" * 600, "two.txt": bytes(range(256)) * 999}, "gzip")
    found, members = unpacked(whole[:-400], "a.tar.gz")
    assert found.text.problem is not None
    assert found.text.problem.reason in {
        Reason.ARCHIVE_CUT_OFF,
        Reason.MEMBER_UNREADABLE,
        Reason.MEMBERS_LEFT,
    }
    assert members["one.txt"] == b"1" * 600
    assert unpacked(b"7z\xbc\xaf\x27\x1c" + bytes(90), "a.7z")[0].text.problem is not None


def test_an_archive_without_files_says_so(read: Read) -> None:
    problem = read(zipped({}), "a.zip").text.problem
    assert problem is not None
    assert problem.reason is Reason.ARCHIVE_EMPTY


def test_a_system_without_the_library_names_it() -> None:
    code = (
        "import os; os.environ['LIBARCHIVE'] = 'libnothing.so.0'\n"
        "from reviewer.documents.formats import dispatch\n"
        "print(dispatch.read(b'Rar!\\x1a\\x07\\x00' + bytes(90), {'name': 'a.rar'})[0]['problem'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "unpacker-missing" in done.stdout
    assert "libarchive" in done.stdout


def test_a_form_that_the_library_does_not_know_is_named() -> None:
    with pytest.raises(RefusalError) as refused:
        unpacking.Cursor(b"x", "nothing", "none")
    assert refused.value.problem.reason is Reason.UNPACKER_TOO_OLD
