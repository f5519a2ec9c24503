"""Archives, signed files and Outlook's wrappings that lie: each ends as text or with a reason, in the usual time and memory."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import lzma
import random
import struct
import tarfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options

from reviewer.casebook.document_files import Files
from reviewer.documents.intake import Intake, Taken
from reviewer.documents.reader import Reader, Reading
from reviewer.documents.reader.whole_document import forget
from reviewer.model import Problem, Reason
from tests.containers import INSIDE, Person, encrypted, packed, rar, tnef, wide, zipped

BOMBS = frozenset({Reason.BOMB_OF_FILES, Reason.BOMB_OF_SIZE, Reason.BOMB_OF_RATIO})
# What a container may be said to be: never that the reader died of it.
STATED = BOMBS | {
    Reason.MEMBER_TOO_LARGE, Reason.MEMBER_UNREADABLE, Reason.MEMBER_DAMAGED, Reason.MEMBERS_LEFT,
    Reason.MEMBERS_GIVEN_UP, Reason.ARCHIVE_UNREADABLE, Reason.ARCHIVE_CUT_OFF, Reason.ARCHIVE_EMPTY,
    Reason.PACKAGE_DAMAGED, Reason.LOCKED_FOR_GOOD, Reason.LOCKED_MEMBER, Reason.SIGNED_FILE_UNREADABLE,
    Reason.ENCRYPTED_FILE, Reason.ENCRYPTED_MAIL, Reason.TNEF_CUT_OFF, Reason.NO_TEXT_FOUND, Reason.TEXT_TOO_LONG,
    Reason.MAILBOX_TOO_LARGE, Reason.MAIL_TOO_DEEP, Reason.MEMBER_MISSING, Reason.READING_TOO_SLOW, Reason.READING_TOO_LARGE,
    Reason.RICH_TEXT_TOO_DEEP,
}  # fmt: skip
_WIDE, _BINARY, _OBJECT = 0x1F, 0x102, 0xD
QUICKLY = 25.0  # seconds: one call's deadline twice, and the start of a reader


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


@pytest.fixture
def ends(reader: Reader, tmp_path: Path) -> Callable[..., Reading]:
    """Read bytes as a file; it is over quickly, and every reason is a stated one."""

    def reading(data: bytes, name: str, password: str | None = None) -> Reading:
        path = tmp_path / "in"
        path.write_bytes(data)
        started = time.monotonic()
        found = reader.read(path, name, "0" * 64, password)
        forget(found.members)
        assert time.monotonic() - started < QUICKLY
        told = [found.text.problem, *(member.problem for member in found.members)]
        assert {one.reason for each in told if each for one in each.all} <= STATED | KINDS
        return found

    return reading


KINDS = frozenset(reason for reason in Reason if reason.name.startswith("KIND_"))
Ends = Callable[..., Reading]


def reason_of(problem: Problem | None) -> Reason | None:
    return problem.reason if problem else None


def zeros(megabytes: int) -> bytes:
    return bytes(megabytes << 20)


@pytest.mark.thorough
def test_what_unpacks_to_too_much_is_a_trap(ends: Ends) -> None:
    for name, data in (
        ("a.gz", gzip.compress(zeros(40), 9)),
        ("a.bz2", bz2.compress(zeros(40))),
        ("a.xz", lzma.compress(zeros(40))),
        ("a.tar.gz", gzip.compress(packed("gnutar", {"a.txt": zeros(40)}), 9)),
        ("a.7z", packed("7zip", {"a.txt": zeros(40)})),
        ("a.zip", packed("zip", {"a.txt": zeros(40)}, options="zip:encryption=aes256", password="Swordfish")),
    ):
        found = ends(data, name, "Swordfish")
        assert reason_of(found.text.problem) in BOMBS, name
        assert not any(member.path for member in found.members), name


def test_a_tar_that_claims_more_than_a_disk_is_refused_at_its_head(ends: Ends) -> None:
    made = tarfile.TarInfo("a.txt")
    made.size = 8 << 30
    assert reason_of(ends(made.tobuf() + b"words", "a.tar").text.problem) is Reason.BOMB_OF_SIZE
    made.size = 300 << 20
    data = made.tobuf() + random.Random(1).randbytes(2 << 20)
    found = ends(data, "a.tar")
    assert reason_of(found.text.problem) in {Reason.ARCHIVE_CUT_OFF, Reason.MEMBER_TOO_LARGE}


@pytest.mark.thorough
def test_an_archive_of_more_files_than_any_is_refused(ends: Ends) -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for number in range(20_001):
            archive.addfile(tarfile.TarInfo(f"{number}.txt"))
    assert reason_of(ends(made.getvalue(), "a.tar").text.problem) is Reason.BOMB_OF_FILES


def test_a_rar_that_lies_about_its_sizes_ends(ends: Ends) -> None:
    sound = rar({"a.txt": b"words", "b.txt": b"more"})
    for at in range(8, len(sound)):
        ends(sound[:at] + b"\xff" + sound[at + 1 :], "a.rar")


def nested(levels: int, wrap: Callable[[bytes], bytes], inmost: bytes = b"The inmost words.") -> bytes:
    for _level in range(levels):
        inmost = wrap(inmost)
    return inmost


@pytest.mark.parametrize(
    ("name", "wrap"),
    [
        ("a.7z", lambda inner: packed("7zip", {"a.7z": inner})),
        ("a.tar", lambda inner: packed("gnutar", {"a.tar": inner})),
        ("a.p7m", lambda inner: Person("Ann").signed(inner, PKCS7Options.Binary)),
        (
            "a.tnef",
            lambda inner: tnef({(0x1000, _WIDE): wide("Words")}, [{(0x3701, _OBJECT): INSIDE + inner}]),
        ),
    ],
)
def test_what_nests_itself_is_followed_as_far_as_any_other(
    reader: Reader, store_here: Files, tmp_path: Path, name: str, wrap: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / name
    path.write_bytes(nested(30, wrap))
    taken: list[Taken] = list(Intake([reader], store_here).take([path]))
    assert len(taken) == 7
    assert reason_of(taken[-1].text.problem) is Reason.MEMBERS_TOO_DEEP


def test_what_is_packed_again_and_again_is_unpacked_at_once_or_refused(ends: Ends) -> None:
    assert [member.problem for member in ends(nested(9, gzip.compress), "a.gz").members] == [None]
    assert reason_of(ends(nested(99, gzip.compress), "a.gz").text.problem) is Reason.ARCHIVE_UNREADABLE


@pytest.fixture
def store_here(tmp_path: Path) -> Files:
    return Files(tmp_path / "store", "store", writable=True)


def test_an_archive_that_holds_itself_ends(reader: Reader, store_here: Files, tmp_path: Path) -> None:
    """The same bytes again are one document; a quine cannot be made here, so each level differs by a name."""
    path = tmp_path / "a.zip"
    path.write_bytes(nested(40, lambda inner: zipped({"a.zip": inner, "b.zip": inner})))
    started = time.monotonic()
    taken = list(Intake([reader], store_here).take([path]))
    assert time.monotonic() - started < 120
    assert len(taken) <= 5001


@pytest.mark.thorough
def test_a_wrapping_of_outlook_that_lies_about_its_sizes_ends_as_text(ends: Ends) -> None:
    sound = tnef(
        {(0x37, _WIDE): wide("Subject"), (0x1000, _WIDE): wide("The words"), (0x1009, _BINARY): b"LZFu" * 9},
        [{(0x3707, _WIDE): wide("a.txt"), (0x3701, _BINARY): b"words"}],
    )
    for at in range(6, len(sound), 3):
        for lie in (b"\xff\xff\xff\xff", b"\0\0\0\x80"):
            ends(sound[:at] + lie + sound[at + 4 :], "winmail.dat")
    many = struct.pack("<I", 0x7FFFFFFF) + struct.pack("<HHI", 0x1000 | 0x1F, 0x1000, 0x7FFFFFFF)
    ends(sound[:6] + struct.pack("<BII", 1, 0x69003, len(many)) + many, "winmail.dat")
    empty = struct.pack("<BII", 2, 0x69002, 0) + b"\0\0"
    assert len(ends(sound[:6] + empty * 90_000, "winmail.dat").members) <= 5000


def test_a_signed_file_of_boxes_in_boxes_is_refused(ends: Ends) -> None:
    signed = bytes.fromhex("06092a864886f70d010702")
    deep = b"\x30\x80" + signed + b"\xa0\x80" + b"\x30\x80" * 100_000
    assert reason_of(ends(deep, "a.p7m").text.problem) is Reason.SIGNED_FILE_UNREADABLE
    long = b"\x30\x84\x7f\xff\xff\xff" + signed + b"\xa0\x84\x7f\xff\xff\xf0\x30\x80"
    assert reason_of(ends(long, "a.p7m").text.problem) is Reason.SIGNED_FILE_UNREADABLE


@pytest.mark.thorough
def test_mail_of_parts_within_parts_without_end_is_refused(ends: Ends) -> None:
    part = b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n'
    parts = b"".join(part % (level, level) for level in range(3000))
    for inside in (parts, b"Content-Type: message/rfc822\r\n\r\nSubject: y\r\n" * 3000):
        data = b"Subject: x\r\nMIME-Version: 1.0\r\n" + inside + b"\r\nwords"
        assert reason_of(ends(data, "a.eml").text.problem) is Reason.MAIL_TOO_DEEP


@pytest.mark.thorough
def test_calendars_without_end_are_read_or_told(ends: Ends) -> None:
    deep = "BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n" * 20_000 + "SUMMARY:Words\r\n"
    ends(deep.encode(), "a.ics")
    many = (
        "BEGIN:VCALENDAR\r\n"
        + "BEGIN:VEVENT\r\nSUMMARY:Words\r\nEND:VEVENT\r\n" * 20_000
        + "END:VCALENDAR\r\n"
    )
    ends(many.encode(), "a.ics")
    ends(("BEGIN:VCALENDAR\r\nDESCRIPTION:" + "a\r\n " * 1_000_000).encode(), "a.ics")


def mutated(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _change in range(chance.randrange(1, 6)):
        at = chance.randrange(len(made))
        made[at : at + chance.randrange(1, 4)] = chance.randbytes(chance.randrange(4))
    return bytes(made[: chance.randrange(len(made) // 2, len(made) + 1)])


@pytest.mark.thorough
def test_changed_at_random_none_stops_the_reader(ends: Ends) -> None:
    chance = random.Random(10)
    files = {"one.txt": b"Counter corruption " * 50, "two.txt": chance.randbytes(900)}
    signed = Person("Ann").signed(b"words", PKCS7Options.Binary)
    mail = b"Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: base64\r\nSubject: x\r\n\r\n"
    for name, sound in (
        ("a.7z", packed("7zip", files)),
        ("a.tar.gz", packed("gnutar", files, "gzip")),
        ("a.tar.zst", packed("gnutar", files, "zstd")),
        ("a.cpio", packed("cpio_newc", files)),
        ("a.rar", rar(files)),
        ("a.zip", packed("zip", files, options="zip:encryption=aes256", password="Swordfish")),
        ("a.p7m", signed),
        ("b.p7m", encrypted(b"words")),
        ("a.eml", mail + base64.encodebytes(signed)),
        ("winmail.dat", tnef({(0x1000, _WIDE): wide("The words")}, [{(0x3701, _BINARY): b"words"}])),
    ):
        for _time in range(60):
            ends(mutated(sound, chance), name, "Swordfish")
