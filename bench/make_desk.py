"""Casebooks of any number of bodies: the sample's case with bodies of its own, judged or untouched."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from reviewer.desk import Desk, Home
from reviewer.model import Evidence, Grade, Kept, Receipt, Stance, Verdict

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "samples" / "boundaries" / "case"
RECEIVED = date(2025, 2, 20)
WORDS = "The unit has named a contact at the refuge.\nIt has two posts and one vacancy.\n"


def code_of(number: int) -> str:
    """Return the code of a body by its number from 0."""
    return f"b{number:04}"


def home_in(folder: Path) -> Home:
    """Return folders of a person of the bench, where a command looks for them too (``acting._environment``)."""
    return Home(folder / "config" / "reviewer", ROOT / "resources", folder / "data")


def make_case(folder: Path, bodies: int) -> Path:
    """Write the sample's case with so many bodies; returns its folder."""
    shutil.copytree(SAMPLE, folder)
    header, first = (folder / "bodies.tsv").read_text(encoding="utf-8").splitlines()[:2]
    columns, cells = header.split("\t"), first.split("\t")
    lines = [header]
    for number in range(bodies):
        own = {**dict(zip(columns, cells, strict=True)), "code": code_of(number), "name": f"Body {number}"}
        lines.append("\t".join(own[column] for column in columns))
    (folder / "bodies.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def make_desk(folder: Path, bodies: int, judged: int = 0) -> Desk:
    """Make a casebook in a new folder, and return its desk, to be closed: so many bodies, the first of them ``judged``."""
    folder.mkdir(parents=True, exist_ok=True)
    case = make_case(folder / "case", bodies)
    desk = Desk.new(folder / "many.casebook", case, home_in(folder))
    if judged:
        judge(desk, range(judged), received(desk, folder))
    return desk


def received(desk: Desk, folder: Path) -> Kept[Evidence]:
    """Receive a document from the first body and tie a passage of it; what others have is made after it."""
    path = folder / "plan.txt"
    path.write_text(WORDS, encoding="utf-8")
    desk.receiving.receive(code_of(0), [path])
    criterion = desk.case.framework.criteria[0].key
    tied = desk.judging.evidence(code_of(0), criterion, path.name, "two posts")
    desk.history.withdraw(tied.id)
    return tied


def judge(desk: Desk, numbers: range, tied: Kept[Evidence]) -> None:
    """Judge bodies whole, in one save: a receipt each, and a passage and a verdict on every criterion, and a category."""
    from reviewer.casebook import subject

    passage = tied.content.passage
    framework = desk.case.framework
    with desk.session.casebook.act() as act:
        for code in map(code_of, numbers):
            act.put(Receipt(code, passage.document, "plan.txt", "", RECEIVED), subject.itself("receipt"))
            for criterion in framework.criteria:
                finding = next(key for key in criterion.findings if not framework.finding(key).absence)
                evidence = act.put(Evidence(code, criterion.key, passage, Stance.SUPPORTS))
                act.put(Verdict(code, criterion.key, finding, "Read.", (evidence,), ()))
            act.put(Grade(code, framework.categories[0].key, "Read."))
