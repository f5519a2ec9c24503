"""The form of a whole casebook as one .zip, which is written and read by this.

::

    README.txt          what each file is
    manifest.json       {"format", "version", "inspection", "saves", "records", "documents": {SHA-256: member},
                         "missing": {SHA-256: name}, "members": {name: {"bytes", "sha256"}}}
    records.jsonl       a line per save: {"save", "signature", "head", "records": [{"id", "head", "body"}]}
    csv/….csv           what stands, as tables
    documents/BODY/…    what was received
    letters/BODY/…      what was issued

Heads and bodies are JSON values; their canonical text (RFC 8785) has the SHA-256 that names them. Nothing is compressed and
every date is that of the format's first day, so that one casebook always gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from reviewer.casebook import SaveBundle, save_of, values_of

FORMAT, VERSION = "reviewer casebook", 1
README, MANIFEST, RECORDS = "README.txt", "manifest.json", "records.jsonl"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Member:
    """A member's length and SHA-256 (hex)."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says that it holds."""

    inspection: str
    saves: int
    records: int
    documents: Mapping[str, str]
    """The member that holds each document, by SHA-256."""
    missing: Mapping[str, str]
    """The names of documents that were not whole in the casebook, by SHA-256."""
    members: Mapping[str, Member]

    def written(self) -> bytes:
        """Return it as it stands in the archive."""
        said = {
            "format": FORMAT,
            "version": VERSION,
            "inspection": self.inspection,
            "saves": self.saves,
            "records": self.records,
            "missing": dict(self.missing),
            "documents": dict(self.documents),
            "members": {
                name: {"bytes": one.bytes, "sha256": one.sha256} for name, one in self.members.items()
            },
        }
        return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def manifest_of(data: bytes) -> Manifest:
    """Return the manifest in these bytes; ValueError if it has not the form of one, or is a newer program's."""
    said = json.loads(data)
    match said:
        case {
            "format": "reviewer casebook",
            "version": 1,
            "inspection": str(inspection),
            "saves": int(saves),
            "records": int(records),
            "missing": dict(missing),
            "documents": dict(documents),
            "members": dict(members),
        }:
            texts = (*documents.values(), *missing.values())
            if not all(isinstance(text, str) for text in texts):
                msg = "a name in it is no text"
                raise ValueError(msg)
            known = {name: _member(one) for name, one in members.items()}
            return Manifest(inspection, saves, records, documents, missing, known)
        case _:
            msg = "it is none, or one of a newer version"
            raise ValueError(msg)


def _member(said: object) -> Member:
    match said:
        case {"bytes": int(size), "sha256": str(sha)} if size >= 0 and not isinstance(size, bool):
            return Member(size, sha)
        case _:
            msg = "a member in it has no length or no SHA-256"
            raise ValueError(msg)


def line_of(save: SaveBundle) -> bytes:
    """Return the line that holds a save."""
    return (json.dumps(values_of(save), ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def save_in(line: bytes) -> SaveBundle:
    """Return the save that a line holds, unverified; ValueError or TypeError if it holds none."""
    return save_of(json.loads(line))
