"""The pictures of a web page whose bytes are in it (RFC 2397), or beside it in a saved page (RFC 2557).

In the markup each stands as a short address, ``picture:0`` and so on, so that the rest need not carry its bytes along.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from reviewer.documents.formats import image
from reviewer.documents.formats.pictures import BEGINNING, Gathered, Spot
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Part
from reviewer.model.problems import Reason

if TYPE_CHECKING:
    from PIL.Image import Image

SCHEME = "picture:"
_DATA = re.compile(
    r"data:image/(?!svg)[\w.+-]+((?:;[\w=.-]+)*),([^\"'<>()\s]*(?:\s+[A-Za-z0-9+/=]+)*)", re.IGNORECASE
)


def taken_out(markup: str) -> tuple[str, list[bytes]]:
    """Return the markup with each picture as its short address, and the pictures' files in their order."""
    files: list[bytes] = []

    def take(match: re.Match[str]) -> str:
        files.append(_decoded(match[1], html.unescape(match[2])))
        return f"{SCHEME}{len(files) - 1}"

    return (_DATA.sub(take, markup) if "data:" in markup.lower() else markup), files


def _decoded(parameters: str, body: str) -> bytes:
    data = unquote_to_bytes(body)
    if not parameters.lower().endswith(";base64"):
        return data
    try:
        return base64.b64decode(data + b"==", validate=False)
    except binascii.Error:
        return b""


def gather(
    gathered: Gathered,
    met: Iterable[tuple[str, Spot]],
    files: Sequence[bytes],
    parts: Sequence[Part],
    beside: Callable[[str], tuple[str, bytes] | None] = lambda _address: None,
    prefix: str = "",
) -> None:
    """Take a page's pictures: where they were ``met``, and those that only a style names with the first of its ``parts``.

    ``beside`` gives key and file of what another address names; ``prefix`` goes before the keys of those in the page.
    """
    seen = set[str]()
    for address, spot in met:
        if address.startswith(SCHEME):
            number = address.removeprefix(SCHEME)
            seen.add(number)
            _take(gathered, f"{prefix}{number}", files[int(number)], spot)
        elif file := beside(address):
            _take(gathered, *file, spot)
    first = Spot(parts[0].place, parts[0].label) if parts else BEGINNING
    for index, data in enumerate(files):
        if str(index) not in seen:
            _take(gathered, f"{prefix}{index}", data, first)


def _take(gathered: Gathered, key: str, data: bytes, spot: Spot) -> None:
    if data:
        gathered.add(data, key, spot.within, spot.label, spot.at)
    else:
        gathered.missing(key, spot.within, spot.label)


def picture(markup: str, key: str) -> Image:
    """Return the picture of this number in a page's markup, upright."""
    _markup, files = taken_out(markup)
    if not 0 <= int(key) < len(files):
        raise RefusalError(Reason.MEMBER_MISSING)
    return image.decoded(files[int(key)])
