"""What waits for a decision, read off the rows of all bodies: one matter for each thing, in the order of the screen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reviewer.desk.display import DocumentRow
from reviewer.desk.ordering import by_name
from reviewer.desk.triage.values import INCLUDED, LEFT_OUT, READ, Matter, Plan, Sort
from reviewer.model import Body
from reviewer.review.likeness import Likeness, members


@dataclass(frozen=True, slots=True)
class Known:
    """What matters are read off: all rows, decisions by receipt and by key, pages that wait by document."""

    bodies: Sequence[Body]
    rows: Sequence[DocumentRow]
    included: Mapping[str, bool]
    decided: Mapping[str, str]
    waiting: Mapping[str, int]
    plan: Plan | None = None
    alike: Sequence[tuple[Likeness, ...]] = ()


def matters(known: Known) -> tuple[Matter, ...]:
    """Return every matter, decided or not, by sort, body and name."""
    order = {body.code: at for at, body in enumerate(known.bodies)}
    sorts = list(Sort)
    known_matters = [*_unassigned(known), *_single(known), *_same(known), *_alike(known), *_nothing(known)]
    matters_decided = [_with_decision(matter, known.decided) for matter in known_matters]
    return tuple(
        sorted(
            matters_decided,
            key=lambda m: (sorts.index(m.sort), order.get(m.body, -1), by_name(m.name), m.key),
        )
    )


def _with_decision(matter: Matter, decided: Mapping[str, str]) -> Matter:
    word = decided.get(matter.key, "")
    if matter.decided or not word:
        return matter
    return replace(matter, decided=word)


def _unassigned(known: Known) -> Iterator[Matter]:
    for item in known.plan.items if known.plan else ():
        if item.waits and not item.chosen:
            word = LEFT_OUT if item.left_out else ""
            yield Matter(f"{Sort.UNASSIGNED}:{item.path}", Sort.UNASSIGNED, "", item.name, (), word)


def _single(known: Known) -> Iterator[Matter]:
    """Give what one receipt alone makes a matter of."""
    for row in known.rows:
        if row.problem:
            sort = Sort.LOCKED if row.problem.wants_password else Sort.UNREADABLE
            yield Matter(f"{sort}:{row.receipt}", sort, row.body, row.name, (row,))
        waiting = known.waiting.get(row.sha256, 0)
        if waiting or row.pages_recognised:
            key, words = f"{Sort.SCANNED}:{row.receipt}", "" if waiting else READ
            yield Matter(key, Sort.SCANNED, row.body, row.name, (row,), words, waiting=waiting)
        if row.late:
            decision = known.included.get(row.receipt)
            word = "" if decision is None else INCLUDED if decision else LEFT_OUT
            yield Matter(f"{Sort.LATE}:{row.receipt}", Sort.LATE, row.body, row.name, (row,), word)


def _same(known: Known) -> Iterator[Matter]:
    """Give the documents whose very bytes came twice: from one body, or from several."""
    by_document: dict[str, list[DocumentRow]] = defaultdict(list)
    for row in known.rows:
        by_document[row.sha256].append(row)
    for sha, rows in by_document.items():
        times = Counter(row.body for row in rows)
        for body, count in times.items():
            if count > 1:
                own = tuple(row for row in rows if row.body == body)
                yield Matter(f"{Sort.TWICE}:{body}:{sha}:{count}", Sort.TWICE, body, own[0].name, own)
        if len(times) > 1:
            key = f"{Sort.ELSEWHERE}:{sha}:{','.join(sorted(times))}"
            firsts = {row.body: row for row in reversed(rows)}
            yield Matter(
                key, Sort.ELSEWHERE, "", rows[0].name, tuple(firsts[body] for body in sorted(firsts))
            )


def _alike(known: Known) -> Iterator[Matter]:
    by_document: dict[str, DocumentRow] = {row.sha256: row for row in reversed(known.rows)}
    for group in known.alike:
        names = [sha for sha in members(group) if sha in by_document]
        if len(names) > 1:
            rows = tuple(by_document[sha] for sha in names)
            yield Matter(
                f"{Sort.ALIKE}:{','.join(sorted(names))}", Sort.ALIKE, "", rows[0].name, rows, pairs=group
            )


def _nothing(known: Known) -> Iterator[Matter]:
    heard = {row.body for row in known.rows}
    for body in known.bodies:
        if body.code not in heard:
            yield Matter(f"{Sort.NOTHING}:{body.code}", Sort.NOTHING, body.code, body.name)
