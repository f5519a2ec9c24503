"""Packs: immutable files of whole saves.

A pack is a line that names the format, then zlib of JSON lines, one per save, ascending by id:
``[id, head, signature, [[id, head, body], ...]]`` (ids and signature in hex, body null where it is missing, which is refused). The same
saves give the same content whoever packs them.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence

from reviewer.casebook import SaveBundle, bundle_from
from reviewer.errors import Phrase
from reviewer.sharing.share import PACKS, stored_name

_MAGIC = b"reviewer-pack 1\n"
MOST_BYTES = 64 << 20
"""A pack is never larger on the share."""
_MOST_CONTENT = 512 << 20
_CHUNK_SAVES = 500
_CHUNK_BYTES = 8 << 20


class PackError(ValueError):
    """A file with the right hash that is no pack, or one of a newer kind."""


def pack(saves: Iterable[SaveBundle]) -> bytes:
    """Return the bytes of the pack of these saves; the order they come in does not matter."""
    return _MAGIC + zlib.compress(content(saves), 6)


def content(saves: Iterable[SaveBundle]) -> bytes:
    """Return a pack's content before compression, which does not depend on zlib's version."""
    return b"".join(_line(save) for save in sorted(saves, key=lambda save: save.id))


def unpack(data: bytes) -> tuple[SaveBundle, ...]:
    """Return the saves of a pack, unverified (the casebook verifies). Raises PackError."""
    if not data.startswith(_MAGIC):
        raise PackError(Phrase("it is not a pack of a kind that this version knows"))
    inflate = zlib.decompressobj()
    try:
        raw = inflate.decompress(data[len(_MAGIC) :], _MOST_CONTENT)
        if inflate.unconsumed_tail or not inflate.eof:
            raise PackError(Phrase("it is too large, or has no end"))
        return tuple(bundle_from(json.loads(line)) for line in raw.splitlines())
    except (zlib.error, ValueError, TypeError, RecursionError) as error:
        raise PackError(Phrase("it is damaged: “{error}”", error=error)) from error


def name_of(data: bytes) -> tuple[str, str]:
    """Return a pack's SHA-256 and its name on the share."""
    sha256 = hashlib.sha256(data).hexdigest()
    return sha256, stored_name(PACKS, sha256)


def portions(saves: Sequence[SaveBundle]) -> Iterator[tuple[SaveBundle, ...]]:
    """Cut saves into packs of a size that travels well; a save is never split."""
    portion: list[SaveBundle] = []
    size = 0
    for save in saves:
        portion.append(save)
        size += len(save.head) + sum(len(row.head) + len(row.body or "") for row in save.records)
        if len(portion) >= _CHUNK_SAVES or size >= _CHUNK_BYTES:
            yield tuple(portion)
            portion, size = [], 0
    if portion:
        yield tuple(portion)


def _line(save: SaveBundle) -> bytes:
    rows = [[row.id, row.head, row.body] for row in save.records]
    line = [save.id, save.head, save.signature.hex(), rows]
    return json.dumps(line, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
