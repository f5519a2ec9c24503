"""Tables of the search index.

FTS5 keeps no text of its own: what a person would search in is ``folded``, or where that is NULL, ``text``.
"""

from __future__ import annotations

from zlib import crc32

from reviewer.casebook.tokens import TOKENIZER
from reviewer.model import Aside, NoteCode, NoText, Reason

_TABLES = 14
_CODES = crc32(" ".join((*Reason, *NoteCode, *NoText, *Aside, TOKENIZER)).encode()) % 1_000_000
VERSION = 1_000_000 * _TABLES + _CODES
"""Another number in an index throws it away: it is made again from the documents.

It is another one for other tables, where words are cut otherwise, and where a program knows other codes of problems and notes: an
older program could not read what a newer one wrote.
"""

OBJECTS = (
    # A text is put in by several transactions: it is ``whole`` after the last. ``writer`` is a number of who began last to
    # put it in; who finds another's there leaves off. ``compared`` is what compared it with what its pages show. See index_doubts.
    """CREATE TABLE document(id INTEGER PRIMARY KEY, sha TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
        extractor TEXT NOT NULL, problem TEXT, pages INTEGER NOT NULL, without_text INTEGER NOT NULL,
        text_hash TEXT NOT NULL, also TEXT NOT NULL, recognised INTEGER NOT NULL, unread INTEGER NOT NULL,
        waiting INTEGER NOT NULL, pieces TEXT NOT NULL, only_waiting INTEGER NOT NULL, uncompared INTEGER NOT NULL,
        whole INTEGER NOT NULL, writer INTEGER NOT NULL,
        compared TEXT NOT NULL DEFAULT '')""",
    """CREATE TABLE part(id INTEGER PRIMARY KEY, document INTEGER NOT NULL, number INTEGER NOT NULL,
        place TEXT NOT NULL, label TEXT NOT NULL, text NOT NULL, folded TEXT, no_text TEXT,
        cells TEXT NOT NULL, recognised INTEGER NOT NULL, confidence INTEGER NOT NULL, hidden INTEGER NOT NULL, aside TEXT,
        picture TEXT, tried INTEGER NOT NULL, sha TEXT, raw TEXT NOT NULL)""",
    # A row for each page in which recognition found text, with its boxes. See index_pages.
    """CREATE TABLE tried(part INTEGER PRIMARY KEY, boxes BLOB NOT NULL, width REAL NOT NULL, height REAL NOT NULL)""",
    "CREATE INDEX part_document ON part(document, number)",
    "CREATE INDEX part_picture ON part(sha) WHERE sha IS NOT NULL",
    f"CREATE INDEX part_unread ON part(document, number) WHERE no_text IS NOT NULL OR aside = '{Aside.TRANSCRIBED}'",
    # What people typed of pages and pictures, copied from the records, and the state that the layers are in. See index_typed.
    """CREATE TABLE typed(document TEXT NOT NULL, place TEXT NOT NULL, picture TEXT NOT NULL, text TEXT NOT NULL,
        by TEXT NOT NULL)""",
    "CREATE TABLE typed_state(digest TEXT NOT NULL)",
    # What recognition made of a picture, wherever it stands; its part has the rest. See index_pictures.
    """CREATE TABLE picture(sha TEXT PRIMARY KEY, engine TEXT NOT NULL, text TEXT NOT NULL, boxes BLOB NOT NULL,
        confidence INTEGER NOT NULL, no_text TEXT) WITHOUT ROWID""",
    # Where a tied passage was found again in a text, if not where it was: looking for it takes long.
    """CREATE TABLE refound(document TEXT NOT NULL, passage TEXT NOT NULL, text_hash TEXT NOT NULL, found TEXT NOT NULL,
        PRIMARY KEY(document, passage)) WITHOUT ROWID""",
    # See index_words for these three: what FTS5 is told, and why.
    f"""CREATE VIRTUAL TABLE words USING fts5(text, together, content='', tokenize='{TOKENIZER}')""",
    f"""CREATE VIRTUAL TABLE beginnings USING fts5(text, content='', detail=none, columnsize=0,
        prefix='2 3 4 5', tokenize='{TOKENIZER}')""",
    # ``Index.settle`` merges what is in two pieces already: a search looks into each.
    "INSERT INTO words(words, rank) VALUES('usermerge', 2)",
    "INSERT INTO beginnings(beginnings, rank) VALUES('usermerge', 2)",
    "CREATE TABLE common(word TEXT PRIMARY KEY, since INTEGER NOT NULL, everywhere INTEGER NOT NULL) WITHOUT ROWID",
)
