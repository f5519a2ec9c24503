"""What a PDF says in other places than its pages: pictures' alternative text, bookmarks, data of an XFA form.

Only what the pages don't say: a bookmark mostly repeats a heading, and a quotation of that would fit twice.
PDFium's headers: fpdf_structtree.h, fpdfview.h (XFA packets).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from ctypes import POINTER, byref, c_int, c_ulong, c_void_p
from functools import lru_cache, partial

from reviewer.documents.formats import pdfium
from reviewer.documents.formats.pdf_forms import string

_PROTOTYPES: dict[str, tuple[object, ...]] = {
    "FPDFCatalog_IsTagged": (c_int, c_void_p),
    "FPDF_StructTree_GetForPage": (c_void_p, c_void_p),
    "FPDF_StructTree_Close": (None, c_void_p),
    "FPDF_StructTree_CountChildren": (c_int, c_void_p),
    "FPDF_StructTree_GetChildAtIndex": (c_void_p, c_void_p, c_int),
    "FPDF_StructElement_CountChildren": (c_int, c_void_p),
    "FPDF_StructElement_GetChildAtIndex": (c_void_p, c_void_p, c_int),
    "FPDF_StructElement_GetAltText": (c_ulong, c_void_p, c_void_p, c_ulong),
    "FPDF_GetXFAPacketCount": (c_int, c_void_p),
    "FPDF_GetXFAPacketName": (c_ulong, c_void_p, c_int, c_void_p, c_ulong),
    "FPDF_GetXFAPacketContent": (c_int, c_void_p, c_int, c_void_p, c_ulong, POINTER(c_ulong)),
}
_MOST_ELEMENTS, _DEEPEST = 20_000, 100
_MOST_PACKETS, _LARGEST_PACKET = 50, 32 << 20
_DATA = b"datasets"  # XFA 3.3, 2: the packet that holds what is filled in
_UNSAID = dict.fromkeys(map(ord, "\u00ad\u200b"))


def folded(text: str) -> str:
    """Return a text as it is looked for in another."""
    return "".join(text.translate(_UNSAID).split()).casefold()


def unsaid(lines: Iterable[str], said: str) -> list[str]:
    """Return the lines, each once, that *said*, which is folded, has not."""
    distinct = dict.fromkeys(" ".join(line.split()) for line in lines)
    return [line for line in distinct if folded(line) and folded(line) not in said]


def is_tagged(document: int) -> bool:
    """Tell whether a document says how its pages are built up."""
    return bool(_library().FPDFCatalog_IsTagged(document))


def alternatives(page: int) -> Iterator[str]:
    """Yield what stands for each picture of an open page where it can't be seen."""
    library = _library()
    tree = library.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    try:
        count = library.FPDF_StructTree_CountChildren(tree)
        waiting = [
            (0, library.FPDF_StructTree_GetChildAtIndex(tree, n)) for n in reversed(range(max(0, count)))
        ]
        for _ in range(_MOST_ELEMENTS):
            if not waiting:
                return
            depth, element = waiting.pop()
            if not element:
                continue
            if text := string(partial(library.FPDF_StructElement_GetAltText, element)).strip():
                yield text
            if depth < _DEEPEST:
                count = max(0, library.FPDF_StructElement_CountChildren(element))
                get = library.FPDF_StructElement_GetChildAtIndex
                waiting += [(depth + 1, get(element, n)) for n in reversed(range(min(count, _MOST_ELEMENTS)))]
    finally:
        library.FPDF_StructTree_Close(tree)


def form_data(document: int) -> list[str]:
    """Return what is filled into an XFA form, value by value."""
    packets = [packet for packet in _packets(document) if packet.strip()]
    if not packets:
        return []
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    values: list[str] = []
    for packet in packets:
        root = etree.fromstring(packet, parser)
        if root is not None:
            values += [text for text in map(str, root.itertext()) if text.strip()]
    return values


def _packets(document: int) -> Iterator[bytes]:
    """Yield the packets with data."""
    library, size = _library(), c_ulong()
    for index in range(min(library.FPDF_GetXFAPacketCount(document), _MOST_PACKETS)):
        name = ctypes.create_string_buffer(64)
        library.FPDF_GetXFAPacketName(document, index, name, len(name))
        wanted = name.value == _DATA and library.FPDF_GetXFAPacketContent(
            document, index, None, 0, byref(size)
        )
        if wanted and 0 < size.value <= _LARGEST_PACKET:
            buffer = ctypes.create_string_buffer(size.value)
            library.FPDF_GetXFAPacketContent(document, index, buffer, size.value, byref(size))
            yield buffer.raw[: size.value]


@lru_cache(maxsize=1)
def _library() -> ctypes.PyDLL:
    return pdfium.bound(_PROTOTYPES)
