"""What kind of file this is, told by its content, never by its name alone.

Sources: the signatures of ISO 32000 (PDF), APPNOTE.TXT 4.3 (ZIP), ECMA-376 part 2 (OPC), OpenDocument 1.3 part 2,
[MS-CFB] 2.6 (OLE directory entries), RFC 5322 and RFC 4155 (mail), and the image formats' own.
"""

from __future__ import annotations

import io
import re
import zipfile
from functools import lru_cache
from mmap import mmap

from reviewer.documents.formats import wordperfect

_START = 4096
_SPACE = 0x20
_SIGNATURES = (
    (b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!\x1a\x07", "rar"), (b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"),
    (b"{\\rtf", "rtf"), (b"MZ", "program"), (b"\x7fELF", "program"), (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"), (b"GIF8", "image"), (b"II*\0", "image"), (b"MM\0*", "image"), (b"II+\0", "image"),
    (b"BM", "image"), (b"\0\0\0\x0cjP  ", "image"), (b"\xff\x4f\xff\x51", "image"),
    (b"\xdb\xa5-\0", "doc"), (b"\xcf\xfa\xed\xfe", "program"),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("PP40", "ppt95"), ("EncryptedPackage", "locked"), ("__properties_version1.0", "msg"), ("PowerPoint Document", "ppt"),
    ("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"),
)  # fmt: skip
_OFFICE = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_OFFICE_PARTS = ("_rels/", "docProps/", "customXml/", *(folder for folder, _ in _OFFICE))
_OPENDOCUMENT = {"text": "odt", "spreadsheet": "ods", "presentation": "odp", "graphics": "odg"}
_HEADER = re.compile(
    rb"(?:\A|\n)(?:from|to|subject|date|message-id|received|return-path|mime-version):", re.IGNORECASE
)
_HEADER_LINE = re.compile(rb"\A(?:From [^\n]+\r?\n|>?[!-9;-~]+[ \t]*:[^\n]*\r?\n)")
FROM_LINE = re.compile(rb"(?:\A|\r?\n\r?\n)From \S[^\n]*\d{4}[^\n]*\n")
_MARKUP = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@lru_cache(maxsize=4)
def kind_of(data: mmap | bytes) -> str:
    """Return the kind: a supported one, the name of one that is not, or "unknown" for binary bytes."""
    if not len(data):
        return "empty"
    start = bytes(data[:_START])
    for told in (_by_signature(start), _by_container(data, start)):
        if told:
            return told
    if b"%PDF-" in start[:1024]:
        return "pdf"
    return _text_kind(data, start)


def _by_signature(start: bytes) -> str | None:
    for signature, kind in _SIGNATURES:
        if start.startswith(signature) and (signature != b"BM" or start[6:10] == b"\0\0\0\0"):
            return kind
    if start[4:8] == b"ftyp":
        return "heic" if start[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif"} else "video"
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "image"
    return "wpd" if wordperfect.is_signed(start) else None


def _by_container(data: mmap | bytes, start: bytes) -> str | None:
    if start.startswith(_OLE):
        return _ole_kind(data)
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    return None


def _ole_kind(data: mmap | bytes) -> str:
    """Look for the directory entries of 128 bytes that name the main stream."""
    for stream, kind in _OLE_STREAMS:
        name = stream.encode("utf-16-le") + b"\0\0"
        at = data.find(name)
        while at >= 0:
            if at % 128 == 0:
                return kind
            at = data.find(name, at + 1)
    return "ole"


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
    if _HEADER_LINE.match(start.lstrip(b"\r\n")) and _HEADER.search(start):
        return (
            "mhtml"
            if re.search(rb"multipart/related;.*?text/html", start, re.IGNORECASE | re.DOTALL)
            and b"Saved by" in start
            else "eml"
        )
    if _MARKUP.match(start.lstrip(b"\xef\xbb\xbf")):
        return "html"
    if start.startswith(_TEXT_MARKS) or not _binary(start):
        return "text"
    return "wpd" if wordperfect.is_version_4(start) else "unknown"


def _binary(start: bytes) -> bool:
    """Tell bytes from text: NULs that are not UTF-16's, or many control characters."""
    if b"\0" in start and not (
        start[1::2].count(0) > 0.3 * len(start) / 2 or start[0::2].count(0) > 0.3 * len(start) / 2
    ):
        return True
    controls = sum(byte < _SPACE and byte not in b"\t\n\r\f\x1b" for byte in start.replace(b"\0", b""))
    return controls > len(start) / 50
