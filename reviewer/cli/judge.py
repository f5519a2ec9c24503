"""Commands of the second journey: evidence, verdict, absence, category, status."""

from __future__ import annotations

from pathlib import Path

import click

from reviewer.cli.evidence import evidence_line, evidence_row
from reviewer.cli.given import NUMBER
from reviewer.cli.held_rows import held_row, tell_work, work_line
from reviewer.cli.running import casebook_argument, done, json_option, listing, reading, writing
from reviewer.cli.search import hit_rows
from reviewer.cli.table import Row, printable
from reviewer.cli.translated import argument, command, option
from reviewer.desk import Desk
from reviewer.desk.case_doubts import doubts_of_case
from reviewer.desk.display import AbsenceReport, BodyView
from reviewer.desk.settings import BACKUP_FAILED
from reviewer.desk.words.amendments import contested_words
from reviewer.desk.words.blockers import blocker_and_remedy, blocker_words
from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.errors import phrase_words
from reviewer.desk.words.language import count, say
from reviewer.desk.words.letter_states import listed_words
from reviewer.desk.words.objections import case_doubt_words, objection_lines
from reviewer.desk.words.recognition import untried_words
from reviewer.desk.words.unread import unread_words, what_is_unread
from reviewer.errors import Phrase
from reviewer.model import Stance


@command()
@casebook_argument
@argument("body")
@argument("criterion")
@argument("document")
@option("--quote", required=True, help="The exact words; white space and quotation marks may differ.")
@option("--page", type=NUMBER, help="The page or part, where the words stand twice.")
@option("--place", help="The place by its name, as p7, sheet:Posts or cells of it, sheet:Posts!B2:C4.")
@option("--note", default="", help="A note beside the passage.")
@option("--contradicts", is_flag=True, help="The passage speaks against the criterion.")
@json_option
def evidence(
    casebook: Path,
    body: str,
    criterion: str,
    document: str,
    quote: str,
    page: int | None,
    place: str | None,
    note: str,
    contradicts: bool,
    as_json: bool,
) -> None:
    """Tie a passage to a criterion."""
    stance = Stance.CONTRADICTS if contradicts else Stance.SUPPORTS
    with writing(casebook) as desk:
        record = desk.judging.evidence(body, criterion, document, quote, place, page, note, stance)
    if as_json:
        listing([{"evidence": record.id, **evidence_row(record.content)}], (), as_json=True)
    else:
        done(evidence_line(record))


@command()
@casebook_argument
@argument("body")
@argument("criterion")
@argument("finding")
@option("--because", required=True, help="The reason, kept with the verdict.")
@option("--resolve", is_flag=True, help="Settle two differing verdicts with this one.")
def verdict(
    casebook: Path,
    body: str,
    criterion: str,
    finding: str,
    because: str,
    resolve: bool,
) -> None:
    """Record a finding on one criterion, with its reason."""
    with writing(casebook) as desk:
        record = desk.judging.verdict(body, criterion, finding, because, resolve=resolve)
        label = desk.case.framework.finding(record.content.finding).label
    done(f"{record.id[:12]}  {body}  {criterion}: {label}")


@command()
@casebook_argument
@argument("body")
@argument("criterion")
@option("--looked-at", is_flag=True, help="You have looked at every hit and every unread piece.")
@json_option
def absence(casebook: Path, body: str, criterion: str, looked_at: bool, as_json: bool) -> None:
    """Search for a criterion's terms and keep the record that proves an absence."""
    with writing(casebook) as desk:
        report = desk.judging.absence(body, criterion, looked_at=looked_at)
        why_not = desk.pieces.why_not_recognised
    hits, pieces = _hits(report), unreadable_rows(body, report)
    if as_json:
        listing([{**_record(report), "hits": hits, "pieces": pieces}], (), as_json=True)
        return
    if hits or pieces:
        listing([*hits, *pieces], ("body", "new", "name", "label", "snippet"), as_json=False)
    done(_told(report))
    if report.unreadable and why_not:
        done(why_not)


def _record(report: AbsenceReport) -> Row:
    """Return what the record of a search says; its hits and pieces are listed beside."""
    search = report.search.content
    return {
        "search": report.search.id,
        "body": search.body,
        "criterion": search.criterion,
        "terms": list(search.terms),
        "documents": sorted(search.texts),
        "pages": report.pages,
        "looked_at": search.looked_at,
        "left": len(report.new_hits) + len(report.new_pieces),
        "waiting": report.waiting,
        "locked": report.locked,
    }


def _hits(report: AbsenceReport) -> list[Row]:
    rows = hit_rows(report.hits)
    new = [report.new_in(hit) for hit in report.hits]
    return [
        {**row, "new": left > 0, "new_there": left, "waits": False}
        for row, left in zip(rows, new, strict=True)
    ]


def unreadable_rows(body: str, report: AbsenceReport) -> list[Row]:
    """Return the pieces that nobody could read as printable rows; what is not new was looked at before."""
    new = {piece.key for piece in report.new_pieces}
    return [
        {
            "body": body,
            "name": piece.name,
            "document": piece.document,
            "place": piece.place,
            "label": piece.label,
            "snippet": unread_words("", piece.why, waits=piece.waits),
            "what": what_is_unread(piece.why, waits=piece.waits),
            "new": piece.key in new,
            "waits": piece.waits,
            "piece": piece.key,
        }
        for piece in report.unreadable
    ]


def _told(report: AbsenceReport) -> str:
    """Return what was searched, what of it was not read, and what is left to look at."""
    search = report.search.content
    new = len(report.new_hits) + len(report.new_pieces) - report.locked
    facts = [
        say(
            "{hits}, {pieces} not read",
            hits=counted(Noun.HIT, len(report.hits)),
            pieces=counted(Noun.PIECE, len(report.unreadable)),
        ),
        say("looked at")
        if search.looked_at
        else say("{n} of these not looked at yet: look, then say --looked-at", n=new),
    ]
    if report.waiting:
        facts.append(say("{pieces} waiting for recognition", pieces=counted(Noun.PIECE, report.waiting)))
    if report.locked:
        shut = counted(Noun.PIECE, report.locked)
        facts.append(say("{pieces} locked: give the password (unlock CASEBOOK BODY)", pieces=shut))
    return say(
        "Searched {terms} in {pages}: {facts}.",
        terms=count("{n} term", "{n} terms", len(search.terms)),
        pages=counted(Noun.PAGE, report.pages),
        facts="; ".join(facts),
    )


@command()
@casebook_argument
@argument("body")
@argument("category_key", metavar="CATEGORY")
@option("--because", default="", help="The reason, where it is not the suggested one.")
@option("--resolve", is_flag=True, help="Settle two differing choices with this one.")
def category(casebook: Path, body: str, category_key: str, because: str, resolve: bool) -> None:
    """Choose the overall category of a body."""
    with writing(casebook) as desk:
        record = desk.judging.category(body, category_key, because, resolve=resolve)
        label = desk.case.framework.category(record.content.category).label
    done(f"{record.id[:12]}  {body}: {label}")


@command()
@casebook_argument
@argument("body", required=False)
@json_option
def status(casebook: Path, body: str | None, as_json: bool) -> None:
    """Say what is done and what blocks signing."""
    with reading(casebook) as desk:
        codes = [desk.body(body).code] if body else [known.code for known in desk.case.bodies]
        with desk.session.one_moment():  # of hundreds of bodies, none is asked whether another has changed
            rows = [_status(desk, code, compared=body is not None) for code in codes]
        if desk.amending.sides():
            click.echo(
                f"reviewer: {contested_words()} {say('See: amend {casebook}.', casebook=casebook)}", err=True
            )
        if differing := desk.settling.count():
            told = count("{n} decision is to be settled.", "{n} decisions are to be settled.", differing)
            click.echo(f"reviewer: {told} {say('See: show {casebook}.', casebook=casebook)}", err=True)
        for doubt in doubts_of_case(desk.case):
            click.echo(printable(f"reviewer: {case_doubt_words(doubt)}"), err=True)
        if failed := desk.settings.get(BACKUP_FAILED.of(desk.folder)):
            told = say("No backup could be made the last time. {why}", why=failed)
            click.echo(printable(f"reviewer: {told}"), err=True)
        if untried := desk.recognition.untried(body):
            home = desk.session.home
            told = untried_words(untried, home.policy, home.recognition.lacking)
            click.echo(printable(f"reviewer: {told}"), err=True)
        work, held = tell_work(desk), desk.held.of_letters()
    whole = {"work": work.held.where.value, "work_colleagues": work.held.colleagues}
    rows = [{**row, **held_row(held.get(row["body"]), as_json=as_json), **whole} for row in rows]
    if as_json or body is None:
        listing(rows, ("body", "judged", "category", "letter", "held", "left"), as_json=as_json)
    else:
        for row in rows:
            _tell(row)
    if not as_json:
        done(work_line(work))


def _status(desk: Desk, code: str, *, compared: bool) -> Row:
    """Return how a body stands; ``compared`` reads its signed letter to compare its words, which takes a while for many."""
    view = desk.standing.state(code, compared=compared)
    judged = [key for key, card in view.criteria.items() if len(card.verdicts) == 1]
    return {
        "body": code,
        "judged": Phrase("{done} of {all}", done=len(judged), all=len(view.criteria)),
        "verdicts": {key: view.criteria[key].verdicts[0].content.finding for key in judged},
        "category": view.category.content.category if view.category else None,
        "suggested": view.suggested,
        "documents": len(view.documents),
        "letter": _letter(view, compared=compared),
        "letter_place": view.letter.place.value if view.letter else None,
        "left": len(view.blocks_signing),
        "blocks_draft": [blocker_words(blocker) for blocker in view.blocks_draft],
        "blocks_signing": [blocker_and_remedy(blocker) for blocker in view.blocks_signing],
        "look_at": list(objection_lines(view.doubts)),
    }


def _letter(view: BodyView, *, compared: bool) -> str:
    if view.letter is None:
        return say("withdrawn") if view.withdrawn else ""
    return listed_words(view.letter.record.content.state.value, view.letter.place, compared=compared)


def _tell(row: Row) -> None:
    judged = say("{judged} judged", judged=phrase_words(row["judged"]))
    click.echo(f"{row['body']}: {judged}, {counted(Noun.DOCUMENT, row['documents'])}")
    for criterion, finding in row["verdicts"].items():
        click.echo(f"  {criterion}: {finding}")
    if row["category"]:
        click.echo(f"  {say('category: {category}', category=row['category'])}")
    elif row["suggested"]:
        said = say("category: none yet; the rules suggest {category}", category=row["suggested"])
        click.echo(f"  {said}")
    if row["letter"]:
        letter = "; ".join(filter(None, (row["letter"], row["held"])))
        click.echo(f"  {say('letter: {letter}', letter=letter)}")
    click.echo(
        say("Left before signing:")
        if row["blocks_signing"]
        else say("Nothing is left: the letter can be signed.")
    )
    for sentence in row["blocks_signing"]:
        click.echo(f"  - {sentence}")
    if row["look_at"]:
        click.echo(say("Look at this before you sign:"))
    for sentence in row["look_at"]:
        click.echo(f"  - {sentence}")
