"""The check's walk over saves and records: each is read once, examined as wherever anything is read by them, and looked at by itself.

What has the form in which this program makes it, and passes, needs no second look; all else is parsed and told of.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from sys import intern
from typing import Any

from reviewer.casebook import subject as subjects
from reviewer.casebook.codec import Unknown, is_newer
from reviewer.casebook.content_columns import Columns, columns_of
from reviewer.casebook.fault import Fault, Severity
from reviewer.casebook.heads import Head, InLine, SaveHead, fields_of, head_of, text_of
from reviewer.casebook.kept_records import content_of
from reviewer.casebook.record import (
    MOST_PARENTS,
    MOST_RECORDS,
    STRIPPED,
    ExaminedContent,
    RecordRow,
    SaveBundle,
    examined_content,
    examined_record,
    fault_of_head,
    listed,
)
from reviewer.casebook.seal import Seal
from reviewer.casebook.soundness import Examiner, Soundness
from reviewer.errors import Phrase
from reviewer.model import Letter, Receipt

RESTORE = "Sync to get it back from the share, or restore a backup; keep this casebook until then."
_STRAY = "Row {record} among the records belongs to no save, and can't be trusted: a record is not what its id says"
_TAKEN_OUT = (
    "It counts for nothing. Once no record is damaged, opening the casebook for writing takes it out."
)


_REPLACED = "\N{REPLACEMENT CHARACTER}"
"""What stands for bytes that are no text: then what was read is not what is there."""


@dataclass(slots=True)
class Seen:
    """What the walk over the records has gathered."""

    names: dict[str, str] = field(default_factory=dict)
    """What each author is called."""
    documents: dict[str, str] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    """Who signed each save that is good."""
    doubted: set[tuple[str, str, int]] = field(default_factory=set)
    """Author, copy and number of saves that are here, and can't be trusted, as their heads say."""
    unread: set[str] = field(default_factory=set)
    """Authors whose name was recorded in what can't be trusted now."""
    lost: set[str] = field(default_factory=set)
    """Authors of records that are gone, or of which not even the head can be read: one of these may have had the name."""
    saves: list[tuple[str, InLine]] = field(default_factory=list)
    columns: dict[str, Columns] = field(default_factory=dict)
    """What the tables should hold of records that were looked at, by their ids (hex)."""
    faults: list[Fault] = field(default_factory=list)
    whole: bool = False
    """Whether the file was found whole, indexes too."""
    sound: Soundness | None = None
    """What was found of all records together, as where anything is read by them."""


class RecordWalk:
    """Goes through one connection for a check; no mark of a signature is believed."""

    def __init__(self, connection: sqlite3.Connection, inspection: str, seen: Seen) -> None:
        """Look at the records of an inspection (the id of its founding record), and gather in ``seen``."""
        self._examiner = Examiner(connection, inspection, Seal(), self)
        self._inspection, self._seen, self._sound = inspection, seen, self._examiner.found
        self._lists: dict[str, tuple[str, ...]] = {}
        """What saves list that are not as they are made, by the save."""
        self._listed: set[str] = set()
        self._without_head: set[str] = set()

    def walk(self) -> Soundness:
        """Look at everything; what is wrong is among the faults of what was seen as soon as it is found."""
        soundness = self._examiner.examine()
        there = soundness.heads.keys()
        lists = {save: head.records for save, head in soundness.saves.items()} | self._lists
        for save, records in lists.items():
            for record in records:
                if record not in there and record not in self._without_head:
                    self._miss_record(record, save)
        return soundness

    def _miss_record(self, record: str, save: str) -> None:
        self._seen.lost.add(self._seen.authors.get(save, ""))
        what = Phrase("Record {record} of save {save} is missing", record=record[:8], save=save[:8])
        self._seen.faults.append(Fault(what, RESTORE, record=record))

    def saw_save(
        self, save: str, text: bytes | None, signature: object, head: SaveHead | None, *, formed: bool
    ) -> None:
        """Keep where a save stands, and what is wrong with it."""
        plain = formed and save in self._sound.saves
        if head is not None and plain and len(head.records) <= MOST_RECORDS:
            place = InLine(head.author, head.copy, head.number, head.previous)
        else:
            words = text_of(text)
            self._lists[save] = listed(words)
            self._listed.update(self._lists[save])
            bare = SaveBundle(save, words, signature if isinstance(signature, bytes) else b"", ())
            if fault := fault_of_head(bare, self._inspection):
                what = Phrase("Save {save} can't be trusted: {fault}", save=save[:8], fault=fault)
                self._seen.faults.append(Fault(what, RESTORE))
                self._seen.doubted |= _place_said(words)
                return
            said = json.loads(words)
            place = InLine(intern(said["author"]), intern(said["copy"]), said["number"], said["previous"])
        self._seen.saves.append((save, place))
        self._seen.authors[save] = place.author

    def saw_record(
        self,
        record: str,
        save: bytes,
        text: bytes | None,
        body: bytes | None,
        head: Head | None,
        *,
        formed: bool,
    ) -> None:
        """Keep what a good record says, and what is wrong with another."""
        if head is None:
            self._without_head.add(record)
        author = self._seen.authors.get(save.hex(), "")
        words = text_of(body)
        if (
            head is None
            or body is None
            or not formed
            or record in self._sound.damage
            or author != head.author
            or len(head.parents) > MOST_PARENTS
            or (content := examined_content(head.kind, words)).fault
        ):
            self._seen.faults.extend(self._told(record, author, text, body))
        elif _is_plain_passage(head, content) and _REPLACED not in words:
            self._seen.columns[record] = _kept_once(content.columns)
        else:
            fields = fields_of(body)
            self._seen.columns[record] = _kept_once(columns_of(fields))
            self._take(record, head.kind, head.version, head.author, head.subject, fields)

    def _told(self, record: str, author: str, text: bytes | None, body: bytes | None) -> Iterator[Fault]:
        """Look at a record that is not as they are made, or not what was signed; tell what is wrong with it."""
        head = text_of(text)
        examined = examined_record(RecordRow(record, head, None if body is None else text_of(body)), author)
        if record not in self._sound.save_of and record not in self._listed:
            if author and head_of(bytes.fromhex(record), text) is None:
                yield Fault(Phrase(_STRAY, record=record[:8]), _TAKEN_OUT, Severity.DERIVED)
                return
            what = Phrase("Record {record} belongs to no save, so nobody has signed it", record=record[:8])
            yield Fault(what, RESTORE, record=record)
        if examined.fault is None:
            about = examined.head
            fields = fields_of(body)
            self._take(record, about["kind"], about["version"], about["author"], about["subject"], fields)
            return
        if examined.fault == STRIPPED:
            what = Phrase("The content of record {record} is missing", record=record[:8])
        else:
            what = Phrase(
                "Record {record} can't be trusted: {fault}", record=record[:8], fault=examined.fault
            )
        yield Fault(what, RESTORE, record=record)
        said = head_of(bytes.fromhex(record), text)
        if said is None:
            self._seen.lost.add(author)
        elif said.kind == "person":
            self._seen.unread.add(said.author)

    def _take(self, record: str, kind: str, version: int, author: str, subject: str, fields: object) -> None:
        """Gather what a good record says."""
        if kind == "person" and isinstance(fields, dict) and fields.get("key") == author:
            name = fields.get("name")
            self._seen.names |= {author: name} if isinstance(name, str) else {}
        match content := content_of(kind, version, subject, fields):
            case Receipt():
                self._seen.documents.setdefault(content.document, content.name)
            case Letter(issued=issued) if issued:
                self._seen.documents.setdefault(issued, Phrase("letter to {body}", body=content.body))
            case Unknown() if not is_newer(kind, version):
                what = Phrase(
                    "Record {record} by author {author} is malformed: what it holds is no {kind}",
                    record=record[:8],
                    author=author[:8],
                    kind=kind,
                )
                remedy = (
                    "It is carried as it is and counts for nothing. Ask whoever made it what it was to be."
                )
                self._seen.faults.append(Fault(what, remedy, Severity.NOTICE))


def _is_plain_passage(head: Head, content: ExaminedContent) -> bool:
    """Tell whether a content is a passage that can be read, by its form alone: most records are, and nothing is gathered from them."""
    span = content.formed.span if content.formed is not None else None
    if head.kind != "evidence" or span is None:
        return False
    begin, end = span
    return 0 <= begin <= end and subjects.kind_of(head.subject) == "evidence"


def _kept_once(columns: Columns) -> Columns:
    """Return columns of which what many records say alike is kept once."""
    body, criterion, document = columns
    return Columns(
        None if body is None else intern(body), None if criterion is None else intern(criterion), document
    )


def _place_said(head: str) -> set[tuple[str, str, int]]:
    """Return where a save that can't be trusted says that it stands: it has arrived, whatever it says."""
    try:
        said: Mapping[str, Any] = json.loads(head)
        place = (said["author"], said["copy"], said["number"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return set()
    return {place} if tuple(map(type, place)) == (str, str, int) else set()
