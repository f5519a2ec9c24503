"""The two things that are kept and carried: a record, and the save that signs the records of one act.

``id`` = SHA-256 of ``head`` (canonical JSON); a record's head carries the SHA-256 of its ``body``, whose
random salt keeps a purged body from being guessed. One Ed25519 signature stands under each save.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from reviewer.casebook import codec
from reviewer.casebook.author import Author, signed_by
from reviewer.casebook.body_form import Formed, formed
from reviewer.casebook.canonical import canonical, sha256, value_of
from reviewer.casebook.content_columns import Columns, columns_of
from reviewer.casebook.head_form import record_said, save_said
from reviewer.model.frozen import dataclass

SAVE_VERSION = 1
STRIPPED = "the content of a record is missing"
NOT_SIGNED = "a record's body is not the one that was signed"
_KEY = re.compile("[0-9a-f]{64}")  # one author has one key, spelt in one way
MOST_RECORDS = 100_000
"""A save never lists more records."""
MOST_PARENTS = 1_000
"""A record never supersedes more others."""
MOST_HEAD = 256 << 10
MOST_BODY = 32 << 20
"""No record's head and content is longer, in code units of its JSON."""
MOST_NAME = 200
"""No author's name is longer."""
SIGNED = b"reviewer save\x00"  # so that a signature of a save can never pass for one of something else


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record as it is carried: id (hex), head and body as canonical JSON; a body that is not there is None, and is a fault."""

    id: str
    head: str
    body: str | None


@dataclass(frozen=True, slots=True)
class SaveBundle:
    """A save with all of its records, as it is carried between casebooks."""

    id: str
    head: str
    signature: bytes
    records: tuple[RecordRow, ...]


def size_of(bundle: SaveBundle) -> int:
    """Return how much a save says: the characters of its head and of its records."""
    return len(bundle.head) + sum(len(row.head) + len(row.body or "") for row in bundle.records)


def make_record(
    content: object, subject: str, author: str, at: int, parents: Sequence[str], version: int | None = None
) -> RecordRow:
    """Make a record of a content; ``parents`` are the ids (hex) that it supersedes."""
    kind = codec.kind_of(type(content))
    body = canonical({"fields": codec.encode(content), "salt": secrets.token_hex(16)})
    head = canonical(
        {
            "version": version or codec.VERSIONS[kind],
            "kind": kind,
            "subject": subject,
            "author": author,
            "time": at,
            "parents": sorted(parents),
            "body": sha256(body),
        }
    )
    return RecordRow(sha256(head), head, body)


@dataclass(frozen=True, slots=True)
class Chain:
    """Where the next save of one author in one copy of the casebook goes."""

    inspection: str
    copy: str
    number: int
    previous: str


def make_save(
    author: Author, chain: Chain, at: int, records: Sequence[RecordRow], mark: Mapping[str, str] | None = None
) -> SaveBundle:
    """Sign the records of one act; ``chain`` says where in the author's line it stands, ``mark`` what its head says beside."""
    head = canonical(
        {
            "version": SAVE_VERSION,
            "inspection": chain.inspection,
            "author": author.key,
            "copy": chain.copy,
            "number": chain.number,
            "previous": chain.previous,
            "time": at,
            "records": [row.id for row in records],
            **(mark or {}),
        }
    )
    save = sha256(head)
    return SaveBundle(save, head, author.sign(SIGNED + bytes.fromhex(save)), tuple(records))


class Examined(NamedTuple):
    """A save as it was examined: what is wrong with it, in words, or None; and then what its head and its records say."""

    fault: str | None
    head: Mapping[str, Any] = MappingProxyType({})
    records: tuple[ExaminedRecord, ...] = ()


def fault_of_save(bundle: SaveBundle, inspection: str) -> str | None:
    """Return what is wrong with a save and its records, in words, or None."""
    return examined_save(bundle, inspection).fault


def examined_save(bundle: SaveBundle, inspection: str) -> Examined:
    """Examine a save and its records: nothing of it is parsed twice, nor at all where it is too large or not signed."""
    fault, head = _examined_head(bundle, inspection)
    if fault or head is None:
        return Examined(fault)
    if head["records"] != [row.id for row in bundle.records]:
        return Examined("its records are not the ones that were signed")
    records: list[ExaminedRecord] = []
    for row in bundle.records:
        record = examined_record(row, head["author"])
        if record.fault:
            return Examined(record.fault)
        records.append(record)
    return Examined(None, head, tuple(records))


def is_signed(bundle: SaveBundle, author: str) -> bool:
    """Tell whether a save is what its id says, and signed by this author (public key, hex); what it says is not parsed."""
    if bundle.id != sha256(bundle.head) or not _KEY.fullmatch(author):
        return False
    return signed_by(author, bundle.signature, SIGNED + bytes.fromhex(bundle.id))


def fault_of_size(bundle: SaveBundle) -> str | None:
    """Return what of a save is larger than anything that a person's act leaves, before anything of it is parsed."""
    if len(bundle.records) > MOST_RECORDS or len(bundle.head) > MOST_HEAD + 70 * MOST_RECORDS:
        return "it holds more records than a save may"
    for row in bundle.records:
        if len(row.head) > MOST_HEAD or (row.body is not None and len(row.body) > MOST_BODY):
            return "a record in it is too large"
    return None


def fault_of_head(bundle: SaveBundle, inspection: str) -> str | None:
    """Return what is wrong with a save, its records aside, in words, or None."""
    return _examined_head(bundle, inspection)[0]


def _examined_head(bundle: SaveBundle, inspection: str) -> tuple[str | None, dict[str, Any] | None]:
    if fault := fault_of_size(bundle):
        return fault, None
    fault, head = _said_by_save(bundle)
    if fault:
        return fault, None
    if not signed_by(head["author"], bundle.signature, SIGNED + bytes.fromhex(bundle.id)):
        return "the signature is not its author's", None
    if head["inspection"] != inspection:
        return "it belongs to another inspection", None
    return None, head


def _said_by_save(bundle: SaveBundle) -> tuple[str | None, dict[str, Any]]:
    """Return what is wrong with a save's head by itself, in words, or None; and what it says, by an author with a key."""
    text = bundle.head
    if bundle.id != sha256(text):
        return "the save is not what its id says", {}
    head = save_said(text)
    if head is None:
        head = value_of(text)
        if head is None:
            return "the save is not what its id says", {}
        if not _has(
            head, author=str, copy=str, inspection=str, number=int, previous=str, time=int, records=list
        ):
            return "the save lacks what every save has", head
    return None if _KEY.fullmatch(head["author"]) else "the signature is not its author's", head


class ExaminedRecord(NamedTuple):
    """A record as it was examined: what is wrong with it, in words, or None; and then what its head says, and what finds it."""

    fault: str | None
    head: Mapping[str, Any] = MappingProxyType({})
    columns: Columns = Columns()


def examined_record(row: RecordRow, author: str) -> ExaminedRecord:
    """Examine a record of this author, so that nothing of it is parsed twice."""
    fault, head = _said_by_record(row)
    if fault or (fault := _fault_of_head(head, author)):
        return ExaminedRecord(fault)
    body = row.body
    if body is None:
        return ExaminedRecord(STRIPPED)
    if sha256(body) != head["body"]:
        return ExaminedRecord(NOT_SIGNED)
    wrong, columns, _ = examined_content(head["kind"], body)
    return ExaminedRecord(wrong, head, columns)


class ExaminedContent(NamedTuple):
    """A content as it was examined: what is wrong with it by itself, in words, or None; and then what the tables hold of it.

    ``formed``: what its form alone has told, if it has the form.
    """

    fault: str | None
    columns: Columns = Columns()
    formed: Formed | None = None


def examined_content(kind: str, body: str) -> ExaminedContent:
    """Examine a content of this kind, whether it is canonical above all: what has the form of its kind is not parsed."""
    if kind != "person" and (told := formed(kind, body)) is not None:
        return ExaminedContent(None, told.columns, told)
    said = value_of(body)
    if said is None:
        return ExaminedContent(NOT_SIGNED)
    fault = _fault_of_name(said) if kind == "person" else None
    return ExaminedContent(fault, columns_of(said.get("fields")))


def _said_by_record(row: RecordRow) -> tuple[str | None, dict[str, Any]]:
    """Return what is wrong with a record's head by itself, in words, or None; and what it says."""
    head: dict[str, Any] | None = None
    text = row.head
    if row.id == sha256(text):
        if (head := record_said(text)) is not None:
            return None, head
        head = value_of(text)
    if head is None:
        return "a record is not what its id says", {}
    has_all = _has(head, author=str, body=str, kind=str, parents=list, subject=str, time=int, version=int)
    # Some of SQLite's versions end a text at a NUL.
    if has_all and all(isinstance(parent, str) for parent in head["parents"]) and "\\u0000" not in text:
        return None, head
    return "a record lacks what every record has", head


def _fault_of_head(head: Mapping[str, Any], author: str) -> str | None:
    if head["author"] != author:
        return "a record is signed by somebody who did not write it"
    return "a record supersedes more than a record may" if len(head["parents"]) > MOST_PARENTS else None


def _fault_of_name(body: Mapping[str, Any]) -> str | None:
    fields = body.get("fields")
    name = fields.get("name") if isinstance(fields, dict) else None
    return "an author's name in it is too long" if isinstance(name, str) and len(name) > MOST_NAME else None


def listed(head: str) -> tuple[str, ...]:
    """Return the record ids (hex) that a save's head lists; none if it isn't a head."""
    try:
        return tuple(record for record in json.loads(head)["records"] if bytes.fromhex(record))
    except (ValueError, KeyError, TypeError):
        return ()


def _has(head: dict[str, Any], **types: type) -> bool:
    # bool is an int to Python, never to us
    return all(type(head.get(key)) is type_ for key, type_ in types.items())
