"""Typed views over the current records, for any SQLite tool: people's words, ISO times, no JSON."""

# ruff: noqa: S608 - statements are put together from this room's own constants; values are always bound

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_TIME = "strftime('%Y-%m-%dT%H:%M:%SZ', c.time / 1000000, 'unixepoch')"
_MOMENTS = frozenset({"signed_at"})
_WHO = "coalesce((SELECT p.name FROM people p WHERE p.key = c.author), c.author)"


def _view(name: str, kind: str, columns: Mapping[str, str]) -> str:
    shown = ", ".join(f"{_column(path)} AS {column}" for column, path in columns.items())
    return (
        f"CREATE VIEW {name} AS SELECT {shown}, {_WHO} AS author, {_TIME} AS time,"
        f" c.subject AS subject, lower(hex(c.id)) AS record"
        f" FROM current c JOIN record r ON r.seq = c.seq WHERE c.kind = '{kind}'"
    )


def _column(path: str) -> str:
    if path in {"body", "criterion", "document"}:
        return f"c.{path}"
    value = f"json_extract(r.body, '$.fields.{path}')"
    if path in _MOMENTS:  # UTC microseconds; 0 where it was not kept
        return (
            f"CASE WHEN {value} > 0 THEN strftime('%Y-%m-%dT%H:%M:%SZ', {value} / 1000000, 'unixepoch') END"
        )
    return value


def _basis(kind: str, field: str) -> str:
    """A row for each record (id) that a list of a kind's field names; a body that is purged, or no JSON, names none."""
    listed = f"json_each(CASE WHEN json_valid(r.body) THEN r.body ELSE '{{}}' END, '$.fields.{field}') x"
    return (
        f"SELECT c.kind AS kind, c.body AS body, lower(hex(c.id)) AS record, x.value AS rests_on"
        f" FROM current c JOIN record r ON r.seq = c.seq, {listed} WHERE c.kind = '{kind}'"
    )


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


# The newest name that each author gave; max() picks the row that the bare columns come from. Not from
# "current": nobody else's record may take away what an author is known by.
PEOPLE = """SELECT json_extract(r.body, '$.fields.name') AS name, json_extract(r.body, '$.fields.key') AS key,
    strftime('%Y-%m-%dT%H:%M:%SZ', max(json_extract(r.head, '$.time')) / 1000000, 'unixepoch') AS time
    FROM record r WHERE json_valid(r.head) AND json_extract(r.head, '$.subject') >= 'person:'
      AND json_extract(r.head, '$.subject') < 'person;' AND json_extract(r.head, '$.kind') = 'person'
      AND json_extract(r.head, '$.subject') = 'person:' || json_extract(r.head, '$.author')
      AND json_extract(r.body, '$.fields.key') = json_extract(r.head, '$.author')
      AND json_type(r.body, '$.fields.name') = 'text' GROUP BY key"""

LETTER = _same(
    "body", "letter", "state", "language", "issued", "signer", "signed_by", "signed_at", "role", "signed_for", "because",
) | {"case_record": "case"}  # fmt: skip
"""What of a letter's record is a column; what it rests on has a view of its own, a row each."""

VIEWS: Mapping[str, str] = MappingProxyType(
    {
        "people": f"CREATE VIEW people AS {PEOPLE}",
        "inspection": """CREATE VIEW inspection AS SELECT
            json_extract(r.body, '$.fields.inspection.title') AS title, r.body AS data, lower(hex(c.id)) AS record
            FROM current c JOIN record r ON r.seq = c.seq WHERE c.kind = 'inspection'""",
        "verdicts": _view("verdicts", "verdict", _same("body", "criterion", "finding", "because")),
        "evidence": _view(
            "evidence",
            "evidence",
            _same("body", "criterion", "document")
            | {"place": "passage.place", "quote": "passage.quote"}
            | _same("stance", "note"),
        ),
        "receipts": _view(
            "receipts", "receipt", {**_same("body", "document", "name", "origin"), "received_on": "on"}
        ),
        "searches": _view(
            "searches",
            "search",
            _same("body", "criterion", "terms", "pages", "hits", "unreadable", "looked_at"),
        ),
        "categories": _view("categories", "category", _same("body", "category", "because")),
        "letters": _view("letters", "letter", LETTER),
        "rests_on": " UNION ALL ".join(
            [f"CREATE VIEW rests_on AS {_basis('letter', 'rests_on')}"]
            + [_basis("verdict", field) for field in ("evidence", "searches")]
        ),
        "included": _view("included", "included", _same("receipt", "included", "because")),
        "versions": _view("versions", "version", _same("body", "receipt", "earlier")),
        "seen": _view("seen", "seen", _same("document", "place", "why", "picture", "note")),
        "transcribed": _view("transcribed", "transcribed", _same("document", "place", "picture", "text")),
        "conflicts": f"""CREATE VIEW conflicts AS SELECT c.subject AS subject, c.kind AS kind, {_WHO} AS author,
            {_TIME} AS time, lower(hex(c.id)) AS record FROM current c JOIN contested x ON x.subject = c.subject""",
    }
)
