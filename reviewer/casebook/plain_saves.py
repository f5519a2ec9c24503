"""Saves as plain JSON values that can be read without this program, and back to the very texts that were hashed and signed."""

from __future__ import annotations

import json
from typing import Any

from reviewer.casebook.canonical import canonical, sha256
from reviewer.casebook.record import RecordRow, SaveBundle


def values_of(save: SaveBundle) -> dict[str, Any]:
    """Return a sound save as JSON values: heads and bodies as what they say."""
    return {
        "save": save.id,
        "signature": save.signature.hex(),
        "head": json.loads(save.head),
        "records": [
            {"id": row.id, "head": json.loads(row.head), "body": json.loads(row.body or "null")}
            for row in save.records
        ],
    }


def save_of(said: object) -> SaveBundle:
    """Return the save that these values say, unverified; ValueError or TypeError if they have not the form of one."""
    match said:
        case {"save": str(save), "signature": str(signature), "head": dict() as head, "records": list(rows)}:
            return SaveBundle(save, _text(head, save), bytes.fromhex(signature), tuple(map(_row_of, rows)))
        case _:
            msg = "a save in it has not the form of a save"
            raise ValueError(msg)


def _row_of(said: object) -> RecordRow:
    match said:
        case {"id": str(record), "head": dict() as head, "body": dict() as body}:
            return RecordRow(record, _text(head, record), _text(body, str(head.get("body"))))
        case _:
            msg = "a record in it has not the form of a record"
            raise ValueError(msg)


def _text(value: dict[str, Any], sha: str) -> str:
    """Return the canonical text of a value, which has this SHA-256 if it is what was signed."""
    quick = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return quick if sha256(quick) == sha else canonical(value)
