"""Made lines of a matrix: any number of bodies under any number of criteria, the same each time."""

from __future__ import annotations

from itertools import cycle, islice

from reviewer.desk.body_lines import BodyLine, CellState
from reviewer.desk.letter_places import Place
from reviewer.model import Category, Criterion, Finding, Framework, Tone
from reviewer.review import BlockerCode

FINDINGS = (
    Finding("done", "Commenced", Tone.MET, ""),
    Finding("begun", "Not commenced", Tone.PART, ""),
    Finding("refused", "No review", Tone.GAP, ""),
    Finding("silent", "No information", Tone.UNKNOWN, "", absence=True),
)
CATEGORIES = (
    Category("all", "All plans in place", "true"),
    Category("started", "Plans in place and implementation started", "true"),
)
TITLES = ("National strategy", "Counter-corruption unit", "IT monitoring", "Partner engagement")
NAMES = (
    "Avon and Somerset", "Bedfordshire", "Cambridgeshire", "Cheshire", "City of London", "Cleveland",
    "Cumbria", "Derbyshire", "Devon and Cornwall", "Dorset", "Durham", "Dyfed-Powys", "Essex",
    "Gloucestershire", "Greater Manchester", "Gwent", "Hampshire and Isle of Wight", "Hertfordshire",
    "Humberside", "Kent", "Lancashire", "Leicestershire", "Lincolnshire", "Merseyside", "Metropolitan",
    "Norfolk", "North Wales", "North Yorkshire", "Northamptonshire", "Northumbria", "Nottinghamshire",
    "South Wales", "South Yorkshire", "Staffordshire", "Suffolk", "Surrey", "Sussex", "Thames Valley",
    "Warwickshire", "West Mercia", "West Midlands", "West Yorkshire", "Wiltshire",
)  # fmt: skip
JUNE_14 = 1_497_430_800_000_000


def made_framework(criteria: int) -> Framework:
    """A framework with so many criteria."""
    titles = islice(cycle(TITLES), criteria)
    keys = tuple(finding.key for finding in FINDINGS)
    made = tuple(
        Criterion(
            f"c{at}", title, f"Do the plans say enough about {title}?", "", (title,), keys, {"default": ""}
        )
        for at, title in enumerate(titles, start=1)
    )
    return Framework("made", "Made", "en-GB", FINDINGS, made, CATEGORIES)


def made_lines(bodies: int, criteria: int) -> tuple[BodyLine, ...]:
    """So many bodies; the first third is judged, some have two verdicts or lack evidence, three letters are signed."""
    return tuple(_line(at, bodies, criteria) for at in range(bodies))


def _line(at: int, bodies: int, criteria: int) -> BodyLine:
    name = NAMES[at % len(NAMES)] + (f" {at // len(NAMES) + 1}" if at >= len(NAMES) else "")
    judged = criteria if at < bodies // 3 else (at % 3 if at < bodies // 2 else 0)
    cells = [
        CellState(FINDINGS[(at * 7 + column * (at % 5 + 1)) % 4].key) if column < judged else CellState()
        for column in range(criteria)
    ]
    if at % 13 == 3 and judged:
        cells[-1 % judged] = CellState("", (BlockerCode.VERDICTS_DIFFER.value,))
    if at % 11 == 6 and judged:
        cells[0] = CellState(cells[0].finding or "done", ("no-evidence",))
    if at % 11 == 7 and judged:
        cells[0] = CellState(cells[0].finding or "done", ("hits-not-looked-at",))
    tones = tuple(_tone(cell) for cell in cells)
    whole, signed = all(tones), at < 3
    left = sum(len(cell.left) for cell in cells) + (not whole)
    return BodyLine(
        code=f"b{at}",
        name=name,
        tones=tones,
        late=3 if at % 43 == 14 else 0,
        conflicts=sum(BlockerCode.VERDICTS_DIFFER in cell.left for cell in cells),
        letter_state="signed" if signed else "",
        category=CATEGORIES[at % 2].key if whole else None,
        ready=whole and not left,
        cells=tuple(cells),
        left=left,
        letter_at=JUNE_14 if signed else 0,
        letter_place=(Place.CHANGED if at == 1 else Place.STANDS) if signed else None,
    )


def _tone(cell: CellState) -> str:
    return next((finding.tone.value for finding in FINDINGS if finding.key == cell.finding), "")
