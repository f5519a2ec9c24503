"""Archives of all sorts, one in another, locked, and named by old code pages.

Sources: 7zFormat.txt (7z), the technical note of RAR 4 and 5, [MS-CAB]. 7-Zip 26 and bsdtar 3.6 unpacked each of them
(bsdtar the RARs; the one with a line before it is for unzip and Python, which look for the end first).
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable

from tests.needles import words, zips
from tests.needles.carriers import Carrier, Where
from tests.needles.pdf_structure import PASSWORD
from tests.needles.pictures import png
from tests.needles.word_inside import word_document

NAME = "annex.txt"


def _annex(phrase: str) -> bytes:
    return f"The annex says: {phrase}.\n".encode()


def zipped(data: bytes, name: str = NAME, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive with one file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr(name, data)
    return made.getvalue()


def _zip(method: int) -> Callable[[str], bytes]:
    return lambda phrase: zipped(_annex(phrase), method=method)


def _tar(mode: str, data: Callable[[str], bytes] = _annex, name: str = NAME) -> Callable[[str], bytes]:
    def make(phrase: str) -> bytes:
        made = io.BytesIO()
        with tarfile.open(fileobj=made, mode=mode) as archive:  # type: ignore[call-overload]  # the mode is one of three
            info = tarfile.TarInfo(name)
            inside = data(phrase)
            info.size = len(inside)
            archive.addfile(info, io.BytesIO(inside))
        return made.getvalue()

    return make


def gzipped(phrase: str) -> bytes:
    """One file, whose name stands in the head."""
    made = io.BytesIO()
    with gzip.GzipFile(NAME, "wb", fileobj=made) as packed:
        packed.write(_annex(phrase))
    return made.getvalue()


def bytes_before(phrase: str) -> bytes:
    """An archive that unpacks itself: a program stands before it, and unzip and Explorer pass over it."""
    stub = b"MZ" + bytes(510)
    return stub + zipped(_annex(phrase))


def text_before(phrase: str) -> bytes:
    return b"This line was put before the archive by a mail gateway.\r\n" + zipped(_annex(phrase))


def streamed(phrase: str) -> bytes:
    """Sizes stand behind the data, as where an archive is written to a pipe."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            assert isinstance(data, bytes | bytearray | memoryview)
            self.data += data
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(NAME, _annex(phrase))
    return bytes(pipe.data)


def aes_locked(phrase: str) -> bytes:
    return zips.written(zips.aes(NAME.encode(), _annex(phrase), PASSWORD))


def old_locked(phrase: str) -> bytes:
    return zips.written(zips.old_lock(NAME.encode(), _annex(phrase), PASSWORD))


def _named_in(code_page: str) -> Callable[[str], bytes]:
    """The file's name in a code page that nothing names, as old programs of that place wrote it."""

    def make(phrase: str) -> bytes:
        return zips.written(zips.stored(f"{phrase}.txt".encode(code_page), b"An annex.\n"))

    return make


def named_in_utf8(phrase: str) -> bytes:
    return zips.written(zips.stored(f"{phrase}.txt".encode(), b"An annex.\n", flags=0x800))


def nested(phrase: str) -> bytes:
    return zipped(zipped(zipped(_annex(phrase)), "inner.zip"), "middle.zip")


def mixed(phrase: str) -> bytes:
    """A zip that holds a tar that holds a gzip."""
    return zipped(_tar("w:gz", gzipped, "annex.txt.gz")(phrase), "inner.tar.gz")


# --- 7z, RAR, CAB -----------------------------------------------------------------------------------


def _sevenzip(data: bytes, coder: bytes, packed: bytes) -> bytes:
    name = (NAME + "\0").encode("utf-16-le")
    streams = (
        b"\x06\x00\x01\x09" + _number(len(packed)) + b"\x00"  # PackInfo: from 0, one stream, its size
        + b"\x07\x0b\x01\x00\x01" + coder + b"\x0c" + _number(len(data)) + b"\x00"  # UnpackInfo: one folder of one coder
        + b"\x08\x0a\x01" + struct.pack("<I", zlib.crc32(data)) + b"\x00"  # SubStreamsInfo: its checksum
    )  # fmt: skip
    files = b"\x05\x01\x11" + _number(len(name) + 1) + b"\x00" + name + b"\x00"
    header = b"\x01\x04" + streams + b"\x00" + files + b"\x00"
    start = struct.pack("<QQI", len(packed), len(header), zlib.crc32(header))
    return b"7z\xbc\xaf\x27\x1c\x00\x04" + struct.pack("<I", zlib.crc32(start)) + start + packed + header


def _number(value: int) -> bytes:
    """A number of 7z: how many ones lead the first byte says how many bytes follow."""
    return bytes((value,)) if value < 0x80 else bytes((0x80 | value >> 8, value & 0xFF))


def sevenzip_copied(phrase: str) -> bytes:
    return _sevenzip(_annex(phrase), b"\x01\x00", _annex(phrase))


def sevenzip_packed(phrase: str) -> bytes:
    """By LZMA 2, which 7-Zip takes by itself."""
    data = _annex(phrase)
    packed = lzma.compress(data, lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 16}])
    return _sevenzip(data, b"\x21\x21\x01\x08", packed)


def rar_4(phrase: str) -> bytes:
    """A file that is stored as it is, in the format until 2013."""
    data, name = _annex(phrase), NAME.encode()

    def block(body: bytes) -> bytes:
        return struct.pack("<H", zlib.crc32(body) & 0xFFFF) + body

    size = 32 + len(name)
    entry = struct.pack(
        "<BHHIIBIIBBHI",
        0x74,
        0x8000,
        size,
        len(data),
        len(data),
        2,
        zlib.crc32(data),
        (51 << 25) | (3 << 21) | (3 << 16),
        20,
        0x30,
        len(name),
        0x20,
    )
    return (
        b"Rar!\x1a\x07\x00"
        + block(struct.pack("<BHHHI", 0x73, 0, 13, 0, 0))
        + block(entry + name)
        + data
        + block(struct.pack("<BHH", 0x7B, 0x4000, 7))
    )


def rar_5(phrase: str) -> bytes:
    """A file that is stored as it is, in the format since 2013."""
    data, name = _annex(phrase), NAME.encode()

    def block(body: bytes) -> bytes:
        sized = _varied(len(body)) + body
        return struct.pack("<I", zlib.crc32(sized)) + sized

    entry = (
        b"\x02\x02"
        + _varied(len(data))
        + b"\x04"
        + _varied(len(data))
        + b"\x20"
        + struct.pack("<I", zlib.crc32(data))
        + b"\x00\x01"
        + _varied(len(name))
        + name
    )
    return b"Rar!\x1a\x07\x01\x00" + block(b"\x01\x00\x00") + block(entry) + data + block(b"\x05\x00\x00")


def _varied(value: int) -> bytes:
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*out, value))


def cabinet(phrase: str) -> bytes:
    """[MS-CAB] 2: a folder, a file, a block without packing."""
    data = _annex(phrase)
    entry = struct.pack("<IIHHHH", len(data), 0, 0, (51 << 9) | (3 << 5) | 3, 0, 0x20) + NAME.encode() + b"\0"
    first = 36 + 8 + len(entry)
    head = struct.pack("<4sIIIIIBBHHHHH", b"MSCF", 0, first + 8 + len(data), 0, 44, 0, 3, 1, 1, 1, 0, 0, 0)
    return (
        head + struct.pack("<IHH", first, 1, 0) + entry + struct.pack("<IHH", 0, len(data), len(data)) + data
    )


def _carrier(name: str, ending: str, make: Callable[[str], bytes], password: str = "") -> Carrier:
    return Carrier(f"container {name}", ending, make, password=password)


def _name(name: str, make: Callable[[str], bytes], draw: words.Draw) -> Carrier:
    return Carrier(f"container {name}", ".zip", make, draw=draw, where=Where.NAME)


CARRIERS = (
    _carrier("zip", ".zip", _zip(zipfile.ZIP_DEFLATED)),
    _carrier("zip packed by bzip2", ".zip", _zip(zipfile.ZIP_BZIP2)),
    _carrier("zip packed by LZMA", ".zip", _zip(zipfile.ZIP_LZMA)),
    _carrier("zip written to a pipe", ".zip", streamed),
    _carrier("zip of a Word document", ".zip", lambda phrase: zipped(word_document(phrase), "annex.docx")),
    _carrier("zip of a picture", ".zip", lambda phrase: zipped(png(phrase), "annex.png")),
    _carrier("zip in a zip in a zip", ".zip", nested),
    _carrier("zip of a tar of a gzip", ".zip", mixed),
    _carrier("zip with a program before it", ".exe", bytes_before),
    _carrier("zip with a line before it", ".zip", text_before),
    _carrier("zip locked by AES", ".zip", aes_locked, password=PASSWORD),
    _carrier("zip locked in the old way", ".zip", old_locked, password=PASSWORD),
    _carrier(
        "zip locked by AES, no password known",
        ".zip",
        lambda phrase: zips.written(zips.aes(b"a.txt", _annex(phrase), "other")),
    ),
    _name("zip, name in UTF-8", named_in_utf8, words.accented),
    _name("zip, name in code page 437", _named_in("cp437"), words.accented),
    _name("zip, name in code page 850", _named_in("cp850"), words.accented_850),
    _name("zip, name in code page 866", _named_in("cp866"), words.cyrillic),
    _name("zip, name in Shift JIS", _named_in("cp932"), words.japanese),
    _carrier("tar of a Word document", ".tar", _tar("w", word_document, "annex.docx")),
    _carrier("tar.gz", ".tar.gz", _tar("w:gz")),
    _carrier("tar.bz2", ".tar.bz2", _tar("w:bz2")),
    _carrier("tar.xz", ".tar.xz", _tar("w:xz")),
    _carrier("tgz", ".tgz", _tar("w:gz")),
    _carrier("gz", ".txt.gz", gzipped),
    _carrier("bz2", ".txt.bz2", lambda phrase: bz2.compress(_annex(phrase))),
    _carrier("xz", ".txt.xz", lambda phrase: lzma.compress(_annex(phrase))),
    _carrier("7z as it is", ".7z", sevenzip_copied),
    _carrier("7z packed", ".7z", sevenzip_packed),
    _carrier("rar of the old format", ".rar", rar_4),
    _carrier("rar of the new format", ".rar", rar_5),
    _carrier("cabinet", ".cab", cabinet),
)
