"""The case that serves: as it was founded, or as the last amendment left it that nobody contests.

An amendment is a record in the place of the ``inspection`` record before it, with the ``framework`` record saved together with it:
the two say one case, and neither is ever read without the other. Every other record on the subject counts for nothing. One that
is damaged keeps its place: what it was put in the place of is shown, since something must be, and nothing is said by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewer.casebook import codec
from reviewer.casebook.heads import bytes_of, head_of
from reviewer.errors import CasebookError
from reviewer.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from reviewer.casebook.act import Act
    from reviewer.casebook.database import Database
    from reviewer.casebook.kept_records import Reading
    from reviewer.model import Kept

KIND = "inspection"
FRAMEWORK_KEYS = ("framework", "languages")
"""Keys of the case's data that the framework record holds; the inspection record holds the others."""


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """Which case record serves (id), and the last ones of all (ids), which nothing came after.

    ``contested``: the last ones say different cases, or one that can't be read here. Nothing is signed then. ``damaged`` are those
    of the last ones that are not what was signed: alone they contest nothing.
    """

    serves: str
    last: tuple[str, ...]
    contested: bool
    damaged: tuple[str, ...] = ()


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
        says = [self.data(record) if record not in unreadable else {} for record in last]
        damaged = tuple(
            record for record, said in zip(last, says, strict=True) if not said and self._is_damaged(record)
        )
        if says[0] and all(each == says[0] for each in says):
            return CaseStanding(last[0], last, contested=False)
        common = frozenset.intersection(*(befores[record] for record in last)) & set(befores)
        sound = [record for record in common if record not in unreadable and self.data(record)]
        serves = max(sound, key=lambda record: (len(befores[record]), record), default=self.founding)
        return CaseStanding(serves, last, len(last) > 1 or not damaged, damaged)

    def _is_damaged(self, record: str) -> bool:
        """Tell whether a case that can't be read is so for damage: to its record, or to the framework signed with it."""
        row = self._database.one("SELECT lower(hex(save)) FROM record WHERE id = ?", (bytes_of(record),))
        sound = self._reading.sound()
        return row is None or record in sound.damage or row[0] in sound.unsound_saves

    def data(self, record: str) -> dict[str, Any]:
        """Return the case of a record as ``framework.case_from_data`` takes it; {} where it can't be read."""
        parts = (self._reading.get(record), self._reading.beside(record, codec.FrameworkPart))
        contents = [part.content for part in parts if part is not None]
        if len(contents) != len(parts):
            return {}
        files: dict[str, Any] = {}
        for content in contents:
            if not isinstance(content, codec.CasePart):
                return {}
            files |= content.data
        return files

    def get(self, record: str) -> Kept[object] | None:
        """Return a case record, with who made it and when; None if it is none of this inspection's."""
        saved = self._reading.get(record)
        return saved if saved is not None and saved.subject == self.subject else None

    def count(self) -> int:
        """Return how many records there are on the case: it can only be another once this has grown."""
        row = self._database.one(
            "SELECT count(*) FROM record WHERE json_valid(head) AND json_extract(head, '$.subject') = ?",
            (self.subject,),
        )
        return int(row[0]) if row else 0

    def amend(self, act: Act, case: Mapping[str, Any]) -> str:
        """Put another state of the case in the place of all that stand, which settles what they contested; return its id.

        CasebookError if what stands is a newer program's, or can't be named as what is replaced, or the founding framework can't
        be read: half a case is none.
        """
        inspection, framework = case_parts(case)
        beside = self._reading.beside(self.founding, codec.FrameworkPart)
        if beside is None:
            raise CasebookError(
                "The framework that the case was founded with can't be read, so the case can't be amended here",
                "Nothing was saved. Check the casebook: it says what is damaged, and what heals it.",
            )
        stands = {record for record, _, _ in self._reading.standing_records(self.subject)}
        if not stands.issuperset(self.standing().damaged):
            raise CasebookError(
                "The case can't be amended here while the head of its last record can't be read",
                "Nothing was saved. Sync to get it back from the share, or restore a backup.",
            )
        record = self._put(act, inspection, self.subject)
        self._put(act, framework, beside.subject)
        return record

    def _put(self, act: Act, part: codec.CasePart, subject: str) -> str:
        return act.put(part, subject, [record for record, _, _ in self._reading.standing_records(subject)])

    @property
    def subject(self) -> str:
        """The subject of all records on the case."""
        if not self._subject:  # asked for at each look at the board, and its record holds the whole case
            record = self._reading.founding(self.founding)
            self._subject = record.subject if record is not None else self._subject_by_tables()
        return self._subject

    def _subject_by_tables(self) -> str:
        """Return the subject by what was put in the founding record's place, where its head can't be read; "" where nothing was."""
        self._reading.sound()  # the tables are what the records want
        row = self._database.one("SELECT subject FROM edge WHERE parent = ?", (self.founding,))
        return str(row[0]) if row else ""

    def _lines(self) -> dict[str, tuple[str, frozenset[str]]]:
        """Return each record that goes back to the founding one, with its kind and all that it goes back to, itself too.

        What somebody put there that is no case, as a withdrawal, is gone through and is nothing itself.
        """
        heads = self._heads()
        lines: dict[str, tuple[str, frozenset[str]]] = {}
        while fresh := [
            record
            for record, (_, parents) in heads.items()
            if record not in lines and all(parent in lines for parent in parents if parent in heads)
        ]:
            for record in fresh:
                kind, parents = heads[record]
                before = (lines[parent][1] for parent in parents if parent in lines)
                lines[record] = (kind, frozenset({record}).union(*before))
        # What begins anew, and was never put in the place of the case, is somebody's who did not know it.
        return {record: line for record, line in lines.items() if self.founding in line[1]}

    def _heads(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Return the kind and parents of each record on the case; of one whose head can't be read, what is kept of it elsewhere.

        A damaged record of which nothing is kept may be the case's: it is gone through, and is nothing itself.
        """
        rows = self._database.rows(
            "SELECT CAST(id AS BLOB), CAST(head AS BLOB) FROM record"
            " WHERE json_valid(head) AND json_extract(head, '$.subject') = ?",
            (self.subject,),
        )
        checked = ((record, head_of(record, text)) for record, text in rows)
        heads = {record.hex(): (head.kind, head.parents) for record, head in checked if head is not None}
        for name in self._reading.sound().damage.keys() - heads.keys():
            rows_of_edges = self._database.rows("SELECT parent, subject FROM edge WHERE child = ?", (name,))
            about = {subject for _, subject in rows_of_edges}
            if self.subject in about:
                heads[name] = (KIND, tuple(parent for parent, _ in rows_of_edges))
            elif not about:
                heads[name] = ("", (self.founding,))
        kind, _ = heads.get(self.founding, (KIND, ()))
        return {**heads, self.founding: (kind or KIND, ())}
