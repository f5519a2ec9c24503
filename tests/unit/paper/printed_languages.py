"""Which language each word of a paper is said to be in: by the PDF's structure, and by the HTML's elements."""

from __future__ import annotations

import io
from collections.abc import Iterator
from html.parser import HTMLParser

import pikepdf

from tests.unit.paper.printed_pages import Printed

VOID = frozenset(("meta", "br"))
SILENT = frozenset(
    ("style", "title")
)  # a title is one plain text: it can have a name of another language in it
SPOKEN = ("aria-label", "content")


def pdf_languages(data: bytes) -> list[tuple[str, str]]:
    """Return (tag, text) of a PDF in reading order; alternative texts too. A tag holds for what is within (14.9.2)."""
    held: dict[tuple[int, int], list[str]] = {}
    for shown in Printed(data).shown:
        if shown.content is not None:
            held.setdefault((shown.page, shown.content), []).append(shown.text)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        found = list(_of_element(pdf.Root.StructTreeRoot.K, pages, None, str(pdf.Root.Lang)))
    return [
        (tag, "".join(held.get(place, [])) if isinstance(place, tuple) else place) for tag, place in found
    ]


def _of_element(
    node: pikepdf.Object, pages: dict[tuple[int, int], int], page: int | None, tag: str
) -> Iterator[tuple[str, tuple[int, int] | str]]:
    tag = str(node.get("/Lang", tag))
    page = pages[node.Pg.objgen] if "/Pg" in node else page
    if "/Alt" in node:
        yield tag, str(node.Alt)
    for kid in node.K if isinstance(node.K, pikepdf.Array) else [node.K]:
        if not isinstance(kid, pikepdf.Dictionary):
            assert page is not None
            yield tag, (page, int(kid))
        elif "/S" in kid:
            yield from _of_element(kid, pages, page, tag)
        elif kid.get("/Type") == "/OBJR":
            yield tag, str(kid.Obj.get("/Contents", ""))
        elif kid.get("/Type") == "/MCR":
            yield tag, (pages[kid.Pg.objgen], int(kid.MCID))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, str]] = [("", "")]
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        language = given.get("lang") or self._open[-1][1]
        if given.get("name") != "viewport":
            self.found += [(language, said) for key in SPOKEN if (said := given.get(key))]
        if tag not in VOID:
            self._open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self._open[-1][0] not in SILENT and data.strip():
            self.found.append((self._open[-1][1], data))


def html_languages(html: str) -> list[tuple[str, str]]:
    """Return (tag, text) of a page in order; names of regions and pictures, and what is said of the page, too."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found
