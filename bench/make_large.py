"""Makes a casebook as large as an inspection gets: build/bench/large, the same documents and verdicts each time.

43 bodies have sent 5,000 documents, no two alike; four criteria of each are judged, on 20 passages each.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bench.make_desk import home_in, make_case
from bench.make_files import FOLDER, made
from bench.make_intake import Words
from reviewer.desk import Desk
from reviewer.desk.display import DocumentRow
from reviewer.model import Evidence, Grade, Stance, Verdict

BODIES, CRITERIA, PASSAGES, DOCUMENTS = 43, 4, 20, 5_000
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
            _judge(desk, body.code, desk.receiving.receive(body.code, [sent], DAY))
    shutil.rmtree(place / "sent")


def _judge(desk: Desk, body: str, rows: Sequence[DocumentRow]) -> None:
    """Judge a body in one save: act by act it would be synced to the disk a hundred times."""
    from reviewer.casebook import subject
    from reviewer.documents.anchors import passage

    framework = desk.case.framework
    texts = [desk.reading.text(row.sha256) for row in rows[: CRITERIA * PASSAGES]]
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


def large() -> Path:
    """Return its folder."""
    kept = Path(__file__).resolve().parent.parent / "reviewer" / "casebook"
    sources = [*sorted(kept.glob("index*.py")), *sorted(kept.glob("*schema*.py"))]
    return made(FOLDER / "large", make_large, Path(__file__), *sources)


if __name__ == "__main__":
    large()
