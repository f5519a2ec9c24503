"""What kind of file this is, told by its content, never by its name alone.

Sources: the signatures of ISO 32000 (PDF), APPNOTE.TXT 4.3 (ZIP), ECMA-376 part 2 (OPC), OpenDocument 1.3 part 2,
[MS-CFB] 2.6 (OLE directory entries), RFC 5322 and RFC 4155 (mail), and the image formats' own.
"""

from __future__ import annotations

import io
import re
import zipfile
from functools import lru_cache
from importlib import import_module
from mmap import mmap

from reviewer.documents.formats import behind, cms, textual, wordperfect

_START = 4096
_SIGNATURES = (
    (b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!\x1a\x07", "rar"), (b"\x1f\x8b", "gzip"), (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"), (b"\x04\x22\x4d\x18", "lz4"), (b"\x1f\x9d", "compress"), (b"MSCF\0\0\0\0", "cab"),
    (b"070707", "cpio"), (b"070701", "cpio"), (b"070702", "cpio"), (b"\x78\x9f\x3e\x22", "tnef"), (b"!BDN", "pst"),
    (b"{\\rtf", "rtf"), (b"MZ", "program"), (b"\x7fELF", "program"), (b"\xcf\xfa\xed\xfe", "program"),
    (b"\x89PNG\r\n\x1a\n", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"), (b"II*\0", "image"),
    (b"MM\0*", "image"), (b"II+\0", "image"), (b"BM", "image"), (b"\0\0\0\x0cjP  ", "image"),
    (b"\xff\x4f\xff\x51", "image"), (b"\xdb\xa5-\0", "doc"),
    (b"SQLite format 3\0", "database"), (b"\0\1\0\0Standard Jet DB", "database"),
    (b"\0\1\0\0Standard ACE DB", "database"), (b"ID3", "video"), (b"OggS\0", "video"), (b"fLaC", "video"),
    (b"#!AMR", "video"), (b".snd\0", "video"), (b"MThd\0\0\0", "video"), (b"\x30\x26\xb2\x75", "video"),
    (b"\x1a\x45\xdf\xa3", "video"), (b"\0\0\1\xba", "video"), (b"\0\0\1\xb3", "video"), (b"FLV\1", "video"),
)  # fmt: skip
_RIFF = {b"WEBP": "image", b"WAVE": "video", b"AVI ": "video", b"RMID": "video"}
_BZIP2 = re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("pp40", "ppt95"), ("encryptedpackage", "locked"), ("__properties_version1.0", "msg"), ("powerpoint document", "ppt"),
    ("worddocument", "doc"), ("workbook", "xls"), ("book", "xls"),
)  # fmt: skip
_OLE_ENTRY = 128
_TAR_BLOCK, _TAR_SUM = 512, slice(148, 156)
_ISO_AT = 0x8001
_LHA = re.compile(rb"..-l[hz][0-9ds]-", re.DOTALL)
_OFFICE = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_OFFICE_PARTS = ("_rels/", "docProps/", "customXml/", *(folder for folder, _ in _OFFICE))
_OPENDOCUMENT = {"text": "odt", "spreadsheet": "ods", "presentation": "odp", "graphics": "odg"}
_HEADER = re.compile(
    rb"(?:\A|\n)(?:from|to|subject|date|message-id|received|return-path|mime-version):", re.IGNORECASE
)
_HEADER_LINE = re.compile(rb"\A(?:From [^\n]+\r?\n|>?[!-9;-~]+[ \t]*:[^\n]*\r?\n)")
APPLE_MAIL = re.compile(rb"\A(\d{1,10})[ \t]*\r?\n")  # .emlx: how many bytes of message follow
FROM_LINE = re.compile(rb"(?:\A|\r?\n\r?\n)From \S[^\n]*\d{4}[^\n]*\n")
_MARKUP = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CALENDAR = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR\b", re.IGNORECASE)


@lru_cache(maxsize=4)
def kind_of(data: mmap | bytes) -> str:
    """Return the kind: a supported one, the name of one that is not, or "unknown" for binary bytes."""
    if not len(data):
        return "empty"
    start = bytes(data[:_START])
    for kind in (_by_signature(start), _by_container(data, start)):
        if kind == "program":
            return _unpacks_itself(data) or kind
        if kind:
            return kind
    if _is_pdf(data, start):
        return "pdf"
    if behind.holds_zip(data):
        return _zip_kind(data)
    return _text_kind(data, start)


def begins_at(data: mmap | bytes) -> int:
    """Return where in a program the .7z or .rar archive begins that it unpacks; 0 for any other file."""
    start = behind.other(data) if data[:2] == b"MZ" or data[:4] == b"\x7fELF" else None
    return start[1] if start else 0


def _unpacks_itself(data: mmap | bytes) -> str | None:
    if behind.holds_zip(data):
        return "zip" if _zip_kind(data) == "zip" else None
    start = behind.other(data)
    return start[0] if start else None


def _by_signature(start: bytes) -> str | None:
    for signature, kind in _SIGNATURES:
        if start.startswith(signature) and (signature != b"BM" or start[6:10] == b"\0\0\0\0"):
            return kind
    if start[4:8] == b"ftyp":
        return "heic" if start[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif"} else "video"
    if start[:4] == b"RIFF":
        return _RIFF.get(start[8:12])
    if start[:4] == b"FORM" and start[8:12] in {b"AIFF", b"AIFC"}:
        return "video"
    if wordperfect.is_signed(start):
        return "wpd"
    return "bzip2" if _BZIP2.match(start) else None


def _by_container(data: mmap | bytes, start: bytes) -> str | None:
    if start.startswith(_OLE):
        return _ole_kind(data)
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if is_tar(start):
        return "tar"
    if data[_ISO_AT : _ISO_AT + 5] == b"CD001":
        return "iso"
    if cms.is_cms(data):
        return "p7m"
    return "lha" if _LHA.match(start) else None


def is_tar(start: bytes) -> bool:
    """Tell whether a file begins with the head of a .tar, by the sum that it keeps of itself (POSIX.1-2017, pax)."""
    block = start[:_TAR_BLOCK]
    try:
        checksum = int(block[_TAR_SUM].strip(b" \0") or b"-1", 8)
    except ValueError:
        return False
    return len(block) == _TAR_BLOCK and checksum == sum(block) - sum(block[_TAR_SUM]) + 8 * ord(" ")


def _is_pdf(data: mmap | bytes, start: bytes) -> bool:
    """A PDF may have other bytes before it, up to 1,024 (ISO 32000-1, annex H 3.4.1): then it must have objects too."""
    at = start.find(b"%PDF-", 0, 1024)
    return at >= 0 and (not start[:at].strip(b"\xef\xbb\xbf \t\r\n\0") or data.find(b" obj") >= 0)


def _ole_kind(data: mmap | bytes) -> str:
    """Look at what stands in the root storage; embedded files have storages of their own below it."""
    names = _ole_names(data)
    return next((kind for stream, kind in _OLE_STREAMS if stream in names), "ole")


def _ole_names(data: mmap | bytes) -> frozenset[str]:
    olefile = import_module("olefile")
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return frozenset(entry.name.lower() for entry in ole.root.kids)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  # it raises whatever a damaged file makes it raise
        return frozenset(stream for stream, _kind in _OLE_STREAMS if _has_entry(data, stream))


def _has_entry(data: mmap | bytes, stream: str) -> bool:
    """Look for a directory entry of this name in a file whose directory can't be followed."""
    name = re.compile(re.escape(stream.encode("utf-16-le") + b"\0\0"), re.IGNORECASE)
    return any(match.start() % _OLE_ENTRY == 0 for match in name.finditer(data))


def _zip_kind(data: mmap | bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            declared = _declared(archive) if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, NotImplementedError, EOFError):
        return _broken_zip_kind(data)
    kind = _OPENDOCUMENT.get(declared.decode("latin-1").strip().rpartition(".")[2].split("-")[0])
    if kind:
        return kind
    return _office_kind(names)


def _declared(archive: zipfile.ZipFile) -> bytes:
    try:
        return archive.read("mimetype")[:200]
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, NotImplementedError, EOFError):
        return b""


def _office_kind(names: list[str]) -> str:
    tidy = [name.replace("\\", "/").lstrip("/") for name in names]
    if "[Content_Types].xml" in tidy or "_rels/.rels" in tidy:
        for folder, kind in _OFFICE:
            if any(name.startswith(folder) for name in tidy):
                return kind
        if any(name.endswith((".fpage", ".fdseq")) for name in tidy):
            return "xps"
    if "content.xml" in tidy and "META-INF/manifest.xml" in tidy:
        return "odt"
    return "zip"


def _broken_zip_kind(data: mmap | bytes) -> str:
    """Without a directory at the end, the local headers still tell what it was.

    The first one must be an Office file's own: an archive may hold an Office file as it is.
    """
    first = bytes(data[30 : 30 + int.from_bytes(data[26:28], "little")]).decode("latin-1")
    if first != "[Content_Types].xml" and not first.startswith(_OFFICE_PARTS):
        return "zip"
    for folder, kind in _OFFICE:
        if data.find(folder.encode()) >= 0:
            return kind
    return "zip"


def _text_kind(data: mmap | bytes, start: bytes) -> str:
    if FROM_LINE.match(start) and _HEADER.search(start):
        # One message saved with its From line is a message.
        return "mbox" if FROM_LINE.search(data, 5) else "eml"
    head = APPLE_MAIL.sub(b"", start.lstrip(b"\r\n"))
    if _HEADER_LINE.match(head) and _HEADER.search(start):
        return (
            "mhtml"
            if re.search(rb"multipart/related;.*?text/html", start, re.IGNORECASE | re.DOTALL)
            and b"Saved by" in start
            else "eml"
        )
    if _MARKUP.match(start.lstrip(b"\xef\xbb\xbf")):
        return "html"
    if textual.is_text(data):
        return "ics" if _CALENDAR.match(start) else "text"
    if wordperfect.is_version_4(start):
        return "wpd"
    return "zeros" if _is_empty(data) else _sound(start)


def _is_empty(data: mmap | bytes) -> bool:
    """Tell whether nothing but zero bytes is in it, as where a copy failed half way."""
    step = 1 << 20
    return all(not any(data[at : at + step].strip(b"\0")) for at in range(0, len(data), step))


def _sound(start: bytes) -> str:
    """Return "video" for frames of MPEG sound without any head (ISO 11172-3, 2.4.1.3), else "unknown"."""
    if len(start) < 4 or start[0] != 0xFF or start[1] & 0xE0 != 0xE0:  # noqa: PLR2004
        return "unknown"
    layer, rate, sampling = start[1] >> 1 & 3, start[2] >> 4, start[2] >> 2 & 3
    return "video" if layer and rate not in {0, 15} and sampling != 3 else "unknown"  # noqa: PLR2004
