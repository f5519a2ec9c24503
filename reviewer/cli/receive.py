"""Commands of the first journey: new, receive, unlock, recognise, include, documents, text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from reviewer.cli.given import ANY, FOLDER, NUMBER, Day
from reviewer.cli.running import (
    aside,
    casebook_argument,
    done,
    home,
    json_option,
    listing,
    on_terminal,
    password,
    password_option,
    reading,
    writing,
)
from reviewer.cli.table import Row, printable, printable_lines
from reviewer.cli.translated import argument, command, option
from reviewer.desk import Desk
from reviewer.desk.case_doubts import doubts_of_case
from reviewer.desk.display import DocumentRow
from reviewer.desk.printable import unaddressed
from reviewer.desk.reading import refuse_wordless
from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.errors import phrase_words
from reviewer.desk.words.language import say
from reviewer.desk.words.letters import unprintable_words
from reviewer.desk.words.notes import note_words
from reviewer.desk.words.objections import case_doubt_words
from reviewer.desk.words.problems import problem_words
from reviewer.desk.words.unread import unread_words
from reviewer.errors import DocumentError, Phrase, WrongUseError
from reviewer.model import Part
from reviewer.model.cells import Sheet

SHOWN = 5
COLUMNS = ("sha", "body", "on", "late", "kind", "pages", "pages_without_text", "unread", "name", "problem")


@command()
@casebook_argument
@option("--case", type=FOLDER, required=True, help="The case folder (schema 1).")
def new(casebook: Path, case: Path) -> None:
    """Make a casebook from a case folder."""
    with Desk.new(casebook, case, home()) as desk:
        inspection = desk.case.inspection
        done(
            say(
                "{casebook} made: {title}, {n} {bodies}.",
                casebook=casebook,
                title=inspection.title,
                n=len(desk.case.bodies),
                bodies=inspection.body_noun[1],
            )
        )
        for doubt in doubts_of_case(desk.case):
            aside(case_doubt_words(doubt))
        if sentence := unaddressed(desk.case):
            aside(sentence)
        for code, sentences in desk.printability.of_all().items():
            aside(unprintable_words(code, sentences))


@command()
@casebook_argument
@argument("body")
@argument("paths", type=ANY, nargs=-1, required=True)
@option("--on", type=Day(), default=None, help="The day of receipt; today if left out.")
@password_option
@json_option
def receive(
    casebook: Path,
    body: str,
    paths: tuple[Path, ...],
    on: date | None,
    password_file: Path | None,
    as_json: bool,
) -> None:
    """Take in files, folders, archives and e-mails of one body."""
    secret = password(password_file)
    with writing(casebook) as desk:
        rows = desk.receiving.receive(body, paths, on, secret, on_terminal())
        if secret:
            desk.locks.unlock(body)  # what came before may have the same password
    if rows or as_json:
        listing(document_rows(rows), COLUMNS, as_json=as_json)
    if not rows:
        raise DocumentError("No file was found there, so nothing was received", "Name what the body sent.")
    if missed := [row.name for row in rows if not row.receipt]:
        message = Phrase(
            "{missing} of {number} files could not be had, such as {name}",
            missing=len(missed),
            number=len(rows),
            name=missed[0],
        )
        raise DocumentError(message, "Its row says why; receive it again once it can be read.")


@command()
@casebook_argument
@argument("body")
@password_option
@json_option
def unlock(casebook: Path, body: str, password_file: Path | None, as_json: bool) -> None:
    """Try a password on every locked document of one body, and list those that opened, with --json the others too."""
    secret = password(password_file)
    if not secret:
        raise WrongUseError("No password was given", "Write it into a file and name that by --password-file.")
    with writing(casebook) as desk:
        if not desk.locks.of(body) and not as_json:
            done(say("Nothing of {body} is locked.", body=body))
            return
        made = desk.locks.unlock(body, secret, on_terminal())
    rows = document_rows((*made.opened, *made.inside))
    shut = [row for row in document_rows(made.locked) if row not in rows]
    if as_json:
        tried = [{**row, "opened": True} for row in rows] + [{**row, "opened": False} for row in shut]
        listing(tried, (), as_json=True)
    elif rows:
        listing(rows, COLUMNS, as_json=False)
    if made.locked:
        left = ", ".join(row.name for row in made.locked[:SHOWN])
        message = Phrase(
            "{number} of {body} still locked: {left}", number=len(made.locked), body=body, left=left
        )
        raise DocumentError(message, "Ask the sender for the password, or for copies without one.")


@command()
@casebook_argument
@argument("body", required=False)
def recognise(casebook: Path, body: str | None) -> None:
    """Read the text in scanned pages; also while the casebook is open elsewhere."""
    with reading(casebook) as desk:
        before = _unread(desk, body)
        count = desk.recognition.recognise(body, on_terminal())
        after = _unread(desk, body)
        why_not = desk.pieces.why_not_recognised
    left = counted(Noun.PIECE, after[0])
    message = Phrase(
        "{pieces} recognised; {left} left that nobody could read",
        pieces=counted(Noun.PIECE, count),
        left=left,
    )
    if (
        before == after and after[0] and (after[1] or why_not)
    ):  # what waited waits still, or nothing ever will
        raise DocumentError(message, why_not or "See: unread CASEBOOK.")
    done(say("{what}: see unread CASEBOOK.", what=phrase_words(message)))


def _unread(desk: Desk, body: str | None) -> tuple[int, int]:
    """Return how many pieces are unread, and how many of them wait for recognition."""
    rows = {row.sha256: row for row in desk.reading.documents(body)}.values()
    return sum(row.unread for row in rows), sum(row.waiting for row in rows)


@command()
@casebook_argument
@argument("body")
@argument("document")
@option("--because", required=True, help="The reason, kept with the decision.")
@option("--out", is_flag=True, help="Leave it out of the review instead.")
def include(casebook: Path, body: str, document: str, because: str, out: bool) -> None:
    """Take a late document into the review, or one out of it."""
    with writing(casebook) as desk:
        desk.receiving.include(body, document, because, included=not out)
    words = "{document} is out of the review of {body}." if out else "{document} is in the review of {body}."
    done(say(words, document=document, body=body))


@command()
@casebook_argument
@argument("body", required=False)
@json_option
def documents(casebook: Path, body: str | None, as_json: bool) -> None:
    """List a row per receipt: kind, pages, pages without text, problem."""
    with reading(casebook) as desk:
        rows = document_rows(desk.reading.documents(body))
    empty = say("Nothing has been received yet: receive CASEBOOK BODY PATH.")
    listing(rows, COLUMNS, as_json=as_json, empty=empty)


@command()
@casebook_argument
@argument("document")
@option("--page", type=NUMBER, help="Only this page or part, counted from 1.")
@json_option
def text(casebook: Path, document: str, page: int | None, as_json: bool) -> None:
    """Print a document's text, each page or part under its name."""
    with reading(casebook) as desk:
        document_text = desk.reading.text(desk.reading.resolve_document(document))
        refuse_wordless(document_text, document)
        unread = desk.pieces.unread_in(document_text)
        parts = document_text.said if page is None else (desk.reading.page_of(document_text, page, document),)
    if document_text.problem:
        aside(f"[{problem_words(document_text.problem)}]")
    for note in document_text.also:
        aside(f"[{say('also: {what}', what=note_words(note))}]")
    if as_json:
        listing([_part_row(part) for part in parts], (), as_json=True)
    else:
        _print_parts(parts)
        there = {part.place for part in parts}
        for piece in unread:
            if piece.place in there if piece.is_part else page is None:
                words = unread_words(piece.label, piece.why, waits=piece.waits)
                click.echo(f"[{printable(say('not read: {what}', what=words))}]")
    if any(part.unreadable for part in parts) and not any(part.text for part in parts):
        raise DocumentError("No word of that was read", "See what could not be read: unread CASEBOOK.")


def _print_parts(parts: Sequence[Part]) -> None:
    for part in parts:
        if part.text or not (part.unreadable or part.wordless):
            label = part.label
            if part.recognised:
                words = "{label}, recognised, {sure}% sure" if part.confidence else "{label}, recognised"
                label = say(words, label=label, sure=part.confidence)
            click.echo(f"[{printable(label)}]")
            click.echo(printable_lines(part.text))


def _part_row(part: Part) -> Row:
    return {
        "place": part.place,
        "label": part.label,
        "text": part.text,
        "readable": not part.unreadable,
        "recognised": part.recognised,
        "confidence": part.confidence if part.recognised else None,
        "hidden": part.hidden,
        "cells": [
            {"cell": name, "text": text, "raw": raw or None}
            for name, text, raw in (Sheet(part).named() if part.cells else ())
        ],
    }


def document_rows(rows: Sequence[DocumentRow]) -> list[Row]:
    """Return receipts as printable rows."""
    return [
        {
            "sha256": row.sha256,
            "sha": row.sha256[:12],
            "name": row.name,
            "body": row.body,
            "on": row.on.isoformat(),
            "late": row.late,
            "included": row.included,
            "kind": row.kind,
            "pages": row.pages,
            "pages_without_text": row.pages_without_text,
            "pages_recognised": row.pages_recognised,
            "unread": row.unread,
            "waiting": row.waiting,
            "problem": problem_words(row.problem) if row.problem else None,
            "problem_code": row.problem.reason.value if row.problem else None,
            "origin": row.origin,
            "duplicate": row.duplicate,
            "also_from": list(row.also_from),
            "also": [note_words(note) for note in row.also],
        }
        for row in rows
    ]
