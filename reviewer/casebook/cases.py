"""The case that serves: as it was founded, or as the last amendment left it that nobody contests.

An amendment is a record in the place of the ``inspection`` record before it, with the ``framework`` record saved together with it:
the two say one case, and neither is ever read without the other. Every other record on the subject counts for nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from reviewer.casebook import codec
from reviewer.casebook.act import Act
from reviewer.casebook.database import Database
from reviewer.casebook.heads import head_of
from reviewer.casebook.reading import Reading
from reviewer.errors import CasebookError
from reviewer.model import Kept

KIND = "inspection"
FRAMEWORK_KEYS = ("framework", "languages")
"""Keys of the case's data that the framework record holds; the inspection record holds the others."""


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """Which case record serves (id), and the last ones of all (ids), which nothing came after.

    ``contested``: the last ones say different cases, or one that can't be read here. Nothing is signed then.
    """

    serves: str
    last: tuple[str, ...]
    contested: bool


def case_parts(case: Mapping[str, Any]) -> tuple[codec.InspectionPart, codec.FrameworkPart]:
    """Divide a case's data into what its two records hold."""
    inspection = {name: value for name, value in case.items() if name not in FRAMEWORK_KEYS}
    framework = {name: value for name, value in case.items() if name in FRAMEWORK_KEYS}
    return codec.InspectionPart(inspection), codec.FrameworkPart(framework)


class Cases:
    """The founding case of a casebook and its amendments."""

    def __init__(self, database: Database, reading: Reading, founding: str) -> None:
        """``founding`` is the id of the founding record, which is the inspection's."""
        self._database, self._reading, self.founding = database, reading, founding
        self._subject = ""

    def standing(self, unreadable: Collection[str] = ()) -> CaseStanding:
        """Return which case serves; ``unreadable`` are records whose case the program can make nothing of."""
        lines = self._lines()
        befores = {record: before for record, (kind, before) in lines.items() if kind == KIND}
        overtaken = {before for record, of in befores.items() for before in of if before != record}
        last = tuple(sorted(set(befores) - overtaken))
        if not last:  # nothing is sure of the founding record, not even that it is one
            return CaseStanding(self.founding, (), contested=True)
        says = [self.data(record) if record not in unreadable else {} for record in last]
        if says[0] and all(each == says[0] for each in says):
            return CaseStanding(last[0], last, contested=False)
        common = frozenset.intersection(*(befores[record] for record in last)) & set(befores)
        sound = [record for record in common if record not in unreadable and self.data(record)]
        serves = max(sound, key=lambda record: (len(befores[record]), record), default=self.founding)
        return CaseStanding(serves, last, contested=True)

    def data(self, record: str) -> dict[str, Any]:
        """Return the case of a record as ``framework.case_from_data`` takes it; {} where it can't be read."""
        parts = (self._reading.get(record), self._reading.beside(record, codec.FrameworkPart))
        contents = [part.content for part in parts if part is not None]
        if len(contents) != len(parts):
            return {}
        found: dict[str, Any] = {}
        for content in contents:
            if not isinstance(content, codec.CasePart):
                return {}
            found |= content.data
        return found

    def get(self, record: str) -> Kept[object] | None:
        """Return a case record, with who made it and when; None if it is none of this inspection's."""
        kept = self._reading.get(record)
        return kept if kept is not None and kept.subject == self.subject else None

    def count(self) -> int:
        """Return how many records there are on the case: it can only be another once this has grown."""
        row = self._database.one(
            "SELECT count(*) FROM record WHERE json_valid(head) AND json_extract(head, '$.subject') = ?",
            (self.subject,),
        )
        return int(row[0]) if row else 0

    def amend(self, act: Act, case: Mapping[str, Any]) -> str:
        """Put another state of the case in the place of all that stand, which settles what they contested; return its id.

        CasebookError if what stands is a newer program's, or the founding framework can't be read: half a case is none.
        """
        inspection, framework = case_parts(case)
        beside = self._reading.beside(self.founding, codec.FrameworkPart)
        if beside is None:
            raise CasebookError(
                "The framework that the case was founded with can't be read, so the case can't be amended here",
                "Nothing was saved. Check the casebook: it says what is damaged, and what heals it.",
            )
        record = self._put(act, inspection, self.subject)
        self._put(act, framework, beside.subject)
        return record

    def _put(self, act: Act, part: codec.CasePart, subject: str) -> str:
        return act.put(part, subject, [record for record, _, _ in self._reading.standing(subject)])

    @property
    def subject(self) -> str:
        """The subject of all records on the case."""
        if not self._subject:  # asked for at each look at the board, and its record holds the whole case
            kept = self._reading.founding(self.founding)
            self._subject = kept.subject if kept is not None else ""
        return self._subject

    def _lines(self) -> dict[str, tuple[str, frozenset[str]]]:
        """Return each record that goes back to the founding one, with its kind and all that it goes back to, itself too.

        What somebody put there that is no case, as a withdrawal, is gone through and is nothing itself.
        """
        rows = self._database.rows(
            "SELECT CAST(id AS BLOB), CAST(head AS BLOB) FROM record"
            " WHERE json_valid(head) AND json_extract(head, '$.subject') = ?",
            (self.subject,),
        )
        checked = ((record, head_of(record, text)) for record, text in rows)
        heads = {record.hex(): head for record, head in checked if head is not None}
        found: dict[str, tuple[str, frozenset[str]]] = {}
        while fresh := [
            record
            for record, head in heads.items()
            if record not in found and all(parent in found for parent in head.parents if parent in heads)
        ]:
            for record in fresh:
                before = (found[parent][1] for parent in heads[record].parents if parent in found)
                found[record] = (heads[record].kind, frozenset({record}).union(*before))
        # What begins anew, and was never put in the place of the case, is somebody's who did not know it.
        return {record: line for record, line in found.items() if self.founding in line[1]}
