"""Which subjects are about a body: what stands for it, and what ever stood."""

from __future__ import annotations

import json
from collections.abc import Sequence

from reviewer.casebook.database import Database
from reviewer.model.frozen import dataclass

_FIELD = "CASE WHEN json_valid(body) THEN json_extract(body, '$.fields.{0}') END"


@dataclass(frozen=True, slots=True)
class InSave:
    """A record of a receipt, and the save that it is in, by ids (hex)."""

    record: str
    subject: str
    save: str


@dataclass(frozen=True, slots=True)
class About:
    """The subjects that are about a body, those for which nothing stands any more too.

    ``receipts`` are the records of its receipts, and of those of other bodies that were recorded, or taken back, in one save with one of these.
    """

    subjects: tuple[str, ...]
    receipts: tuple[InSave, ...]


def all_about(database: Database, body: str) -> About:
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
    subjects = tuple(subject for (subject,) in rows)
    return About(subjects, _receipts(database, [each for each in subjects if each.startswith("receipt:")]))


def _receipts(database: Database, here: Sequence[str]) -> tuple[InSave, ...]:
    subject = "json_extract(head, '$.subject')"
    rows = database.rows(
        f"WITH saves AS (SELECT DISTINCT save FROM record WHERE json_valid(head)"  # noqa: S608 - put together from constants
        f" AND {subject} IN (SELECT value FROM json_each(?)))"
        f" SELECT lower(hex(id)), {subject}, lower(hex(save)) FROM record WHERE save IN (SELECT save FROM saves)"
        f" AND json_valid(head) AND {subject} GLOB 'receipt:*' ORDER BY seq",
        (json.dumps(list(here)),),
    )
    return tuple(InSave(*row) for row in rows)
