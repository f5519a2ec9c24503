"""How commands print a tied passage."""

from __future__ import annotations

from reviewer.cli.table import Row
from reviewer.desk.words.cells import cell_words
from reviewer.model import Evidence, Kept, Passage
from reviewer.model.cells import cells_of


def evidence_line(record: Kept[Evidence]) -> str:
    """Return the line that says what was tied."""
    passage = record.content.passage
    return f"{record.id[:12]}  {record.content.criterion}  {passage.place}  {quotation(passage)}"


def quotation(passage: Passage) -> str:
    """Return a passage's words in quotation marks, with the address of each cell where it is of several."""
    return cell_words(passage.place, passage.quote) or f"“{passage.quote}”"


def evidence_row(content: Evidence) -> Row:
    """Return what a listing in JSON says of a tied passage."""
    passage = content.passage
    return {
        "body": content.body,
        "criterion": content.criterion,
        "document": passage.document,
        "stance": content.stance.value,
        "note": content.note,
        **passage_row(passage),
    }


def passage_row(passage: Passage) -> Row:
    """Return what a listing in JSON says of where a passage stands: the quote of cells has each with its address."""
    cells = [{"cell": name, "text": words} for name, words in cells_of(passage.place, passage.quote)]
    return {
        "place": passage.place,
        "start": passage.start,
        "end": passage.end,
        "quote": passage.quote,
        "cells": cells,
    }
