"""Makes a casebook as large as an inspection gets: build/bench/large, the same documents and verdicts each time.

43 bodies have sent 5,000 documents, no two alike; four criteria of each are judged, on 20 passages each. Eight people take part, who
judged twenty criteria apart, and a hundred more documents cannot be read, each of which waits in the intake for a decision.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bench.make_desk import home_in, make_case
from bench.make_files import FOLDER, made
from bench.make_intake import Words
from reviewer.desk import Desk
from reviewer.desk.display import DocumentRow
from reviewer.model import Content, Evidence, Grade, Person, Role, Stance, Verdict

BODIES, CRITERIA, PASSAGES, DOCUMENTS = 43, 4, 20, 5_000
MEMBERS, CONFLICTS, UNREADABLE, OF = 8, 20, 100, 5  # what cannot be read is of the first five bodies
LINES, WIDTH = 24, 60  # of a document; code points of a passage
DAY = date(2025, 2, 28)
CASEBOOK = "many.casebook"


def make_large(place: Path) -> None:
    """Make the casebook with its person's folders in a new folder."""
    place.mkdir(parents=True)
    with Desk.new(place / CASEBOOK, make_case(place / "case", BODIES), home_in(place)) as desk:
        for at, body in enumerate(desk.case.bodies):
            sent = place / "sent" / body.code
            sent.mkdir(parents=True)
            for number in range(at, DOCUMENTS, BODIES):
                lines = Words(number).lines(LINES)
                (sent / f"plan {number}.txt").write_text("\n\n".join(lines), encoding="utf-8")
            for number in range(at, UNREADABLE if at < OF else 0, OF):
                (sent / f"scan {number}.pdf").write_bytes(b"%%PDF-1.4 cut off after %d" % number)
            _judge(desk, body.code, desk.receiving.receive(body.code, [sent], DAY))
        _differ(desk)
    shutil.rmtree(place / "sent")


def _judge(desk: Desk, body: str, rows: Sequence[DocumentRow]) -> None:
    """Judge a body in one save: act by act it would be synced to the disk a hundred times."""
    from reviewer.casebook import subject
    from reviewer.documents.anchors import passage

    framework = desk.case.framework
    read = [row for row in rows if not row.problem]
    texts = [desk.reading.text(row.sha256) for row in read[: CRITERIA * PASSAGES]]
    with desk.session.casebook.act() as act:
        for number, criterion in enumerate(framework.criteria[:CRITERIA]):
            finding = next(key for key in criterion.findings if not framework.finding(key).absence)
            tied = [
                act.put(
                    Evidence(
                        body,
                        criterion.key,
                        passage(text, text.parts[0].place, WIDTH * number, WIDTH * (number + 1)),
                        Stance.SUPPORTS,
                    ),
                    subject.itself("evidence"),
                )
                for text in texts[number::CRITERIA]
            ]
            act.put(Verdict(body, criterion.key, finding, "It says so.", tuple(tied), ()))
        act.put(Grade(body, framework.categories[0].key, "It says so."))


def _differ(desk: Desk) -> None:
    """Have colleagues take part, each in one save that came here; what they judged was judged here too, in bodies from the last on."""
    from reviewer.casebook import Author, subject
    from reviewer.casebook.record import Chain, make_record, make_save

    criterion, casebook = desk.case.framework.criteria[0], desk.session.casebook
    for number in range(MEMBERS - 1):
        by = Author(f"Colleague {number}", hashlib.sha256(b"%d" % number).digest())
        casebook.team.admit(by.key, by.name, Role.INSPECTOR)
        contents: list[tuple[Content, str]] = [(Person(by.name, by.key), subject.person(by.key))]
        for body in desk.case.bodies[-1 - number : -1 - CONFLICTS : 1 - MEMBERS]:
            judged = Verdict(body.code, criterion.key, criterion.findings[-1], "As I read it.", (), ())
            contents.append((judged, subject.verdict(body.code, criterion.key)))
        at = desk.session.clock()
        rows = [make_record(content, about, by.key, at, ()) for content, about in contents]
        casebook.absorb([make_save(by, Chain(casebook.inspection_id, by.key[:32], 1, ""), at, rows)])
    if (count := desk.settling.count()) != CONFLICTS:
        raise AssertionError(count)


def large() -> Path:
    """Return its folder."""
    kept = Path(__file__).resolve().parent.parent / "reviewer" / "casebook"
    sources = [*sorted(kept.glob("index*.py")), *sorted(kept.glob("*schema*.py"))]
    return made(FOLDER / "large", make_large, Path(__file__), *sources)


if __name__ == "__main__":
    large()
