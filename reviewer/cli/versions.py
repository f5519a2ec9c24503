"""Commands for passages that last: passages, confirm, versions, version, compare, carry."""

from __future__ import annotations

from pathlib import Path

import click

from reviewer.cli.evidence import evidence_line, passage_row, quotation
from reviewer.cli.running import casebook_argument, done, json_option, listing, reading, writing
from reviewer.cli.table import Row, printable
from reviewer.cli.translated import argument, command, option
from reviewer.desk import Desk
from reviewer.desk.values import difference
from reviewer.desk.versions import Maybe, Pair
from reviewer.desk.versions.values import Fate
from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.differences import change_words, difference_words, differences_said
from reviewer.desk.words.language import say
from reviewer.errors import Phrase, WrongUseError

COLUMNS = ("newer", "earlier", "state", "kept", "changed", "gone", "tied", "carried")


@command()
@casebook_argument
@argument("body")
@json_option
def passages(casebook: Path, body: str, as_json: bool) -> None:
    """List a body's tied passages and whether their words are still there."""
    with reading(casebook) as desk:
        view = desk.standing.state(body)
    rows: list[Row] = [
        {
            "evidence": evidence.record.id if as_json else evidence.record.id[:12],
            "criterion": key,
            "name": evidence.name,
            "where": evidence.where,
            "state": evidence.state,
            "passage": quotation(evidence.record.content.passage),
            **passage_row(evidence.record.content.passage),
            "differs": difference_words(difference(evidence.pieces)) if evidence.pieces else "",
            "replaced_by": evidence.replaced_by,
            "changes": list(differences_said(evidence.pieces)),
        }
        for key, card in view.criteria.items()
        for evidence in card.evidence
    ]
    columns = ("evidence", "criterion", "state", "name", "where", "passage", "differs")
    listing(rows, columns, as_json=as_json, empty=say("No passage is tied."))


@command()
@casebook_argument
@argument("evidence")
def confirm(casebook: Path, evidence: str) -> None:
    """Confirm a passage whose words read differently now: its new words are tied instead."""
    with writing(casebook) as desk:
        record = desk.passages.confirm(evidence)
    done(evidence_line(record))


@command()
@casebook_argument
@argument("body")
@json_option
def versions(casebook: Path, body: str, as_json: bool) -> None:
    """List which documents are new versions of which, and which look like it; with the passages' fates."""
    with reading(casebook) as desk:
        rows = [_pair(pair) for pair in desk.versions.pairs(body)]
        rows += [_maybe(maybe) for maybe in desk.versions.suggestions(body)]
    empty = say("No document is a version of another, or looks like one.")
    listing(rows, COLUMNS, as_json=as_json, empty=empty)


def _pair(pair: Pair) -> Row:
    return {
        "newer": pair.newer.name,
        "earlier": pair.earlier.name,
        "newer_receipt": pair.newer.receipt,
        "earlier_receipt": pair.earlier.receipt,
        "newer_sha256": pair.newer.sha256,
        "earlier_sha256": pair.earlier.sha256,
        "state": Phrase("version"),
        "kept": pair.count(Fate.KEPT),
        "changed": pair.count(Fate.CHANGED),
        "gone": pair.count(Fate.GONE),
        "carried": pair.carried,
        "tied": pair.count(Fate.TIED),
        "passages": [
            {
                "evidence": each.record.id,
                "fate": each.fate,
                "tied_as": each.tied or None,
                "where": each.where,
                "quote": each.record.content.passage.quote,
                "reads": each.new.quote if each.new else None,
                "differs": difference_words(each.difference) if each.difference else "",
            }
            for each in pair.passages
        ],
    }


def _maybe(maybe: Maybe) -> Row:
    blank = dict.fromkeys(("kept", "changed", "gone", "tied", "carried"))
    return {
        "newer": maybe.newer.name,
        "earlier": maybe.earlier.name,
        "newer_receipt": maybe.newer.receipt,
        "earlier_receipt": maybe.earlier.receipt,
        "newer_sha256": maybe.newer.sha256,
        "earlier_sha256": maybe.earlier.sha256,
        "state": Phrase("looks like one"),
        "share": maybe.share,
        "same_name": maybe.same_name,
        **blank,
    }


@command()
@casebook_argument
@argument("body")
@argument("new")
@argument("old")
@option("--not", "is_not", is_flag=True, help="It is none: take it back, or do not suggest it.")
def version(casebook: Path, body: str, new: str, old: str, is_not: bool) -> None:
    """Say that a document is a new version of an earlier one of the same body."""
    with writing(casebook) as desk:
        newer, earlier = _receipts(desk, new, old, body)
        if is_not:
            desk.versions.unmark(newer, earlier)
        else:
            desk.versions.mark(newer, earlier)
    words = "{new} is no version of {old}." if is_not else "{new} is a new version of {old}."
    done(say(words, new=new, old=old))


@command()
@casebook_argument
@argument("new")
@argument("old")
@json_option
def compare(casebook: Path, new: str, old: str, as_json: bool) -> None:
    """Print what changed from one document to another, a line each."""
    with reading(casebook) as desk:
        compared = desk.versions.compare(*_receipts(desk, new, old))
    comparison = compared.comparison
    if as_json:
        listing(
            [
                {
                    "kind": change.kind,
                    "old_place": change.old.place,
                    "new_place": change.new.place,
                    "sentence": change_words(change),
                }
                for change in comparison.changes
            ],
            (),
            as_json=True,
        )
        return
    for change in comparison.changes:
        click.echo(printable(change_words(change)))
    done(
        say(
            "{both} of {old} sentences are in the newer one, which has {new}.",
            both=comparison.both,
            old=comparison.of_old,
            new=comparison.of_new,
        )
    )


@command()
@casebook_argument
@argument("body")
@argument("new")
@option("--changed", multiple=True, metavar="EVIDENCE", help="Tie this one, as it reads there now.")
def carry(casebook: Path, body: str, new: str, changed: tuple[str, ...]) -> None:
    """Tie the passages of an earlier version to the newer one: all that are kept, or those that are named."""
    with writing(casebook) as desk:
        sha = desk.reading.resolve_document(new, desk.body(body).code)
        pair = next((pair for pair in desk.versions.pairs(body) if pair.newer.sha256 == sha), None)
        if pair is None:
            raise WrongUseError(
                "{new} is no version of another document",
                "Say of which: version CASEBOOK BODY NEW OLD.",
                new=new,
            )
        records = [desk.passages.evidence(id_).id for id_ in changed] or None
        made = desk.versions.carry(pair.newer.receipt, pair.earlier.receipt, records)
    for record in made:
        done(evidence_line(record))
    if left := pair.count(Fate.TIED):
        many = counted(Noun.PASSAGE, left)
        click.echo(say("Left as it is: {passages} tied there already.", passages=many), err=True)


def _receipts(desk: Desk, new: str, old: str, body: str | None = None) -> tuple[str, str]:
    """Return the receipts that two documents are named by; of several the newest of the new, the first of the old."""
    code = desk.body(body).code if body else None
    newer, earlier = desk.reading.resolve_document(new, code), desk.reading.resolve_document(old, code)
    rows = desk.reading.documents(code)
    return (
        [row.receipt for row in rows if row.sha256 == newer][-1],
        next(row.receipt for row in rows if row.sha256 == earlier),
    )
