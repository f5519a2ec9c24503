"""Which documents replace which, as the list of documents names them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reviewer.desk.display import DocumentRow
from reviewer.desk.words.days import date_words
from reviewer.desk.words.language import say
from reviewer.model import Kept, Version


def with_versions(rows: Sequence[DocumentRow], versions: Iterable[Kept[Version]]) -> list[DocumentRow]:
    """Return the rows, each with what it is a version of and what replaced it."""
    by_receipt = {row.receipt: row for row in rows}
    marked = dict(by_receipt)
    for record in versions:
        newer, earlier = by_receipt.get(record.content.receipt), by_receipt.get(record.content.earlier)
        # Anybody who shares the folder can sign anything.
        if newer and earlier and newer.body == earlier.body == record.content.body:
            marked[newer.receipt] = replace(marked[newer.receipt], version_of=_name(earlier, newer))
            marked[earlier.receipt] = replace(marked[earlier.receipt], replaced_by=_name(newer, earlier))
    return [marked[row.receipt] for row in rows]


def _name(row: DocumentRow, beside: DocumentRow) -> str:
    same = row.name.casefold() == beside.name.casefold()
    return say("{name} of {day}", name=row.name, day=date_words(row.on)) if same else row.name
