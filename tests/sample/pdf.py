"""Writes the sample's PDFs by hand: a tagged one with text, and one that is only a scan.

By hand because the bytes must be the same on every machine, whatever a library's version writes.
The structure is that of ISO 32000-1, 14.7 and 14.8: marked content per paragraph and a structure tree.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import NamedTuple

WIDTH, HEIGHT, MARGIN, FOOT = 595, 842, 72, 40


def text_pdf(title: str, header: str, pages: Sequence[Sequence[str]], note: str) -> bytes:
    """Return a tagged A4 PDF: blocks as in ``content``, the header and the note on each page."""
    objects = _Objects()
    catalog, tree, root, parents = (objects.reserve() for _ in range(4))
    fonts = [objects.add(_font(name)) for name in ("Helvetica", "Helvetica-Bold")]
    page_numbers = [objects.reserve() for _ in pages]
    nodes = objects.reserve()
    kids: list[int] = []
    rows: list[str] = []
    for index, (number, blocks) in enumerate(zip(page_numbers, pages, strict=True)):
        content = objects.stream("", _drawn(blocks, header, note, index + 1, len(pages)))
        here = [
            objects.add(f"<</Type/StructElem/S/{tag}/P {root} 0 R/Pg {number} 0 R/K {mark}>>")
            for mark, tag in enumerate(_tags(blocks, first=index == 0))
        ]
        objects.put(
            number,
            f"<</Type/Page/Parent {nodes} 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {content} 0 R/Tabs/S"
            f"/StructParents {index}/Resources<</Font<</F1 {fonts[0]} 0 R/F2 {fonts[1]} 0 R>>>>>>",
        )
        rows.append(f"{index}[{_references(here)}]")
        kids += here
    objects.put(nodes, f"<</Type/Pages/Kids[{_references(page_numbers)}]/Count {len(pages)}>>")
    objects.put(parents, f"<</Nums[{' '.join(rows)}]>>")
    objects.put(root, f"<</Type/StructElem/S/Document/P {tree} 0 R/K[{_references(kids)}]>>")
    objects.put(tree, f"<</Type/StructTreeRoot/K {root} 0 R/ParentTree {parents} 0 R>>")
    objects.put(
        catalog,
        f"<</Type/Catalog/Pages {nodes} 0 R/Lang(en-GB)/MarkInfo<</Marked true>>/StructTreeRoot {tree} 0 R"
        f"/ViewerPreferences<</DisplayDocTitle true>>>>",
    )
    return objects.file(catalog, title)


def scan_pdf(title: str, image: bytes, width: int, height: int) -> bytes:
    """Return an A4 page that is one picture; ``image`` is packed, one bit a pixel, 1 is white."""
    objects = _Objects()
    catalog, nodes, page = (objects.reserve() for _ in range(3))
    head = (
        f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 1"
    )
    picture = objects.stream(f"{head}/Filter/RunLengthDecode", _run_lengths(image))
    content = objects.stream("", f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Im Do Q".encode())
    objects.put(
        page,
        f"<</Type/Page/Parent {nodes} 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {content} 0 R"
        f"/Resources<</XObject<</Im {picture} 0 R>>>>>>",
    )
    objects.put(nodes, f"<</Type/Pages/Kids[{page} 0 R]/Count 1>>")
    objects.put(catalog, f"<</Type/Catalog/Pages {nodes} 0 R>>")
    return objects.file(catalog, title)


class _Objects:
    """Numbered objects of a PDF, put in any order and written in theirs."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def reserve(self) -> int:
        self._bodies.append(b"")
        return len(self._bodies)

    def put(self, number: int, body: str) -> None:
        self._bodies[number - 1] = body.encode("cp1252")

    def add(self, body: str) -> int:
        number = self.reserve()
        self.put(number, body)
        return number

    def stream(self, keys: str, data: bytes) -> int:
        number = self.reserve()
        head = f"<</Length {len(data)}{keys}>>\nstream\n".encode()
        self._bodies[number - 1] = head + data + b"\nendstream"
        return number

    def file(self, catalog: int, title: str) -> bytes:
        date = "/CreationDate(D:20250201090000Z)/ModDate(D:20250201090000Z)"
        information = self.add(f"<</Title({_escaped(title)})/Producer(Reviewer sample){date}>>")
        out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
        for number, body in enumerate(self._bodies, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        start, count = len(out), len(self._bodies) + 1
        out += f"xref\n0 {count}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
        out += f"trailer\n<</Size {count}/Root {catalog} 0 R/Info {information} 0 R>>\n".encode()
        return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def _font(name: str) -> str:
    return f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>"


def _references(numbers: Sequence[int]) -> str:
    return " ".join(f"{number} 0 R" for number in numbers)


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _drawn(blocks: Sequence[str], header: str, note: str, page: int, pages: int) -> bytes:
    top = f"{MARGIN} {HEIGHT - 46}"
    lines = [
        "/Artifact <</Type/Pagination>> BDC",
        f"q 0.16 0.30 0.46 rg {MARGIN} {HEIGHT - 54} {WIDTH - 2 * MARGIN} 1.5 re f Q",
        f"BT /F2 9 Tf 0.16 0.30 0.46 rg {top} Td ({_escaped(header)}) Tj ET EMC 0 g",
    ]
    y = HEIGHT - 92
    for mark, block in enumerate(blocks):
        style = _style(block, first=page == 1 and mark == 0)
        y -= style.above
        lines.append(f"/{style.tag} <</MCID {mark}>> BDC BT /{style.font} {style.size} Tf {MARGIN} {y} Td")
        lines.append(f"{style.step} TL")
        for line in textwrap.wrap(" ".join(block.removeprefix("# ").split()), style.width):
            lines.append(f"({_escaped(line)} ) Tj T*")
            y -= style.step
        lines.append("ET EMC")
        y -= style.below
    if y < FOOT + 20:
        message = f"page {page} of “{header}” is too long by {FOOT + 20 - y} points"
        raise ValueError(message)
    foot = f"({_escaped(note)}  Page {page} of {pages}.) Tj"
    lines.append(f"/Artifact <</Type/Pagination>> BDC BT /F1 8 Tf {MARGIN} {FOOT} Td {foot} ET EMC")
    return "\n".join(lines).encode("cp1252")


class _Style(NamedTuple):
    """A block's look: sizes in points, width in characters."""

    tag: str
    font: str
    size: int
    step: int
    width: int
    above: int
    below: int


def _tags(blocks: Sequence[str], *, first: bool) -> Iterator[str]:
    yield from (_style(block, first=first and mark == 0).tag for mark, block in enumerate(blocks))


def _style(block: str, *, first: bool) -> _Style:
    if first:
        return _Style("H1", "F2", 22, 28, 38, 0, 12)
    if block.startswith("# "):
        return _Style("H2", "F2", 14, 20, 60, 10, 4)
    return _Style("P", "F1", 12, 17, 74, 0, 9)


def _run_lengths(data: bytes) -> bytes:
    """Pack by ISO 32000-1, 7.4.5: a scan is mostly white, and no library's compressor has a say in it."""
    out, literal, place = bytearray(), bytearray(), 0
    while place < len(data):
        end = place
        while end < len(data) and data[end] == data[place] and end - place < 128:
            end += 1
        if end - place > 2:
            out += _literal(literal) + bytes((257 - (end - place), data[place]))
            literal.clear()
        else:
            literal += data[place:end]
        place = end
    return bytes(out + _literal(literal) + b"\x80")


def _literal(data: bytes | bytearray) -> bytes:
    pieces = (data[start : start + 128] for start in range(0, len(data), 128))
    return b"".join(bytes((len(piece) - 1,)) + piece for piece in pieces)
