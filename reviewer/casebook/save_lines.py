"""Saves as lines of JSON, one each: ``[id, head, signature, [[id, head, body], ...]]``, as packs carry them.

Ids and signature are in hex, a body that is not there is null. What is read is unverified.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from reviewer.casebook.record import RecordRow, SaveBundle

if TYPE_CHECKING:
    from msgspec.json import Decoder

_WRITER = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"))


_Line = tuple[str, str, str, list[tuple[str, str, str | None]]]
"""A save as its line has it: id, head, signature (hex), and the same of each record with its body."""


def lines_of(saves: Iterable[SaveBundle]) -> bytes:
    """Return the lines of these saves, in their order, each with its end; in ASCII, letter for letter as Python's ``json`` writes them."""
    from msgspec.json import Encoder  # 10 ms that a sync with nothing new need not pay

    said = [
        (save.id, save.head, save.signature.hex(), [(row.id, row.head, row.body) for row in save.records])
        for save in saves
    ]
    fast = Encoder().encode_lines
    return b"".join(
        fast(list(some)).replace(b"\x7f", b"\\u007f") if plain else _written(some)
        for plain, some in groupby(said, _is_ascii)
    )


def _written(lines: Iterable[_Line]) -> bytes:
    return b"".join(_WRITER.encode(line).encode() + b"\n" for line in lines)


def _is_ascii(line: _Line) -> bool:
    """Tell whether no letter is in a line that would be escaped: what is faster leaves it as it is."""
    save, text, _, rows = line
    return (save + text).isascii() and all(
        record.isascii() and head.isascii() and (body or "").isascii() for record, head, body in rows
    )


def save_of_line(line: bytes) -> SaveBundle:
    """Return the save that a line says; ValueError where it has not the form of one.

    Each value's kind is looked at as it is read: of megabytes of empty lists, each byte of which would become fifty, the first is refused.
    """
    from msgspec import ValidationError

    try:
        save, head, signature, rows = _decoder().decode(line)
    except ValidationError:
        msg = "a save in it has not the form of a save"
        raise ValueError(msg) from None
    return SaveBundle(save, head, bytes.fromhex(signature), tuple(RecordRow(*row) for row in rows))


@cache
def _decoder() -> Decoder[_Line]:
    from msgspec.json import Decoder

    return Decoder(_Line)
