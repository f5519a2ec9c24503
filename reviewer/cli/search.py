"""The command that searches: words in all documents, and what could not be searched."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from reviewer.cli.given import NUMBER
from reviewer.cli.running import casebook_argument, json_option, listing, reading
from reviewer.cli.table import Row
from reviewer.cli.translated import argument, command, option
from reviewer.desk.display import SearchHit
from reviewer.desk.search import Question, Unsearched
from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.language import say
from reviewer.errors import Phrase, WrongUseError
from reviewer.model import Group

COLUMNS = ("body", "name", "review", "label", "snippet")


@command()
@casebook_argument
@argument("query", required=False)
@option("--body", help="Only in the documents of this body.")
@option("--kind", type=click.Choice([group.value for group in Group]), help="Only in documents of this kind.")
@option(
    "--criterion", help="Only in documents with passages tied to it; without QUERY, what finds its own terms."
)
@option("--limit", type=NUMBER, default=50, show_default=True, help="How many places at most.")
@json_option
def search(
    casebook: Path,
    query: str | None,
    body: str | None,
    kind: str | None,
    criterion: str | None,
    limit: int,
    as_json: bool,
) -> None:
    """Find words in all documents: plain words, "phrases", -minus, OR, beginn*."""
    with reading(casebook) as desk:
        code = desk.body(body).code if body else ""
        key = desk.criterion(criterion).key if criterion else ""
        if (query is None and not key) or (query is not None and not query.strip()):
            message = "Nothing was searched, since no words were given"
            raise WrongUseError(
                message, "Give words to look for, or a --criterion that has terms of its own."
            )
        words, tied = (desk.search.terms(key), "") if query is None else (query, key)
        if query is None and not words:
            message = Phrase("The criterion “{key}” has no terms of its own", key=key)
            raise WrongUseError(message, "Give words to look for.")
        question = Question(words, code, kind or "", tied)
        hits = desk.search.search(question, limit)
        left = desk.search.unsearched(question)
    listing(hit_rows(hits), COLUMNS, as_json=as_json, empty=say("Nothing was found."))
    _say_unsearched(left)


def _say_unsearched(left: Unsearched) -> None:
    """Tell what nobody could read: nothing found there means nothing."""
    if left.pieces:
        many = counted(Noun.PIECE, left.pieces)
        words = "{pieces} could not be searched: no text could be read there, see unread CASEBOOK."
        click.echo(say(words, pieces=many), err=True)
    if left.documents:
        many = counted(Noun.DOCUMENT, left.documents)
        words = "{documents} could not be searched: see documents CASEBOOK for the reason."
        click.echo(say(words, documents=many), err=True)


def hit_rows(hits: Sequence[SearchHit]) -> list[Row]:
    """Return found places as printable rows, the found words in brackets."""
    marks = str.maketrans({"\ue000": "[", "\ue001": "]"})
    return [
        {
            "body": hit.body,
            "name": hit.name,
            "document": hit.hit.document,
            "place": hit.hit.place,
            "label": hit.hit.label,
            "snippet": hit.hit.snippet.translate(marks),
            "review": _review(hit),
            "late": hit.late,
            "included": hit.included,
        }
        for hit in hits
    ]


def _review(hit: SearchHit) -> Phrase:
    """Return what to know before it is made evidence: a late document counts for nothing until it is included."""
    if hit.late:
        return Phrase("late, included" if hit.included else "late, left out")
    return Phrase("" if hit.included else "left out")
