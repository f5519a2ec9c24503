"""Which subjects are about a body: what stands for it, and what ever stood."""

from __future__ import annotations

from reviewer.casebook.database import Database

_FIELD = "CASE WHEN json_valid(body) THEN json_extract(body, '$.fields.{0}') END"


def subjects_about(database: Database, body: str) -> tuple[str, ...]:
    """Return the subjects of all records that name a body, of decisions about its receipts, and of what was said of its documents.

    It only finds: what a record says is read from the record.
    """
    subject, names, document = (
        "CASE WHEN json_valid(head) THEN json_extract(head, '$.subject') END",
        _FIELD.format("body"),
        _FIELD.format("document"),
    )
    rows = database.rows(
        f"WITH told AS (SELECT DISTINCT {subject} AS subject, {document} AS document FROM record"  # noqa: S608 - put together from constants
        f" WHERE {names} = ? AND json_valid(head))"
        f" SELECT subject FROM told"
        f" UNION SELECT 'included:' || substr(subject, 9) FROM told WHERE subject GLOB 'receipt:*'"
        f" UNION SELECT {subject} FROM record WHERE ({subject} GLOB 'seen:*' OR {subject} GLOB 'transcribed:*')"
        f" AND {document} IN (SELECT document FROM told WHERE subject GLOB 'receipt:*') ORDER BY 1",
        (body,),
    )
    return tuple(found for (found,) in rows)
