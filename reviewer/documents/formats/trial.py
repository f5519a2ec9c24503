"""A PDF made here, to be drawn once before anybody waits: a page that is a picture, and one of print.

Libraries load what drawing takes at their first page: fonts, decoders, a filter's tables. PDFium finds the objects
of such a short file by itself, so that it needs no table of them.
"""

from __future__ import annotations

import io

PAGES = 2
_SIDE = 64


def pdf() -> bytes:
    """Return the PDF."""
    picture, words = _jpeg(), b"BT /F 12 Tf 9 9 Td (Ready) Tj ET"
    image = b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/DCTDecode"
    return (
        b"%PDF-1.4\n"
        + b"".join(
            b"%d 0 obj%sendobj\n" % (number, content)
            for number, content in enumerate(
                (
                    b"<</Type/Catalog/Pages 2 0 R>>",
                    b"<</Type/Pages/Kids[3 0 R 6 0 R]/Count %d>>" % PAGES,
                    _page(4, b"/XObject<</I 5 0 R>>"),
                    _stream(b"<<", b"q 72 0 0 72 0 0 cm /I Do Q"),
                    _stream(image % (_SIDE, _SIDE), picture),
                    _page(7, b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"),
                    _stream(b"<<", words),
                ),
                1,
            )
        )
        + b"trailer<</Root 1 0 R>>\n"
    )


def _page(contents: int, resources: bytes) -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]/Contents %d 0 R/Resources<<%s>>>>" % (
        contents,
        resources,
    )


def _stream(head: bytes, data: bytes) -> bytes:
    return b"%s/Length %d>>stream\n%s\nendstream " % (head, len(data), data)


def _jpeg() -> bytes:
    from PIL import Image

    file = io.BytesIO()
    Image.new("L", (_SIDE, _SIDE), 200).save(file, "JPEG")
    return file.getvalue()
