"""What records say, whichever record says it: undo and redo, or deciding the same once more, put a new record in an old one's place."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.model import Block, Evidence, Grade, Kept, Search, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.model import Content

Get = Callable[[str], Kept[object] | None]


def same(get: Get, before: Iterable[str], now: Iterable[str]) -> bool:
    """Tell whether two sets of records (ids) say the same; one that can't be read says nothing that is the same as anything."""
    old, new = set(before), set(now)
    if old == new:
        return True
    said, says = (_meanings(get, ids) for ids in (old, new))
    return said is not None and said == says


def _meanings(get: Get, ids: Iterable[str]) -> frozenset[str] | None:
    meanings = [_meaning(get, get(record)) for record in ids]
    return None if None in meanings else frozenset(map(str, meanings))


def _meaning(get: Get, record: Kept[object] | None) -> str | None:
    from reviewer.casebook import codec

    content = _bare(get, record.content) if record is not None else None
    if content is None:
        return None
    return json.dumps([codec.kind_of(type(content)), codec.encode(content)], sort_keys=True)


def _bare(get: Get, content: object) -> Content | None:
    """Return a content without the ids of other records, which are compared themselves; None for what no letter rests on."""
    match content:
        case Verdict():
            return replace(content, evidence=(), searches=())
        case Search():  # what an earlier search had found was looked at then; this one says what is there
            return replace(content, known_hits=(), known_pieces=(), seen_pieces=())
        case Block():
            return replace(content, links=tuple(sorted(_linked(get, link) for link in content.links)))
        case Evidence() | Grade():
            return content
        case _:
            return None


def _linked(get: Get, link: str) -> str:
    record = get(link)
    content = record.content if record else None
    return f"{content.criterion} {content.finding}" if isinstance(content, Verdict) else link
